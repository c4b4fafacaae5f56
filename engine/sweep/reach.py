"""Unconditional cascades: every duty of help counts as unconditional, for all ordered pairs at once, with integers as bit
sets.

If one state attacks another, every state joins that owes help to a state that has joined, except the attacker. This is
reachability in the obligation graph without one node. It differs from plain reachability only if the attacker
*dominates* a state: if every path from the victim to that state leads through the attacker.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.record.masks import bits

Actor = str | int
"""A state by id, or by its number in a data set."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The states that join one victim, for every attacker. `full` has all states that can join. `without` has an entry
    for each attacker whose absence keeps further states out: the states that still join. Masks include the victim.
    """

    victim: int
    full: int
    without: dict[int, int]

    def mask(self, attacker: int) -> int:
        """Return the victim and all states that join it against an attacker, as a bit set."""
        return self.without.get(attacker, self.full & ~(1 << attacker))

    def size(self, attacker: int) -> int:
        """Return the number of states that join the victim against an attacker."""
        return self.mask(attacker).bit_count() - 1


class PlainLaw:
    """Who owes help to whom, as one integer for each beneficiary: bit i is set if state i owes it help.

    >>> law = PlainLaw.of([("b", "a"), ("c", "b"), ("a", "c")])
    >>> law.joiners("c", "a"), law.joiners("b", "a"), law.joiners("x", "a")
    (('b',), (), ('b', 'c'))
    """

    def __init__(self, states: Sequence[Actor], owing: Sequence[int]) -> None:
        self.states = tuple(states)
        self.index = {s: i for i, s in enumerate(self.states)}
        self.owing = tuple(owing)

    @classmethod
    def of(
        cls, edges: Iterable[tuple[Actor, Actor]], states: Iterable[Actor] = ()
    ) -> PlainLaw:
        """Return a law made from (obligor, beneficiary) pairs; `states` adds states without pairs."""
        pairs = [(o, b) for o, b in edges if o != b]
        names = sorted({*states, *(s for pair in pairs for s in pair)}, key=_order)
        index = {s: i for i, s in enumerate(names)}
        owing = [0] * len(names)
        for obligor, beneficiary in pairs:
            owing[index[beneficiary]] |= 1 << index[obligor]
        return cls(names, owing)

    def __len__(self) -> int:
        return len(self.states)

    def named(self, mask: int) -> tuple[Actor, ...]:
        """Return the states in a bit set, in order."""
        return tuple(self.states[i] for i in bits(mask))

    def joiners(self, attacker: Actor, victim: Actor) -> tuple[Actor, ...]:
        """Return all states that join the victim against the attacker."""
        v = self.index[victim]
        gone = 1 << self.index[attacker] if attacker in self.index else 0
        return self.named(self.closure(v, gone) & ~(1 << v))

    def closure(self, victim: int, gone: int = 0) -> int:
        """Return the victim and all states that join it if the states in the mask `gone` stay out, as a mask."""
        owing, seen = self.owing, 1 << victim
        todo = seen
        while todo:
            low = todo & -todo
            todo ^= low
            fresh = owing[low.bit_length() - 1] & ~seen & ~gone
            seen |= fresh
            todo |= fresh
        return seen

    def reach(self, victim: int) -> Reach:
        """Return the cascades of one victim for all attackers."""
        full = self.closure(victim)
        lost = self.dominated(victim, full & ~(1 << victim))
        return Reach(
            victim, full, {a: full & ~gone & ~(1 << a) for a, gone in lost.items()}
        )

    def dominated(self, root: int, scope: int) -> dict[int, int]:
        """Return, for each state, the states of `scope` that `root` reaches only through it; states without any are
        left out.

        All of `scope` must be reachable from `root` within it. A state is *safe* if it owes help to the root or to two
        safe states, since no single removal cuts it off. A dominator is then either the only safe state to which some
        unsafe state owes help, or unsafe itself. Such candidates are tried, and the states that each dominates are
        examined recursively.

        Args:
            root: the number of the victim.
            scope: the states to consider, as a mask.
        """
        owing = self.owing
        safe = todo = owing[root] & scope
        once = twice = 0
        while todo:
            low = todo & -todo
            todo ^= low
            heirs = owing[low.bit_length() - 1] & scope
            twice |= once & heirs
            once |= heirs
            fresh = twice & ~safe
            safe |= fresh
            todo |= fresh
        unsafe = left = scope & ~safe
        found: dict[int, int] = {}
        if not unsafe:
            return found
        alone = once & unsafe
        suspects = [a for a in bits(safe) if owing[a] & alone]
        for a in suspects:
            if gone := self._lost(root, scope, a):
                found[a] = gone
                found |= self.dominated(a, gone)
                left &= ~gone
        for a in bits(left):
            if (
                a not in found
                and owing[a] & left
                and (gone := self._lost(root, scope, a))
            ):
                found[a] = gone
                found |= self.dominated(a, gone)
        return found

    def _lost(self, root: int, scope: int, gone: int) -> int:
        """What of `scope` the call of the root no longer reaches when one state stays out."""
        owing, rest = self.owing, scope & ~(1 << gone)
        todo = owing[root] & rest
        rest &= ~todo
        while todo and rest:
            low = todo & -todo
            fresh = owing[low.bit_length() - 1] & rest
            rest &= ~fresh
            todo = todo ^ low | fresh
        return rest

    def sizes(self) -> list[list[int]]:
        """Return the number of states that join each victim against each attacker, as `sizes()[victim][attacker]`; -1
        where both are the same state.
        """
        table = []
        for r in map(self.reach, range(len(self.states))):
            whole = r.full.bit_count() - 1
            row = [whole] * len(self.states)
            for i in bits(r.full):
                row[i] = whole - 1
            for a, mask in r.without.items():
                row[a] = mask.bit_count() - 1
            row[r.victim] = -1
            table.append(row)
        return table


def _order(state: Actor) -> tuple[int, str]:
    return (state, "") if isinstance(state, int) else (0, state)
