"""Kinds of duty by name: one duty, or `help` for all whose performance draws a state in."""

from __future__ import annotations

from treaties.vocabulary.errors import UnknownName
from treaties.vocabulary.terms import Duty

HELP = "help"
"""Any duty whose performance makes a co-belligerent: fight, assist or act. This is what being drawn in means."""


def kind_of_duty(duty: str | None) -> str:
    """Check the name of a kind of duty; `help` by default. Raises `UnknownName`.

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
    """Word a kind of duty as a clause about the state: `is drawn in`, `must consult`."""
    return "is drawn in" if duty == HELP else Duty(duty).meaning
