"""All minimal supports of a program's facts, nearest first: level by level in the number of answers.

A set found on one level can only be absorbed by a set of a lower one, so each set is looked at once. Labels are kept
by their rarest answer: whatever absorbs a set has its rarest answer among the set's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product

from engine.labels.masks import bits
from engine.labels.numbering import Numbering
from engine.labels.program import GOAL, Program
from treaties.support.budget import current_budget
from treaties.support.limits import ROOM, RULE, SET

COMPARED = 40
"""Sets that are held against another for a look."""
ENTRY = 160
"""Bytes that one of them takes beside its answers and facts."""
NONE = 1 << 30
"""More answers than any set has."""


@dataclass
class Labelling:
    """Supports as masks over the program's literals. `complete` up to size `sure`: all smaller supports are there."""

    of: dict[int, list[int]] = field(default_factory=dict)
    complete: bool = True
    sure: int = NONE
    """Every support with fewer answers than this was found."""
    looked: int = 0
    """The candidate sets that were looked at."""

    @property
    def goal(self) -> list[int]:
        """The supports of the goal, nearest first."""
        return self.of.get(GOAL, [])


def labels(
    program: Program,
    *,
    limit: int | None = None,
    sets: int | None = None,
    every: bool = False,
    room: int = ROOM,
) -> Labelling:
    """Find the supports of the goal, or of every fact.

    What is cut says below which size it is complete.

    Args:
        program: the rules of the goal, their bodies as masks.
        limit: the supports of the goal after which the search ends; None for all.
        sets: how many sets of answers may be made before the search is cut; what the budget has left for where left out.
        every: find the supports of every fact, not of the goal alone.
        room: how many candidates may be kept for later; the largest are given up first.

    >>> from engine.labels.labels import Literals
    >>> labels(Program(((0, 2, 2), (1, 0, 8), (0, 0, 10)), Literals(["p", "q"]), ())).goal
    [10]
    """
    if program.holds:
        return Labelling({GOAL: [0]})
    work = current_budget()
    work.spend(RULE * len(program.rules))
    most = work.left // SET if sets is None else sets
    n = Numbering(program)
    names = in_use(program)
    users, waiting = _prepared(program, n, names, room)
    found: dict[int, list[tuple[int, int]]] = {
        names[head]: [] for head, _, _ in program.rules
    }
    buckets: dict[int, dict[int, list[int]]] = {head: {} for head in found}
    pairs, done = n.pairs, buckets.get(GOAL, {})
    made, ticks, size, paid, seen = 0, 0, 0, 0, [0]
    while size < len(waiting.levels):
        level = waiting.levels[size]
        while level:
            head, candidates = level.popitem()
            waiting.count -= len(candidates)
            mine, kept = found[head], buckets[head]
            for mask, through in candidates.items():
                ticks += 1
                if ticks & 255 == 0:
                    cost, seen[0], paid = (
                        SET * (made - paid) + seen[0] // COMPARED,
                        0,
                        made,
                    )
                    if not work.spend(cost):
                        break
                    most = min(most, made + work.left // SET)
                if absorbs(kept, mask, seen) or (
                    not every and head != GOAL and absorbs(done, mask, seen)
                ):
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
                    for combo in product(*(found.get(g, ()) for g in others)):
                        union, past = mask | extra, through
                        for m, t in combo:
                            union |= m
                            past |= t
                        made += 1
                        if not past >> use & 1 and not union & union >> 1 & pairs:
                            waiting.put(use, union, past)
                        if made > most:
                            break
                if made > most:
                    break
            else:
                continue
            work.spend(SET * (made - paid))
            return Labelling(_outward(found, n, names, every), False, size, made)
        size += 1
    work.spend(SET * (made - paid))
    return Labelling(
        _outward(found, n, names, every), waiting.below == NONE, waiting.below, made
    )


Users = dict[int, list[tuple[int, list[int], int]]]
Level = dict[int, dict[int, int]]
"""By head the candidates of one size; for each the facts on its way."""


class Waiting:
    """Candidates by size. `below` is the size from which on any were left out, to make room."""

    def __init__(self, room: int) -> None:
        self.count = 0
        self.below = NONE
        self._room = room
        self.levels: list[Level] = []

    def put(self, head: int, mask: int, through: int) -> None:
        """Put in a candidate; of a set that is there already the facts on its way are joined, and the largest go where
        room ends.

        Args:
            head: the number of the fact whose support it may be.
            mask: the answers, as a mask.
            through: the facts on its way, as a mask.
        """
        size = mask.bit_count()
        if size >= self.below:
            return
        levels = self.levels
        while len(levels) <= size:
            levels.append({})
        mine = levels[size].setdefault(head, {})
        if mask in mine:
            mine[mask] |= through
            return
        mine[mask] = through
        self.count += 1
        if self.count > self._room:
            self.below = len(levels) - 1
            last = levels.pop()
            self.count -= sum(map(len, last.values()))
            last.clear()


def in_use(program: Program) -> dict[int, int]:
    """Numbers for the facts in use, one after the other, so that sets of them are short; the goal keeps its own.

    >>> from engine.labels.labels import Literals
    >>> in_use(Program(((0, 128, 2), (7, 0, 8)), Literals(["p", "q"]), ()))
    {0: 0, 7: 1}
    """
    used = dict.fromkeys(
        f for head, body, _ in program.rules for f in (head, *bits(body))
    )
    return {f: n for n, f in enumerate(dict.fromkeys((GOAL, *used)))}


def _prepared(
    program: Program, n: Numbering, names: dict[int, int], room: int
) -> tuple[Users, Waiting]:
    """For each fact the rules that use it, with the other facts of their bodies; and the first candidates."""
    users: Users = {}
    waiting = Waiting(room // (ENTRY + (len(n.old) + len(names)) // 8))
    for h, body, m in program.rules:
        head, mask = names[h], n.inward(m)
        facts = [names[f] for f in bits(body)]
        for f in facts:
            users.setdefault(f, []).append((head, [g for g in facts if g != f], mask))
        if not facts:
            waiting.put(head, mask, 0)
    return users, waiting


def _outward(
    found: dict[int, list[tuple[int, int]]],
    n: Numbering,
    names: dict[int, int],
    every: bool,
) -> dict[int, list[int]]:
    facts = {number: fact for fact, number in names.items()}
    return {
        facts[f]: n.outward(m for m, _ in masks)
        for f, masks in found.items()
        if every or f == GOAL
    }


def absorbs(buckets: dict[int, list[int]], mask: int, seen: list[int]) -> bool:
    """Tell whether a set has a subset among those kept by their lowest bits; counts in `seen` those that it is held to.

    Args:
        buckets: the sets that are kept, by their lowest bit.
        mask: the set.
        seen: one number, to which those that are held against it are added.
    """
    if 0 in buckets:
        return True
    rest = mask
    while rest:
        low = rest & -rest
        rest ^= low
        if low in buckets:
            seen[0] += len(buckets[low])
            for m in buckets[low]:
                if m & mask == m:
                    return True
    return False
