"""One clause held against one attack, outside any traversal: the supports of its casus foederis and of its being due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.cascade.attackers import attacker_fits
from engine.cascade.conditions import bars, evaluate
from engine.cascade.graph import Clause, ObligationGraph
from engine.cascade.occurrences import Occurrence
from engine.cascade.outcomes import MET, Context, Outcome, all_ways, failed, lawful
from engine.cascade.questions import Literal, Questions
from engine.cascade.setting import Setting
from engine.cascade.sides import Side
from engine.cascade.triggers import triggered
from engine.sweep.costs import UNIT
from engine.sweep.exact import question
from engine.verdicts.verdict import Distance, Status, Verdict, lowered
from treaties.conditions import Attackers
from treaties.corpus import Corpus
from treaties.readings import Reading
from treaties.scenarios import Scenario
from treaties.terms import EventKind, Presumption

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

    def strike(self, striker: str, struck: str, *, defending: bool) -> Occurrence:
        """A further strike between belligerents; `defending` where the one struck is on the victim's side."""
        where = self.setting.home_of(struck)
        return Occurrence(
            EventKind.ARMED_ATTACK, striker, struck, where, self.setting.on, given=False, counter=not defending
        )

    def hold(
        self, clause: Clause, event: Occurrence, *, defending: bool, barred: bool, loose: bool = False
    ) -> dict[str, ClauseResult]:
        """What the clause gives each group of obligors: those without reservations under "", others under their id.

        `loose` takes whatever a clause waits for from third states as done, for a lower bound.
        """
        ctx = Context(
            self.setting, self.graph, self.questions, clause, event, self.struck if defending else self.striking
        )
        conditions = clause.obligation.conditions
        meaning = _loosely if loose else evaluate
        asked = len(self.questions)
        called = _literals([triggered(ctx), *(meaning(c, ctx) for c in conditions if not bars(c))], loose)
        if not called:
            self.questions.forget(asked)
            return {}
        asked = barred and clause.obligation.duty.drawn_in
        law = _literals([lawful(ctx) if asked else MET, *(meaning(c, ctx) for c in conditions if bars(c))], loose)
        found = {"": ClauseResult(clause, called, _joint(called, law))}
        for state in self.graph.reserving.get(clause.treaty.id, ()):
            if reserved := self.graph.reservations(clause, state):
                own = _joint(called, _literals((meaning(c, ctx) for r in reserved for c in r.conditions), loose))
                found[state] = ClauseResult(clause, own, _joint(own, law))
        return found


def _loosely(condition: Any, ctx: Context) -> Outcome:
    if isinstance(condition, Attackers):
        return MET if attacker_fits(condition, ctx, ctx.event.actor) else failed("")
    return evaluate(condition, ctx)


def _literals(outcomes: Iterable[Outcome], loose: bool = False) -> tuple[Support, ...]:
    ways = all_ways(outcomes)
    if not loose and any(w.facts for w in ways):
        raise NeedsTraversal
    return tuple(dict.fromkeys(frozenset(w.literals) for w in ways))


def _joint(one: Sequence[Support], other: Sequence[Support]) -> tuple[Support, ...]:
    both = (a | b for a in one for b in other)
    return tuple(dict.fromkeys(s for s in both if not any((q, not a) in s for q, a in s)))


def about(ident: str, actor: str, struck: str) -> bool:
    """Whether a question speaks of what one state does to another.

    >>> about("in-area:nato-1949/russia>estonia", "russia", "estonia"), about("request:estonia>pact", "x", "estonia")
    (True, False)
    """
    pair = f"{actor}>{struck}"
    return ident.endswith((f":{pair}", f"/{pair}"))


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

    def cost(self, ident: str) -> int:
        """What an open answer adds to a cost."""
        return UNIT if self.questions[ident].is_event else UNIT + 1

    @property
    def moves(self) -> bool:
        """Whether the reading may settle that somebody performs or strikes."""
        patterns = [a.question for a in self.reading.answers] if self.reading else []
        return any(p[:1] in ("*", "?", "[") or p.startswith(("performs", "strikes")) for p in patterns)

    def least(self, supports: Iterable[Support], event: Occurrence) -> int | None:
        """The least that a support costs in answers about this event alone; None where none is left."""
        return min(
            (
                sum(self.cost(q) for q, _ in s if self.settled(q) is None and about(q, event.actor, event.object))
                for s in supports
                if all(self.settled(q) in (None, a) for q, a in s)
            ),
            default=None,
        )

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
