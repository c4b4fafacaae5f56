"""Strict, typed columns of a table: all faulty cells are collected and reported together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from treaties.outside.dates import PartialDate
from treaties.outside.tables import OutsideTable
from treaties.vocabulary.errors import DataError, Problem

T = TypeVar("T")


class Columns:
    """A reader of a table, column by column, that collects faults. `finish()` raises them all.

    Until `finish()` has been called, a value may be a placeholder for a faulty cell.
    """

    def __init__(self, table: OutsideTable, needed: Iterable[str]) -> None:
        self.table = table
        self.problems: list[Problem] = []
        self._at = {name: i for i, name in enumerate(table.columns)}
        missing = [n for n in needed if n not in self._at]
        if missing:
            raise DataError(
                Problem(
                    table.file,
                    1,
                    n,
                    f"the column is missing from what is otherwise {table.kind.described}",
                )
                for n in missing
            )

    def complain(self, row: int, column: str, message: str) -> None:
        """Record a fault of a cell.

        Args:
            row: the row, counted from 0 below the heading.
            column: the name of the column.
            message: the description of the fault.
        """
        self.problems.append(
            Problem(self.table.file, self.table.lines[row], column, message)
        )

    def finish(self) -> None:
        """Raise `DataError` with all recorded faults, if there are any."""
        if self.problems:
            raise DataError(self.problems)

    def rows(self, kind: Callable[..., T], *columns: Iterable[Any]) -> tuple[T, ...]:
        """Return one value for each row, made from its fields in order and the number of its line in the file.

        Args:
            kind: the class of the values.
            columns: the columns with their fields.

        Raises `DataError` with all recorded faults.
        """
        self.finish()
        return tuple(kind(*row) for row in zip(*columns, self.table.lines, strict=True))

    def unique(self, name: str, keys: Iterable[Hashable]) -> None:
        """Record a fault in a column for each row whose key an earlier row has."""
        seen: dict[Hashable, int] = {}
        for row, key in enumerate(keys):
            if (first := seen.setdefault(key, row)) != row:
                self.complain(
                    row, name, f"the row repeats that of line {self.table.lines[first]}"
                )

    def covered(
        self, known: Mapping[str, tuple[date, date]], given: tuple[date, date] | None
    ) -> tuple[str, tuple[date, date]]:
        """Return the version of the file and the days that it covers. The version must be the same in all rows.

        Args:
            known: the days that each known version covers.
            given: the days to use instead; None to use those of the version.
        """
        versions = self.text("version")
        for row, version in enumerate(versions) if given is None else ():
            if version not in known:
                self.complain(
                    row,
                    "version",
                    f"`{version}` is not a version whose coverage is known ({', '.join(known)})",
                )
            elif version != versions[0]:
                self.complain(
                    row,
                    "version",
                    f"is `{version}` where line {self.table.lines[0]} has `{versions[0]}`",
                )
        return versions[0], given or known.get(versions[0], (date.min, date.max))

    def text(self, name: str) -> list[str]:
        """Return the cells of a column as texts; empty texts if the column is absent."""
        at = self._at.get(name)
        return (
            [""] * len(self.table.rows)
            if at is None
            else [row[at] for row in self.table.rows]
        )

    def optional(
        self,
        name: str,
        allowed: Collection[int] | None = None,
        missing: Collection[str] = ("",),
    ) -> list[int | None]:
        """Return a column of whole numbers, with None for missing ones, and record other cells as faults.

        Args:
            name: the name of the column.
            allowed: the allowed numbers; any by default.
            missing: the texts that stand for a missing number.
        """
        seen: dict[str, int | str | None] = {}
        out: list[int | None] = []
        for row, cell in enumerate(self.text(name)):
            if cell not in seen:
                seen[cell] = None if cell in missing else _whole(cell, allowed)
            value = seen[cell]
            if isinstance(value, str):
                self.complain(row, name, value)
                value = None
            out.append(value)
        return out

    def whole(self, name: str, allowed: Collection[int] | None = None) -> list[int]:
        """Return a column of whole numbers; missing numbers are faults."""
        return [0 if v is None else v for v in self.optional(name, allowed, missing=())]

    def flags(self, name: str) -> list[bool]:
        """Return a column of flags, each 0 or 1."""
        return [v == 1 for v in self.whole(name, (0, 1))]

    def days(self, name: str) -> list[date]:
        """Return a column of days in ISO form, such as 1920-01-10."""
        out = []
        for row, cell in enumerate(self.text(name)):
            try:
                out.append(date.fromisoformat(cell))
            except ValueError:
                self.complain(row, name, f"`{cell}` is not a date such as 1920-01-10")
                out.append(date.min)
        return out

    def dates(
        self,
        year: str,
        month: str,
        day: str,
        *,
        none: Collection[str] = (),
        unknown: Collection[str] = ("",),
    ) -> list[PartialDate | None]:
        """Return days from three columns.

        Args:
            year: the name of the column of years.
            month: the name of the column of months.
            day: the name of the column of days of the month.
            none: years that mean there is no date.
            unknown: months and days that mean a missing part of a date.
        """
        out: list[PartialDate | None] = []
        seen: dict[tuple[str, str, str], PartialDate | tuple[str, str] | None] = {}
        for row, cells in enumerate(
            zip(self.text(year), self.text(month), self.text(day), strict=True)
        ):
            if cells not in seen:
                seen[cells] = (
                    None
                    if cells[0] in none
                    else _date(cells, (year, month, day), unknown)
                )
            value = seen[cells]
            if isinstance(value, tuple):
                self.complain(row, *value)
                value = None
            out.append(value)
        return out


def _whole(cell: str, allowed: Collection[int] | None) -> int | str:
    try:
        value = int(cell.replace("_", "?"))
    except ValueError:
        try:
            number = float(cell.replace("_", "?"))
        except ValueError:
            return "is empty" if cell == "" else f"`{cell}` is not a whole number"
        if not number.is_integer():
            return f"`{cell}` is not a whole number"
        value = int(number)
    if allowed is not None and value not in allowed:
        return f"`{cell}` is not {_wanted(allowed)}"
    return value


def _wanted(allowed: Collection[int]) -> str:
    if isinstance(allowed, range):
        return f"between {allowed.start} and {allowed.stop - 1}"
    return " or ".join(str(v) for v in allowed)


def _date(
    cells: Sequence[str], names: Sequence[str], unknown: Collection[str]
) -> PartialDate | tuple[str, str]:
    limits = (range(1300, 2200), range(1, 13), range(1, 32))
    parts: list[int | None] = []
    for cell, name, limit in zip(cells, names, limits, strict=True):
        if cell in unknown and limit is not limits[0]:
            parts.append(None)
            continue
        value = _whole(cell, limit)
        if isinstance(value, str):
            return name, value
        parts.append(value)
    year, month, day = parts
    assert year is not None
    if month is None and day is not None:
        return names[1], f"is empty while the day is `{day}`"
    if month is not None and day is not None:
        try:
            date(year, month, day)
        except ValueError:
            return names[2], f"there is no {year}-{month:02}-{day:02}"
    return PartialDate(year, month, day)
