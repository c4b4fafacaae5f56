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

from engine.cascade.facts import Derivation, Fact, Step
from engine.cascade.questions import Literal

LIMIT = 24
"""Supports kept for one fact; where there are more, the label is marked truncated."""
HORIZON = 6
"""Open answers beyond which no support is looked for unless asked: reachability is no answer, distance is."""
BUDGET = 200_000
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

    Candidates are taken in the order of their open answers, then of all their answers; `settled` names the questions
    that a presumption settles and that cost nothing. `limit` caps the supports kept for a fact, `budget` the candidates
    looked at, `horizon` their open answers; a label that may be short of something is in `truncated`. Whatever is cut has at least `exact_below`
    open answers, so a nearer support is never missing.
    """

    def __init__(
        self, record: Derivation, settled: Iterable[str] = (), *, limit: int = LIMIT, budget: int = BUDGET,
        horizon: int | None = None,
    ) -> None:  # fmt: skip
        self.literals = Literals({q for s in record.steps for q, _ in s.literals})
        free = set(settled)
        self.costly = sum(3 << (2 * i) for i, q in enumerate(self.literals.ids) if q not in free)
        self.of: dict[Fact, list[int]] = {}
        self.proofs: dict[tuple[Fact, int], Proof] = {}
        self.truncated: set[Fact] = set()
        self.exact_below: int | None = None
        self._steps = sorted(record.steps, key=lambda s: (s.head, s.rule, s.body, s.literals))
        self._run(limit, budget, horizon)

    def __getitem__(self, fact: Fact) -> Sequence[int]:
        return self.of.get(fact, ())

    def _run(self, limit: int, budget: int, horizon: int | None) -> None:
        steps, label, no_bits, costly = self._steps, self.of, self.literals.no_bits, self.costly
        masks = [self.literals.encode(s.literals) for s in steps]
        users: dict[Fact, list[int]] = {}
        heap: list[tuple[int, int, int, int, int, tuple[int, ...]]] = []
        for i, step in enumerate(steps):
            for fact in set(step.body):
                users.setdefault(fact, []).append(i)
            if not step.body and not masks[i] & (masks[i] >> 1) & no_bits:
                heappush(heap, ((masks[i] & costly).bit_count(), masks[i].bit_count(), 1, masks[i], i, ()))
        depth: dict[tuple[Fact, int], int] = {}
        looked = 0
        while heap:
            cost, _, deep, mask, i, parents = heappop(heap)
            head = steps[i].head
            held = label.setdefault(head, [])
            if _covered(mask, held):
                continue
            if len(held) >= limit or looked > budget:
                self._cut(head, cost)
                continue
            held.append(mask)
            depth[head, mask] = deep
            self.proofs[head, mask] = Proof(steps[i], parents)
            for j in users.get(head, ()):
                use = steps[j]
                target = label.get(use.head, ())
                if not use.body[1:]:
                    combos: Iterable[tuple[int, ...]] = ((mask,),)
                else:
                    combos = product(*((mask,) if f == head else label.get(f, ()) for f in use.body))
                for combo in combos:
                    looked += 1
                    union = masks[j]
                    size = 1
                    for f, m in zip(use.body, combo, strict=True):
                        union |= m
                        size += depth[f, m]
                    if union & (union >> 1) & no_bits or _covered(union, target):
                        continue
                    cost = (union & costly).bit_count()
                    if horizon is not None and cost > horizon:
                        self._cut(use.head, horizon + 1)
                        continue
                    heappush(heap, (cost, union.bit_count(), size, union, j, combo))
        self._spread()

    def _cut(self, fact: Fact, cost: int) -> None:
        self.truncated.add(fact)
        self.exact_below = cost if self.exact_below is None else min(cost, self.exact_below)

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


def _covered(mask: int, held: Sequence[int]) -> bool:
    for m in held:  # noqa: SIM110 - a plain loop is twice as fast here
        if m & mask == m:
            return True
    return False


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
