"""The window of a map as SVG: land, force, dots and labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from engine.findings.mapped import MapContent, MappedState
from engine.forms.globe import path_of
from engine.forms.style import (
    ATTACK,
    DUTY_LOOKS,
    FAINT,
    INK,
    PAPER,
    SIDES,
    Words,
    fitted,
)
from engine.forms.svg import XY, arrow, esc, line, rect, tag
from engine.output.picture.map_panel import CHIP, Chip, Panel, attacks, chips_of, dotted
from engine.output.prose import standing
from engine.record.verdict import Status
from treaties.atlas import load_atlas

FAINTEST = 0.2
"""The opacity of the land of a state that owes nothing."""
OPEN = {
    Status.CONDITIONAL: ("M-1 1L1 -1M-1 8L8 -1M6 8L8 6", 1.8),
    Status.CONTESTED: ("M1.75 1.75h.01M5.25 5.25h.01", 2.5),
    Status.RELEASED: ("M0 3.5H7", 1.0),
}
"""The pattern of each status that is not settled, and the width of its lines: stripes for events, dots for judgements."""
STEP = 7.0
"""The size of the tile of a pattern, in px."""


def panel_parts(content: MapContent, panel: Panel, name: str) -> list[str]:
    """Return the window as SVG elements.

    Args:
        content: the states and the events.
        panel: the window, with the land and points in it.
        name: the beginning of every id in the window.
    """
    atlas, w = load_atlas(), panel.window
    drawn = {s.rings for s in content.states}
    others = [r for rings in atlas.land.values() if rings not in drawn for r in rings]
    chips = chips_of(content, panel)
    spots = sorted(content.states, key=lambda s: -s.status.order)
    parts = [
        rect(0, 0, w.wide, w.high, fill="#f3f7fa", class_="sea"),
        _area(panel, others, "#e9ebee", "land"),
        _area(panel, atlas.disputed, f"url(#{name}-disputed)", "land disputed"),
        *(_spot(s, panel, name) for s in spots),
        *_force(content, panel),
        *map(_tie, chips),
        *map(_chip, chips),
    ]
    clip = tag("clipPath", rect(0, 0, w.wide, w.high), id=f"{name}-clip")
    look: dict[str, Any] = {"fill": "none", "stroke": FAINT, "class_": "faint-line"}
    edge = rect(0.5, 0.5, w.wide - 1, w.high - 1, **look)
    return [clip, tag("g", *parts, clip_path=f"url(#{name}-clip)"), edge]


def _area(panel: Panel, rings: Iterable[Sequence[XY]], fill: str, kind: str) -> str:
    found = panel.window.outlines(rings, grid=2 * panel.grid, least=4 * panel.grid)
    look = {"fill": fill, "stroke": "#ffffff", "stroke_width": 0.6, "class_": kind}
    return tag("path", d=path_of(found), **look)


def _spot(s: MappedState, panel: Panel, name: str) -> str:
    """A state with its land, striped where it owes help twice, or its dot; empty where nothing of it is in view."""
    inside = list[str]()
    if panel.land.get(s.state):
        land = path_of(panel.land[s.state])
        inside.append(tag("path", d=land, **fill_of(s, name), class_="area"))
        if s.also:
            inside.append(tag("path", d=land, fill=f"url(#{name}-also)", class_="also"))
    if s.state in panel.points and dotted(s, panel.land):
        x, y = panel.points[s.state]
        dot = tag("circle", cx=x, cy=y, r=5.0, **fill_of(s, name), class_="area")
        inside.append(dot)
    role = ", ".join(filter(None, (s.role, standing(s.verdict))))
    title = tag("title", esc(f"{s.name}: {role}"))
    known = {"class_": kind_of(s), "data_state": s.state}
    return tag("g", title, *inside, **known) if inside else ""


def kind_of(s: MappedState) -> str:
    """Return the CSS classes of a state on the map, which express its status, its side and its duty."""
    return f"spot s-{s.status} side-{s.side} d-{s.verdict.duty or 'none'}"


def fill_of(s: MappedState, name: str) -> dict[str, Any]:
    """Return the fill of a state's land as SVG attributes: hue by side, pattern by status, darkness by duty, hollow if
    the state stays out.

    Args:
        s: the state.
        name: the beginning of every id in the map.
    """
    if s.side == "aside":
        hollow = {"fill": PAPER, "stroke": INK, "stroke_dasharray": "3 2"}
        return {**hollow, "stroke_width": 1.4}
    look, duty = SIDES[s.side], s.verdict.duty
    shade = DUTY_LOOKS[duty].shade if duty else FAINTEST
    if s.role or s.status is Status.BELLIGERENT:
        shade = 1.0
    fill = f"url(#{name}-{s.side}-{s.status})" if s.status in OPEN else look.line
    return {"fill": fill, "fill_opacity": shade, "stroke": look.line}


def _force(content: MapContent, panel: Panel) -> list[str]:
    """An arrow from who attacks to who is attacked, and rings around both: one, or two around who is attacked."""
    parts = list[str]()
    for given, (start, bend, tip) in attacks(content, panel):
        parts += _haloed("path", 2.6 if given else 1.3, d=arrow(start, tip, bend))
    for s in content.states:
        if s.role and s.state in panel.points:
            x, y = panel.points[s.state]
            for r in (5.5, 10.0) if "attacked" in s.role else (5.5,):
                parts += _haloed("circle", 2.0, cx=x, cy=y, r=r)
    return parts


def _haloed(name: str, heavy: float, **shape: object) -> list[str]:
    """A line with a margin of paper, which parts it from what lies below."""
    look = ((PAPER, heavy + 2.4, "halo-line"), (ATTACK, heavy, "ink-line"))
    return [
        tag(name, **shape, fill="none", stroke=c, stroke_width=w, class_=kind)
        for c, w, kind in look
    ]


def _tie(chip: Chip) -> str:
    """The line from a label to its place, where that is on the map."""
    if chip.at is None:
        return ""
    middle = chip.x + chip.wide / 2, chip.y + CHIP / 2
    look: dict[str, Any] = {"stroke": INK, "stroke_width": 0.9, "class_": "ink-line"}
    return line(*middle, *chip.at, **look)


def _chip(chip: Chip) -> str:
    """A name and what the state does or owes, on paper."""
    s, room = chip.state, chip.wide - 10
    x, y = chip.x + chip.wide / 2, chip.y + CHIP / 2
    look: dict[str, Any] = {"fill": PAPER, "stroke": INK, "class_": "paper ink-line"}
    return tag(
        "g",
        rect(chip.x, chip.y, chip.wide, CHIP, 3, **look),
        Words(fitted(chip.name, room, 12, bold=True), x, y - 1, "chip").drawn(),
        Words(fitted(chip.says, room, 10.5), x, y + 11, "chip-says").drawn(),
        class_=f"label s-{s.status}",
        data_state=s.state,
    )


def patterns(name: str) -> list[str]:
    """Return an SVG pattern for each open status on each side, one for disputed land, and one for a second duty."""
    crossed = _line("M0 0L7 7M7 0L0 7", 0.7, "#8d959d")
    striped = _line("M-1 6L1 8M0 0L7 7M6 -1L8 1", 1.6, PAPER)
    return [
        *(
            _pattern(
                *(f"{name}-{side}-{status}", _line(way, heavy, look.line), look.fill),
                f"side-{side}",
            )
            for side, look in SIDES.items()
            for status, (way, heavy) in OPEN.items()
        ),
        _pattern(f"{name}-disputed", crossed, "#f2f2f2", "s-disputed"),
        _pattern(f"{name}-also", striped),
    ]


def _pattern(ident: str, lines: str, ground: str = "", kind: str | None = None) -> str:
    """A pattern of lines, on a ground if it has a colour."""
    paper = rect(0, 0, STEP, STEP, fill=ground, class_="ground") if ground else ""
    size = {"width": STEP, "height": STEP, "patternUnits": "userSpaceOnUse"}
    return tag("pattern", paper, lines, id=ident, class_=kind, **size)


def _line(way: str, heavy: float, stroke: str) -> str:
    look = {"stroke_width": heavy, "stroke_linecap": "round", "class_": "stroke"}
    return tag("path", d=way, stroke=stroke, fill="none", **look)
