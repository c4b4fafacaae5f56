"""The search outwards from one attack, cheapest first: by chains, which are real, or by the floor, below which nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from heapq import heappop, heappush
from operator import or_
from typing import Protocol

from engine.sweep.costs import FAR, UNIT
from engine.sweep.daylaw import DayLaw
from engine.sweep.reach import bits
from treaties.scenarios import UNNAMED

WITHIN = 12
"""Answers beyond which nothing is looked for."""
Calls = tuple[tuple[int, int, int], ...]
"""Cost of the open answers, obligors that join, and those of them whose help the reading takes as a duty."""


class Calling(Protocol):
    """Where a search asks what a strike calls up."""

    law: DayLaw

    def calls(self, struck: str, striker: str, ends: tuple[str, str], event: str, loose: bool) -> tuple[Calls, ...]:
        """For each reading."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Costs of the states of one side: of owing help (`due`), and of fighting (`fights`)."""

    due: dict[int, int]
    fights: dict[int, int]


class Search:
    """Cheapest first from one attack outwards, by chains or, where loose, by the floor."""

    def __init__(self, far: Calling, attacker: str, victim: str, reading: int, loose: bool = False) -> None:
        self.far = far
        self.leads = (victim, attacker)
        self.reading = reading
        self.loose = loose
        self.reached = (Reached({}, {}), Reached({}, {}))
        self._heap: list[tuple[int, int, int, int]] = []
        self._seen: dict[tuple[str, int, bool], int] = {}
        self.called: list[list[tuple[int, int]]] = [[], []]
        """By side, what strikes with a state that has joined at one end cost at least, and whom they call."""

    def loosely(self) -> Search:
        """The same from below."""
        return Search(self.far, self.leads[1], self.leads[0], self.reading, True)

    @property
    def floors(self) -> tuple[dict[str, int], dict[str, int]]:
        """By side, what it costs each state to fight."""
        states = self.far.law.states
        ours, theirs = ({states[i]: c for i, c in side.fights.items()} for side in self.reached)
        return ours, theirs

    def goal(self, among: int, state: str, bound: int = WITHIN * UNIT + UNIT) -> int:
        """The cost of a goal, or the least it can be; `FAR` where nothing under the bound was met."""
        bound = min(bound, WITHIN * UNIT + UNIT)
        self.run(bound - 1, among if state else 0)
        ours, theirs = self.reached
        if state:
            costs: Iterator[int] = (c for side in self.reached for i, c in side.due.items() if among >> i & 1)
        elif self.loose:
            floor = Floor(self, among)
            costs = (
                floor(i, j) for i in ours.fights if among >> i & 1 for j in theirs.fights if i != j and among >> j & 1
            )
        else:
            costs = (
                c + d
                for i, c in ours.fights.items()
                if among >> i & 1
                for j, d in theirs.fights.items()
                if i != j and among >> j & 1
            )
        best = min(costs, default=FAR)
        return min(best, bound) if self.loose else best if best < bound else FAR

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
            for cost, mask, due in self.far.calls(self.leads[side], self.leads[1 - side], ends, kind, self.loose)[
                self.reading
            ]:
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

    def _strike(self, cost: int, side: int, struck: str, striker: str, ends: tuple[str, str], within: int) -> None:
        """Put on the heap what a strike calls up, once for all strikers that the clauses can't tell apart."""
        law = self.far.law
        helpers = law.helpers(struck)
        if cost > within or not helpers:
            return
        bit = law.bit[striker]
        at = struck, side, UNNAMED in ends
        seen = self._seen.get(at, 0)
        if seen & bit:
            return
        # A striker that is itself an obligor of the one it strikes is left out, and so is like no other.
        self._seen[at] = seen | (bit if helpers & bit else law.like(struck, striker) & ~helpers)
        out = ~bit
        kind = "defence" if side == 0 else "counter"
        for more, mask, due in self.far.calls(struck, striker, ends, kind, self.loose)[self.reading]:
            if mask & out:
                if UNNAMED in ends:
                    self.called[side].append((more, mask & out))
                heappush(self._heap, (cost + more, side, mask & out, due & out))


class Floor:
    """The least that two states' fighting on opposite sides can cost, from the least that each costs alone.

    Take one path of a proof for each of the two. Where they share nothing, their costs add up. Otherwise they part for good
    at the last thing they share: the fighting of one of the two, that of a third state, or a strike. From a state that
    fights to the next that joins are a strike and a performance; each case below counts what must come before and after.
    """

    def __init__(self, search: Search, among: int) -> None:
        law = search.far.law
        self.fights = tuple(side.fights for side in search.reached)
        self.first = tuple(min((c for c in f.values() if c), default=FAR) for f in self.fights)
        self.near = tuple(reduce(or_, (m for _, m in law.owed_to(lead)), 0) for lead in search.leads)
        self.more: tuple[dict[int, int], ...] = ({}, {})
        for side, calls in enumerate(search.called):
            for cost, mask in calls:
                for i in bits(mask & among):
                    self.more[side][i] = min(cost, self.more[side].get(i, FAR))
        self.by_war = law.owed_in_war

    def __call__(self, one: int, other: int) -> int:
        """The floor for a state of the victim's side and one of the attacker's."""
        states, costs = (one, other), (self.fights[0][one], self.fights[1][other])
        if not all(costs):
            return sum(costs)
        more = [min(self.more[s].get(states[s], FAR), 2 * UNIT) for s in (0, 1)]
        first = min(self.first)
        found = [sum(costs), costs[0] + 3 * UNIT + more[1], first + 4 * UNIT + sum(more), 5 * UNIT + sum(more)]
        for s in (0, 1):
            # The other state fights and strikes somebody that the first owes help: a principal, or one that joined.
            joined = 0 if self.near[s] >> states[s] & 1 else UNIT
            found += [costs[1 - s] + 2 * UNIT + joined + more[s], costs[1 - s] + 4 * UNIT]
        if self.by_war >> one & 1 or self.by_war >> other & 1:
            # A clause on war as such is called by a strike from either end.
            found.append(max(costs) + UNIT)
        simple = min(max(costs) + UNIT, max(costs[0], costs[1] + 2 * UNIT), max(costs[1], costs[0] + 2 * UNIT))
        return max(simple, min(found))


def _ends(side: int, state: str, foe: str) -> tuple[str, str]:
    """Attacker and victim as the strike's setting has them."""
    return (foe, state) if side == 0 else (state, foe)
