"""Verdicts: the status of a duty or a state, and its distance in events and judgements."""

from __future__ import annotations

from dataclasses import dataclass

from treaties.models.reading import Reading
from treaties.vocabulary.terms import Duty
from treaties.vocabulary.worded import WordedEnum


class Status(WordedEnum):
    """The status of a state in an answer, nearest to war first."""

    BELLIGERENT = "belligerent", "attacks, is attacked or already fights"
    BOUND = "bound", "due on settled facts"
    CONDITIONAL = (
        "conditional",
        "due if something happens, is found to be so, or is judged so by whoever owes it",
    )
    CONTESTED = "contested", "due only if a question of law is answered one way"
    RELEASED = "released", "due on the text, but waived or not to be performed"
    NOT_TRIGGERED = "not-triggered", "a treaty links them; a condition fails"
    NO_TREATY = "no-treaty", "no treaty"

    @property
    def order(self) -> int:
        """The position of the status in the order of nearness to war."""
        return _ORDER[self]


_ORDER = {status: i for i, status in enumerate(Status)}


@dataclass(frozen=True, slots=True)
class Distance:
    """The least number of further answers that a conclusion needs, as events and judgements."""

    events: int = 0
    judgements: int = 0

    @property
    def total(self) -> int:
        """The number of events and judgements together."""
        return self.events + self.judgements


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, a duty and a distance. `ground` is the index of the duty in `StateVerdict.judged` that they belong to,
    or
    -1.
    """

    status: Status
    duty: Duty | None = None
    distance: Distance = Distance()
    ground: int = -1
    supports: tuple[int, ...] = ()

    def of_ground(self, index: int) -> Verdict:
        """Return the same verdict with another index of its duty."""
        return Verdict(self.status, self.duty, self.distance, index, self.supports)

    def to_dict(self) -> dict[str, object]:
        """Return status and duty as strings, the form of a verdict under `by_reading` in JSON."""
        return {
            "status": str(self.status),
            "duty": str(self.duty) if self.duty else None,
        }


def same(one: Verdict, other: Verdict) -> bool:
    """Return whether two verdicts agree in status, duty and distance."""
    return (one.status, one.duty, one.distance) == (
        other.status,
        other.duty,
        other.distance,
    )


def lowered(
    duty: Duty, reading: Reading | None, treaty: str, article: str, obligor: str
) -> Duty:
    """Return the duty of an article under a reading, which may be weaker than in the text and never stronger.

    Args:
        duty: the duty of the text.
        reading: the reading; None for the text alone.
        treaty: the id of the instrument.
        article: the article, as the treaty file names it.
        obligor: the id of the state that owes the duty.

    >>> from treaties.vocabulary.terms import Duty
    >>> str(lowered(Duty.FIGHT, None, "pact-1", "1", "norway"))
    'fight'
    """
    for low in reading.lowers if reading else ():
        if (
            low.treaty == treaty
            and low.speaks_for(obligor)
            and low.article in ("*", article)
            and low.duty.rank > duty.rank
        ):
            return low.duty
    return duty
