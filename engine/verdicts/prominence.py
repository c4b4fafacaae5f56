"""Who is told first: great powers of the day, then neighbours of those attacked; of equals the states that others know as
such, and who is bound by most instruments."""

from __future__ import annotations

from collections.abc import Iterable

from engine.cascade.graph import ObligationGraph
from engine.cascade.setting import Setting
from treaties.atlas import neighbours


class DisplayOrder:
    """The order in which states are told.

    Great powers are those of the Correlates of War on the day; of today's map only the borders on land are known, so a
    neighbour of long ago is one that would be a neighbour today.

    >>> from engine import ask
    >>> solution = ask("Estonia", by="Russia", on="2026-01-01", rounds=1)
    >>> order = DisplayOrder(solution.setting, solution.graph)
    >>> order.sorted(["albania", "latvia", "united-states"])
    ['united-states', 'latvia', 'albania']
    """

    def __init__(self, setting: Setting, graph: ObligationGraph) -> None:
        self.setting = setting
        self.graph = graph
        self._keys: dict[str, tuple[int, int, int, str]] = {}
        self._near = {n for o in setting.asked_for for n in neighbours().get(o.object, ())}

    def great(self, state: str) -> bool:
        """Whether it is a great power of the day."""
        return self.setting.corpus.states[state].is_great_power(self.setting.on)

    def near(self, state: str) -> bool:
        """Whether it borders on one of those attacked."""
        return state in self._near

    def known(self, state: str) -> bool:
        """Whether it is a member of the state system of the Correlates of War that day."""
        return self.setting.corpus.states[state].cow_on(self.setting.on) is not None

    def key(self, state: str) -> tuple[int, int, int, str]:
        """The place of a state in the order."""
        if state not in self._keys:
            bound = -self.graph.instruments(state) if self.known(state) else 1
            self._keys[state] = not self.great(state), not self.near(state), bound, self.setting.name(state)
        return self._keys[state]

    def sorted(self, states: Iterable[str]) -> list[str]:
        """States in the order."""
        return sorted(set(states), key=self.key)

    def weighty(self, state: str) -> bool:
        """Whether a state is named even where others are only counted: a great power or a neighbour."""
        return not all(self.key(state)[:2])
