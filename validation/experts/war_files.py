"""Files of wars that a user supplies, by number; wars that two files both have are an error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from os import PathLike
from pathlib import Path

from treaties.models.states import States
from treaties.outside.detect_format import FileKind
from treaties.outside.disputes import (
    HEADER,
    DisputeParty,
    read_dispute_levels,
    read_dispute_parties,
    read_war_list,
)
from treaties.outside.tables import identify
from treaties.outside.wars import Attack, Participant, onsets, read_cow_wars, read_iwd
from treaties.support.grouping import grouped
from treaties.vocabulary.errors import CasusError, DataError, Problem
from validation.experts.wars import Hit, War


class WarSource(StrEnum):
    """The kind of file that describes a war, best first."""

    ATTACKS = "attacks"
    """Attackers and victims: the Interstate War Data, or a plain list, with the experts' numbers."""
    PARTICIPANTS = "participants"
    """Sides and initiators: COW's inter-state wars, with COW's numbers."""


@dataclass(frozen=True)
class WarFile:
    """The wars of one file, by its own numbers."""

    wars: Mapping[int, War]
    source: WarSource
    path: str


@dataclass(frozen=True)
class WarFiles:
    """All files of wars, and COW's disputes, which are used only for wars that no other file has."""

    files: tuple[WarFile, ...] = ()
    disputes: Mapping[int, tuple[DisputeParty, ...]] = field(default_factory=dict)
    levels: Mapping[int, int] = field(default_factory=dict)
    """The level of hostility of each dispute, if that file was supplied too."""

    def war(self, source: WarSource, number: int | None) -> War | None:
        """Return a war by its number in files of one kind; None if they do not have it."""
        found = (
            f.wars.get(number)
            for f in self.files
            if f.source is source and number is not None
        )
        return next((w for w in found if w), None)

    def level(self, dispute: int) -> int:
        """Return the level of hostility that a dispute reached: 4 force, 5 war."""
        return self.levels.get(dispute) or max(
            p.hostility for p in self.disputes[dispute]
        )


def read_war_files(paths: Sequence[str | PathLike[str]], states: States) -> WarFiles:
    """Load files of wars: attacks, participants, COW's disputes (MIDB, with or without MIDA).

    Raises `CasusError` for a repeated file, for a war that two files of one kind have, and for MIDA without MIDB.
    """
    resolved = [str(Path(p).resolve()) for p in paths]
    for path, where in zip(paths, resolved, strict=True):
        if resolved.count(where) > 1:
            raise CasusError(
                f"`{path}` is given twice", remedy="name each file of wars once"
            )
    files: list[WarFile] = []
    disputes: dict[int, tuple[DisputeParty, ...]] = {}
    levels: dict[int, int] = {}
    for path in paths:
        kind = identify(path)
        if kind is FileKind.MID_PARTICIPANT:
            parties = grouped((p.dispute, p) for p in read_dispute_parties(path))
            disputes = {number: tuple(each) for number, each in parties.items()}
        elif kind is FileKind.MID_DISPUTE:
            levels = read_dispute_levels(path)
        else:
            files.append(read_wars(path, states))
    if levels and not disputes:
        raise CasusError(
            "the file of disputes names no states",
            remedy="give MIDB_5.0.csv beside MIDA_5.0.csv",
        )
    _refuse_doubles(files)
    return WarFiles(tuple(files), disputes, levels)


def read_wars(path: str | PathLike[str], states: States) -> WarFile:
    """Load the wars of a file of attacks (Interstate War Data, or a plain list) or of participants (COW), by its own
    numbers.

    COW's file has sides and initiators instead of attacks: each initiator is taken to attack each state of the other
    side that entered with it, and each later entrant the other side's first belligerent.
    """
    kind = identify(path)
    if kind is FileKind.COW_WAR:
        return WarFile(
            _of_participants(read_cow_wars(path)), WarSource.PARTICIPANTS, str(path)
        )
    if kind is FileKind.PLAIN_WAR:
        return WarFile(_of_list(path, states), WarSource.ATTACKS, str(path))
    if kind is FileKind.IWD:
        return WarFile(_of_attacks(read_iwd(path)), WarSource.ATTACKS, str(path))
    raise CasusError(
        f"`{path}` is {kind.described}, no file of wars",
        remedy="give the Interstate War Data, COW's inter-state wars or disputes, or a plain file with the columns "
        f"{HEADER}",
    )


def _refuse_doubles(files: Sequence[WarFile]) -> None:
    homes: dict[tuple[WarSource, int], str] = {}
    for file in files:
        for number in file.wars:
            if other := homes.get((file.source, number)):
                raise CasusError(
                    f"war {number} is in two files, `{other}` and `{file.path}`",
                    remedy="leave it out of one of them",
                )
            homes[file.source, number] = file.path


def _of_list(path: str | PathLike[str], states: States) -> dict[int, War]:
    found: defaultdict[int, list[Hit]] = defaultdict(list)
    problems: list[Problem] = []

    def code(name: str, day: date, line: int, column: str) -> int:
        if name.isdigit():
            return int(name)
        try:
            state = states.resolve(name, day)
        except CasusError as problem:
            problems.append(Problem(str(path), line, column, str(problem)))
            return 0
        return state.cow_on(day) or state.cow_on(None) or 0

    for a in read_war_list(path):
        one, other = (
            code(a.attacker, a.since, a.line, "attacker"),
            code(a.victim, a.since, a.line, "victim"),
        )
        place = code(a.place, a.since, a.line, "place") if a.place else 0
        found[a.war].append(Hit(one, other, a.since, a.until, a.joiner, place))
    if problems:
        raise DataError(problems)
    return {
        n: War(n, f"war {n}", tuple(sorted(hits, key=lambda h: h.since)))
        for n, hits in found.items()
    }


def _of_attacks(attacks: Iterable[Attack]) -> dict[int, War]:
    attacks = tuple(attacks)
    ends: dict[tuple[int, int, int], date] = {}
    for a in attacks:
        key = (a.war, a.initiator, a.target)
        last = max((s.until or s.since).latest for s in a.spells)
        ends[key] = max(ends.get(key, last), last)
    found: defaultdict[int, list[Hit]] = defaultdict(list)
    names: dict[int, str] = {}
    for a in onsets(attacks):
        names[a.war] = a.war_name
        until = ends[a.war, a.initiator, a.target]
        found[a.war].append(
            Hit(a.initiator, a.target, a.spells[0].since.earliest, until, a.joiner)
        )
    return {w: War(w, names[w], tuple(hits)) for w, hits in found.items()}


def _of_participants(rows: Iterable[Participant]) -> dict[int, War]:
    wars = grouped((row.war, row) for row in rows if row.spells)
    found = {}
    for number, parties in wars.items():
        where = {p.state: p.fought for p in parties if p.fought}
        order = sorted(parties, key=lambda p: (_first_day(p), not p.initiator, p.line))
        hits = sorted(_hits(order), key=lambda h: h.since)
        if hits:
            found[number] = War(number, order[0].name, tuple(hits), where)
    return found


def _first_day(party: Participant) -> date:
    return party.spells[0].since.earliest


def _began(order: Sequence[Participant]) -> Sequence[Participant]:
    """The initiators that fought on the first day; where the file names none, the first in the order."""
    first = _first_day(order[0])
    found = [p for p in order if p.initiator and _first_day(p) == first]
    return found or order[:1]


def _hits(order: Sequence[Participant]) -> Iterator[Hit]:
    """Who hits whom in a war: the initiators all foes of the first day; whoever comes later the first of its foes.

    Args:
        order: those who take part, in the order of their days, initiators first.
    """
    first = _first_day(order[0])
    began = _began(order)
    for p in order:
        day = _first_day(p)
        last = max((s.until or s.since).latest for s in p.spells)
        foes = [q for q in order if q.side != p.side]
        if p in began:
            foes = [q for q in foes if _first_day(q) == day]
            yield from (Hit(p.state, q.state, day, last) for q in foes)
        elif p.side == began[0].side or day != first:
            foes = [q for q in foes[:1] if q.state != p.state]
            yield from (Hit(p.state, q.state, day, last, True) for q in foes)
