"""The other exact way: the least fixed point over binary decision diagrams, by OxiDD.

It goes on where splitting by cases gives up, in crowded worlds above all, and checks the others everywhere else. Two
orders of the answers are tried, each with few nodes first and then with many: outwards from the given events, which
suits chains; and by hubs, so that all that hangs on one state's decision stands together, which suits alliances.
"""

from __future__ import annotations

from collections import Counter, deque
from importlib.util import find_spec
from time import monotonic
from typing import Any

from engine.labels.program import GOAL, Program, Rule, bits
from engine.turning.probability.by_cases import Compiler, breadth_first
from engine.turning.probability.circuit import FALSE, TRUE, Circuit, Exhausted, deep_recursion

CAPACITIES = (500_000, 8_000_000)
"""Diagram nodes allowed in the first and in the second try; a node takes some thirty bytes."""
SECONDS = 60.0
"""Time after which no further step is begun."""


ROOM = 3 << 30
"""Bytes of address space it wants: OxiDD reserves much more than it uses, and ends the process where it gets less."""


def available() -> bool:
    """Whether OxiDD is installed (the extra `odds`) and the process may have the address space it reserves."""
    return find_spec("oxidd") is not None and _roomy()


def _roomy() -> bool:
    try:
        import resource
    except ImportError:
        return True  # Windows knows no such limit.
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return limit == resource.RLIM_INFINITY or limit >= ROOM


def diagram(program: Program, *, capacities: tuple[int, ...] = CAPACITIES, seconds: float = SECONDS) -> Circuit:
    """The circuit of a reduced program by decision diagrams; raises `Exhausted`."""
    compiler = Compiler(program)
    if program.holds:
        compiler.circuit.root = TRUE
        return compiler.circuit
    rules = sorted(compiler.joined())
    until = monotonic() + seconds
    for capacity in capacities:
        for order in (by_hubs(rules), breadth_first(set(rules))):
            try:
                return _Diagram(rules, order, capacity, until).circuit(compiler)
            except MemoryError:
                continue
    raise Exhausted


def by_hubs(rules: list[Rule]) -> dict[int, int]:
    """An order of the variables: what very many rules rest on, then each hub followed by what hangs on it."""
    count: Counter[int] = Counter(b >> 1 for _, _, m in rules for b in bits(m))
    near = breadth_first(set(rules))
    many = max(4, round(len(rules) ** 0.5))
    hub: dict[int, Counter[int]] = {}
    for _, _, m in rules:
        mine = {b >> 1 for b in bits(m)}
        hubs = [v for v in mine if 3 < count[v] <= many]
        if hubs:
            chosen = min(hubs, key=lambda v: (count[v], near[v]))
            for v in mine:
                if count[v] <= 3:
                    hub.setdefault(v, Counter())[chosen] += 1

    def place(v: int) -> tuple[int, int, int, int]:
        if count[v] > many:
            return 0, near[v], 0, 0
        if count[v] > 3:
            return 1, near[v], 0, 0
        if v in hub:
            return 1, near[max(hub[v], key=lambda h: (hub[v][h], -near[h]))], 1, near[v]
        return 2, near[v], 0, 0

    return {v: i for i, v in enumerate(sorted(count, key=place))}


class _Diagram:
    def __init__(self, rules: list[Rule], order: dict[int, int], capacity: int, until: float) -> None:
        from oxidd.bdd import BDDManager

        self.order = sorted(order, key=lambda v: order[v])
        level = {v: i for i, v in enumerate(self.order)}
        self.manager = BDDManager(capacity, max(65_536, capacity // 4), 1)
        self.manager.add_vars(len(self.order))
        self.goal = self._fixed_point(rules, level, until)

    def _fixed_point(self, rules: list[Rule], level: dict[int, int], until: float) -> Any:
        gates = [self._gate(m, level) for _, _, m in rules]
        bodies = [bits(b) for _, b, _ in rules]
        users: dict[int, list[int]] = {}
        for i, body in enumerate(bodies):
            for f in body:
                users.setdefault(f, []).append(i)
        false = self.manager.false()
        held: dict[int, Any] = {}
        todo = deque(i for i, body in enumerate(bodies) if not body)
        waiting = set(todo)
        while todo:
            if monotonic() > until:
                raise Exhausted
            i = todo.popleft()
            waiting.discard(i)
            if not all(f in held for f in bodies[i]):
                continue
            reached = gates[i]
            for f in bodies[i]:
                reached = reached & held[f]
            head = rules[i][0]
            before = held.get(head, false)
            after = before | reached
            if after != before:
                held[head] = after
                for j in users.get(head, ()):
                    if j not in waiting:
                        waiting.add(j)
                        todo.append(j)
        return held.get(GOAL, false)

    def _gate(self, mask: int, level: dict[int, int]) -> Any:
        gate = self.manager.true()
        for b in sorted(bits(mask), key=lambda b: -level[b >> 1]):
            v = level[b >> 1]
            gate = gate & (self.manager.var(v) if b & 1 else self.manager.not_var(v))
        return gate

    def circuit(self, compiler: Compiler) -> Circuit:
        """The goal's diagram as a circuit: each node a case on its variable."""
        made: dict[Any, int] = {}

        def walk(f: Any) -> int:
            v = f.node_var()
            if v is None:
                return TRUE if f.valid() else FALSE
            if f not in made:
                then, otherwise = f.cofactors()
                low, high = walk(otherwise), walk(then)
                made[f] = compiler.circuit.case(compiler.literal(2 * self.order[v] + 1), high, low)
            return made[f]

        with deep_recursion():
            compiler.circuit.root = walk(self.goal)
        return compiler.circuit
