"""Inquiries: whether one state owes one kind of duty in an answer. All analyses start from an inquiry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from engine.analysis.serving import served, served_at_all
from engine.findings.explanation import who_decides
from engine.forms.result import DayText, Part, Result, Steps, pick_attributes
from engine.labels.labelling import labels
from engine.labels.program import GOAL, Program, ground
from engine.output.prose import para
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
"""The largest number of supports by which a program is replaced."""


@dataclass(frozen=True, kw_only=True)
class Asked(Result):
    """The subject of an inquiry: whether one state owes one kind of duty in an answer."""

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
    """A question with the answer that is needed, its nature, and who decides it."""

    question: str
    answer: str
    text: str
    nature: str
    decider: str


@dataclass(frozen=True)
class AnswerSet(Steps):
    """A set of answers to open questions that together suffice for a conclusion."""

    answers: list[Need]


def simplest(whole: Program) -> Program:
    """Return a program reduced to its supports if these are few, so that it mentions only relevant questions; otherwise
    the program itself.
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
    """The question whether a state owes a kind of duty (`help` by default) in an answer, as a function of the
    judgements and events that are still open.
    """

    answer: Answer
    state: str
    duty: str = HELP

    @classmethod
    def of(cls, answer: Answer, state: str | int, duty: str | None = None) -> Inquiry:
        """Return the inquiry into what a state owes in an answer. This completes the derivation and charges the budget
        for it.

        Args:
            answer: the answer.
            state: the state, by any name or code.
            duty: the kind of duty; `help` by default.

        Raises `UnknownName` for an unknown state or duty.
        """
        found = answer.corpus.states.of_day(state, answer.setting.on).id
        current_budget().spend(answer.whole.spent)
        return cls(answer.whole, found, kind_of_duty(duty))

    @property
    def name(self) -> str:
        """The state's name on the day."""
        return self.answer.setting.name(self.state)

    @property
    def claim(self) -> str:
        """The subject of the inquiry as a clause: `China is drawn in`."""
        return f"{self.name} {in_words(self.duty)}"

    @cached_property
    def whole(self) -> Program:
        """The program (rules over facts and answers) that derives the duty."""
        a = self.answer
        assignment = a.assignments.under(a.asked)
        current_budget().spend(READ * len(a.record.steps))
        return ground(
            a.record.steps,
            goals(a, self.state, self.duty),
            a.labels.literals,
            assignment,
        )

    @cached_property
    def program(self) -> Program:
        """The program that derives the duty, reduced to its supports if these are few."""
        return simplest(self.whole)

    @property
    def principal(self) -> bool:
        """Whether the state attacks or is attacked in the scenario, so that no duty draws it in."""
        return self.state in self.answer.setting.belligerents

    @property
    def settled(self) -> bool | None:
        """Whether the duty is due under all answers (True) or under none (False); None if it depends on an answer or is
        unknown.
        """
        if self.program.holds:
            return True
        return None if self.program.rules or self.near is not None else False

    @property
    def near(self) -> int | None:
        """The number of open answers from which supports may be missing, because the search in a crowded world was
        limited; None if all supports are found.
        """
        record = self.answer.record
        return (record.exact_below or 0) if record.partial else None

    def cut(self) -> Iterator[str]:
        """Yield a warning if the search could not find all supports; nothing otherwise."""
        if self.near is not None:
            yield para(
                f"This world is too crowded to be followed to its end: only ways of less than {self.near} open answers are sure to be all known."
            )

    def owed_otherwise(self) -> tuple[str, ...]:
        """Return the other kinds of duty that the state may come to owe."""
        kinds = [HELP, *(str(d) for d in Duty if not d.standing and not d.drawn_in)]
        return tuple(
            k for k in kinds if k != self.duty and goals(self.answer, self.state, k)
        )

    def decode(self, mask: int) -> tuple[Literal, ...]:
        """Return the answers in a mask, each as the id of a question and yes or no."""
        return self.answer.labels.literals.decode(mask)

    def distance(self, mask: int) -> Distance:
        """Return the numbers of events and judgements among the answers in a mask."""
        return self.answer.assignments.distance(mask)

    def question(self, ident: str) -> Question:
        """Return the question with an id."""
        return self.answer.assignments.questions[ident]

    def in_order(self, mask: int) -> tuple[Literal, ...]:
        """Return the answers of a support in the order in which the derivation uses them."""
        chain = dict.fromkeys(
            b for asked, _ in served(self.whole, mask) for b in bits(asked)
        )
        return tuple(x for b in chain for x in self.decode(1 << b))

    def judges(self, masks: Iterable[int]) -> dict[str, tuple[str, ...]]:
        """Return, for each question that obligors answer for themselves, the ids of the obligors whose duties depend on
        it.
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
        """Return the name of the state or body that decides a question.

        Args:
            ident: the id of the question.
            judges: for each question that obligors answer for themselves, the ids of these obligors.
        """
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
        """Return an answer as a line of text: the question, the answer, its nature, and who decides it."""
        question = self.question(literal[0])
        kind = "event" if question.is_event else "judgement"
        return f"{question.text} — {'yes' if literal[1] else 'no'} ({kind}; decides: {self.decider(literal[0], judges)})"

    def answer_lines(
        self, mask: int, judges: dict[str, tuple[str, ...]], most: int = 6
    ) -> Iterator[str]:
        """Yield the answers in a mask as lines of text. If there are many, those with the same kind, answer and decider
        share a line.

        Args:
            mask: the answers.
            judges: for each question that obligors answer for themselves, the ids of these obligors.
            most: the largest number of answers that each have a line.
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
        """Return answers, in the given order, each with the text of its question and its decider."""
        asked = [(self.question(x[0]), "yes" if x[1] else "no") for x in literals]
        return [
            Need(q.id, yes, q.text, str(q.nature), self.decider(q.id, judges))
            for q, yes in asked
        ]

    def way(
        self, mask: int, literals: Iterable[Literal], judges: dict[str, tuple[str, ...]]
    ) -> AnswerSet:
        """Return the record of a set of answers, with its distance in events and judgements.

        Args:
            mask: the answers, to be counted.
            literals: the same answers, in the order to list them.
            judges: for each question that obligors answer for themselves, the ids of these obligors.
        """
        d = self.distance(mask)
        return AnswerSet(d.events, d.judgements, self.answers(literals, judges))

    def head(self) -> dict[str, Any]:
        """Return the subject of the inquiry as the fields of `Asked`, by name."""
        a = self.answer
        first = {
            "on": a.setting.on,
            "title": a.title,
            "reading": a.asked.id if a.asked else None,
        }
        return first | pick_attributes(("state", "name", "duty"), self)
