"""Promises in alliance data and their limits, in ATOP's own terms and spelling."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from treaties.vocabulary.worded import WordedEnum


class Promise(WordedEnum):
    """A type of obligation in ATOP (Leeds, Ritter, Mitchell and Long 2002), named after its column.

    >>> [p.value for p in Promise]
    ['defense', 'offense', 'neutral', 'nonagg', 'consul']
    >>> Promise.DEFENSE.meaning
    'active military support if the partner is attacked'
    """

    DEFENSE = "defense", "active military support if the partner is attacked"
    OFFENSE = (
        "offense",
        "active military support in any condition other than an attack on the partner",
    )
    NEUTRAL = "neutral", "no help to a third party that fights the partner"
    NONAGG = "nonagg", "no use of force against the partner"
    CONSUL = "consul", "consultation in crises that may become military conflicts"


class Limit(StrEnum):
    """A limit of a promise in ATOP, with a flag column for each promise that it can limit."""

    ADVERSARY = "adversary"
    """Only against a named adversary, or a kind of adversary."""
    LOCATION = "location"
    """Only in a certain place."""
    CONFLICT = "conflict"
    """Only in a certain named conflict."""
    NUMBER = "number"
    """Only against a certain number of adversaries."""
    DEMANDS = "demands"
    """Only if certain demands are not met, or other action precedes."""
    UNPROVOKED = "unprovoked"
    """Only if the partner did not provoke the attack."""
    ATTACKED = "attacked"
    """Only if the partner is attacked (neutrality)."""
    REQUEST = "request"
    """Only if the partner asks (consultation)."""
    OTHER = "other"
    """Some other limit; the column `olimob` does not say which obligation it limits."""


_ENDS = {"npr" if limit is Limit.UNPROVOKED else limit[:3]: limit for limit in Limit}
_LIMITED = {
    Promise.DEFENSE: "adv loc con num dem npr",
    Promise.OFFENSE: "adv loc con num dem",
    Promise.NEUTRAL: "adv loc con num dem npr att",
    Promise.CONSUL: "adv loc con req",
}
LIMIT_COLUMNS = {
    p: {f"{p[:3]}co{end}": _ENDS[end] for end in _LIMITED.get(p, "").split()}
    for p in Promise
}
"""The flag columns of the member file, by the promise they limit: `defcoadv`, `neuconpr` and so on."""

CONDITIONAL_COLUMNS = {p: f"{p[:3]}con" for p in _LIMITED}
"""Columns that say only that a promise is conditional."""


class Secrecy(IntEnum):
    """The secrecy of an alliance, from ATOP's `pubsecr`."""

    PUBLIC = 0
    SECRET_ARTICLES = 1
    SECRET = 2
