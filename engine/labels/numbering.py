"""A renumbering of the answers of a program that keeps its masks short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from engine.labels.program import Program
from engine.record.masks import bits

FEW = 1000
"""The number of masks below which each is renumbered bit by bit instead of through tables."""


class Numbering:
    """A numbering of the literals that occur in the rules of a program: one bit for each, the rarest lowest.

    If both answers to a question occur, their bits are adjacent, and such pairs stand above all single literals; `pairs`
    is the mask of the lower bit of each. `inward` translates a mask of the program into this numbering, `outward`
    translates masks back.
    """

    def __init__(self, program: Program) -> None:
        count = Counter(b for _, _, m in program.rules for b in bits(m))
        mixed = [b for b in count if b ^ 1 in count]
        plain = sorted(
            (b for b in count if b ^ 1 not in count), key=lambda b: (count[b], b)
        )
        pairs = sorted(
            {b & ~1 for b in mixed}, key=lambda b: (count[b] + count[b + 1], b)
        )
        self.old = plain + [x for b in pairs for x in (b, b + 1)]
        self.new = {b: i for i, b in enumerate(self.old)}
        self.pairs = sum(1 << self.new[b] for b in pairs)
        self._bytes: list[list[int]] = []

    def inward(self, mask: int) -> int:
        """Return a mask of the program as a mask of this numbering."""
        return sum(1 << self.new[b] for b in bits(mask))

    def outward(self, masks: Iterable[int]) -> list[int]:
        """Return masks of this numbering as masks of the program."""
        masks = list(masks)
        if len(masks) < FEW:
            return [sum(1 << self.old[b] for b in bits(mask)) for mask in masks]
        if not self._bytes:
            # Byte by byte, because labels are many.
            for start in range(0, len(self.old), 8):
                table = [0]
                for b in self.old[start : start + 8]:
                    table += [x | 1 << b for x in table]
                self._bytes.append(table)
        found = []
        for mask in masks:
            out = 0
            for table in self._bytes:
                out |= table[mask & 255]
                mask >>= 8
            found.append(out)
        return found
