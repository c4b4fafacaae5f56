"""From a list of alternatives, each a set of answers, to a circuit: common answers out, independent groups apart, cases.

This is Shannon's expansion over minimal supports, the quick way where few judgements gate many clauses. Its work is
counted and bounded, so that the same question has the same answer on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from time import monotonic

from engine.analysis.probability.circuit import FALSE, TRUE, Circuit, Exhausted, deep_recursion
from engine.labels.labelling import labels
from engine.labels.labels import minimal
from engine.labels.masks import bits
from engine.labels.program import Program

SETS = 60_000
"""Candidate sets of answers made before the search for supports is cut."""
EXPANDING = 500_000
"""Sets of answers gone through in expanding the supports."""


def circuit_of(program: Program, *, seconds: float = inf) -> Circuit | None:
    """A program as a circuit of its supports; None where they are too many for the work, or for the time given.

    >>> from engine.labels.labels import Literals
    >>> circuit_of(Program(((0, 0, 2), (0, 0, 8)), Literals(["p", "q"]), ())).value(lambda q: 0.5)
    0.75
    """
    circuit = Circuit()
    if program.holds or not program.rules:
        circuit.root = TRUE if program.holds else FALSE
        return circuit
    found = labels(program, sets=SETS, seconds=seconds)
    if not found.complete:
        return None
    try:
        circuit.root = expand(found.goal, circuit, looks=EXPANDING, seconds=seconds)
    except Exhausted:
        return None
    return circuit


def expand(
    masks: Iterable[int], circuit: Circuit, *, nodes: int = 200_000, looks: float = inf, seconds: float = inf
) -> int:
    """The node of the circuit that any of the sets of answers is given; raises `Exhausted`.

    `nodes` bounds the cases told apart, `looks` the sets of answers gone through for them.

    >>> from fractions import Fraction
    >>> c = Circuit()
    >>> c.root = expand([0b0010, 0b1000], c)
    >>> c.value(lambda q: Fraction(1, 2))
    Fraction(3, 4)
    """
    with deep_recursion():
        sets = frozenset(minimal(masks))
        return _Expansion(circuit, nodes, looks, monotonic() + seconds, sets).solve(sets)


class _Expansion:
    def __init__(self, circuit: Circuit, nodes: int, looks: float, until: float, sets: frozenset[int]) -> None:
        self.circuit = circuit
        width = max((m.bit_length() for m in sets), default=0)
        self.no_bits = ((1 << width + width % 2) - 1) // 3
        self.nodes = nodes
        self.looks = looks
        self.until = until
        self.solved: dict[frozenset[int], int] = {}

    def solve(self, sets: frozenset[int]) -> int:
        if not sets:
            return FALSE
        if 0 in sets:
            return TRUE
        found = self.solved.get(sets)
        if found is None:
            self.looks -= len(sets)
            if self.looks < 0:
                raise Exhausted
            found = self.solved[sets] = self._split(sets)
            if len(self.solved) > self.nodes or (len(self.solved) & 255 == 0 and monotonic() > self.until):
                raise Exhausted
        return found

    def _split(self, sets: frozenset[int]) -> int:
        common = -1
        for m in sets:
            common &= m
        if common:
            parts = [self.circuit.answer(b >> 1, bool(b & 1)) for b in bits(common)]
            return self.circuit.all([*parts, self.solve(frozenset(m & ~common for m in sets))])
        groups = self._groups(sets)
        if len(groups) > 1:
            return self.circuit.any([self.solve(g) for g in groups])
        count: dict[int, int] = {}
        for m in sets:
            while m:
                low = m & -m
                count[low] = count.get(low, 0) + 1
                m ^= low
        v = max(count, key=lambda low: (count[low], low)).bit_length() - 1 >> 1
        yes, no = 2 << 2 * v, 1 << 2 * v
        then = frozenset(minimal(m & ~yes for m in sets if not m & no))
        otherwise = frozenset(minimal(m & ~no for m in sets if not m & yes))
        return self.circuit.case(self.circuit.answer(v, True), self.solve(then), self.solve(otherwise))

    def _groups(self, sets: frozenset[int]) -> list[frozenset[int]]:
        """The sets in groups that share no question."""
        groups: list[tuple[int, list[int]]] = []
        for m in sets:
            touch = (m | m >> 1) & self.no_bits
            mine = [m]
            rest = []
            for g in groups:
                if g[0] & touch:
                    touch |= g[0]
                    mine += g[1]
                else:
                    rest.append(g)
            groups = [*rest, (touch, mine)]
        return [frozenset(mine) for _, mine in groups]
