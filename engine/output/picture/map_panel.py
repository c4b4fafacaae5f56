"""One map with its land, points and arrows, and a label at its edge for each state of the title."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.findings.mapped import (
    MapContent,
    MappedState,
    beyond,
    points_shown,
    theatre,
)
from engine.forms.globe import MapWindow, area_of, around, roomiest, whole_world
from engine.forms.style import LEADS, text_width
from engine.forms.svg import XY
from engine.output.owing import must

RATIO, RATIO_TALL = (1.35, 2.3), (0.95, 1.25)
SPECK = 14.0
"""The area in square px below which the land of a state is also marked with a dot."""
GAP = 5.0
"""The distance in px between two labels, and from a label to the edge."""
CHIP = 32.0
"""The height of a label, in px."""
RINGS = 13.0
"""The distance in px from the middle of whoever is attacked at which an arrow ends."""


@dataclass(frozen=True)
class Panel:
    """The window of a map, with the land and the points in it."""

    window: MapWindow
    grid: float
    land: dict[str, list[list[XY]]]
    points: dict[str, XY]
    """The position of the mark of each state."""


@dataclass(frozen=True)
class Chip:
    """A label at the edge of the map: the name of a state, and what it does or owes."""

    state: MappedState
    name: str
    says: str
    x: float
    y: float
    wide: float
    at: XY | None
    """The point of the map to which the label is connected; None for a state outside the map."""


Placed = tuple[MappedState, XY]
"""A state with its point in the window, or where it would lie beyond."""


def panel_of(
    content: MapContent, wide: float, *, world: bool = False, grid: float = 0.5
) -> Panel:
    """Return the window of a map, with the outlines and points in it.

    Args:
        content: the states and the events.
        wide: the width of the map, in px.
        world: show the whole world.
        grid: the distance to which outlines are rounded, in px.
    """
    fought = theatre(content.at_once or content.states)
    points = points_shown(content.states if world else fought)
    window = (
        whole_world(points, wide)
        if world or not points
        else around(points, wide, RATIO_TALL if wide < 600 else RATIO)
    )
    panel = Panel(window, grid, {}, {})
    for s in content.states:
        if s.rings:
            panel.land[s.state] = window.outlines(s.rings, grid=grid)
        if at := _point(s, window):
            panel.points[s.state] = at
    return panel


def _point(s: MappedState, window: MapWindow) -> XY | None:
    """Where the mark of a state belongs: at its seat, on its land, or where land too small to be drawn lies."""
    if s.rings and (home := window.outlines(s.rings[:1], edge=-6.0)):
        return roomiest(home)
    at = window.place(*(s.point or s.rings[0][0]))
    return at if window.holds(at, 4) else None


def chips_of(content: MapContent, panel: Panel) -> list[Chip]:
    """Return a label at the nearer edge for each state of the title, and for states outside the map that are to help.
    Labels do not overlap; a state for which there is no space has none.
    """
    window = panel.window
    placed: list[Placed] = [
        (s, panel.points[s.state])
        for s in content.states
        if s.titled and s.state in panel.points
    ]
    placed += [
        (s, window.place(*(s.point or s.rings[0][0])))
        for s in beyond(content, panel.points)
    ]
    placed.sort(key=lambda pair: pair[1][1])
    middle = window.wide / 2
    return [
        *_chips_at_edge([p for p in placed if p[1][0] < middle], panel, left=True),
        *_chips_at_edge([p for p in placed if p[1][0] >= middle], panel, left=False),
    ]


def _chips_at_edge(side: list[Placed], panel: Panel, *, left: bool) -> list[Chip]:
    """The chips of one edge from top to foot, each as near as there is room to the height of its place."""
    window, step = panel.window, CHIP + GAP
    shown = side[: int((window.high - GAP) // step)]
    chips, foot = list[Chip](), GAP
    for n, (s, at) in enumerate(shown):
        lowest = window.high - (len(shown) - n) * step
        y = max(foot, min(at[1] - CHIP / 2, lowest))
        chips.append(_chip(s, at, y, panel, left=left))
        foot = y + step
    return chips


def _chip(s: MappedState, at: XY, y: float, panel: Panel, *, left: bool) -> Chip:
    inside = s.state in panel.points
    arrow = f"‹ {s.name}" if left else f"{s.name} ›"
    name = s.name if inside else arrow
    owed = must(s.verdict.duty) if s.verdict.duty else ""
    # Where it strikes has a label of its own.
    says = s.role.partition(" at ")[0] or LEADS.get(s.status, "") + owed
    wide = max(text_width(name, 12, bold=True), text_width(says, 10.5)) + 12
    wide = min(wide, panel.window.wide / 2 - 2 * GAP)
    x = GAP if left else panel.window.wide - GAP - wide
    return Chip(s, name, says, x, y, wide, at if inside else None)


def dotted(s: MappedState, land: dict[str, list[list[XY]]]) -> bool:
    """Return whether a state is marked with a dot, because it is very small or given only as a point."""
    return bool(s.point) or sum(map(area_of, land.get(s.state, ()))) < SPECK


def attacks(content: MapContent, panel: Panel) -> list[tuple[bool, tuple[XY, XY, XY]]]:
    """Return each use of force that the map shows: whether the question states it, and the start, bend and tip of its
    arrow, which ends at the rings of whoever is attacked.
    """
    found = []
    for act in content.force:
        target = act.place if act.place in panel.points else act.target
        if act.source not in panel.points or target not in panel.points:
            continue
        (x0, y0), (x1, y1) = panel.points[act.source], panel.points[target]
        dx, dy = x1 - x0, y1 - y0
        bow = math.copysign(0.16, dx)
        bend = (x0 + x1) / 2 + dy * bow, (y0 + y1) / 2 - dx * bow
        far = math.dist(bend, (x1, y1))
        if far > RINGS:
            back = RINGS / far
            tip = x1 + (bend[0] - x1) * back, y1 + (bend[1] - y1) * back
            found.append((act.given, ((x0, y0), bend, tip)))
    return found
