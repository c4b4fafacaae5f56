"""How an answer and an explanation show themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.output.document import Document
from engine.output.page import Lines, Page, Verbatim
from engine.output.proof_text import tell_why
from engine.verdicts.explanation import Explanation

if TYPE_CHECKING:
    from engine.verdicts.solution import Solution


def answer_page(answer: Solution, told: Document) -> Page:
    """An answer: its first lines, the picture, and the sections of its document; what is called at once stands open."""
    from engine.output.picture import draw

    parts = [
        Lines(
            [one.text for b in s.blocks for one in (b, *b.details)],
            f"{s.heading}{s.gloss}",
            folded=s.heading not in ("", "At once"),
        )
        for s in told.sections
    ]
    return Page(answer.heading, draw(answer), parts, told.note)


def why_page(e: Explanation) -> Page:
    """An explanation: its text, which is a tree."""
    return Page("", parts=[Verbatim(tell_why(e))])
