"""Refusals of a sentence: one plain line where treaties answer no such question, else its faults with a form that
works.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from typing import Any

from engine.question.reading.chart import Chart, TooMany
from engine.question.reading.lattice import lattice
from engine.question.reading.productions import grammar
from engine.question.tokens import Piece, cut
from engine.question.vocabulary import bare, split
from engine.question.ways import OF_FORCE, TURNING, Reader
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import CasusError

NAMING = frozenset(
    ["NAME", "ADJECTIVE", "INSTRUMENT", "TREATY", "ARTICLE", "RULER", "SPEAKER"]
)
"""Pieces without which a sentence is about no state and no treaty."""
DUTY = frozenset(["HELP", "DUTY", "OBLIGE", "OBLIGATIONS"])
"""Pieces that ask of a duty."""
OF_A_TREATY = frozenset(["INSTRUMENT", "TREATY", "OWES"])
"""Pieces that name a treaty, or what is owed."""
NEEDED = frozenset(
    ["NAME", "ADJECTIVE", "INSTRUMENT", "TREATY", "ARTICLE", "RULER", "OR"]
)
"""Pieces that a case must take up."""
ASKS_WHEN = ("when did", "when was", "when does", "when were")
"""Words that ask for the first or the last day of something."""
SEVERAL = 3
"""Treaties of one name that are offered side by side."""
LONGEST = 140
"""Characters of the line that says a question is out of scope."""


class OutOfScope(CasusError):
    """A question that treaties do not answer."""


def beyond(
    error: CasusError,
    text: str,
    corpus: Corpus,
    read: Reader,
) -> CasusError:
    """Say of a sentence that could not be read that it is out of scope, or how its case may be asked about.

    Args:
        error: why the sentence was not understood.
        text: the sentence.
        corpus: the law.
        read: reads another sentence in place of it.
    """
    pieces: list[Piece] = []
    with suppress(CasusError):
        pieces = cut(text, corpus)
    if not pieces:
        return error
    weighed = _weighed(pieces, corpus)
    if weighed:
        return OutOfScope(f"nobody is attacked; {weighed}")
    says = _kind(text, pieces)
    case = _case(text, pieces, corpus, read)
    if says:
        example = case or _table()["example"]
        line = f"{says}; ask for example: `{example}`"
        short = line if len(line) <= LONGEST else says
        return OutOfScope(short)
    if case and str(error.remedy).startswith("ask it as"):
        return CasusError(*error.message.split("\n"), remedy=f"ask it as: `{case}`")
    unread = str(error.remedy).startswith("ask it as")
    nobody = error.message.startswith("nobody is attacked")
    verb = _of_the_law_alone(pieces, corpus) if unread or nobody else ""
    if verb:
        return OutOfScope(f"nobody is attacked; {verb}")
    return error


def _of_the_law_alone(pieces: list[Piece], corpus: Corpus) -> str:
    """The verb that answers a sentence about duties or a treaty without any attack; empty for any other sentence.

    It is offered where one treaty is named, or one state or two, and nothing else that could make a difference.
    """
    classes = {p.what for p in pieces}
    named = [t for t in (_treaties(p, corpus) for p in pieces) if t]
    attack = classes & OF_FORCE and not (named and _of_days(pieces))
    of_the_law = bool(classes & (DUTY | OF_A_TREATY)) or _of_days(pieces)
    if attack or not of_the_law:
        return ""
    if len(named) == 1 and len(named[0]) <= SEVERAL:
        shown = " or ".join(f"`casus show {ident}`" for ident in named[0])
        return f"{shown} has its parties, days and articles"
    return "" if named else _owed_by_states(pieces, corpus)


def _owed_by_states(pieces: list[Piece], corpus: Corpus) -> str:
    """The verb for what one state owes, or owes another; empty where more names stand in the sentence."""
    names = [p for p in pieces if p.what in ("NAME", "ADJECTIVE")]
    states: list[str] = []
    for piece in names:
        with suppress(CasusError):
            states.append(corpus.states.resolve(str(piece.value or piece.text)).id)
    apart = list(dict.fromkeys(states))
    if len(states) != len(names) or not 1 <= len(apart) <= 2:
        return ""
    return f"`casus owes {' '.join(apart)}` tells what is owed without an attack"


def _treaties(piece: Piece, corpus: Corpus) -> list[str]:
    """The ids of the treaties that a piece may name: by name, or as the treaty of an organisation."""
    if piece.what == "INSTRUMENT":
        return str(piece.value).split()
    group = corpus.groups.get(piece.text) if piece.what == "NAME" else None
    return [group.treaty] if isinstance(group, Group) and group.treaty else []


def _of_days(pieces: list[Piece]) -> bool:
    """Whether a sentence asks when something began or ended."""
    return any(p.what == "HARM" and p.text.casefold() in ASKS_WHEN for p in pieces)


def _weighed(pieces: list[Piece], corpus: Corpus) -> str:
    """The verb that compares two treaties; empty for a sentence that names other than two, or an attack."""
    named = [t[0] for t in (_treaties(p, corpus) for p in pieces) if len(t) == 1]
    apart = list(dict.fromkeys(named))
    compares = any(
        p.what == "OR" or (p.what == "HARM" and p.value == "compares") for p in pieces
    )
    if len(apart) != 2 or not compares or {p.what for p in pieces} & OF_FORCE:
        return ""
    return f"`casus weigh {apart[0]} {apart[1]}` compares the two"


@cache
def _table() -> dict[str, Any]:
    return sibling_toml(__file__)


def _kind(text: str, pieces: list[Piece]) -> str:
    """What is said of the kind of question that a sentence is; empty where treaties may answer it."""
    if not {p.what for p in pieces} & NAMING:
        kinds = [row for row in _table()["kinds"] if _fits(row, text)]
        return str((kinds or _table()["kinds"][-1:])[0]["says"])
    duty = bool({p.what for p in pieces} & DUTY)
    for row in _table()["kinds"]:
        if duty and not row.get("always"):
            continue
        if _fits(row, text) or _asks_whether(pieces) in row.get("asks", ()):
            return str(row["says"])
    return ""


def _fits(row: dict[str, Any], text: str) -> bool:
    """Whether one of the phrases of a kind stands in a sentence."""
    plain = re.sub(r"[^\w]+", " ", text)
    words = f" {bare(plain)} "
    return any(f" {bare(phrase)} " in words for phrase in split(row["words"]))


def _asks_whether(pieces: list[Piece]) -> str:
    """The class of the word by which a sentence asks if something happens: `Will X attack Y?`; empty where it does not."""
    first = next((p.what for p in pieces if p.what not in ("FILL", "THEN")), "")
    classes = {p.what for p in pieces}
    happens = bool(classes & OF_FORCE) and not classes & {"IF", "WHO", "HAPPENS"}
    return first if happens else ""


def _case(text: str, pieces: list[Piece], corpus: Corpus, read: Reader) -> str:
    """The question who must help in the case that a sentence names; empty where it names none, or more than the case."""
    if any(p.what == "HARM" and p.value in TURNING for p in pieces):
        return ""
    words = lattice(text, pieces)
    chart = Chart(words.edges, grammar())
    spans: list[tuple[int, int]] = []
    with suppress(TooMany):
        for start in range(len(words.atoms)):
            spans += [(start, end) for end, _ in chart.spans("acts", start)]
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        inside = range(words.atoms[start].start, words.atoms[end - 1].end)
        if any(p.what in NEEDED and p.start not in inside for p in pieces):
            continue
        days = " ".join(
            f" {p.text}" for p in pieces if p.what == "DAY" and p.start not in inside
        )
        with suppress(CasusError):
            meant = read(f"If {text[inside.start : inside.stop]}{days}, who must help?")
            return meant.question(corpus)
    return ""
