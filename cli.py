"""The command line: parse, one call, print. Every verb is a thin reader of the library."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from types import ModuleType
from typing import Annotated, Any

import typer

import casus_foederis  # refuses another `engine` or `treaties` before anything imports it
from engine.interfaces.commands import register
from engine.interfaces.commands.grouped_help import Grouped
from engine.interfaces.commands.terminal import (
    USAGE,
    WHENS,
    Colour,
    Instead,
    escape_unwritable,
    tell,
)

COLOUR = ("--color", "--colour")
LISTING = (["--help"], ["-h"])
"""The arguments that ask for the list of verbs."""
METADATA = "importlib.metadata"


def application(verb: str = "", *, listed: bool = False) -> typer.Typer:
    """The application with every verb, or with one alone where `verb` is asked for.

    Where verbs are only `listed`, they have no parameters.
    """
    made = typer.Typer(
        name="casus",
        cls=Grouped,
        invoke_without_command=True,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(_every)
    register(made, verb, listed=listed)
    return made


def _every(
    color: Annotated[
        str,
        typer.Option(
            help="Colour: auto, always or never; with any verb.", metavar="WHEN"
        ),
    ] = "auto",
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and the law's hash, and exit."
        ),
    ] = False,
) -> None:
    """If X is attacked, who is drawn in? Treaty duties on a date, at a place, with the proof."""
    Colour.choose(color)
    if version:
        from treaties.loading.corpus import load_corpus
        from treaties.models.edition import edition_line

        typer.echo(f"casus {casus_foederis.version()}\n{edition_line(load_corpus())}.")
        raise typer.Exit


def __getattr__(name: str) -> typer.Typer:
    if name == "app":
        return application()
    raise AttributeError(name)


def main() -> None:
    """Run the command line; a fault of the user's or the data's is one line and exit status 1."""
    from treaties.vocabulary.errors import CasusError, reason

    os.environ.setdefault(
        "PYDANTIC_DISABLE_PLUGINS", "1"
    )  # none is ours; looking for them takes 10 ms
    # Pydantic imports it to look for plugins, and looks for none here; with what it imports itself it takes 15 ms.
    sys.modules.setdefault(METADATA, _LateMetadata(METADATA))
    gc.set_threshold(
        1_000_000, 20, 20
    )  # a question makes much and drops little: collecting early only costs time
    gc.enable()
    escape_unwritable(sys.stdout, sys.stderr)
    try:
        args = _everywhere(sys.argv[1:])
        status = _run(args)
        sys.stdout.flush()  # what can't be written is told below, not on the way out
        sys.exit(status)
    except (CasusError, USAGE) as error:
        sys.exit(tell(error, sys.argv[1:]))
    except typer.Abort:
        sys.exit(1)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            tell(CasusError(f"`{error.filename or 'the output'}`: {reason(error)}"), [])
        sys.exit(1)
    except MemoryError:
        sys.exit(
            tell(
                CasusError(
                    "this needs more memory than there is",
                    remedy="ask with fewer `--rounds`",
                ),
                [],
            )
        )
    finally:
        gc.freeze()  # nothing is looked through once more on the way out


class _LateMetadata(ModuleType):
    """The module `importlib.metadata`, loaded when something of it is used, and not where it is imported."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)

    def entry_points(self, **given: Any) -> Any:
        """Find the entry points that packages offer."""
        return self.__getattr__("entry_points")(**given)


def _run(args: list[str]) -> int:
    """Run a command line, or the one that somebody at a terminal chose in its place."""
    verb = next((a for a in args if not a.startswith("-") and a not in WHENS), "")
    try:
        made = application(verb, listed=args in LISTING)
        status: int = made(args, prog_name="casus", standalone_mode=False)
    except Instead as chosen:
        return _run(list(chosen.words))
    return status


def _everywhere(args: list[str]) -> list[str]:
    """The same arguments; `--color WHEN`, which belongs to no verb, stands first wherever it was written."""
    front: list[str] = []
    rest: list[str] = []
    left = iter(args)
    for arg in left:
        if arg == "--":
            rest += [arg, *left]
        elif arg in COLOUR:
            front += [
                COLOUR[0],
                *([word] if (word := next(left, None)) is not None else []),
            ]
        elif arg.startswith(tuple(f"{name}=" for name in COLOUR)):
            front += [COLOUR[0], arg.split("=", 1)[1]]
        else:
            rest.append(arg)
    return front + rest


if __name__ == "__main__":
    main()
