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
    if lines is not None:
        document = document.cut(
            round(lines * narrowness()),
            lambda b: "\n".join(_lines(b, 2)).count("\n") + 1,
        )
    return "\n".join(_all(document, paint))


def _all(document: Document, paint: Callable[[str, Role], str]) -> Iterator[str]:
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
            for one, depth in (
                (block, 2 * bool(section.heading)),
                *((d, 4) for d in block.details),
            ):
                made = "\n".join(_lines(one, depth))
                head = one.head if one.head in made else ""
                yield (
                    made.replace(head, paint(head, one.role), 1)
                    if head
                    else paint(made, one.role)
                )
        if section.rest:
            yield f"  {section.rest}"
    yield ""
    yield para(document.note)


def _lines(block: Block, depth: int) -> Iterator[str]:
    if block.role is Role.PROOF:
        yield block.body
    elif block.role is Role.QUIET and depth == 4:
        yield para(block.text, 6)
    else:
        yield para(block.text, depth, 4 if depth else 2)
