"""How far a goal is: the fewest further answers, and the fewest judgements among so many.

Three looks, each only where the one before leaves a gap. *Chains* grow at their end only: somebody owes help to the
state struck last and performs; then a principal of the other side strikes it, or it strikes that principal. Each is a
real support, so the nearest is an upper bound. The *floor* also looks at strikes between two states that have joined,
takes what a clause waits for from third states as done, and counts along one path only, where no answer can stand
twice: no support costs less. Where the two differ, the traversal itself settles it up to `SURE` answers (`shortest`).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

from engine.graph import Clause
from engine.questions import Questions
from engine.setting import Occurrence
from engine.sweep.clauses import Judge, NeedsTraversal, Pair
from engine.sweep.costs import FAR, UNIT, below, cost_of, distance
from engine.sweep.daylaw import DayLaw
from engine.sweep.goals import Goal
from engine.sweep.plain import bits
from engine.sweep.shortest import Shortest, joins
from engine.verdicts import Distance
from treaties.conditions import Spares
from treaties.scenarios import UNNAMED
from treaties.terms import Trigger

SURE = 6
"""Answers up to which the traversal is asked; `casus ask` looks as far."""
WITHIN = 12
"""Answers beyond which nothing is looked for."""
Calls = tuple[tuple[int, int, int], ...]
"""Cost of the open answers, obligors that join, and those of them whose help the reading takes as a duty."""


@dataclass(frozen=True, slots=True)
class Far:
    """A distance, None where no way was found; `certainty` is what a row says of it.

    `exact`; `at most`, where a nearer way was not ruled out; without a distance `more than 12` or how many answers
    are ruled out, or `unknown`.
    """

    distance: Distance | None
    certainty: str


@dataclass(frozen=True, slots=True)
class Reached:
    """Costs of the states of one side: of owing help (`due`), and of fighting (`fights`)."""

    due: dict[int, int]
    fights: dict[int, int]


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
        if not judge.moves and not law.in_running_war(attacker, victim):
            search = _Search(self, attacker, victim, reading)
            most = search.goal(among, goal.state)
            if most:
                least = search.loosely().goal(among, goal.state, min(most, (WITHIN + 1) * UNIT))
        if least < most and least < (SURE + 1) * UNIT:
            bound = min(most, (SURE + 1) * UNIT)
            found, sure = self._settled(goal, attacker, victim, judge, bound)
            least = max(least, min(sure, FAR if found is None else found))
            most = most if found is None else found
        return _far(most, least)

    def _settled(self, goal: Goal, attacker: str, victim: str, judge: Judge, bound: int) -> tuple[int | None, int]:
        self.asked += 1
        if self._pair is None or self._pair[:2] != (attacker, victim):
            self._pair = attacker, victim, Shortest(self.law.corpus, self.law.graph, attacker, victim)
        pair = self._pair[2]
        if goal.state:
            return pair.drawn_in(goal.state, judge, bound)
        return pair.opposed(goal.among(self.law.corpus, self.law.on), judge, bound)

    def reach(self, attacker: str, victim: str, reading: int = 0, *, loose: bool = False) -> tuple[Reached, Reached]:
        """Who can be reached on the victim's side and on the attacker's: at what cost by chains, or above what floor."""
        search = _Search(self, attacker, victim, reading, loose)
        search.run(WITHIN * UNIT + UNIT - 1)
        return search.reached

    def calls(
        self, struck: str, striker: str, ends: tuple[str, str], event: str, loose: bool
    ) -> tuple[Calls, ...]:  # fmt: skip
        """What a strike calls up, for each reading. `ends` are attacker and victim, unnamed where they make no difference."""
        law = self.law
        alike = law.likeness(struck, striker, war=event == "turned")
        key = (struck, event, *(e == UNNAMED for e in ends), loose, alike)
        if key not in self._calls:
            pair = Pair(law.corpus, law.graph, law.questions if event in ("first", "turned") else self.questions, *ends)
            defending = event in ("first", "defence")
            occurrence = (
                pair.first if event == "first"
                else pair.turned() if event == "turned"
                else pair.strike(striker, struck, defending=defending)
            )  # fmt: skip
            self._calls[key] = self._held(pair, struck, occurrence, defending, event, loose)
        return self._calls[key]

    def _held(
        self, pair: Pair, struck: str, event: Occurrence, defending: bool, kind: str, loose: bool
    ) -> tuple[Calls, ...]:  # fmt: skip
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


class _Search:
    """Cheapest first from one attack outwards, by chains or, where loose, by the floor."""

    def __init__(self, far: Distances, attacker: str, victim: str, reading: int, loose: bool = False) -> None:
        self.far = far
        self.leads = (victim, attacker)
        self.reading = reading
        self.loose = loose
        self.reached = (Reached({}, {}), Reached({}, {}))
        self._heap: list[tuple[int, int, int, int]] = []
        self._seen: set[tuple[Hashable, ...]] = set()

    def loosely(self) -> _Search:
        """The same from below."""
        return _Search(self.far, self.leads[1], self.leads[0], self.reading, True)

    def goal(self, among: int, state: str, bound: int = WITHIN * UNIT + UNIT) -> int:
        """The cost of a goal, or the least it can be; `FAR` where nothing under the bound was met."""
        bound = min(bound, WITHIN * UNIT + UNIT)
        self.run(bound - 1, among if state else 0)
        ours, theirs = self.reached
        if state:
            costs: Iterator[int] = (c for side in self.reached for i, c in side.due.items() if among >> i & 1)
        else:
            costs = (
                self._both(c, d) for i, c in ours.fights.items() if among >> i & 1
                for j, d in theirs.fights.items() if i != j and among >> j & 1
            )  # fmt: skip
        best = min(costs, default=FAR)
        return min(best, bound) if self.loose else best if best < bound else FAR

    def _both(self, one: int, other: int) -> int:
        """Two states fight: by two chains apart; at least by the longer, and if neither leads to the other by one performance more."""
        if not self.loose:
            return one + other
        if not one or not other:
            return one + other
        return min(max(one, other) + UNIT, max(one, other + 2 * UNIT), max(other, one + 2 * UNIT))

    def run(self, within: int, until: int = 0) -> None:
        """Look no further than `within`; `until` is a bit set: the search stops once one of these owes help."""
        law, (victim, attacker) = self.far.law, self.leads
        principals = law.bit[attacker] | law.bit[victim]
        owed, joined = [principals, principals], [principals, principals]
        heap = self._heap
        ends = attacker, victim
        for side, lead in enumerate(self.leads):
            self.reached[side].fights[law.states.index(lead)] = 0
        for side, kind in ((0, "first"), (1, "turned")):
            for cost, mask, due in self.far.calls(self.leads[side], self.leads[1 - side], ends, kind, self.loose)[self.reading]:
                heappush(heap, (cost, side, mask, due))
        self._strike(UNIT, 1, attacker, victim, ends, within)
        while heap:
            cost, side, mask, due = heappop(heap)
            if cost > within:
                break
            fresh = due & ~owed[side]
            owed[side] |= fresh
            for i in bits(fresh):
                self.reached[side].due[i] = cost
            if fresh & until:
                break
            fresh = mask & ~joined[side]
            joined[side] |= fresh
            for i in bits(fresh):
                self.reached[side].fights[i] = cost + UNIT
                if cost + 2 * UNIT <= within:
                    self._joins(cost + 2 * UNIT, side, law.states[i], within)

    def _joins(self, cost: int, side: int, state: str, within: int) -> None:
        """The strikes that a new belligerent makes possible."""
        other = 1 - side
        foes = self.reached[other].fights if self.loose else {self.far.law.states.index(self.leads[other]): 0}
        for j in list(foes):
            foe = self.far.law.states[j]
            if foe == state:
                continue
            lead = foe == self.leads[other]
            # A principal at one end is enough for a chain; between two that joined neither end is one.
            ours = _ends(side, UNNAMED, foe if lead else UNNAMED)
            self._strike(cost, side, state, foe, ours, within)
            self._strike(cost, other, foe, state, ours, within)

    def _strike(
        self, cost: int, side: int, struck: str, striker: str, ends: tuple[str, str], within: int
    ) -> None:  # fmt: skip
        """Put on the heap what a strike calls up, once for all strikers that the clauses can't tell apart."""
        if cost > within:
            return
        kind = "defence" if side == 0 else "counter"
        law = self.far.law
        out = ~law.bit[striker]
        key = (struck, side, UNNAMED in ends, law.likeness(struck, striker, war=False), self._owes(struck, striker))
        if key in self._seen:
            return
        self._seen.add(key)
        for more, mask, due in self.far.calls(struck, striker, ends, kind, self.loose)[self.reading]:
            if mask & out:
                heappush(self._heap, (cost + more, side, mask & out, due & out))

    def _owes(self, struck: str, striker: str) -> str:
        """The striker, where it is itself an obligor of the one it strikes and so left out."""
        bit = self.far.law.bit[striker]
        return striker if any(m & bit for _, m in self.far.law.owed_to(struck)) else ""


def _ends(side: int, state: str, foe: str) -> tuple[str, str]:
    """Attacker and victim as the strike's setting has them."""
    return (foe, state) if side == 0 else (state, foe)


def _spares(clause: Clause) -> bool:
    return any(isinstance(c, Spares) for c in clause.obligation.conditions)


def _far(most: int, least: int) -> Far:
    if most < (WITHIN + 1) * UNIT:
        return Far(distance(most), "exact" if least >= most else "at most")
    if least >= (WITHIN + 1) * UNIT:
        return Far(None, f"more than {WITHIN}")
    ruled_out = below(least)
    return Far(None, f"more than {ruled_out}" if least > 0 and ruled_out >= 0 else "unknown")
