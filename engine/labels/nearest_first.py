"""The search behind `Labels`: supports in order of their open answers, each examined once and final when found.

Facts and answers are numbered in order of first use, which keeps the masks of near supports short. A fact with a single
step that depends on one other fact and on no answer shares that fact's label.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from heapq import heappop, heappush

from engine.labels.shared_labels import SharedLabels
from engine.record.facts import Derivation
from engine.record.question_ids import kind_of
from engine.record.questions import FURTHER
from treaties.support.budget import stop_if_unwanted
from treaties.support.limits import LAST, PATIENCE

FAR = 16
"""Number of candidates beyond the horizon that are kept for one fact; if it is reached, the label counts as incomplete."""

ACTS, MORE = 2, 2
"""For each further step of a war: `ACTS` it takes (joining, and striking), and `MORE` open answers that it may add to
those of the duty from which it starts.
"""
LATER, NEVER = 1 << 12, 1 << 21
"""`LATER`: the penalty on supports with further acts, which come last. `NEVER`: the cost of supports out of scope."""

Origin = tuple[int, tuple[int, ...]]
"""The step that first derived a support, and the support of each fact in its body."""
Candidate = tuple[int, int, int, tuple[int, ...]]
"""A fact, a set of answers that may support it, the step that derives it, and the supports used."""
Use = tuple[int, tuple[int, ...], int, int]
"""A step that uses a fact: its head, the other facts of its body, its number, and the length it adds to a proof."""


def absorbed(mask: int, label: list[int]) -> bool:
    """Return whether a set of answers contains a support in a label, so that it adds nothing.

    >>> absorbed(0b101, [0b100]), absorbed(0b101, [0b010])
    (True, False)
    """
    for support in label:  # noqa: SIM110  (`any` takes twice as long, and this is asked most)
        if support & mask == support:
            return True
    return False


class NearestFirst:
    """The labels of all facts of a derivation, as masks over the numbering in `answers`.

    Candidates are examined in order of their open answers, then of all their answers, then of the length of their
    proof. All supports within `horizon` open answers are kept as long as `budget` lasts; then `limit` caps each label,
    after `PATIENCE` budgets each fact gets only its first support, and after `LAST` the search ends.

    With `far`, acts limit the search instead of the horizon. Supports without further acts are all found, and supports
    with at most `far` further acts if they have at most `MORE` other answers beyond those of the cheapest duty
    performed (or, if none is performed, of the most expensive duty in this world).
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
        self._costly = self._low = self._acts = self._performing = 0
        self._reach = far
        self._base: dict[int, int] = {}
        """By decision to perform, the least open answers of the duty that is performed on the events as given."""
        self._performed = 0
        """The decisions to perform whose cost is known."""
        self._all_bases = False
        self._limit, self._budget = limit, budget
        self._far: dict[int, set[int]] = {}
        self._horizon = horizon if far is None else None
        self._bound = NEVER - 1 if self._horizon is None else self._horizon
        """What a candidate may cost."""
        self._room = limit
        """How many supports a label may have once the budget is spent."""
        self.exact_below: int | None = None
        self.cut: set[int] = set()
        """The facts whose labels may be short of something, before what rests on them is added."""
        self._masks: list[int] = [-1] * len(self.steps)
        self._prepare()
        self._run()
        del self._users, self._depth, self._beside, self._costs, self._far

    def _prepare(self) -> None:
        count = len(self.number)
        shared = SharedLabels(self.steps, self.heads, self.bodies, count)
        self.only, self.roots = shared.only, shared.roots
        self.labels: list[list[int]] = [[] for _ in range(count)]
        self.origins: list[list[Origin]] = [[] for _ in range(count)]
        self._depth: list[dict[int, int]] = [{} for _ in range(count)]
        self._beside: dict[int, dict[int, list[int]]] = {}
        """For each fact that stands beside another in some body: by open answer, the places of its supports with it."""
        self._costs: dict[int, list[int]] = {}
        """For the same facts, the open answers of each support."""
        self._users: list[list[Use]] = [[] for _ in range(count)]
        """By fact the steps that use it."""
        self.given: list[int] = []
        roots, hops = shared.roots, shared.hops
        for step, head in enumerate(self.heads):
            if roots[head] != head:
                continue
            body = self.bodies[step]
            if not body:
                self.given.append(step)
            elif len(body) > 1:
                self._note_joint_use(head, step, hops)
            elif (fact := roots[body[0]]) != head:
                self._users[fact].append((head, (), step, 1 + hops[body[0]]))

    def _note_joint_use(self, head: int, step: int, hops: list[int]) -> None:
        """Note at each fact of a body that the step uses it, with the facts beside it; a fact never rests on itself."""
        body = self.bodies[step]
        facts = tuple(dict.fromkeys([self.roots[f] for f in body]))
        if head in facts:
            return
        size = 1 + sum([hops[f] for f in body])
        for fact in facts:
            others = tuple(f for f in facts if f != fact)
            self._beside.setdefault(fact, {})
            self._costs.setdefault(fact, [])
            self._users[fact].append((head, others, step, size))

    def _run(self) -> None:
        """Take candidates, nearest first, until none is left; each that nothing nearer absorbs is a support."""
        self._heap: list[int] = []
        self._waiting: list[Candidate] = []
        self.looked = 0
        for step in self.given:
            mask = self.mask(step)
            if not mask & mask >> 1 & self._low:
                self._offer((self.heads[step], mask, step, ()), 1)
        while self._heap:
            key = heappop(self._heap)
            cost, depth = key >> 88, key >> 40 & (1 << 24) - 1
            turn = key & (1 << 40) - 1
            if not turn & 1023:
                stop_if_unwanted()
            head, mask, step, parents = self._waiting[turn]
            if absorbed(mask, self.labels[head]) or self._left_out(head, mask, cost):
                continue
            self._keep(head, mask, (step, parents), depth)
            for use in self._users[head]:
                self._extend(head, mask, cost, depth, use)
        del self._heap, self._waiting
        self._mark_cut()

    def _offer(self, candidate: Candidate, depth: int) -> None:
        """Let a candidate wait for its turn, unless it lies beyond the horizon.

        Turns go by a number: open answers, all answers, length of the proof, the order in which candidates come up.
        """
        fact, mask, _, _ = candidate
        cost = self._cost(mask)
        if cost > self._bound:
            self._beyond(fact, mask)
            return
        turn = len(self._waiting)
        heappush(
            self._heap, ((cost << 24 | mask.bit_count()) << 24 | depth) << 40 | turn
        )
        self._waiting.append(candidate)

    def _left_out(self, fact: int, mask: int, cost: int) -> bool:
        """Whether a candidate whose turn has come is given up: too many further acts, or too much work done."""
        if cost >= LATER:
            # Everything without further acts has been seen, and what that costs is known.
            self._all_bases = True
            if self._cost(mask) == NEVER:
                self._beyond(fact, mask)
                return True
        if self.looked <= self._budget:
            return False
        self._room = self._limit if self.looked <= PATIENCE * self._budget else 1
        full = len(self.labels[fact]) >= self._room
        if full or self.looked > LAST * self._budget:
            self._cut(fact, cost)
            return True
        return False

    def _keep(self, fact: int, mask: int, origin: Origin, depth: int) -> None:
        """Add a support to the label of a fact, with how it came about."""
        label = self.labels[fact]
        if fact in self._beside:
            self._place(fact, mask, len(label))
        label.append(mask)
        self.origins[fact].append(origin)
        self._depth[fact][mask] = depth

    def _extend(self, fact: int, mask: int, cost: int, depth: int, use: Use) -> None:
        """Offer what a new support makes of one step that uses its fact, with every choice for the other facts.

        Args:
            fact: the fact.
            mask: its new support.
            cost: what that costs.
            depth: the length of its proof.
            use: the step.
        """
        head, others, step, size = use
        target = self.labels[head]
        if self.looked > self._budget and len(target) >= self._room:
            self._cut(head, cost)
            return
        base = mask | self.mask(step)
        joined = (
            self._joined(fact, mask, base, others, size + depth, step, head)
            if others
            else [(base, (mask,), size + depth)]
        )
        self.looked += len(joined)
        for union, parents, length in joined:
            if not union & union >> 1 & self._low and not absorbed(union, target):
                self._offer((head, union, step, parents), length)

    def _mark_cut(self) -> None:
        """Mark the labels that may be short of something: a way beyond the horizon may have been shorter after all."""
        bounded = self._reach is None
        self.further = not bounded and bool(self._far)
        """Whether anything lies beyond the acts that are looked for."""
        if not bounded:
            return
        for fact, beyond in self._far.items():
            every = len(beyond) < FAR
            if not every or not all(
                absorbed(mask, self.labels[fact]) for mask in beyond
            ):
                self._cut(fact, self._bound + 1)

    def _cost(self, mask: int) -> int:
        """What a set of answers costs: its open answers, those with acts after all others; `NEVER` beyond what is
        looked for.
        """
        cost = (mask & self._costly).bit_count()
        done = mask & self._acts
        if not done or self._reach is None:
            return cost
        acts = done.bit_count()
        if acts == 1 and done & self._performing:
            self._base[done] = min(cost - acts, self._base.get(done, cost))
            self._performed |= done
        far = acts > ACTS * self._reach
        if far or cost - acts > self._least(done, cost) + MORE:
            return NEVER
        return cost + LATER

    def _least(self, acts: int, cost: int) -> int:
        """The open answers of the cheapest duty performed by some acts; of the dearest of this world where none is."""
        known = acts & self._performed
        if not known:
            return max(self._base.values(), default=0) if self._all_bases else cost
        first = known & -known
        least = self._base[first]
        while known := known ^ first:
            first = known & -known
            least = min(least, self._base[first])
        return least

    def mask(self, step: int) -> int:
        """Return the answers of a step, as a mask."""
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
                        kind = kind_of(question)
                        if kind in FURTHER:
                            self._acts |= 2 << 2 * n
                        if kind == "performs":
                            self._performing |= 2 << 2 * n
                mask |= 1 << 2 * n + answer
            self._masks[step] = mask
        return mask

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

    def _fitting(self, base: int, other: int, use: int) -> Sequence[int]:
        """The supports of a fact that can join others within the horizon, as places.

        What costs more than the room that is left has to share answers with what it joins.
        """
        costs = self._costs[other]
        if self._horizon is None or len(costs) <= FAR:
            return range(len(costs))
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
        """Return the ids of the questions that occur in some support."""
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
        """Return, for each fact in a step's body, the support of it that a candidate uses.

        Args:
            step: the number of the step.
            origin: the supports used, one for each distinct root of the body's facts.
        """
        facts = list(dict.fromkeys(self.roots[f] for f in self.bodies[step]))
        return tuple(origin[facts.index(self.roots[f])] for f in self.bodies[step])
