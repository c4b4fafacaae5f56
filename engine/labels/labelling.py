"""Search for all minimal supports of the facts of a program, level by level in the number of answers.

A set found on one level can be absorbed only by sets of lower levels, so each set is examined once. Supports are
indexed by their rarest answer, because it occurs in every set that the support absorbs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from engine.labels.numbering import Numbering
from engine.labels.program import GOAL, Program
from engine.record.masks import bits
from treaties.support.budget import Budget, current_budget
from treaties.support.limits import ROOM, RULE, SET

COMPARED = 40
"""Number of subset comparisons that count as one unit of work."""
ENTRY = 160
"""Approximate bytes that a candidate takes besides its masks."""
NONE = 1 << 30
"""A number larger than the size of any set."""


@dataclass
class Labelling:
    """The supports of facts (minimal sets of answers under which they hold), as masks of the program's literals.

    No support with fewer than `sure` answers is missing; if `complete`, none is.
    """

    of: dict[int, list[int]] = field(default_factory=dict)
    complete: bool = True
    sure: int = NONE
    """The size below which every support was found."""
    looked: int = 0
    """The number of candidate sets examined."""

    @property
    def goal(self) -> list[int]:
        """The supports of the goal, smallest first."""
        return self.of.get(GOAL, [])


def labels(
    program: Program,
    *,
    limit: int | None = None,
    sets: int | None = None,
    every: bool = False,
    room: int = ROOM,
) -> Labelling:
    """Return the supports of a program's goal, or of all its facts: the minimal sets of answers under which they hold.

    If the search is cut short, the result says up to which size it is complete.

    Args:
        program: the rules of the goal, with bodies as masks.
        limit: the number of supports of the goal after which the search stops; None for all.
        sets: the number of candidate sets after which it stops; None for as many as the current budget allows.
        every: whether to find the supports of every fact instead of the goal's alone.
        room: the number of candidates kept in memory; the largest are dropped first.

    >>> from engine.record.literals import Literals
    >>> labels(Program(((0, 2, 2), (1, 0, 8), (0, 0, 10)), Literals(["p", "q"]), ())).goal
    [10]
    """
    if program.holds:
        return Labelling({GOAL: [0]})
    work = current_budget()
    work.spend(RULE * len(program.rules))
    n = Numbering(program)
    names = in_use(program)
    users, waiting = _prepared(program, n, names, room)
    effort = _Effort(work, work.left // SET if sets is None else sets)
    found: Found = {names[head]: [] for head, _, _ in program.rules}
    enough = NONE if limit is None else limit
    ended = _search(users, waiting, found, effort, n.pairs, enough, every=every)
    work.spend(effort.unpaid())
    supports = _outward(found, n, names, every)
    if not ended:
        return Labelling(supports, False, waiting.size, effort.made)
    return Labelling(supports, waiting.below == NONE, waiting.below, effort.made)


def _search(
    users: Users,
    waiting: Waiting,
    found: Found,
    effort: _Effort,
    pairs: int,
    enough: int,
    *,
    every: bool,
) -> bool:
    """Take up candidates until none is left, and put the supports among them into `found`; False if it was cut.

    Args:
        users: by fact the rules that use it.
        waiting: the candidates.
        found: the supports of each fact, to which those found are added.
        effort: the work done, and how much may be.
        pairs: the lower bits of questions to which both answers are in use.
        enough: the supports of the goal after which the search ends.
        every: whether supports are looked for that the goal does not need.
    """
    kept: dict[int, dict[int, list[int]]] = {head: {} for head in found}
    kept_of_goal = kept.get(GOAL, {})
    for head, mask, through in waiting.smallest_first():
        if not effort.go_on():
            return False
        own = every or head == GOAL
        smaller = (kept[head],) if own else (kept[head], kept_of_goal)
        if any(absorbs(sets, mask, effort.compared) for sets in smaller):
            continue
        # Every fact on the way has a support within this one: what leads back to it is absorbed there.
        through |= 1 << head
        found[head].append((mask, through))
        kept[head].setdefault(mask & -mask, []).append(mask)
        if head == GOAL and len(found[GOAL]) >= enough:
            return False
        for use, union, past in _unions(users, found, head, mask, through):
            effort.made += 1
            if not past >> use & 1 and not union & union >> 1 & pairs:
                waiting.put(use, union, past)
            if effort.made > effort.most:
                return False
    return True


def _unions(
    users: Users, found: Found, head: int, mask: int, through: int
) -> Iterator[tuple[int, int, int]]:
    """Join a new support with supports of the other facts of each body that uses its fact.

    Gives the fact that the body makes, the answers and the facts on the way.
    """
    for use, others, extra in users.get(head, ()):
        if through >> use & 1:
            continue
        for combo in product(*(found.get(g, ()) for g in others)):
            union, past = mask | extra, through
            for m, t in combo:
                union |= m
                past |= t
            yield use, union, past


@dataclass
class _Effort:
    """The work of one search: what was done, what of it is paid, and how many sets may be made."""

    work: Budget
    most: int
    made: int = 0
    visited: int = 0
    paid: int = 0
    compared: list[int] = field(default_factory=lambda: [0])
    """One number: the sets that candidates were held against since the last payment."""

    def go_on(self) -> bool:
        """Count a candidate; False where the budget is used up, which is seen every 256 candidates."""
        self.visited += 1
        if self.visited & 255:
            return True
        compared, self.compared[0] = self.compared[0], 0
        if not self.work.spend(self.unpaid() + compared // COMPARED):
            return False
        self.most = min(self.most, self.made + self.work.left // SET)
        return True

    def unpaid(self) -> int:
        """Give what the sets made since the last payment cost, which is paid now."""
        new = self.made - self.paid
        self.paid = self.made
        return SET * new


Users = dict[int, list[tuple[int, list[int], int]]]
"""For each fact, the rules that use it: head, other facts of the body, answers."""
Found = dict[int, list[tuple[int, int]]]
"""For each fact, its supports, each with a mask of the facts used to derive it."""
Level = dict[int, dict[int, int]]
"""Candidates of one size: for each head, masks of answers, each with a mask of the facts used to derive it."""


class Waiting:
    """A queue of candidate sets by size. Candidates of size `below` or more may have been dropped to save memory."""

    def __init__(self, room: int) -> None:
        self.count = 0
        self.below = NONE
        self._room = room
        self.levels: list[Level] = []
        self.size = 0
        """The size of the candidates that are taken out."""

    def smallest_first(self) -> Iterator[tuple[int, int, int]]:
        """Remove and yield every candidate, smallest first, as (head, answers, facts used). Candidates may be added
        meanwhile.
        """
        while self.size < len(self.levels):
            level = self.levels[self.size]
            while level:
                head, candidates = level.popitem()
                self.count -= len(candidates)
                for mask, through in candidates.items():
                    yield head, mask, through
            self.size += 1

    def put(self, head: int, mask: int, through: int) -> None:
        """Add a candidate. If it is queued already, the facts used in both derivations are united. The largest
        candidates are dropped when memory runs out.

        Args:
            head: the number of the fact that it may support.
            mask: the answers, as a mask.
            through: the facts used to derive it, as a mask.
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
    """Return new consecutive numbers for the facts that occur in a program, so that masks of them are short. The goal
    keeps its number.

    >>> from engine.record.literals import Literals
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
    found: Found,
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
    """Return whether some kept set is a subset of `mask`.

    Args:
        buckets: the kept sets, by their lowest bit.
        mask: the set to test.
        seen: a list with one number, increased by the number of comparisons made.
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
