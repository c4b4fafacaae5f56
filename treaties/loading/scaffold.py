"""Templates for new treaty and scenario files, filled with what is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError, reason
from treaties.vocabulary.names import listed


def write(path: Path, corpus: Corpus, parties: Sequence[str], signed: date) -> None:
    """Write a template of a treaty file.

    Args:
        path: the file, whose name is the id of the treaty.
        corpus: the law, which has the register of states.
        parties: two or more states, by any of their names on the day.
        signed: the day of signature.

    Raises `CasusError` for a file name that is not an id, an existing file, or an unknown state.
    """
    _named_by_id(path, "treaty", "iceland-ireland-1999.toml")
    states = [corpus.states.resolve(p, signed) for p in parties]
    if len({s.id for s in states}) < 2:
        raise CasusError(
            "a treaty has two parties at least", remedy="name them after the file"
        )
    names = [s.name_on(signed) for s in states]
    ids = ", ".join(f'"{s.id}"' for s in states)
    form = Path(__file__).with_name("new-treaty.txt").read_text(encoding="utf-8")
    text = form.format(names=listed(names), ids=ids, signed=signed, ident=path.stem)
    write_new(path, text)


def write_scenario(
    path: Path, corpus: Corpus, attacker: str, attacked: str, on: date
) -> None:
    """Write a template of a scenario file whose only move is an attack.

    Args:
        path: the file, whose name is the id of the scenario.
        corpus: the law, which has the register of states.
        attacker: the attacking state, by any of its names on the day.
        attacked: the attacked state.
        on: the day of the attack.

    Raises `CasusError` for a file name that is not an id, an existing file, an unknown state, or a state that attacks
    itself.
    """
    _named_by_id(path, "scenario", "narva-2026.toml")
    one, two = (corpus.states.resolve(s, on) for s in (attacker, attacked))
    if one.id == two.id:
        raise CasusError(f"`{attacker}` cannot attack itself", remedy="name another")
    form = Path(__file__).with_name("new-scenario.txt").read_text(encoding="utf-8")
    names = {"attacker": one.name_on(on), "attacked": two.name_on(on)}
    ids = {"by": one.id, "against": two.id}
    write_new(path, form.format(file=path.name, on=on, **names, **ids))


def _named_by_id(path: Path, what: str, such: str) -> None:
    """Raises `CasusError` for the name of a file that is no id."""
    if path.suffix != ".toml" or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
        raise CasusError(
            f"`{path.name}` is no name for a {what} file",
            remedy=f"write it as `{such}`",
        )


def write_new(path: Path, text: str) -> None:
    """Write a file that does not exist yet.

    Raises `CasusError` if it exists or cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise CasusError(
            f"`{path}` is there already", remedy="give another name"
        ) from None
    except OSError as error:
        raise CasusError(f"`{path}` can't be written: {reason(error)}") from None
