"""Wars: who fought whom, from when, and who began, from COW's inter-state wars and the Interstate War Data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from os import PathLike

from treaties.outside.columns import Columns
from treaties.outside.dates import PartialDate
from treaties.outside.detect_format import FileKind
from treaties.outside.tables import read_table

_STATE = range(1, 1000)
_ABSENT = ("-8", "-9", "NA", "", "-7")
"""COW's codes for *does not apply*, *not known* and *still going on*, and the text NA of the Interstate War Data."""

_EU, _AF, _ME, _AS, _OC, _AM = (
    "europe",
    "africa",
    "middle-east",
    "asia",
    "oceania",
    "americas",
)
FOUGHT: dict[int, tuple[str, ...]] = {
    1: (_AM,),
    2: (_EU,),
    4: (_AF,),
    6: (_ME,),
    7: (_AS,),
    9: (_OC,),
    11: (_EU, _ME),
    12: (_EU, _AS),
    13: (_AM, _AS),
    14: (_EU, _AF, _ME),
    15: (_EU, _AF, _ME, _AS),
    16: (_AF, _ME, _AS, _OC),
    17: (_AS, _OC),
    18: (_AF, _ME),
    19: (_EU, _AF, _ME, _AS, _OC),
}
"""COW's codes for where a war was fought (Sarkees and Wayman 2010, codebook of version 4.0), as regional tags."""


@dataclass(frozen=True, slots=True)
class Spell:
    """An uninterrupted period of fighting, first and last day included; `until` is None if the end is unknown."""

    since: PartialDate
    until: PartialDate | None

    def __str__(self) -> str:
        return f"{self.since} to {self.until or 'an unknown day'}"


@dataclass(frozen=True, slots=True)
class Participant:
    """One state in one of COW's inter-state wars. A state that changed sides has one row for each side."""

    war: int
    """The number of the war (column `WarNum`)."""
    name: str
    state: int
    side: int
    """The side on which the state fought: 1 or 2."""
    initiator: bool
    """Whether it was among the states that began the war (COW: 1 initiator, 2 not)."""
    spells: tuple[Spell, ...]
    fought: tuple[str, ...]
    """`WhereFought`: the regions in which the state fought, as in `FOUGHT`; empty if unknown."""
    line: int


def read_cow_wars(path: str | PathLike[str]) -> tuple[Participant, ...]:
    """Load COW's inter-state wars, version 4.0 (Sarkees and Wayman 2010), in the file's order."""
    table = read_table(path, FileKind.COW_WAR)
    parts = [
        [f"{end}{part}{n}" for part in ("year", "month", "day")]
        for n in "12"
        for end in ("start", "end")
    ]
    flat = [name for names in parts for name in names]
    columns = Columns(
        table, ("warnum", "warname", "ccode", "side", "initiator", *flat, "wherefought")
    )
    war = columns.whole("warnum", range(1, 100000))
    state = columns.whole("ccode", _STATE)
    side = columns.whole("side", (1, 2))
    began = columns.whole("initiator", (1, 2))
    days = [
        columns.dates(y, m, d, none=_ABSENT if n else (), unknown=_ABSENT)
        for n, (y, m, d) in enumerate(parts)
    ]
    fought = columns.optional("wherefought", FOUGHT, _ABSENT)
    names, initiator = columns.text("warname"), [n == 1 for n in began]
    spells = [
        tuple(Spell(a, b) for a, b in (d[:2], d[2:]) if a is not None)
        for d in zip(*days, strict=True)
    ]
    regions = [FOUGHT.get(code or 0, ()) for code in fought]
    return columns.rows(
        Participant, war, names, state, side, initiator, spells, regions
    )


@dataclass(frozen=True, slots=True)
class Attack:
    """A row of the Interstate War Data: a state that attacked first and its target, in one year of a war."""

    war: int
    """The number of the war (column `larger_war_id`), which is the `warid` of Berkemeier and Fuhrmann."""
    war_name: str
    part: int
    """The number of the pair's own war within the larger one (column `init_war_id`)."""
    year: int
    initiator: int
    target: int
    spells: tuple[Spell, ...]
    """The periods of this year in which the pair fought."""
    joiner: bool
    """Whether the initiator joined a war that was already under way."""
    line: int


def read_iwd(path: str | PathLike[str]) -> tuple[Attack, ...]:
    """Load the Interstate War Data, version 1.1 (Reiter, Stam and Horowitz 2016): one row for each pair and year."""
    table = read_table(path, FileKind.IWD)
    spans = [
        (f"month_{end}{n}", f"day_{end}{n}")
        for n in ("", "02")
        for end in ("entry", "exit")
    ]
    wars = ("larger_war_id", "larger_war_name", "init_war_id", "year")
    parties = ("init_ccode", "target_ccode", "joiner")
    dates = (name for names in spans for name in names)
    columns = Columns(table, (*wars, *parties, *dates))
    war, part, year = (
        columns.whole(c, range(1, 100000))
        for c in ("larger_war_id", "init_war_id", "year")
    )
    initiator, target = (
        columns.whole(c, _STATE) for c in ("init_ccode", "target_ccode")
    )
    joiner = columns.flags("joiner")
    months = [columns.optional(m, range(1, 13), _ABSENT) for m, _ in spans]
    for month_name, _ in spans[:2]:
        columns.whole(month_name, range(1, 13))
    days = [columns.dates("year", m, d, unknown=_ABSENT) for m, d in spans]
    names = columns.text("larger_war_name")
    spells = [tuple(_spells(days, months, n)) for n in range(len(year))]
    return columns.rows(
        Attack, war, names, part, year, initiator, target, spells, joiner
    )


def _spells(
    days: Sequence[Sequence[PartialDate | None]],
    months: Sequence[Sequence[int | None]],
    n: int,
) -> Iterator[Spell]:
    """The spells of one row, which has up to two, each with its end."""
    for begin, end in ((0, 1), (2, 3)):
        since = days[begin][n]
        if months[begin][n] is not None and since is not None:
            yield Spell(since, days[end][n] if months[end][n] is not None else None)


def onsets(attacks: Iterable[Attack]) -> tuple[Attack, ...]:
    """Return, for each pair of states in each war, the row of the first attack of one on the other, in order of days."""
    first: dict[tuple[int, int, int], Attack] = {}
    for a in sorted(
        attacks,
        key=lambda a: (a.year, a.spells[0].since.earliest, a.war, a.part, a.line),
    ):
        first.setdefault((a.war, a.initiator, a.target), a)
    return tuple(first.values())
