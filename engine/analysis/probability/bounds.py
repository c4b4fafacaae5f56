"""Guaranteed bounds where no exact method ends: the nearest supports from below, and cases, the most probable first.

In each case some answers are given. A short support within it parts it: all of the support's answers given, which
settles it; or all before the first that is not, which is a case of its own. A case in which nothing derives the goal,
whatever else is answered, is settled too. What is left open when time is up counts as no in the one bound and as yes
in the other (Dotson and Gobien 1979, for the reliability of networks).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heappop, heappush

from engine.analysis.probability.by_supports import circuit_of
from engine.analysis.probability.circuit import FALSE, TRUE, Circuit
from engine.labels.masks import bits
from engine.labels.program import Program
from treaties.support.budget import current_budget
from treaties.support.limits import NODES

COUNTS = (1_000, 300, 100, 30, 10)
"""How many of the nearest supports are tried together."""
TRY = 0.5
"""The part of the budget that one try may take."""

_OPEN = -1
Parted = tuple[tuple[int, int], ...]
"""The answers of a support (by bit), each with the case in which it is the first that is not given."""


def nearest(program: Program, supports: Sequence[int]) -> Circuit:
    """Make a circuit that is never above the goal: any of the nearest supports, as many as are soon gone through.

    Where no support was near enough to be found by its distance, it takes supports that share as little as they can.

    Args:
        program: the rules of the goal.
        supports: the supports found, nearest first, as masks.

    >>> from engine.labels.labels import Literals
    >>> nearest(Program(((0, 0, 2), (0, 0, 8)), Literals(["p", "q"]), ()), [2, 8]).value(lambda q: 0.5)
    0.75
    """
    found = supports or _apart(program)
    return next((c for n in COUNTS if (c := circuit_of(found[:n], TRY))), Circuit())


def _apart(program: Program) -> list[int]:
    """Supports that have only those answers in common without which there is none."""
    rules, low, work = program.chains, program.literals.no_bits, current_budget()
    every = program.used
    found: list[int] = []
    support, needed = rules.support(every), 0
    for b in bits(support or 0):
        work.spend(len(program.rules))
        needed |= 0 if rules.support(every & ~(1 << b)) is not None else 1 << b
    while support is not None and work.spend(len(program.rules)):
        if not support & support >> 1 & low:
            found.append(support)
        if not support & ~needed:
            break
        every &= ~support | needed
        support = rules.support(every)
    return found


def bounds(
    program: Program, chance: Callable[[int], float], *, nodes: int = NODES
) -> tuple[Circuit, Circuit]:
    """Make a circuit that is never above the goal and one that is never below; equal where every case was settled.

    Args:
        program: the rules of the goal.
        chance: gives a question's probability of yes, by number; it says only which case is looked at first.
        nodes: how many nodes the circuits may have.

    >>> from engine.labels.labels import Literals
    >>> program = Program(((0, 0, 2), (0, 0, 8)), Literals(["p", "q"]), ())
    >>> [c.value(lambda q: 0.5) for c in bounds(program, lambda q: 0.5)]
    [0.75, 0.75]
    >>> [float(c.value(lambda q: 0.5)) for c in bounds(program, lambda q: 0.5, nodes=1)]
    [0.5, 1.0]
    """
    cases = _Cases(program, chance)
    cases.part(nodes)
    return cases.circuit(FALSE), cases.circuit(TRUE)


class _Cases:
    def __init__(self, program: Program, chance: Callable[[int], float]) -> None:
        self.program = program
        self.chance = chance
        self.every = program.used
        self.found: list[int | Parted] = [TRUE if program.holds else _OPEN]
        self.then: dict[int, int] = {}
        """For cases parted on one question: the case in which it is answered yes."""
        self.open: list[tuple[float, int, int]] = [(-1.0, 0, 0)]

    def part(self, nodes: int) -> None:
        """Part cases, the most probable first, until all are settled or the nodes or the work are used up."""
        work = current_budget()
        while self.open and nodes > 0 and work.going:
            weight, case, given = heappop(self.open)
            if self.found[case] == _OPEN:
                nodes -= self._look(-weight, case, given)
                work.spend(len(self.program.rules))

    def _look(self, weight: float, case: int, given: int) -> int:
        """Settle or part one case; how many nodes that takes."""
        support = self.program.chains.support(
            self.every & ~self.program.literals.contrary(given)
        )
        if support is None:
            self.found[case] = FALSE
            return 1
        fresh = support & ~given
        both = fresh & (fresh >> 1) & self.program.literals.no_bits
        if both:
            # A proof that takes a question both ways is none: part on that question.
            no = both & -both
            self.then[case] = self._case(weight, given, no << 1)
            self.found[case] = ((no.bit_length(), self._case(weight, given, no)),)
            return 2
        if not fresh:
            self.found[case] = TRUE
            return 1
        parted = []
        for b in sorted(bits(fresh), key=lambda b: (-self._chance(b), b)):
            bit = 1 << b
            parted.append(
                (b, self._case(weight, given, self.program.literals.contrary(bit)))
            )
            weight *= self._chance(b)
            given |= bit
        self.found[case] = tuple(parted)
        return len(parted)

    def _case(self, weight: float, given: int, bit: int) -> int:
        self.found.append(_OPEN)
        case = len(self.found) - 1
        heappush(
            self.open, (-weight * self._chance(bit.bit_length() - 1), case, given | bit)
        )
        return case

    def _chance(self, b: int) -> float:
        p = self.chance(b >> 1)
        return p if b & 1 else 1 - p

    def circuit(self, still_open: int) -> Circuit:
        """The cases as a circuit, those still open as true or as false."""
        made = Circuit()
        nodes: dict[int, int] = {}
        for case in range(len(self.found) - 1, -1, -1):
            what = self.found[case]
            if isinstance(what, int):
                nodes[case] = still_open if what == _OPEN else what
                continue
            node = nodes[self.then[case]] if case in self.then else TRUE
            for b, otherwise in reversed(what):
                node = made.case(
                    made.answer(b >> 1, bool(b & 1)), node, nodes[otherwise]
                )
            nodes[case] = node
        made.root = nodes[0]
        return made
