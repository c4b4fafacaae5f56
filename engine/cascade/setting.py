"""The setting of a question: its events as occurrences, its wars, and the two sides of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from engine.cascade.hosts import with_hosts
from engine.cascade.occurrences import AFLOAT, Occurrence, Where
from engine.cascade.running_wars import with_background
from engine.cascade.sides import Side, hostile, wars_of
from treaties.models.corpus import Corpus
from treaties.models.place import Holder
from treaties.models.scenario import UNNAMED, Event, Scenario, Spot
from treaties.support.grouping import grouped
from treaties.vocabulary.names import with_article
from treaties.vocabulary.terms import EventKind, PlaceKind

CARRIED = ("unprovoked", "conflict", "background", "group", "guest", "leave", "means")
"""The fields that an occurrence takes over from its event."""


@dataclass(frozen=True)
class Setting:
    """The given situation: day, occurrences in order, sides, requests, waivers, decisions taken."""

    corpus: Corpus
    scenario: Scenario
    on: date
    occurrences: tuple[Occurrence, ...]
    sides: tuple[Side, ...]
    events: tuple[Event, ...]
    own_act: frozenset[str]
    """Principals that went to war by their own act, before any force was used against them."""
    declared: frozenset[frozenset[str]] = field(default_factory=frozenset)
    begun: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """Who itself began a war against whom: by an armed attack that did not stop there, or by declaring war."""
    _names: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _homes: dict[str, Where] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def principals(self) -> tuple[str, ...]:
        """The states that attack, are attacked, or fight by a decision that the scenario gives."""
        return tuple(dict.fromkeys(s for side in self.sides for s in side.members))

    @cached_property
    def asked_for(self) -> tuple[Occurrence, ...]:
        """The occurrences that the question itself gives, without a war that was already running."""
        return tuple(o for o in self.occurrences if not o.background)

    @property
    def unnamed(self) -> str:
        """Who acts where no state is named: the armed group whose force it is, if there is one."""
        groups = {e.group for e in self.events if not e.by}
        return (
            groups.pop()
            if len(groups) == 1 and "" not in groups
            else "an unnamed state"
        )

    @cached_property
    def attacked(self) -> tuple[str, ...]:
        """Those whom the force of the question is directed at, in its order; another act of it where there is none."""
        return tuple(dict.fromkeys(o.object for o in self._acts if o.object))

    @cached_property
    def attacking(self) -> tuple[str, ...]:
        """Those who use that force, and are not themselves attacked in the question."""
        return tuple(
            dict.fromkeys(o.actor for o in self._acts if o.actor not in self.attacked)
        )

    @property
    def _acts(self) -> tuple[Occurrence, ...]:
        asked = self.asked_for
        return tuple(o for o in asked if o.kind.forcible) or asked

    def facing(self, side: Side) -> Side:
        """Find the other side of the same war."""
        return next(
            s for s in self.sides if s.war == side.war and s.number != side.number
        )

    def has(self, kind: EventKind) -> Iterator[Event]:
        """List the given events of a kind."""
        return iter(self._by_kind.get(kind, ()))

    @cached_property
    def _by_kind(self) -> dict[EventKind, list[Event]]:
        return grouped((e.kind, e) for e in self.events)

    def peace(self, one: str, other: str, begun: date) -> date | None:
        """Find the day on which two states first made peace, of force that had begun by then; None where they made
        none.

        Args:
            one: the id of a state.
            other: the id of the other; which comes first makes no difference.
            begun: the day on which the force began; a peace before it is no end of it.
        """
        made = (
            e.on or self.on
            for e in self.has(EventKind.SEPARATE_PEACE)
            if (one in e.by and other in e.to) or (other in e.by and one in e.to)
        )
        return min((day for day in made if day >= begun), default=None)

    def rule_holds(self, ident: str) -> bool:
        """Tell whether a rule of general law is in force on the day."""
        return any(r.id == ident and r.holds_on(self.on) for r in self.corpus.rules)

    def at_home(self, event: Occurrence) -> bool:
        """Tell whether an armed group uses force on the land that it lives in."""
        return self.corpus.groups.at_home(event.group, event.object, self.on)

    def seen_by_attacker(self, event: Occurrence) -> Occurrence:
        """Make the war that an attack makes, as the attacker's own allies see it: fought where the attack falls."""
        turned: dict[str, Any] = {
            "actor": event.object,
            "object": event.actor,
            "counter": not event.counter,
        }
        where = replace(event.where, home=False)
        return replace(event, **turned, where=where, unprovoked=None, own_war=True)

    def home_of(self, state: str) -> Where:
        """Give the home territory of a state as the place of an attack."""
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
        """Find where an event falls; on the home territory of the one that is hit if no place is given."""
        if event.at is None:
            return (
                self.home_of(victim)
                if victim
                else Where("", PlaceKind.TERRITORY, frozenset())
            )
        spot = event.at if isinstance(event.at, Spot) else None
        if spot and not spot.place:
            home = self.home_of(spot.of).regions
            # Forces, ships and aircraft in other regions are on nobody knows whose soil.
            there = spot.kind not in AFLOAT or home.issuperset(spot.regions)
            name = f"{spot.kind} {'of' if spot.kind.land or not there else 'in or over'} {self.name_in_line(spot.of)}"
            regions, of = frozenset(spot.regions) or home, (spot.of,) * there
            return Where(name, spot.kind, regions, False, None, of)
        place = self.corpus.gazetteer.place((spot and spot.place) or str(event.at))
        kind = spot.kind if spot else place.kind
        day = event.on or self.on

        def on(holders: Iterable[Holder]) -> tuple[str, ...]:
            return tuple(h.state for h in holders if h.holds_on(day))

        return Where(
            f"{place.name_on(day)} ({'ships' if kind is PlaceKind.VESSEL else kind})"
            if spot
            else place.name_on(day),
            PlaceKind.TERRITORY if event.guest and kind is PlaceKind.FORCES else kind,
            frozenset(place.regions),
            place=place,
            of=on(place.of),
            administered_by=on(place.administered_by),
            claimed_by=()
            if spot
            else on(
                place.claimed_by
            ),  # whoever holds the land, a ship there is the ship's
        )

    def name(self, state: str) -> str:
        """Give the state's name on the day of the question."""
        if state not in self._names:
            self._names[state] = (
                self.unnamed
                if state == UNNAMED
                else self.corpus.states[state].name_on(self.on)
            )
        return self._names[state]

    def name_in_line(self, state: str) -> str:
        """Give the state's name as it is written within a sentence, with its article."""
        return with_article(self.name(state))


def set_out(corpus: Corpus, scenario: Scenario) -> Setting:
    """Make the setting of a scenario whose names are ids, with the running wars that it is about."""
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
    struck: set[str] = set()
    own_act: set[str] = set()
    hits: set[tuple[str, str]] = set()
    for event in events:
        if event.kind is EventKind.PERFORMS:
            own_act |= set(event.by) - struck
            continue
        carried: dict[str, Any] = {name: getattr(event, name) for name in CARRIED}
        isolated = event.isolated or event.kind.doubtful
        attributed = (
            event.attributed
            and not event.group
            and (bool(event.by) or event.kind is not EventKind.UNREST)
        )
        for actor in event.by or (UNNAMED,):
            for victim in event.against or ("",):
                begins = event.kind.forcible and (actor, victim) in wars.first
                answering = any((victim, a) in hits for a in event.by) and not any(
                    (a, victim) in hits for a in event.by
                )
                against_aggressor = _began(sides, victim, actor) or (
                    answering and not _began(sides, actor, victim)
                )
                counter = event.kind.forcible and not begins and against_aggressor
                known = (
                    event.kind,
                    actor,
                    victim,
                    shell.where(event, victim),
                    event.on or scenario.on,
                )
                occurrences.append(
                    Occurrence(
                        *known,
                        True,
                        begins,
                        counter,
                        isolated,
                        attributed=attributed,
                        **carried,
                    )
                )
        if event.kind.forcible:
            hits |= {(a, v) for a in event.by for v in event.against}
            own_act |= set(event.by) - struck
            struck |= set(event.against) - own_act
    declared = frozenset(
        frozenset((a, b))
        for e in events
        if e.kind is EventKind.DECLARATION_OF_WAR
        for a in e.by
        for b in e.against
    )
    begun = _begun(events, sides)
    return Setting(
        corpus,
        scenario,
        scenario.on,
        tuple(occurrences),
        sides,
        events,
        frozenset(own_act),
        declared,
        begun,
    )


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
