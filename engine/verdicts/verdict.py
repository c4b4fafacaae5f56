"""Verdicts: the status of a duty and of a state under a stance, and its distance in events and judgements."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from engine.cascade.questions import FURTHER, Questions
from engine.labels.labels import Literals, Stance
from treaties.readings import Answered, Reading
from treaties.terms import Duty, Nature, Presumption


class Status(StrEnum):
    """How a state stands in an answer, nearest to war first."""

    PRINCIPAL = "principal"
    BOUND = "bound"
    CONDITIONAL = "conditional"
    CONTESTED = "contested"
    RELEASED = "released"
    NOT_TRIGGERED = "not-triggered"
    NO_TREATY = "no-treaty"

    @property
    def order(self) -> int:
        """Position in the order of nearness."""
        return list(Status).index(self)

    @property
    def meaning(self) -> str:
        """One line in plain words."""
        return {
            Status.PRINCIPAL: "attacks, is attacked or already fights",
            Status.BOUND: "due on settled facts",
            Status.CONDITIONAL: "due if further events happen",
            Status.CONTESTED: "due only if open judgements go one way",
            Status.RELEASED: "due on the text, but waived or not to be performed",
            Status.NOT_TRIGGERED: "a treaty links them; a condition fails",
            Status.NO_TREATY: "no treaty",
        }[self]


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a conclusion is: the fewest further answers, events of will and judgements of fact or law apart."""

    events: int = 0
    judgements: int = 0

    @property
    def total(self) -> int:
        """Both together."""
        return self.events + self.judgements


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with its duty and distance. `ground` is the index of the ground it rests on, -1 for none."""

    status: Status
    duty: Duty | None = None
    distance: Distance = Distance()
    ground: int = -1
    supports: tuple[int, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The JSON form used under `by_reading`."""
        return {"status": str(self.status), "duty": str(self.duty) if self.duty else None}


class Stances:
    """The stances of a world: presumptions settled, then a reading's answers over them, the user's over both."""

    def __init__(self, literals: Literals, questions: Questions, supposed: Iterable[Answered] = ()) -> None:
        self.literals = literals
        self.questions = questions
        self.supposed = tuple(supposed)
        self.events = sum(3 << (2 * i) for i, q in enumerate(literals.ids) if questions[q].is_event)
        self.further = sum(3 << (2 * i) for i, q in enumerate(literals.ids) if questions[q].kind in FURTHER)
        """The bits of acts that carry the war further: performing a duty, striking."""
        self._held: dict[str, Stance] = {}

    def under(self, reading: Reading | None = None) -> Stance:
        """What is settled without a reading, or under one."""
        key = reading.id if reading else ""
        if key not in self._held:
            self._held[key] = self._settle(reading.answer_to if reading else lambda _: None)
        return self._held[key]

    def _settle(self, answer_to: Callable[[str], str | None]) -> Stance:
        true = false = 0
        for i, ident in enumerate(self.literals.ids):
            given = next((a.answer for a in self.supposed if a.settles(ident)), None) or answer_to(ident)
            if given is None and self.questions[ident].presumed is not Presumption.OPEN:
                given = str(self.questions[ident].presumed)
            if given is not None:
                yes = given == "yes"
                true |= 1 << (2 * i + yes)
                false |= 1 << (2 * i + (not yes))
        return Stance(true, false)

    def distance(self, mask: int) -> Distance:
        """How many events and judgements a support holds."""
        events = (mask & self.events).bit_count()
        return Distance(events, mask.bit_count() - events)

    def nature(self, mask: int) -> Status:
        """The status that a support gives."""
        if not mask:
            return Status.BOUND
        return Status.CONDITIONAL if self.distance(mask).judgements == 0 else Status.CONTESTED

    def nearest(self, supports: Iterable[int]) -> int | None:
        """The nearest support: fewest answers, then fewest judgements, then the order of the ids."""
        return min(supports, key=lambda m: (m.bit_count(), self.distance(m).judgements, m), default=None)


def lowered(duty: Duty, reading: Reading | None, treaty: str, article: str) -> Duty:
    """The duty as the reading takes it: never stronger than the text."""
    for low in reading.lowers if reading else ():
        if low.treaty == treaty and low.article in ("*", article) and low.duty.rank > duty.rank:
            return low.duty
    return duty


__all__ = ["Distance", "Nature", "Stances", "Status", "Verdict", "lowered"]
