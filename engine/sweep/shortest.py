"""The traversal run only as far as a bound asks for: the nearest way to a goal, exactly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.escalation import Escalation
from engine.facts import Fact, Step
from engine.graph import Clause, ObligationGraph
from engine.setting import Occurrence, Setting, Side, set_out
from engine.sweep.clauses import Judge
from engine.sweep.exact import question
from engine.sweep.costs import UNIT, below
from engine.sweep.nearest import GOAL, ground, nearest
from engine.verdicts import lowered
from treaties.corpus import Corpus
from treaties.readings import Reading

STEPS = 30_000
"""Steps of one derivation beyond which the search gives up and says so."""
BUDGET = 60_000
"""Sets of answers looked at beyond which it does."""


class Short(Escalation):
    """The cascade cut where it grows too large."""

    cut = 0
    """The last round that was derived in full, where it was cut."""

    def _strikes(self, joined: Iterable[tuple[str, Side]], round_: int) -> list[Occurrence]:
        if len(self.record.steps) > STEPS:
            self.cut = round_
            return []
        return super()._strikes(joined, round_)


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
        self._runs: dict[int | None, Short] = {}

    def run(self, rounds: int | None) -> Short:
        """The cascade to so many rounds."""
        if rounds not in self._runs:
            found = Short(self.setting, self.graph, rounds=rounds)
            found.run()
            self._runs[rounds] = found
        return self._runs[rounds]

    def drawn_in(self, state: str, judge: Judge, bound: int) -> tuple[int | None, int]:
        """A state owes help."""
        if state in self.setting.principals:
            return 0, bound
        done = self.run(None if judge.moves else (below(bound) + 3) // 2)
        goals = []
        for fact in done.record.rounds:
            if fact.kind == "due" and fact.args[0] == state and joins(self.graph.clauses[fact.args[1]], judge.reading):
                goals.append(Step(GOAL, (fact,), (), "goal"))
        return self._nearest(done, goals, judge, bound, 1)

    def opposed(self, among: Iterable[str], judge: Judge, bound: int) -> tuple[int | None, int]:
        """Two of these states fight on opposite sides of one war."""
        among = set(among)
        done = self.run(None if judge.moves else (below(bound) + 2) // 2)
        fights: dict[str, list[Fact]] = {}
        for fact in done.record.rounds:
            if fact.kind == "belligerent" and fact.args[0] in among:
                fights.setdefault(fact.args[1], []).append(fact)
        goals = [
            Step(GOAL, (one, other), (), "goal")
            for s in self.setting.sides if s.number == 0
            for one in fights.get(_key(s), ())
            for other in fights.get(_key(self.setting.facing(s)), ())
            if one.args[0] != other.args[0]
        ]  # fmt: skip
        return self._nearest(done, goals, judge, bound, 0)

    def _nearest(
        self, done: Short, goals: list[Step], judge: Judge, bound: int, less: int
    ) -> tuple[int | None, int]:  # fmt: skip
        own = Judge(done.questions, judge.reading)
        found, sure = nearest(ground([*done.record.steps, *goals], own), own, bound, BUDGET)
        if done.cut:
            sure = 0 if judge.moves else min(sure, (2 * done.cut - less) * UNIT)
        return found, sure


def joins(clause: Clause, reading: Reading | None) -> bool:
    """Whether a clause of a treaty draws its obligor in, as a reading takes its duty."""
    o = clause.obligation
    duty = lowered(o.duty, reading, clause.treaty.id, o.article)
    return o.duty.drawn_in and duty.drawn_in and clause.treaty.rank.binding


def _key(side: Side) -> str:
    return f"{side.war}.{side.number}"
