"""COW's militarised interstate disputes: who stood on which side, since when, and how far each went."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike

from treaties.outside.columns import Columns
from treaties.outside.dates import PartialDate
from treaties.outside.detect_format import FileKind
from treaties.outside.tables import read_table

UNKNOWN = ("-9", "-8", "")


@dataclass(frozen=True, slots=True)
class DisputeParty:
    """One state in one dispute (MIDB). Side A is the side that made the first militarised move, not who attacked."""

    dispute: int
    state: int
    since: PartialDate
    until: PartialDate
    side_a: bool
    originator: bool
    """Whether it was there on the first day."""
    hostility: int
    """1 none, 2 threat, 3 display, 4 use of force, 5 war."""
    line: int


def read_dispute_parties(path: str | PathLike[str]) -> tuple[DisputeParty, ...]:
    """Read COW's dispute participants (MIDB 5.0) in the file's order."""
    table = read_table(path, FileKind.MID_PARTICIPANT)
    columns = Columns(table, ("dispnum", "ccode", *_DAYS, "sidea", "orig", "hostlev"))
    dispute, state = columns.whole("dispnum", range(1, 100000)), columns.whole("ccode", range(1, 1000))
    side, first, level = columns.flags("sidea"), columns.flags("orig"), columns.whole("hostlev", range(1, 6))
    since, until = (columns.dates(*_DAYS[i : i + 3], unknown=UNKNOWN) for i in (0, 3))
    columns.finish()
    return tuple(
        DisputeParty(dispute[n], state[n], a, b, side[n], first[n], level[n], line)
        for n, (a, b, line) in enumerate(zip(since, until, table.lines, strict=True))
        if a is not None and b is not None
    )


def read_dispute_levels(path: str | PathLike[str]) -> dict[int, int]:
    """The highest level of hostility of each dispute (MIDA 5.0), by its number."""
    columns = Columns(read_table(path, FileKind.MID_DISPUTE), ("dispnum", "hostlev"))
    dispute, level = columns.whole("dispnum", range(1, 100000)), columns.whole("hostlev", range(1, 6))
    columns.finish()
    return dict(zip(dispute, level, strict=True))


_DAYS = ("styear", "stmon", "stday", "endyear", "endmon", "endday")
