"""Circuits: a probability as sums and products over independent parts, built once and evaluated under any priors.

A node is an answer, a conjunction or disjunction of independent nodes, or a case distinction on a node that is
independent of both cases. Children precede their parents, so one forward pass gives the value and one backward pass its
derivative by every answer. Values may be fractions, floats, or anything else that adds and multiplies.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from math import prod
from typing import Any

Node = tuple[Any, ...]
FALSE, TRUE = 0, 1


class Circuit:
    """A graph that computes a probability from the probabilities of answers. Nodes have numbers, 0 for false and 1 for
    true, and equal nodes are shared.

    >>> from fractions import Fraction
    >>> c = Circuit()
    >>> c.root = c.all([c.answer(0, True), c.any([c.answer(1, True), c.answer(2, False)])])
    >>> c.value(lambda q: Fraction(1, 2))
    Fraction(3, 8)
    """

    def __init__(self) -> None:
        self.nodes: list[Node] = [("false",), ("true",)]
        self._known: dict[Node, int] = {}
        self.root = FALSE

    def __len__(self) -> int:
        return len(self.nodes)

    def _put(self, node: Node) -> int:
        found = self._known.get(node)
        if found is None:
            found = self._known[node] = len(self.nodes)
            self.nodes.append(node)
        return found

    def answer(self, question: int, yes: bool) -> int:
        """Add the node of an answer to a question (by number), and return its number."""
        return self._put(("answer", question, yes))

    def all(self, parts: list[int]) -> int:
        """Add a node that holds if all given nodes hold, and return its number. The given nodes must be independent."""
        return self._joined("all", parts, TRUE)

    def any(self, parts: list[int]) -> int:
        """Add a node that holds if any of the given nodes holds, and return its number. The given nodes must be
        independent.
        """
        return self._joined("any", parts, FALSE)

    def _joined(self, kind: str, parts: list[int], neutral: int) -> int:
        if 1 - neutral in parts:
            return 1 - neutral
        of = [
            self.nodes[p][1:] if self.nodes[p][0] == kind else (p,)
            for p in parts
            if p != neutral
        ]
        flat = sorted(chain.from_iterable(of))
        return (
            self._put((kind, *flat)) if len(flat) > 1 else flat[0] if flat else neutral
        )

    def case(self, test: int, then: int, otherwise: int) -> int:
        """Add a node that equals one node if a test holds and another if the test fails, and return its number.

        Args:
            test: the node to test; the other two must be independent of it.
            then: the node if it holds.
            otherwise: the node if it does not hold.
        """
        if then == otherwise:
            return then
        if test in (TRUE, FALSE):
            return then if test == TRUE else otherwise
        if then == TRUE:
            return self.any([test, otherwise])
        if otherwise == FALSE:
            return self.all([test, then])
        return self._put(("case", test, then, otherwise))

    def values(self, chance: Callable[[int], Any]) -> list[Any]:
        """Return the value of every node; `chance` returns the probability of yes for a question."""
        out: list[Any] = [0, 1]
        for node in self.nodes[2:]:
            kind = node[0]
            if kind == "answer":
                p = chance(node[1])
                out.append(p if node[2] else 1 - p)
            elif kind == "all":
                out.append(prod(out[c] for c in node[1:]))
            elif kind == "any":
                out.append(1 - prod(1 - out[c] for c in node[1:]))
            else:
                t = out[node[1]]
                out.append(t * out[node[2]] + (1 - t) * out[node[3]])
        return out

    def value(self, chance: Callable[[int], Any]) -> Any:
        """Return the probability of the root."""
        return self.values(chance)[self.root]

    def slopes(self, chance: Callable[[int], Any]) -> tuple[Any, Mapping[int, Any]]:
        """Return the probability of the root, and its derivative by each question's probability of yes."""
        values = self.values(chance)
        rise: list[Any] = [0] * len(self.nodes)
        rise[self.root] = 1
        by_question: dict[int, Any] = {}
        for i in range(len(self.nodes) - 1, 1, -1):
            r = rise[i]
            if r == 0:
                continue
            node = self.nodes[i]
            kind = node[0]
            if kind == "answer":
                by_question[node[1]] = by_question.get(node[1], 0) + (
                    r if node[2] else -r
                )
            elif kind in ("all", "any"):
                children = node[1:]
                factors = [
                    values[c] if kind == "all" else 1 - values[c] for c in children
                ]
                after = [1] * (len(children) + 1)
                for k in range(len(children) - 1, -1, -1):
                    after[k] = after[k + 1] * factors[k]
                before = 1
                for k, c in enumerate(children):
                    rise[c] = rise[c] + r * before * after[k + 1]
                    before = before * factors[k]
            else:
                t = values[node[1]]
                rise[node[1]] = rise[node[1]] + r * (values[node[2]] - values[node[3]])
                rise[node[2]] = rise[node[2]] + r * t
                rise[node[3]] = rise[node[3]] + r * (1 - t)
        return values[self.root], by_question


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Raise the recursion limit within a block, for long chains of obligations."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, 20_000))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
