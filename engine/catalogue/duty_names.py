"""The duties that a word of a filter means."""

from __future__ import annotations

from treaties.vocabulary.errors import UnknownName
from treaties.vocabulary.kinds_of_duty import HELP
from treaties.vocabulary.terms import Duty


def duties_named(word: str | None) -> tuple[Duty, ...]:
    """List the duties that a word means: the duty of that name, every duty that draws a state in for `help`, and all
    duties where there is no word.

    Raises `UnknownName` for a word that means none.

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
