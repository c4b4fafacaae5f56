"""The beginning of a treaty file: what is known, and what to write where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError, reason
from treaties.vocabulary.names import listed


def write(path: Path, corpus: Corpus, parties: Sequence[str], signed: date) -> None:
    """Write the beginning of a treaty file.

    Args:
        path: the file, whose name is the id of the treaty.
        corpus: the law, which knows the states.
        parties: two states or more, by any of their names on that day.
        signed: the day of signature.

    Raises `CasusError` for a name that is no id, a file that is there, a state unknown.
    """
    if path.suffix != ".toml" or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
        raise CasusError(
            f"`{path.name}` is no name for a treaty file",
            remedy="write it as `iceland-ireland-1999.toml`",
        )
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


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet.

    Raises `CasusError` where it is there, or cannot be written.
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
