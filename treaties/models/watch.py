"""The watch list: instruments that may soon bind or end, known instruments that were not read, and searches for news."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from treaties.models.conditions import Address, Id, StateId, Strict, TreatyId


class Look(Strict):
    """One search for news of an instrument: its day, the latest day that the source covers, the query and the result."""

    day: date
    last: date
    """The latest day that the source covers; the search cannot have found anything later."""
    query: str = Field(min_length=3)
    result: str = Field(min_length=3)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last > self.day:
            raise ValueError(
                f"`last` ({self.last}) is after the look itself ({self.day})"
            )
        return self


class Pending(StrEnum):
    """A kind of pending change in the standing of an instrument, such as a ratification or an announced end."""

    SIGNED = "signed"
    """It is signed and not known to be in force."""
    IN_RATIFICATION = "in-ratification"
    DENOUNCED = "denounced"
    """Notice was given and has not yet expired."""
    EXPIRING = "expiring"

    @property
    def ending(self) -> bool:
        """Whether the instrument is in force and may end."""
        return self in (Pending.DENOUNCED, Pending.EXPIRING)


class Watched(Strict):
    """An instrument of the corpus whose standing may change."""

    treaty: TreatyId
    pending: Pending
    page: Address = Field(min_length=8)
    """The address at which the change would be announced."""
    by: tuple[StateId, ...] = ()
    """The states that gave notice of denunciation; the instrument stays in force for the others."""
    since: date | None = None
    """The day of that notice, where it is known."""
    again: date
    """The day by which to check again."""
    looks: tuple[Look, ...] = ()

    @property
    def looked(self) -> date | None:
        """The last recorded day on which the instrument was checked; None if there is none."""
        return max((x.day for x in self.looks), default=None)


class Watchlist(Strict):
    """The file of watched instruments."""

    watched: tuple[Watched, ...] = ()


class Known(Strict):
    """An instrument that is known to exist but was not read: basic facts, and a title of our own."""

    id: Id
    """The file name that the instrument will have."""
    title: str = Field(min_length=5)
    states: tuple[StateId, ...] = Field(min_length=1)
    year: Annotated[int, Field(ge=1000, le=2100)]
    until: Annotated[int, Field(ge=1000, le=2100)] | None = None
    """The year in which the instrument ended, if known."""
    citation: str = ""
    """Its number in a treaty series, if known."""
    page: Address = ""
    atop: tuple[int, ...] = ()
    cow: tuple[int, ...] = ()
    looks: tuple[Look, ...] = ()


class Counted(Strict):
    """An outside list of defence pacts: for each year, the number of pacts (`of`) and how many of them this corpus has
    (`have`).
    """

    name: str
    first: int
    """The first year of the list."""
    of: tuple[int, ...] = Field(min_length=1)
    have: tuple[int, ...] = Field(min_length=1)

    @property
    def last(self) -> int:
        """The last year of the list."""
        return self.first + len(self.of) - 1

    def on(self, day: date) -> tuple[int, int, int] | None:
        """Return, for the list's year nearest to a day, the year, the number of pacts in this corpus, and the number of
        all pacts; None before the list begins.
        """
        if day.year < self.first:
            return None
        year = min(day.year, self.last)
        return year, self.have[year - self.first], self.of[year - self.first]


class Lists(Strict):
    """The file of outside lists, as `casus check --lists` writes it."""

    lists: tuple[Counted, ...] = ()


class KnownOf(Strict):
    """The file of instruments that are known to exist but were not read."""

    known: tuple[Known, ...] = ()
