"""Wars as attacks: who struck whom, when, and which belligerents had gone to war by their own act."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from os import PathLike

from treaties.errors import CasusError
from treaties.outside.sniff import FileKind
from treaties.outside.tables import identify
from treaties.outside.wars import Attack, Participant, onsets, read_cow_wars, read_iwd
from treaties.states import States


@dataclass(frozen=True, slots=True)
class Hit:
    """One state attacks another on `since` and fights it until `until` (the last day of their war). COW codes."""

    attacker: int
    victim: int
    since: date
    until: date
    joiner: bool = False
    """Whether the attacker joined a war already under way."""


@dataclass(frozen=True)
class War:
    """All attacks of one war, in the order of days."""

    ident: int
    name: str
    hits: tuple[Hit, ...]
    fought: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """In which parts of the world each belligerent fought, where a file of participants says so."""
    by_year: bool = False
    """Whether only the year is known (the war was read off its name)."""

    @cached_property
    def states(self) -> frozenset[int]:
        """Every belligerent."""
        return frozenset(s for h in self.hits for s in (h.attacker, h.victim))

    @cached_property
    def theatre(self) -> int:
        """The state on whose soil the war began: the first that was attacked."""
        return self.hits[0].victim

    @property
    def since(self) -> date:
        """The first day."""
        return self.hits[0].since

    @property
    def until(self) -> date:
        """The last day."""
        return max(h.until for h in self.hits)

    def own_act(self, state: int, day: date) -> Hit | None:
        """The attack by which the state had gone to war by its own act, before or on the day it was itself attacked."""
        struck = min((h.since for h in self.hits if h.victim == state), default=date.max)
        return next((h for h in self.hits if h.attacker == state and h.since <= min(day, struck)), None)

    def enemies(self, state: int, by: date) -> frozenset[int]:
        """The states with which it was fighting, or had fought, by a day."""
        both = ((h.attacker, h.victim) for h in self.hits if h.since <= by)
        return frozenset(b if a == state else a for a, b in both if state in (a, b))


@dataclass(frozen=True)
class WarFile:
    """The wars of one file by its own numbers."""

    wars: Mapping[int, War]
    of_participants: bool = False
    """Whether the numbers are COW's."""


def read_wars(path: str | PathLike[str]) -> WarFile:
    """The wars of a file of attacks (Interstate War Data) or of participants (COW), by the file's own numbers.

    COW's file tells sides and initiators, not who attacked whom: each initiator attacks each state of the other side
    that entered with it; whoever enters later attacks the other side's first belligerent.
    """
    if identify(path) is FileKind.COW_WAR:
        return WarFile(_of_participants(read_cow_wars(path)), True)
    return WarFile(_of_attacks(read_iwd(path)))


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
        found[a.war].append(Hit(a.initiator, a.target, a.spells[0].since.earliest, until, a.joiner))
    return {w: War(w, names[w], tuple(hits)) for w, hits in found.items()}


def _of_participants(rows: Iterable[Participant]) -> dict[int, War]:
    wars: defaultdict[int, list[Participant]] = defaultdict(list)
    for row in rows:
        if row.spells:
            wars[row.war].append(row)
    found = {}
    for number, parties in wars.items():
        where = {p.state: p.fought for p in parties if p.fought}
        parties.sort(key=lambda p: (p.spells[0].since.earliest, not p.initiator, p.line))
        first = parties[0].spells[0].since.earliest
        began = [p for p in parties if p.initiator and p.spells[0].since.earliest == first] or parties[:1]
        hits = []
        for p in parties:
            day = p.spells[0].since.earliest
            last = max((s.until or s.since).latest for s in p.spells)
            foes = [q for q in parties if q.side != p.side]
            if p in began:
                hits += [
                    Hit(p.state, q.state, day, last) for q in foes if q.spells[0].since.earliest == day
                ]  # fmt: skip
            elif p.side == began[0].side or day != first:
                hits += [Hit(p.state, q.state, day, last, True) for q in foes[:1] if q.state != p.state]
        if hits:
            found[number] = War(number, parties[0].name, tuple(sorted(hits, key=lambda h: h.since)), where)
    return found


def war_of_name(ident: int, name: str, states: States) -> War | None:
    """A war that no file has, read off its name: `X-Y 1939` is X's attack on Y in that year, the first named first.

    A victim that no register of states has (a principality, a territory) gets the code 0. None where the attacker
    cannot be made out.

    >>> from treaties.states import load_states
    >>> war_of_name(90, "Italy-Albania1939", load_states()).hits[0].victim
    339
    """
    found = re.fullmatch(r"\s*([^\d_-]+)-([^\d_-]+?)[\s_]*(\d{4})(?:[-–]\d+)?\s*", name)
    if not found:
        return None
    first, last = date(int(found[3]), 1, 1), date(int(found[3]), 12, 31)
    attacker, victim = (_code(word.strip(), first, states) for word in found.group(1, 2))
    if not attacker:
        return None
    return War(ident, name, (Hit(attacker, victim, first, last),), by_year=True)


def _code(word: str, day: date, states: States) -> int:
    try:
        state = states.resolve(word, day)
    except CasusError:
        return 0
    return state.cow_on(day) or state.cow_on(None) or 0


def find_war(
    warid: int, cowwarid: int | None, name: str, files: Iterable[WarFile], states: States
) -> tuple[War | None, str]:
    """The war an experts' row speaks of, and where it was found.

    The row's own number is looked up in files of attacks, its COW number in files of participants; where both have it
    the attacks are taken from the one and the theatres from the other. A war that neither has is read off its name.
    """
    found: War | None = None
    origin = "nowhere"
    for file in sorted(files, key=lambda f: f.of_participants):
        number = cowwarid if file.of_participants else warid
        if number is None or number not in file.wars:
            continue
        other = file.wars[number]
        if found is None:
            found, origin = other, "participants" if file.of_participants else "attacks"
        else:
            found = replace(found, fought=other.fought)
    if found is None and (found := war_of_name(warid, name, states)):
        origin = "its name"
    return found, origin
