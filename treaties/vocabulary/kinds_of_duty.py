"""Kinds of duty by name: a single duty, or `help` for all duties that draw a state in."""

from __future__ import annotations

from treaties.vocabulary.errors import UnknownName
from treaties.vocabulary.terms import Duty

HELP = "help"
"""The kind of all duties whose performance makes a state a co-belligerent: fight, assist and act."""


def kind_of_duty(duty: str | None) -> str:
    """Return the name of a kind of duty if it is valid; `help` by default.

    Raises `UnknownName` for an unknown kind.

    >>> kind_of_duty(None), kind_of_duty("consult")
    ('help', 'consult')
    """
    if duty is None or duty == HELP:
        return HELP
    known = [HELP, *(str(d) for d in Duty if not d.standing)]
    if duty not in known:
        raise UnknownName(
            "duty", duty, known, remedy="the duties are " + ", ".join(known)
        )
    return duty


def in_words(duty: str) -> str:
    """Return a kind of duty as a predicate, such as `is drawn in` or `must consult`."""
    return "is drawn in" if duty == HELP else Duty(duty).meaning
