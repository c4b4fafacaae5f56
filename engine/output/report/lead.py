"""What the page says before anything can be turned: the bottom line, and instrument by instrument who owes what at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.output.bottom_line import bottom_line
from engine.output.document import Block
from engine.output.extent import DetailOptions
from engine.output.instruments_text import FIRM, called_sections
from engine.output.style import LOOKS
from engine.output.svg import esc, tag
from engine.output.time_spans import over_section

if TYPE_CHECKING:
    from engine.verdicts.solution import Solution

SHOWN = 5
"""Instruments that are shown before the rest is folded away."""


def lead(answer: Solution) -> str:
    """The bottom line as paragraphs, the finding first."""
    within = [b.text for b in over_section(answer.over).blocks] if answer.over else []
    first, *rest = [*within, *bottom_line(answer)]
    return tag("p", esc(first), class_="finding") + "".join(tag("p", esc(s)) for s in rest)


def instruments(answer: Solution) -> str:
    """What is called at once, under a heading for each side; what is many, and what is owed to others, is folded."""
    parts = []
    for section in called_sections(answer, DetailOptions()):
        items = [_item(b) for b in section.blocks]
        heading = esc(f"{section.heading}{section.gloss}")
        if items:
            once = section.heading == "At once"
            parts.append(tag("h3", heading) + _listed(items) if once else _folded(f"{heading} ({len(items)})", items))
    return "".join(parts) or tag("p", "No instrument known here is called at once.")


def _listed(items: Sequence[str]) -> str:
    more = len(items) - SHOWN
    rest = _folded(f"{more} more", items[SHOWN:]) if more > 0 else ""
    return tag("ul", *items[:SHOWN], class_="called") + rest


def _folded(heading: str, items: Sequence[str]) -> str:
    return tag("details", tag("summary", heading), tag("ul", *items, class_="called"))


def _item(block: Block) -> str:
    status = next((s for s, role in FIRM.items() if role is block.role), None)
    mark = tag("span", f"{LOOKS[status].mark} {status.value}", class_=f"badge s-{status}") + " " if status else ""
    head = tag("b", esc(block.head)) + ": " if block.head else ""
    return tag("li", mark, head, esc(block.said))
