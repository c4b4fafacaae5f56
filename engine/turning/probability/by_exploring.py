"""Exact odds by exploring: answers are asked for in the order in which the war could spread, and what is left is told apart.

A rule whose facts are reached is asked for its answers; where they are given its head is reached. What then still
matters is the state: the rules that can still fire and bear on the goal, which of their facts are reached, and which
of their answers are known. Ways of coming to one state are one. Facts are taken in an order that keeps few of them
half explored, so a net of small width has few states, with its cycles and however long it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.labels.looks import Work
from engine.labels.masks import bits
from engine.labels.program import GOAL, Program, Rule
from engine.turning.probability.circuit import FALSE, TRUE, Circuit, Exhausted, deep_recursion
from engine.turning.probability.joined import Joined

BREADTH = 24
"""Facts half explored at a time, at the widest place of the order, beyond which it is not begun."""
State = tuple[tuple[int, ...], int, int]
"""The rules that matter (by place), the facts of theirs that are reached, the answers of theirs that are known."""


def explore(program: Program, work: Work) -> Circuit:
    """The circuit of a reduced program; raises `Exhausted`. A look is a rule gone through.

    >>> from fractions import Fraction
    >>> from engine.labels.labels import Literals
    >>> program = Program(((0, 2, 2), (1, 0, 8), (0, 0, 32)), Literals(["p", "q", "r"]), ())
    >>> explore(program, Work(1000)).value(lambda q: Fraction(1, 2))
    Fraction(5, 8)
    """
    joined = Joined(program)
    if not program.holds and breadth(in_order(sorted(joined.rules))) > BREADTH:
        raise Exhausted
    with deep_recursion():
        joined.circuit.root = TRUE if program.holds else _Exploration(joined, work).root()
    return joined.circuit


class _Exploration:
    def __init__(self, joined: Joined, work: Work) -> None:
        self.joined = joined
        self.work = work
        self.rules = in_order(sorted(joined.rules))
        self.bodies = [bits(b) for _, b, _ in self.rules]
        self.solved: dict[State, int] = {}

    def root(self) -> int:
        return self._solve(tuple(range(len(self.rules))), 0, 0)

    def _solve(self, live: tuple[int, ...], reached: int, known: int) -> int:
        """The node of the goal where so much is reached and known."""
        while True:
            state = self._left(live, reached, known)
            if state is None:
                return FALSE
            live, reached, known = state
            fresh, ask = 0, -1
            for i in live:
                head, body, mask = self.rules[i]
                if body & reached == body:
                    if mask & known == mask:
                        fresh |= 1 << head
                    elif ask < 0:
                        ask = i
            if fresh >> GOAL & 1:
                return TRUE
            if not fresh:
                break
            reached |= fresh
        found = self.solved.get(state)
        if found is None:
            open_ = self.rules[ask][2] & ~known
            literal = open_ & -open_
            then = self._solve(live, reached, known | literal)
            otherwise = self._solve(live, reached, known | self.joined.contrary(literal))
            test = self.joined.literal(literal.bit_length() - 1)
            found = self.solved[state] = self.joined.circuit.case(test, then, otherwise)
        return found

    def _left(self, live: Sequence[int], reached: int, known: int) -> State | None:
        """What still matters; None where the goal is out of reach."""
        rules = self.rules
        if not self.work.spend(len(live)):
            raise Exhausted
        against = self.joined.contrary(known)
        waiting = [i for i in live if not reached >> rules[i][0] & 1 and not rules[i][2] & against]
        held, firing, grows = reached, dict[int, list[int]](), True
        while grows:
            grows, rest = False, []
            for i in waiting:
                head, body, _ = rules[i]
                if body & held == body:
                    held |= 1 << head
                    firing.setdefault(head, []).append(i)
                    grows = True
                else:
                    rest.append(i)
            waiting = rest
        if not held >> GOAL & 1:
            return None
        asked, todo, kept, bodies, answers = 1 << GOAL | reached, [GOAL], list[int](), 0, 0
        while todo:
            for i in firing.get(todo.pop(), ()):
                kept.append(i)
                bodies |= rules[i][1]
                answers |= rules[i][2]
                if rules[i][1] & ~asked:
                    todo += [f for f in self.bodies[i] if not asked >> f & 1]
                    asked |= rules[i][1]
        kept.sort()
        return tuple(kept), reached & bodies, known & (answers | self.joined.contrary(answers))


def in_order(rules: Sequence[Rule]) -> list[Rule]:
    """The rules in an order that leaves few facts half explored: the narrowest of a few."""
    starts = sorted({h for h, b, _ in rules if not b and h != GOAL})[:5]
    return min((_greedy(rules, GOAL)[::-1], *(_greedy(rules, s) for s in starts)), key=width)


def breadth(rules: Sequence[Rule]) -> int:
    """The most facts that lie between the rules taken and those ahead, at any place."""
    behind, ahead = _sums(rules)[1:], _sums(rules[::-1])[-2::-1]
    return max(
        (heads & theirs | bodies & their_heads).bit_count()
        for (their_heads, theirs, _), (heads, bodies, _) in zip(ahead, behind, strict=True)
    )


def width(rules: Sequence[Rule]) -> int:
    """Two to the number of facts and answers that lie between the rules taken and those ahead, summed over all places."""
    total = 0
    behind, ahead = _sums(rules)[1:], _sums(rules[::-1])[-2::-1]
    for (their_heads, their_bodies, theirs), (heads, bodies, answers) in zip(ahead, behind, strict=True):
        wide = (heads & their_bodies).bit_count() + (bodies & their_heads).bit_count()
        total += 1 << wide + (answers & theirs).bit_count()
    return total


def _sums(rules: Sequence[Rule]) -> list[tuple[int, int, int]]:
    heads = bodies = answers = 0
    found = [(0, 0, 0)]
    for h, b, m in rules:
        heads |= 1 << h
        bodies |= b
        answers |= m | m >> 1 | m << 1
        found.append((heads, bodies, answers))
    return found


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
