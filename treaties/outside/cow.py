"""Formal alliances of the Correlates of War (Gibler 2009, version 4.1) from a user's file, in the same form as ATOP's.

The maintainer of the data asks that software does not publish them as dyad-years. This module complies: it answers
questions about a day or a year from a file that the user supplies, and writes no dyad-years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations
from os import PathLike

from treaties.outside.columns import Columns
from treaties.outside.dates import Coverage, PartialDate, PartialSpan, Reasoned, Truth
from treaties.outside.detect_format import FileKind, WrongFile
from treaties.outside.law import AllianceLaw, AllianceLeg
from treaties.outside.promises import Promise
from treaties.outside.tables import OutsideTable, read_table
from treaties.support.grouping import grouped

COVERAGE = {"4.1": (date(1816, 1, 1), date(2012, 12, 31))}
"""The days that each version covers. An alliance without an end is in force on the last of them."""

CAVEAT = "COW codes types of alliance, not conditions; alliances older than 1816 begin on 1816-01-01"

_PROMISES = {
    "defense": Promise.DEFENSE,
    "neutrality": Promise.NEUTRAL,
    "nonaggression": Promise.NONAGG,
    "entente": Promise.CONSUL,
}
"""COW's types in ATOP's terms. COW has no offensive type; its entente is a promise to consult or cooperate in a crisis."""

_CODE = range(1, 1000)


@dataclass(frozen=True, slots=True)
class CowRow:
    """One row: a member (`partner` is None) or a directed pair, with the types of the alliance."""

    alliance: int
    """The number of the alliance (column `version4id`)."""
    member: int
    partner: int | None
    span: PartialSpan
    owed: Mapping[Promise, Reasoned]
    """Promises that are owed, or unknown because their cell is blank. What is not owed is not listed."""
    line: int


class CowLaw(AllianceLaw):
    """The alliances of a COW file, by member or by directed dyad."""

    def __init__(
        self, source: str, rows: tuple[CowRow, ...], coverage: Coverage
    ) -> None:
        self.rows = rows
        super().__init__(source, coverage, _legs(rows), limits_of_source=CAVEAT)


def load(
    path: str | PathLike[str], *, coverage: tuple[date, date] | None = None
) -> CowLaw:
    """Load COW's alliances, by member or by directed dyad, as law.

    COW's end is the last day in force, so the period ends on the day after. Two states were not allied if one left on the day before the other entered.

    Args:
        path: the file.
        coverage: the first and last day covered; needed for versions other than 4.1.

    Raises `WrongFile` for any other file, including the yearly and undirected forms, and `DataError` with all faulty
    cells.
    """
    table = read_table(path, FileKind.COW_BY_MEMBER, FileKind.COW_BY_DIRECTED)
    rows, covered = _rows(table, coverage)
    if table.kind is FileKind.COW_BY_DIRECTED:
        pairs = {(r.member, r.partner) for r in rows}
        if not any((b, a) in pairs for a, b in pairs):
            needed = FileKind.COW_BY_DIRECTED.named
            raise WrongFile(
                f"`{path}` has each pair of states once, not in both directions",
                remedy=f"{needed} is needed",
            )
    return CowLaw(str(path), rows, covered)


def _rows(
    table: OutsideTable, coverage: tuple[date, date] | None
) -> tuple[tuple[CowRow, ...], Coverage]:
    directed = table.kind is FileKind.COW_BY_DIRECTED
    who, when = (("ccode1", "ccode2"), "dyad") if directed else (("ccode",), "mem")
    since_names = tuple(f"{when}_st_{part}" for part in ("year", "month", "day"))
    until_names = tuple(f"{when}_end_{part}" for part in ("year", "month", "day"))
    columns = Columns(
        table,
        (
            "version4id",
            *who,
            *since_names,
            *until_names,
            "right_censor",
            *_PROMISES,
            "version",
        ),
    )
    ids = columns.whole("version4id", range(1, 100000))
    states = [columns.whole(w, _CODE) for w in who]
    since = columns.dates(*since_names, unknown=())
    until = [_day_after(d) for d in columns.dates(*until_names, none=("",), unknown=())]
    censored = columns.flags("right_censor")
    types = {p: columns.optional(c, (0, 1)) for c, p in _PROMISES.items()}
    rows = []
    for n, line in enumerate(table.lines):
        start, end = since[n] or PartialDate(1816), until[n]
        _complain_of_span(columns, n, until_names[0], start, end)
        if since[n] is not None:
            _complain_of_censoring(columns, n, end, censored=censored[n])
        owed = _owed(f"COW alliance {ids[n]}, line {line}", n, types)
        other = states[1][n] if directed else None
        span = PartialSpan(start, end)
        rows.append(CowRow(ids[n], states[0][n], other, span, owed, line))
    columns.unique("version4id", table.rows)
    version, (first, last) = columns.covered(COVERAGE, coverage)
    columns.finish()
    return tuple(rows), Coverage(f"COW alliances {version}", first, last)


def _complain_of_span(
    columns: Columns, n: int, name: str, start: PartialDate, end: PartialDate | None
) -> None:
    """Note a row that ends before it begins, at the column of its end."""
    if end is not None and end.latest < start.earliest:
        last = end.latest - timedelta(days=1)
        columns.complain(n, name, f"the end on {last} is before the start on {start}")


def _complain_of_censoring(
    columns: Columns, n: int, end: PartialDate | None, *, censored: bool
) -> None:
    """Note a row that is said to go on and has an end, or the other way round."""
    if censored is not (end is None):
        has = "an" if end else "no"
        message = f"is {int(censored)}, but the row has {has} end"
        columns.complain(n, "right_censor", message)


def _owed(
    where: str, n: int, types: Mapping[Promise, Sequence[int | None]]
) -> dict[Promise, Reasoned]:
    """What a row promises; what its cell leaves blank is not known."""
    owed = {}
    for promise, values in types.items():
        if values[n] == 1:
            owed[promise] = Reasoned(Truth.YES, where)
        elif values[n] != 0:
            owed[promise] = Reasoned(Truth.UNKNOWN, f"{where}: the cell is blank")
    return owed


def _legs(rows: tuple[CowRow, ...]) -> Iterator[AllianceLeg]:
    for row in rows:
        if row.partner is not None and row.span.first < row.span.end:
            yield _leg(row, row.partner, (row.span,))
    for members in grouped(
        (row.alliance, row) for row in rows if row.partner is None
    ).values():
        for a, b in permutations(members, 2):
            if a.member != b.member and max(a.span.first, b.span.first) < min(
                a.span.end, b.span.end
            ):
                yield _leg(a, b.member, (a.span, b.span))


def _day_after(day: PartialDate | None) -> PartialDate | None:
    if day is None:
        return None
    after = day.latest + timedelta(days=1)
    return PartialDate(after.year, after.month, after.day)


def _leg(row: CowRow, partner: int, spans: tuple[PartialSpan, ...]) -> AllianceLeg:
    return AllianceLeg(
        row.alliance,
        0,
        row.member,
        partner,
        spans,
        row.owed,
        limits={},
        secret=None,
        line=row.line,
    )
