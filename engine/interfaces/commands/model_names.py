"""The treaties that a sentence may mean, by name, for a language model that rewrites it."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from engine.question.instruments import treaties_named, years_of
from engine.question.reading.meant import article_of
from engine.question.tokens import Piece, cut, stands_for
from engine.question.vocabulary import split
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.models.treaty import Treaty
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.days import SpokenDay
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import fold, instrument_in_line
from treaties.vocabulary.precision import earliest

MOST = 8
"""The largest number of names."""
NAMES = frozenset(["NAME", "ADJECTIVE", "RULER"])
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


class _NamedInSentence(NamedTuple):
    """What a sentence names."""

    states: list[set[str]]
    """The states that each name may mean, on no certain day."""
    treaties: set[str]
    """The treaties of the groups."""
    words: set[str]
    """The telling words of all else."""
    years: set[int]


class _Near(NamedTuple):
    """How near a treaty is to a sentence: the higher, the nearer."""

    score: int
    few: int
    name: str


def treaties_near(text: str, corpus: Corpus) -> list[str]:
    """Return the names of the treaties that a sentence may mean, the likeliest first: those of groups that the sentence names, those between two states that it names, and those whose names share a distinctive word with it.

    Args:
        text: the sentence.
        corpus: the law.

    >>> from treaties.loading.corpus import load_corpus
    >>> treaties_near("that Shusha promise to Baku", load_corpus())
    ['the Shusha Declaration of 2021']
    """
    named = _named(text, corpus)
    rated = (_rated(treaty, named) for treaty in corpus.treaties)
    best = sorted((one for one in rated if one.score), reverse=True)[:MOST]
    return list(dict.fromkeys(instrument_in_line(one.name) for one in best))


def _named(text: str, corpus: Corpus) -> _NamedInSentence:
    """What a sentence names."""
    found = _NamedInSentence([], set(), set(), {int(y) for y in _YEAR.findall(text)})
    pieces: list[Piece] = []
    with suppress(CasusError):
        pieces = cut(text, corpus)
    for piece in pieces:
        if piece.what == "INSTRUMENT" and not article_of(piece.text):
            found.treaties.update(treaties_named(piece, corpus))
        ids = _states(piece, corpus) if piece.what in NAMES else set()
        if ids and ids not in found.states:
            found.states.append(ids)
        group = corpus.groups.get(piece.text) if piece.what == "NAME" else None
        if isinstance(group, Group) and group.treaty:
            found.treaties.add(group.treaty)
        if not ids and not isinstance(piece.value, SpokenDay):
            found.words.update(telling(piece.text))
    return found


def telling(text: str) -> set[str]:
    """Return the words of a text that distinguish one treaty's name from another's.

    >>> sorted(telling("the Shusha Declaration of 2021"))
    ['shusha']
    """
    words = fold(re.sub("[-–—’']", " ", text)).split()
    common = set(split(sibling_toml(__file__)["common"]))
    return {w for w in words if len(w) > 3 and not w.isdecimal() and w not in common}


def _states(piece: Piece, corpus: Corpus) -> set[str]:
    """The states that a name may mean, on no certain day."""
    ids = {i for i in stands_for(piece) if i in corpus.states}
    for name in (piece.text, *stands_for(piece)):
        with suppress(CasusError):
            ids.add(corpus.states.resolve(name).id)
    return ids


def _rated(treaty: Treaty, named: _NamedInSentence) -> _Near:
    """How near a treaty is to what a sentence names; a score of 0 where it is not."""
    states = set(treaty.states)
    parties = sum(bool(ids & states) for ids in named.states)
    shared = len(named.words & telling(" ".join((treaty.name, *treaty.aliases))))
    group = treaty.id in named.treaties
    if parties < 2 and not shared and not group:
        return _Near(0, 0, treaty.name)
    of_year = bool(named.years & years_of(treaty))
    in_force = _in_force(treaty, named.years)
    among_named = states <= set().union(*named.states)
    score = 8 * group + 2 * parties + 3 * shared + 2 * of_year + 3 * in_force
    score += 2 * treaty.promises_help + 3 * among_named
    return _Near(score, -len(states), treaty.name)


def _in_force(treaty: Treaty, years: set[int]) -> bool:
    """Whether a treaty was in force in one of some years; today where there is none."""
    first = earliest(treaty.since).year if treaty.since else treaty.signed.year
    last = earliest(treaty.until).year if treaty.until else date.max.year
    return any(first <= year <= last for year in years or {date.today().year})
