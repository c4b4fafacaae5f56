"""A document as plain text, or as coloured text for a terminal, wrapped to its width with hanging indents."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.output.document import Block, Document, Role
from engine.output.prose import narrowness, para

LINES = 25
"""The number of full-width lines to which a document is shortened."""


def as_text(
    document: Document,
    *,
    lines: int | None = None,
    paint: Callable[[str, Role], str] = lambda text, _: text,
) -> str:
    """Return a document as text.

    Args:
        document: the document.
        lines: the most lines of full width; None shows everything.
        paint: colours a piece of text for its role; by default it returns the text as it is.

    >>> print(as_text(Document("Who must help?", sections=(), note="Law, no forecast.")))
    Who must help?
    <BLANKLINE>
    Law, no forecast.
    """

    def rendered(shown: Document) -> str:
        return "\n".join(_paragraphs(shown, paint))

    if lines is not None:
        room = round(lines * narrowness())
        document = document.cut(lambda shown: rendered(shown).count("\n") < room)
    return rendered(document)


def _paragraphs(document: Document, paint: Callable[[str, Role], str]) -> Iterator[str]:
    yield para(document.title)
    for note in document.notes:
        yield para(note.text)
    for section in document.sections:
        if not section.blocks:
            continue
        yield ""
        if section.heading:
            yield paint(para(section.heading.upper() + section.gloss), Role.FINDING)
        for block in section.blocks:
            yield _painted(block, 2 * bool(section.heading), paint)
            for detail in block.details:
                yield _painted(detail, 4, paint)
        if section.rest:
            yield f"  {section.rest}"
    yield ""
    yield para(document.note)


def _painted(block: Block, depth: int, paint: Callable[[str, Role], str]) -> str:
    """A block as a paragraph: its head is coloured, or all of it where it has no head on a line of its own."""
    text = _paragraph(block, depth)
    if block.head and block.head in text:
        return text.replace(block.head, paint(block.head, block.role), 1)
    return paint(text, block.role)


def _paragraph(block: Block, depth: int) -> str:
    if block.role is Role.PROOF:
        return block.body
    if block.role is Role.QUIET and depth == 4:
        return para(block.text, 6)
    return para(block.text, depth, 4 if depth else 2)
