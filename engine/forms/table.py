"""Tables of scalars with typed columns, convertible to pandas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from treaties.vocabulary.errors import UnknownName, needed
from treaties.vocabulary.precision import Vague

TEXT, INT, FLOAT, FLAG, DATE = "text", "int", "float", "flag", "date"

PANDAS = {
    TEXT: "string",
    INT: "Int64",
    FLOAT: "Float64",
    FLAG: "boolean",
    DATE: "datetime64[s]",
}
"""The pandas dtype of each type. All allow missing values; days are in seconds because some are before 1677."""

Columns = Mapping[str, str]
"""Column names in order, with their types."""


def columns(written: str) -> dict[str, str]:
    """Return the columns described by a string of names, each with an optional type; text by default.

    >>> columns("state year:int")
    {'state': 'text', 'year': 'int'}
    """
    return {
        name: kind or TEXT
        for name, _, kind in (column.partition(":") for column in written.split())
    }


@dataclass(frozen=True)
class Table:
    """Rows of scalars with typed columns, each row with every column.

    `about` (title, day, corpus hash) becomes metadata of the frame.
    """

    columns: Columns
    rows: Sequence[Mapping[str, Any]]
    about: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def records(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries."""
        return list(map(dict, self.rows))

    def to_pandas(self) -> Any:
        """Return the table as a pandas frame; missing values are `<NA>` (`NaT` for days)."""
        pd = needed("pandas", "pandas")
        frame = pd.DataFrame(
            {
                c: pd.Series([r[c] for r in self.rows], dtype=PANDAS[k])
                for c, k in self.columns.items()
            }
        )
        frame.attrs.update(self.about)
        return frame


Tables = Mapping[str, Callable[[], "Table"]]
"""Functions that build tables, by name."""


class Framed:
    """A result that offers tables through `records()` and `to_pandas()`.

    >>> class Count(Framed):
    ...     def _tables(self):
    ...         return {"counts": lambda: table({"n": INT}, [{"n": 1}, {"n": 2}])}
    >>> Count().records(), Count().tables
    ([{'n': 1}, {'n': 2}], ('counts',))
    >>> Count().records("sums")
    Traceback (most recent call last):
        ...
    treaties.vocabulary.errors.UnknownName: no table is called `sums`; the tables are counts
    """

    def _tables(self) -> Tables:
        """The tables by name, the one meant where none is named first."""
        raise NotImplementedError

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables; the first is the default."""
        return tuple(self._tables())

    def table(self, name: str = "") -> Table:
        """Return a table by name.

        Raises `UnknownName` for an unknown name.
        """
        found = self._tables()
        if name and name not in found:
            raise UnknownName(
                "table", name, list(found), remedy="the tables are " + ", ".join(found)
            )
        return found[name or next(iter(found))]()

    def records(self, table: str = "") -> list[dict[str, Any]]:
        """Return the rows of a table as dictionaries."""
        return self.table(table).records()

    def to_pandas(self, table: str = "") -> Any:
        """Return a table as a pandas frame (extra `pandas`).

        Raises `MissingExtra` without pandas.
        """
        return self.table(table).to_pandas()


def table(columns: Columns, rows: Iterable[Mapping[str, Any]], **about: str) -> Table:
    """Return a table made from rows; vague days become the days that they count as.

    Args:
        columns: the type of each column, by name.
        rows: the rows.
        about: metadata of the table, such as its title and day.
    """
    cells = ({c: _plain(row.get(c)) for c in columns} for row in rows)
    return Table(columns, tuple(cells), about)


def _plain(value: Any) -> Any:
    """A cell of a table: a vague day as the day that it counts as."""
    return value.plain() if isinstance(value, Vague) else value


def keys(entry: Any, on: Any, suffix: str = "") -> dict[str, Any]:
    """Return a state's codes on a day: `ccode`, `gwcode`, `iso3`; for a member of a dyad, `ccode1` and `gwcode1` or
    `ccode2` and `gwcode2`.

    Args:
        entry: the state.
        on: the day.
        suffix: `1` or `2` for a member of a dyad; otherwise empty.
    """
    found = {f"ccode{suffix}": entry.cow_on(on), f"gwcode{suffix}": entry.gw_on(on)}
    return found if suffix else found | {"iso3": entry.iso3}


FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of texts that a spreadsheet takes for formulas."""


def cell_safe(value: Any) -> Any:
    """Return a value for a spreadsheet: texts that would be taken for formulas get a leading apostrophe.

    >>> cell_safe("=1+1"), cell_safe("a=b"), cell_safe(-9)
    ("'=1+1", 'a=b', -9)
    """
    return f"'{value}" if isinstance(value, str) and value[:1] in FORMULA else value
