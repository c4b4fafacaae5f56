"""The watch list: instruments about to bind or to end, instruments known of and not read, and the looks taken."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from treaties.models.conditions import Address, Id, StateId, Strict, TreatyId


class Look(Strict):
    """One search for news of an instrument: its day, the day of the source, the words sought and the result."""

    day: date
    last: date
    """The youngest day that the source covers; the search cannot have found anything later."""
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
    """The change that is pending for an instrument, with the steps that it still needs."""

    SIGNED = "signed"
    """It was signed and is not known to be in force."""
    IN_RATIFICATION = "in-ratification"
    DENOUNCED = "denounced"
    """Notice was given, and it has yet to run out."""
    EXPIRING = "expiring"

    @property
    def ending(self) -> bool:
        """Whether it is in force and may end."""
        return self in (Pending.DENOUNCED, Pending.EXPIRING)


class Watched(Strict):
    """An instrument of the corpus whose standing may change, with the page to look at."""

    treaty: TreatyId
    pending: Pending
    page: Address = Field(min_length=8)
    """The address at which the change would be seen."""
    by: tuple[StateId, ...] = ()
    """The states that gave notice, where the instrument was denounced: it goes on for the others."""
    again: date
    """The day by which somebody is to look again."""
    looks: tuple[Look, ...] = ()

    @property
    def looked(self) -> date | None:
        """The last recorded day on which somebody looked."""
        return max((x.day for x in self.looks), default=None)


class Watchlist(Strict):
    """The file of watched instruments."""

    watched: tuple[Watched, ...] = ()


class Known(Strict):
    """An instrument that exists and was not read: facts alone, and a title of ours."""

    id: Id
    """The file name that the instrument will have."""
    title: str = Field(min_length=5)
    states: tuple[StateId, ...] = Field(min_length=1)
    year: Annotated[int, Field(ge=1000, le=2100)]
    until: Annotated[int, Field(ge=1000, le=2100)] | None = None
    """The year in which the instrument ended, where known."""
    citation: str = ""
    """Its number in a treaty series, where known."""
    page: Address = ""
    atop: tuple[int, ...] = ()
    cow: tuple[int, ...] = ()
    looks: tuple[Look, ...] = ()


class Counted(Strict):
    """An outside list of defence pacts: how many it counts in each year, and how many of them have a file here."""

    name: str
    first: int
    """The year of the first count."""
    of: tuple[int, ...] = Field(min_length=1)
    have: tuple[int, ...] = Field(min_length=1)

    @property
    def last(self) -> int:
        """The year in which the list ends."""
        return self.first + len(self.of) - 1

    def on(self, day: date) -> tuple[int, int, int] | None:
        """Find the year of the list that is nearest to a day, with the number of pacts that have a file here and the
        number of all; None before the list begins.
        """
        if day.year < self.first:
            return None
        year = min(day.year, self.last)
        return year, self.have[year - self.first], self.of[year - self.first]


class Lists(Strict):
    """The file of outside lists, as `casus check --lists` writes it."""

    lists: tuple[Counted, ...] = ()


class KnownOf(Strict):
    """The file of instruments that are known to exist and were not read."""

    known: tuple[Known, ...] = ()
