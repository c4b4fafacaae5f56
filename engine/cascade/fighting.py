"""Who fights on which side, and the force that belligerents of opposite sides may use against each other."""

from __future__ import annotations

from engine.cascade.called import PERFORMANCE
from engine.cascade.duties import Duties
from engine.cascade.facts import Fact, Step, belligerent
from engine.cascade.occurrences import Occurrence
from engine.cascade.sides import Side
from treaties.models.scenario import UNNAMED
from treaties.vocabulary.terms import EventKind


class Fighting:
    """The belligerents of one run of the cascade, by side."""

    def __init__(self, duties: Duties) -> None:
        self.setting = duties.setting
        self.duties = duties
        self.asleep: set[tuple[str, tuple[int, int]]] = set()
        """Principals whose force was isolated: they fight only once somebody joins."""
        self._fights: dict[tuple[int, int], list[str]] = {s.key: [] for s in self.setting.sides}
        self._given = {(o.actor, o.object) for o in self.setting.occurrences if o.kind.forcible}
        self.made: dict[tuple[str, str, tuple[int, int]], Step] = {}
        """The derived strikes, by striker, the one struck and its side."""

    def on(self, state: str, side: Side) -> bool:
        """Whether a state is, or may by now be, on a side."""
        return state in side.members or state in self._fights[side.key]

    def faces(self, event: Occurrence, side: Side) -> bool:
        """Whether an event comes from those whom a side faces."""
        return (
            not event.actor or event.kind is EventKind.MOBILISATION or self.on(event.actor, self.setting.facing(side))
        )

    def fights(self, side: Side) -> list[str]:
        """Those who are, or may by now be, fighting on a side."""
        return self._fights[side.key]

    def enter(self, state: str, side: Side) -> None:
        """Let a state join a side. Where the given force was isolated, anybody's joining makes a war of it after all."""
        for one in (side, self.setting.facing(side)) if self.asleep else ():
            for member in one.members:
                if (member, one.key) in self.asleep:
                    body = (belligerent(state, side.key),)
                    self.duties.record.add(Step(belligerent(member, one.key), body, (), PERFORMANCE), 1)
                    self._fight(member, one)
        self._fight(state, side)

    def _fight(self, state: str, side: Side) -> None:
        if state not in self._fights[side.key]:
            self._fights[side.key].append(state)

    def strike(self, striker: str, side: Side, struck: str, facing: Side, round_: int) -> list[Occurrence]:
        pair = (striker, struck)
        if pair in self._given or (*pair, facing.key) in self.made or UNNAMED in pair:
            return []
        if self.setting.peace(*pair, self.setting.on):
            return []
        body = (belligerent(striker, side.key), belligerent(struck, facing.key))
        literals = (self.duties.questions.put("strikes", striker, struck), *self.duties.rule("belligerents-may-strike"))
        step = Step(Fact("attacked", pair), body, literals, "belligerents-may-strike")
        self.made[*pair, facing.key] = step
        self.duties.record.add(step, round_)
        return [
            Occurrence(
                EventKind.ARMED_ATTACK,
                striker,
                struck,
                self.setting.home_of(struck),
                self.setting.on,
                given=False,
                counter=facing.began,
                within=facing.key,
            )
        ]
