"""Days that a source knows only in part, and spans between them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from treaties.outside.answers import Truth

FOREVER = date.max


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day of which the month, or the day of the month, may be missing (`None`).

    >>> d = PartialDate(1844, 6)
    >>> str(d), str(d.earliest), str(d.latest), d.exact
    ('1844-06-??', '1844-06-01', '1844-06-30', False)
    """

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.day is not None and self.month is not None

    @property
    def earliest(self) -> date:
        """The first day it can have been."""
        return date(self.year, self.month or 1, (self.day or 1) if self.month else 1)

    @property
    def latest(self) -> date:
        """The last day it can have been."""
        if self.month is None:
            return date(self.year, 12, 31)
        return date(self.year, self.month, self.day or monthrange(self.year, self.month)[1])

    def __str__(self) -> str:
        month = "??" if self.month is None else f"{self.month:02}"
        return f"{self.year}-{month}-{'??' if self.day is None or self.month is None else f'{self.day:02}'}"


@dataclass(frozen=True, slots=True)
class Span:
    """From `since`, the first day, to `until`, the first day no longer within; `None` is open at the end of coverage.

    The day of exit is outside the span, because a phase of an alliance begins on the very day on which the one before
    ends, and two states of which one leaves on the day the other enters were never allies. Where a date is partial, the
    days on which it may have happened are *unknown*.

    >>> s = Span(PartialDate(1815, 11, 20), PartialDate(1822, 12))
    >>> [str(s.holds(date(y, m, d))) for y, m, d in [(1815, 11, 19), (1822, 11, 30), (1822, 12, 14), (1823, 1, 1)]]
    ['no', 'yes', 'unknown', 'no']
    """

    since: PartialDate
    until: PartialDate | None = None

    def holds(self, day: date) -> Truth:
        """Whether the day lies within."""
        if day < self.since.earliest or (self.until is not None and day >= self.until.latest):
            return Truth.NO
        if day >= self.since.latest and (self.until is None or day < self.until.earliest):
            return Truth.YES
        return Truth.UNKNOWN

    @property
    def first(self) -> date:
        """The first day that may lie within."""
        return self.since.earliest

    @property
    def end(self) -> date:
        """The first day that certainly lies beyond; `FOREVER` where it is open."""
        return FOREVER if self.until is None else self.until.latest

    def meets(self, other: Span) -> bool:
        """Whether the other span begins as this one ends."""
        return self.until is not None and self.until == other.since

    def __str__(self) -> str:
        return f"{self.since} to {self.until or 'the end of coverage'}"
