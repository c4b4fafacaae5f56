"""The nearest way to a goal in one derivation, exactly: best first over sets of answers, within what can still matter.

A relaxation comes first. Along one path of an acyclic proof the answers about performing, striking and one pair of
states are all different, so their sum never exceeds the number of answers of the whole proof. What a path through a
fact cannot bring under the bound is left out; what remains is searched over sets, where shared answers count once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import product

from engine.cascade.facts import Fact, Step
from engine.cascade.questions import FURTHER, Literal, kind_of
from engine.sweep.clauses import Judge, about
from engine.sweep.costs import FAR, UNIT

GOAL = Fact("goal", ())
LAWFUL = ("lawful-defence:", "unlawful:")


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step as one reading leaves it: only its open answers, with what they cost."""

    head: Fact
    body: tuple[Fact, ...]
    open: tuple[Literal, ...]
    apart: int
    """The cost of those of its answers that no other step of a path can share."""


def ground(steps: Iterable[Step], judge: Judge) -> list[OpenStep]:
    """The steps that a reading leaves standing."""
    found = []
    for s in steps:
        open_ = []
        for ident, answer in s.literals:
            held = judge.settled(ident)
            if held is None:
                open_.append((ident, answer))
            elif held != answer:
                break
        else:
            apart = sum(judge.cost(q) for q, _ in open_ if _apart(s, q)) if open_ else 0
            found.append(OpenStep(s.head, s.body, tuple(open_), apart))
    return found


def _apart(step: Step, ident: str) -> bool:
    """Whether an answer stands at one place of a proof only: see the head of this module."""
    kind, args = step.head
    if kind in ("attacked", "belligerent"):
        return kind_of(ident) in (*FURTHER, "attributed")
    if kind == "called":
        return about(ident, args[2], args[1]) and not ident.startswith(LAWFUL)
    return kind in ("due", "callable-in-law") and ident.startswith(LAWFUL)


def least(steps: Sequence[OpenStep]) -> dict[Fact, int]:
    """For each fact a cost that no proof of it goes below, cheapest first."""
    low: dict[Fact, int] = {}
    direct: dict[Fact, int] = {}
    users: dict[Fact, list[int]] = {}
    missing = [len(set(s.body)) for s in steps]
    called: dict[Fact, int] = {}
    heap: list[tuple[int, int]] = []
    for i, s in enumerate(steps):
        for f in set(s.body):
            users.setdefault(f, []).append(i)
        if s.head.kind == "called":
            called[s.head] = min(s.apart, called.get(s.head, FAR))
        if not s.body:
            heappush(heap, (s.apart, i))
    while heap:
        cost, i = heappop(heap)
        head = steps[i].head
        if head in low:
            continue
        low[head] = cost
        if head.kind == "called":
            struck = steps[i].body[:1]
            direct[head] = called[head] + (low[struck[0]] if struck and struck[0].kind == "attacked" else 0)
        for j in users.get(head, ()):
            missing[j] -= 1
            if not missing[j] and steps[j].head not in low:
                heappush(heap, (value(steps[j], low, direct), j))
    return low


def value(s: OpenStep, low: Mapping[Fact, int], direct: Mapping[Fact, int]) -> int:
    """What a step costs at least: its own answers count on the path through the force that calls the clause."""
    kind = s.head.kind
    whole = max((low[f] for f in s.body), default=0)
    if kind in ("due", "callable-in-law"):
        called = next((f for f in s.body if f.kind == "called"), None)
        return max(whole, direct[called] + s.apart if called else 0)
    if kind == "called":
        struck = s.body[0] if s.body and s.body[0].kind == "attacked" else None
        return max(whole, (low[struck] if struck else 0) + s.apart)
    return whole + s.apart


def corridor(steps: Sequence[OpenStep], low: Mapping[Fact, int], bound: int) -> tuple[list[OpenStep], dict[Fact, int]]:
    """The steps that may stand in a proof of the goal under the bound, and what at least comes after each fact."""
    alive = [s for s in steps if all(f in low for f in s.body)]
    ahead: dict[Fact, int] = {GOAL: 0}
    makers: dict[Fact, list[OpenStep]] = {}
    for s in alive:
        makers.setdefault(s.head, []).append(s)
    todo = [(0, GOAL)]
    while todo:
        far, fact = heappop(todo)
        if far > ahead[fact]:
            continue
        for s in makers.get(fact, ()):
            on = far + (s.apart if s.head.kind in ("attacked", "belligerent") else 0)
            for f in s.body:
                if on < ahead.get(f, FAR) and low[f] + on < bound:
                    ahead[f] = on
                    heappush(todo, (on, f))
    kept = [
        s
        for s in alive
        if s.head in ahead
        and all(f in ahead for f in s.body)
        and max([low[f] for f in s.body], default=0)
        + (s.apart if s.head.kind in ("attacked", "belligerent") else 0)
        + ahead[s.head]
        < bound
    ]
    return kept, ahead


def nearest(steps: Sequence[OpenStep], judge: Judge, bound: int, budget: int) -> tuple[int | None, int]:
    """The cost of the nearest proof of the goal under the bound, and the cost below which none was overlooked.

    The second number is the bound where the search was not cut.
    """
    low = least(steps)
    if low.get(GOAL, FAR) >= bound:
        return None, bound
    kept, ahead = corridor(steps, low, bound)
    bits: dict[Literal, int] = {}
    costs: list[tuple[int, int]] = []
    for s in kept:
        for q, _ in s.open:
            if (q, True) not in bits:
                at = 2 * len(costs)
                bits[q, False], bits[q, True] = 1 << at, 2 << at
                costs.append((3 << at, judge.cost(q)))
    events = sum(m for m, c in costs if c == UNIT)
    either = sum(1 << (2 * i) for i in range(len(costs)))

    def price(mask: int) -> int:
        return mask.bit_count() * UNIT + (mask & ~events).bit_count()

    own = [sum(bits[x] for x in s.open) for s in kept]
    users: dict[Fact, list[int]] = {}
    heap: list[tuple[int, int, int]] = []
    for i, s in enumerate(kept):
        for f in set(s.body):
            users.setdefault(f, []).append(i)
        if not s.body:
            heappush(heap, (price(own[i]), own[i], i))
    held: dict[Fact, list[int]] = {}
    looked = 0
    while heap:
        cost, mask, i = heappop(heap)
        head = kept[i].head
        if head == GOAL:
            return cost, bound
        label = held.setdefault(head, [])
        if any(m & mask == m for m in label):
            continue
        if looked > budget:
            return None, cost
        label.append(mask)
        for j in users.get(head, ()):
            use = kept[j]
            for combo in product(*((mask,) if f == head else held.get(f, ()) for f in use.body)):
                looked += 1
                union = own[j]
                for m in combo:
                    union |= m
                if union & (union >> 1) & either:
                    continue
                # Nothing that comes after a fact stands below it in an acyclic proof.
                price_ = price(union)
                if price_ + ahead[use.head] < bound and not any(m & union == m for m in held.get(use.head, ())):
                    heappush(heap, (price_, union, j))
    return None, bound
