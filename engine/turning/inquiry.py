"""One state, one kind of duty, one answer: what every verb of this package starts from, and how it speaks of answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from engine.cascade.facts import Fact
from engine.cascade.questions import OBLIGOR, Literal, Question, kind_of
from engine.forms.answer_tables import CODES, DAY, day, who
from engine.forms.charts import grid
from engine.forms.prose import para
from engine.forms.table import TEXT, Table
from engine.labels.labelling import labels
from engine.labels.program import GOAL, Program, Rule, bits, ground
from engine.labels.reduction import reduced
from engine.verdicts.explanation import who_decides
from engine.verdicts.goals import HELP, goals, in_words, kind_of_duty
from engine.verdicts.verdict import Distance
from treaties.terms import Duty

if TYPE_CHECKING:
    from engine.answer import Answer

FEW, FEW_SETS = 64, 20_000
"""Supports and candidate sets up to which a program is replaced by its supports."""


def simplest(whole: Program) -> Program:
    """A program reduced, and replaced by its supports where they are few."""
    less = reduced(whole)
    found = labels(less, sets=FEW_SETS)
    if not found.complete or len(found.goal) > max(FEW, len(less.rules)):
        return less
    return Program(tuple((GOAL, 0, m) for m in sorted(found.goal)), less.literals, (None,), less.holds)


@dataclass(frozen=True)
class Inquiry:
    """Whether a state comes to owe a kind of duty (`help` where none is named), as a function of the open answers."""

    answer: Answer
    state: str
    duty: str = HELP

    @classmethod
    def of(cls, answer: Answer, state: str | int, duty: str | None = None) -> Inquiry:
        """By any name of the state; raises `UnknownName` for a state or duty that is none."""
        found = answer.corpus.states.resolve(state, answer.setting.on).id
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
        """The program of the goal, as the engine derived it."""
        a = self.answer
        stance = a.stances.under(a.asked)
        return ground(a.record.steps, goals(a, self.state, self.duty), a.labels.literals, stance)

    @cached_property
    def program(self) -> Program:
        """The same, reduced; its supports alone where they are few, so that it asks only what matters."""
        return simplest(self.whole)

    @property
    def principal(self) -> bool:
        """Whether the state attacks or is attacked in the scenario itself, so that no duty draws it in."""
        return self.state in self.answer.setting.principals

    @property
    def settled(self) -> bool | None:
        """Whether it holds, or can't, whatever is answered; None where it turns on something, or nobody can say."""
        if self.program.holds:
            return True
        return None if self.program.rules or self.near is not None else False

    @property
    def near(self) -> int | None:
        """The open answers from which on ways were not followed, in a world too crowded for all; None elsewhere."""
        record = self.answer.record
        return (record.exact_below or 0) if record.partial else None

    def cut(self) -> Iterator[str]:
        """What has to be said where ways were not followed."""
        if self.near is not None:
            yield para(
                f"This world is too crowded to be followed to its end: only ways of less than {self.near} open answers are sure to be all known."
            )

    def owed_otherwise(self) -> tuple[str, ...]:
        """The other kinds of duty that the state may come to owe."""
        kinds = [HELP, *(str(d) for d in Duty if not d.standing and not d.drawn_in)]
        return tuple(k for k in kinds if k != self.duty and goals(self.answer, self.state, k))

    def decode(self, mask: int) -> tuple[Literal, ...]:
        """The answers of a mask."""
        return self.answer.labels.literals.decode(mask)

    def contrary(self, mask: int) -> int:
        """The opposite of every answer of a mask."""
        low = self.answer.labels.literals.no_bits
        return (mask & low) << 1 | (mask >> 1) & low

    def distance(self, mask: int) -> Distance:
        """Events and judgements of a mask."""
        return self.answer.stances.distance(mask)

    def question(self, ident: str) -> Question:
        """The question of an id."""
        return self.answer.stances.questions[ident]

    def in_order(self, mask: int) -> tuple[Literal, ...]:
        """The answers of a support in the order in which they come up on the way from the given events."""
        chain = dict.fromkeys(b for rule, _ in self._proof(mask) for b in bits(rule[2]))
        return tuple(x for b in chain for x in self.decode(1 << b))

    def _proof(self, mask: int) -> list[tuple[Rule, Fact | None]]:
        """The rules by which a support brings the goal about, in order, each with its head."""
        live = [r for r in self.whole.rules if r[2] & mask == r[2]]
        made: dict[int, Rule] = {}
        held, grows = 0, True
        while grows and GOAL not in made:
            grows = False
            for r in live:
                if r[0] not in made and r[1] & held == r[1]:
                    made[r[0]] = r
                    held |= 1 << r[0]
                    grows = True
        order: list[int] = []
        todo = [GOAL] if GOAL in made else []
        while todo:
            fact = todo.pop()
            if fact not in order:
                order.append(fact)
                todo += bits(made[fact][1])
        rank = {f: i for i, f in enumerate(made)}
        return [(made[f], self.whole.facts[f]) for f in sorted(order, key=lambda f: rank[f])]

    def judges(self, masks: Iterable[int]) -> dict[str, tuple[str, ...]]:
        """For each question left to the obligors: whose duties rest on it in the proofs of these supports."""
        found: dict[str, dict[str, None]] = {}
        for mask in masks:
            proof = self._proof(mask)
            for rule, head in proof:
                for b in bits(rule[2]):
                    ident = self.answer.labels.literals.ids[b >> 1]
                    if self.question(ident).decider == OBLIGOR:
                        for who in self._obligors(head, proof):
                            found.setdefault(ident, {})[who] = None
        return {q: tuple(sorted(who)) for q, who in found.items()}

    def _obligors(self, head: Fact | None, proof: Sequence[tuple[Rule, Fact | None]]) -> list[str]:
        """Whose duty a step serves: its own obligor, or those whose duty uses what it reaches."""
        if head is None:
            return []
        if head.kind in ("arisen", "due"):
            return [head.args[0]]
        if head.kind == "casus":
            return [head.args[1]]
        if head.kind in ("belligerent", "attacked"):
            return []
        number = self.whole.facts.index(head)
        users = [f for rule, f in proof if rule[1] >> number & 1]
        return sorted({who for f in users for who in self._obligors(f, proof)})

    @cached_property
    def _judging(self) -> dict[str, frozenset[str]]:
        """For each question left to the obligors: everybody whose duty may rest on it, whichever way it comes about."""
        users: dict[int, set[int]] = {}
        for head, body, _ in self.whole.rules:
            for f in bits(body):
                users.setdefault(f, set()).add(head)
        known: dict[int, frozenset[str]] = {}

        def serves(number: int) -> frozenset[str]:
            if number not in known:
                known[number] = frozenset()
                fact = self.whole.facts[number]
                if fact is None or fact.kind in ("belligerent", "attacked"):
                    pass
                elif fact.kind in ("arisen", "due", "casus"):
                    known[number] = frozenset((fact.args[fact.kind == "casus"],))
                else:
                    known[number] = frozenset(s for u in users.get(number, ()) for s in serves(u))
            return known[number]

        found: dict[str, frozenset[str]] = {}
        for head, _, mask in self.whole.rules:
            for q, _ in self.decode(mask):
                if self.question(q).decider == OBLIGOR:
                    found[q] = found.get(q, frozenset()) | serves(head)
        return found

    def decider(self, ident: str, judges: dict[str, tuple[str, ...]]) -> str:
        """Who decides a question, in words."""
        question = self.question(ident)
        if question.decider != OBLIGOR:
            return who_decides(self.answer, question)
        mine = judges.get(ident) or tuple(sorted(self._judging.get(ident, ()))) or (self.state,)
        names = [self.answer.setting.name(s) for s in mine]
        if len(names) == 1:
            return names[0]
        return f"{', '.join(names) if len(names) < 4 else f'{len(names)} obligors'}, each for itself"

    def told(self, literal: Literal, judges: dict[str, tuple[str, ...]]) -> str:
        """One answer in a line: the question, the answer, what it is and who decides."""
        question = self.question(literal[0])
        kind = "event" if question.is_event else "judgement"
        return (
            f"{question.text} — {'yes' if literal[1] else 'no'} ({kind}; decides: {self.decider(literal[0], judges)})"
        )

    def told_briefly(self, mask: int, judges: dict[str, tuple[str, ...]], most: int = 6) -> Iterator[str]:
        """The answers of a mask in lines; where there are many, those of one kind as one."""
        answers = self.decode(mask)
        if len(answers) <= most:
            yield from (self.told(x, judges) for x in answers)
            return
        kinds: dict[tuple[str, bool, str], list[Literal]] = {}
        for x in answers:
            kinds.setdefault((kind_of(x[0]), x[1], self.decider(x[0], judges)), []).append(x)
        for (kind, yes, decider), group in kinds.items():
            if len(group) == 1:
                yield self.told(group[0], judges)
            else:
                word = "yes" if yes else "no"
                first = self.question(group[0][0]).text
                yield f"{len(group)} of `{kind}` — {word} (decides: {decider}), such as: {first}"

    def as_data(self, literal: Literal, judges: dict[str, tuple[str, ...]]) -> dict[str, Any]:
        """One answer as JSON data."""
        question = self.question(literal[0])
        return {
            "question": literal[0],
            "answer": "yes" if literal[1] else "no",
            "text": question.text,
            "nature": str(question.nature),
            "decider": self.decider(literal[0], judges),
        }

    def head(self) -> dict[str, Any]:
        """What every JSON form of this package begins with."""
        return {
            "schema": 1,
            "on": self.answer.setting.on.isoformat(),
            "title": self.answer.title,
            "reading": self.answer.asked.id if self.answer.asked else None,
            "state": self.state,
            "name": self.name,
            "duty": self.duty,
        }


Tables = Mapping[str, Callable[[], Table]]


ASKED = {**DAY, "state": TEXT, **CODES, "asked": TEXT}
"""The state asked about, and the duty (`help`: to fight, to assist or to act)."""


ANSWER = {"question": TEXT, "answer": TEXT, "nature": TEXT, "decider": TEXT}


def _asked(i: Inquiry) -> dict[str, Any]:
    return {**day(i.answer), "state": i.state, **who(i.answer, i.state), "asked": i.duty}


def _answers(
    i: Inquiry, head: Mapping[str, Any], literals: Iterable[tuple[str, bool]], judges: dict[str, tuple[str, ...]]
) -> Iterator[dict[str, Any]]:
    held = [{**head, **{k: v for k, v in i.as_data(x, judges).items() if k in ANSWER}} for x in literals]
    yield from held or [dict(head)]


MOST = 20
"""Columns or rows of a picture."""


EACH = "One column, one way: all its answers together. yes, no: the answer that it needs."


def _marks(
    i: Inquiry, title: str, sets: Sequence[tuple[str, int]], judges: dict[str, tuple[str, ...]] | None = None
) -> str:
    """Questions down, sets of answers across."""
    sets = sets[:MOST]
    held = [dict(i.decode(m)) for _, m in sets]
    weight: dict[str, int] = {}
    for one in held:
        for q in one:
            weight[q] = weight.get(q, 0) + 1
    rows = []
    for q in sorted(weight, key=lambda q: (-weight[q], q))[:MOST]:
        verb = "decides" if i.question(q).is_event else "judges"
        label = f"{i.decider(q, judges or {})} {verb}: {i.question(q).text}"
        rows.append((label, [("yes" if one[q] else "no") if q in one else "" for one in held]))
    return grid(title, [name for name, _ in sets], rows, EACH)
