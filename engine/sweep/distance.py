"""How far a goal is: the fewest further answers, and the fewest judgements among so many.

Three looks, each only where the one before leaves a gap. *Chains* grow at their end only: somebody owes help to the
state struck last and performs; then a principal of the other side strikes it, or it strikes that principal. Each is a
real support, so the nearest is an upper bound. The *floor* also looks at strikes between two states that have joined,
takes what a clause waits for from third states as done, and counts along one path only, where no answer can stand
twice: no support costs less. Where the two differ, the traversal itself settles it up to `SURE` answers (`shortest`).
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from engine.cascade.graph import Clause
from engine.cascade.occurrences import Occurrence
from engine.cascade.questions import Questions
from engine.sweep.clauses import Judge, NeedsTraversal, Pair
from engine.sweep.costs import FAR, UNIT, below, cost_of, distance
from engine.sweep.daylaw import DayLaw
from engine.sweep.goal import Goal
from engine.sweep.search import WITHIN, Calls, Reached, Search
from engine.sweep.shortest import Floors, Shortest, joins
from engine.verdicts.verdict import Distance
from treaties.conditions import Spares
from treaties.scenarios import UNNAMED
from treaties.terms import Trigger

SURE = 8
"""Answers up to which the traversal is asked: `casus ask` looks six far."""


@dataclass(frozen=True, slots=True)
class Far:
    """A distance, None where no way was found; `certainty` is what a row says of it.

    `exact`; `at most`, where a nearer way was not ruled out; without a distance `more than 12` or how many answers
    are ruled out, or `unknown`.
    """

    distance: Distance | None
    certainty: str


class Distances:
    """Distances within one day's law, for the readings of that law."""

    def __init__(self, law: DayLaw) -> None:
        self.law = law
        self.questions = Questions(lambda s: s)
        self.judges = tuple(Judge(self.questions, r) for r in law.readings)
        self.asked = 0
        """How often the traversal had to settle it."""
        self._calls: dict[tuple[Hashable, ...], tuple[Calls, ...]] = {}
        self._pair: tuple[str, str, Shortest] | None = None

    def to(self, goal: Goal, attacker: str, victim: str, reading: int = 0) -> Far:
        """The distance of the goal, and whether it is exact."""
        if goal.state in (attacker, victim):
            return Far(Distance(), "exact")
        law, judge = self.law, self.judges[reading]
        among = law.mask(s for s in goal.among(law.corpus, law.on) if s in law.bit)
        most, least = FAR, 0
        floors: Floors | None = None
        if not judge.moves and not law.in_running_war(attacker, victim):
            search = Search(self, attacker, victim, reading)
            most = search.goal(among, goal.state)
            if most:
                lower = search.loosely()
                least = lower.goal(among, goal.state, min(most, (WITHIN + 1) * UNIT))
                if least < most and goal.state:
                    lower = search.loosely()
                    lower.goal(0, "", most)
                floors = lower.floors
        while least < most and least < (SURE + 1) * UNIT:
            # One answer more at a time: what is near is found before the derivation grows.
            bound = min(most, (least // UNIT + 1) * UNIT)
            found, sure = self._settled(goal, attacker, victim, judge, bound, floors)
            if found is not None:
                most = found
            least = max(least, min(sure, most))
            if sure < bound:
                break
        return _far(most, least)

    def _settled(
        self, goal: Goal, attacker: str, victim: str, judge: Judge, bound: int, floors: Floors | None
    ) -> tuple[int | None, int]:
        self.asked += 1
        if self._pair is None or self._pair[:2] != (attacker, victim):
            self._pair = attacker, victim, Shortest(self.law.corpus, self.law.graph, attacker, victim)
        pair = self._pair[2]
        if goal.state:
            return pair.drawn_in(goal.state, judge, bound, floors)
        return pair.opposed(goal.among(self.law.corpus, self.law.on), judge, bound, floors)

    def reach(self, attacker: str, victim: str, reading: int = 0, *, loose: bool = False) -> tuple[Reached, Reached]:
        """Who can be reached on the victim's side and on the attacker's: at what cost by chains, or above what floor."""
        search = Search(self, attacker, victim, reading, loose)
        search.run(WITHIN * UNIT + UNIT - 1)
        return search.reached

    def calls(self, struck: str, striker: str, ends: tuple[str, str], event: str, loose: bool) -> tuple[Calls, ...]:
        """What a strike calls up, for each reading. `ends` are attacker and victim, unnamed where they make no difference."""
        law = self.law
        alike = law.equivalence(struck, striker, war=event == "turned")
        key = (struck, event, *(e == UNNAMED for e in ends), loose, alike)
        if key not in self._calls:
            pair = Pair(law.corpus, law.graph, law.questions if event in ("first", "turned") else self.questions, *ends)
            defending = event in ("first", "defence")
            occurrence = (
                pair.first
                if event == "first"
                else pair.turned()
                if event == "turned"
                else pair.strike(striker, struck, defending=defending)
            )
            self._calls[key] = self._held(pair, struck, occurrence, defending, event, loose)
        return self._calls[key]

    def _held(
        self, pair: Pair, struck: str, event: Occurrence, defending: bool, kind: str, loose: bool
    ) -> tuple[Calls, ...]:
        law = self.law
        ends = pair.first.actor, pair.first.object
        judges = law.judges if kind in ("first", "turned") else self.judges
        found: list[dict[int, list[int]]] = [{} for _ in judges]
        for clause, obligors in law.owed_to(struck):
            if not clause.obligation.duty.drawn_in or (kind == "turned" and clause.obligation.trigger != Trigger.WAR):
                continue
            if not loose and UNNAMED in ends and _spares(clause):
                continue
            try:
                findings = pair.hold(clause, event, defending=defending, barred=law.barred, loose=loose)
            except NeedsTraversal:
                continue
            for mask, finding in law.divided(obligors, findings):
                for judge, calls in zip(judges, found, strict=True):
                    near = judge.nearest(finding.due)
                    if near is None:
                        continue
                    # What others may share stands once on a path if only its first strike counts it.
                    cost = judge.least(finding.due, event) if loose and UNNAMED in ends else cost_of(near)
                    at = calls.setdefault(cost or 0, [0, 0])
                    at[0] |= mask
                    at[1] |= mask if joins(clause, judge.reading) else 0
        return tuple(tuple((c, m[0], m[1]) for c, m in sorted(f.items())) for f in found)


def _spares(clause: Clause) -> bool:
    return any(isinstance(c, Spares) for c in clause.obligation.conditions)


def _far(most: int, least: int) -> Far:
    if most < (WITHIN + 1) * UNIT:
        return Far(distance(most), "exact" if least >= most else "at most")
    if least >= (WITHIN + 1) * UNIT:
        return Far(None, f"more than {WITHIN}")
    ruled_out = below(least)
    return Far(None, f"more than {ruled_out}" if least > 0 and ruled_out >= 0 else "unknown")
