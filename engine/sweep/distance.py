"""How far a goal is: the fewest further answers on a chain of calls, performances and strikes from the first attack.

A chain grows at its end only: somebody owes help to the state struck last and performs; then a principal of the other
side strikes it, or it strikes that principal. So every strike has a principal at one end, each answer counts once, and
the way is a real support. Clauses that wait for what a third state does are left out. Hence the distance is never
less than that of the full traversal, which also looks at strikes between two states that have both joined.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from heapq import heappop, heappush

from engine.graph import Clause
from engine.questions import Questions
from engine.sweep.clauses import Judge, NeedsTraversal, Pair
from engine.sweep.daylaw import DayLaw
from engine.sweep.goals import Goal
from engine.sweep.plain import bits
from engine.verdicts import Distance, lowered
from treaties.scenarios import UNNAMED
from treaties.terms import Duty

UNIT = 1 << 12
"""A cost is answers times this, plus judgements: fewest answers first, then fewest judgements."""
Calls = tuple[tuple[int, int, int], ...]
"""Cost of the open answers, obligors that join, and those of them whose help the reading takes as a duty."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Costs of the states of one side: of owing help (`due`), and of fighting (`fights`)."""

    due: dict[int, int]
    fights: dict[int, int]


class Distances:
    """Distances within one day's law, for the readings of that law."""

    def __init__(self, law: DayLaw, *, within: int = 12) -> None:
        self.law = law
        self.within = within * UNIT + UNIT - 1
        self.questions = Questions(lambda s: s)
        self.judges = tuple(Judge(self.questions, r) for r in law.readings)
        self._calls: dict[tuple[str, bool, bool, Hashable], tuple[Calls, ...]] = {}
        self._begun: dict[tuple[str, bool, Hashable], tuple[Calls, ...]] = {}

    def to(self, goal: Goal, attacker: str, victim: str, reading: int = 0) -> Distance | None:
        """The distance of the goal; None where it can't be reached within the bound."""
        among = self.law.mask(s for s in goal.among(self.law.corpus, self.law.on) if s in self.law.bit)
        ours, theirs = self.reach(attacker, victim, reading, among if goal.state else 0)
        costs: list[int]
        if goal.state:
            if goal.state in (attacker, victim):
                return Distance()
            costs = [c for side in (ours, theirs) for i, c in side.due.items() if among >> i & 1]
        else:
            costs = [
                c + d for i, c in ours.fights.items() if among >> i & 1
                for j, d in theirs.fights.items() if i != j and among >> j & 1
            ]  # fmt: skip
        if not costs or min(costs) > self.within:
            return None
        total, judgements = divmod(min(costs), UNIT)
        return Distance(total - judgements, judgements)

    def reach(self, attacker: str, victim: str, reading: int = 0, until: int = 0) -> tuple[Reached, Reached]:
        """Who can be reached on the victim's side and on the attacker's, and at what cost.

        `until` is a bit set: the search stops once one of these owes help.
        """
        law = self.law
        principals = law.bit[attacker] | law.bit[victim]
        reached = (Reached({}, {}), Reached({}, {}))
        for side, lead in ((0, victim), (1, attacker)):
            reached[side].fights[law.states.index(lead)] = 0
        owed, joined = [principals, principals], [principals, principals]
        heap: list[tuple[int, int, int, int]] = []
        for side, calls in ((0, self._first(victim, attacker, False)), (1, self._first(attacker, victim, True))):
            for cost, mask, due in calls[reading]:
                heappush(heap, (cost, side, mask, due))
        leads, enemies = (victim, attacker), (attacker, victim)
        self._spread(heap, UNIT, 1, attacker, victim, reading, struck_leads=True)
        while heap:
            cost, side, mask, due = heappop(heap)
            if cost > self.within:
                break
            fresh = due & ~owed[side]
            owed[side] |= fresh
            for i in bits(fresh):
                reached[side].due[i] = cost
            if fresh & until:
                break
            fresh = mask & ~joined[side]
            joined[side] |= fresh
            for i in bits(fresh):
                reached[side].fights[i] = cost + UNIT
                state = law.states[i]
                self._spread(heap, cost + 2 * UNIT, side, state, enemies[side], reading)
                self._spread(heap, cost + 2 * UNIT, 1 - side, leads[1 - side], state, reading, struck_leads=True)
        return reached

    def _spread(
        self, heap: list[tuple[int, int, int, int]], cost: int, side: int, struck: str, striker: str, reading: int,
        *, struck_leads: bool = False,
    ) -> None:  # fmt: skip
        if cost <= self.within:
            for more, mask, due in self._further(struck, striker, side == 0, struck_leads)[reading]:
                heappush(heap, (cost + more, side, mask, due))

    def _first(self, beneficiary: str, adversary: str, turned: bool) -> tuple[Calls, ...]:
        law = self.law
        key = beneficiary, turned, law.likeness(beneficiary, adversary, war=turned)
        if key not in self._begun:
            attacker, victim = (beneficiary, adversary) if turned else (adversary, beneficiary)
            pair = Pair(law.corpus, law.graph, law.questions, attacker, victim)
            event = pair.turned() if turned else pair.first
            wanted = [(c, m) for c, m in law.owed_to(beneficiary) if not turned or c.obligation.trigger == "war"]
            self._begun[key] = self._held(pair, wanted, event, not turned, law.judges)
        return self._begun[key]

    def _further(self, struck: str, striker: str, defending: bool, struck_leads: bool) -> tuple[Calls, ...]:
        law = self.law
        key = struck, defending, struck_leads, law.likeness(struck, striker, war=False)
        if key not in self._calls:
            lead = struck if struck_leads else striker
            ends = (UNNAMED, lead) if defending == struck_leads else (lead, UNNAMED)
            pair = Pair(law.corpus, law.graph, self.questions, *ends)
            event = pair.strike(striker, struck, defending=defending)
            self._calls[key] = self._held(pair, law.owed_to(struck), event, defending, self.judges)
        return self._calls[key]

    def _held(
        self, pair: Pair, wanted: list[tuple[Clause, int]], event: object, defending: bool, judges: tuple[Judge, ...]
    ) -> tuple[Calls, ...]:
        law = self.law
        found: list[dict[int, list[int]]] = [{} for _ in judges]
        for clause, obligors in wanted:
            if not clause.obligation.duty.drawn_in:
                continue
            try:
                findings = pair.hold(clause, event, defending=defending, barred=law.barred)  # type: ignore[arg-type]
            except NeedsTraversal:
                continue
            for mask, finding in law.divided(obligors, findings):
                for judge, calls in zip(judges, found, strict=True):
                    near = judge.nearest(finding.due)
                    if near is None:
                        continue
                    at = calls.setdefault(near.total * UNIT + near.judgements, [0, 0])
                    at[0] |= mask
                    duty = lowered(clause.obligation.duty, judge.reading, clause.treaty.id, clause.obligation.article)
                    at[1] |= mask if duty is not Duty.RIGHT else 0
        return tuple(tuple((c, m[0], m[1]) for c, m in sorted(f.items())) for f in found)
