"""A document: the content of a result as blocks that every renderer can show. Blocks have ranks, by which the document is
shortened.

It lies below every module that builds a document and above none of the renderers (text, terminal, notebook, page,
assistant).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

Place = tuple[int, int, int]
"""The place of a block: its rank, its line within its section, and the number of the section."""
FIRST_CUT = (1, 0, 0)
"""The first place at which a block may be cut."""


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
    """When the block is cut: blocks of the highest rank go first, and of one rank the last lines of the longest section.
    A block of rank 0 is never cut.
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

    def cut(self, fits: Callable[[Document], bool]) -> Document:
        """Return the document without the blocks that must go for it to fit.

        Args:
            fits: tells whether a shortened document fits.
        """
        places = sorted(
            {
                (part.rank, line, number)
                for number, section in enumerate(self.sections)
                for line, block in enumerate(section.blocks)
                for part in (block, *block.details)
            }
        )
        shown = self
        while places and places[-1] >= FIRST_CUT and not fits(shown):
            shown = self._before(places.pop())
        return shown

    def _before(self, place: Place) -> Document:
        """The document without the blocks at a place or behind it, and without what explains marks of these alone."""
        kept = [_shortened(s, n, place) for n, s in enumerate(self.sections)]
        text = " ".join(b.body for s in kept for b in s.blocks if not b.letter)
        return replace(self, sections=tuple(_referred(s, text) for s in kept))


def _referred(section: Section, text: str) -> Section:
    """A section without what explains marks that are not `text`."""
    return replace(section, blocks=tuple(b for b in section.blocks if b.letter in text))


def _shortened(section: Section, number: int, place: Place) -> Section:
    """A section without the blocks at a place or behind it, which are counted."""
    kept, left = list[Block](), section.left
    for line, block in enumerate(section.blocks):
        parts = (block, *block.details)
        shown = [part for part in parts if (part.rank, line, number) < place]
        left += sum(part.weight for part in parts) - sum(part.weight for part in shown)
        if shown:
            kept.append(replace(block, details=tuple(shown[1:])))
    return replace(section, blocks=tuple(kept), left=left)
