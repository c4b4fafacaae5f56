"""The picture of an escalation: the ruling as its title, the belligerents, the instruments triggered, and whom each binds
toward whom.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from engine.findings.scene import Scene, Stage
from engine.findings.staging import FULL, scene_of
from engine.forms.style import (
    DUTY_LOOKS,
    FAINT,
    FONT,
    INK,
    LOOKS,
    PAPER,
    text_line,
    text_width,
    wrapped,
)
from engine.forms.svg import document, num, tag
from engine.output.breach_line import breach_line
from engine.output.picture.cards import picture
from engine.output.picture.finding import titled
from engine.output.picture.layout import BROAD, NARROW, lay_out
from engine.output.prose import CAVEAT, listed, standing
from engine.output.unbound_text import unbound_line
from treaties.models.edition import edition_line

if TYPE_CHECKING:
    from engine.findings.findings import Findings

FULL_NARROW = 3
"""The value of `FULL` for a narrow sheet: the number of rows after which no further card is begun."""


def draw(answer: Findings, *, portrait: bool = False, focus: str = "") -> str:
    """Return an answer as an SVG picture. No text is cut off and no two boxes overlap.

    Args:
        answer: the answer.
        portrait: draw for a narrow sheet such as a telephone, with everything in one column.
        focus: the name or code of a state; draw only what it owes, what it is owed, and the way from there to the war.

    Raises `CasusError` if there is nothing to draw for that state, and `UnknownName` if no state has that name.

    >>> from engine import ask
    >>> svg = draw(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))
    >>> svg.startswith("<svg"), "United States" in svg
    (True, True)
    """
    wide = NARROW if portrait else BROAD
    state = answer.corpus.states.of_day(focus, answer.setting.on).id if focus else ""
    scene = scene_of(answer, focus=state, full=FULL_NARROW if portrait else FULL)
    layout = lay_out(scene, wide)
    top, y = titled(answer, wide)
    words, used = legend(scene, wide)
    below = y + layout.height
    foot, end = _source(answer, wide, below + used)
    body = [
        tag("rect", width=wide, height=end, fill=PAPER, class_="paper"),
        *top,
        tag(
            "g",
            *picture(layout, "tall" if portrait else "node"),
            transform=f"translate(0 {num(y)})",
        ),
        tag("g", words, transform=f"translate(0 {num(below)})"),
        *foot,
    ]
    return document(
        wide,
        end,
        answer.heading,
        in_words(answer, scene),
        tag("g", *body, font_family=FONT),
    )


def _source(answer: Findings, wide: float, y: float) -> tuple[list[str], float]:
    """Write the foot of the picture: states bound to nothing, breaches, the law and its day, and that it is no
    prediction.

    Args:
        answer: the answer.
        wide: the width of the sheet, in px.
        y: where the foot begins.
    """
    foot = f"Casus Foederis. The law of {answer.setting.on}. {edition_line(answer.corpus)}. {CAVEAT}"
    parts = []
    for text in filter(None, (unbound_line(answer), breach_line(answer), foot)):
        for line in wrapped(text, wide - 32, 11):
            parts.append(text_line(line, 16, y, 11, "quiet"))
            y += 14
    return parts, y + 2


def legend(scene: Scene, w: float) -> tuple[str, float]:
    """Return the legend as SVG and its height. It explains marks, dashes and widths that occur in the picture."""
    items = [*_statuses(scene), *_duties(scene)]
    if any(g.verdict.distance.total for g in scene.groups):
        items.append(("", "› one further event, ? one open judgement away"))
    x, y, parts = 16.0, 22.0, []
    parts.append(
        tag("line", x1=16, y1=2, x2=w - 16, y2=2, stroke=FAINT, class_="faint-line")
    )
    for line, text in items:
        lead = 34.0 if line else 0.0
        lines = wrapped(text, w - 38 - lead, 11.5)
        need = lead + max(text_width(t, 11.5) for t in lines) + 22
        if x + need > w - 6 and x > 16:
            x, y = 16.0, y + 19
        words = [text_line(t, lead, 15 * i, 11.5, "quiet") for i, t in enumerate(lines)]
        parts.append(tag("g", line, *words, transform=f"translate({num(x)} {num(y)})"))
        x += need
        if len(lines) > 1:
            x, y = w, y + 15 * (len(lines) - 1)
    return "".join(parts), y + 22


def _statuses(scene: Scene) -> Iterator[tuple[str, str]]:
    """A line in the look of each status on either side, and what the status means."""
    cards = [c for c in scene.cards if c.stage is not Stage.ASIDE]
    found = {row.status for card in cards for row in card.groups}
    for status in sorted(found, key=lambda s: s.order):
        look = LOOKS[status]
        line = _sample(look.line, stroke_width=3, stroke_dasharray=look.dash or None)
        name = str(status).replace("-", " ")
        yield line, f"{look.mark} {name}: {status.meaning}"


def _duties(scene: Scene) -> Iterator[tuple[str, str]]:
    """A line as wide as that of each duty to which an arrow points, and what the duty means."""
    pointing = [row.verdict.duty for row in scene.groups if row.target]
    found = {duty for duty in pointing if duty}
    for duty in sorted(found, key=lambda d: d.rank):
        width = DUTY_LOOKS[duty].width
        yield _sample(INK, stroke_width=width, class_="ink-line"), duty.meaning


def _sample(colour: str, **look: Any) -> str:
    """A short line that shows what lines of a kind look like."""
    return tag("line", x1=0, y1=-4, x2=26, y2=-4, stroke=colour, **look)


def in_words(answer: Findings, scene: Scene) -> str:
    """Return a description of the picture for a reader who cannot see it."""
    rows = (*scene.groups, *(row for rows in scene.unboxed.values() for row in rows))
    text = "; ".join(
        f"{g.ground.clause.treaty.name}: {listed(g.names)}: {standing(g.verdict)}"
        for g in rows
    )
    read = f" Read as {answer.asked.name}." if answer.asked else ""
    return f"{CAVEAT}{read} {text or 'Nobody is drawn in'}."
