"""Words for the parties to a war that runs on the day of a question: `Russia's enemy`, `North Korea fights Russia's war`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from engine.question.tokens import Piece, stands_for
from treaties.models.corpus import Corpus
from treaties.models.scenario import Event
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import with_article
from treaties.vocabulary.terms import EventKind

_ENEMY = re.compile(r"['’]s?\s+(?:enemy|foe|adversary|opponent)\b", re.IGNORECASE)
_FIGHTS = re.compile(
    r"\s+(?:fights|is fighting|joins|has joined)(?:\s+in)?\s+", re.IGNORECASE
)
_WAR = re.compile(r"['’]s?\s+war(?:\s+and\s+|,\s+(?:and\s+)?)", re.IGNORECASE)


def enemy_of(state: str, corpus: Corpus, on: date) -> str:
    """Return the id of the only state with which a state exchanges force in the wars that are going on on a day; empty
    if there is not exactly one.

    Args:
        state: the id of the state.
        corpus: the law, with the running wars.
        on: the day.

    >>> from treaties.loading.corpus import load_corpus
    >>> enemy_of("russia", load_corpus(), date(2026, 1, 1))
    'ukraine'
    """
    found: set[str] = set()
    for event in _events(corpus, on):
        if event.kind.forcible and state in event.by:
            found |= {*event.against} - {state, ""}
        if event.kind.forcible and state in event.against:
            found |= {*event.by} - {state, ""}
    return found.pop() if len(found) == 1 else ""


def fights_for(state: str, other: str, corpus: Corpus, on: date) -> bool:
    """Return whether one state fights for another in a war that is going on on a day.

    Args:
        state: the id of the state that may fight.
        other: the id of the state for which it may fight.
        corpus: the law, with the running wars.
        on: the day.
    """
    return any(
        e.kind is EventKind.PERFORMS and state in e.by and other in e.for_
        for e in _events(corpus, on)
    )


def _events(corpus: Corpus, on: date) -> Iterator[Event]:
    """The events up to a day of the wars that run on it."""
    for war in corpus.wars:
        if war.holds_on(on):
            yield from (e for e in war.events if (e.on or on) <= on)


def with_parties_named(
    text: str, pieces: Sequence[Piece], corpus: Corpus, on: date
) -> tuple[str, tuple[str, ...]]:
    """Return a sentence in which `X's enemy` is replaced by the name of that state, and without a clause that a state
    fights another's war if the state does so. Also return each change in words.

    Args:
        text: the sentence.
        pieces: its tokens, among them the names.
        corpus: the law, with the running wars.
        on: the day of the question.
    """
    changes = sorted(_changes(text, pieces, corpus, on), reverse=True)
    for start, end, new, _ in changes:
        text = text[:start] + new + text[end:]
    return text, tuple(note for *_, note in changes)


def _changes(
    text: str, pieces: Sequence[Piece], corpus: Corpus, on: date
) -> Iterator[tuple[int, int, str, str]]:
    """Each change: its first and last place, the new words, and the note."""
    named = [p for p in pieces if p.what in ("NAME", "RULER")]
    for piece in named:
        says = _ENEMY.match(text, piece.end)
        enemy = enemy_of(_state(piece, corpus, on), corpus, on) if says else ""
        if says and enemy:
            name = with_article(corpus.states[enemy].name_on(on))
            words = text[piece.start : says.end()]
            yield piece.start, says.end(), name, f"{name} for “{words}”"
    for one, other in pairwise(named):
        fights = _FIGHTS.fullmatch(text, one.end, other.start)
        war = _WAR.match(text, other.end)
        sides = _state(one, corpus, on), _state(other, corpus, on)
        if fights and war and fights_for(*sides, corpus, on):
            clause = re.sub(r"\s*,?\s*(and\s*)?$", "", text[one.start : war.end()])
            yield one.start, war.end(), "", f"“{clause}” as on file"


def _state(piece: Piece, corpus: Corpus, on: date) -> str:
    """The id of the state that a name means on a day; empty if it means none or several."""
    ids = {str(i).casefold() for i in stands_for(piece)}
    if len(ids) == 1 and (only := ids.pop()) in corpus.states:
        return only
    try:
        return corpus.states.resolve(piece.text, on).id
    except CasusError:
        return ""
