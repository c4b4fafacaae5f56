"""Grounds: the duties that a state owes or may come to owe, with their supports and verdicts."""

from __future__ import annotations

from dataclasses import dataclass

from engine.record.facts import Fact
from engine.record.verdict import Status, Verdict
from engine.setting.graph import Clause
from treaties.vocabulary.terms import Duty


@dataclass(frozen=True)
class Ground:
    """A duty that a state owes or may come to owe, with its supports (sets of answers that suffice for it).

    The supports in `arisen` suffice for the casus foederis on the text; those in `due` suffice for the duty in law.
    """

    clause: Clause
    obligor: str
    beneficiary: str
    adversaries: tuple[str, ...]
    round: int
    due: tuple[int, ...]
    """Supports of the duty in law, each as a mask."""
    arisen: tuple[int, ...]
    """Supports of the casus foederis on the text, each as a mask."""
    truncated: bool = False

    @property
    def duty(self) -> Duty:
        """The duty of the article."""
        return self.clause.obligation.duty

    @property
    def treaty(self) -> str:
        """The id of the instrument."""
        return self.clause.treaty.id

    @property
    def article(self) -> str:
        """The article as cited in the treaty file."""
        return self.clause.obligation.article

    @property
    def binding(self) -> bool:
        """Whether the instrument binds in international law."""
        return self.clause.treaty.rank.binding

    @property
    def verified(self) -> bool:
        """Whether the article and its dates were checked against a source."""
        return self.clause.verified

    @property
    def fact(self) -> Fact:
        """The fact that this duty is due."""
        return Fact("due", (self.obligor, self.clause.key, self.beneficiary))

    def proved(self, verdict: Verdict) -> Fact:
        """Return the fact that a proof of the verdict must prove: that the duty is due, or, for a released state, that
        it has arisen.
        """
        released = verdict.status is Status.RELEASED
        return self.fact._replace(kind="arisen") if released else self.fact


@dataclass(frozen=True, slots=True)
class Judged:
    """A ground with its two verdicts: `verdict` if the war goes on, `at_once` for the given events alone."""

    ground: Ground
    verdict: Verdict
    at_once: Verdict

    @property
    def first(self) -> Verdict:
        """The verdict on the given events if they make the duty due; otherwise the verdict if the war goes on."""
        free = self.at_once.status in (Status.NOT_TRIGGERED, Status.RELEASED)
        return self.verdict if free else self.at_once


def precedence(duty: Duty, verdict: Verdict) -> tuple[int, ...]:
    """Return a sort key for duties: help that is due, help that may not be given or that a reading makes optional,
    lesser duties, permissions.

    Args:
        duty: the duty of the article; if a reading lowers it, the lower duty counts. A duty to fight that depends on
            judgements alone precedes lesser help that depends on an act.
        verdict: the verdict on the duty.

    >>> from engine.record.verdict import Distance
    >>> due = Verdict(Status.CONTESTED, Duty.FIGHT, Distance(0, 2))
    >>> precedence(Duty.FIGHT, due) < precedence(Duty.FIGHT, Verdict(Status.BOUND, Duty.CONSULT))
    True
    """
    owed = verdict.duty or duty
    due = owed.drawn_in and verdict.status is not Status.RELEASED
    free = owed is Duty.MAY_ASSIST
    group = (
        0
        if due
        else 1
        if owed.drawn_in or (free and duty.drawn_in)
        else 3
        if free
        else 2
    )
    far = verdict.distance
    arms = (
        due
        and owed is Duty.FIGHT
        and far.events <= (verdict.status is Status.CONDITIONAL)
    )
    lead = 0 if verdict.status is Status.BOUND else 1 if arms else 2
    return (group, lead, verdict.status.order, far.total, far.judgements, owed.rank)


def nothing_due(*, linked: bool) -> Verdict:
    """Return the verdict of a state that owes nothing; `linked` says whether a treaty links the state to the events."""
    return Verdict(Status.NOT_TRIGGERED if linked else Status.NO_TREATY)
