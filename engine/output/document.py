"""A document: what a result has to say, as blocks that any renderer can show; it is cut once, by the rank of its
blocks.

It stands below every finding that makes one and knows no renderer: text, terminal, notebook, page and assistant do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count


class Role(StrEnum):
    """The role of a block, from which renderers choose colours and marks."""

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
    """The text before the colon, mostly an article."""
    role: Role = Role.NOTE
    rank: int = 0
    """Rank for cutting: blocks of the highest rank go first, and within a rank the last ones; rank 0 stays."""
    details: tuple[Block, ...] = ()
    """Blocks below this one: words of an article, readings, steps. Where this block is cut, they are cut too."""
    weight: int = 1
    """The number that is counted for this block where it is left out."""
    clause: str = ""
    """The key of the clause that the block is about."""
    proof: str = ""
    """The fact whose proof supports the block."""
    letter: str = ""
    """The mark by which other blocks refer to this one; the block is dropped where no other block has the mark."""

    @property
    def text(self) -> str:
        """The head and the sentence as one text."""
        return f"{self.head}: {self.body}" if self.head else self.body


@dataclass(frozen=True)
class Section:
    """Blocks under a heading; without a heading, paragraphs."""

    blocks: tuple[Block, ...]
    heading: str = ""
    gloss: str = ""
    """What follows the heading in the same line."""
    unit: str = ""
    """The unit in which left-out blocks are counted; empty where they are not counted."""
    left: int = 0
    """How many of them are left out."""

    @property
    def rest(self) -> str:
        """A line saying that something is left out; empty if nothing is."""
        if not (self.left and self.unit):
            return ""
        many = self.unit if self.left == 1 else f"{self.unit}s"
        return f"and {self.left} more {many} (`--all`)"


@dataclass(frozen=True)
class Document:
    """A title, sections, and a note at the end."""

    title: str
    notes: tuple[Block, ...] = ()
    """What the title has to say besides: how the question was understood, what is taken as given."""
    sections: tuple[Section, ...] = ()
    note: str = ""

    def cut(self, room: int, size: Callable[[Block], int]) -> Document:
        """Cut blocks, those of highest rank first, until the document takes `room` lines at most.

        Args:
            room: the lines that title, sections and note may take together.
            size: how many lines one block takes without its details.
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
