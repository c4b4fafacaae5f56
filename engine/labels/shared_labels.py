"""Shared labels: a fact with a single step that depends on one other fact and no answer has that fact's label."""

from __future__ import annotations

from collections.abc import Sequence

from engine.record.facts import Step


class SharedLabels:
    """A table that gives for each fact the number of the fact whose label it uses: its own, unless its only step
    depends on one other fact and on no answer.

    >>> from engine.record.facts import Fact
    >>> war, pact = Fact("attacked", ("a", "b")), Fact("called", ("pact:1", "b", "a"))
    >>> steps = [Step(war, (), (("q", True),), "event"), Step(pact, (war,), (), "clause")]
    >>> SharedLabels(steps, [0, 1], [(), (0,)], 2).roots
    [0, 0]
    """

    def __init__(
        self,
        steps: Sequence[Step],
        heads: Sequence[int],
        bodies: Sequence[tuple[int, ...]],
        count: int,
    ) -> None:
        self.only = [-1] * count
        """The step of a fact that has one."""
        self.hops = [0] * count
        """How many steps lie between a fact and the one whose label it has."""
        self.roots = list(range(count))
        many = [0] * count
        for i, head in enumerate(heads):
            self.only[head] = i
            many[head] += 1
        for head in range(count):
            if many[head] == 1:
                body = bodies[self.only[head]]
                if (
                    len(body) == 1
                    and not steps[self.only[head]].literals
                    and self._root(body[0]) != head
                ):
                    self.roots[head] = body[0]
        self._flatten()

    def _root(self, fact: int) -> int:
        while self.roots[fact] != fact:
            fact = self.roots[fact]
        return fact

    def _flatten(self) -> None:
        """From the next fact to the last one of each chain, with the steps between."""
        shared = [fact for fact, root in enumerate(self.roots) if root != fact]
        for fact in shared:
            chain = []
            while self.roots[fact] != fact:
                chain.append(fact)
                fact = self.roots[fact]
            for far, f in enumerate(reversed(chain), 1):
                self.hops[f] = far
        ends = [self._root(fact) for fact in shared]
        for fact, end in zip(shared, ends, strict=True):
            self.roots[fact] = end
