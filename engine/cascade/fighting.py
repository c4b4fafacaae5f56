"""Belligerents and their sides, and the strikes between opposite sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.cascade.duties import Duties
from engine.cascade.outcomes import attributed
from engine.cascade.permitted import is_state
from engine.cascade.triggering import PERFORMANCE
from engine.record.facts import Fact, Step, belligerent
from engine.record.questions import Literal
from engine.setting.occurrences import Occurrence
from engine.setting.setting import Setting
from engine.setting.sides import Side
from treaties.models.scenario import UNNAMED
from treaties.vocabulary.terms import EventKind


class Fighting:
    """The belligerents of one run of the cascade, by side of the war."""

    def __init__(self, duties: Duties) -> None:
        self.setting = duties.setting
        self.duties = duties
        self.asleep: set[tuple[str, tuple[int, int]]] = set()
        """Principals whose force was isolated: they fight only once somebody joins."""
        self._fights: dict[tuple[int, int], list[str]] = {
            s.key: [] for s in self.setting.sides
        }
        self._given = {
            (o.actor, o.object) for o in self.setting.occurrences if o.kind.forcible
        }
        self.made: dict[tuple[str, str, tuple[int, int]], Step] = {}
        """The derived strikes, by striker, the struck state and its side."""

    def on(self, state: str, side: Side) -> bool:
        """Return whether a state fights, or may come to fight, on a side."""
        return state in side.members or state in self._fights[side.key]

    def faces(self, event: Occurrence, side: Side) -> bool:
        """Return whether the author of an event is on the opposite side."""
        return (
            not event.actor
            or event.kind is EventKind.MOBILISATION
            or self.on(event.actor, self.setting.facing(side))
        )

    def fights(self, side: Side) -> list[str]:
        """Return the states that fight, or may come to fight, on a side."""
        return self._fights[side.key]

    def enter(self, state: str, side: Side) -> None:
        """Record that a state joins a side. If the given force was isolated, this turns it into a war after all."""
        for one in (side, self.setting.facing(side)) if self.asleep else ():
            for member in one.members:
                if (member, one.key) in self.asleep:
                    body = (belligerent(state, side.key),)
                    self.duties.record.add(
                        Step(belligerent(member, one.key), body, (), PERFORMANCE), 1
                    )
                    self._fight(member, one)
        self._fight(state, side)

    def _fight(self, state: str, side: Side) -> None:
        if state not in self._fights[side.key]:
            self._fights[side.key].append(state)

    def strike(
        self, striker: str, side: Side, struck: str, facing: Side, round_: int
    ) -> list[Occurrence]:
        """Derive that one belligerent may strike another of the opposite side, and return the strike in a list.

        The list is empty if the scenario gives the strike, if it is derived already, or if the two made peace.

        Args:
            striker: the id of the state that may strike.
            side: the side on which it fights.
            struck: the id of the state that is struck.
            facing: the side on which that state fights.
            round_: the round of the cascade, from 1.
        """
        pair = (striker, struck)
        if pair in self._given or (*pair, facing.key) in self.made or UNNAMED in pair:
            return []
        if self.setting.peace(*pair, self.setting.on):
            return []
        body = (belligerent(striker, side.key), belligerent(struck, facing.key))
        literals = (
            self.duties.questions.put("strikes", striker, struck),
            *self.duties.rule("belligerents-may-strike"),
        )
        step = Step(Fact("attacked", pair), body, literals, "belligerents-may-strike")
        self.made[*pair, facing.key] = step
        self.duties.record.add(step, round_)
        home, day, war = self.setting.home_of(struck), self.setting.on, facing.key
        return [
            Occurrence(
                EventKind.ARMED_ATTACK,
                *pair,
                home,
                day,
                False,
                counter=facing.began,
                within=war,
            )
        ]


def given(duties: Duties) -> list[Occurrence]:
    """Record the force that the question gives, and return the occurrences that may trigger clauses."""
    found = []
    for o in sorted(
        duties.setting.occurrences, key=lambda o: (o.begun, o.actor, o.object)
    ):
        if o.kind.forcible:
            duties.record.add(
                Step(
                    Fact("attacked", (o.actor, o.object)),
                    (),
                    attribution(duties, o),
                    "event",
                ),
                0,
            )
        if o.object or o.kind is EventKind.MOBILISATION:
            found.append(o)
    return found


def attribution(duties: Duties, event: Occurrence) -> tuple[Literal, ...]:
    """Return the answers on which given force depends: that it is attributed to its author, and that it counts as force
    against the state on whose territory it falls.
    """
    asked, questions = [], duties.questions
    if event.guest:
        asked.append(_hits_its_host(duties, event))
    if not event.attributed:
        asked.append(attributed(questions, event))
    return tuple(asked)


def _hits_its_host(duties: Duties, event: Occurrence) -> Literal:
    """Find the answer on which it depends that force aimed at a guest hits the state on whose soil it falls.

    Force on an entity whose statehood is contested hits the state whose land it is for others, if it is none.
    """
    setting, put = duties.setting, duties.questions.put
    entity = setting.corpus.contested_on(event.guest, event.begun)
    if entity and event.object in entity.of:
        question, _ = is_state(setting, duties.questions, entity)
        return question, False
    leased = event.guest in event.where.administered_by
    wording = "host-hit-on-leased-soil" if leased else "host-hit"
    place, guest = event.where.name, setting.name_in_line(event.guest)
    return put(wording, event.actor, event.object, what=place, guest=guest)


def principals(duties: Duties, fighting: Fighting) -> list[tuple[str, Side]]:
    """Record the belligerents of the given events and return them with their sides. States whose only force is isolated
    are left out.
    """
    setting, record = duties.setting, duties.record
    found = []
    helpers = {s for e in setting.has(EventKind.PERFORMS) for s in e.by}
    for side in setting.sides:
        for state in sorted(side.members):
            touching = [
                o
                for o in setting.occurrences
                if state in (o.actor, o.object) and o.kind.forcible
            ]
            if touching and _all_ended(setting, touching):
                continue
            if state in helpers:
                record.add(Step(belligerent(state, side.key), (), (), "event"), 0)
            elif touching and all(o.isolated for o in touching):
                fighting.asleep.add((state, side.key))
                continue
            else:
                _make_war(duties, belligerent(state, side.key), touching)
            found.append((state, side))
    return found


def _all_ended(setting: Setting, force: Iterable[Occurrence]) -> bool:
    """Whether the two made peace after each use of force."""
    return all(setting.peace(o.actor, o.object, o.begun) for o in force)


def _make_war(duties: Duties, fact: Fact, force: Sequence[Occurrence]) -> None:
    """Record that a principal is at war by given force; by any of it where all of it waits for an answer."""
    rule = duties.rule("attack-makes-war")
    bodies: list[tuple[Fact, ...]] = [()]
    if force and all(attribution(duties, o) for o in force):
        bodies = [(Fact("attacked", (o.actor, o.object)),) for o in force]
    for body in bodies:
        duties.record.add(Step(fact, body, rule, "attack-makes-war"), 0)
