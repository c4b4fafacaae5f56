"""Drawing: boxes of those who fight, cards of instruments, headings and notes, and all of a picture in its order."""

from __future__ import annotations

import re

from engine.output.owing import reference
from engine.output.picture.arrows import duties, force
from engine.output.picture.layout import Box, Layout
from engine.output.picture.row_words import NAME, SMALL, heading, named, notes, plain
from engine.output.picture.scene import Belligerents, Card, CardRow, Stage
from engine.output.prose import listed, standing
from engine.output.style import FAINT, LEADS, LOOKS, PAPER, fitted, pips, text_line, text_width, wrapped
from engine.output.svg import esc, rect, tag
from engine.verdicts.verdict import Status, Verdict


def _name(text: str, x: float, y: float, size: float, **more: object) -> str:
    return text_line(text, x, y, size, "ink", 700, class_="name ink", **more)


def standing_line(verdict: Verdict) -> str:
    """Mark, status and duty in a few words.

    >>> from treaties.vocabulary.terms import Duty
    >>> standing_line(Verdict(Status.CONTESTED, Duty.ASSIST))
    '? contested: must help'
    """
    duty = re.split("[;,]", verdict.duty.meaning)[0] if verdict.duty else str(verdict.status).replace("-", " ")
    return f"{LOOKS[verdict.status].mark} {LEADS.get(verdict.status, '') if verdict.duty else ''}{duty}"


def party(p: Belligerents, b: Box, prefix: str) -> str:
    """The box of a party."""
    look = LOOKS[Status.BELLIGERENT]
    lines = wrapped(listed(p.names), b.w - 24, 14, bold=True)
    return tag(
        "g",
        tag("title", esc(f"{listed(p.names)}: {Status.BELLIGERENT.meaning}")),
        rect(b.x, b.y, b.w, b.h, 6, fill=look.fill, stroke=look.line, stroke_width=1.6, class_="frame"),
        *(_name(t, b.x + b.w / 2, b.y + 21 + 17 * i, 14, text_anchor="middle") for i, t in enumerate(lines)),
        class_="node party s-belligerent",
        id=f"{prefix}-{p.id}",
        data_node=p.id,
        data_states=" ".join(p.states),
    )


def card(layout: Layout, c: Card, b: Box, prefix: str) -> str:
    """One instrument with its rows; one row needs no frame of its own."""
    rows = [_row(layout, c, g, prefix) for g in c.groups]
    if len(rows) == 1:
        return rows[0]
    head = [
        text_line(t, b.x + 10, b.y + 17 + 16 * i, 12.5, weight=700, class_="treaty ink")
        for i, t in enumerate(heading(c, b.w - 20))
    ]
    frame = rect(b.x, b.y, b.w, b.h, 7, fill=PAPER, stroke=FAINT, stroke_width=1.4, class_="card-frame")
    return tag("g", frame, *head, *rows, class_="instrument")


def _row(layout: Layout, c: Card, g: CardRow, prefix: str) -> str:
    b, aside = layout.rows[g.id], c.stage is Stage.ASIDE
    look, space = LOOKS[Status.NOT_TRIGGERED if aside else g.status], b.w - 22
    x, y = b.x + 13, b.y + 17
    names, below = named(g, space), notes(c, g, layout.scene, space)
    signs = pips(g.verdict)
    left = space - (text_width(signs, SMALL) + 6 if signs else 0)
    heavy = 2.2 if g.status is Status.BOUND else 1.3
    border = {"stroke": look.line, "stroke_width": heavy, "stroke_dasharray": look.dash or None, "class_": "frame"}
    parts = [
        tag("title", esc(f"{listed(g.names)}: {standing(g.verdict)} — {reference(g.ground.clause)}")),
        rect(b.x, b.y, b.w, b.h, 5, fill=look.fill, **border),
        rect(b.x, b.y, 5, b.h, 2.5, fill=look.line, class_="bar"),
    ]
    for t in names:
        parts.append(_name(t, x, y, NAME))
        y += 16
    if not plain(g):
        told = fitted(standing_line(g.verdict), left, 12)
        parts.append(text_line(told, x, y, 12, weight=600, fill=look.line, class_="standing"))
    parts.append(text_line(signs, b.x + b.w - 7, y, SMALL, fill=look.line, text_anchor="end", class_="pips"))
    y -= 14 if plain(g) else 0
    for t in below:
        y += 14
        parts.append(text_line(t, x, y, SMALL, "quiet", class_="article quiet"))
    return tag(
        "g",
        *parts,
        class_=f"node{' aside' * aside} s-{g.status}",
        id=f"{prefix}-{g.id}",
        data_node=g.id,
        data_states=" ".join(g.states),
    )


def lines(layout: Layout) -> list[str]:
    """Headings, notes and the rules between stages."""
    drawn = [
        tag("line", x1=12, y1=y, x2=layout.wide - 12, y2=y, stroke=FAINT, stroke_width=1.6, class_="faint-line")
        for y in layout.rules
    ]
    for line in layout.lines:
        head = line.kind == "head"
        kind = "ink" if head else line.kind
        drawn.append(text_line(line.text, line.x, line.y, line.size, kind, 700 if head else 400))
    return drawn


def picture(layout: Layout, prefix: str = "node") -> list[str]:
    """The drawing itself, without title and legend; `prefix` begins the ids of its boxes."""
    return [
        *duties(layout),
        *lines(layout),
        *(party(p, b, prefix) for p, b in layout.parties),
        *force(layout),
        *(card(layout, c, b, prefix) for c, b in layout.cards),
    ]
