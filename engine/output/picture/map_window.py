"""The window of a map as SVG: land, force, dots and labels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from engine.findings.mapped import MapContent, MappedState
from engine.forms.globe import XY, path_of
from engine.forms.style import (
    ATTACK,
    DUTY_LOOKS,
    FAINT,
    INK,
    LOOKS,
    PAPER,
    SIDES,
    fitted,
    text_line,
)
from engine.forms.svg import esc, path, rect, tag
from engine.output.picture.map_panel import Chip, Panel, attacks, chips_of, dotted
from engine.output.prose import standing
from engine.record.verdict import Status
from treaties.atlas import load_atlas

FAINTEST = 0.25
"""The opacity of the land of a state that owes nothing."""


def panel_parts(
    content: MapContent,
    panel: Panel,
    size: float,
    name: str,
) -> list[str]:
    """Return the window as SVG elements.

    Args:
        content: the states and the events.
        panel: the window, with the land and points in it.
        size: the font size, in px.
        name: the beginning of every id in the window.
    """
    atlas, w = load_atlas(), panel.window
    drawn = {s.rings for s in content.states}
    others = [r for rings in atlas.land.values() if rings not in drawn for r in rings]
    parts = [
        tag("rect", width=w.wide, height=w.high, fill="#f3f7fa", class_="sea"),
        _area(panel, others, "#e9ebee", "land"),
        _area(panel, atlas.disputed, f"url(#{name}-disputed)", "land disputed"),
    ]
    spots = sorted(content.states, key=lambda s: -s.status.order)
    parts += filter(None, (_spot(s, panel, name) for s in spots))
    parts += _force(content, panel)
    parts += [_chip(c, size) for c in chips_of(content, panel, size)]
    clipper = tag(
        "clipPath", tag("rect", width=w.wide, height=w.high), id=f"{name}-clip"
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
    return [clipper, tag("g", *parts, clip_path=f"url(#{name}-clip)"), edge]


def _spot(s: MappedState, panel: Panel, name: str) -> str:
    """A state with its land, striped where it owes help twice, or its dot; empty where nothing of it is in view."""
    role = ", ".join(filter(None, (s.role, standing(s.verdict))))
    inside = [tag("title", esc(f"{s.name}: {role}"))]
    if panel.land.get(s.state):
        land = path_of(panel.land[s.state])
        look = {"stroke_linejoin": "round", "class_": "area"}
        inside.append(tag("path", d=land, **fill_of(s, name), **look))
        if s.also:
            striped = {"fill": f"url(#{name}-also)", "class_": "also"}
            inside.append(tag("path", d=land, **striped))
    if s.state in panel.points and dotted(s, panel.land):
        inside.append(_dot(s, panel.points[s.state]))
    if len(inside) == 1:
        return ""
    return tag("g", *inside, class_=kind_of(s), data_state=s.state)


def kind_of(s: MappedState) -> str:
    """Return the CSS classes of a state on the map, which express its status, its side and its duty."""
    return f"spot s-{s.status} side-{s.side} d-{s.verdict.duty or 'none'}"


def fill_of(s: MappedState, name: str) -> dict[str, object]:
    """Return the fill of a state's land as SVG attributes: hue by side, pattern by status, darkness by duty, hollow if
    the state stays out.

    Args:
        s: the state.
        name: the beginning of every id in the map.
    """
    if s.side == "aside":
        return {
            "fill": PAPER,
            "stroke": INK,
            "stroke_width": 1.4,
            "stroke_dasharray": "3 2",
        }
    dark = (
        1.0
        if s.role or s.status is Status.BELLIGERENT
        else DUTY_LOOKS[s.verdict.duty].shade
        if s.verdict.duty
        else FAINTEST
    )
    return {
        "fill": f"url(#{name}-{s.side}-{s.status})",
        "fill_opacity": dark,
        "stroke": SIDES[s.side].line,
    }


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
        diamond = path("M", x, y - 6, "l6 6l-6 6l-6-6z")
        if s.side == "aside":
            return tag("path", d=diamond, **fill_of(s, ""), class_="seat")
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
            x, y = panel.points[s.state]
            for r, heavy in ((5.5, 2.2), (10.0, 1.6))[
                : 2 if "attacked" in s.role else 1
            ]:
                parts += _haloed("circle", heavy, cx=x, cy=y, r=r)
    for given, (start, bend, end) in attacks(content, panel):
        heavy = 2.6 if given else 1.3
        parts += _haloed("path", heavy, d=_arrow(start, bend, end))
    return parts


def _arrow(a: XY, m: XY, b: XY) -> str:
    """The path of a bent arrow, with an open head drawn out so that every renderer shows it."""
    far = math.hypot(m[0] - b[0], m[1] - b[1]) or 1.0
    vx, vy = (m[0] - b[0]) / far * 10, (m[1] - b[1]) / far * 10
    left = b[0] + vx - vy / 2, b[1] + vy + vx / 2
    right = b[0] + vx + vy / 2, b[1] + vy - vx / 2
    return path("M", *a, "Q", *m, *b, "M", *left, "L", *b, "L", *right)


def _haloed(name: str, heavy: float, **shape: object) -> list[str]:
    """A line with a margin of paper, which parts it from what lies below."""
    look = ((PAPER, heavy + 2.4, "halo-line"), (ATTACK, heavy, "ink-line"))
    return [
        tag(name, **shape, fill="none", stroke=c, stroke_width=w, class_=kind)
        for c, w, kind in look
    ]


def _chip(chip: Chip, size: float) -> str:
    """A name and what the state does or owes, on paper; with a line to its place, where that is on the map."""
    s, middle = chip.state, chip.x + chip.wide / 2
    room = chip.wide - 10
    paper: dict[str, object] = {
        "fill": PAPER,
        "stroke": INK,
        "class_": "paper ink-line",
    }
    words = (
        (chip.name, size, 700, size + 3),
        (chip.says, size - 1.5, 400, 2 * size + 3),
    )
    return tag(
        "g",
        _line_to_place(chip) if chip.at else "",
        rect(chip.x, chip.y, chip.wide, chip.high, 3.0, **paper),
        *(
            text_line(
                fitted(text, room, letters, bold=weight > 400),
                middle,
                chip.y + down,
                letters,
                "ink",
                weight,
                text_anchor="middle",
            )
            for text, letters, weight, down in words
        ),
        class_=f"label s-{s.status}",
        data_state=s.state,
    )


def _line_to_place(chip: Chip) -> str:
    """The line from a chip to the point of the map that it names."""
    at = chip.at or (0.0, 0.0)
    way = path("M", *chip.tie, "L", *at)
    line = {"stroke": INK, "fill": "none", "class_": "ink-line"}
    return tag("path", d=way, stroke_width=0.9, **line)


STEP = 7.0
SHEET = 3000.0
"""The size of the tile of one tint, in px: a sheet shows no seam between two tiles."""
TINTS = {Status.BELLIGERENT: 1.0, Status.BOUND: 0.6}
"""The opacity of the tint of what is settled."""
STROKES = {
    Status.CONDITIONAL: ("M-1 1L1 -1M-1 8L8 -1M6 8L8 6", 1.8),
    Status.CONTESTED: ("M1.75 1.75h.01M5.25 5.25h.01", 2.5),
    Status.RELEASED: ("M0 3.5H7", 1.0),
}
"""The lines of what is open, and their widths: stripes for events, dots for judgements."""


def patterns(name: str) -> list[str]:
    """Return an SVG pattern for each status on each side, one for disputed land, and one for a second duty."""
    crossed = _line("M0 0L7 7M7 0L0 7", 0.7, "#8d959d")
    striped = _line("M-1 6L1 8M0 0L7 7M6 -1L8 1", 1.6, PAPER)
    return [
        *(
            _pattern(
                f"{name}-{side}-{status}",
                look.fill,
                _filled(status, look.line),
                f"side-{side}",
            )
            for side, look in SIDES.items()
            for status in LOOKS
        ),
        _pattern(f"{name}-disputed", "#f2f2f2", crossed, "s-disputed"),
        _pattern(f"{name}-also", "", striped),
    ]


def _pattern(ident: str, ground: str, lines: str, kind: str | None = None) -> str:
    """A pattern of lines or one tint, on a ground if it has a colour."""
    size = SHEET if "tint" in lines else STEP
    paper = tag("rect", width=size, height=size, fill=ground, class_="ground")
    return tag(
        "pattern",
        paper if ground else "",
        lines,
        id=ident,
        width=size,
        height=size,
        patternUnits="userSpaceOnUse",
        class_=kind,
    )


def _filled(status: Status, line: str) -> str:
    """Solid for what is settled, lines for events, dots for judgements, ever lighter for less."""
    if status in TINTS:
        size = {"width": SHEET, "height": SHEET, "opacity": TINTS[status]}
        return tag("rect", **size, fill=line, class_="tint")
    return _line(*STROKES[status], line) if status in STROKES else ""


def _line(line: str, heavy: float, stroke: str) -> str:
    look = {"stroke_width": heavy, "stroke_linecap": "round", "class_": "stroke"}
    return tag("path", d=line, stroke=stroke, fill="none", **look)
