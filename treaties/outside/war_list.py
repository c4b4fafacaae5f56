"""Wars that a user lists: a plain file of attacks, `warid,attacker,victim,since,until[,joiner,place]`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from os import PathLike

from treaties.outside.columns import Columns
from treaties.outside.detect_format import FileKind
from treaties.outside.tables import read_table

HEADER = "warid,attacker,victim,since,until[,joiner,place]"
"""The columns; days are written 1990-08-02, states by COW code or by a name of the register."""


@dataclass(frozen=True, slots=True)
class ListedAttack:
    """One line: one state attacks another on `since` and fights it until `until`, the last day of their fighting."""

    war: int
    attacker: str
    victim: str
    since: date
    until: date
    joiner: bool
    """Whether the attacker joined a war already under way."""
    place: str
    """The state on whose soil the victim is struck, where that is not its own. Empty: its own."""
    line: int


def read_war_list(path: str | PathLike[str]) -> tuple[ListedAttack, ...]:
    """Read the file in its order; every bad cell is told at once, with its line.

    Raises `DataError` for cells that are not what the column holds, `WrongFile` for another file.
    """
    table = read_table(path, FileKind.PLAIN_WAR)
    columns = Columns(table, ("warid", "attacker", "victim", "since", "until"))
    wars = columns.whole("warid", range(1, 100000))
    since, until = columns.days("since"), columns.days("until")
    joiner = columns.optional("joiner", (0, 1))
    attackers, victims, places = (columns.text(c) for c in ("attacker", "victim", "place"))
    for n, (a, b) in enumerate(zip(attackers, victims, strict=True)):
        for name, cell in (("attacker", a), ("victim", b)):
            if not cell:
                columns.complain(n, name, "is empty")
        if a and a == b:
            columns.complain(n, "victim", f"`{b}` cannot attack itself")
        if until[n] < since[n]:
            columns.complain(n, "until", f"{until[n]} is before `since`, {since[n]}")
    columns.finish()
    return tuple(
        ListedAttack(wars[n], attackers[n], victims[n], since[n], until[n], joiner[n] == 1, places[n], line)
        for n, line in enumerate(table.lines)
    )
