"""Supports of a derivation: the minimal sets of answers under which each fact holds.

The label of a fact is the antichain of its supports (de Kleer's ATMS label; absorptive why-provenance). Supports are
found smallest first, so each is final: a union is never smaller than its parts, hence no later set can absorb it. Sets
of literals are bit masks with two bits for each question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from engine.labels.nearest_first import NearestFirst
from engine.record.facts import Derivation, Fact, Step
from engine.record.literals import Literals, minimal
from treaties.support.limits import BUDGET, LABEL


@dataclass(frozen=True, slots=True)
class Proof:
    """The first derivation of a support: the step, and the support of each fact of its body."""

    step: Step
    parents: tuple[int, ...]


class Labels:
    """The label of each fact of a derivation (its list of supports), with a shortest proof for each support.

    Supports are found in order of their open answers, then of all their answers. Questions in `settled` are answered by
    a presumption and cost nothing. All supports within `horizon` open answers are kept as long as `budget` (a number of
    candidates) lasts; after that, `limit` caps the supports of each fact. Facts whose label may be incomplete are in
    `truncated`; a missing support has at least `exact_below` open answers. With `far`, the horizon counts further acts
    instead: see `NearestFirst`.
    """

    def __init__(
        self,
        record: Derivation,
        settled: Iterable[str] = (),
        *,
        limit: int = LABEL,
        budget: int = BUDGET,
        horizon: int | None = None,
        far: int | None = None,
    ) -> None:
        self._search = NearestFirst(record, set(settled), limit, budget, horizon, far)
        self.looked = self._search.looked
        """The candidates that were looked at."""
        self.further = self._search.further
        """Whether there are ways beyond the acts that `far` looks for."""
        self.literals = Literals(
            {q for s in (*record.steps, *record.signed) for q, _ in s.literals},
            self._search.used(),
        )
        cuts = [
            c for c in (self._search.exact_below, record.exact_below) if c is not None
        ]
        self.exact_below = min(cuts, default=None)
        """The open answers from which on ways may be missing; None where all are there."""
        self.short_of_steps = record.exact_below is not None and record.exact_below < (
            self._search.exact_below or record.exact_below + 1
        )
        """Whether the record, and not the search, is what ends the supports."""
        firsts = [2 * self.literals.index[q] for q in self._search.answers]
        self._bits = [1 << at + no for at in firsts for no in (0, 1)]
        """By bit of a mask of the search the same bit in a mask of `literals`."""
        self._masks: dict[int, int] = {}
        self._labels: dict[int, tuple[int, ...]] = {}

    @cached_property
    def of(self) -> dict[Fact, tuple[int, ...]]:
        """The label of every fact that has one."""
        return {f: self[f] for f in self._search.number if self[f]}

    @cached_property
    def truncated(self) -> frozenset[Fact]:
        """The facts whose label may be incomplete."""
        search, facts = self._search, list(self._search.number)
        users: list[list[int]] = [[] for _ in facts]
        for head, body in zip(search.heads, search.bodies, strict=True):
            for f in body:
                users[f].append(head)
        found = set(todo := list(search.cut))
        while todo:
            todo += (new := set(users[todo.pop()]) - found)
            found |= new
        return frozenset(facts[n] for n in found)

    def __getitem__(self, fact: Fact) -> tuple[int, ...]:
        number = self._search.number.get(fact)
        if number is None:
            return ()
        root = self._search.roots[number]
        if root not in self._labels:
            found = map(self._outward, self._search.labels[root])
            self._labels[root] = tuple(sorted(found, key=lambda m: (m.bit_count(), m)))
        return self._labels[root]

    def proof(self, fact: Fact, mask: int) -> Proof | None:
        """Return how a support of a fact was first derived, or None if `mask` is not one of its supports."""
        search, label = self._search, self[fact]
        if mask not in label:
            return None
        number = search.number[fact]
        root = search.roots[number]
        if root != number:
            return Proof(search.steps[search.only[number]], (mask,))
        at = next(
            i for i, m in enumerate(search.labels[root]) if self._outward(m) == mask
        )
        step, parents = search.origins[root][at]
        return Proof(
            search.steps[step], tuple(map(self._outward, search.parents(step, parents)))
        )

    def following(self, steps: Sequence[Step]) -> dict[Fact, tuple[int, ...]]:
        """Return the supports of the facts that additional steps derive from facts with labels."""
        found: dict[Fact, tuple[int, ...]] = {}
        before: dict[Fact, tuple[int, ...]] | None = None
        while found != before:
            before = dict(found)
            for step in steps:
                masks = {self.literals.encode(step.literals)}
                for fact in step.body:
                    label = found.get(fact, ()) or self[fact]
                    masks = {m | other for m in masks for other in label}
                known = found.get(step.head, ())
                more = (m for m in masks if self.literals.consistent(m))
                found[step.head] = minimal((*known, *more))
        return found

    def _outward(self, mask: int) -> int:
        """A mask of the search as one of `literals`."""
        found = self._masks.get(mask)
        if found is None:
            found, left = 0, mask
            while left:
                low = left & -left
                found |= self._bits[low.bit_length() - 1]
                left ^= low
            self._masks[mask] = found
        return found
