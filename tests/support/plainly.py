"""The plain way to labels and duties, kept to check the quick one: a heap of candidates, and every obligor by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import product

from engine.cascade.cascade import Cascade
from engine.cascade.fighting import given, principals
from engine.cascade.outcomes import Context
from engine.record.facts import Derivation, Fact
from engine.record.literals import Literals
from engine.setting.graph import ObligationGraph
from engine.setting.occurrences import Occurrence
from engine.setting.setting import Setting
from engine.setting.sides import Side


class Escalation(Cascade):
    """The cascade in rounds, to its end, whatever a strike costs: it knows of no depth but a number of rounds."""

    def __init__(
        self, setting: Setting, graph: ObligationGraph, *, rounds: int | None = None
    ) -> None:
        super().__init__(setting, graph)
        self.rounds = rounds
        self.costs.weigh = lambda *_: None  # type: ignore[method-assign]

    def run(self) -> Derivation:
        """Walk outwards until a round adds nothing, or the rounds asked for are done."""
        frontier = given(self.duties)
        round_ = 1
        while frontier:
            if self.rounds is not None and round_ > self.rounds:
                self.record.complete = False
                break
            joined = self.layer(frontier, round_)
            if round_ == 1:
                joined = principals(self.duties, self.fighting) + joined
            frontier = self._strikes(joined, round_)
            round_ += 1
        self.write_calls()
        return self.record

    def write_calls(self) -> None:
        """Add to the record what was called, and what follows for the obligors."""
        self.duties.calls.write(self.record, self.fighting.made)

    def _strikes(
        self, joined: Iterable[tuple[str, Side]], round_: int
    ) -> list[Occurrence]:
        """The force that new belligerents may use, and that may be used against them."""
        fresh: list[Occurrence] = []
        for state, side in joined:
            before = {s.key: set(self.fighting.fights(s)) for s in self.setting.sides}
            self.fighting.enter(state, side)
            for own in (side, self.setting.facing(side)):
                for new in self.fighting.fights(own):
                    if new not in before[own.key]:
                        facing = self.setting.facing(own)
                        for enemy in self.fighting.fights(facing):
                            if enemy != new:
                                fresh += self.fighting.strike(
                                    new, own, enemy, facing, round_
                                )
                                fresh += self.fighting.strike(
                                    enemy, facing, new, own, round_
                                )
        return fresh


class OneByOne(Escalation):
    """A cascade whose obligors share nothing: each duty has steps of its own from every call."""

    def _pooled(self, ctx: Context, obligors: list[str], round_: int) -> list[str]:
        return [
            o for o in obligors if self.duties.one(ctx, o, ctx.event.object, round_)
        ]


class PlainLabels:
    """The labels of all facts of a derivation, and one shortest proof for each support.

    Candidates are taken in the order of their open answers, then of all their answers; `settled` names the questions
    that a presumption settles and that cost nothing. `limit` caps the supports kept for a fact, `budget` the candidates
    looked at, `horizon` their open answers; a label that may be short of something is in `truncated`. Whatever is cut has at least `exact_below`
    open answers, so a nearer support is never missing.
    """

    def __init__(
        self,
        record: Derivation,
        settled: Iterable[str] = (),
        *,
        limit: int = 1_000_000,
        budget: int = 5_000_000,
        horizon: int | None = None,
    ) -> None:
        self.literals = Literals({q for s in record.steps for q, _ in s.literals})
        free = set(settled)
        self.costly = sum(
            3 << (2 * i) for i, q in enumerate(self.literals.ids) if q not in free
        )
        self.of: dict[Fact, list[int]] = {}
        self.truncated: set[Fact] = set()
        self.exact_below: int | None = None
        self._steps = sorted(
            record.steps, key=lambda s: (s.head, s.rule, s.body, s.literals)
        )
        self._run(limit, budget, horizon)

    def __getitem__(self, fact: Fact) -> Sequence[int]:
        return self.of.get(fact, ())

    def _run(self, limit: int, budget: int, horizon: int | None) -> None:
        steps, label, no_bits, costly = (
            self._steps,
            self.of,
            self.literals.no_bits,
            self.costly,
        )
        masks = [self.literals.encode(s.literals) for s in steps]
        users: dict[Fact, list[int]] = {}
        heap: list[tuple[int, int, int, int, int, tuple[int, ...]]] = []
        for i, step in enumerate(steps):
            for fact in set(step.body):
                users.setdefault(fact, []).append(i)
            if not step.body and not masks[i] & (masks[i] >> 1) & no_bits:
                cost = (masks[i] & costly).bit_count()
                if horizon is not None and cost > horizon:
                    self._cut(step.head, horizon + 1)
                    continue
                heappush(heap, (cost, masks[i].bit_count(), 1, masks[i], i, ()))
        depth: dict[tuple[Fact, int], int] = {}
        looked = 0
        while heap:
            cost, _, deep, mask, i, _parents = heappop(heap)
            head = steps[i].head
            held = label.setdefault(head, [])
            if _covered(mask, held):
                continue
            if len(held) >= limit or looked > budget:
                self._cut(head, cost)
                continue
            held.append(mask)
            depth[head, mask] = deep
            for j in users.get(head, ()):
                use = steps[j]
                target = label.get(use.head, ())
                if not use.body[1:]:
                    combos: Iterable[tuple[int, ...]] = ((mask,),)
                else:
                    combos = product(
                        *((mask,) if f == head else label.get(f, ()) for f in use.body)
                    )
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
        self.exact_below = (
            cost if self.exact_below is None else min(cost, self.exact_below)
        )

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
