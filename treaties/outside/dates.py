"""Partial dates of outside data, periods between them, and truth values with *unknown*."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from treaties.vocabulary.errors import CasusError


class Truth(StrEnum):
    """A truth value in Kleene's three-valued logic: yes, no or unknown."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __and__(self, other: Truth) -> Truth:
        """Both hold.

        >>> str(Truth.YES & Truth.UNKNOWN), str(Truth.NO & Truth.UNKNOWN)
        ('unknown', 'no')
        """
        return min(self, other, key=_CERTAINTY.index)

    def __or__(self, other: Truth) -> Truth:
        """At least one holds.

        >>> str(Truth.YES | Truth.UNKNOWN), str(Truth.NO | Truth.UNKNOWN)
        ('yes', 'unknown')
        """
        return max(self, other, key=_CERTAINTY.index)


_CERTAINTY = (Truth.NO, Truth.UNKNOWN, Truth.YES)


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A truth value with a reason. It has no boolean value, so that *unknown* cannot be mistaken for *no*.

    >>> str(Reasoned(Truth.UNKNOWN, "the file ends on 2018-12-31"))
    'unknown: the file ends on 2018-12-31'
    >>> if Reasoned(Truth.NO): pass
    Traceback (most recent call last):
    TypeError: an answer is yes, no or unknown; ask `.yes`, `.no` or `.unknown`
    """

    truth: Truth
    why: str = ""

    @property
    def yes(self) -> bool:
        """Whether the statement certainly holds."""
        return self.truth is Truth.YES

    @property
    def no(self) -> bool:
        """Whether the statement certainly does not hold."""
        return self.truth is Truth.NO

    @property
    def unknown(self) -> bool:
        """Whether the source does not say if the statement holds."""
        return self.truth is Truth.UNKNOWN

    def __and__(self, other: Reasoned) -> Reasoned:
        truth = self.truth & other.truth
        return Reasoned(truth, _reason(truth, self, other))

    def __or__(self, other: Reasoned) -> Reasoned:
        truth = self.truth | other.truth
        return Reasoned(truth, _reason(truth, self, other))

    def __str__(self) -> str:
        return f"{self.truth}: {self.why}" if self.why else str(self.truth)

    def __bool__(self) -> bool:
        raise TypeError(
            "an answer is yes, no or unknown; ask `.yes`, `.no` or `.unknown`"
        )


def _reason(truth: Truth, *answers: Reasoned) -> str:
    return "; ".join(
        dict.fromkeys(a.why for a in answers if a.truth is truth and a.why)
    )


class OutsideCoverage(CasusError):
    """Raised when a list is requested for a day that the source does not cover. An empty list would be a false *no*."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The first and last day that a source covers.

    >>> atop = Coverage("ATOP 5.1", date(1815, 1, 1), date(2018, 12, 31))
    >>> atop.covers(date(1914, 7, 28)), atop.covers(2019)
    (True, False)
    >>> str(atop.silent(date(2024, 1, 1)))
    'unknown: 2024-01-01 is outside the coverage of ATOP 5.1 (1815-01-01 to 2018-12-31)'
    """

    source: str
    first: date
    last: date

    def covers(self, when: date | int) -> bool:
        """Return whether a day, or any day of a year, is covered."""
        if isinstance(when, int):
            return self.first.year <= when <= self.last.year
        return self.first <= when <= self.last

    def silent(self, when: date | int) -> Reasoned:
        """Return the answer to any question about a day that is not covered: unknown."""
        return Reasoned(Truth.UNKNOWN, f"{when} is outside the coverage of {self}")

    def demand(self, when: date | int) -> None:
        """Raise `OutsideCoverage` if a day or year is not covered."""
        if not self.covers(when):
            raise OutsideCoverage(
                f"`{when}` is outside the coverage of {self}",
                remedy="the law of that day is unknown",
            )

    def __str__(self) -> str:
        return f"{self.source} ({self.first} to {self.last})"


FOREVER = date.max


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date whose month, or day of the month, may be missing (`None`).

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
        """The first day that the date may be."""
        return date(self.year, self.month or 1, (self.day or 1) if self.month else 1)

    @property
    def latest(self) -> date:
        """The last day that the date may be."""
        if self.month is None:
            return date(self.year, 12, 31)
        return date(
            self.year, self.month, self.day or monthrange(self.year, self.month)[1]
        )

    def __str__(self) -> str:
        month = "??" if self.month is None else f"{self.month:02}"
        return f"{self.year}-{month}-{'??' if self.day is None or self.month is None else f'{self.day:02}'}"


@dataclass(frozen=True, slots=True)
class PartialSpan:
    """A period from its first day `since` to `until`, the first day after it; None if it lasts to the end of coverage.

    The day of exit is excluded, because the next phase of an alliance begins on the day on which one ends, and two
    states were never allies if one left on the day on which the other entered. On days between the earliest and latest
    value of a partial date, membership is *unknown*.

    >>> s = PartialSpan(PartialDate(1815, 11, 20), PartialDate(1822, 12))
    >>> [str(s.holds(date(y, m, d))) for y, m, d in [(1815, 11, 19), (1822, 11, 30), (1822, 12, 14), (1823, 1, 1)]]
    ['no', 'yes', 'unknown', 'no']
    """

    since: PartialDate
    until: PartialDate | None = None

    def holds(self, day: date) -> Truth:
        """Return whether a day lies in the period."""
        if day < self.since.earliest or (
            self.until is not None and day >= self.until.latest
        ):
            return Truth.NO
        if day >= self.since.latest and (
            self.until is None or day < self.until.earliest
        ):
            return Truth.YES
        return Truth.UNKNOWN

    @property
    def first(self) -> date:
        """The first day that may lie in the period."""
        return self.since.earliest

    @property
    def end(self) -> date:
        """The first day that certainly lies after the period; `FOREVER` if it has no end."""
        return FOREVER if self.until is None else self.until.latest

    def __str__(self) -> str:
        return f"{self.since} to {self.until or 'the end of coverage'}"
