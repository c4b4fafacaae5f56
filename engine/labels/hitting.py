"""Minimal hitting sets: smallest choices of answers that intersect every support."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.record.masks import bits
from treaties.support.budget import Budget, current_budget
from treaties.support.limits import HIT


@dataclass(frozen=True)
class Hitting:
    """Minimal hitting sets (sets that intersect every given set), smallest first.

    If `complete`, none is missing; otherwise none with at most `sure` elements is missing. `looked` is the number of
    search steps.
    """

    sets: tuple[int, ...]
    complete: bool
    sure: int
    looked: int = 0


def hitting_sets(
    sets: Sequence[int], *, limit: int = 1000, steps: int | None = None
) -> Hitting:
    """Return the minimal sets that intersect each of the given masks. Sets that contain both answers to a question are
    left out. The yes bit of a question is the one above its no bit. The algorithm is Murakami and Uno's (2014), with
    iterative deepening: an element is added only while each chosen element is still needed for some set.

    Args:
        sets: the sets to hit, as masks.
        limit: the number of hitting sets after which the search stops.
        steps: the number of search steps after which it stops; None for as many as the current budget allows.

    >>> hitting_sets([0b0010, 0b1010]).sets
    (2,)
    >>> hitting_sets([0b0010_10, 0b1000_10]).sets
    (2, 40)
    >>> hitting_sets([]).sets, hitting_sets([0, 0b10]).sets
    ((), ())
    """
    if not sets:
        return Hitting((), True, 0)
    if 0 in sets:
        return Hitting((), True, 1 << 30)
    work = current_budget()
    most = min(work.left // HIT, work.left if steps is None else steps)
    search = _Search(sets, limit, most, work)
    while search.go():
        pass
    work.spend(HIT * search.looked)
    found = tuple(sum(1 << search.old[b] for b in bits(m)) for m in search.found)
    return Hitting(
        found, not search.cut, search.sure if search.cut else 1 << 30, search.looked
    )


class _Search:
    def __init__(
        self, sets: Sequence[int], limit: int, steps: int, work: Budget
    ) -> None:
        # Short masks, in which both answers to a question still stand side by side: those of a crowded world are long.
        self.old = [
            b
            for q in sorted({b >> 1 for m in sets for b in bits(m)})
            for b in (2 * q, 2 * q + 1)
        ]
        new = {b: 1 << n for n, b in enumerate(self.old)}
        self.sets = [sum(new[b] for b in bits(m)) for m in sets]
        self.limit, self.steps, self.work = limit, steps, work
        self.hits: dict[int, int] = {}
        for i, m in enumerate(self.sets):
            for b in bits(m):
                self.hits[b] = self.hits.get(b, 0) | 1 << i
        self.weight = (
            1 + len(self.hits) // 32 + len(self.hits) * len(self.sets) // 50_000
        )
        self.looked = self.branches = 0
        self.found: list[int] = []
        self.cut = False
        self.sure = 0
        self.deeper = False
        self.depth = 0

    def go(self) -> bool:
        """Find all sets of the next size; whether larger ones are worth a look."""
        self.depth, self.deeper = self.depth + 1, False
        self._branch(0, (1 << len(self.sets)) - 1, sum(1 << b for b in self.hits), [])
        if self.cut:
            return False
        self.sure = self.depth
        return self.deeper

    def _branch(
        self, chosen: int, left: int, candidates: int, alone: list[int]
    ) -> None:
        """Look at every way to go on from some chosen elements.

        Args:
            chosen: the elements, as a mask.
            left: the sets that none of them hits.
            candidates: the elements that may still join.
            alone: for each chosen element the sets that it alone hits.
        """
        self.cut = self._spent()
        if self.cut:
            return
        if len(alone) == self.depth:
            self._end(chosen, left)
            return
        if not left:
            return
        options = min(
            (self.sets[i] & candidates for i in _some(left)), key=int.bit_count
        )
        if self._too_few(self.depth - len(alone), left, candidates):
            self.deeper = True
            return
        candidates &= ~options
        for b in self._by_hits(options, left):
            kept = self._alone_beside(b, chosen, alone)
            if kept is not None:
                hit = self.hits[b]
                self._branch(
                    chosen | 1 << b, left & ~hit, candidates, [*kept, hit & left]
                )
                if self.cut:
                    return
            candidates |= 1 << b

    def _spent(self) -> bool:
        """Count a step; whether the steps, or the time, are used up."""
        self.looked += self.weight
        self.branches += 1
        if self.looked > self.steps:
            return True
        return self.branches & 1023 == 0 and not self.work.has_work

    def _end(self, chosen: int, left: int) -> None:
        """Take up as many elements as are allowed: a hitting set where they hit all."""
        if left:
            self.deeper = True
        elif len(self.found) < self.limit:
            self.found.append(chosen)
        else:
            self.cut = True

    def _too_few(self, places: int, left: int, candidates: int) -> bool:
        """Whether so many more elements can't hit all that is left: of several, one would have to hit its share."""
        if places < 2:
            return False
        share = left.bit_count() / places
        return not any(
            (self.hits[b] & left).bit_count() >= share for b in bits(candidates)
        )

    def _by_hits(self, options: int, left: int) -> list[int]:
        """Elements, those first that hit most, so that sizes fill up quickly."""
        return sorted(
            bits(options), key=lambda b: (-(self.hits[b] & left).bit_count(), b)
        )

    def _alone_beside(
        self, element: int, chosen: int, alone: list[int]
    ) -> list[int] | None:
        """For each chosen element the sets that it alone hits once another joins.

        None where one would be left with none, or where the other answer to the same question is chosen.
        """
        if chosen >> (element ^ 1) & 1:
            return None
        hit = self.hits[element]
        kept = [sets & ~hit for sets in alone]
        return kept if all(kept) else None


def _some(left: int) -> list[int]:
    """A few of the sets still to be hit, enough to find a small one."""
    found: list[int] = []
    while left and len(found) < 24:
        low = left & -left
        found.append(low.bit_length() - 1)
        left ^= low
    return found
