"""COW's register of who borders whom, which a user may bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from os import PathLike

from treaties.outside.columns import Columns
from treaties.outside.detect_format import FileKind
from treaties.outside.tables import read_table


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
