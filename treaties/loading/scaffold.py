"""The beginning of a treaty file: what is known, and what to write where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError

FILE = """\
# The name of this file is the id of the treaty. Lines that begin with # are remarks; those with a key may be used.
title = "Treaty between {names}"
parties = [{ids}]
signed = {signed}
# The day of entry into force, as far as it is known: a day (2026-05-01), a month ("2026-05"), a year ("2026"),
# "2026~" (about), {{ between = [2026-01-01, 2026-03-01] }} or "unknown". Left out, it binds nobody yet.
# in_force = "unknown"
# exit = "one year after notice (Art. 4)"
# rank = "political"  # for a declaration that is not to bind in law

# Where it was read. `read` is the day on which you did; write `seen = false` where you cite without having read.
[[sources]]
id = "{ident}-text"
title = "Text of the treaty between {names}"
# url = "https://"
# kind = "text"
# quality = "A"
# read = {signed}
# language = "English"
# place = "p. 3, Art. 2"
seen = false

# One table for each duty: who owes what to whom, on what event, on which conditions. The words are in the glossary.
# [[obligations]]
# article = "2"
# duty = "assist"           # fight, assist, act, mobilise, consult, stay-neutral, not-aid, may-assist, not-attack …
# trigger = "armed-attack"  # aggression, force, threat, hostilities, war …
# conditions = ["request"]  # all must hold; a question of your own: {{ question = "its-id" }}
# phrase = "twelve words of the article at most"
# source = "{ident}-text"
# gist = "The same in your own words."

# A question that no condition asks, with what is so if it is answered yes, and if no.
# [[questions]]
# id = "its-id"
# text = "Is {{attacker}} acting on its own?"
# claim = "{{attacker}} acts on its own"
# denial = "{{attacker}} does not act on its own"
"""


def write(path: Path, corpus: Corpus, parties: Sequence[str], signed: date) -> None:
    """Write the beginning of a treaty file. Raises `CasusError` for a name that is no id, a file that is there, a state unknown."""
    if path.suffix != ".toml" or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
        raise CasusError(
            f"`{path.name}` is no name for a treaty file", remedy="write it as `iceland-ireland-1999.toml`"
        )
    states = [corpus.states.resolve(p, signed) for p in parties]
    if len({s.id for s in states}) < 2:
        raise CasusError("a treaty has two parties at least", remedy="name them after the file")
    names = [s.name_on(signed) for s in states]
    text = FILE.format(
        names=f"{', '.join(names[:-1])} and {names[-1]}",
        ids=", ".join(f'"{s.id}"' for s in states),
        signed=signed,
        ident=path.stem,
    )
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise CasusError(f"`{path}` is there already", remedy="give another name") from None
    except OSError as error:
        raise CasusError(f"`{path}` can't be written: {error.strerror}") from None
