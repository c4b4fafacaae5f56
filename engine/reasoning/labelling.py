"""All minimal supports of a program's facts, nearest first: level by level in the number of answers.

A set found on one level can only be absorbed by a set of a lower one, so each set is looked at once. Labels are kept
by their rarest answer: whatever absorbs a set has its rarest answer among the set's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import product
from time import monotonic

from engine.reasoning.program import GOAL, Program, bits

SETS = 400_000
"""Candidate sets looked at before a search is cut."""
SECONDS = 20.0
"""Time before a search is cut."""


@dataclass
class Labelling:
    """Supports as masks over the program's literals. `complete` up to size `sure`: all smaller supports are there."""

    of: dict[int, list[int]] = field(default_factory=dict)
    complete: bool = True
    sure: int = 1 << 30
    """Every support with fewer answers than this was found."""

    @property
    def goal(self) -> list[int]:
        """The supports of the goal, nearest first."""
        return self.of.get(GOAL, [])


class _Numbering:
    """One bit for each literal in use, the rarest lowest; both answers to one question stand side by side, highest."""

    def __init__(self, program: Program) -> None:
        count: dict[int, int] = {}
        for _, _, m in program.rules:
            for b in bits(m):
                count[b] = count.get(b, 0) + 1
        mixed = [b for b in count if b ^ 1 in count]
        plain = sorted((b for b in count if b ^ 1 not in count), key=lambda b: (count[b], b))
        pairs = sorted({b & ~1 for b in mixed}, key=lambda b: (count[b] + count[b + 1], b))
        self.old = plain + [x for b in pairs for x in (b, b + 1)]
        self.new = {b: i for i, b in enumerate(self.old)}
        self.pairs = sum(1 << self.new[b] for b in pairs)

    def inward(self, mask: int) -> int:
        return sum(1 << self.new[b] for b in bits(mask))

    def outward(self, mask: int) -> int:
        return sum(1 << self.old[b] for b in bits(mask))


def labels(
    program: Program, *, limit: int | None = None, sets: int = SETS, seconds: float = SECONDS, every: bool = False
) -> Labelling:
    """The supports of the goal, or of every fact; at most `limit` of the goal.

    >>> from engine.supports import Literals
    >>> labels(Program(((0, 2, 2), (1, 0, 8), (0, 0, 10)), Literals(["p", "q"]), ())).goal
    [10]
    """
    if program.holds:
        return Labelling({GOAL: [0]})
    n = _Numbering(program)
    users: dict[int, list[tuple[int, list[int], int]]] = {}
    levels: list[list[tuple[int, int]]] = [[]]
    seen: dict[int, set[int]] = {}
    pairs = n.pairs
    for head, body, m in program.rules:
        seen.setdefault(head, set())
        mask = n.inward(m)
        facts = bits(body)
        for f in facts:
            users.setdefault(f, []).append((head, [g for g in facts if g != f], mask))
        if not facts:
            _put(levels, seen[head], head, mask)
    found: dict[int, list[int]] = {head: [] for head in seen}
    buckets: dict[int, dict[int, list[int]]] = {head: {} for head in seen}
    result = Labelling()
    looked, until = 0, monotonic() + seconds
    size = 0
    while size < len(levels):
        for mask, head in levels[size]:
            looked += 1
            if looked & 255 == 0 and (looked > sets or monotonic() > until):
                break
            if _absorbed(mask, buckets[head]) or (not every and head != GOAL and _absorbed(mask, buckets[GOAL])):
                continue
            found[head].append(mask)
            buckets[head].setdefault(mask & -mask, []).append(mask)
            if head == GOAL and limit is not None and len(found[head]) >= limit:
                break
            for use, others, extra in users.get(head, ()):
                if not others:
                    union = mask | extra
                    if not union & union >> 1 & pairs:
                        _put(levels, seen[use], use, union)
                    continue
                for combo in product(*(found.get(g, ()) for g in others)):
                    union = mask | extra
                    for m in combo:
                        union |= m
                    looked += 1
                    if not union & union >> 1 & pairs:
                        _put(levels, seen[use], use, union)
                if looked > sets:
                    break
        else:
            size += 1
            continue
        result.complete, result.sure = False, size
        break
    result.of = {head: [n.outward(m) for m in masks] for head, masks in found.items()}
    return result


def _put(levels: list[list[tuple[int, int]]], seen: set[int], head: int, mask: int) -> None:
    if mask not in seen:
        seen.add(mask)
        size = mask.bit_count()
        while len(levels) <= size:
            levels.append([])
        levels[size].append((mask, head))


def _absorbed(mask: int, buckets: dict[int, list[int]]) -> bool:
    if 0 in buckets:
        return True
    rest = mask
    while rest:
        low = rest & -rest
        rest ^= low
        for m in buckets.get(low, ()):
            if m & mask == m:
                return True
    return False


def cheapest_support(
    program: Program, cost: Callable[[int], float], *, sets: int = SETS, seconds: float = SECONDS
) -> int | None:
    """The support of least total cost (by bit of the program's literals); None if none was found in time.

    >>> from engine.supports import Literals
    >>> lits = Literals(["p", "q", "r"])
    >>> cheapest_support(Program(((0, 0, 2), (0, 0, 40)), lits, ()), lambda b: {1: 3.0, 3: 1.0, 5: 1.0}[b])
    40
    """
    users: dict[int, list[tuple[int, list[int], int]]] = {}
    heap: list[tuple[float, int, int]] = []
    no_bits = program.literals.no_bits
    price: dict[int, float] = {}

    def total(mask: int) -> float:
        if mask not in price:
            price[mask] = sum(cost(b) for b in bits(mask))
        return price[mask]

    for head, body, mask in program.rules:
        facts = bits(body)
        if not facts:
            heappush(heap, (total(mask), mask, head))
        for f in facts:
            users.setdefault(f, []).append((head, [g for g in facts if g != f], mask))
    found: dict[int, dict[int, list[int]]] = {}
    held: dict[int, list[int]] = {}
    looked, until = 0, monotonic() + seconds
    while heap:
        price_now, mask, head = heappop(heap)
        if head == GOAL and price_now < float("inf"):
            return mask
        looked += 1
        if price_now == float("inf") or looked > sets or (looked & 255 == 0 and monotonic() > until):
            return None
        buckets = found.setdefault(head, {})
        if _absorbed(mask, buckets):
            continue
        buckets.setdefault(mask & -mask, []).append(mask)
        held.setdefault(head, []).append(mask)
        for use, others, extra in users.get(head, ()):
            for combo in product(*(held.get(g, ()) for g in others)):
                union = mask | extra
                for m in combo:
                    union |= m
                looked += 1
                if not union & union >> 1 & no_bits:
                    heappush(heap, (total(union), union, use))
    return None
