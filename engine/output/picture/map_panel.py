"""One map with its land, points and arrows, and a label at its edge for each state of the title."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from engine.findings.mapped import (
    MapContent,
    MappedState,
    beyond,
    points_shown,
    theatre,
)
from engine.forms.globe import XY, MapWindow, area_of, around, roomiest, whole_world
from engine.forms.style import LEADS, text_width
from engine.output.owing import must

RATIO, RATIO_TALL = (1.35, 2.3), (0.95, 1.25)
SPECK = 14.0
"""The area in square px below which the land of a state is also marked with a dot."""
GAP = 5.0
"""The distance in px between two labels, and from a label to the edge."""
CROWDED = 4
"""The number of labels at one edge from which the other edge takes some, if it has fewer."""


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
    high: float
    at: XY | None
    """The point of the map to which the label is connected; None for a state outside the map."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The left, upper, right and lower edge of the label, in px."""
        return self.x, self.y, self.x + self.wide, self.y + self.high

    @property
    def tie(self) -> XY:
        """The point on this label at which the line to its place on the map begins: the middle of the edge that faces
        the place.
        """
        right = self.at is not None and self.at[0] > self.x + self.wide / 2
        return self.x + self.wide * right, self.y + self.high / 2


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


def chips_of(content: MapContent, panel: Panel, size: float) -> list[Chip]:
    """Return a label at an edge for each state of the title, and for states outside the map that are bound to help: at
    the nearer edge, unless that is crowded. Labels do not overlap; a state for which there is no space has none.

    Args:
        content: the states and the events.
        panel: the window.
        size: the font size, in px.
    """
    window = panel.window
    placed = [
        (s, panel.points[s.state])
        for s in content.states
        if s.titled and s.state in panel.points
    ]
    placed += [
        (s, window.place(*(s.point or s.rings[0][0])))
        for s in beyond(content, panel.points)
    ]
    placed.sort(key=lambda pair: pair[1][0])
    near = sum(at[0] < window.wide / 2 for _, at in placed)
    # Each stands at the nearer edge, but a crowded edge gives some to the other.
    most = max(CROWDED, (len(placed) + 1) // 2)
    cut = max(len(placed) - most, min(near, most))
    chips = []
    for left, side in ((True, placed[:cut]), (False, placed[cut:])):
        side.sort(key=lambda pair: pair[1][1])
        chips += _uncrossed(side, panel, size, left=left)
    return chips


def _uncrossed(
    side: Sequence[Placed], panel: Panel, size: float, *, left: bool
) -> list[Chip]:
    """The chips of one edge, in an order in which the lines of neighbours do not cross, as far as one is found."""
    order = list(side)
    for _ in order:
        chips = _chips_at_edge(order, panel, size, left=left)
        pairs = enumerate(pairwise(chips))
        n = next((n for n, (a, b) in pairs if cross(a, b)), None)
        if n is None:
            return chips
        order[n : n + 2] = order[n + 1], order[n]
    return _chips_at_edge(side, panel, size, left=left)


def cross(a: Chip, b: Chip) -> bool:
    """Return whether the lines from two labels to their places on the map cross."""
    if not a.at or not b.at:
        return False
    p, q = a.tie, b.tie
    parts_b = _turn(a.at, p, b.at) * _turn(a.at, p, q) < 0
    return parts_b and _turn(b.at, q, a.at) * _turn(b.at, q, p) < 0


def _turn(p: XY, q: XY, r: XY) -> float:
    """Twice the area of a triangle, positive or negative by the side of the line `pq` on which `r` lies."""
    return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])


def _chips_at_edge(
    side: Sequence[tuple[MappedState, XY]], panel: Panel, size: float, *, left: bool
) -> list[Chip]:
    """The chips of one edge from top to foot, each as near as there is room to the height of its place."""
    window, high = panel.window, 2 * size + 8
    chips, foot = [], GAP
    for n, (s, at) in enumerate(side):
        inside = s.state in panel.points
        below = (len(side) - n) * (high + GAP)
        y = max(foot, min(at[1] - high / 2, window.high - below))
        if y + high > window.high - GAP:
            break
        arrow = f"‹ {s.name}" if left else f"{s.name} ›"
        name = s.name if inside else arrow
        owed = must(s.verdict.duty) if s.verdict.duty else ""
        # Where it strikes has a label of its own.
        says = s.role.partition(" at ")[0] or LEADS.get(s.status, "") + owed
        wide = max(text_width(name, size, bold=True), text_width(says, size - 1.5))
        wide = min(wide + 12, window.wide / 2 - 2 * GAP)
        x = GAP if left else window.wide - GAP - wide
        chips.append(Chip(s, name, says, x, y, wide, high, at if inside else None))
        foot = y + high + GAP
    return chips


def dotted(s: MappedState, land: dict[str, list[list[XY]]]) -> bool:
    """Return whether a state is marked with a dot, because it is very small or given only as a point."""
    return bool(s.point) or sum(map(area_of, land.get(s.state, ()))) < SPECK


def attacks(content: MapContent, panel: Panel) -> list[tuple[bool, tuple[XY, XY, XY]]]:
    """Return each use of force that the map shows: whether the question states it, and the start, bend and tip of its
    arrow.
    """
    found = []
    for a in content.force:
        target = a.place if a.place in panel.points else a.target
        if a.source not in panel.points or target not in panel.points:
            continue
        s, t = panel.points[a.source], panel.points[target]
        dx, dy = t[0] - s[0], t[1] - s[1]
        if math.hypot(dx, dy) < 30:
            continue
        bend = 0.16 * (1 if dx > 0 else -1)
        m = ((s[0] + t[0]) / 2 + dy * bend, (s[1] + t[1]) / 2 - dx * bend)
        start, tip = _toward(s, m, 7), _toward(t, m, 13)
        found.append((a.given, (start, m, tip)))
    return found


def _toward(p: XY, q: XY, gap: float) -> XY:
    far = math.hypot(q[0] - p[0], q[1] - p[1]) or 1.0
    return p[0] + (q[0] - p[0]) / far * gap, p[1] + (q[1] - p[1]) / far * gap
