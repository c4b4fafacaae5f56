"""Forward chaining over numbered rules, in time linear in the size of the rules."""

from __future__ import annotations

from collections.abc import Sequence

from engine.record.masks import bits


class Chains:
    """Rules indexed for forward chaining. Each rule has a head, a body of facts, and a mask of answers.

    Facts are derived in rounds, as early as possible. If several rules give a fact in the same round, the first rule is
    used.

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
        """Return each fact that follows from the answers in a mask, with the number of the rule that gives it, in order
        of derivation.

        Args:
            given: the answers, as a mask; all others are missing.
            goal: a fact; the search ends after the round that derives it. None for no early end.
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
        """Return whether the goal follows from exactly the answers in a mask."""
        return goal in self.made(given, goal=goal)

    def proof(self, given: int, goal: int = 0) -> list[int]:
        """Return the numbers of the rules by which the answers in a mask derive the goal, in order; empty if they do
        not.
        """
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
        """Return a minimal subset of the given answers from which the goal follows, or None if it does not follow.

        The subset belongs to a short proof. If the given answers contain both answers to a question, it may contain
        both too.
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
        """Return the numbers of the rules that can apply under some answers and that contribute to the goal."""
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
