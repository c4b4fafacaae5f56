"""The parts of the picture as SVG: boxes of belligerents, cards of instruments, headings and notes."""

from __future__ import annotations

from typing import Any

from engine.findings.scene import LEFT, Belligerents, Card, CardRow, Stage
from engine.forms.style import ATTACK, DUTY_LOOKS, FAINT, INK, LOOKS, QUIET
from engine.forms.svg import XY, arrow, esc, line, path, rect, tag
from engine.output.owing import reference
from engine.output.picture.layout import Box, Layout
from engine.output.prose import listed, standing
from engine.record.verdict import Status


def duties(layout: Layout) -> list[str]:
    """Return the lines of the duties as SVG: from every row to the line along the margin, and from each such line one
    arrow to the states to which the duty is owed.
    """
    cards = layout.scene.cards
    owing = [(card.side, row) for card in cards for row in card.groups if row.target]
    trunks = [
        _trunk(layout, side, target, [r for s, r in owing if (s, r.target) == lane])
        for lane in layout.lanes
        for side, target in [lane]
    ]
    branches = [_branch(layout, side, row) for side, row in owing]
    return [tag("g", *trunks, aria_hidden="true"), *branches]


def _trunk(layout: Layout, side: int, target: str, rows: list[CardRow]) -> str:
    """The line along a margin past all rows that owe something to a target, and its arrow to the target."""
    x, box = layout.lanes[side, target], layout.boxes[target]
    edge, y = box.edge(side), box.middle
    heights = [y, *(layout.boxes[row.id].out for row in rows)]
    way = path("M", x, min(heights), "V", max(heights), "M", x, y, "H", edge + 8 * side)
    tip = path("M", edge, y, "l", 10 * side, -5, "v", 10, "z")
    look = {"stroke_width": 2.4, "stroke_linecap": "round", "class_": "trunk"}
    return tag("path", d=way, stroke=QUIET, **look) + tag(
        "path", d=tip, fill=QUIET, class_="trunk-tip"
    )


def _branch(layout: Layout, side: int, row: CardRow) -> str:
    """The line from a row to the line along the margin; a broader one, which nobody sees, is easy to click."""
    box, look = layout.boxes[row.id], LOOKS[row.status]
    ends = box.edge(side), box.out, layout.lanes[side, row.target], box.out
    toward = listed(layout.scene.names[s] for s in row.beneficiaries)
    about = f"{listed(row.names)} → {toward}: {standing(row.verdict)} ({reference(row.ground.clause)})"
    near: dict[str, Any] = {"stroke_width": 14, "pointer_events": "stroke"}
    heavy = DUTY_LOOKS[row.verdict.duty or row.ground.duty].width
    return tag(
        "g",
        tag("title", esc(about)),
        line(*ends, stroke="none", **near, class_="near"),
        line(*ends, **look.stroke, stroke_width=heavy, class_="line"),
        class_=f"arrow s-{row.status}",
        data_from=row.id,
        data_to=row.ground.beneficiary,
    )


def force(layout: Layout) -> list[str]:
    """Return one arrow as SVG from each box of attackers to each box that they attack."""
    party_of = {s: p for p in layout.scene.parties for s in p.states}
    given: dict[tuple[Belligerents, Belligerents], bool] = {}
    for act in layout.scene.force:
        a, b = party_of.get(act.source), party_of.get(act.target)
        if a and b and a.side != b.side:
            given[a, b] = given.get((a, b), False) or act.given
    look = {"fill": "none", "stroke": ATTACK, "class_": "ink-line"}
    parts = []
    for (a, b), asked in given.items():
        off = 7.0 * a.side if (b, a) in given else 0.0
        ends = _facing(layout.boxes[a.id], layout.boxes[b.id], off)
        about = f"{listed(a.names)} uses force against {listed(b.names)}"
        way = tag("path", d=arrow(*ends), stroke_width=3.2 if asked else 1.4, **look)
        parts.append(tag("g", tag("title", esc(about)), way, class_="force"))
    return parts


def _facing(a: Box, b: Box, off: float) -> tuple[XY, XY]:
    """The points between which an arrow runs from one box to another, below each other or side by side.

    Args:
        a: the box where it begins.
        b: the box where it ends.
        off: how far it lies from the middles of the boxes, in px.
    """
    if a.x == b.x:
        x, down = a.x + a.w / 2 + off, a.y < b.y
        return (x, a.y + a.h * down), (x, b.y + b.h * (not down))
    side = LEFT if a.x < b.x else -LEFT
    return (a.edge(-side), a.middle + off), (b.edge(side), b.middle + off)


def _party_box(layout: Layout, party: Belligerents, prefix: str) -> str:
    """Return the box of a party as SVG; `prefix` begins its id."""
    b, look = layout.boxes[party.id], LOOKS[Status.BELLIGERENT]
    border = {"fill": look.fill, "stroke": look.line, "stroke_width": 1.6}
    drawn = [
        tag("title", esc(f"{listed(party.names)}: {Status.BELLIGERENT.meaning}")),
        rect(b.x, b.y, b.w, b.h, 6, **border, class_="frame"),
        *_words(layout, party.id),
    ]
    return _node(drawn, party, prefix, "node party s-belligerent")


def _words(layout: Layout, ident: str, colour: str = INK) -> list[str]:
    """The words in a box, or outside all boxes."""
    return [words.drawn(colour) for words in layout.words.get(ident, ())]


def _node(drawn: list[str], of: Belligerents | CardRow, prefix: str, kind: str) -> str:
    """What is drawn of those who stand together, so that the page can find it and colour it."""
    states = " ".join(of.states)
    known = {"id": f"{prefix}-{of.id}", "data_node": of.id, "data_states": states}
    return tag("g", *drawn, class_=kind, **known)


def _row_box(layout: Layout, card: Card, row: CardRow, prefix: str) -> str:
    """Return the box of a row of a card as SVG; `prefix` begins its id."""
    b, aside = layout.boxes[row.id], card.stage is Stage.ASIDE
    look = LOOKS[Status.NOT_TRIGGERED if aside else row.status]
    heavy = 2.2 if row.status is Status.BOUND else 1.3
    border = {"fill": look.fill, **look.stroke, "stroke_width": heavy}
    article = reference(row.ground.clause)
    about = f"{listed(row.names)}: {standing(row.verdict)} — {article}"
    drawn = [
        tag("title", esc(about)),
        rect(b.x, b.y, b.w, b.h, 5, **border, class_="frame"),
        rect(b.x, b.y, 5, b.h, 2.5, fill=look.line, class_="bar"),
        *_words(layout, row.id, look.line),
    ]
    return _node(drawn, row, prefix, f"node{' aside' * aside} s-{row.status}")


def picture(layout: Layout, prefix: str = "node") -> list[str]:
    """Return the picture as SVG elements, without title and legend; `prefix` begins the ids of its boxes."""
    scene = layout.scene
    rows = [(card, row) for card in scene.cards for row in card.groups]
    look = {"stroke": FAINT, "stroke_width": 1.6, "class_": "faint-line"}
    return [
        *duties(layout),
        *(line(12, y, layout.wide - 12, y, **look) for y in layout.rules),
        *_words(layout, ""),
        *(_party_box(layout, p, prefix) for p in scene.parties),
        *force(layout),
        *(_row_box(layout, card, row, prefix) for card, row in rows),
    ]
