"""Prominence: the order in which every output form lists states.

States already at war come first, then great powers, nuclear powers, and neighbours of the attacked states; among
equals, the states bound by most instruments. Entities outside the Correlates of War state system come last.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.setting.graph import Clause, ObligationGraph
from engine.setting.setting import Setting
from treaties.atlas import neighbours
from treaties.vocabulary.terms import EventKind, Warrant

RESTS = {Warrant.SEEN: 0, Warrant.NOT_SEEN: 1, Warrant.UNPUBLISHED: 2}
"""The rank of an article by its warrant: articles whose words were read come first."""

LONG_AGO = 50 * 366
"""Days after which an ended treaty is no longer reported as a lapsed link."""
SOON = 366
"""Days before a party's accession during which its absence is not worth reporting."""


class DisplayOrder:
    """The order in which states are listed.

    Great powers are those of the Correlates of War on the day. Neighbours are states with a common land border on
    today's map, also in questions about the past.

    >>> from engine import ask
    >>> solution = ask("Estonia", by="Russia", on="2026-01-01", rounds=1)
    >>> order = DisplayOrder(solution.setting, solution.graph)
    >>> order.sorted(["albania", "latvia", "united-states"])
    ['united-states', 'latvia', 'albania']
    """

    def __init__(self, setting: Setting, graph: ObligationGraph) -> None:
        self.setting = setting
        self.graph = graph
        self._keys: dict[str, tuple[Any, ...]] = {}
        strikes = [
            o for o in setting.asked_for if o.object in setting.attacked and not o.guest
        ]
        self.last = {
            o.object
            for o in strikes
            if (o.begun, o.actor) == (strikes[-1].begun, strikes[-1].actor)
        }
        """Those at whom the last force is aimed, whose duties come first."""
        self._near = {
            n for o in setting.asked_for for n in neighbours().get(o.object, ())
        }
        war = (
            e
            for e in setting.events
            if e.background and (e.kind.forcible or e.kind is EventKind.PERFORMS)
        )
        self._fighting = {s for e in war for s in e.by}

    def great(self, state: str) -> bool:
        """Return whether a state is a great power on the day."""
        return self.setting.corpus.states[state].is_great_power(self.setting.on)

    def near(self, state: str) -> bool:
        """Return whether a state borders on one of the attacked states."""
        return state in self._near

    def known(self, state: str) -> bool:
        """Return whether a state is a member of the Correlates of War state system on the day."""
        return self.setting.corpus.states[state].cow_on(self.setting.on) is not None

    def leads(self, state: str) -> bool:
        """Return whether readers ask about a state wherever it lies, if it is an ally of an attacker. This is so for a
        great power that has nuclear weapons or borders on an attacker, and for every great power before nuclear weapons
        existed.
        """
        known, day = self.setting.corpus.states, self.setting.on
        armed = any(s.is_nuclear(day) for s in known.all)
        strong = not armed or known[state].is_nuclear(day) or self._by_attacker(state)
        return self.great(state) and strong

    def beside(self, state: str) -> bool:
        """Return whether a state borders on one of the attacked or the attacking states."""
        return self.near(state) or self._by_attacker(state)

    def _by_attacker(self, state: str) -> bool:
        return any(state in neighbours().get(a, ()) for a in self.setting.attacking)

    def fights(self, state: str) -> bool:
        """Return whether a state fights in a war that was already running."""
        return state in self._fighting

    def key(self, state: str) -> tuple[Any, ...]:
        """Return the sort key of a state in the display order."""
        if state not in self._keys:
            known, name = self.setting.corpus.states[state], self.setting.name(state)
            great = self.great(state)
            weight = (
                not great,
                not known.is_nuclear(self.setting.on),
                great or not self.near(state),
            )
            last, fights = not self.known(state), state in self._fighting
            self._keys[state] = (
                last,
                not fights,
                *weight,
                -self.graph.instruments[state],
                name,
            )
        return self._keys[state]

    def sorted(self, states: Iterable[str]) -> list[str]:
        """Return states in the display order, without duplicates."""
        return sorted(set(states), key=self.key)

    def rests(self, state: str, clause: Clause) -> int:
        """Return a sort key for a duty by its warrant (how far its article is attested). An unread duty of a great
        power comes before unread duties of other states.
        """
        return RESTS[clause.warrant] * (1 if self.great(state) else 2)

    def weighty(self, state: str) -> bool:
        """Return whether a state is prominent enough to be named where others are only counted.

        It is a great or nuclear power, borders on an attacked state, or uses force in a running war that the question
        touches.
        """
        return not all(self.key(state)[1:5])
