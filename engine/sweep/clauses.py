"""One clause held against one attack, outside any traversal: the supports of its casus foederis and of its being due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from engine.cascade.conditions import bars, evaluate
from engine.cascade.graph import Clause, ObligationGraph
from engine.cascade.occurrences import Occurrence
from engine.cascade.outcomes import MET, Context, Outcome, all_ways, lawful
from engine.cascade.questions import Literal, Questions
from engine.cascade.setting import Setting
from engine.cascade.sides import Side
from engine.cascade.triggers import triggered
from engine.sweep.exact import question
from engine.verdicts.verdict import Distance, Status, Verdict, lowered
from treaties.models.corpus import Corpus
from treaties.models.reading import Reading
from treaties.models.scenario import Scenario
from treaties.vocabulary.terms import EventKind, Presumption

Support = frozenset[Literal]


class NeedsTraversal(Exception):
    """A clause waits for what a third state does: only the traversal can tell."""


@dataclass(frozen=True, slots=True)
class ClauseResult:
    """What one clause gives one group of obligors for one attack. No supports: the casus foederis never arises."""

    clause: Clause
    arisen: tuple[Support, ...]
    due: tuple[Support, ...]


class Pair:
    """The setting of a plain question: one state attacks another, and nothing else is given."""

    def __init__(
        self, corpus: Corpus, graph: ObligationGraph, questions: Questions, attacker: str, victim: str
    ) -> None:
        self.graph = graph
        self.questions = questions
        day = graph.on
        self.struck = Side(0, 1, (victim,), began=False)
        self.striking = Side(0, 0, (attacker,), began=True)
        asked = question(attacker, victim, day) if attacker != victim else Scenario.model_construct(on=day, events=())
        shell = Setting(corpus, asked, day, (), (self.striking, self.struck), (), frozenset())
        self.first = Occurrence(EventKind.ARMED_ATTACK, attacker, victim, shell.home_of(victim), day, first=True)
        self.setting = Setting(
            corpus,
            shell.scenario,
            day,
            (self.first,),
            shell.sides,
            (),
            frozenset((attacker,)),
            begun=frozenset(((attacker, victim),)),
        )

    def turned(self) -> Occurrence:
        """The first attack as the attacker's own allies see it, under clauses that ask only whether there is war."""
        return self.setting.seen_by_attacker(self.first)

    def hold(self, clause: Clause, event: Occurrence, *, defending: bool, barred: bool) -> dict[str, ClauseResult]:
        """What the clause gives each group of obligors: those without reservations under "", others under their id."""
        ctx = Context(
            self.setting, self.graph, self.questions, clause, event, self.struck if defending else self.striking
        )
        conditions = clause.obligation.conditions
        asked = len(self.questions)
        called = _literals([triggered(ctx), *(evaluate(c, ctx) for c in conditions if not bars(c))])
        if not called:
            self.questions.forget(asked)
            return {}
        asked = barred and clause.obligation.duty.drawn_in
        law = _literals([lawful(ctx) if asked else MET, *(evaluate(c, ctx) for c in conditions if bars(c))])
        found = {"": ClauseResult(clause, called, _joint(called, law))}
        for state in self.graph.reserving.get(clause.treaty.id, ()):
            if reserved := self.graph.reservations(clause, state):
                own = _joint(called, _literals(evaluate(c, ctx) for r in reserved for c in r.conditions))
                found[state] = ClauseResult(clause, own, _joint(own, law))
        return found


def _literals(outcomes: Iterable[Outcome]) -> tuple[Support, ...]:
    ways = all_ways(outcomes)
    if any(w.facts for w in ways):
        raise NeedsTraversal
    return tuple(dict.fromkeys(frozenset(w.literals) for w in ways))


def _joint(one: Sequence[Support], other: Sequence[Support]) -> tuple[Support, ...]:
    both = (a | b for a in one for b in other)
    return tuple(dict.fromkeys(s for s in both if not any((q, not a) in s for q, a in s)))


class Judge:
    """One reading's view of supports: what it settles is taken out, what contradicts it goes.

    None is the text with its presumptions and no reading.
    """

    def __init__(self, questions: Questions, reading: Reading | None) -> None:
        self.questions = questions
        self.reading = reading
        self._settled: dict[str, bool | None] = {}

    def settled(self, ident: str) -> bool | None:
        """The answer that the reading, or else the presumption, gives; None where it stays open."""
        if ident not in self._settled:
            given = self.reading.answer_to(ident) if self.reading else None
            if given is None and self.questions[ident].presumed is not Presumption.OPEN:
                given = str(self.questions[ident].presumed)
            self._settled[ident] = None if given is None else given == "yes"
        return self._settled[ident]

    def nearest(self, supports: Iterable[Support]) -> Distance | None:
        """The distance of the nearest support; None where none is left."""
        best: Distance | None = None
        for support in supports:
            open_ = []
            for ident, answer in support:
                held = self.settled(ident)
                if held is None:
                    open_.append(ident)
                elif held != answer:
                    break
            else:
                events = sum(self.questions[q].is_event for q in open_)
                d = Distance(events, len(open_) - events)
                if best is None or (d.total, d.judgements) < (best.total, best.judgements):
                    best = d
        return best

    def verdict(self, finding: ClauseResult) -> Verdict:
        """The verdict on what a clause gives, as `engine.verdicts.grounds.judge` gives it."""
        clause = finding.clause
        if self.reading and not self.reading.speaks_of(clause.treaty.id):
            return Judge(self.questions, None).verdict(finding)
        duty = lowered(clause.obligation.duty, self.reading, clause.treaty.id, clause.obligation.article)
        near = self.nearest(finding.due)
        if near is not None:
            kind = Status.BOUND if not near.total else Status.CONDITIONAL if not near.judgements else Status.CONTESTED
            return Verdict(kind, duty, near)
        near = self.nearest(finding.arisen)
        return Verdict(Status.RELEASED, duty, near) if near is not None else Verdict(Status.NOT_TRIGGERED)


def binding(day: date, graph: ObligationGraph) -> frozenset[str]:
    """The keys of the clauses that can draw anybody in on the day: of treaties, and not standing duties."""
    return frozenset(
        key
        for key, c in graph.clauses.items()
        if c.treaty.rank.binding and not c.obligation.duty.standing and c.obligation.holds_on(day)
    )
