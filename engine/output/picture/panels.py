"""The windows of a map: what lies in each, where its labels are, and which crowded parts are enlarged."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from engine.output.picture.globe import XY, MapWindow, area_of, inside, roomiest
from engine.output.picture.map_content import (
    MapContent,
    MappedState,
    around,
    fitted_window,
    focus,
    theatre,
    whole_world,
)
from engine.output.picture.map_labels import Label, Wish, place
from engine.output.style import LOOKS

RATIO, RATIO_TALL = (1.85, 2.3), (0.95, 1.25)
ENLARGED = 2
"""At most so many parts are enlarged where all are named, in the narrow form one more; else one."""
CLOSE = 40.0
"""Px between attacker and attacked below which the theatre is enlarged."""
FIGHTING = 4
"""Where more fight, those named on an enlarged part are named there alone."""
FAR = 1.6
"""Width of a window, in radii of the globe, beyond which a crowd in it is enlarged although few are named."""
FEW = 22
"""States for which half the width of a broad sheet is enough."""
GUTTER = 10.0
"""Between two parts."""
LETTER = 18.0
"""The side of the plate with the letter of an enlarged part."""
SPECK = 14.0
"""Square px below which land also gets a dot."""


@dataclass
class Panel:
    """One window on the sheet with the labels in it."""

    window: MapWindow
    grid: float
    land: dict[str, list[list[XY]]]
    points: dict[str, tuple[XY, float]]
    """Where a state's label belongs, and the room there."""
    labels: list[Label] = field(default_factory=list)
    left: list[Wish] = field(default_factory=list)


def panels_of(
    content: MapContent,
    wide: float,
    size: float,
    *,
    world: bool = False,
    grid: float = 0.5,
) -> list[Panel]:
    """Make the map itself, and as many crowded parts of it, enlarged, as help.

    Args:
        content: the states and what happens.
        wide: the width of the map, in px.
        size: the size of the labels, in px.
        world: show the whole world.
        grid: how fine outlines are drawn, in px.
    """
    ratio = RATIO_TALL if wide < 600 else RATIO
    points = focus(
        content.states if world or content.labelled is None else theatre(content.states)
    )
    window = (
        whole_world(points, wide)
        if world or not points
        else around(points, wide, ratio)
    )
    main = _fill(content, Panel(window, grid, {}, {}), [], size)
    panels = [main]
    for _ in range(ENLARGED + (wide < 600) if content.labelled is None else 1):
        if (
            found := _crowd(content, main, {k for p in panels[1:] for k in p.points})
        ) is None:
            break
        panels.append(
            _fill(
                content,
                Panel(_sized(found, content, wide), grid, {}, {}),
                [],
                size,
                [(0.0, 0.0)],
            )
        )
        elsewhere = {b.wish.key for p in panels[1:] for b in p.labels}
        corners = [corner(p.window, main.window) for p in panels[1:]]
        main = panels[0] = _fill(content, main, sorted(elsewhere), size, corners)
    return panels


def _sized(part: MapWindow, content: MapContent, wide: float) -> MapWindow:
    """An enlarged part no larger than what is in it needs: half as wide as the sheet where few states are."""
    points = [s.point or _centre(s.rings[0]) for s in content.states]
    inside = sum(part.holds(part.place(*p), 0.0) for p in points)
    return (
        replace(part, wide=(wide - GUTTER) / 2)
        if wide > 600 and inside <= FEW
        else part
    )


def _centre(ring: Sequence[XY]) -> XY:
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


def corner(part: MapWindow, window: MapWindow) -> XY:
    """Find the corner at which an enlarged part begins on the window it is taken from, and its letter is drawn."""
    return (part.left - window.left) * window.scale, (
        part.top - window.top
    ) * window.scale


def _fill(
    content: MapContent,
    panel: Panel,
    without: Sequence[str],
    size: float,
    letters: Sequence[XY] = (),
) -> Panel:
    """Outlines, points and labels of a window. States in `without` are named elsewhere, unless they are principals;
    `letters` are the corners at which the letters of enlarged parts stand.
    """
    window, land, points = panel.window, panel.land, panel.points
    if not land:
        for s in content.states:
            if s.point:
                at = window.place(*s.point)
                if window.holds(at, 4):
                    points[s.state] = (at, 0.0)
                continue
            land[s.state] = window.outlines(s.rings, grid=panel.grid)
            if home := window.outlines(s.rings[:1], edge=-6.0):
                points[s.state] = roomiest(home)
            elif window.holds(at := window.place(*s.rings[0][0]), 4):
                # Land too small to be drawn at this size.
                points[s.state] = (at, 0.0)
    keep = window.wide > 450 and (
        content.labelled is None
        or sum(bool(s.role) for s in content.states) <= FIGHTING
    )
    wishes = [
        _wish(s, *points[s.state], marked=content.labelled is None)
        for s in ranked(content.states)
        if s.state in points and ((s.role and keep) or s.state not in without)
        if content.labelled is None or s.state in content.labelled
    ]
    wishes.sort(key=lambda w: (not w.bold, w.room < 30))
    boxes = {k: _bounds(rings) for k, rings in land.items() if rings}

    def owner(p: XY) -> str:
        for key, (x0, y0, x1, y1) in boxes.items():
            if (
                x0 < p[0] < x1
                and y0 < p[1] < y1
                and any(inside(p, r) for r in land[key])
            ):
                return key
        return ""

    dots = [
        at
        for s in content.states
        if s.state in points and dotted(s, land)
        for at in [points[s.state][0]]
    ]
    principals = [
        points[s.state][0] for s in content.states if s.role and s.state in points
    ]
    arrows = [q for _, line in attacks(content, panel) for q in line]
    plates = [
        (x + dx, y + dy)
        for x, y in letters
        for dx in (0, LETTER / 2, LETTER)
        for dy in (0, LETTER / 2, LETTER)
    ]
    labels, left = place(
        wishes, window, size, [*dots, *principals, *arrows, *plates], owner
    )
    return Panel(window, panel.grid, land, points, labels, left)


def _bounds(rings: Iterable[Sequence[XY]]) -> tuple[float, float, float, float]:
    xs, ys = zip(*(p for r in rings for p in r), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _wish(s: MappedState, at: XY, room: float, *, marked: bool) -> Wish:
    if s.role:
        return Wish(s.state, s.name, (at[0], at[1]), 0.0, True, s.role)
    return Wish(
        s.state, f"{LOOKS[s.status].mark} {s.name}" if marked else s.name, at, room
    )


def dotted(s: MappedState, land: dict[str, list[list[XY]]]) -> bool:
    """Tell whether a state is so small, or so placed, that the map marks it with a dot."""
    return bool(s.point) or sum(map(area_of, land.get(s.state, ()))) < SPECK


def _crowd(content: MapContent, main: Panel, done: set[str]) -> MapWindow | None:
    """A window on the densest lot of points without a good label."""
    window = main.window
    placed = {b.wish.key: b for b in main.labels}

    def weigh(key: str) -> float:
        if key not in placed or placed[key].led:
            return 1.0
        return 0.4 if not placed[key].wish.bold else 0.7 if window.width > 4.8 else 0.2

    left = (
        k
        for k in main.points
        if k not in done and not (k in placed and placed[k].settled)
    )
    weight = {
        k: weigh(k) for k in left if content.labelled is None or k in content.labelled
    }
    if content.labelled is not None and window.width < FAR:
        weight = {}
    # Where the force that was asked about can't be seen, that is what must be enlarged.
    for a in content.force:
        if (
            a.given
            and not {a.source, a.target} & done
            and {a.source, a.target} <= main.points.keys()
        ):
            (x0, y0), (x1, y1) = main.points[a.source][0], main.points[a.target][0]
            if math.hypot(x1 - x0, y1 - y0) < CLOSE:
                weight |= {a.source: 9.0, a.target: 9.0}
    best: list[XY] = []
    # Everything in one enlargement where that can be; else the tightest crowd first.
    for part, enough in (
        (3.4, max(2.0, 0.8 * sum(weight.values()))),
        (6.0, 6.0),
        (3.4, 2.0),
    ):
        across, down, most = window.wide / part, window.high / part * 1.3, 0.0
        for x, y in (main.points[k][0] for k in weight):
            apart = {
                k: (abs(p[0] - x), abs(p[1] - y))
                for k in weight
                for p in [main.points[k][0]]
            }
            near = [
                k for k, (dx, dy) in apart.items() if dx < across / 2 and dy < down / 2
            ]
            worth = sum(weight[k] for k in near)
            if worth >= enough and worth > most:
                best, most = [main.points[k][0] for k in near], worth
        if best:
            break
    if not best:
        return None
    flat = [
        (window.left + x / window.scale, window.top + y / window.scale) for x, y in best
    ]
    ratio, everything = (
        RATIO_TALL if window.wide < 600 else RATIO,
        whole_world([(window.middle, 0.0)], window.wide),
    )
    found = fitted_window(flat, window.middle, window.wide, ratio, everything)
    if found.width < (least := window.width / 9):
        grow = (least - found.width) / 2
        tall = grow * found.height / found.width
        found = MapWindow(
            found.middle,
            found.left - grow,
            found.top - tall,
            least,
            found.height + 2 * tall,
            found.wide,
        )
    return found if found.width < 0.5 * window.width else None


def ranked(states: Iterable[MappedState]) -> list[MappedState]:
    """Rank the states: those of the events first, then the nearest to war."""
    return sorted(
        states, key=lambda s: (not s.role, s.status.order, s.verdict.distance.total)
    )


def attacks(content: MapContent, panel: Panel) -> list[tuple[bool, list[XY]]]:
    """Find for each use of force in view whether the question gives it, and points along its arrow; the last two are
    the bend and the tip.
    """
    found = []
    for a in content.force:
        target = a.place if a.place in panel.points else a.target
        if a.source not in panel.points or target not in panel.points:
            continue
        s, t = panel.points[a.source][0], panel.points[target][0]
        dx, dy = t[0] - s[0], t[1] - s[1]
        if (far := math.hypot(dx, dy)) < 30:
            continue
        bend = 0.16 * (1 if dx > 0 else -1)
        m = ((s[0] + t[0]) / 2 + dy * bend, (s[1] + t[1]) / 2 - dx * bend)
        start, tip = _toward(s, m, 7), _toward(t, m, 13)
        steps = [i / max(4, int(far / 12)) for i in range(max(4, int(far / 12)))]
        line = [
            tuple(
                (1 - u) ** 2 * start[k] + 2 * u * (1 - u) * m[k] + u * u * tip[k]
                for k in (0, 1)
            )
            for u in steps
        ]
        found.append((a.given, [*((x, y) for x, y in line), m, tip]))
    return found


def _toward(p: XY, q: XY, gap: float) -> XY:
    far = math.hypot(q[0] - p[0], q[1] - p[1]) or 1.0
    return p[0] + (q[0] - p[0]) / far * gap, p[1] + (q[1] - p[1]) / far * gap
