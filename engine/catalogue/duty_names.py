"""Duties by name, for filters."""

from __future__ import annotations

from treaties.vocabulary.errors import UnknownName
from treaties.vocabulary.kinds_of_duty import HELP
from treaties.vocabulary.terms import Duty


def duties_named(word: str | None) -> tuple[Duty, ...]:
    """Return the duties that a word means: `help` means every duty that draws a state in, and no word means all duties.

    Raises `UnknownName` for an unknown word.

    >>> [str(d) for d in duties_named("help")]
    ['fight', 'assist', 'act']
    """
    if not word:
        return tuple(Duty)
    if word == HELP:
        return tuple(d for d in Duty if d.drawn_in)
    if word not in tuple(Duty):
        known = [HELP, *map(str, Duty)]
        raise UnknownName(
            "duty", word, known, remedy=f"the duties are {', '.join(known)}"
        )
    return (Duty(word),)
