"""Maoz' directed dyadic wars: every pair that fought in a war, year by year, with the role of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from os import PathLike

from treaties.outside.columns import Columns
from treaties.outside.detect_format import FileKind
from treaties.outside.tables import Table, read_table
from treaties.outside.wars import Spell

_STATE = range(1, 1000)


class Role(IntEnum):
    """A state's part in a war, or in one pair of it, as Maoz codes it."""

    INITIATOR = 1
    JOINED_INITIATOR = 2
    TARGET = 3
    JOINED_TARGET = 4

    @property
    def attacking(self) -> bool:
        """Whether on the side that began."""
        return self in (Role.INITIATOR, Role.JOINED_INITIATOR)


@dataclass(frozen=True, slots=True)
class WarDyad:
    """One state against another in one year of a war: a row of Maoz' directed dyadic wars."""

    war: int
    """COW's war number."""
    dispute: int
    """COW's dispute number."""
    a: int
    b: int
    spell: Spell
    """Of the pair, over all its years."""
    year: int
    role_a: Role
    """In the war as a whole."""
    role_b: Role
    pair_role_a: Role
    """Between these two: the initiator is who opened hostilities against the other."""
    pair_role_b: Role
    repaired: str
    """What was amended in reading, in words. Empty almost everywhere."""
    line: int


_MAOZ_DAYS = ("warstrtyr", "warstrtmnth", "warstrtday", "warendyr", "warendmnth", "warenday")
_PAIR = ("dyindex", "statea", "stateb", "year")
_MAOZ_ROLES = ("warolea", "waroleb", "wardyadrolea", "wardyadroleb")


def read_maoz(path: str | PathLike[str]) -> tuple[WarDyad, ...]:
    """Read Maoz' directed dyadic wars.

    The published file has two misprints. Where a month is above 12 and its day is not, the two have changed places and
    are put back; where a year cannot be one, that of the pair's mirror row is taken. Either way the row says so.
    """
    table, repaired = _amended(read_table(path, FileKind.MAOZ))
    columns = Columns(table, ("warnum", "disno", "statea", "stateb", "year", *_MAOZ_DAYS, *_MAOZ_ROLES))
    war, dispute, year = (columns.whole(c, range(100000)) for c in ("warnum", "disno", "year"))
    a, b = (columns.whole(c, _STATE) for c in ("statea", "stateb"))
    since, until = columns.dates(*_MAOZ_DAYS[:3]), columns.dates(*_MAOZ_DAYS[3:])
    roles = [columns.whole(c, range(1, 5)) for c in _MAOZ_ROLES]
    columns.finish()
    rows = []
    for n, line in enumerate(table.lines):
        start = since[n]
        assert start is not None
        rows.append(
            WarDyad(
                war=war[n],
                dispute=dispute[n],
                a=a[n],
                b=b[n],
                spell=Spell(start, until[n]),
                year=year[n],
                role_a=Role(roles[0][n]),
                role_b=Role(roles[1][n]),
                pair_role_a=Role(roles[2][n]),
                pair_role_b=Role(roles[3][n]),
                repaired=repaired.get(n, ""),
                line=line,
            )
        )
    return tuple(rows)


def _amended(table: Table) -> tuple[Table, dict[int, str]]:
    """The table with its misprints put right, and what was done in which row."""
    at = {name: i for i, name in enumerate(table.columns)}
    if not {*_MAOZ_DAYS, *_PAIR} <= at.keys():
        return table, {}
    rows = [list(row) for row in table.rows]
    mirror = {tuple(row[at[c]] for c in _PAIR): row for row in rows}
    repaired: dict[int, str] = {}
    for n, row in enumerate(rows):
        for year, month, day in (_MAOZ_DAYS[:3], _MAOZ_DAYS[3:]):
            m, d = row[at[month]], row[at[day]]
            if m.isdigit() and d.isdigit() and int(m) > 12 >= int(d) > 0:
                row[at[month]], row[at[day]] = d, m
                repaired[n] = f"`{month}` {m} and `{day}` {d} stood in each other's place"
            y = row[at[year]]
            other = mirror.get((row[at["dyindex"]], row[at["stateb"]], row[at["statea"]], row[at["year"]]))
            if other and y.isdigit() and len(y) != 4 and len(other[at[year]]) == 4:
                row[at[year]] = other[at[year]]
                repaired[n] = f"`{year}` {y} is no year; the mirror row has {other[at[year]]}"
    return replace(table, rows=tuple(tuple(row) for row in rows)), repaired
