"""`Findings`: what every form of an answer reads. A solution has it, and so have findings read back from JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from engine.question.topic import Topic
from engine.record.breaches import Breach, ForbiddenForce
from engine.record.completeness import Completeness
from engine.record.facts import Fact
from engine.record.grounds import Ground, Judged
from engine.record.literals import Assignment, Literals
from engine.record.over_time import OverTime
from engine.record.questions import Question, Questions
from engine.record.reasons import Reason
from engine.record.rows import StateVerdict
from engine.record.verdict import Verdict
from engine.setting.graph import ObligationGraph
from engine.setting.prominence import DisplayOrder
from engine.setting.setting import Setting
from treaties.models.corpus import Corpus
from treaties.models.reading import Answered, Reading
from treaties.models.scenario import Scenario


class Findings(Protocol):
    """The findings of an answer, as values. The forms of an answer put them into words, and derive nothing."""

    @property
    def corpus(self) -> Corpus:
        """The law of the answer."""

    @property
    def scenario(self) -> Scenario:
        """The question as a scenario."""

    @property
    def setting(self) -> Setting:
        """The question on its day: events, sides, and wars already running."""

    @property
    def graph(self) -> ObligationGraph:
        """The obligations of that day: who owes whom, clause by clause."""

    @property
    def topic(self) -> Topic:
        """The topic: what the question asks beyond who attacks whom."""

    @property
    def over(self) -> OverTime | None:
        """The month or year that the question asks about, with what is owed over that time; None where it asks about a
        day.
        """

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings under which verdicts are given beside the main one."""

    @property
    def asked(self) -> Reading | None:
        """The reading under which the main verdicts are given; None where none was chosen."""

    @property
    def title(self) -> str:
        """The question in words."""

    @property
    def heading(self) -> str:
        """What happens, where and when, and the day of the law."""

    @property
    def rows(self) -> tuple[StateVerdict, ...]:
        """All states that a treaty links to the events, nearest to war first."""

    @property
    def bound(self) -> tuple[StateVerdict, ...]:
        """The rows of the states that may come to owe a duty."""

    def __getitem__(self, state: str | int, /) -> StateVerdict:
        """The row of a state; a state that no treaty links has one too."""

    @property
    def signed(self) -> tuple[tuple[StateVerdict, Judged], ...]:
        """The duties that treaties signed and not in force would add at once, each with the row of its obligor."""

    @property
    def display_order(self) -> DisplayOrder:
        """The order in which every form lists states."""

    @property
    def posed(self) -> Questions:
        """The questions that the derivation put."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """The open questions on which the answer depends, nearest first."""

    @property
    def concerned(self) -> Mapping[str, tuple[str, ...]]:
        """For each question that each obligor judges for itself: the obligors whose duties depend on it."""

    @property
    def literals(self) -> Literals:
        """The numbering that gives each answer a bit; a support (a set of answers that suffices) is a mask of such
        bits.
        """

    @property
    def supposed(self) -> tuple[Answered, ...]:
        """The answers that the question supposes."""

    def settled_under(self, reading: Reading | None) -> Assignment:
        """Find the answers that are settled without a reading, or under a reading."""

    @property
    def broken(self) -> tuple[Breach, ...]:
        """The promises that the acts of the question break, article by article."""

    @property
    def forbidden(self) -> tuple[ForbiddenForce, ...]:
        """The force of the question that general law forbids."""

    @property
    def completeness(self) -> Completeness:
        """How far the search went, and what may be missing."""

    def proof(self, fact: Fact, support: int) -> Reason:
        """Find the shortest proof of a fact from the answers of a support (a set of answers that suffices for it)."""

    def at_once(self, ground: Ground, reading: Reading) -> Verdict:
        """Give the verdict on a ground (a duty that a state may owe) under a reading, on the given events alone."""

    def about(self, topic: Topic) -> Findings:
        """Give the same findings with another topic, such as other states asked about."""

    def read_by(self, reading: Reading | None) -> Findings:
        """Make a reading's verdicts the main ones, or those of the text alone."""

    def beyond(self, answers: Iterable[Answered]) -> Findings:
        """Give the findings as they would be if some questions were answered otherwise."""
