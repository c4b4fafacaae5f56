"""The search behind labels: supports in the order of their open answers, each looked at once and final when found.

Facts and answers are numbered as they come up, so that near supports are short masks. A fact with one step that rests
on one other fact and on no answer has that fact's label and none of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from heapq import heappop, heappush

from engine.cascade.facts import Derivation
from engine.cascade.question_ids import kind_of
from engine.cascade.questions import FURTHER
from engine.labels.masks import bits
from engine.labels.shared_labels import SharedLabels
from treaties.support.limits import LAST, PATIENCE

FAR = 16
"""Ways beyond the horizon that are kept for one fact; where there are as many, its label counts as cut."""

ACTS, MORE = 2, 2
"""Of a further step of a war: its acts (to come in, and a strike), and its open answers beyond those of the duty it
starts from.
"""
LATER, NEVER = 1 << 12, 1 << 21
"""Added to the cost of what rests on further acts, which comes after all else; and the cost of what is not looked for.
"""

Origin = tuple[int, tuple[int, ...]]
"""The step by which a support was first derived, and the support of each fact of its body."""


class NearestFirst:
    """The labels of all facts of some steps, as masks in a numbering of their own (`answers` tells it).

    Candidates are taken in the order of their open answers, then of all their answers, then of the length of their
    proof. All supports within `horizon` open answers are kept while `budget` lasts; then `limit` caps each label,
    after `PATIENCE` budgets a fact is given its first support alone, and after `LAST` nothing more is looked at.

    With `far`, acts bound it instead of the horizon: every way without further acts is looked for, and every way of
    at most `far` acts with at most `MORE` other answers beyond the cheapest duty performed (the dearest of this
    world where no duty is performed).
    """

    def __init__(
        self,
        record: Derivation,
        free: set[str],
        limit: int,
        budget: int,
        horizon: int | None,
        far: int | None,
    ) -> None:
        self.record = record
        self.steps = record.steps
        self.number = record.number
        self.heads, self.bodies = record.heads, record.bodies
        self._free = free
        self.answers: list[str] = []
        """The questions in the order of their numbers: two bits each, no and yes."""
        self._asked: dict[str, int] = {}
        self._costly = self._low = self._acts = 0
        self._reach = far
        self._base: dict[int, int] = {}
        """By decision to perform, the least open answers of the duty that is performed on the events as given."""
        self._all_bases = False
        self._limit, self._budget = limit, budget
        self._far: dict[int, set[int]] = {}
        self._horizon = horizon if far is None else None
        self.exact_below: int | None = None
        self.cut: set[int] = set()
        """The facts whose labels may be short of something, before what rests on them is added."""
        self._masks: list[int] = [-1] * len(self.steps)
        self._prepare()
        self._run()
        del self._users, self._depth, self._beside, self._costs, self._far

    def _prepare(self) -> None:
        heads, bodies = self.heads, self.bodies
        count = len(self.number)
        shared = SharedLabels(self.steps, heads, bodies, count)
        self.only, self.roots = shared.only, shared.roots
        roots, hops = shared.roots, shared.hops
        self.labels: list[list[int]] = [[] for _ in range(count)]
        self.origins: list[list[Origin]] = [[] for _ in range(count)]
        self._depth: list[dict[int, int]] = [{} for _ in range(count)]
        self._beside: dict[int, dict[int, list[int]]] = {}
        """For each fact that stands beside another in some body: by open answer, the places of its supports with it."""
        self._costs: dict[int, list[int]] = {}
        """For the same facts, the open answers of each support."""
        self._users: list[list[tuple[int, tuple[int, ...], int, int]]] = [
            [] for _ in range(count)
        ]
        """By fact the steps that use it: head, the other facts of the body, the step, and the length it adds."""
        self.given: list[int] = []
        for i, body in enumerate(bodies):
            head = heads[i]
            if roots[head] != head:
                continue
            if not body:
                self.given.append(i)
            elif len(body) == 1:
                f = body[0]
                if roots[f] != head:
                    self._users[roots[f]].append((head, (), i, 1 + hops[f]))
            else:
                facts = tuple(dict.fromkeys(roots[f] for f in body))
                if head not in facts:
                    size = 1 + sum(hops[f] for f in body)
                    for f in facts:
                        self._beside.setdefault(f, {})
                        self._costs.setdefault(f, [])
                        self._users[f].append(
                            (head, tuple(g for g in facts if g != f), i, size)
                        )

    def mask(self, step: int) -> int:
        """Give the answers of a step, as a mask."""
        mask = self._masks[step]
        if mask < 0:
            mask = 0
            for question, answer in self.steps[step].literals:
                n = self._asked.get(question)
                if n is None:
                    n = self._asked[question] = len(self.answers)
                    self.answers.append(question)
                    self._low |= 1 << 2 * n
                    if question not in self._free:
                        self._costly |= 3 << 2 * n
                        if kind_of(question) in FURTHER:
                            self._acts |= 2 << 2 * n
                mask |= 1 << 2 * n + answer
            self._masks[step] = mask
        return mask

    def _run(self) -> None:
        labels, users, heads = self.labels, self._users, self.heads
        bounded = self._reach is None
        horizon = 1 << 20 if self._horizon is None else self._horizon
        # A heap of numbers: open answers, all answers, length of the proof, turn; the rest stands beside it by turn.
        heap: list[int] = []
        waiting: list[tuple[int, int, int, tuple[int, ...]]] = []
        looked, room = 0, self._limit
        for i in self.given:
            mask = self.mask(i)
            if not mask & mask >> 1 & self._low:
                cost = self._cost(mask)
                if cost > horizon:
                    self._beyond(heads[i], mask)
                    continue
                heappush(
                    heap,
                    ((cost << 24 | mask.bit_count()) << 24 | 1) << 40 | len(waiting),
                )
                waiting.append((heads[i], mask, i, ()))
        while heap:
            key = heappop(heap)
            head, mask, step, parents = waiting[key & (1 << 40) - 1]
            label = labels[head]
            for m in label:
                if m & mask == m:
                    break
            else:
                if key >> 88 >= LATER:
                    self._all_bases = True
                    if self._cost(mask) == NEVER:
                        self._beyond(head, mask)
                        continue
                if looked > self._budget:
                    room = self._limit if looked <= PATIENCE * self._budget else 1
                    if len(label) >= room or looked > LAST * self._budget:
                        self._cut(head, key >> 88)
                        continue
                if head in self._beside:
                    self._place(head, mask, len(label))
                label.append(mask)
                self.origins[head].append((step, parents))
                deep = key >> 40 & (1 << 24) - 1
                self._depth[head][mask] = deep
                for use, others, j, size in users[head]:
                    base = mask | self.mask(j)
                    target = labels[use]
                    if looked > self._budget and len(target) >= room:
                        self._cut(use, key >> 88)
                        continue
                    low, costly = self._low, self._costly
                    if not others:
                        combos: list[tuple[int, tuple[int, ...], int]] = [
                            (base, (mask,), size + deep)
                        ]
                    else:
                        combos = self._joined(
                            head, mask, base, others, size + deep, j, use
                        )
                    for union, parts, far in combos:
                        looked += 1
                        if union & union >> 1 & low:
                            continue
                        for m in target:
                            if m & union == m:
                                break
                        else:
                            cost = (
                                (union & costly).bit_count()
                                if bounded
                                else self._cost(union)
                            )
                            if cost > horizon:
                                self._beyond(use, union)
                                continue
                            heappush(
                                heap,
                                ((cost << 24 | union.bit_count()) << 24 | far) << 40
                                | len(waiting),
                            )
                            waiting.append((use, union, j, parts))
        self.looked = looked
        self.further = not bounded and bool(self._far)
        """Whether anything lies beyond the acts that are looked for."""
        for fact, beyond in self._far.items() if bounded else ():
            if len(beyond) == FAR or any(
                not any(m & mask == m for m in labels[fact]) for mask in beyond
            ):
                self._cut(fact, horizon + 1)

    def _cost(self, mask: int) -> int:
        """What a set of answers costs: its open answers, those with acts after all others; `NEVER` beyond what is
        looked for.
        """
        cost = (mask & self._costly).bit_count()
        done = mask & self._acts
        if self._reach is None or not done:
            return cost
        acts = done.bit_count()
        if (
            acts == 1
            and kind_of(self.answers[done.bit_length() - 1 >> 1]) == "performs"
        ):
            self._base[done] = min(cost - acts, self._base.get(done, cost))
        bases = [
            base for act in bits(done) if (base := self._base.get(1 << act)) is not None
        ]
        least = (
            min(bases)
            if bases
            else max(self._base.values(), default=0)
            if self._all_bases
            else cost
        )
        return (
            NEVER
            if acts > ACTS * self._reach or cost - acts > least + MORE
            else cost + LATER
        )

    def _beyond(self, fact: int, mask: int) -> None:
        """A way beyond the horizon, which may yet turn out to hold a nearer one; a few of them are kept to see."""
        far = self._far.setdefault(fact, set())
        if len(far) < FAR:
            far.add(mask)

    def _place(self, fact: int, mask: int, place: int) -> None:
        """Note where a support is, by its open answers."""
        left = mask & self._costly
        self._costs[fact].append(left.bit_count())
        beside = self._beside[fact]
        while left:
            low = left & -left
            beside.setdefault(low, []).append(place)
            left ^= low

    def _fitting(self, base: int, other: int, use: int) -> list[int]:
        """The supports of a fact that can join others within the horizon, as places.

        What costs more than the room that is left has to share answers with what it joins.
        """
        costs = self._costs[other]
        if self._horizon is None or len(costs) <= FAR:
            return list(range(len(costs)))
        left = base & self._costly
        room = self._horizon - left.bit_count()
        sure = bisect_right(costs, room)
        shared: dict[int, int] = {}
        beside = self._beside[other]
        while left:
            low = left & -left
            for place in beside.get(low, ()):
                if place >= sure:
                    shared[place] = shared.get(place, 0) + 1
            left ^= low
        found = [
            *range(sure),
            *sorted(p for p, n in shared.items() if n >= costs[p] - room),
        ]
        if len(found) < len(costs):
            self._far[use] = set(range(-FAR, 0))
        return found

    def _joined(
        self,
        head: int,
        mask: int,
        base: int,
        others: tuple[int, ...],
        size: int,
        step: int,
        use: int,
    ) -> list[tuple[int, tuple[int, ...], int]]:
        """A new support together with every choice of supports for the other facts of a body."""
        if len(others) == 1:
            label, depth = self.labels[others[0]], self._depth[others[0]]
            places = self._fitting(base, others[0], use)
            # The parts in the order of the step's own body.
            if self.roots[self.bodies[step][0]] == head:
                return [
                    (base | (m := label[n]), (mask, m), size + depth[m]) for n in places
                ]
            return [
                (base | (m := label[n]), (m, mask), size + depth[m]) for n in places
            ]
        found: list[tuple[int, tuple[int, ...], int]] = [(base, (), size)]
        for other in others:
            depth, label = self._depth[other], self.labels[other]
            found = [
                (u | label[n], (*p, label[n]), s + depth[label[n]])
                for u, p, s in found
                for n in self._fitting(u, other, use)
            ]
        if len(found) == 0:
            return found
        facts = (head, *others)
        order = [
            facts.index(f)
            for f in dict.fromkeys(self.roots[f] for f in self.bodies[step])
        ]
        return [(u, tuple((mask, *p)[i] for i in order), s) for u, p, s in found]

    def used(self) -> list[str]:
        """List the questions that any support answers."""
        found = 0
        for label in self.labels:
            for mask in label:
                found |= mask
        return [q for n, q in enumerate(self.answers) if found >> 2 * n & 3]

    def _cut(self, fact: int, cost: int) -> None:
        self.cut.add(fact)
        cost %= LATER
        self.exact_below = (
            cost if self.exact_below is None else min(cost, self.exact_below)
        )

    def parents(self, step: int, origin: tuple[int, ...]) -> tuple[int, ...]:
        """List the support of each fact of a step's body."""
        facts = list(dict.fromkeys(self.roots[f] for f in self.bodies[step]))
        return tuple(origin[facts.index(self.roots[f])] for f in self.bodies[step])
