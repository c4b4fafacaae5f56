"""Circuits from lists of supports: common answers are factored out, independent groups separated, the rest split by cases.

This is Shannon expansion over minimal supports, which is fast if few judgements affect many clauses. Its work is
counted and limited, so that every machine gives the same result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress

from engine.analysis.probability.circuit import FALSE, TRUE, Circuit, deep_recursion
from engine.record.literals import minimal
from engine.record.masks import bits
from treaties.support.budget import Budget, budgeted
from treaties.support.limits import EXPANDED, EXPANSION


class Exhausted(Exception):
    """Raised when the allowed work or time is used up."""


def circuit_of(supports: Iterable[int], share: float = 1.0) -> Circuit | None:
    """Return a circuit for the probability that all answers of some support are given; None if the supports need more
    work or time than allowed.

    Args:
        supports: the supports, as masks.
        share: the share of the budget to use.

    >>> from fractions import Fraction
    >>> circuit_of([0b0010, 0b1000]).value(lambda q: Fraction(1, 2))
    Fraction(3, 4)
    """
    found = list(map(bits, supports))
    # Short masks, in which both answers to a question still stand side by side: those of a crowded world are long.
    old = sorted({b >> 1 for m in found for b in m})
    new = {q: 2 * n for n, q in enumerate(old)}
    sets = frozenset(minimal(sum(1 << new[b >> 1] + (b & 1) for b in m) for m in found))
    with budgeted(share) as work, deep_recursion(), suppress(Exhausted):
        expansion = _Expansion(old, work)
        expansion.circuit.root = expansion.solve(sets)
        return expansion.circuit
    return None


class _Expansion:
    def __init__(self, old: list[int], work: Budget) -> None:
        self.circuit = Circuit()
        self.old = old
        self.no_bits = ((1 << 2 * len(old)) - 1) // 3
        self.looks = EXPANDED
        self.work = work
        self.solved: dict[frozenset[int], int] = {}

    def solve(self, sets: frozenset[int]) -> int:
        if not sets:
            return FALSE
        if 0 in sets:
            return TRUE
        found = self.solved.get(sets)
        if found is None:
            self.looks -= len(sets)
            if self.looks < 0 or not self.work.spend(EXPANSION * len(sets)):
                raise Exhausted
            found = self.solved[sets] = self._split(sets)
        return found

    def _split(self, sets: frozenset[int]) -> int:
        common = -1
        for m in sets:
            common &= m
        if common:
            parts = [
                self.circuit.answer(self.old[b >> 1], bool(b & 1)) for b in bits(common)
            ]
            return self.circuit.all(
                [*parts, self.solve(frozenset(m & ~common for m in sets))]
            )
        groups = self._groups(sets)
        if len(groups) > 1:
            return self.circuit.any([self.solve(g) for g in groups])
        count = Counter(b for m in sets for b in bits(m))
        v = max(count, key=lambda b: (count[b], b)) >> 1
        yes, no = 2 << 2 * v, 1 << 2 * v
        then = frozenset(minimal(m & ~yes for m in sets if not m & no))
        otherwise = frozenset(minimal(m & ~no for m in sets if not m & yes))
        return self.circuit.case(
            self.circuit.answer(self.old[v], True),
            self.solve(then),
            self.solve(otherwise),
        )

    def _groups(self, sets: frozenset[int]) -> list[frozenset[int]]:
        """The sets in groups that share no question."""
        rest, groups = {m: (m | m >> 1) & self.no_bits for m in sets}, []
        while rest:
            reach, before = next(iter(rest.values())), 0
            while reach != before:
                before = reach
                for touch in rest.values():
                    reach |= touch if touch & reach else 0
            groups.append(frozenset(m for m, touch in rest.items() if touch & reach))
            rest = {m: touch for m, touch in rest.items() if not touch & reach}
        return groups
