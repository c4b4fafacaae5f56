"""A third exact way: along the frontier. Rules are taken one after another; what those taken so far come to is kept
only as far as the rest can tell, and equal remainders are one.

The state of the way is a set of rules over the facts that lie between the rules taken and those ahead: all that
follows from those taken, each with the least it asks for. Where that frontier is narrow there are few states,
however long the net is: chains and blocs take time in proportion to their length.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import monotonic
from typing import Any

from engine.labels.program import GOAL, Program, Rule, bits
from engine.turning.probability.by_cases import Compiler
from engine.turning.probability.circuit import FALSE, TRUE, Circuit, Exhausted

STATES = 400_000
"""States met before it is given up."""
SECONDS = 20.0
"""Time before it is given up."""

Link = tuple[int, int]
"""Head (a number) and body (a bit set of facts)."""
State = tuple[frozenset[Link], int]
"""What follows from the rules taken, and the literals given that rules ahead ask for too."""


def along(program: Program, *, states: int = STATES, seconds: float = SECONDS) -> Circuit:
    """The circuit of a reduced program; raises `Exhausted`.

    >>> from fractions import Fraction
    >>> from engine.labels.labels import Literals
    >>> program = Program(((0, 2, 2), (1, 0, 8), (0, 0, 32)), Literals(["p", "q", "r"]), ())
    >>> along(program).value(lambda q: Fraction(1, 2))
    Fraction(5, 8)
    """
    compiler = Compiler(program)
    if program.holds:
        compiler.circuit.root = TRUE
        return compiler.circuit
    until = monotonic() + seconds
    way = _Way(in_order(compiler.joined()), compiler, states, until)
    compiler.circuit.root = way.root()
    return compiler.circuit


def in_order(rules: Iterable[Rule]) -> list[Rule]:
    """The rules in an order that keeps the frontier narrow, from the given events to the goal: the narrowest of a few."""
    given = sorted(rules)
    starts = sorted({h for h, b, _ in given if not b and h != GOAL})[:5]
    return min((_greedy(given, GOAL)[::-1], *(_greedy(given, s) for s in starts)), key=width)


def breadth(program: Program) -> float:
    """How wide the frontier of a reduced program is at its narrowest order: see `width`.

    >>> from engine.labels.labels import Literals
    >>> breadth(Program(((0, 2, 2), (1, 0, 8), (0, 0, 32)), Literals(["p", "q", "r"]), ()))
    1.0
    """
    return width(in_order(Compiler(program).joined()))


def width(rules: Sequence[Rule]) -> float:
    """How wide the frontier gets along an order: two to its width, summed over all places."""
    total = 0.0
    for (ahead_heads, ahead_bodies, ahead_answers), (heads, bodies, answers) in zip(
        _ahead(rules), _behind(rules), strict=True
    ):
        wide = (heads & ahead_bodies).bit_count() + (bodies & ahead_heads).bit_count()
        wide += (answers & ahead_answers).bit_count()
        total += 2.0**wide
    return total


def _sums(rules: Iterable[Rule]) -> list[tuple[int, int, int]]:
    heads = bodies = answers = 0
    found = [(0, 0, 0)]
    for h, b, m in rules:
        heads |= 1 << h
        bodies |= b
        answers |= m | m >> 1 | m << 1
        found.append((heads, bodies, answers))
    return found


def _behind(rules: Sequence[Rule]) -> list[tuple[int, int, int]]:
    """After each rule: heads, body facts and answers of those taken."""
    return _sums(rules)[1:]


def _ahead(rules: Sequence[Rule]) -> list[tuple[int, int, int]]:
    """After each rule: heads, body facts and answers of those still to be taken."""
    return _sums(reversed(rules))[-2::-1]


def _greedy(rules: Sequence[Rule], start: int) -> list[Rule]:
    """Fact by fact, from one on: the next is the one whose rules bring in the fewest new facts."""
    touch: dict[int, set[int]] = {}
    for i, (h, b, _) in enumerate(rules):
        for f in (h, *bits(b)):
            touch.setdefault(f, set()).add(i)
    near = {f: {g for i in mine for g in (rules[i][0], *bits(rules[i][1]))} - {f} for f, mine in touch.items()}
    seen: set[int] = set()
    closed: set[int] = set()
    taken: set[int] = set()
    order: list[Rule] = []
    fact = start
    while True:
        closed.add(fact)
        mine = sorted(touch[fact] - taken, key=lambda i: (rules[i][0] != fact, rules[i]))
        order += [rules[i] for i in mine]
        taken |= touch[fact]
        seen |= near[fact] | {fact}
        left = (seen if seen - closed else set(touch)) - closed
        if not left:
            return order
        fact = min(left, key=lambda f: (len(near[f] - seen), -len(near[f] & closed), f))


class _Way:
    """The states place by place, forwards; then their nodes, backwards."""

    def __init__(self, rules: Sequence[Rule], compiler: Compiler, states: int, until: float) -> None:
        self.rules = rules
        self.compiler = compiler
        self.ahead = _ahead(rules)
        self.unconditional = [False] * len(rules)
        for i in range(len(rules) - 2, -1, -1):
            self.unconditional[i] = self.unconditional[i + 1] or not rules[i + 1][1]
        self.left = states
        self.until = until

    def root(self) -> int:
        """The node of the state in which nothing has been taken."""
        places: list[dict[State, Any]] = []
        here: set[State] = {(frozenset(), 0)}
        for i in range(len(self.rules)):
            self.left -= len(here)
            fork: dict[State, Any] = {}
            after: set[State] = set()
            for n, state in enumerate(here):
                if self.left < 0 or (n & 63 == 0 and monotonic() > self.until):
                    raise Exhausted
                fork[state] = self._fork(i, state, after)
            places.append(fork)
            here = after
        nodes: dict[State, int] = {}
        for fork in reversed(places):
            nodes = {state: self._node(tree, nodes) for state, tree in fork.items()}
        return nodes[frozenset(), 0]

    def _node(self, tree: Any, nodes: dict[State, int]) -> int:
        if isinstance(tree, int):
            return tree
        if len(tree) == 2:
            return nodes[tree]
        bit, then, otherwise = tree
        return self.compiler.circuit.case(
            self.compiler.literal(bit), self._node(then, nodes), self._node(otherwise, nodes)
        )

    def _fork(self, i: int, state: State, after: set[State]) -> Any:
        """What taking rule `i` leads to: a state, true or false, or a literal with what follows if it holds and if not."""
        head, body, mask = self.rules[i]
        links, given = state
        open_ = mask & ~given
        if not open_ or self._contrary(mask) & given:
            if not open_:
                links = add(links, head, body)
            return self._seen(i, links, given, after)
        bit = open_.bit_length() - 1
        literal = 1 << bit
        then = self._fork(i, (links, given | literal), after)
        otherwise = self._seen(i, links, given | self._contrary(literal), after)
        return then if then == otherwise else (bit, then, otherwise)

    def _contrary(self, mask: int) -> int:
        low = self.compiler.no_bits
        return (mask & low) << 1 | (mask >> 1) & low

    def _seen(self, i: int, links: frozenset[Link], given: int, after: set[State]) -> Any:
        """The state as far as the rules ahead can tell."""
        if (GOAL, 0) in links:
            return TRUE
        heads, bodies, answers = self.ahead[i]
        wanted = bodies | 1 << GOAL
        kept = frozenset(x for x in links if wanted >> x[0] & 1 and x[1] & heads == x[1])
        if not self.unconditional[i] and not any(not b for _, b in kept):
            return FALSE
        if not heads & 1 << GOAL and not any(h == GOAL for h, _ in kept):
            return FALSE
        state = kept, given & answers
        after.add(state)
        return state


def add(links: frozenset[Link], head: int, body: int) -> frozenset[Link]:
    """All that follows when one more link is taken: each consequence with the least it asks for.

    >>> sorted(add(frozenset({(2, 0b10)}), 1, 0b10000))
    [(1, 16), (2, 2), (2, 16)]
    """
    kept = set(links)
    todo = [(head, body)]
    while todo:
        h, b = todo.pop()
        if b >> h & 1:
            continue
        wider = []
        for x, c in kept:
            if x == h:
                if c & b == c:
                    break
                if c & b == b:
                    wider.append((x, c))
        else:
            kept.difference_update(wider)
            for x, c in kept:
                if c >> h & 1:
                    todo.append((x, c & ~(1 << h) | b))
                if b >> x & 1:
                    todo.append((h, b & ~(1 << x) | c))
            kept.add((h, b))
    return frozenset(kept)
