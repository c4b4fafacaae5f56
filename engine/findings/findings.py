"""`Findings`: the interface that every output form reads. Solutions implement it, and so do findings loaded from JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from engine.question.topic import Topic
from engine.record.breaches import Breach, ForbiddenForce
from engine.record.facts import Fact
from engine.record.grounds import Ground, Judged
from engine.record.literals import Assignment, Literals
from engine.record.questions import Question, Questions
from engine.record.rows import StateVerdict
from engine.record.verdict import Verdict
from engine.setting.graph import ObligationGraph
from engine.setting.prominence import DisplayOrder
from engine.setting.setting import Setting
from treaties.models.corpus import Corpus
from treaties.models.reading import Answered, Reading
from treaties.models.scenario import Scenario

if TYPE_CHECKING:
    from engine.record.completeness import Completeness
    from engine.record.over_time import OverTime
    from engine.record.reasons import Reason


class Findings(Protocol):
    """The contents of an answer as values. Output forms put them into words and derive nothing."""

    @property
    def corpus(self) -> Corpus:
        """The law on which the answer rests."""

    @property
    def scenario(self) -> Scenario:
        """The question, as a scenario."""

    @property
    def setting(self) -> Setting:
        """The question on its day: events, sides, and wars already running."""

    @property
    def graph(self) -> ObligationGraph:
        """The graph of obligations on the day of the question: its edges run from obligor to beneficiary, one for each
        clause.
        """

    @property
    def topic(self) -> Topic:
        """What the question asks for besides who attacks whom, such as the states or the duty that it names."""

    @property
    def over(self) -> OverTime | None:
        """The duties over the month or year that the question names; None if it names a day."""

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings whose verdicts the answer gives beside its main verdicts."""

    @property
    def asked(self) -> Reading | None:
        """The reading that the main verdicts follow; None if the user chose none."""

    @property
    def title(self) -> str:
        """The question in words."""

    @property
    def heading(self) -> str:
        """The events, their place and day, and the date of the law that was applied."""

    @property
    def rows(self) -> tuple[StateVerdict, ...]:
        """The rows of all states that a treaty links to the events, belligerents first."""

    @property
    def bound(self) -> tuple[StateVerdict, ...]:
        """The rows of the states that owe a duty or may come to owe one."""

    def __getitem__(self, state: str | int, /) -> StateVerdict:
        """Return the row of a state, even if no treaty links the state to the events."""

    @property
    def signed(self) -> tuple[tuple[StateVerdict, Judged], ...]:
        """The duties that signed treaties would add at once if they were in force, each with the row of its obligor."""

    @property
    def display_order(self) -> DisplayOrder:
        """The order in which every output form lists states."""

    @property
    def posed(self) -> Questions:
        """All questions that the derivation asked."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """The open questions on which the answer depends; those that decide alone come first."""

    @property
    def concerned(self) -> Mapping[str, tuple[str, ...]]:
        """The obligors concerned by each question: those whose nearest duty to help depends on its answer."""

    @property
    def literals(self) -> Literals:
        """The numbering that gives each answer to a question a bit. A support (a set of answers that suffices for a
        conclusion) is a mask of these bits.
        """

    @property
    def supposed(self) -> tuple[Answered, ...]:
        """The answers that the user supposed in the question."""

    def settled_under(self, reading: Reading | None) -> Assignment:
        """Return the answers to questions that are settled under a reading; without a reading, those that are settled
        anyway.
        """

    @property
    def broken(self) -> tuple[Breach, ...]:
        """The breaches of promises by acts in the question, one for each attacker, article and victim."""

    @property
    def forbidden(self) -> tuple[ForbiddenForce, ...]:
        """The force in the question that general law forbids."""

    @property
    def completeness(self) -> Completeness:
        """How far the search went, and whether duties may be missing."""

    def proof(self, fact: Fact, support: int) -> Reason:
        """Return the shortest proof of a fact that uses only the answers in a support.

        Args:
            fact: the fact to prove.
            support: a set of answers that suffices for the fact, as a mask.
        """

    def at_once(self, ground: Ground, reading: Reading) -> Verdict:
        """Return the verdict on a duty under a reading, considering the given events alone.

        Args:
            ground: the duty.
            reading: the reading.
        """

    def about(self, topic: Topic) -> Findings:
        """Return the same findings with another topic, for example other states asked about."""

    def read_by(self, reading: Reading | None) -> Findings:
        """Return the same findings with the verdicts of `reading` as the main verdicts; None restores those without a
        reading.
        """

    def beyond(self, answers: Iterable[Answered]) -> Findings:
        """Return the findings that would result if the given answers replaced the present ones."""
