"""Text of an answer for a tool: the first lines of its document, then its main blocks with the ids of their proofs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.findings.calls import triggered_articles
from engine.findings.extent import DetailOptions
from engine.output.answer_document import document as write
from engine.output.bottom_line import bottom_line
from engine.output.document import Block, Role
from engine.output.owing import MARKS
from engine.setting.graph import Clause
from treaties.vocabulary.terms import Warrant

if TYPE_CHECKING:
    from engine.answer import Answer

BLOCKS, BESIDE, DETAILS = 4, 1, 3
"""The number of blocks shown of the first section, and of each further one; the number of details of each block."""
PARTS = ("At once",)
"""The headings of the sections shown."""
STATUS = ("bound", "contested", "conditional", "released")


def shown(answer: Answer) -> tuple[list[str], list[Clause]]:
    """Return an answer in brief as lines of text, and the articles that these lines name."""
    lines = _lead(answer)
    named: list[str] = []
    whole = write(answer, DetailOptions(all=True))
    for section in (s for s in whole.sections if s.blocks and s.heading in PARTS):
        lines += ["", f"{section.heading.upper()}{section.gloss}"]
        most = BESIDE if named and section.heading != "Open" else BLOCKS
        for depth, block in _blocks(section.blocks[:most]):
            lines.append("  " * depth + _with_proof(block))
            if block.clause:
                named.append(block.clause)
    return lines, [answer.graph.clauses[key] for key in dict.fromkeys(named)]


def _lead(answer: Answer) -> list[str]:
    """The title, what was taken for granted of the question, and the bottom line with what it rests on."""
    document = answer.document()
    assumed = answer.understood.assumed if answer.understood else ""
    title = [document.title, assumed] if assumed else [document.title]
    lead = [b.text for s in document.sections if not s.heading for b in s.blocks]
    length = len(bottom_line(answer))
    return [*title, "", *lead[:length], _grounds(answer), *lead[length:]]


def _with_proof(block: Block) -> str:
    """A block as one line, with its status and its proof, if it has one."""
    if not block.proof:
        return block.text
    status = f"{block.role}; " if block.role in STATUS else ""
    return f"{block.text} [{status}proof {block.proof}]"


def _blocks(blocks: tuple[Block, ...]) -> Iterator[tuple[int, Block]]:
    for block in blocks:
        yield 1, block
        yield from (
            (2, d)
            for d in [d for d in block.details if d.role is not Role.QUIET][:DETAILS]
        )


def _grounds(answer: Answer) -> str:
    """What the bottom line rests on: which articles called were read in their words, and up to which day law was
    followed.
    """
    found = [c.clause for c in triggered_articles(answer).calls if c.helping]
    unread = [
        f"{c.label} {MARKS[Warrant(c.warrant)]}"
        for c in found
        if c.warrant != Warrant.SEEN
    ]
    seen = (
        f"the words of {len(found) - len(unread)} of {len(found)} articles of help called were read"
        if found
        else ""
    )
    warrant = (
        "; ".join(x for x in (seen, *unread[:BLOCKS]) if x)
        or "no article of help is called"
    )
    return f"Warrant: {warrant}. Law as of {answer.corpus.current_to or 'no day that is stated'}."
