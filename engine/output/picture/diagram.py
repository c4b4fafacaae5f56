"""The picture of an escalation: the ruling as its title, the belligerents, the instruments triggered, and whom each binds
toward whom.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.findings.scene import Scene, Stage
from engine.forms.style import DUTY_LOOKS, FAINT, FONT, INK, LOOKS, PAPER, block
from engine.forms.svg import document, line, num, tag
from engine.output.breach_line import breach_line
from engine.output.picture.cards import picture
from engine.output.picture.finding import titled
from engine.output.picture.layout import laid_out
from engine.output.prose import CAVEAT, listed, standing
from engine.output.unbound_text import unbound_line
from treaties.models.edition import edition_line

if TYPE_CHECKING:
    from engine.findings.findings import Findings


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
    state = answer.corpus.states.of_day(focus, answer.setting.on).id if focus else ""
    layout = laid_out(answer, portrait=portrait, focus=state)
    wide, scene = layout.wide, layout.scene
    top, y = titled(answer, wide)
    words, used = legend(scene, wide)
    below = y + layout.height
    foot, end = _source(answer, wide, below + used)
    prefix = "tall" if portrait else "node"
    body = [
        tag("rect", width=wide, height=end, fill=PAPER, class_="paper"),
        *top,
        tag("g", *picture(layout, prefix), transform=f"translate(0 {num(y)})"),
        tag("g", *words, transform=f"translate(0 {num(below)})"),
        *foot,
    ]
    about = in_words(answer, scene)
    shown = tag("g", *body, font_family=FONT)
    return document(wide, end, answer.heading, about, shown)


def _source(answer: Findings, wide: float, y: float) -> tuple[list[str], float]:
    """Write the foot of the picture: states bound to nothing, breaches, the law and its day, and that it is no
    prediction.

    Args:
        answer: the answer.
        wide: the width of the sheet, in px.
        y: where the foot begins.
    """
    law = f"Casus Foederis. The law of {answer.setting.on}. {edition_line(answer.corpus)}. {CAVEAT}"
    parts = list[str]()
    for text in filter(None, (unbound_line(answer), breach_line(answer), law)):
        lines, y = block(text, 16, y, wide - 32, "foot")
        parts += [words.drawn() for words in lines]
    return parts, y + 10


def legend(scene: Scene, wide: float) -> tuple[list[str], float]:
    """Return the legend as SVG and its height. It explains marks, dashes and widths that occur in the picture."""
    items = [*_statuses(scene), *_duties(scene)]
    if any(g.verdict.distance.total for g in scene.groups):
        items.append(("", "› one further event, ? one open judgement away"))
    y = 6.0
    parts = [line(16, 2, wide - 16, 2, stroke=FAINT, class_="faint-line")]
    for sample, text in items:
        lines, end = block(text, 50, y, wide - 66, "note")
        move = f"translate(16 {num(y + 8)})"
        parts += [tag("g", sample, transform=move), *(w.drawn() for w in lines)]
        y = end + 2
    return parts, y + 8


def _statuses(scene: Scene) -> Iterator[tuple[str, str]]:
    """A line in the look of each status on either side, and what the status means."""
    cards = [c for c in scene.cards if c.stage is not Stage.ASIDE]
    found = {row.status for card in cards for row in card.groups}
    for status in sorted(found, key=lambda s: s.order):
        look = LOOKS[status]
        name = str(status).replace("-", " ")
        sample = line(0, 0, 26, 0, stroke_width=3, **look.stroke)
        yield sample, f"{look.mark} {name}: {status.meaning}"


def _duties(scene: Scene) -> Iterator[tuple[str, str]]:
    """A line as wide as that of each duty to which an arrow points, and what the duty means."""
    found = {r.verdict.duty for r in scene.groups if r.target and r.verdict.duty}
    for duty in sorted(found, key=lambda d: d.rank):
        look = {"stroke": INK, "stroke_width": DUTY_LOOKS[duty].width}
        yield line(0, 0, 26, 0, **look, class_="ink-line"), duty.meaning


def in_words(answer: Findings, scene: Scene) -> str:
    """Return a description of the picture for a reader who cannot see it."""
    rows = (*scene.groups, *(row for rows in scene.unboxed.values() for row in rows))
    text = "; ".join(
        f"{g.ground.clause.treaty.name}: {listed(g.names)}: {standing(g.verdict)}"
        for g in rows
    )
    read = f" Read as {answer.asked.name}." if answer.asked else ""
    return f"{CAVEAT}{read} {text or 'Nobody is drawn in'}."
