"""The command line: parse, one call, print. Every verb is a thin reader of the library."""

from __future__ import annotations

import gc
import os
import sys
from importlib.util import find_spec
from pathlib import Path

import typer

from engine.doors.commands import register
from engine.doors.commands.faults import tell


def application(verb: str = "") -> typer.Typer:
    """The application with every verb, or with those of one group where only `verb` is asked for."""
    made = typer.Typer(
        name="casus",
        help="If X is attacked, who is drawn in? Treaty duties on a date, at a place, with the proof.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    register(made, verb)
    return made


def __getattr__(name: str) -> typer.Typer:
    if name == "app":
        return application()
    raise AttributeError(name)


def main() -> None:
    """Run the command line; a fault of the user's or the data's is one line and exit status 1."""
    from treaties.errors import CasusError

    gc.set_threshold(1_000_000, 20, 20)  # a question makes much and drops little: collecting early only costs time
    try:
        _same_house()
        application(sys.argv[1] if len(sys.argv) > 1 else "")(prog_name="casus")
    except CasusError as error:
        sys.exit(tell(error, sys.argv[1:]))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    finally:
        gc.freeze()  # nothing is looked through once more on the way out


def _same_house() -> None:
    """`engine` and `treaties` are common names: make sure that those beside this file are the ones in use."""
    from treaties.errors import CasusError

    home = Path(__file__).resolve().parent
    for name in ("engine", "treaties"):
        spec = find_spec(name)
        found = Path(spec.origin).resolve().parent.parent if spec and spec.origin else None
        if found != home:
            raise CasusError(
                f"another package called `{name}` hides the one of this project",
                remedy=f"it was found in {found}; run casus from another folder",
            )


if __name__ == "__main__":
    main()
