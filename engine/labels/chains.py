"""Forward chaining over numbered rules, with one look at a rule for each fact of its body."""

from __future__ import annotations

from collections.abc import Sequence

from engine.record.masks import bits


class Chains:
    """A set of rules, each with a head, the facts of its body and a mask of answers, indexed by the facts on which they
    rest.

    Facts are derived in rounds, each as early as possible; if several rules give a fact in the same round, the first
    counts.

    >>> chains = Chains([(1, (), 0b10), (0, (1,), 0)])
    >>> chains.derives(0b10), chains.derives(0b01), chains.proof(0b10)
    (True, False, [0, 1])
    """

    def __init__(self, rules: Sequence[tuple[int, Sequence[int], int]]) -> None:
        self.rules = rules
        self._lacking = [len(set(body)) for _, body, _ in rules]
        self._first = [i for i, n in enumerate(self._lacking) if not n]
        self._users: dict[int, list[int]] = {}
        for i, (_, body, _) in enumerate(rules):
            for f in set(body):
                self._users.setdefault(f, []).append(i)

    def made(self, given: int, *, goal: int | None = None) -> dict[int, int]:
        """Derive each fact that follows when exactly the answers of a mask are given, with the rule that gives it, in
        order.

        Args:
            given: the answers, as a mask.
            goal: the number of the fact after whose round nothing is looked for; None to go on to the end.
        """
        rules, users = self.rules, self._users
        lacking: dict[int, int] = {}
        found: dict[int, int] = {}
        ready = self._first
        while ready and goal not in found:
            fresh = []
            for i in ready:
                head, _, mask = rules[i]
                if head not in found and mask & given == mask:
                    found[head] = i
                    fresh.append(head)
            ready = []
            for fact in fresh:
                for i in users.get(fact, ()):
                    left = lacking[i] = lacking.get(i, self._lacking[i]) - 1
                    if not left:
                        ready.append(i)
            ready.sort()
        return found

    def derives(self, given: int, goal: int = 0) -> bool:
        """Tell whether the goal follows when exactly the answers of a mask are given."""
        return goal in self.made(given, goal=goal)

    def proof(self, given: int, goal: int = 0) -> list[int]:
        """List in order the rules by which the answers of a mask derive the goal; an empty list if they don't."""
        made = self.made(given, goal=goal)
        used: set[int] = set()
        todo = [goal] if goal in made else []
        while todo:
            fact = todo.pop()
            if fact not in used:
                used.add(fact)
                todo += self.rules[made[fact]][1]
        return [i for fact, i in made.items() if fact in used]

    def support(self, given: int, goal: int = 0) -> int | None:
        """Find a minimal subset of the given answers from which the goal follows, by a short proof; None if it
        doesn't.

        If the given answers hold both answers to a question, the subset may hold both too.
        """
        proof = self.proof(given, goal)
        if not proof:
            return None
        mask = 0
        for i in proof:
            mask |= self.rules[i][2]
        for b in bits(mask):
            less = mask & ~(1 << b)
            if self.derives(less, goal):
                mask = less
        return mask

    def bearing(self, goal: int = 0) -> list[int]:
        """List the rules that can fire under some answers and that contribute to the goal."""
        live = self.made(-1)
        by_head: dict[int, list[int]] = {}
        for i, (head, body, _) in enumerate(self.rules):
            if head not in body and all(f in live for f in body):
                by_head.setdefault(head, []).append(i)
        found: list[int] = []
        seen, todo = {goal}, [goal]
        while todo:
            for i in by_head.get(todo.pop(), ()):
                found.append(i)
                fresh = [f for f in self.rules[i][1] if f not in seen]
                seen.update(fresh)
                todo += fresh
        return found
