"""From a program with its cycles to a circuit: split into independent parts where that is possible, else by cases.

What a case leaves over is reduced again, answers that only ever occur together are taken as one, and equal
remainders are worked out once. Chains, blocs and series-parallel parts dissolve; what is left is split by cases on
the answer on which most rests.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

from engine.labels.program import GOAL, Program, Rule, bits
from engine.labels.reduction import necessities, pruned, relevant, tidy
from engine.turning.probability.circuit import FALSE, TRUE, Circuit, Exhausted, deep_recursion

NODES = 50_000
"""Remainders looked at before it is given up."""
SECONDS = 20.0
"""Time before it is given up."""


class Compiler:
    """One compilation of a reduced program; `run` raises `Exhausted` when it takes more than it may.

    >>> from fractions import Fraction
    >>> from engine.labels.labels import Literals
    >>> program = Program(((0, 2, 2), (1, 0, 8), (0, 0, 32)), Literals(["p", "q", "r"]), ())
    >>> Compiler(program).run().value(lambda q: Fraction(1, 2))
    Fraction(5, 8)
    """

    def __init__(self, program: Program, *, nodes: int = NODES, seconds: float = SECONDS) -> None:
        self.circuit = Circuit()
        self.program = program
        self.nodes = nodes
        self.seconds = seconds
        self._count = len(program.literals.ids)
        self.no_bits = program.literals.no_bits
        self._of: list[int] = []
        """The circuit nodes of the variables that stand for several answers, numbered after the questions."""
        self._joint: dict[int, int] = {}
        self._solved: dict[frozenset[Rule], int] = {}
        self.looked = 0
        self._order: dict[int, int] = {}

    def run(self) -> Circuit:
        """The circuit of the goal."""
        if self.program.holds:
            self.circuit.root = TRUE
            return self.circuit
        rules = set(self.program.rules)
        self._order = breadth_first(rules)
        self._deadline = monotonic() + self.seconds
        with deep_recursion():
            self.circuit.root = self._solve(rules)
        return self.circuit

    def joined(self) -> set[Rule]:
        """The rules with answers that only occur together, or only as alternatives, as one variable; see `literal`."""
        rules = set(self.program.rules)
        self._order = breadth_first(rules)
        return self._join(tidy(rules, self.no_bits))

    def _solve(self, rules: set[Rule]) -> int:
        rules = self._join(tidy(rules, self.no_bits))
        if not any(r[0] == GOAL for r in rules):
            return FALSE
        if (GOAL, 0, 0) in rules:
            return TRUE
        key = frozenset(rules)
        if key not in self._solved:
            self._solved[key] = self._split(rules)
        return self._solved[key]

    def _split(self, rules: set[Rule]) -> int:
        self.looked += 1
        if self.looked > self.nodes or monotonic() > self._deadline:
            raise Exhausted
        facts, answers = necessities(rules)
        less = pruned(rules, self.no_bits, facts, answers)
        if less != rules:
            return self._solve(less)
        own = [r for r in rules if r[0] == GOAL]
        if answers[GOAL]:
            needed = answers[GOAL]
            rest = {(h, b, m & ~needed) for h, b, m in rules if not self._against(m, needed)}
            return self.circuit.all([*map(self.literal, bits(needed)), self._solve(rest)])
        cones = self._cones(rules)
        parts = self._alternatives(rules, own, cones)
        if len(parts) > 1:
            return self.circuit.any([self._solve(p) for p in parts])
        for d in bits(facts[GOAL] & ~(1 << GOAL)):
            before = relevant({_swap(r, d) for r in rules})
            after = relevant({(h, b & ~(1 << d), m) for h, b, m in rules if h != d})
            if not self._variables(before) & self._variables(after):
                return self.circuit.all([self._solve(before), self._solve(after)])
        return self._cases(rules, self._choose(rules))

    def _cases(self, rules: set[Rule], v: int) -> int:
        yes, no = 2 << 2 * v, 1 << 2 * v
        then = self._solve({(h, b, m & ~yes) for h, b, m in rules if not m & no})
        otherwise = self._solve({(h, b, m & ~no) for h, b, m in rules if not m & yes})
        return self.circuit.case(self.literal(2 * v + 1), then, otherwise)

    def _choose(self, rules: set[Rule]) -> int:
        """The variable to split on: the one in most rules; of those, the one nearest to the given events."""
        count: dict[int, int] = {}
        for _, _, m in rules:
            for v in bits((m | m >> 1) & self.no_bits):
                v >>= 1
                count[v] = count.get(v, 0) + 1
        return min(count, key=lambda v: (-min(count[v], 3), self._order.get(v, 0), v))

    def literal(self, bit: int) -> int:
        """The circuit's node for a bit of a mask of `joined` or of the program."""
        v = bit >> 1
        return self._of[v - self._count] if v >= self._count else self.circuit.answer(v, bool(bit & 1))

    def _against(self, mask: int, true: int) -> bool:
        return bool(mask & ((true >> 1) & self.no_bits | (true & self.no_bits) << 1))

    def _variables(self, rules: set[Rule]) -> int:
        mask = 0
        for _, _, m in rules:
            mask |= m
        return (mask | mask >> 1) & self.no_bits

    def _cones(self, rules: set[Rule]) -> dict[int, tuple[int, int]]:
        """For each fact the facts it may rest on, itself among them, and the variables."""
        below: dict[int, int] = {}
        seen: dict[int, int] = {}
        for h, b, m in rules:
            below[h] = below.get(h, 1 << h) | b
            seen[h] = seen.get(h, 0) | m
        changed = True
        while changed:
            changed = False
            for h, b in below.items():
                wide = b
                for f in bits(b):
                    wide |= below[f]
                if wide != b:
                    below[h] = wide
                    changed = True
        found = {}
        for h, b in below.items():
            mask = 0
            for f in bits(b):
                mask |= seen[f]
            found[h] = (b, (mask | mask >> 1) & self.no_bits)
        return found

    def _alternatives(self, rules: set[Rule], own: list[Rule], cones: dict[int, tuple[int, int]]) -> list[set[Rule]]:
        """The goal's rules in groups that share no variable, each with the rules it rests on."""
        groups: list[tuple[int, int, list[Rule]]] = []
        for r in sorted(own):
            variables, below = (r[2] | r[2] >> 1) & self.no_bits, 0
            for f in bits(r[1]):
                below |= cones[f][0]
                variables |= cones[f][1]
            mine = [r]
            rest = []
            for g in groups:
                if g[0] & variables:
                    variables |= g[0]
                    below |= g[1]
                    mine += g[2]
                else:
                    rest.append(g)
            groups = [*rest, (variables, below, mine)]
        if len(groups) == 1:
            return [rules]
        return [{*mine, *(r for r in rules if r[0] != GOAL and below >> r[0] & 1)} for _, below, mine in groups]

    def _join(self, rules: set[Rule]) -> set[Rule]:
        """Answers that only ever occur together, or only ever as alternatives, as one variable; then reduce again."""
        while True:
            joined = self._together(rules)
            joined = self._either(joined)
            if joined == rules:
                return rules
            rules = tidy(joined, self.no_bits)

    def _private(self, rules: set[Rule]) -> int:
        """The literals that occur in one rule only, and whose contrary occurs in none."""
        once = more = 0
        for _, _, m in rules:
            more |= once & m
            once |= m
        contrary = (once >> 1) & self.no_bits | (once & self.no_bits) << 1
        return once & ~more & ~contrary

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
            v = self._count + self._joint[node]
            self.no_bits |= 1 << 2 * v
            self._order[v] = min((self._order.get(q, 0) for q in self._questions(node)), default=0)
        return 2 << 2 * (self._count + self._joint[node])

    def _questions(self, node: int) -> Iterator[int]:
        kind, *rest = self.circuit.nodes[node]
        if kind == "answer":
            yield rest[0]
        else:
            for child in rest:
                yield from self._questions(child)


def _swap(rule: Rule, d: int) -> Rule:
    """The rule of a program whose goal is `d` instead."""
    h, b, m = rule
    if h in (GOAL, d):
        h = GOAL + d - h
    both = 1 << GOAL | 1 << d
    if b & both and b & both != both:
        b ^= both
    return h, b, m


def breadth_first(rules: set[Rule]) -> dict[int, int]:
    """The variables in the order in which they come up when one walks outwards from the given events."""
    order: dict[int, int] = {}
    held, waiting, grows = 0, sorted(rules, key=lambda r: (r[1].bit_count(), r)), True
    while grows:
        grows = False
        rest, fresh = [], 0
        for r in waiting:
            if r[1] & held == r[1]:
                for v in bits(r[2]):
                    order.setdefault(v >> 1, len(order))
                fresh |= 1 << r[0]
                grows = True
            else:
                rest.append(r)
        held |= fresh
        waiting = rest
    return order
