"""Tables of scalars with a typed column each, and their conversion to pandas."""

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
"""The pandas dtype of each kind. All hold missing values; days are in seconds because treaties are older than 1677."""

Columns = Mapping[str, str]
"""Column names in their order, each with its kind."""


def columns(written: str) -> dict[str, str]:
    """Read the columns of a table from one string; a column without a kind is text.

    >>> columns("state year:int")
    {'state': 'text', 'year': 'int'}
    """
    return {
        name: kind or TEXT
        for name, _, kind in (column.partition(":") for column in written.split())
    }


@dataclass(frozen=True)
class Table:
    """Rows of scalars under typed columns. `about` (title, day, corpus hash) becomes metadata of the frame."""

    columns: Columns
    rows: Sequence[Mapping[str, Any]]
    about: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def records(self) -> list[dict[str, Any]]:
        """List the rows as plain dictionaries, every column in each."""
        return [{c: r.get(c) for c in self.columns} for r in self.rows]

    def _column(self, name: str) -> list[Any]:
        return [r.get(name) for r in self.rows]

    def to_pandas(self) -> Any:
        """Make a pandas frame; missing values are `<NA>` (`NaT` for days)."""
        pd = needed("pandas", "pandas")
        frame = pd.DataFrame(
            {
                c: pd.Series(self._column(c), dtype=PANDAS[k])
                for c, k in self.columns.items()
            }
        )
        frame.attrs.update(self.about)
        return frame


Tables = Mapping[str, Callable[[], "Table"]]
"""Tables by name, each made when it is asked for."""


class Framed:
    """A result with tables: `records()` and `to_pandas()`.

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
        """The names of the tables; the first is taken where none is named."""
        return tuple(self._tables())

    def table(self, name: str = "") -> Table:
        """Make one table by its name; raises `UnknownName` for a name that no table has."""
        found = self._tables()
        if name and name not in found:
            raise UnknownName(
                "table", name, list(found), remedy="the tables are " + ", ".join(found)
            )
        return found[name or next(iter(found))]()

    def records(self, table: str = "") -> list[dict[str, Any]]:
        """List the rows of a table as dictionaries."""
        return self.table(table).records()

    def to_pandas(self, table: str = "") -> Any:
        """Make a pandas frame of a table (extra `pandas`); raises `MissingExtra` where pandas is absent."""
        return self.table(table).to_pandas()


def table(columns: Columns, rows: Iterable[Mapping[str, Any]], **about: str) -> Table:
    """Make a table from rows; a vague day is written as the day it counts as.

    Args:
        columns: by name of a column the type of its values.
        rows: the rows, each a value by column.
        about: what the table is of, by name.
    """
    days = (
        {k: v.plain() if isinstance(v, Vague) else v for k, v in row.items()}
        for row in rows
    )
    return Table(columns, tuple(days), about)


def keys(entry: Any, on: Any, suffix: str = "") -> dict[str, Any]:
    """Give the codes of a state of the register on a day: `ccode`, `gwcode`, `iso3`; for the first state of a dyad
    `ccode1`, `gwcode1`.

    Args:
        entry: the state.
        on: the day.
        suffix: `1` or `2` for one state of a dyad; empty for a state alone.
    """
    found = {f"ccode{suffix}": entry.cow_on(on), f"gwcode{suffix}": entry.gw_on(on)}
    return found if suffix else found | {"iso3": entry.iso3}


FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a text begins with that a spreadsheet takes for a formula."""


def cell_safe(value: Any) -> Any:
    """Write a value so that text which a spreadsheet would take for a formula begins with an apostrophe.

    Numbers stay numbers.

    >>> cell_safe("=1+1"), cell_safe("a=b"), cell_safe(-9)
    ("'=1+1", 'a=b', -9)
    """
    return f"'{value}" if isinstance(value, str) and value[:1] in FORMULA else value
