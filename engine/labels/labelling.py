"""All minimal supports of a program's facts, nearest first: level by level in the number of answers.

A set found on one level can only be absorbed by a set of a lower one, so each set is looked at once. Labels are kept
by their rarest answer: whatever absorbs a set has its rarest answer among the set's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import product
from math import inf
from time import monotonic

from engine.labels.program import GOAL, Program, bits

SETS = 600_000
"""Candidate sets made before a search is cut; one takes from 150 to 400 bytes."""
SECONDS = inf
"""Time before a search is cut; none unless asked for, so that the same question has the same answer everywhere."""


FEW = 1000
"""Masks up to which each is renumbered bit by bit: the tables for more take the square of the questions."""


@dataclass
class Labelling:
    """Supports as masks over the program's literals. `complete` up to size `sure`: all smaller supports are there."""

    of: dict[int, list[int]] = field(default_factory=dict)
    complete: bool = True
    sure: int = 1 << 30
    """Every support with fewer answers than this was found."""
    looked: int = 0
    """The candidate sets that were looked at."""

    @property
    def goal(self) -> list[int]:
        """The supports of the goal, nearest first."""
        return self.of.get(GOAL, [])


class Numbering:
    """One bit for each literal in use, the rarest lowest; both answers to one question stand side by side, highest.

    `inward` translates a mask of the program, `outward` translates back, `pairs` has the lower bits of such pairs.
    """

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
        self._bytes: list[list[int]] = []

    def inward(self, mask: int) -> int:
        return sum(1 << self.new[b] for b in bits(mask))

    def outward(self, masks: Iterable[int]) -> list[int]:
        masks = list(masks)
        if len(masks) < FEW:
            return [sum(1 << self.old[b] for b in bits(mask)) for mask in masks]
        if not self._bytes:
            # Byte by byte, because labels are many.
            for start in range(0, len(self.old), 8):
                table = [0]
                for b in self.old[start : start + 8]:
                    table += [x | 1 << b for x in table]
                self._bytes.append(table)
        found = []
        for mask in masks:
            out = 0
            for table in self._bytes:
                out |= table[mask & 255]
                mask >>= 8
            found.append(out)
        return found


def labels(
    program: Program, *, limit: int | None = None, sets: int = SETS, seconds: float = SECONDS, every: bool = False
) -> Labelling:
    """The supports of the goal, or of every fact; at most `limit` of the goal.

    >>> from engine.labels.labels import Literals
    >>> labels(Program(((0, 2, 2), (1, 0, 8), (0, 0, 10)), Literals(["p", "q"]), ())).goal
    [10]
    """
    if program.holds:
        return Labelling({GOAL: [0]})
    n = Numbering(program)
    users, levels = _prepared(program, n)
    found: dict[int, list[tuple[int, int]]] = {head: [] for head, _, _ in program.rules}
    buckets: dict[int, dict[int, list[int]]] = {head: {} for head in found}
    pairs, done = n.pairs, buckets.get(GOAL, {})
    made, ticks, until = 0, 0, monotonic() + seconds
    size = 0
    while size < len(levels):
        level = levels[size]
        while level:
            head, candidates = level.popitem()
            mine, kept = found[head], buckets[head]
            for mask, through in candidates.items():
                ticks += 1
                if ticks & 255 == 0 and monotonic() > until:
                    break
                if absorbs(kept, mask) or (not every and head != GOAL and absorbs(done, mask)):
                    continue
                # Every fact on the way has a support within this one: what leads back to it is absorbed there.
                through |= 1 << head
                mine.append((mask, through))
                kept.setdefault(mask & -mask, []).append(mask)
                if head == GOAL and limit is not None and len(mine) >= limit:
                    break
                for use, others, extra in users.get(head, ()):
                    if through >> use & 1:
                        continue
                    if not others:
                        union = mask | extra
                        made += 1
                        if not union & union >> 1 & pairs:
                            _put(levels, use, union, through)
                        continue
                    for combo in product(*(found.get(g, ()) for g in others)):
                        union, past = mask | extra, through
                        for m, t in combo:
                            union |= m
                            past |= t
                        made += 1
                        if not past >> use & 1 and not union & union >> 1 & pairs:
                            _put(levels, use, union, past)
                        if made > sets:
                            break
                if made > sets:
                    break
            else:
                continue
            return Labelling(_outward(found, n, every), False, size, made)
        size += 1
    return Labelling(_outward(found, n, every), looked=made)


Users = dict[int, list[tuple[int, list[int], int]]]
Level = dict[int, dict[int, int]]
"""By head the candidates of one size; for each the facts on its way."""


def _prepared(program: Program, n: Numbering) -> tuple[Users, list[Level]]:
    """For each fact the rules that use it, with the other facts of their bodies; and the first candidates."""
    users: Users = {}
    levels: list[Level] = [{}]
    for head, body, m in program.rules:
        mask = n.inward(m)
        facts = bits(body)
        for f in facts:
            users.setdefault(f, []).append((head, [g for g in facts if g != f], mask))
        if not facts:
            _put(levels, head, mask, 0)
    return users, levels


def _outward(found: dict[int, list[tuple[int, int]]], n: Numbering, every: bool) -> dict[int, list[int]]:
    return {head: n.outward(m for m, _ in masks) for head, masks in found.items() if every or head == GOAL}


def _put(levels: list[Level], head: int, mask: int, through: int) -> None:
    size = mask.bit_count()
    while len(levels) <= size:
        levels.append({})
    mine = levels[size].setdefault(head, {})
    mine[mask] = mine.get(mask, 0) | through


def absorbs(buckets: dict[int, list[int]], mask: int) -> bool:
    """Whether a set has a subset among those kept by their lowest bits."""
    if 0 in buckets:
        return True
    rest = mask
    while rest:
        low = rest & -rest
        rest ^= low
        if low in buckets:
            for m in buckets[low]:
                if m & mask == m:
                    return True
    return False


def cheapest_support(
    program: Program, cost: Callable[[int], float], *, sets: int = SETS, seconds: float = SECONDS
) -> int | None:
    """The support of least total cost (by bit of the program's literals); None if none was found in time.

    >>> from engine.labels.labels import Literals
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
        if absorbs(buckets, mask):
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
                if looked > sets:
                    break
    return None
