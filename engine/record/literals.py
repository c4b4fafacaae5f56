"""Answers as bits: the numbering by which sets of answers are masks."""

from __future__ import annotations

from collections.abc import Iterable

from engine.record.masks import bits
from engine.record.questions import Literal


class Literals:
    """A numbering of answers: question i has bit 2i for no and bit 2i + 1 for yes.

    Questions in use come first, in the order of their ids, so that masks of them are short.

    >>> lits = Literals(["b", "a"])
    >>> lits.decode(lits.encode([("a", True), ("b", False)]))
    (('a', True), ('b', False))
    """

    def __init__(self, questions: Iterable[str], used: Iterable[str] = ()) -> None:
        first = set(used)
        self.used = len(first)
        """How many questions stand before the rest."""
        self.ids = sorted(first) + sorted(set(questions) - first)
        self.index = {q: i for i, q in enumerate(self.ids)}
        self.no_bits = ((1 << 2 * len(self.ids)) - 1) // 3

    def bit(self, literal: Literal) -> int:
        """Give the bit of one answer."""
        question, answer = literal
        return 1 << (2 * self.index[question] + answer)

    def encode(self, literals: Iterable[Literal]) -> int:
        """Encode a set of answers as a mask."""
        return sum({self.bit(literal) for literal in literals})

    def decode(self, mask: int) -> tuple[Literal, ...]:
        """Decode the answers of a mask, in the order of the ids."""
        return tuple([(self.ids[at >> 1], bool(at & 1)) for at in bits(mask)])

    def contrary(self, mask: int) -> int:
        """Turn each answer of a mask round."""
        return (mask & self.no_bits) << 1 | (mask >> 1) & self.no_bits

    def consistent(self, mask: int) -> bool:
        """Tell whether no question is answered both ways."""
        return not mask & (mask >> 1) & self.no_bits
