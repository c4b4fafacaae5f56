"""Words of a sentence as signs, each with a class, and the states, groups and places that the sentence mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from typing import NamedTuple

from engine.question.tokens import Piece, stands_for
from engine.question.vocabulary import bare, split
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import CasusError

_ATOM = re.compile(r"[^\W_]+|[.,;:?!…—–()\"“”&]|\s-\s")
WHOLE = frozenset(
    ["NAME", "ADJECTIVE", "RULER", "INSTRUMENT", "ARTICLE", "DAY", "TIME", "SHIP"]
)
"""Classes of pieces within which no other phrase counts."""
NAMES = ("NAME", "ADJECTIVE", "RULER", "SHIP")
AUXILIARY = frozenset(["do", "does", "did"])
LONGEST = 6
"""The largest number of words of a phrase."""


class Sign(NamedTuple):
    """A word or a phrase of a sentence, with its class."""

    class_: str
    text: str
    start: int
    end: int
    piece: Piece | None = None


class Mention(NamedTuple):
    """The meaning of a name in a sentence: a state, a group, or a place."""

    at: int
    """The number of its sign."""
    text: str
    states: tuple[str, ...] = ()
    group: str = ""
    place: str = ""
    """The id of a place, where the name is that of a place and not of a state."""
    timely: bool = True
    """Whether the name is that of a state on the day of the question."""

    @property
    def key(self) -> str:
        """The key of the party in the sentence: the name of the group, or the ids of the states."""
        return self.group or ",".join(self.states)


@cache
def _phrases() -> dict[str, str]:
    """The class of each phrase."""
    table = sibling_toml(__file__, "roles.toml")["words"]
    return {bare(phrase): name for name, row in table.items() for phrase in split(row)}


def signs_of(text: str, pieces: Sequence[Piece]) -> list[Sign]:
    """Return the signs of a sentence.

    Args:
        text: the sentence.
        pieces: its tokens.
    """
    atoms = [m.span() for m in _ATOM.finditer(text)]
    found: list[Sign] = []
    at = 0
    while at < len(atoms):
        sign = _sign(text, atoms[at : at + LONGEST], pieces)
        if sign:
            found.append(sign)
        end = sign.end if sign else atoms[at][1]
        while at < len(atoms) and atoms[at][0] < end:
            at += 1
    return found


def _sign(
    text: str, atoms: Sequence[tuple[int, int]], pieces: Sequence[Piece]
) -> Sign | None:
    """The sign that begins with the first of some words."""
    start, end = atoms[0]
    piece = next((p for p in pieces if p.start <= start < p.end), None)
    if piece and piece.what in WHOLE:
        return Sign(piece.what, piece.text, start, piece.end, piece)
    if phrase := _phrase(text, atoms, pieces, piece):
        return phrase
    if piece is None:
        return None
    if piece.what == "UNKNOWN" or piece.start < start:
        return Sign("X", text[start:end], start, end, piece)
    what = "QUERY" if piece.text == "?" else piece.what
    if piece.what == "ACT" and bare(piece.text) in AUXILIARY:
        what = "MODAL"
    return Sign(what, piece.text, start, piece.end, piece)


def _phrase(
    text: str,
    atoms: Sequence[tuple[int, int]],
    pieces: Sequence[Piece],
    piece: Piece | None,
) -> Sign | None:
    """The longest phrase of the file that begins with some words, if it is no shorter than the piece there."""
    start = atoms[0][0]
    last = min(
        (p.start for p in pieces if p.what in WHOLE and p.start > start),
        default=len(text),
    )
    known = piece and piece.what != "UNKNOWN" and piece.start == start
    least = piece.end if piece and known else 0
    for _, behind in reversed(atoms):
        name = _phrases().get(bare(text[start:behind]), "")
        if name and least <= behind <= last:
            return Sign(name, text[start:behind], start, behind)
    return None


def mentions(signs: Sequence[Sign], corpus: Corpus, on: date) -> Iterator[Mention]:
    """Yield the meaning of each name of a sentence. Places that belong to no single state are left out.

    Args:
        signs: the signs of the sentence.
        corpus: the law, which supplies names.
        on: the day of the question.
    """
    for at, sign in enumerate(signs):
        if sign.piece and sign.class_ in NAMES:
            yield _mention(at, sign.piece, corpus, on)


def _mention(at: int, piece: Piece, corpus: Corpus, on: date) -> Mention:
    """What one name means."""
    text = piece.text
    group = corpus.groups.get(text) if not piece.value else None
    if isinstance(group, Group):
        return Mention(at, text, group=group.name)
    place = corpus.gazetteer.get(text.removeprefix("the "))
    known = corpus.states.known(text)
    if place and not known and not piece.value:
        of = place.administered_by or place.of
        holders = {h.state for h in of if h.holds_on(on)}
        only = tuple(holders) if len(holders) == 1 else ()
        return Mention(at, text, only, place=place.id)
    names = stands_for(piece) if piece.value else [text]
    for day in (on, None):
        for name in names:
            with suppress(CasusError):
                state = corpus.states.resolve(name, day).id
                return Mention(at, text, (state,), timely=day is not None)
    return Mention(at, text, (bare(text),), timely=False)
