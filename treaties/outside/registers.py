"""COW's registers that a user may bring: the state system, the major powers, and who borders whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from os import PathLike

from treaties.outside.columns import Columns
from treaties.outside.detect_format import FileKind
from treaties.outside.tables import read_table


@dataclass(frozen=True, slots=True)
class Tenure:
    """A time during which a state belonged to the system, or was a major power. Both days belong to it."""

    state: int
    abbreviation: str
    name: str
    """Empty in the register of major powers."""
    first: date
    last: date
    censored: bool
    """Whether `last` is only the end of the register."""

    def holds(self, day: date) -> bool:
        """Whether the day lies within."""
        return self.first <= day <= self.last


def read_system(path: str | PathLike[str]) -> tuple[Tenure, ...]:
    """Read COW's state system membership (2016)."""
    return _tenures(path, FileKind.COW_SYSTEM)


def read_majors(path: str | PathLike[str]) -> tuple[Tenure, ...]:
    """Read COW's major powers (2016)."""
    return _tenures(path, FileKind.COW_MAJORS)


def _tenures(path: str | PathLike[str], kind: FileKind) -> tuple[Tenure, ...]:
    table = read_table(path, kind)
    parts = [tuple(f"{end}{part}" for part in ("year", "month", "day")) for end in ("st", "end")]
    parts[0] = ("styear", "stmonth", "stday")
    columns = Columns(table, ("stateabb", "ccode", *parts[0], *parts[1]))
    states = columns.whole("ccode", range(1, 1000))
    first, last = (columns.dates(*names, unknown=()) for names in parts)
    for n, (a, b) in enumerate(zip(first, last, strict=True)):
        if a is not None and b is not None and b < a:
            columns.complain(n, "endyear", f"the end on {b} is before the start on {a}")
    columns.finish()
    ends = [d.latest for d in last if d is not None]
    return tuple(
        Tenure(state, abb, name, a.earliest, b.latest, b.latest == max(ends))
        for state, abb, name, a, b in zip(
            states, columns.text("stateabb"), columns.text("statenme"), first, last, strict=True
        )
        if a is not None and b is not None
    )


@dataclass(frozen=True, slots=True)
class Border:
    """Direct contiguity of two states, in one direction of the pair. Both days belong to it."""

    state: int
    neighbour: int
    kind: int
    """1 by land or river; 2 to 5 by at most 12, 24, 150, 400 miles of water; 0 where the file says there is none."""
    first: date
    last: date


def read_contiguity(path: str | PathLike[str]) -> tuple[Border, ...]:
    """Read COW's direct contiguity (3.2) with ISO dates."""
    table = read_table(path, FileKind.CONTIGUITY)
    columns = Columns(table, ("ccode1", "ccode2", "conttype", "stdate", "enddate"))
    a, b = (columns.whole(c, range(1, 1000)) for c in ("ccode1", "ccode2"))
    kind = columns.whole("conttype", range(6))
    days = [columns.days(c) for c in ("stdate", "enddate")]
    columns.finish()
    return tuple(Border(*row) for row in zip(a, b, kind, *days, strict=True))
