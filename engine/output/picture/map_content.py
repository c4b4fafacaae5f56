"""The content of the map: each state of an answer with its outline or its dot, and the part of the world to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import mul

from engine.findings.mapped import MappedState, unit
from engine.forms.globe import HALF_WIDTH, XY, MapWindow, project
from treaties.atlas import Point

LARGE = 30.0
"""The width of a state, in degrees of longitude, beyond which it need not be shown whole."""
MIDDLES = (11.0, 155.0)
"""The longitudes at which a map of the whole world can be centred, so that it is cut at the Bering Strait or in the
Atlantic.
"""
WORLD_TOP, WORLD_FOOT = 83.5, -56.5


def whole_world(points: Iterable[Point], wide: float) -> MapWindow:
    """Return the window on the whole world, centred so that the given points lie together."""
    points = list(points)
    lons = [lon for lon, _ in points] or [0.0]

    def spread(middle: float) -> float:
        offs = [(lon - middle + 180) % 360 - 180 for lon in lons]
        return max(offs) - min(offs) + 0.2 * abs(sum(offs) / len(offs))

    middle = min(MIDDLES, key=spread)
    top, foot = project(0, WORLD_TOP)[1], project(0, WORLD_FOOT)[1]
    return MapWindow(middle, -HALF_WIDTH, top, 2 * HALF_WIDTH, foot - top, wide)


def around(
    points: Sequence[Point], wide: float, ratio: tuple[float, float]
) -> MapWindow:
    """Return the window around some points, or on the whole world if they are scattered over it.

    Args:
        points: the points, as longitude and latitude in degrees.
        wide: the width of the map, in px.
        ratio: the least and the greatest width for a height of one.
    """
    world = whole_world(points, wide)
    lons = sorted(lon % 360 for lon, _ in points)
    gaps = [(b - a, b) for a, b in zip(lons, [*lons[1:], lons[0] + 360], strict=True)]
    gap, after = max(gaps)
    span = 360 - gap
    if span > 200:
        return world
    middle = (after + span / 2 + 180) % 360 - 180
    flat = [project((lon - middle + 180) % 360 - 180, lat) for lon, lat in points]
    return fitted_window(flat, middle, wide, ratio, world)


def fitted_window(
    flat: Sequence[XY],
    middle: float,
    wide: float,
    ratio: tuple[float, float],
    world: MapWindow,
) -> MapWindow:
    """Return the window around projected points, with a margin, with a shape within limits and inside the world.

    Args:
        flat: the projected points, in radii of the globe.
        middle: the central longitude of the projection, in degrees.
        wide: the width of the map, in px.
        ratio: the least and the greatest width for a height of one.
        world: the window on the whole world, which the result does not exceed.
    """
    left, right = min(x for x, _ in flat), max(x for x, _ in flat)
    top, foot = min(y for _, y in flat), max(y for _, y in flat)
    pad = 0.05 + 0.06 * max(right - left, foot - top)
    w, h = right - left + 2 * pad, foot - top + 2 * pad
    w = max(w, h * ratio[0])
    h = max(h, w / ratio[1])
    if w > 0.8 * world.width:
        return world
    h = min(h, world.height)
    x = min(max((left + right - w) / 2, -HALF_WIDTH), HALF_WIDTH - w)
    y = min(max((top + foot - h) / 2, world.top), world.top + world.height - h)
    return MapWindow(middle, x, y, w, h, wide)


def focus(states: Sequence[MappedState]) -> list[Point]:
    """Return the points that a map of these states must show: all of a small state that fights, and the nearest part of a
    large one or of one that does not fight. If none fights, all of each small one.
    """
    small, large = [], []
    fought = any(s.role for s in states)
    for s in states:
        if s.point:
            small.append(s.point)
        elif _across(s) > LARGE or (fought and not s.role):
            large.append(s)
        else:
            small += _sides(s)
    if not small:
        return [p for s in large for p in s.rings[0][::7]]
    # The middle on the sphere, so that points on both sides of the antimeridian meet there.
    core = [sum(xs) for xs in zip(*(unit(*p) for p in small), strict=True)]
    found = list(small)
    for s in large:
        ring = s.rings[0]
        near = max(ring, key=lambda p: sum(map(mul, core, unit(*p))))
        inner = (
            sum(x for x, _ in ring) / len(ring),
            sum(y for _, y in ring) / len(ring),
        )
        found += [
            near,
            (
                near[0] + 0.3 * (inner[0] - near[0]),
                near[1] + 0.3 * (inner[1] - near[1]),
            ),
        ]
    return found


def _across(s: MappedState) -> float:
    """The width of a state, in degrees of longitude."""
    xs = [x for x, _ in s.rings[0]]
    return max(xs) - min(xs)


def _sides(s: MappedState) -> list[Point]:
    """The points of a state that lie farthest west, east, south and north."""
    xs, ys = [x for x, _ in s.rings[0]], [y for _, y in s.rings[0]]
    across, along = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return [(min(xs), along), (max(xs), along), (across, min(ys)), (across, max(ys))]
