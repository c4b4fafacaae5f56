"""Supports: the minimal sets of answers under which each fact of a derivation holds.

A fact's label is the antichain of its supports (de Kleer's ATMS label; absorptive why-provenance). Supports are found
smallest first, so that each one found is final: a union is never smaller than its parts, hence nothing found later can
absorb it. Sets of literals are bit masks, two bits to a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import product

from engine.facts import Derivation, Fact, Step
from engine.questions import Literal

LIMIT = 256
"""Supports kept for one fact; where there are more, the label is marked truncated."""
BUDGET = 400_000
"""Candidates looked at in one world before labels are cut and marked truncated."""


class Literals:
    """The numbering of answers: question i is bit 2i for no and bit 2i + 1 for yes, in the order of the ids.

    >>> lits = Literals(["b", "a"])
    >>> lits.decode(lits.encode([("a", True), ("b", False)]))
    (('a', True), ('b', False))
    """

    def __init__(self, questions: Iterable[str]) -> None:
        self.ids = sorted(questions)
        self.index = {q: i for i, q in enumerate(self.ids)}
        self.no_bits = sum(1 << (2 * i) for i in range(len(self.ids)))

    def bit(self, literal: Literal) -> int:
        """The bit of one answer."""
        question, answer = literal
        return 1 << (2 * self.index[question] + answer)

    def encode(self, literals: Iterable[Literal]) -> int:
        """The mask of a set of answers."""
        mask = 0
        for literal in literals:
            mask |= self.bit(literal)
        return mask

    def decode(self, mask: int) -> tuple[Literal, ...]:
        """The answers of a mask, in the order of the ids."""
        found = []
        while mask:
            low = mask & -mask
            at = low.bit_length() - 1
            found.append((self.ids[at >> 1], bool(at & 1)))
            mask ^= low
        return tuple(found)

    def consistent(self, mask: int) -> bool:
        """Whether no question is answered both ways."""
        return not mask & (mask >> 1) & self.no_bits


@dataclass(frozen=True, slots=True)
class Proof:
    """How one support of one fact was first derived: the step, and the support of each fact of its body."""

    step: Step
    parents: tuple[int, ...]


class Labels:
    """The labels of all facts of a derivation, and one shortest proof for each support.

    `limit` caps the supports kept for a fact, `budget` the candidates looked at; what is cut is marked.
    """

    def __init__(self, record: Derivation, *, limit: int = LIMIT, budget: int = BUDGET) -> None:
        self.literals = Literals({q for s in record.steps for q, _ in s.literals})
        self.of: dict[Fact, list[int]] = {}
        self.proofs: dict[tuple[Fact, int], Proof] = {}
        self.truncated: set[Fact] = set()
        self._steps = sorted(record.steps, key=lambda s: (s.head, s.rule, s.body, s.literals))
        self._run(limit, budget)

    def __getitem__(self, fact: Fact) -> Sequence[int]:
        return self.of.get(fact, ())

    def _run(self, limit: int, budget: int) -> None:
        users: dict[Fact, list[tuple[int, int]]] = {}
        masks = [self.literals.encode(s.literals) for s in self._steps]
        heap: list[tuple[int, int, int, int, tuple[int, ...]]] = []
        for i, step in enumerate(self._steps):
            for place, fact in enumerate(step.body):
                users.setdefault(fact, []).append((i, place))
            if not step.body and self.literals.consistent(masks[i]):
                heappush(heap, (masks[i].bit_count(), 1, masks[i], i, ()))
        label, no_bits = self.of, self.literals.no_bits
        depth: dict[tuple[Fact, int], int] = {}
        looked = 0
        while heap:
            _, deep, mask, i, parents = heappop(heap)
            step = self._steps[i]
            head = step.head
            held = label.setdefault(head, [])
            if any(m & mask == m for m in held):
                continue
            if len(held) >= limit or looked > budget:
                self.truncated.add(head)
                continue
            held.append(mask)
            depth[head, mask] = deep
            self.proofs[head, mask] = Proof(step, parents)
            for j, place in users.get(head, ()):
                use = self._steps[j]
                target = label.get(use.head, ())
                rest = [(mask,) if k == place else label.get(f, ()) for k, f in enumerate(use.body)]
                for combo in product(*rest):
                    looked += 1
                    union = masks[j]
                    for m in combo:
                        union |= m
                    if union & (union >> 1) & no_bits or any(m & union == m for m in target):
                        continue
                    size = 1 + sum(depth[f, m] for f, m in zip(use.body, combo, strict=True))
                    heappush(heap, (union.bit_count(), size, union, j, combo))
        self._spread()

    def _spread(self) -> None:
        """What rests on a truncated label is truncated too."""
        todo = list(self.truncated)
        users: dict[Fact, list[Fact]] = {}
        for s in self._steps:
            for f in s.body:
                users.setdefault(f, []).append(s.head)
        while todo:
            for head in users.get(todo.pop(), ()):
                if head not in self.truncated:
                    self.truncated.add(head)
                    todo.append(head)


def minimal(masks: Iterable[int]) -> tuple[int, ...]:
    """The minimal sets among masks, smallest first.

    >>> minimal([0b110, 0b10, 0b101])
    (2, 5)
    """
    kept: list[int] = []
    for mask in sorted(set(masks), key=lambda m: (m.bit_count(), m)):
        if not any(k & mask == k for k in kept):
            kept.append(mask)
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class Stance:
    """A set of settled answers: the bits that are so, and the bits that contradict them."""

    true: int = 0
    false: int = 0

    def restrict(self, label: Iterable[int]) -> tuple[int, ...]:
        """What is left of a label once these answers are settled: a support that contradicts them is gone."""
        return minimal(m & ~self.true for m in label if not m & self.false)
