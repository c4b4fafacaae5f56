"""The part of a derivation that bears on one goal, as numbers: the input of every reckoning in this package.

Facts are numbered, bodies and answers are bit sets. Settled answers are taken out, what can't be reached or doesn't
bear on the goal is left out, and what is reached on settled answers alone is no longer mentioned.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from engine.cascade.facts import Fact, Step
from engine.labels.labels import Assignment, Literals
from engine.labels.masks import bits

Rule = tuple[int, int, int]
"""Head (a number), body (a bit set of facts), answers (a mask of literals)."""

GOAL = 0
"""The number of the goal."""


@dataclass(frozen=True)
class Program:
    """Rules over numbered facts whose goal is fact 0; `facts` names the others, `literals` the answers.

    `holds` says that the goal stands on settled answers alone; no rules are then left. No rules and `holds` false
    mean that no answers whatever bring the goal about.
    """

    rules: tuple[Rule, ...]
    literals: Literals
    facts: tuple[Fact | None, ...]
    holds: bool = False

    @property
    def used(self) -> int:
        """The answers that any rule mentions."""
        return reduce(or_, (m for _, _, m in self.rules), 0)

    @property
    def questions(self) -> tuple[str, ...]:
        """The open questions that any rule mentions, in the order of their ids."""
        mask = (self.used | self.used >> 1) & self.literals.no_bits
        return tuple(self.literals.ids[b >> 1] for b in bits(mask))


def ground(
    steps: Iterable[Step],
    goals: Iterable[Fact],
    literals: Literals,
    stance: Assignment | None = None,
    *,
    sure: bool = False,
) -> Program:
    """The program of the goal that any of `goals` holds, under a stance's settled answers.

    With `sure` what holds on settled answers alone is left in, for those who ask on what it stands.

    >>> lits = Literals(["q"])
    >>> fact = Fact("attacked", ("a", "b"))
    >>> ground([Step(fact, (), (("q", True),), "event")], [fact], lits).rules
    ((0, 2, 0), (1, 0, 2))
    """
    true, false = (stance.true, stance.false) if stance else (0, 0)
    wanted = tuple(dict.fromkeys(goals))
    rules: list[tuple[Fact | None, tuple[Fact, ...], int]] = [(None, (f,), 0) for f in wanted]
    rules += _conditioned(steps, literals, true, false)
    held: set[Fact | None] = set() if sure else _closure(r for r in rules if not r[2])
    if None in held:
        return Program((), literals, (None,), holds=True)
    reach = _closure(rules)
    by_head: dict[Fact | None, list[tuple[tuple[Fact, ...], int]]] = {}
    for head, body, mask in rules:
        if head not in held and all(f in reach for f in body):
            by_head.setdefault(head, []).append((tuple(f for f in body if f not in held), mask))
    number: dict[Fact | None, int] = {None: GOAL}
    kept: set[Rule] = set()
    todo: list[Fact | None] = [None]
    while todo:
        head = todo.pop()
        for body, mask in by_head.get(head, ()):
            if head in body:
                continue
            bodyset = 0
            for f in body:
                if f not in number:
                    number[f] = len(number)
                    todo.append(f)
                bodyset |= 1 << number[f]
            kept.add((number[head], bodyset, mask))
    return Program(tuple(sorted(kept)), literals, tuple(number))


def _conditioned(
    steps: Iterable[Step], literals: Literals, true: int, false: int
) -> list[tuple[Fact | None, tuple[Fact, ...], int]]:
    found: list[tuple[Fact | None, tuple[Fact, ...], int]] = []
    bit = {(q, a): literals.bit((q, a)) for q in literals.ids for a in (False, True)}
    for s in steps:
        mask = 0
        for x in s.literals:
            mask |= bit[x]
        if not mask & false:
            mask &= ~true
            if not mask & (mask >> 1) & literals.no_bits:
                found.append((s.head, s.body, mask))
    return found


def _closure(rules: Iterable[tuple[Fact | None, tuple[Fact, ...], int]]) -> set[Fact | None]:
    """The facts reached when every answer is granted."""
    held: set[Fact | None] = set()
    waiting: dict[Fact, list[int]] = {}
    missing: list[int] = []
    heads: list[Fact | None] = []
    todo: list[Fact | None] = []
    for head, body, _ in rules:
        needs = set(body)
        for f in needs:
            waiting.setdefault(f, []).append(len(heads))
        heads.append(head)
        missing.append(len(needs))
        if not needs:
            todo.append(head)
    while todo:
        fact = todo.pop()
        if fact in held:
            continue
        held.add(fact)
        for i in waiting.get(fact, ()) if fact is not None else ():
            missing[i] -= 1
            if not missing[i]:
                todo.append(heads[i])
    return held


def relevant(rules: Iterable[Rule]) -> set[Rule]:
    """The rules that can fire and bear on the goal."""
    live = list(rules)
    held, grows = 0, True
    waiting = live
    while grows:
        grows = False
        rest = []
        for r in waiting:
            if r[1] & held == r[1]:
                held |= 1 << r[0]
                grows = True
            else:
                rest.append(r)
        waiting = rest
    live = [r for r in live if r[1] & held == r[1] and not r[1] >> r[0] & 1]
    by_head: dict[int, list[Rule]] = {}
    for r in live:
        by_head.setdefault(r[0], []).append(r)
    asked, todo = 1 << GOAL, [GOAL]
    found: set[Rule] = set()
    while todo:
        for r in by_head.get(todo.pop(), ()):
            found.add(r)
            fresh = r[1] & ~asked
            if fresh:
                asked |= fresh
                todo += bits(fresh)
    return found


def derives(rules: Sequence[Rule], given: int, goal: int = GOAL) -> bool:
    """Whether the goal follows when exactly the answers of the mask are given.

    >>> derives([(1, 0, 0b10), (0, 0b10, 0)], 0b10), derives([(1, 0, 0b10), (0, 0b10, 0)], 0b01)
    (True, False)
    """
    held, grows = 0, True
    live = [(1 << h, body) for h, body, mask in rules if mask & given == mask]
    while grows and not held >> goal & 1:
        grows = False
        rest = []
        for head, body in live:
            if head & held:
                continue
            if body & held == body:
                held |= head
                grows = True
            else:
                rest.append((head, body))
        live = rest
    return bool(held >> goal & 1)


def one_support(rules: Sequence[Rule], given: int, goal: int = GOAL) -> int | None:
    """A minimal set of answers among those given from which the goal follows, by a short proof; None if it doesn't.

    Where the given answers hold both answers to a question, so may the set.

    >>> one_support([(1, 0, 0b10), (0, 0b10, 0), (0, 0, 0b101000)], 0b101010)
    40
    """
    made: dict[int, Rule] = {}
    held = 0
    waiting = sorted((r for r in rules if r[2] & given == r[2]), key=lambda r: (r[2].bit_count(), r))
    while goal not in made:
        fresh, rest = 0, []
        for r in waiting:
            if held >> r[0] & 1:
                continue
            if r[1] & held == r[1]:
                if not fresh >> r[0] & 1:
                    made[r[0]] = r
                    fresh |= 1 << r[0]
            else:
                rest.append(r)
        if not fresh:
            return None
        held |= fresh
        waiting = rest
    mask, todo, seen = 0, [goal], set[int]()
    while todo:
        fact = todo.pop()
        if fact not in seen:
            seen.add(fact)
            mask |= made[fact][2]
            todo += bits(made[fact][1])
    for b in bits(mask):
        less = mask & ~(1 << b)
        if derives(rules, less, goal):
            mask = less
    return mask
