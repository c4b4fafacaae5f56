"""A document: what a result has to say, as blocks that any renderer can show; it is cut once, by the rank of its blocks.

It stands below every finding that makes one and knows no renderer: text, terminal, notebook, page and assistant do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum


class Role(StrEnum):
    """What a block is for the reader; renderers choose colours and marks by it."""

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
    """A sentence with what it is about.

    >>> Block("Norway must help", head="Pact, Art. 1").text
    'Pact, Art. 1: Norway must help'
    """

    said: str
    head: str = ""
    """What it is about, before the colon: mostly an article."""
    role: Role = Role.NOTE
    rank: int = 0
    """Where a document is cut, the blocks of the highest rank go first; 0 stays."""
    details: tuple[Block, ...] = ()
    """Blocks below it: words of an article, readings, steps; they go with it."""
    weight: int = 1
    """For how many it counts where it is left out."""
    clause: str = ""
    """The key of the clause that it tells of."""
    proof: str = ""
    """The fact whose proof bears it out."""

    @property
    def text(self) -> str:
        """Head and sentence in one."""
        return f"{self.head}: {self.said}" if self.head else self.said


@dataclass(frozen=True)
class Section:
    """Blocks under one heading; paragraphs where it has none."""

    blocks: tuple[Block, ...]
    heading: str = ""
    gloss: str = ""
    """What follows the heading in the same line."""
    unit: str = ""
    """What is counted where blocks are left out; none is where it is empty."""
    left: int = 0
    """How many of them are left out."""

    @property
    def rest(self) -> str:
        """That something is left out; empty where nothing is."""
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
        """The document without its blocks of highest rank, so that it takes `room` lines at most.

        Args:
            room: the lines that title, sections and note may take together.
            size: how many lines one block takes without its details.
        """
        room -= sum(map(size, (Block(self.title), *self.notes, Block(self.note)))) + 1
        room -= sum(1 + bool(s.heading) + bool(s.unit) for s in self.sections)
        ranks = sorted((b.rank, size(b)) for s in self.sections for one in s.blocks for b in (one, *one.details))
        last = max((rank for rank, _ in ranks), default=0)
        for rank, lines in ranks:
            room -= lines
            if room < 0 < rank:
                last = rank - 1
                break
        return replace(self, sections=tuple(_within(s, last) for s in self.sections))


def _within(section: Section, last: int) -> Section:
    kept = [replace(b, details=tuple(d for d in b.details if d.rank <= last)) for b in section.blocks if b.rank <= last]
    left = sum(b.weight for b in section.blocks if b.rank > last)
    left += sum(d.weight for b in section.blocks if b.rank <= last for d in b.details if d.rank > last)
    return replace(section, blocks=tuple(kept), left=section.left + left)
