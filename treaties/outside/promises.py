"""What an alliance row can promise and how it can limit the promise, in ATOP's own terms and spelling."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Promise(StrEnum):
    """ATOP's five types of obligation (Leeds, Ritter, Mitchell and Long 2002). The value is the name of the column.

    >>> [p.value for p in Promise]
    ['defense', 'offense', 'neutral', 'nonagg', 'consul']
    >>> Promise.DEFENSE.meaning
    'active military support if the partner is attacked'
    """

    DEFENSE = "defense"
    OFFENSE = "offense"
    NEUTRAL = "neutral"
    NONAGG = "nonagg"
    CONSUL = "consul"

    @property
    def meaning(self) -> str:
        """The codebook's definition in our words."""
        return _MEANINGS[self]


_MEANINGS = {
    Promise.DEFENSE: "active military support if the partner is attacked",
    Promise.OFFENSE: "active military support in any condition other than an attack on the partner",
    Promise.NEUTRAL: "no help to a third party that fights the partner",
    Promise.NONAGG: "no use of force against the partner",
    Promise.CONSUL: "consultation in crises that may become military conflicts",
}


class Limit(StrEnum):
    """Why an obligation is conditional. Each is one flag column for each promise it can limit."""

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
    """Limited in some other way; the column `olimob` does not say which obligation."""


LIMIT_COLUMNS: dict[Promise, dict[str, Limit]] = {
    Promise.DEFENSE: {
        "defcoadv": Limit.ADVERSARY,
        "defcoloc": Limit.LOCATION,
        "defcocon": Limit.CONFLICT,
        "defconum": Limit.NUMBER,
        "defcodem": Limit.DEMANDS,
        "defconpr": Limit.UNPROVOKED,
    },
    Promise.OFFENSE: {
        "offcoadv": Limit.ADVERSARY,
        "offcoloc": Limit.LOCATION,
        "offcocon": Limit.CONFLICT,
        "offconum": Limit.NUMBER,
        "offcodem": Limit.DEMANDS,
    },
    Promise.NEUTRAL: {
        "neucoadv": Limit.ADVERSARY,
        "neucoloc": Limit.LOCATION,
        "neucocon": Limit.CONFLICT,
        "neuconum": Limit.NUMBER,
        "neucodem": Limit.DEMANDS,
        "neuconpr": Limit.UNPROVOKED,
        "neucoatt": Limit.ATTACKED,
    },
    Promise.NONAGG: {},
    Promise.CONSUL: {
        "concoadv": Limit.ADVERSARY,
        "concoloc": Limit.LOCATION,
        "concocon": Limit.CONFLICT,
        "concoreq": Limit.REQUEST,
    },
}
"""The flag columns of the member file, by the obligation they limit."""

CONDITIONAL_COLUMNS = {
    Promise.DEFENSE: "defcon",
    Promise.OFFENSE: "offcon",
    Promise.NEUTRAL: "neucon",
    Promise.CONSUL: "concon",
}
"""The columns that say only that the obligation is conditional."""


class Secrecy(IntEnum):
    """ATOP's `pubsecr`."""

    PUBLIC = 0
    SECRET_ARTICLES = 1
    SECRET = 2
