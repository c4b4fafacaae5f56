"""Choosing the exact method by the shape of the world, and bounds where none of them ends in time.

* A net with a narrow frontier (chains, blocs, mostly each obligation with a question of its own): along the frontier.
* Any other net: splitting with series, parallel and dominator reductions.
* Few judgements that gate many clauses: minimal supports, then Shannon's expansion over them.
* Crowded worlds: the least fixed point over decision diagrams, where OxiDD is installed.
* What none of them finishes: bounds from the most probable cases (`bounding`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from engine.labels.labelling import labels
from engine.labels.program import Program, bits
from engine.turning.probability import by_diagram as diagrams
from engine.turning.probability import by_frontier as frontier
from engine.turning.probability.by_cases import Compiler
from engine.turning.probability.by_supports import expand
from engine.turning.probability.circuit import FALSE, TRUE, Circuit, Exhausted

SECONDS = 60.0
"""Time for all methods together."""
METHODS = ("frontier", "cases", "supports", "diagram")
"""Names of the exact methods, as they are asked for."""
NARROW = 1e6
"""Two to the width of the frontier, summed over its places, up to which it is walked along first."""


@dataclass(frozen=True)
class Knowledge:
    """A goal as a circuit, or bounds on it. `method` is the one that ended; `tried` those that gave up."""

    circuit: Circuit | None
    method: str
    tried: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether there is a circuit."""
        return self.circuit is not None


def compiled(program: Program, *, methods: Sequence[str] = (), seconds: float = SECONDS) -> Knowledge:
    """The circuit of a reduced program by the method that fits it, or by the first of `methods` that ends.

    >>> from engine.labels.labels import Literals
    >>> found = compiled(Program(((0, 0, 2), (0, 0, 8)), Literals(["p", "q"]), ()))
    >>> found.method, found.circuit.value(lambda q: 0.5)
    ('supports', 0.75)
    """
    if program.holds or not program.rules:
        circuit = Circuit()
        circuit.root = TRUE if program.holds else FALSE
        return Knowledge(circuit, "settled")
    until = monotonic() + seconds
    tried: list[str] = []
    for method, share in _plan(program, methods):
        left = until - monotonic()
        try:
            return Knowledge(_by(method, program, left * share), method, tuple(tried))
        except Exhausted:
            tried.append(method)
    return Knowledge(None, "bounds", tuple(tried))


def netlike(program: Program) -> bool:
    """Whether (nearly) every answer is asked for by one rule only, and there are many rules."""
    count: dict[int, int] = {}
    for _, _, m in program.rules:
        for b in bits(m):
            count[b >> 1] = count.get(b >> 1, 0) + 1
    return len(program.rules) > 12 and sum(n == 1 for n in count.values()) >= 0.9 * len(count)


def _plan(program: Program, methods: Sequence[str]) -> list[tuple[str, float]]:
    if methods:
        return [(m, 1.0) for m in methods if m != "diagram" or diagrams.available()]
    last = [("diagram", 0.9)] if diagrams.available() else []
    if netlike(program):
        first = [("frontier", 0.3)] if frontier.breadth(program) <= NARROW else []
        return [*first, ("cases", 0.3), *last, ("supports", 0.2)]
    return [("supports", 0.1), ("cases", 0.05), *last, ("cases", 0.5)]


def _by(method: str, program: Program, seconds: float) -> Circuit:
    if method == "frontier":
        return frontier.along(program, seconds=seconds)
    if method == "cases":
        return Compiler(program, seconds=seconds).run()
    if method == "diagram":
        return diagrams.diagram(program, seconds=seconds)
    until = monotonic() + seconds
    found = labels(program, seconds=seconds / 2)
    if not found.complete:
        raise Exhausted
    circuit = Circuit()
    circuit.root = expand(found.goal, circuit, seconds=max(0.0, until - monotonic()))
    return circuit
