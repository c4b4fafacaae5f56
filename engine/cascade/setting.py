"""The setting of a question: its events as occurrences, its wars, and the two sides of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from treaties.corpus import Corpus
from treaties.places import Holder, Place
from treaties.scenarios import UNNAMED, Event, Scenario, Spot
from treaties.terms import EventKind, PlaceKind


@dataclass(frozen=True, slots=True)
class Where:
    """Where force falls. `home` is the victim's own home territory; then regions are the victim's."""

    name: str
    kind: PlaceKind
    regions: frozenset[str]
    home: bool = False
    place: Place | None = None
    of: tuple[str, ...] = ()
    administered_by: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One thing done by one state to another, given by the scenario or reached by it.

    `counter` marks force against the side, or in answer to the state, that used force first; `begun` is the day it began.
    """

    kind: EventKind
    actor: str
    object: str
    where: Where
    begun: date
    given: bool = True
    first: bool = False
    counter: bool = False
    isolated: bool = False
    unprovoked: bool | None = None
    conflict: str = ""
    attributed: bool = True
    background: bool = False
    """Of a war that was already running."""

    @property
    def pair(self) -> str:
        """`actor>object`, as question ids write it."""
        return f"{self.actor}>{self.object}"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of one war of the scenario, named by its first member."""

    war: int
    number: int
    members: tuple[str, ...]
    began: bool

    @property
    def lead(self) -> str:
        """The first principal of the side."""
        return self.members[0]

    @property
    def key(self) -> tuple[int, int]:
        """Identity within a setting."""
        return self.war, self.number


@dataclass(frozen=True)
class Setting:
    """Everything given: the day, the occurrences in order, the sides, requests, waivers and decisions taken."""

    corpus: Corpus
    scenario: Scenario
    on: date
    occurrences: tuple[Occurrence, ...]
    sides: tuple[Side, ...]
    events: tuple[Event, ...]
    own_act: frozenset[str]
    """Principals that went to war by their own act, before any force was used against them."""
    declared: frozenset[frozenset[str]] = field(default_factory=frozenset)

    @property
    def principals(self) -> tuple[str, ...]:
        """The states that attack, are attacked, or fight by a decision that the scenario gives."""
        return tuple(dict.fromkeys(s for side in self.sides for s in side.members))

    @property
    def asked_for(self) -> tuple[Occurrence, ...]:
        """The occurrences that the question itself gives, without a war that was already running."""
        return tuple(o for o in self.occurrences if not o.background)

    def facing(self, side: Side) -> Side:
        """The other side of the same war."""
        return next(s for s in self.sides if s.war == side.war and s.number != side.number)

    def has(self, kind: EventKind) -> Iterator[Event]:
        """The given events of a kind."""
        return (e for e in self.events if e.kind is kind)

    def home_of(self, state: str) -> Where:
        """The home territory of a state as the place of an attack."""
        regions = () if state == UNNAMED else self.corpus.states[state].regions
        return Where(
            f"home territory of {self.name(state)}", PlaceKind.TERRITORY, frozenset(regions), True, None, (state,)
        )

    def name(self, state: str) -> str:
        """The state's name on the day of the question."""
        return "an unnamed state" if state == UNNAMED else self.corpus.states[state].name_on(self.on)


def set_out(corpus: Corpus, scenario: Scenario) -> Setting:
    """The setting of a scenario whose names are ids: wars that were running are added where the question is about them."""
    events = tuple(sorted(with_background(corpus, scenario), key=lambda e: e.on or scenario.on))
    events = tuple(e for e in events if (e.on or scenario.on) <= scenario.on)
    sides, first = _wars(events)
    occurrences: list[Occurrence] = []
    shell = Setting(corpus, scenario, scenario.on, (), sides, events, frozenset())
    struck: set[str] = set()
    own_act: set[str] = set()
    hits: set[tuple[str, str]] = set()
    for event in events:
        if event.kind is EventKind.PERFORMS:
            own_act |= set(event.by) - struck
            continue
        for actor in event.by or (UNNAMED,):
            for victim in event.against or ("",):
                begins = event.kind.forcible and (actor, victim) in first
                answering = any((victim, a) in hits for a in event.by) and not any(
                    (a, victim) in hits for a in event.by
                )
                counter = (
                    event.kind.forcible
                    and not begins
                    and (answering or any(victim in s.members and s.began for s in sides))
                )
                occurrences.append(
                    Occurrence(
                        event.kind,
                        actor,
                        victim,
                        _where(shell, event, victim),
                        event.on or scenario.on,
                        True,
                        begins,
                        counter,
                        event.isolated,
                        event.unprovoked,
                        event.conflict,
                        event.attributed,
                        event.background,
                    )
                )
        if event.kind.forcible:
            hits |= {(a, v) for a in event.by for v in event.against}
            own_act |= set(event.by) - struck
            struck |= set(event.against) - own_act
    declared = frozenset(
        frozenset((a, b)) for e in events if e.kind is EventKind.DECLARATION_OF_WAR for a in e.by for b in e.against
    )
    return Setting(corpus, scenario, scenario.on, tuple(occurrences), sides, events, frozenset(own_act), declared)


def with_background(corpus: Corpus, scenario: Scenario) -> list[Event]:
    """The scenario's events and, before them, those of any running war whose opposite sides they set against each other."""
    if not scenario.background:
        return list(scenario.events)
    found: list[Event] = []
    for war in corpus.wars:
        if not war.holds_on(scenario.on):
            continue
        running = [e for e in war.events if (e.on or war.since or scenario.on) <= scenario.on]
        sides, _ = _wars(running)
        within = any(
            a in s.members and v in o.members
            for e in scenario.events
            if e.kind.forcible
            for a in e.by
            for v in e.against
            for s in sides
            for o in sides
            if s.war == o.war and s is not o
        )
        if within:
            asked = {(a, v, e.kind) for e in scenario.events for a in e.by for v in e.against}
            found += [
                e.model_copy(update={"background": True})
                for e in running
                if not any((a, v, e.kind) in asked for a in e.by for v in e.against)
            ]
    return found + list(scenario.events)


def _where(setting: Setting, event: Event, victim: str) -> Where:
    if event.at is None:
        return setting.home_of(victim) if victim else Where("", PlaceKind.TERRITORY, frozenset())
    if isinstance(event.at, Spot):
        spot = event.at
        regions = spot.regions or setting.home_of(spot.of).regions
        name = f"{spot.kind} of {setting.name(spot.of)}"
        return Where(name, spot.kind, frozenset(regions), False, None, (spot.of,))
    place = setting.corpus.gazetteer.place(event.at)
    day = event.on or setting.on

    def on(holders: Iterable[Holder]) -> tuple[str, ...]:
        return tuple(h.state for h in holders if h.holds_on(day))

    return Where(
        place.name, place.kind, frozenset(place.regions), False, place,
        on(place.of), on(place.administered_by), on(place.claimed_by),
    )  # fmt: skip


def _wars(events: Iterable[Event]) -> tuple[tuple[Side, ...], set[tuple[str, str]]]:
    """The sides of every war, and the pairs of the first attack of each.

    Attacks are edges; a war is a connected part of them, and its sides are its two colours. Where the colours
    clash (a attacks b, b attacks c, c attacks a) each attack of that part is a war of its own.
    """
    edges = [
        (a, v)
        for e in events
        if e.kind.forcible or e.kind is EventKind.DECLARATION_OF_WAR
        for a in e.by or (UNNAMED,)
        for v in e.against
    ]
    helpers = [(h, b) for e in events if e.kind is EventKind.PERFORMS for h in e.by for b in e.for_]
    colour: dict[str, int] = {}
    part: dict[str, int] = {}
    clash: set[int] = set()
    near: dict[str, list[tuple[str, int]]] = {}
    for a, b in edges:
        near.setdefault(a, []).append((b, 1))
        near.setdefault(b, []).append((a, 1))
    for h, b in helpers:
        if b in near:
            near.setdefault(h, []).append((b, 0))
            near[b].append((h, 0))
    for start in [s for e in edges for s in e]:
        if start in part:
            continue
        war = len(set(part.values()))
        part[start], colour[start] = war, 0
        todo = [start]
        while todo:
            s = todo.pop()
            for t, flips in near[s]:
                if t not in part:
                    part[t], colour[t] = war, colour[s] ^ flips
                    todo.append(t)
                elif colour[t] != colour[s] ^ flips:
                    clash.add(war)
    sides: list[Side] = []
    first: set[tuple[str, str]] = set()
    number = 0
    for war in range(len(set(part.values()))):
        inside = [e for e in edges if part[e[0]] == war]
        groups = [[e] for e in dict.fromkeys(inside)] if war in clash else [inside]
        for group in groups:
            tint = {s: i for e in group for i, s in enumerate(e)} if war in clash else colour
            begun = group[0]
            first |= {e for e in group if e[0] == begun[0] and _same_event(events, begun, e)} | {begun}
            joined = [h for h, b in helpers if h in part and part[h] == war and war not in clash]
            ordered = list(dict.fromkeys([s for e in group for s in e] + joined))
            for c in (tint[begun[0]], 1 - tint[begun[0]]):
                members = tuple(s for s in ordered if tint[s] == c)
                sides.append(Side(number, c, members, began=begun[0] in members))
            number += 1
    return tuple(sides), first


def _same_event(events: Iterable[Event], one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two pairs stand in the same event (a joint attack, or one attack on several)."""
    return any(
        {one[0], other[0]} <= set(e.by or (UNNAMED,)) and {one[1], other[1]} <= set(e.against)
        for e in events
        if e.kind.forcible
    )
