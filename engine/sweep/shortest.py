"""The traversal run only as far as a bound asks for: the nearest way to a goal, exactly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from engine.cascade.cascade import Escalation
from engine.cascade.facts import Fact, Step
from engine.cascade.fighting import Fighting
from engine.cascade.graph import Clause, ObligationGraph
from engine.cascade.occurrences import Occurrence
from engine.cascade.setting import Setting, set_out
from engine.cascade.sides import Side
from engine.sweep.clauses import Judge
from engine.sweep.costs import FAR, UNIT, below
from engine.sweep.exact import question
from engine.sweep.nearest import GOAL, ground, nearest
from engine.verdicts.verdict import lowered
from treaties.conditions import Assists, Attacker, CasusFoederis, JoinedBy
from treaties.corpus import Corpus
from treaties.readings import Reading
from treaties.terms import EventKind

STEPS = 12_000
"""Steps of one derivation beyond which the search gives up and says so."""
BUDGET = 4_000
"""Sets of answers looked at beyond which it does."""
Floors = tuple[dict[str, int], dict[str, int]]
"""By side, victim's first, the least that it costs a state to fight; a state left out costs the bound or more."""


class Short(Escalation):
    """The cascade, less what cannot lead to a goal under a bound; cut where it still grows too large.

    `goal` are the states whose duty (`after` 0) or fighting (`after` one answer) is the goal. What a clause may wait
    for, some state's fighting or duty, is kept as if it were a goal.
    """

    cut = 0
    """The last round that was derived in full, where it was cut."""

    def __init__(
        self,
        setting: Setting,
        graph: ObligationGraph,
        rounds: int | None,
        goal: frozenset[str],
        after: int,
        bound: int,
        floors: Floors | None,
    ) -> None:
        super().__init__(setting, graph, rounds=rounds)
        self.goal = goal
        self.floors = floors
        self.left = bound - after
        self._near: dict[str, bool] = {}
        self.fighting = _Sparing(self)

    def _cost(self, event: Occurrence) -> int:
        """The least that a strike costs."""
        if event.given or self.floors is None:
            return 0
        costs = [min(side.get(s, FAR) for side in self.floors) for s in (event.actor, event.object)]
        return max(costs) + UNIT

    def _calls_goal(self, event: Occurrence) -> bool:
        """Whether a strike may call on a state that matters: the struck one's helpers, or the striker's in any war."""
        for state in (event.object, event.actor):
            if state not in self._near:
                self._near[state] = any(set(who) & self.goal for _, who in self.graph.owed_to(state))
        return self._near[event.object] or self._near[event.actor]

    def _hold(
        self,
        clause: Clause,
        obligors: list[str],
        event: Occurrence,
        side: Side | None,
        round_: int,
        beneficiary: str = "",
        cause: Fact | None = None,
    ) -> list[tuple[str, Side]]:
        if not event.given and self._cost(event) + 2 * UNIT >= self.left:
            obligors = [o for o in obligors if o in self.goal]
        if not obligors:
            return []
        return super()._hold(clause, obligors, event, side, round_, beneficiary, cause)

    def leads_nowhere(self, event: Occurrence) -> bool:
        """Whether a strike costs too much for anything under the bound to follow from it."""
        return self.floors is not None and self._cost(event) + (0 if self._calls_goal(event) else 2 * UNIT) >= self.left


class _Sparing(Fighting):
    """Belligerents that strike only where the search may gain by it."""

    def __init__(self, run: Short) -> None:
        super().__init__(run.duties)
        self.run = run

    def strikes(self, joined: Iterable[tuple[str, Side]], round_: int) -> list[Occurrence]:
        if len(self.run.record.steps) + self.run.duties.calls.size > STEPS:
            self.run.cut = round_
            return []
        return super().strikes(joined, round_)

    def strike(self, striker: str, side: Side, struck: str, facing: Side, round_: int) -> list[Occurrence]:
        where = self.setting.home_of(struck)
        shell = Occurrence(EventKind.ARMED_ATTACK, striker, struck, where, self.setting.on, given=False)
        return [] if self.run.leads_nowhere(shell) else super().strike(striker, side, struck, facing, round_)


@dataclass
class Shortest:
    """Nearest ways for one pair, for whatever goal and reading.

    Each gives the cost of the nearest way under a bound, None where there is none, and the cost below which none was
    overlooked. What is first reached in round r rests on r - 1 strikes and, but for the first, on a performance before
    each; so a bound on the cost bounds the rounds.
    """

    corpus: Corpus
    graph: ObligationGraph
    attacker: str
    victim: str

    def __post_init__(self) -> None:
        self.setting: Setting = set_out(self.corpus, question(self.attacker, self.victim, self.graph.on))
        self.watched = watched(self.corpus, self.graph)

    def drawn_in(self, state: str, judge: Judge, bound: int, floors: Floors | None) -> tuple[int | None, int]:
        """A state owes help."""
        if state in self.setting.principals:
            return 0, bound
        done = self._run(judge, bound, frozenset((state,)), 0, floors)
        goals = []
        for fact in done.record.rounds:
            if (
                fact.kind == "due"
                and len(fact.args) == 3
                and fact.args[0] == state
                and joins(self.graph.clauses[fact.args[1]], judge.reading)
            ):
                goals.append(Step(GOAL, (fact,), (), "goal"))
        return self._nearest(done, goals, judge, bound, 1)

    def opposed(self, among: Iterable[str], judge: Judge, bound: int, floors: Floors | None) -> tuple[int | None, int]:
        """Two of these states fight on opposite sides of one war."""
        among = frozenset(among)
        done = self._run(judge, bound, among, UNIT, floors)
        fights: dict[str, list[Fact]] = {}
        for fact in done.record.rounds:
            if fact.kind == "belligerent" and fact.args[0] in among:
                fights.setdefault(fact.args[1], []).append(fact)
        goals = [
            Step(GOAL, (one, other), (), "goal")
            for s in self.setting.sides
            if s.number == 0
            for one in fights.get(_key(s), ())
            for other in fights.get(_key(self.setting.facing(s)), ())
            if one.args[0] != other.args[0]
        ]
        return self._nearest(done, goals, judge, bound, 0)

    def _run(self, judge: Judge, bound: int, goal: frozenset[str], after: int, floors: Floors | None) -> Short:
        rounds = None if judge.moves else (below(bound) + 3 - bool(after)) // 2
        done = Short(self.setting, self.graph, rounds, goal | self.watched, after, bound, floors)
        done.run()
        return done

    def _nearest(self, done: Short, goals: list[Step], judge: Judge, bound: int, less: int) -> tuple[int | None, int]:
        own = Judge(done.questions, judge.reading)
        found, sure = nearest(ground([*done.record.steps, *goals], own), own, bound, BUDGET)
        if done.cut:
            sure = 0 if judge.moves else min(sure, (2 * done.cut - less) * UNIT)
        return found, sure


@lru_cache(maxsize=4)
def watched(corpus: Corpus, graph: ObligationGraph) -> frozenset[str]:
    """The states whose fighting or duty a clause of the day may wait for."""
    found: set[str] = set()
    for clause in graph.clauses.values():
        own = (*clause.obligation.conditions, *(c for r in clause.treaty.reservations for c in r.conditions))
        for c in own:
            if isinstance(c, Assists):
                found.add(c.state)
            elif isinstance(c, CasusFoederis):
                found |= set(graph.parties.get(c.treaty, ()))
            elif isinstance(c, Attacker):
                found |= set(c.supported_by)
            elif isinstance(c, JoinedBy):
                found |= set(c.among) if not c.classes else {s.id for s in corpus.states.all}
    return frozenset(found)


def joins(clause: Clause, reading: Reading | None) -> bool:
    """Whether a clause of a treaty draws its obligor in, as a reading takes its duty."""
    o = clause.obligation
    duty = lowered(o.duty, reading, clause.treaty.id, o.article)
    return o.duty.drawn_in and duty.drawn_in and clause.treaty.rank.binding


def _key(side: Side) -> str:
    return f"{side.war}.{side.number}"
