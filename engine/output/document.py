"""A document: the content of a result as blocks that every renderer can show. Blocks have ranks, by which the document is
shortened.

It lies below every module that builds a document and above none of the renderers (text, terminal, notebook, page,
assistant).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count


class Role(StrEnum):
    """The role of a block in a document; renderers choose colours and marks by it."""

    NOTE = "note"
    FINDING = "finding"
    BOUND = "bound"
    CONTESTED = "contested"
    CONDITIONAL = "conditional"
    RELEASED = "released"
    BROKEN = "broken"
    QUIET = "quiet"
    PROOF = "proof"


@dataclass(frozen=True)
class Block:
    """A sentence of a document, with its role and its details.

    >>> Block("Norway must help", head="Pact, Art. 1").text
    'Pact, Art. 1: Norway must help'
    """

    body: str
    head: str = ""
    """The text before the colon, usually an article."""
    role: Role = Role.NOTE
    rank: int = 0
    """When the block is cut: blocks of the highest rank go first, the last of them before the others. A block of rank 0 is
    never cut.
    """
    details: tuple[Block, ...] = ()
    """Blocks shown below this one: the words of an article, readings, steps. They are cut together with it."""
    weight: int = 1
    """How many units the block counts for when it is left out."""
    clause: str = ""
    """The key of the clause that the block describes."""
    proof: str = ""
    """The fact whose proof supports the block."""
    letter: str = ""
    """The mark by which other blocks refer to this one. If no other block contains the mark, the block is dropped."""

    @property
    def text(self) -> str:
        """The head and the sentence as one text."""
        return f"{self.head}: {self.body}" if self.head else self.body


@dataclass(frozen=True)
class Section:
    """Blocks under a heading, or paragraphs if there is no heading."""

    blocks: tuple[Block, ...]
    heading: str = ""
    gloss: str = ""
    """The text that follows the heading on the same line."""
    unit: str = ""
    """The singular noun for what is counted when blocks are left out; empty if they are not counted."""
    left: int = 0
    """The number of units left out."""

    @property
    def rest(self) -> str:
        """The line saying how much is left out; empty if nothing is."""
        if not (self.left and self.unit):
            return ""
        many = self.unit if self.left == 1 else f"{self.unit}s"
        return f"and {self.left} more {many} (`--all`)"


@dataclass(frozen=True)
class Document:
    """A title, notes on it, sections, and a closing note."""

    title: str
    notes: tuple[Block, ...] = ()
    """Notes below the title: how the question was understood, and what is assumed."""
    sections: tuple[Section, ...] = ()
    note: str = ""

    def cut(self, room: int, size: Callable[[Block], int]) -> Document:
        """Return the document shortened to `room` lines at most, by dropping blocks of the highest rank first.

        Args:
            room: the most lines that title, notes, sections and closing note may take together.
            size: returns the number of lines of a block without its details.
        """
        room -= sum(map(size, (Block(self.title), *self.notes, Block(self.note)))) + 1
        room -= sum(1 + bool(s.heading) + bool(s.unit) for s in self.sections)
        lines = Counter[tuple[int, int]]()
        for n, one in enumerate(b for s in self.sections for b in s.blocks):
            for block in (one, *one.details):
                lines[block.rank, n] += size(block)
        numbers = count()
        for over in sorted(lines):
            room -= lines[over]
            if room < 0 < over[0]:
                kept = [_within(s, over, numbers) for s in self.sections]
                text = " ".join(b.body for s in kept for b in s.blocks if not b.letter)
                return replace(self, sections=tuple(_referred(s, text) for s in kept))
        return self


def _referred(section: Section, text: str) -> Section:
    """A section without what explains marks that are not `text`."""
    return replace(section, blocks=tuple(b for b in section.blocks if b.letter in text))


def _within(section: Section, over: tuple[int, int], numbers: Iterator[int]) -> Section:
    """A section without what stands at the place `over`, by rank and number of its block, or after it."""
    kept, left = list[Block](), section.left
    for block, n in zip(
        section.blocks, numbers, strict=False
    ):  # the numbers go on in the next section
        if (block.rank, n) < over:
            kept.append(
                replace(
                    block, details=tuple(d for d in block.details if (d.rank, n) < over)
                )
            )
            left += sum(d.weight for d in block.details if (d.rank, n) >= over)
        else:
            left += block.weight
    return replace(section, blocks=tuple(kept), left=left)
