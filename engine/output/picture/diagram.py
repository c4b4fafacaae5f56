"""The picture of an escalation: the finding as its title, who fights, which instruments are called, whom each binds to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.output.blocked_text import breaches
from engine.output.extent import DetailOptions
from engine.output.picture.cards import picture
from engine.output.picture.finding import titled
from engine.output.picture.layout import BROAD, NARROW, lay_out
from engine.output.picture.legend import legend
from engine.output.picture.scene import in_words
from engine.output.picture.staging import FULL, scene_of
from engine.output.prose import CAVEAT
from engine.output.style import FONT, PAPER, text_line, wrapped
from engine.output.svg import document, num, tag
from engine.output.unbound_text import unbound_line
from treaties.models.edition import edition_line

if TYPE_CHECKING:
    from engine.verdicts.solution import Solution

FULL_NARROW = 3
"""The same for a narrow sheet."""
BROKEN = 2
"""Sentences on what is broken; the rest is counted."""


def draw(answer: Solution, *, portrait: bool = False, focus: str = "") -> str:
    """An answer as an SVG document.

    `portrait` is for a narrow sheet such as a telephone: everything one below the other. `focus` is a state, by any name: only what it
    owes, what it is owed, and what leads from there to the war; raises `CasusError` where that is nothing. No text is cut and no two
    boxes meet.

    >>> from engine import ask
    >>> svg = draw(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))
    >>> svg.startswith("<svg"), "United States" in svg
    (True, True)
    """
    wide = NARROW if portrait else BROAD
    state = answer.corpus.states.resolve(focus, answer.setting.on).id if focus else ""
    scene = scene_of(answer, focus=state, full=FULL_NARROW if portrait else FULL)
    layout = lay_out(scene, wide)
    top, y = titled(answer, wide)
    words, used = legend(scene, wide)
    foot, end = _source(answer, wide, y + layout.height + used)
    body = [
        tag("rect", width=wide, height=end, fill=PAPER, class_="paper"),
        *top,
        tag("g", *picture(layout, "tall" if portrait else "node"), transform=f"translate(0 {num(y)})"),
        tag("g", words, transform=f"translate(0 {num(y + layout.height)})"),
        *foot,
    ]
    return document(wide, end, answer.heading, in_words(answer, scene), tag("g", *body, font_family=FONT))


def _source(answer: Solution, wide: float, y: float) -> tuple[list[str], float]:
    """Who is bound to nothing, what is broken, by what law of which day, and that it is law and no prediction."""
    told = f"Casus Foederis. The law of {answer.setting.on}. {edition_line(answer.corpus)}. {CAVEAT}"
    parts = []
    found = [said for said, _ in breaches(answer, DetailOptions())]
    shown = found[: BROKEN if wide == BROAD else 1]
    left = f" Further promises: {len(found) - len(shown)}." if len(found) > len(shown) else ""
    broken = f"Broken: {' '.join(shown)}{left}" if found else ""
    for line in (
        line for text in (unbound_line(answer), broken, told) if text for line in wrapped(text, wide - 32, 11)
    ):
        parts.append(text_line(line, 16, y, 11, "quiet"))
        y += 14
    return parts, y + 2
