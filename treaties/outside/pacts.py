"""Defence pacts of a data set: their numbers, their first years, and why some have no file here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from os import PathLike

from treaties.outside import cow
from treaties.outside.dates import Coverage, PartialDate
from treaties.outside.members import read_members
from treaties.outside.promises import Promise
from treaties.support.sibling_toml import sibling_toml


@dataclass(frozen=True, slots=True)
class Period:
    """A range of years, both included; without `until` it has no end."""

    since: int
    until: int | None = None

    def __contains__(self, year: int) -> bool:
        return self.since <= year and (self.until is None or year <= self.until)

    def __str__(self) -> str:
        return f"{self.since}–{self.until}" if self.until else f"since {self.since}"


@dataclass(frozen=True, slots=True)
class Without:
    """A defence pact of an outside data set that has no treaty file here: its parties, its numbers in the data sets,
    and the reason why it has no file."""

    who: str
    why: str
    atop: int | None = None
    cow: int | None = None


@dataclass(frozen=True)
class Pacts:
    """The defence pacts of one file of data."""

    source: str
    key: str
    """`atop` or `cow`: the field of treaty files for the numbers."""
    years: dict[int, int]
    """The first year of each pact, by number."""
    lasting: frozenset[int] = frozenset()
    """The pacts in force on the last day that the file covers."""
    counted: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """For each year that the file covers, the pacts in force at some time in it."""


def atop_pacts(path: str | PathLike[str]) -> Pacts:
    """Load the alliances of ATOP's member file in which a member promises defence.

    Raises the errors of `read_members`.
    """
    rows, coverage = read_members(path)
    begun = ((r.atopid, r.span.first.year) for r in rows)
    spells = [
        (r.atopid, r.span.first, r.span.until)
        for r in rows
        if Promise.DEFENSE in r.promises
    ]
    return _pacts(coverage, "atop", begun, spells)


def cow_pacts(path: str | PathLike[str]) -> Pacts:
    """Load the alliances of a COW file that include a defence pact (type I).

    Raises the errors of `cow.load`.
    """
    law = cow.load(path)
    begun = ((r.alliance, r.span.first.year) for r in law.rows)
    spells = [
        (r.alliance, r.span.first, r.span.until)
        for r in law.rows
        if Promise.DEFENSE in r.owed
    ]
    return _pacts(law.coverage, "cow", begun, spells)


def _pacts(
    coverage: Coverage,
    key: str,
    begun: Iterable[tuple[int, int]],
    spells: list[tuple[int, date, PartialDate | None]],
) -> Pacts:
    """The pacts of some rows: number, first day, and the first day after the end, None if they last."""
    counted: dict[int, set[int]] = {}
    for number, first, until in spells:
        for year in range(first.year, (until or coverage.last).year + 1):
            counted.setdefault(year, set()).add(number)
    lasting = frozenset(n for n, _, until in spells if until is None)
    began = dict(
        sorted(begun, reverse=True)
    )  # of the years of a number the earliest comes last
    years = {number: began[number] for number in sorted({n for n, *_ in spells})}
    return Pacts(
        coverage.source,
        key,
        years,
        lasting,
        {y: frozenset(counted[y]) for y in sorted(counted)},
    )


@cache
def periods() -> tuple[Period, ...]:
    """Return the periods over which pacts are counted, in order.

    >>> [str(p) for p in periods()][0::3]
    ['1815–1914', 'since 1992']
    """
    return tuple(Period(**entry) for entry in sibling_toml(__file__)["periods"])


@cache
def without() -> tuple[Without, ...]:
    """Return the pacts known to have no file, with reasons."""
    return tuple(Without(**entry) for entry in sibling_toml(__file__)["without"])
