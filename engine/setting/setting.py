"""The setting of a question: its events as occurrences, its wars, and the two sides of each war."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from engine.setting.hosts import with_hosts
from engine.setting.occurrences import AFLOAT, Occurrence, Where
from engine.setting.running_wars import with_background
from engine.setting.sides import Side, hostile, wars_of
from treaties.models.corpus import Corpus
from treaties.models.place import Holder, Place
from treaties.models.scenario import UNNAMED, Event, Scenario, Spot
from treaties.support.grouping import grouped
from treaties.vocabulary.names import with_article
from treaties.vocabulary.terms import EventKind, PlaceKind

CARRIED = ("unprovoked", "conflict", "background", "group", "guest", "leave", "means")
"""Fields that an occurrence copies from its event."""


@dataclass(frozen=True)
class Setting:
    """The given situation: the day, the occurrences in order, the sides of wars, and the events behind them."""

    corpus: Corpus
    scenario: Scenario
    on: date
    occurrences: tuple[Occurrence, ...]
    sides: tuple[Side, ...]
    events: tuple[Event, ...]
    own_act: frozenset[str]
    """The belligerents that went to war by their own act, before any force was used against them."""
    declared: frozenset[frozenset[str]] = field(default_factory=frozenset)
    begun: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """Pairs (attacker, victim) in which the attacker began a war: by an armed attack that was not isolated, or by a
    declaration of war.
    """
    _names: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _homes: dict[str, Where] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def belligerents(self) -> tuple[str, ...]:
        """The ids of the belligerents: states that attack, are attacked, or fight by a decision that the scenario
        gives.
        """
        return tuple(dict.fromkeys(s for side in self.sides for s in side.members))

    @cached_property
    def asked_for(self) -> tuple[Occurrence, ...]:
        """The occurrences that the question gives, without those of wars that were already running."""
        return tuple(o for o in self.occurrences if not o.background)

    @property
    def unnamed(self) -> str:
        """The words for an actor that is no named state: the name of the armed group, if there is exactly one."""
        groups = {e.group for e in self.events if not e.by}
        return (
            groups.pop()
            if len(groups) == 1 and "" not in groups
            else "an unnamed state"
        )

    @cached_property
    def attacked(self) -> tuple[str, ...]:
        """The states against which force is directed in the question, in its order. If it names no force, the targets
        of its other acts.
        """
        return tuple(dict.fromkeys(o.object for o in self._acts if o.object))

    @cached_property
    def attacking(self) -> tuple[str, ...]:
        """The states that use force in the question and are not attacked in it."""
        return tuple(
            dict.fromkeys(o.actor for o in self._acts if o.actor not in self.attacked)
        )

    def strikers(self, victim: str) -> set[str]:
        """Return the states that use force against a state, in the question or in a war that was already running.

        Args:
            victim: the id of the state.
        """
        acts = [*self._acts, *(o for o in self.occurrences if o.kind.forcible)]
        return {o.actor for o in acts if o.object == victim}

    @property
    def _acts(self) -> tuple[Occurrence, ...]:
        asked = self.asked_for
        return tuple(o for o in asked if o.kind.forcible) or asked

    def facing(self, side: Side) -> Side:
        """Return the opposing side of the same war."""
        return next(
            s for s in self.sides if s.war == side.war and s.number != side.number
        )

    def has(self, kind: EventKind) -> Iterator[Event]:
        """Return the events of a kind."""
        return iter(self._by_kind.get(kind, ()))

    @cached_property
    def _by_kind(self) -> dict[EventKind, list[Event]]:
        return grouped((e.kind, e) for e in self.events)

    def peace(self, one: str, other: str, begun: date) -> date | None:
        """Return the first day on which two states made peace after `begun`; None if they made none.

        Args:
            one: the id of a state.
            other: the id of the other state; the order does not matter.
            begun: the day on which the force began.
        """
        made = (
            e.on or self.on
            for e in self.has(EventKind.SEPARATE_PEACE)
            if (one in e.by and other in e.to) or (other in e.by and one in e.to)
        )
        return min((day for day in made if day >= begun), default=None)

    @property
    def waivers(self) -> Iterator[Event]:
        """The events in which a state waives help promised to it."""
        return self.has(EventKind.WAIVER)

    @property
    def measures_taken(self) -> bool:
        """Whether the Security Council has taken measures, according to the scenario."""
        return any(True for _ in self.has(EventKind.COUNCIL_MEASURES))

    def rule_holds(self, ident: str) -> bool:
        """Return whether a rule of general law is in force on the day."""
        return any(r.id == ident and r.holds_on(self.on) for r in self.corpus.rules)

    def at_home(self, event: Occurrence) -> bool:
        """Return whether an armed group uses force in the territory in which it lives."""
        return self.corpus.groups.at_home(event.group, event.object, self.on)

    def seen_by_attacker(self, event: Occurrence) -> Occurrence:
        """Return an attack as its author's own allies see it: as a war in which the attacker is engaged, fought where
        the attack falls.
        """
        turned: dict[str, Any] = {
            "actor": event.object,
            "object": event.actor,
            "counter": not event.counter,
        }
        where = replace(event.where, home=False)
        return replace(event, **turned, where=where, unprovoked=None, own_war=True)

    @property
    def today(self) -> bool:
        """Whether the law of today is applied: no later day has been followed."""
        last = self.corpus.current_to
        return last is not None and self.on >= last

    @cached_property
    def holdings(self) -> dict[str, list[tuple[Place, frozenset[str]]]]:
        """By state the places that it holds or administers on the day, each with all states that do."""
        places = (
            (place, frozenset(_holders((*place.of, *place.administered_by), self.on)))
            for place in self.corpus.gazetteer.places
        )
        return grouped((s, pair) for pair in places for s in pair[1])

    def home_of(self, state: str) -> Where:
        """Return the home territory of a state, as the place of an attack."""
        if state not in self._homes:
            self._homes[state] = self._home_of(state)
        return self._homes[state]

    def _home_of(self, state: str) -> Where:
        regions = () if state == UNNAMED else self.corpus.states[state].regions
        name = f"home territory of {self.name_in_line(state)}"
        return Where(
            name, PlaceKind.TERRITORY, frozenset(regions), True, None, (state,)
        )

    def where(self, event: Event, victim: str) -> Where:
        """Return the place where an event falls: the given one, or else the victim's home territory."""
        if event.at is None:
            if victim:
                return self.home_of(victim)
            return Where("", PlaceKind.TERRITORY, frozenset())
        if isinstance(event.at, Spot):
            if event.at.place:
                return self._at_place(event, event.at.place, event.at.kind)
            return self._described(event.at)
        return self._at_place(event, event.at)

    def _described(self, spot: Spot) -> Where:
        """A place described by its holder, its kind and its regions, without a name."""
        home = self.home_of(spot.of).regions
        # Forces, ships and aircraft in other regions are on nobody knows whose soil.
        there = spot.kind not in AFLOAT or home.issuperset(spot.regions)
        ships = spot.kind is PlaceKind.VESSEL
        word = "of" if spot.kind.land or ships or not there else "in or over"
        name = f"{'ships' if ships else spot.kind} {word} {self.name_in_line(spot.of)}"
        of = (spot.of,) if there else ()
        return Where(name, spot.kind, frozenset(spot.regions) or home, False, None, of)

    def _at_place(
        self, event: Event, ident: str, spot: PlaceKind | None = None
    ) -> Where:
        """A place of the gazetteer, or what is at it: ships, aircraft or forces."""
        place = self.corpus.gazetteer.place(ident)
        day = event.on or self.on
        name, kind = place.name_on(day), spot or place.kind
        if spot:
            name += f" ({'ships' if spot is PlaceKind.VESSEL else spot})"
        if event.guest and kind is PlaceKind.FORCES:
            kind = PlaceKind.TERRITORY
        # Whoever holds the land, a ship there is the ship's.
        claimed = () if spot else _holders(place.claimed_by, day)
        return Where(
            name,
            kind,
            frozenset(place.regions),
            place=place,
            of=_holders(place.of, day),
            administered_by=_holders(place.administered_by, day),
            claimed_by=claimed,
        )

    def name(self, state: str) -> str:
        """Return a state's name on the day."""
        if state not in self._names:
            self._names[state] = (
                self.unnamed
                if state == UNNAMED
                else self.corpus.states[state].name_on(self.on)
            )
        return self._names[state]

    def name_in_line(self, state: str) -> str:
        """Return a state's name for use in a sentence, with its article if it has one."""
        return with_article(self.name(state))


def set_out(corpus: Corpus, scenario: Scenario) -> Setting:
    """Return the setting of a scenario, including the running wars to which its events belong."""
    shell = Setting(corpus, scenario, scenario.on, (), (), (), frozenset())
    if any(e.at for e in scenario.events):
        running = with_background(corpus, scenario)
        scenario = scenario.model_copy(
            update={"events": with_hosts(scenario.events, running, shell.where)}
        )
    events = tuple(
        sorted(with_background(corpus, scenario), key=lambda e: e.on or scenario.on)
    )
    events = tuple(e for e in events if (e.on or scenario.on) <= scenario.on)
    wars = wars_of(events, scenario.on)
    sides = wars.sides()
    occurrences: list[Occurrence] = []
    hits: set[tuple[str, str]] = set()
    for event in events:
        if event.kind is not EventKind.PERFORMS:
            occurrences += _occurrences(event, shell, wars.first, sides, hits)
        if event.kind.forcible:
            hits |= {(a, v) for a in event.by for v in event.against}
    return Setting(
        corpus,
        scenario,
        scenario.on,
        tuple(occurrences),
        sides,
        events,
        _by_own_act(events),
        _declared(events),
        _begun(events, sides),
    )


def _occurrences(
    event: Event,
    shell: Setting,
    first: Container[tuple[str, str]],
    sides: tuple[Side, ...],
    hits: Container[tuple[str, str]],
) -> Iterator[Occurrence]:
    """What an event is between each of its actors and each of those it is against.

    Args:
        event: the event.
        shell: finds the place where it falls.
        first: attacker and victim of every attack on a state that had not acted before.
        sides: the sides of the wars.
        hits: who used force against whom before the event.
    """
    carried: dict[str, Any] = {name: getattr(event, name) for name in CARRIED}
    carried["isolated"] = event.isolated or event.kind.doubtful
    carried["attributed"] = _is_attributed(event)
    day = event.on or shell.on
    for actor in event.by or (UNNAMED,):
        for victim in event.against or ("",):
            where = shell.where(event, victim)
            carried["conflict"] = event.conflict or _own_war(shell, event, victim)
            begins = counter = False
            if event.kind.forcible:
                begins = (actor, victim) in first
                counter = not begins and _answers(event, actor, victim, sides, hits)
            acts = (event.kind, actor, victim, where, day, True, begins, counter)
            yield Occurrence(*acts, **carried)


def _own_war(shell: Setting, event: Event, victim: str) -> str:
    """Name the conflict that an armed group is known by, where it uses force on the land in which it lives."""
    groups, day = shell.corpus.groups, event.on or shell.on
    at_home = groups.at_home(event.group, victim, day)
    return groups.conflict_of(event.group, day) if at_home else ""


def _is_attributed(event: Event) -> bool:
    """Whether it is established that an event is some state's: that of an armed group is not, nor unrest by nobody."""
    if not event.attributed or event.group:
        return False
    return bool(event.by) or event.kind is not EventKind.UNREST


def _answers(
    event: Event,
    actor: str,
    victim: str,
    sides: tuple[Side, ...],
    hits: Container[tuple[str, str]],
) -> bool:
    """Whether force answers that of the one that is hit: its side began the war, or it used force before all attackers.

    Args:
        event: the force, with all who use it.
        actor: the id of one of them.
        victim: the id of the one that is hit.
        sides: the sides of the wars.
        hits: who used force against whom before the event.
    """
    if _began(sides, victim, actor):
        return True
    hit_before = any((victim, a) in hits for a in event.by)
    had_hit = any((a, victim) in hits for a in event.by)
    return hit_before and not had_hit and not _began(sides, actor, victim)


def _by_own_act(events: Iterable[Event]) -> frozenset[str]:
    """Those who used force, or performed for another, before any force was used against them."""
    acting: set[str] = set()
    struck: set[str] = set()
    for event in events:
        if event.kind.forcible or event.kind is EventKind.PERFORMS:
            acting |= set(event.by) - struck
        if event.kind.forcible:
            struck |= set(event.against) - acting
    return frozenset(acting)


def _declared(events: Iterable[Event]) -> frozenset[frozenset[str]]:
    """The pairs of states with a declaration of war between them."""
    return frozenset(
        frozenset((a, b))
        for e in events
        if e.kind is EventKind.DECLARATION_OF_WAR
        for a in e.by
        for b in e.against
    )


def _holders(holders: Iterable[Holder], day: date) -> tuple[str, ...]:
    """The states that hold a place on a day."""
    return tuple(h.state for h in holders if h.holds_on(day))


def _began(sides: tuple[Side, ...], state: str, other: str) -> bool:
    """Whether a state stands on the side that began the war in which the two are opposed."""
    facing = {s.war for s in sides if not s.began and other in s.members}
    return any(s.began and s.war in facing and state in s.members for s in sides)


def _begun(
    events: Iterable[Event], sides: tuple[Side, ...]
) -> frozenset[tuple[str, str]]:
    """Pairs of states: the first made war on the second, and stands on the side that began it."""
    makes_war = (EventKind.ARMED_ATTACK, EventKind.DECLARATION_OF_WAR)
    earliest: dict[frozenset[str], tuple[str, str] | None] = {}
    for e in events:
        for pair in hostile([e]):
            war = e.kind in makes_war and not e.isolated
            earliest.setdefault(frozenset(pair), pair if war else None)
    return frozenset(
        pair for pair in earliest.values() if pair and _began(sides, *pair)
    )
