"""The least that two states' fighting on opposite sides can cost, from the least that each costs alone.

Take one path of a proof for each of the two. Where they share nothing, their costs add up. Otherwise they part for good
at the last thing they share: the fighting of one of the two, that of a third state, or a strike. From a state that
fights to the next that joins are a strike and a performance; each case below counts what must come before and after.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from engine.sweep.costs import FAR, UNIT
from engine.sweep.reach import bits

if TYPE_CHECKING:
    from engine.sweep.search import Search


class Floor:
    """The floor of one search for states of a class; called with one state of each side."""

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
