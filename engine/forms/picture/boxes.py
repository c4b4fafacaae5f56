"""Boxes: the name, the standing, what is still between, and the article, cut to fit."""

from __future__ import annotations

from engine.forms.picture.layout import Box
from engine.forms.picture.scene import Node
from engine.forms.prose import listed, standing
from engine.forms.style import INK, LOOKS, QUIET, fitted, pips, text_width
from engine.forms.svg import esc, num, tag
from engine.verdicts.verdict import Status
from treaties.terms import Duty


def heading(n: Node, room: float, size: float) -> str:
    """The name in a box: one state, as many as fit, or a count."""
    if len(n.names) == 1:
        return fitted(n.names[0], room, size, bold=True)
    for shown in range(min(3, len(n.names)), 0, -1):
        more = len(n.names) - shown
        text = listed([*n.names[:shown], f"{more} more"] if more else n.names)
        if text_width(text, size, bold=True) <= room:
            return text
    return fitted(f"{len(n.names)} states", room, size, bold=True)


def standing_line(n: Node) -> str:
    """Mark, status and duty in a few words."""
    mark = LOOKS[n.status].mark
    if n.rest:
        return f"{mark} {n.status} or further off"
    duty = {None: "", Duty.RIGHT: ": free to help"}.get(n.verdict.duty, f": {n.verdict.duty}")
    return f"{mark} {str(n.status).replace('-', ' ')}{duty}"


def box(n: Node, b: Box, prefix: str = "node") -> str:
    """One box with its name, standing and article; `prefix` begins its id."""
    look = LOOKS[n.status]
    x, y, room = b.x - b.w / 2, b.y - b.h / 2, b.w - 22
    bold = {"font_size": 13.5, "font_weight": 700, "fill": INK, "class_": "name ink"}
    parts = [
        tag("title", esc(f"{', '.join(n.names)}: {standing(n.verdict)}" + _label(n))),
        tag(
            "rect",
            x=x,
            y=y,
            width=b.w,
            height=b.h,
            rx=6,
            fill=look.fill,
            stroke=look.line,
            stroke_width=2.2 if n.status is Status.BOUND else 1.4,
            stroke_dasharray=look.dash or None,
            class_="frame",
        ),
        tag("rect", x=x, y=y, width=6, height=b.h, rx=3, fill=look.line, class_="bar"),
    ]
    if n.ring == 0:
        parts.append(tag("text", esc(heading(n, room, 13.5)), x=b.x, y=b.y + 5, text_anchor="middle", **bold))
    else:
        signs = pips(n.verdict)
        left = room - (text_width(signs, 11.5) + 6 if signs else 0)
        article = _article(n)
        parts += [
            tag("text", esc(heading(n, room, 13.5)), x=x + 14, y=y + 18, **bold),
            tag(
                "text",
                esc(fitted(standing_line(n), left, 12)),
                x=x + 14,
                y=y + 35,
                font_size=12,
                fill=look.line,
                font_weight=600,
                class_="standing",
            ),
            tag(
                "text",
                esc(signs),
                x=x + b.w - 8,
                y=y + 35,
                font_size=11.5,
                fill=look.line,
                text_anchor="end",
                class_="pips",
            ),
            tag(
                "text",
                esc(fitted(article, room, 11)),
                x=x + 14,
                y=y + 51,
                font_size=11,
                fill=QUIET,
                class_="article quiet",
            ),
        ]
    return tag(
        "g",
        *parts,
        class_=f"node s-{n.status}",
        id=f"{prefix}-{n.id}",
        data_node=n.id,
        data_room=num(room),
        data_states=" ".join(n.states),
    )


def _article(n: Node) -> str:
    if n.rest or not n.ground:
        return "several treaties" if n.rest else ""
    article = n.ground.article
    numbered = article[0].isdigit() or set(article.split()[0].split(".")[0]) <= set("IVXL")
    return f"{'Art. ' if numbered else ''}{article}, {n.ground.clause.treaty.name}"


def _label(n: Node) -> str:
    return f" — {n.ground.clause.label}" if n.ground and not n.rest else ""
