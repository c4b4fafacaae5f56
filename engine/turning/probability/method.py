"""The exact method that fits a world, and bounds where none ends within its work.

* Supports, then Shannon's expansion over them: few judgements that gate many clauses, and whatever has few ways.
* Exploring along a narrow order of the facts: nets of small width, with their cycles and however long they are.
* What neither finishes: bounds from the most probable cases (`bounds`).

All are bounded by counted work, so that the same question has the same answer on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from engine.labels.labelling import labels
from engine.labels.looks import Work
from engine.labels.program import GOAL, Program
from engine.turning.probability.by_exploring import explore
from engine.turning.probability.by_supports import expand
from engine.turning.probability.circuit import FALSE, TRUE, Circuit, Exhausted

METHODS = ("supports", "exploring")
"""Names of the exact methods, as they are asked for."""
EXPLORING = 8_000_000
"""Rules gone through by exploring: some five seconds of processor."""
SETS = 60_000
"""Candidate sets of answers made before the search for supports is cut."""
SETS_OF_A_NET = 10_000
"""The same in a net, where ways are long and many and exploring was tried before."""
EXPANDING = 4_000_000
"""Sets of answers gone through in expanding the supports."""
SHARE = 0.4
"""The part of a time that was given which each method may take of what is left."""


@dataclass(frozen=True)
class Knowledge:
    """A goal as a circuit, or none. `method` is the one that ended; `tried` those that gave up."""

    circuit: Circuit | None
    method: str
    tried: tuple[str, ...] = ()
    late: bool = False
    """Whether it was the time given that made one give up."""

    @property
    def exact(self) -> bool:
        """Whether there is a circuit."""
        return self.circuit is not None


def compiled(program: Program, *, methods: Sequence[str] = (), seconds: float = inf) -> Knowledge:
    """The circuit of a reduced program by the method that fits it, or by the first of `methods` that ends.

    The work is bounded in any case; `seconds` bounds the time too.

    >>> from engine.labels.labels import Literals
    >>> found = compiled(Program(((0, 0, 2), (0, 0, 8)), Literals(["p", "q"]), ()))
    >>> found.method, found.circuit.value(lambda q: 0.5)
    ('supports', 0.75)
    """
    if program.holds or not program.rules:
        circuit = Circuit()
        circuit.root = TRUE if program.holds else FALSE
        return Knowledge(circuit, "settled")
    clock = Work(1, seconds)
    tried: list[str] = []
    late = False
    for method in methods or (METHODS[::-1] if netlike(program) else METHODS):
        work = Work(EXPLORING, SHARE * clock.seconds)
        try:
            return Knowledge(_by(method, program, work), method, tuple(tried))
        except Exhausted:
            tried.append(method)
            late |= work.seconds <= 0
    return Knowledge(None, "bounds", tuple(tried), late)


def netlike(program: Program) -> bool:
    """Whether there are about as many questions as rules, and facts between: each obligation with a question of its own."""
    many = len(program.rules) > 12 and any(head != GOAL for head, _, _ in program.rules)
    return many and len(program.questions) >= 0.9 * len(program.rules)


def _by(method: str, program: Program, work: Work) -> Circuit:
    if method == "exploring":
        return explore(program, work)
    found = labels(program, sets=SETS_OF_A_NET if netlike(program) else SETS, seconds=work.seconds)
    if not found.complete:
        raise Exhausted
    circuit = Circuit()
    circuit.root = expand(found.goal, circuit, looks=EXPANDING, seconds=work.seconds)
    return circuit
