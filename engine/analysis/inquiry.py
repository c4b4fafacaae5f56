"""An inquiry: one state and one kind of duty in one answer. Every verb of this package starts from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from engine.analysis.serving import served, served_at_all
from engine.findings.explanation import who_decides
from engine.labels.labelling import labels
from engine.labels.program import GOAL, Program, ground
from engine.output.prose import para
from engine.output.result import DayText, Part, Result, Steps, taken
from engine.record.masks import bits
from engine.record.question_ids import OBLIGOR, kind_of
from engine.record.questions import Literal, Question
from engine.record.verdict import Distance
from engine.verdicts.goals import goals
from treaties.support.budget import current_budget
from treaties.support.grouping import grouped
from treaties.support.limits import READ, SIMPLEST
from treaties.vocabulary.kinds_of_duty import HELP, in_words, kind_of_duty
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:
    from engine.answer import Answer

FEW = 64
"""Supports up to which a program is replaced by its supports."""


@dataclass(frozen=True, kw_only=True)
class Asked(Result):
    """What an inquiry asks: whether one state owes one kind of duty, in one answer."""

    on: DayText
    title: str
    reading: Annotated[
        str | None, Field(description="The one reading asked for, if one was.")
    ]
    state: str
    name: str
    duty: Annotated[
        str,
        Field(
            description="`help` (to fight, to assist or to act) where none was named."
        ),
    ]


@dataclass(frozen=True)
class Need(Part):
    """A question with the answer that is needed, its kind (event or judgement), and who decides it."""

    question: str
    answer: str
    text: str
    nature: str
    decider: str


@dataclass(frozen=True)
class AnswerSet(Steps):
    """A set of answers to open questions that together suffice."""

    answers: list[Need]


def simplest(whole: Program) -> Program:
    """Replace a program by its supports (minimal sets of answers that suffice for the goal) where these are few, so
    that it asks only what matters.
    """
    found = labels(whole, sets=SIMPLEST)
    if not found.complete or len(found.goal) > max(FEW, len(whole.rules)):
        return whole
    return Program(
        tuple((GOAL, 0, m) for m in sorted(found.goal)),
        whole.literals,
        (None,),
        whole.holds,
    )


@dataclass(frozen=True)
class Inquiry:
    """The question whether a state owes a kind of duty (`help` by default), as a function of the open answers."""

    answer: Answer
    state: str
    duty: str = HELP

    @classmethod
    def of(cls, answer: Answer, state: str | int, duty: str | None = None) -> Inquiry:
        """Make the inquiry into what one state owes in an answer; the whole derivation is worked out, and the budget is
        charged for it.

        Args:
            answer: the answer.
            state: the state, by any of its names or codes.
            duty: the kind of duty; `help` for any that draws it in where left out.

        Raises `UnknownName` for a state or a duty that is none.
        """
        found = answer.corpus.states.of_day(state, answer.setting.on).id
        current_budget().spend(answer.whole.spent)
        return cls(answer.whole, found, kind_of_duty(duty))

    @property
    def name(self) -> str:
        """The state's name that day."""
        return self.answer.setting.name(self.state)

    @property
    def claim(self) -> str:
        """What is asked, as a clause: `China is drawn in`."""
        return f"{self.name} {in_words(self.duty)}"

    @cached_property
    def whole(self) -> Program:
        """The program of the goal (its rules over facts and answers), as the engine derived it."""
        a = self.answer
        stance = a.stances.under(a.asked)
        current_budget().spend(READ * len(a.record.steps))
        return ground(
            a.record.steps, goals(a, self.state, self.duty), a.labels.literals, stance
        )

    @cached_property
    def program(self) -> Program:
        """The program of the goal, reduced to its supports (sets of answers that suffice) where these are few, so that
        it asks only what matters.
        """
        return simplest(self.whole)

    @property
    def principal(self) -> bool:
        """Whether the state attacks or is attacked in the scenario itself, so that no duty draws it in."""
        return self.state in self.answer.setting.principals

    @property
    def settled(self) -> bool | None:
        """Whether the claim holds, or cannot hold, under all answers; None where it depends on an answer, or where that
        is not known.
        """
        if self.program.holds:
            return True
        return None if self.program.rules or self.near is not None else False

    @property
    def near(self) -> int | None:
        """The number of open answers from which on the search did not follow every way, in a world too crowded for all;
        None where it followed all.
        """
        record = self.answer.record
        return (record.exact_below or 0) if record.partial else None

    def cut(self) -> Iterator[str]:
        """Word what a reader must know where the search did not follow every way."""
        if self.near is not None:
            yield para(
                f"This world is too crowded to be followed to its end: only ways of less than {self.near} open answers are sure to be all known."
            )

    def owed_otherwise(self) -> tuple[str, ...]:
        """List the other kinds of duty that the state may come to owe."""
        kinds = [HELP, *(str(d) for d in Duty if not d.standing and not d.drawn_in)]
        return tuple(
            k for k in kinds if k != self.duty and goals(self.answer, self.state, k)
        )

    def decode(self, mask: int) -> tuple[Literal, ...]:
        """List the answers that a mask encodes."""
        return self.answer.labels.literals.decode(mask)

    def distance(self, mask: int) -> Distance:
        """Count the events and the judgements among the answers of a mask."""
        return self.answer.stances.distance(mask)

    def question(self, ident: str) -> Question:
        """Find the question with an id."""
        return self.answer.stances.questions[ident]

    def in_order(self, mask: int) -> tuple[Literal, ...]:
        """List the answers of a support in the order in which they come up on the way from the given events."""
        chain = dict.fromkeys(
            b for asked, _ in served(self.whole, mask) for b in bits(asked)
        )
        return tuple(x for b in chain for x in self.decode(1 << b))

    def judges(self, masks: Iterable[int]) -> dict[str, tuple[str, ...]]:
        """Find, for each question that every obligor judges for itself, the obligors whose duties rest on it in the
        proofs of these supports (sets of answers that suffice).
        """
        found: dict[str, dict[str, None]] = {}
        for mask in masks:
            for asked, who in served(self.whole, mask):
                for ident in self._left_to_obligors(asked):
                    found.setdefault(ident, {}).update(dict.fromkeys(who))
        return {q: tuple(sorted(who)) for q, who in found.items()}

    def _left_to_obligors(self, mask: int) -> list[str]:
        """The questions of a mask that each obligor answers for itself."""
        return [q for q, _ in self.decode(mask) if self.question(q).decider == OBLIGOR]

    @cached_property
    def _judging(self) -> dict[str, frozenset[str]]:
        """For each question left to the obligors: everybody whose duty may rest on it."""
        return served_at_all(self.whole, self._left_to_obligors)

    def decider(self, ident: str, judges: dict[str, tuple[str, ...]]) -> str:
        """Name, in words, who decides a question."""
        question = self.question(ident)
        if question.decider != OBLIGOR:
            return who_decides(self.answer, question)
        mine = (
            judges.get(ident)
            or tuple(sorted(self._judging.get(ident, ())))
            or (self.state,)
        )
        names = [self.answer.setting.name(s) for s in mine]
        if len(names) == 1:
            return names[0]
        return f"{', '.join(names) if len(names) < 4 else f'{len(names)} obligors'}, each for itself"

    def answer_line(self, literal: Literal, judges: dict[str, tuple[str, ...]]) -> str:
        """Word one answer in a line: the question, the answer, whether it is an event or a judgement, and who decides
        it.
        """
        question = self.question(literal[0])
        kind = "event" if question.is_event else "judgement"
        return f"{question.text} — {'yes' if literal[1] else 'no'} ({kind}; decides: {self.decider(literal[0], judges)})"

    def answer_lines(
        self, mask: int, judges: dict[str, tuple[str, ...]], most: int = 6
    ) -> Iterator[str]:
        """Word the answers of a mask in lines; where there are many, those of one kind, answer and decider as one.

        Args:
            mask: the answers.
            judges: for each question that every obligor judges for itself, these obligors.
            most: how many answers have a line each.
        """
        answers = self.decode(mask)
        if len(answers) <= most:
            yield from (self.answer_line(x, judges) for x in answers)
            return
        kinds = grouped(
            ((kind_of(q), yes, self.decider(q, judges)), (q, yes)) for q, yes in answers
        )
        for (kind, yes, decider), group in kinds.items():
            if len(group) == 1:
                yield self.answer_line(group[0], judges)
            else:
                word = "yes" if yes else "no"
                first = self.question(group[0][0]).text
                yield f"{len(group)} of `{kind}` — {word} (decides: {decider}), such as: {first}"

    def answers(
        self, literals: Iterable[Literal], judges: dict[str, tuple[str, ...]]
    ) -> list[Need]:
        """Give answers with their questions and deciders, in the order of the literals."""
        asked = [(self.question(x[0]), "yes" if x[1] else "no") for x in literals]
        return [
            Need(q.id, yes, q.text, str(q.nature), self.decider(q.id, judges))
            for q, yes in asked
        ]

    def way(
        self, mask: int, literals: Iterable[Literal], judges: dict[str, tuple[str, ...]]
    ) -> AnswerSet:
        """Make the record of a set of answers, in the given order, with its distance in events and judgements.

        Args:
            mask: the answers, which are counted.
            literals: the same answers in the order in which to give them.
            judges: for each question that every obligor judges for itself, these obligors.
        """
        d = self.distance(mask)
        return AnswerSet(d.events, d.judgements, self.answers(literals, judges))

    def head(self) -> dict[str, Any]:
        """Give the fields of `Asked` with their values."""
        a = self.answer
        first = {
            "on": a.setting.on,
            "title": a.title,
            "reading": a.asked.id if a.asked else None,
        }
        return first | taken(("state", "name", "duty"), self)
