"""One window of a map as SVG: land, force, dots and labels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from engine.output.picture.globe import XY, MapWindow, path_of
from engine.output.picture.map_content import MapContent, MappedState
from engine.output.picture.map_labels import Label, leader
from engine.output.picture.panels import LETTER, Panel, attacks, corner, dotted
from engine.output.prose import standing
from engine.output.style import (
    ATTACK,
    DUTY_LOOKS,
    FAINT,
    INK,
    LOOKS,
    PAPER,
    SIDES,
    text_line,
)
from engine.output.svg import esc, num, rect, tag
from engine.verdicts.verdict import Status
from treaties.atlas import load_atlas

FAINTEST = 0.25
"""How dark the land is of a state that owes nothing."""


def panel_parts(
    content: MapContent,
    panel: Panel,
    frames: list[tuple[int, MapWindow]],
    size: float,
    clip: str,
    name: str,
) -> list[str]:
    """Draw one window as elements of SVG.

    Args:
        content: the states and what happens.
        panel: the window, with what it shows.
        frames: the number and the window of each enlarged part that is framed in it.
        size: the size of the labels, in px.
        clip: the beginning of the id by which the window is cut.
        name: the beginning of the ids of patterns.
    """
    atlas, w = load_atlas(), panel.window
    drawn = {s.rings for s in content.states}
    others = [r for rings in atlas.land.values() if rings not in drawn for r in rings]
    parts = [
        tag("rect", width=w.wide, height=w.high, fill="#f3f7fa", class_="sea"),
        _area(panel, others, "#e9ebee", "land"),
        _area(panel, atlas.disputed, f"url(#{name}-disputed)", "land disputed"),
    ]
    for s in sorted(content.states, key=lambda s: -s.status.order):
        inside = [
            tag(
                "title",
                esc(
                    f"{s.name}: {', '.join(filter(None, (s.role, standing(s.verdict))))}"
                ),
            )
        ]
        if panel.land.get(s.state):
            inside.append(
                tag(
                    "path",
                    d=path_of(panel.land[s.state]),
                    **fill_of(s, name),
                    stroke_linejoin="round",
                    class_="area",
                )
            )
        if s.state in panel.points and dotted(s, panel.land):
            inside.append(_dot(s, panel.points[s.state][0]))
        if len(inside) > 1:
            parts.append(tag("g", *inside, class_=kind_of(s), data_state=s.state))
    parts += _force(content, panel)
    for n, f in frames:
        x, y = corner(f, w)
        frame = {
            "fill": "none",
            "stroke": INK,
            "stroke_width": 1.2,
            "class_": "ink-line",
        }
        parts += [
            rect(x, y, f.width * w.scale, f.height * w.scale, 0.0, **frame),
            plate(n, x, y),
        ]
    for label in panel.labels:
        parts.append(_label(label, content, size))
    clipper = tag(
        "clipPath", tag("rect", width=w.wide, height=w.high), id=f"{clip}-clip"
    )
    edge = tag(
        "rect",
        x=0.5,
        y=0.5,
        width=w.wide - 1,
        height=w.high - 1,
        fill="none",
        stroke=FAINT,
        class_="faint-line",
    )
    return [clipper, tag("g", *parts, clip_path=f"url(#{clip}-clip)"), edge]


def kind_of(s: MappedState) -> str:
    """Name the classes of a state on the map: its status, its side and its duty."""
    return f"spot s-{s.status} side-{s.side} d-{s.verdict.duty or 'none'}"


def fill_of(s: MappedState, name: str) -> dict[str, object]:
    """Choose how its land is filled: hue by side, pattern by status, darkness by duty; hollow for who stays out."""
    if s.side == "aside":
        return {
            "fill": PAPER,
            "stroke": INK,
            "stroke_width": 1.4,
            "stroke_dasharray": "3 2",
        }
    dark = (
        1.0
        if s.status is Status.BELLIGERENT
        else DUTY_LOOKS[s.verdict.duty].shade
        if s.verdict.duty
        else FAINTEST
    )
    return {
        "fill": f"url(#{name}-{s.side}-{s.status})",
        "fill_opacity": dark,
        "stroke": SIDES[s.side].line,
    }


def plate(n: int, x: float, y: float) -> str:
    """Draw the letter of an enlarged part, on the main map or on the part itself.

    Args:
        n: the number of the part, from 1.
        x: its left edge, in px.
        y: its upper edge, in px.
    """
    plate = tag(
        "rect", x=x, y=y, width=LETTER, height=LETTER - 1, fill=INK, class_="ink"
    )
    return plate + text_line(
        "ABCDE"[n - 1], x + 9, y + 13, 12, "paper", 700, text_anchor="middle"
    )


def _area(panel: Panel, rings: Iterable[Sequence[XY]], fill: str, kind: str) -> str:
    found = panel.window.outlines(rings, grid=2 * panel.grid, least=4 * panel.grid)
    return (
        tag(
            "path",
            d=path_of(found),
            fill=fill,
            stroke="#ffffff",
            stroke_width=0.6,
            class_=kind,
        )
        if found
        else ""
    )


def _dot(s: MappedState, at: XY) -> str:
    x, y = at
    look = SIDES.get(s.side, LOOKS[s.status])
    if s.point:
        diamond = f"M{num(x)} {num(y - 6)}l6 6l-6 6l-6-6z"
        fill = look.line if s.role else look.fill
        return tag(
            "path",
            d=diamond,
            fill=fill,
            stroke=look.line,
            stroke_width=2,
            class_="seat",
        )
    return tag(
        "circle",
        cx=x,
        cy=y,
        r=3.5,
        fill=look.line,
        stroke=PAPER,
        stroke_width=1,
        class_="dot",
    )


def _force(content: MapContent, panel: Panel) -> list[str]:
    """Rings on the principals and an arrow from who attacks to who is attacked."""
    parts = []
    for s in content.states:
        if s.role and s.state in panel.points:
            (x, y), _ = panel.points[s.state]
            for r, heavy in ((5.5, 2.2), (10.0, 1.6))[
                : 2 if "attacked" in s.role else 1
            ]:
                parts += _haloed("circle", heavy, cx=x, cy=y, r=r)
    for given, (start, *_, bend, end) in attacks(content, panel):
        parts.append(_arrow(start, bend, end, given=given))
    return parts


def _arrow(a: XY, m: XY, b: XY, *, given: bool) -> str:
    """A bent arrow, with an open head drawn out so that every renderer shows it."""
    far = math.hypot(m[0] - b[0], m[1] - b[1]) or 1.0
    vx, vy = (m[0] - b[0]) / far * 10, (m[1] - b[1]) / far * 10
    left, right = (
        (b[0] + vx - vy / 2, b[1] + vy + vx / 2),
        (b[0] + vx + vy / 2, b[1] + vy - vx / 2),
    )
    line, head = (
        "M{} {}Q{} {} {} {}".format(*map(num, (*a, *m, *b))),
        "M{} {}L{} {}L{} {}".format(*map(num, (*left, *b, *right))),
    )
    given_, head_ = (2.6, 2.4) if given else (1.3, 1.3)
    # Both halos before both lines, so that neither is cut by the other's.
    drawn = [
        _haloed("path", heavy, d=d) for d, heavy in ((line, given_), (head, head_))
    ]
    return "".join(x for pair in zip(*drawn, strict=True) for x in pair)


def _haloed(name: str, heavy: float, **shape: object) -> list[str]:
    """A line with a margin of paper, which parts it from what lies below."""
    look = ((PAPER, heavy + 2.4, "halo-line"), (ATTACK, heavy, "ink-line"))
    return [
        tag(name, **shape, fill="none", stroke=c, stroke_width=w, class_=kind)
        for c, w, kind in look
    ]


def _label(label: Label, content: MapContent, size: float) -> str:
    wish = label.wish
    status = next(s.status for s in content.states if s.state == wish.key)
    y = label.y + size * 0.36 - (size / 2 if wish.under else 0)
    lines = [(wish.text, y, size, 700 if wish.bold else 600)]
    if wish.under:
        lines.append((wish.under, y + size, size - 1.5, 400))
    parts = []
    led = leader(label)
    if led:
        (ax, ay), (bx, by) = led
        way = f"M{num(ax)} {num(ay)}L{num(bx)} {num(by)}"
        parts.append(
            tag(
                "path",
                d=way,
                stroke=INK,
                stroke_width=0.9,
                fill="none",
                class_="ink-line",
            )
        )
        parts.append(tag("circle", cx=bx, cy=by, r=1.8, fill=INK, class_="ink"))
    halo = {
        "stroke": PAPER,
        "stroke_width": 3.4,
        "stroke_linejoin": "round",
        "class_": "halo",
        "aria_hidden": "true",
    }
    for text, ty, s, weight in lines:
        parts.append(
            text_line(
                text, label.x, ty, s, "paper", weight, text_anchor="middle", **halo
            )
        )
        parts.append(
            text_line(text, label.x, ty, s, "ink", weight, text_anchor="middle")
        )
    return tag("g", *parts, class_=f"label s-{status}", data_state=wish.key)


STEP = 7.0


def patterns(name: str) -> list[str]:
    """Draw a pattern for each status on each side, and for disputed land."""
    made = [
        _of(
            f"{name}-{side}-{status}",
            f"side-{side}",
            look.fill,
            _strokes(status, look.line),
        )
        for side, look in SIDES.items()
        for status in LOOKS
    ]
    return [
        *made,
        _of(
            f"{name}-disputed",
            "s-disputed",
            "#f2f2f2",
            [_line("M0 0L7 7M7 0L0 7", "#8d959d", 0.7)],
        ),
    ]


def _of(ident: str, kind: str, ground: str, strokes: list[str]) -> str:
    inside = [
        tag("rect", width=STEP, height=STEP, fill=ground, class_="ground"),
        *strokes,
    ]
    return tag(
        "pattern",
        *inside,
        id=ident,
        width=STEP,
        height=STEP,
        patternUnits="userSpaceOnUse",
        class_=kind,
    )


def _strokes(status: Status, line: str) -> list[str]:
    """Solid for what is settled, lines for events, dots for judgements, ever lighter for less."""
    if status is Status.BELLIGERENT:
        return [tag("rect", width=STEP, height=STEP, fill=line, class_="tint")]
    if status is Status.BOUND:
        return [
            tag("rect", width=STEP, height=STEP, fill=line, opacity=0.6, class_="tint")
        ]
    if status is Status.CONDITIONAL:
        return [_line("M-1 1L1 -1M-1 8L8 -1M6 8L8 6", line, 1.8)]
    if status is Status.CONTESTED:
        return [
            tag("circle", cx=x, cy=y, r=1.25, fill=line, class_="mark")
            for x, y in ((1.75, 1.75), (5.25, 5.25))
        ]
    if status is Status.RELEASED:
        return [_line("M0 3.5H7", line, 1.0)]
    return []


def _line(path: str, stroke: str, heavy: float) -> str:
    return tag(
        "path", d=path, stroke=stroke, stroke_width=heavy, fill="none", class_="stroke"
    )
