"""Answers as bits: a numbering under which a set of answers is a mask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from engine.record.masks import bits
from engine.record.questions import Literal

FIRST = 16
"""Number of smallest sets that are compared with all others before an index is built."""


class Literals:
    """A numbering of answers: question i has bit 2i for no and bit 2i + 1 for yes.

    Questions in `used` come first, so that their masks are short; each group is in order of ids.

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
        """Return the bit of one answer."""
        question, answer = literal
        return 1 << (2 * self.index[question] + answer)

    def encode(self, literals: Iterable[Literal]) -> int:
        """Return the mask of a set of answers."""
        return sum({self.bit(literal) for literal in literals})

    def decode(self, mask: int) -> tuple[Literal, ...]:
        """Return the answers in a mask, in the order of the ids."""
        return tuple([(self.ids[at >> 1], bool(at & 1)) for at in bits(mask)])

    def contrary(self, mask: int) -> int:
        """Return the mask in which each answer is replaced by its opposite."""
        return (mask & self.no_bits) << 1 | (mask >> 1) & self.no_bits

    def consistent(self, mask: int) -> bool:
        """Return whether a mask answers no question both ways."""
        return not mask & (mask >> 1) & self.no_bits


def minimal(masks: Iterable[int]) -> tuple[int, ...]:
    """Return the masks that contain no other mask, smallest first.

    >>> minimal([0b110, 0b10, 0b101])
    (2, 5)
    """
    ordered = sorted(set(masks), key=lambda m: (m.bit_count(), m))
    if len(ordered) < 2 or not ordered[0]:
        return tuple(ordered[:1])
    kept: list[int] = []
    while ordered and len(kept) < FIRST:
        near = ordered[0]
        kept.append(near)
        ordered = [m for m in ordered if m & near != near]
    answers = [bits(m) for m in ordered]
    often = Counter(b for found in answers for b in found)
    # The rarest answer of a subset is in every superset, so only the sets indexed there are compared.
    rarest: dict[int, list[int]] = {}
    for mask, found in zip(ordered, answers, strict=True):
        if not any(m & mask == m for b in found if b in rarest for m in rarest[b]):
            kept.append(mask)
            rarest.setdefault(min(found, key=often.__getitem__), []).append(mask)
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Settled answers as two masks: `true` has the bits that hold, `false` the bits that contradict them."""

    true: int = 0
    false: int = 0

    def restrict(self, label: Iterable[int]) -> tuple[int, ...]:
        """Remove the settled answers from a list of supports. Supports that contradict them are dropped, and only
        minimal supports are returned.
        """
        kept = ~self.true
        return minimal(m & kept for m in label if not m & self.false)
