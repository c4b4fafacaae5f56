"""Disputes (COW's MIDs), borders and lists of attacks, from users' files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from os import PathLike

from treaties.outside.columns import Columns
from treaties.outside.dates import PartialDate
from treaties.outside.detect_format import FileKind
from treaties.outside.tables import read_table

UNKNOWN = ("-9", "-8", "")


@dataclass(frozen=True, slots=True)
class DisputeParty:
    """One state in one dispute (MIDB). Side A made the first militarised move, which need not be an attack."""

    dispute: int
    state: int
    since: PartialDate
    until: PartialDate
    side_a: bool
    originator: bool
    """Whether it took part on the first day."""
    hostility: int
    """The highest level of hostility: 1 none, 2 threat, 3 display, 4 use of force, 5 war."""
    line: int


def read_dispute_parties(path: str | PathLike[str]) -> tuple[DisputeParty, ...]:
    """Load the participants in COW's disputes (MIDB 5.0), in the file's order."""
    table = read_table(path, FileKind.MID_PARTICIPANT)
    columns = Columns(table, ("dispnum", "ccode", *_DAYS, "sidea", "orig", "hostlev"))
    dispute, state = (
        columns.whole("dispnum", range(1, 100000)),
        columns.whole("ccode", range(1, 1000)),
    )
    side, first, level = (
        columns.flags("sidea"),
        columns.flags("orig"),
        columns.whole("hostlev", range(1, 6)),
    )
    since, until = (columns.dates(*_DAYS[i : i + 3], unknown=UNKNOWN) for i in (0, 3))
    columns.finish()
    return tuple(
        DisputeParty(dispute[n], state[n], a, b, side[n], first[n], level[n], line)
        for n, (a, b, line) in enumerate(zip(since, until, table.lines, strict=True))
        if a is not None and b is not None
    )


def read_dispute_levels(path: str | PathLike[str]) -> dict[int, int]:
    """Load the highest level of hostility of each dispute (MIDA 5.0), by its number."""
    columns = Columns(read_table(path, FileKind.MID_DISPUTE), ("dispnum", "hostlev"))
    dispute, level = (
        columns.whole("dispnum", range(1, 100000)),
        columns.whole("hostlev", range(1, 6)),
    )
    columns.finish()
    return dict(zip(dispute, level, strict=True))


_DAYS = ("styear", "stmon", "stday", "endyear", "endmon", "endday")


@dataclass(frozen=True, slots=True)
class Border:
    """A border of one state with another (COW's direct contiguity): its kind, and its first and last day."""

    state: int
    neighbour: int
    kind: int
    """1 by land or river; 2 to 5 by at most 12, 24, 150, 400 miles of water; 0 if the file says there is none."""
    first: date
    last: date


def read_contiguity(path: str | PathLike[str]) -> tuple[Border, ...]:
    """Load COW's direct contiguity (3.2) with ISO dates."""
    table = read_table(path, FileKind.CONTIGUITY)
    columns = Columns(table, ("ccode1", "ccode2", "conttype", "stdate", "enddate"))
    a, b = (columns.whole(c, range(1, 1000)) for c in ("ccode1", "ccode2"))
    kind = columns.whole("conttype", range(6))
    days = [columns.days(c) for c in ("stdate", "enddate")]
    columns.finish()
    return tuple(Border(*row) for row in zip(a, b, kind, *days, strict=True))


HEADER = "warid,attacker,victim,since,until[,joiner,place]"
"""The columns of a list of attacks. Days are written as 1990-08-02, states as COW codes or names."""


@dataclass(frozen=True, slots=True)
class ListedAttack:
    """One line of a list of attacks: a state attacks another on `since`, and fights it up to and including `until`."""

    war: int
    attacker: str
    victim: str
    since: date
    until: date
    joiner: bool
    """Whether the attacker joined a war that was already under way."""
    place: str
    """The state on whose territory the victim is attacked; empty for the victim's own."""
    line: int


def read_war_list(path: str | PathLike[str]) -> tuple[ListedAttack, ...]:
    """Load a list of attacks, in the file's order.

    Raises `DataError` with all faulty cells, and `WrongFile` for another kind of file.
    """
    table = read_table(path, FileKind.PLAIN_WAR)
    columns = Columns(table, ("warid", "attacker", "victim", "since", "until"))
    wars = columns.whole("warid", range(1, 100000))
    since, until = columns.days("since"), columns.days("until")
    joiner = columns.optional("joiner", (0, 1))
    attackers, victims, places = (
        columns.text(c) for c in ("attacker", "victim", "place")
    )
    for n, (a, b) in enumerate(zip(attackers, victims, strict=True)):
        for name, cell in (("attacker", a), ("victim", b)):
            if not cell:
                columns.complain(n, name, "is empty")
        if a and a == b:
            columns.complain(n, "victim", f"`{b}` cannot attack itself")
        if until[n] < since[n]:
            columns.complain(n, "until", f"{until[n]} is before `since`, {since[n]}")
    joined = [n == 1 for n in joiner]
    return columns.rows(
        ListedAttack, wars, attackers, victims, since, until, joined, places
    )
