"""Directed dyad-years, rebuilt from members and phases, and set against the file that ATOP publishes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from os import PathLike
from typing import NamedTuple

from treaties.outside.atop import AtopLaw
from treaties.outside.columns import Columns
from treaties.outside.detect_format import FileKind
from treaties.outside.promises import Promise
from treaties.outside.tables import read_table

MAX_COW = 999
"""COW numbers states with three digits; ATOP gives longer codes to entities that COW does not number."""


class Rule(StrEnum):
    """What must be known, beyond who was a member when, to arrive at ATOP's own directed dyad-years."""

    COW_CODES = "cow-codes"
    """Entities without a COW code form no dyads."""
    EXIT_DAY = "exit-day"
    """The day of exit is no day of membership: who leaves as another enters was never its ally."""
    LAST_PHASE = "last-phase"
    """In a year in which a phase gave way to the next, the next one counts."""
    TREATY_TEXT = "treaty-text"
    """Where a member's obligations vary, the treaty says what is owed to whom."""


class DyadYear(NamedTuple):
    """What `ccode1` owed `ccode2` at some time of the year, over all alliances."""

    ccode1: int
    ccode2: int
    year: int
    defense: bool
    offense: bool
    neutral: bool
    nonagg: bool
    consul: bool


def dyad_years(
    law: AtopLaw,
    first: int | None = None,
    last: int | None = None,
    *,
    rules: frozenset[Rule] = frozenset(Rule),
) -> Iterator[DyadYear]:
    """The directed dyad-years that ATOP publishes, rebuilt for the years given, both included, in order.

    A promise of which it is unknown to whom it is owed counts as owed, as in ATOP's own file.
    """
    first = max(first or 0, law.coverage.first.year)
    last = min(last or 9999, law.coverage.last.year)
    dyads: defaultdict[
        tuple[int, int], list[tuple[int, int, int, tuple[int, int, int]]]
    ] = defaultdict(list)
    for leg in law.legs:
        if Rule.COW_CODES in rules and max(leg.obligor, leg.beneficiary) > MAX_COW:
            continue
        since, end = leg.window.possible, leg.window.over
        if since > end or (since == end and Rule.EXIT_DAY in rules):
            continue
        promises = law.row(leg).promises
        mask = sum(
            1 << i
            for i, p in enumerate(Promise)
            if p in promises and (Rule.TREATY_TEXT not in rules or not leg.owed[p].no)
        )
        order = (end.toordinal(), since.toordinal(), mask)
        dyads[leg.obligor, leg.beneficiary].append(
            (leg.alliance, since.year, end.year, order)
        )
    for (a, b), spells in sorted(dyads.items()):
        years: defaultdict[int, dict[int, tuple[int, int, int]]] = defaultdict(dict)
        every: defaultdict[int, int] = defaultdict(int)
        for alliance, start, stop, order in spells:
            for year in range(max(start, first), min(stop, last) + 1):
                every[year] |= order[2]
                if order > years[year].get(alliance, (0, 0, 0)):
                    years[year][alliance] = order
        for year in sorted(years):
            mask = every[year]
            if Rule.LAST_PHASE in rules:
                mask = 0
                for order in years[year].values():
                    mask |= order[2]
            yield DyadYear(a, b, year, *_BOOLS[mask])


_BOOLS = [
    (bool(m & 1), bool(m & 2), bool(m & 4), bool(m & 8), bool(m & 16))
    for m in range(1 << len(Promise))
]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A rebuilt set of directed dyad-years against a published one."""

    rows: int
    """How many the published file has."""
    extra: tuple[tuple[int, int, int], ...]
    """The dyad-years that only the rebuilt set has."""
    missing: tuple[tuple[int, int, int], ...]
    """The dyad-years that only the published file has."""
    differing: dict[Promise, tuple[tuple[int, int, int], ...]]
    """The dyad-years of both in which a promise differs."""

    @property
    def equal(self) -> bool:
        """Whether nothing differs."""
        return not (self.extra or self.missing or any(self.differing.values()))


def compare(
    rebuilt: Iterable[DyadYear], published: Mapping[tuple[int, int, int], DyadYear]
) -> Comparison:
    """Set dyad-years against published ones, as `read_published` gives them."""
    ours = {d[:3]: d for d in rebuilt}
    return Comparison(
        rows=len(published),
        extra=tuple(sorted(ours.keys() - published.keys())),
        missing=tuple(sorted(published.keys() - ours.keys())),
        differing={
            p: tuple(
                k for k, d in published.items() if k in ours and ours[k][i] != d[i]
            )
            for i, p in enumerate(Promise, start=3)
        },
    )


def read_published(path: str | PathLike[str]) -> dict[tuple[int, int, int], DyadYear]:
    """Read a file of directed dyad-years collapsed over alliances, by state, state and year."""
    table = read_table(path, FileKind.ATOP_COLLAPSED)
    names = [f"atop_{p}" for p in Promise]
    columns = Columns(table, ("ccode1", "ccode2", "year", *names))
    keys = list(
        zip(
            *(columns.whole(c, range(1, 100000)) for c in ("ccode1", "ccode2", "year")),
            strict=True,
        )
    )
    flags = zip(*(columns.flags(c) for c in names), strict=True)
    columns.finish()
    return {k[:3]: DyadYear(*k, *f) for k, f in zip(keys, flags, strict=True)}
