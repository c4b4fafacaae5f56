"""Answers that only ever occur together, or only ever as alternatives, as one variable: chains and double bonds dissolve.

What is left is a smaller program over variables of which some stand for several answers, and the circuit in which
each has its node.
"""

from __future__ import annotations

from engine.labels.masks import bits
from engine.labels.program import Program, Rule
from engine.labels.reduction import tidy
from engine.turning.probability.circuit import Circuit


class Joined:
    """The rules of a reduced program with its joined answers.

    >>> from engine.labels.labels import Literals
    >>> sorted(Joined(Program(((0, 0, 2), (0, 0, 8)), Literals(["p", "q"]), ())).rules)
    [(0, 0, 32)]
    """

    def __init__(self, program: Program) -> None:
        self.circuit = Circuit()
        self.no_bits = program.literals.no_bits
        """The lower bit of every question and variable."""
        self._count = len(program.literals.ids)
        self._of: list[int] = []
        """The nodes of the variables that stand for several answers, numbered after the questions."""
        self._joint: dict[int, int] = {}
        rules = tidy(set(program.rules), self.no_bits)
        while True:
            less = self._either(self._together(rules))
            if less == rules:
                break
            rules = tidy(less, self.no_bits)
        self.rules: set[Rule] = rules

    def literal(self, bit: int) -> int:
        """The circuit's node for a bit of a mask."""
        v = bit >> 1
        return self._of[v - self._count] if v >= self._count else self.circuit.answer(v, bool(bit & 1))

    def contrary(self, mask: int) -> int:
        """The opposite of every answer of a mask."""
        return (mask & self.no_bits) << 1 | (mask >> 1) & self.no_bits

    def _private(self, rules: set[Rule]) -> int:
        """The literals that occur in one rule only, and whose contrary occurs in none."""
        once = more = 0
        for _, _, m in rules:
            more |= once & m
            once |= m
        return once & ~more & ~self.contrary(once)

    def _together(self, rules: set[Rule]) -> set[Rule]:
        private = self._private(rules)
        found = set()
        for h, b, m in rules:
            mine = m & private
            if mine & (mine - 1):
                m = m & ~mine | self._variable(self.circuit.all([self.literal(x) for x in bits(mine)]))
            found.add((h, b, m))
        return found

    def _either(self, rules: set[Rule]) -> set[Rule]:
        private = self._private(rules)
        groups: dict[Rule, list[int]] = {}
        found = set()
        for h, b, m in rules:
            mine = m & private
            if mine and not mine & (mine - 1):
                groups.setdefault((h, b, m & ~mine), []).append(mine)
            else:
                found.add((h, b, m))
        for (h, b, rest), masks in groups.items():
            if len(masks) == 1:
                found.add((h, b, rest | masks[0]))
            else:
                node = self.circuit.any([self.literal(m.bit_length() - 1) for m in sorted(masks)])
                found.add((h, b, rest | self._variable(node)))
        return found

    def _variable(self, node: int) -> int:
        """The literal of the variable that stands for a node."""
        if node not in self._joint:
            self._joint[node] = len(self._of)
            self._of.append(node)
            self.no_bits |= 1 << 2 * (self._count + self._joint[node])
        return 2 << 2 * (self._count + self._joint[node])
