"""ATOP's member file: what each member promises in each phase of each alliance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from os import PathLike
from typing import TypeVar

from treaties.outside.columns import Columns
from treaties.outside.dates import Coverage, PartialDate, PartialSpan
from treaties.outside.detect_format import FileKind
from treaties.outside.promises import (
    CONDITIONAL_COLUMNS,
    LIMIT_COLUMNS,
    Limit,
    Promise,
    Secrecy,
)
from treaties.outside.tables import read_table

COVERAGE = {"5.1": (date(1815, 1, 1), date(2018, 12, 31))}
"""The days that each version covers. A year of exit of zero means in force on the last of them."""

_FLAGS = tuple(name for columns in LIMIT_COLUMNS.values() for name in columns)
_NUMBERS = ("atopid", "member", "phase", "pubsecr")
_YES_NO = ("ineffect", "asymm", "obvary", "olimob")
_DATES = ("yrent", "moent", "dayent", "yrexit", "moexit", "dayexit")
_THREATS = ("statthr1", "statthr2")
NEEDED = (
    *_NUMBERS,
    *_YES_NO,
    *_DATES,
    *Promise,
    *CONDITIONAL_COLUMNS.values(),
    *_FLAGS,
    *_THREATS,
    "version",
)
"""The columns of the member file that are used."""

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class MemberPhase:
    """A row of ATOP's member file."""

    atopid: int
    phase: int
    """0 if the alliance has only one phase, otherwise 1, 2, …"""
    member: int
    """The member's COW code. Codes above 999 are ATOP's own, for entities that COW does not number."""
    span: PartialSpan
    """From signature or accession (not entry into force) to exit."""
    promises: frozenset[Promise]
    flags: frozenset[str]
    """The names of flag columns that are set, such as `defcoadv`."""
    conditional: frozenset[Promise]
    """Promises that `defcon`, `offcon`, `neucon` or `concon` mark as conditional."""
    otherwise_limited: bool
    """`olimob`: some obligation is limited in a way that no flag describes."""
    threats: tuple[int, ...]
    """`statthr1/2`: states that the text names as threats, which do not always limit the obligation."""
    asymmetric: bool
    """`asymm`: whether the members of the alliance make different promises."""
    varying: bool
    """`obvary`: the member owes different partners different things, which the row does not specify."""
    secrecy: Secrecy | None
    line: int
    """The line of the row in the file."""

    def limits(self, promise: Promise) -> frozenset[Limit]:
        """Return the ways in which a promise is limited; empty if the row does not make the promise."""
        if promise not in self.promises:
            return frozenset()
        found = {
            limit
            for column, limit in LIMIT_COLUMNS[promise].items()
            if column in self.flags
        }
        if self.otherwise_limited or (promise in self.conditional and not found):
            found.add(Limit.OTHER)
        return frozenset(found)


def read_members(
    path: str | PathLike[str], *, coverage: tuple[date, date] | None = None
) -> tuple[tuple[MemberPhase, ...], Coverage]:
    """Load ATOP's member file (.csv, .csv.gz, .dta): its rows in order, and the days that it covers.

    Args:
        path: the file.
        coverage: the first and last day covered; needed for versions other than 5.1.

    Raises `WrongFile` for any other file, and `DataError` with all faulty cells: malformed numbers, flags other than 0
    and 1, impossible days, an exit not after the entry, an exit that contradicts `ineffect`, repeated members.
    """
    table = read_table(path, FileKind.ATOP_MEMBER)
    columns = Columns(table, NEEDED)
    ids, members = (columns.whole(c, range(1, 100000)) for c in ("atopid", "member"))
    phases = columns.whole("phase", range(100))
    since = columns.dates("yrent", "moent", "dayent")
    until = columns.dates("yrexit", "moexit", "dayexit", none=("0",))
    yes = {
        c: columns.flags(c)
        for c in (*Promise, *CONDITIONAL_COLUMNS.values(), *_FLAGS, *_YES_NO)
    }
    secrecy = columns.optional("pubsecr", (0, 1, 2))
    threats = [columns.optional(c) for c in _THREATS]
    spans = _spans(columns, since, until, yes["ineffect"])
    columns.unique("member", zip(ids, members, phases, since, strict=True))
    version, (first, last) = columns.covered(COVERAGE, coverage)
    terms = (
        _set_in_row({p: yes[p] for p in Promise}),
        _set_in_row({f: yes[f] for f in _FLAGS}),
        _set_in_row({p: yes[c] for p, c in CONDITIONAL_COLUMNS.items()}),
        yes["olimob"],
        [tuple(t for t in both if t) for both in zip(*threats, strict=True)],
        yes["asymm"],
        yes["obvary"],
        [None if s is None else Secrecy(s) for s in secrecy],
    )
    rows = columns.rows(MemberPhase, ids, phases, members, spans, *terms)
    return rows, Coverage(f"ATOP {version}", first, last)


def _set_in_row(columns: Mapping[K, Sequence[bool]]) -> list[frozenset[K]]:
    """For each row the names of the columns that are set in it.

    >>> _set_in_row({"a": [True, False], "b": [True, True]})[1]
    frozenset({'b'})
    """
    return [
        frozenset(name for name, flag in zip(columns, row, strict=True) if flag)
        for row in zip(*columns.values(), strict=True)
    ]


def _spans(
    columns: Columns,
    since: list[PartialDate | None],
    until: list[PartialDate | None],
    open_: list[bool],
) -> list[PartialSpan]:
    spans = []
    faulty = {p.line for p in columns.problems}
    for n, (start, end) in enumerate(zip(since, until, strict=True)):
        if start is None:
            start = PartialDate(1815)
        elif end is not None and end.latest <= start.earliest:
            columns.complain(
                n, "yrexit", f"the exit on {end} is not after the entry on {start}"
            )
        if open_[n] and end is not None:
            columns.complain(n, "ineffect", f"is 1, but the row has an exit, {end}")
        if not open_[n] and end is None and columns.table.lines[n] not in faulty:
            columns.complain(n, "ineffect", "is 0, but the row has no exit")
        spans.append(PartialSpan(start, end))
    return spans
