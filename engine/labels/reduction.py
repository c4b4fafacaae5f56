"""Making a program smaller without changing its supports: absorption, necessity, and substitution.

Every step keeps the goal the same function of the answers, so supports, firebreaks and odds are those of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.labels.masks import bits
from engine.labels.program import GOAL, Program, Rule

MANY = 10_000
"""Rules from which on a pass over them all takes seconds."""
WORTH = 0.9
"""The part of many rules that may be left after a pass, so that another is worth its time."""
LOOKS = 40
"""Looks (`engine.labels.work_budget`) that reducing takes for each rule."""


def reduced(program: Program) -> Program:
    """The smallest equivalent program these steps reach; facts keep their numbers.

    >>> from engine.labels.labels import Literals
    >>> reduced(Program(((0, 2, 0), (1, 0, 2), (1, 0, 10)), Literals(["p", "q"]), ())).rules
    ((0, 0, 2),)
    """
    rules = reduce(set(program.rules), program.literals.no_bits)
    return Program(tuple(sorted(rules)), program.literals, program.facts, program.holds)


def reduce(rules: set[Rule], no_bits: int) -> set[Rule]:
    """Repeat the steps until none of them makes the program smaller; by much, where the rules are many."""
    while True:
        size, count = _size(rules), len(rules)
        rules = merge(absorb(relevant(rules)))
        rules = unneeded(relevant(rules), no_bits)
        rules = substitute(rules, no_bits)
        if _size(rules) == size or len(rules) > max(MANY, WORTH * count):
            return rules


def _size(rules: Iterable[Rule]) -> tuple[int, int]:
    weights = [body.bit_count() + mask.bit_count() for _, body, mask in rules]
    return len(weights), sum(weights)


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
    by_head = grouped(live)
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


def grouped(rules: Iterable[Rule]) -> dict[int, list[Rule]]:
    """The rules by head."""
    by_head: dict[int, list[Rule]] = {}
    for r in rules:
        by_head.setdefault(r[0], []).append(r)
    return by_head


def absorb(rules: Iterable[Rule]) -> set[Rule]:
    """Without the rules that ask for all that another rule of the same head asks for, and more."""
    found: set[Rule] = set()
    for group in grouped(rules).values():
        if len(group) == 1:
            found.add(group[0])
            continue
        kept: list[Rule] = []
        for r in sorted(group, key=lambda r: (r[1].bit_count() + r[2].bit_count(), r)):
            if not any(k[1] & r[1] == k[1] and k[2] & r[2] == k[2] for k in kept):
                kept.append(r)
        found.update(kept)
    return found


def merge(rules: set[Rule]) -> set[Rule]:
    """One fact for all that have the same rules: thirty allies bound by one article share one call.

    After a fact has taken another's place only the heads of the rules that used the other are looked at again.
    """
    ways: dict[int, frozenset[tuple[int, int]]] = {}
    users: dict[int, set[int]] = {}
    for head, group in grouped(rules).items():
        ways[head] = frozenset((body, mask) for _, body, mask in group)
        for f in {f for _, body, _ in group for f in bits(body)}:
            users.setdefault(f, set()).add(head)
    first: dict[frozenset[tuple[int, int]], int] = {}
    todo = set(ways)
    while todo:
        gone: dict[int, int] = {}
        for head in sorted(h for h in todo if ways[h]):
            same = first.setdefault(ways[head], head)
            if same != head:
                kept, lost = min(same, head), max(same, head)
                first[ways[head]] = kept
                gone[lost] = kept
        for lost, kept in gone.items():
            users.setdefault(kept, set()).update(users.pop(lost, ()))
            del ways[lost]
        swapped = sum(1 << f for f in gone)
        touched = {h for kept in gone.values() for h in users[kept] if h in ways}
        todo = {h for h in touched if any(body & swapped for body, _ in ways[h])}
        for head in todo:
            if first.get(ways[head]) == head:
                del first[ways[head]]
            renamed = {(head, _swapped(body, swapped, gone), mask) for body, mask in ways[head]}
            ways[head] = frozenset((b, m) for _, b, m in absorb(r for r in renamed if not r[1] >> head & 1))
    return {(head, body, mask) for head, group in ways.items() for body, mask in group}


def _swapped(body: int, lost: int, kept: dict[int, int]) -> int:
    for f in bits(body & lost):
        while f in kept:
            body, f = body & ~(1 << f) | 1 << kept[f], kept[f]
    return body


def substitute(rules: set[Rule], no_bits: int) -> set[Rule]:
    """Facts with one rule, or with one user, are written out where they are used."""
    by_head: dict[int, set[Rule]] = {}
    users: dict[int, set[Rule]] = {}

    def add(r: Rule) -> None:
        by_head.setdefault(r[0], set()).add(r)
        for f in bits(r[1]):
            users.setdefault(f, set()).add(r)

    def drop(r: Rule) -> None:
        by_head[r[0]].discard(r)
        for f in bits(r[1]):
            users[f].discard(r)

    for r in rules:
        add(r)
    todo = sorted(by_head)
    while todo:
        fact = todo.pop()
        made, used = by_head.get(fact, set()), users.get(fact, set())
        if fact == GOAL or not made or not used or (len(made) > 1 and len(used) > 1):
            continue
        out = []
        for _, body, mask in made:
            for head, ubody, umask in used:
                m = mask | umask
                b = body | ubody & ~(1 << fact)
                if not m & (m >> 1) & no_bits and not b >> head & 1:
                    out.append((head, b, m))
        touched = {f for r in (*made, *used) for f in (r[0], *bits(r[1]))}
        for r in (*list(made), *list(used)):
            drop(r)
        for r in out:
            add(r)
        todo += sorted(touched - {fact})
    return {r for group in by_head.values() for r in group}


def necessities(rules: Iterable[Rule]) -> tuple[dict[int, int], dict[int, int]]:
    """For each fact, the facts and the answers without which it can't be reached (itself among the facts)."""
    ordered: list[tuple[int, list[int], int]] = []
    held, waiting, grows = 0, list(rules), True
    while grows:
        grows = False
        rest = []
        for r in waiting:
            if r[1] & held == r[1]:
                held |= 1 << r[0]
                ordered.append((r[0], bits(r[1]), r[2]))
                grows = True
            else:
                rest.append(r)
        waiting = rest
    facts: dict[int, int] = {}
    answers: dict[int, int] = {}
    for head, body, mask in ordered:
        # First pass, in an order in which every body comes before its head.
        f = 1 << head
        for b in body:
            f |= facts[b]
            mask |= answers[b]
        if head in facts:
            facts[head] &= f
            answers[head] &= mask
        else:
            facts[head], answers[head] = f, mask
    changed = True
    while changed:
        changed = False
        for head, body, mask in ordered:
            old, f = facts[head], 1 << head
            for b in body:
                f |= facts[b]
                mask |= answers[b]
            if old & ~f or answers[head] & ~mask:
                facts[head] = old & f
                answers[head] &= mask
                changed = True
    return facts, answers


def unneeded(rules: set[Rule], no_bits: int) -> set[Rule]:
    """Without what is implied anyway.

    Gone are rules that can't fire before their head holds; rules that fire only when another of the same head does;
    and, in a body, facts and answers that the rest of the body brings with it.
    """
    return pruned(rules, no_bits, *necessities(rules))


def pruned(rules: set[Rule], no_bits: int, facts: dict[int, int], answers: dict[int, int]) -> set[Rule]:
    """`unneeded`, with the necessities at hand."""
    ways = grouped(rules)
    by_head: dict[int, list[tuple[Rule, int, int]]] = {}
    for head, body, mask in rules:
        f, a = _closure(body, mask, facts, answers)
        if f >> head & 1 or a & (a >> 1) & no_bits:
            continue
        for b in bits(body):
            rest = body & ~(1 << b)
            fr, ar = _closure(rest, mask, facts, answers)
            if fr >> b & 1 or any(w & fr == w and m & ar == m for _, w, m in ways[b]):
                body = rest
        for b in bits(body):
            mask &= ~answers[b]
        by_head.setdefault(head, []).append(((head, body, mask), f, a))
    found: set[Rule] = set()
    for group in by_head.values():
        # The widest first, so that what stays is what asks for least.
        alive = sorted(group, key=lambda g: (-g[0][1].bit_count() - g[0][2].bit_count(), g[0]))
        for g in list(alive) if len(alive) > 1 else ():
            r, f, a = g
            if any(k[0] != r and k[0][1] & f == k[0][1] and k[0][2] & a == k[0][2] for k in alive):
                alive.remove(g)
        found.update(g[0] for g in alive)
    return found


def _closure(body: int, mask: int, facts: dict[int, int], answers: dict[int, int]) -> tuple[int, int]:
    """All the facts and answers that a body brings with it."""
    f, a = body, mask
    for b in bits(body):
        f |= facts[b]
        a |= answers[b]
    return f, a
