"""Map projection: Equal Earth, map windows, clipping, simplified outlines."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.forms.svg import XY

_A = (1.340264, -0.081106, 0.000893, 0.003796)
"""Coefficients of the Equal Earth projection (Šavrič, Patterson and Jenny 2018)."""
_M = math.sqrt(3) / 2
HALF_WIDTH = 2.7066
"""Half the width of the projected equator, in radii of the globe."""


def project(lon: float, lat: float, middle: float = 0.0) -> XY:
    """Return the projection of a point (Equal Earth), in radii of the globe; `y` increases to the south.

    Args:
        lon: the longitude, in degrees.
        lat: the latitude, in degrees.
        middle: the longitude of the middle of the map, in degrees.

    >>> project(0, 0)
    (0.0, 0.0)
    >>> [round(c, 3) for c in project(180, 0)], [round(c, 3) for c in project(0, 90)]
    ([2.707, 0.0], [0.0, -1.317])
    """
    t = math.asin(_M * math.sin(math.radians(lat)))
    t2 = t * t
    t6 = t2**3
    x = math.radians(lon - middle) * math.cos(t)
    x /= _M * (_A[0] + 3 * _A[1] * t2 + t6 * (7 * _A[2] + 9 * _A[3] * t2))
    return x + 0.0, -t * (_A[0] + _A[1] * t2 + t6 * (_A[2] + _A[3] * t2)) + 0.0


@dataclass(frozen=True)
class MapWindow:
    """A rectangle of the projected globe (left, top, width, height in radii), shown `wide` px wide."""

    middle: float
    left: float
    top: float
    width: float
    height: float
    wide: float

    @property
    def scale(self) -> float:
        """The length of the globe's radius on the sheet, in px."""
        return self.wide / self.width

    @property
    def high(self) -> float:
        """The height on the sheet, in px."""
        return self.height * self.scale

    def place(self, lon: float, lat: float) -> XY:
        """Return the position of a point, in px from the corner of the window. Of two ways round the globe, the shorter
        counts.
        """
        off = (lon - self.middle + 180.0) % 360.0 - 180.0
        x, y = project(off, lat)
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    def holds(self, p: XY, margin: float = 0.0) -> bool:
        """Return whether a point, in px, lies in the window, at least `margin` px from its edge."""
        return (
            margin <= p[0] <= self.wide - margin
            and margin <= p[1] <= self.high - margin
        )

    def outlines(
        self,
        rings: Iterable[Sequence[XY]],
        *,
        edge: float = 3.0,
        grid: float = 0.5,
        least: float = 1.0,
    ) -> list[list[XY]]:
        """Return the visible parts of some outlines in px, rounded to a grid and cut opposite the middle of the map.

        Args:
            rings: the outlines, as points of longitude and latitude in degrees.
            edge: how far outside the window they are cut, in px.
            grid: the precision, in px.
            least: the area, in square px, below which an outline is left out if there are others.
        """
        found: list[list[XY]] = []
        south = _latitude(self.top + self.height + edge / self.scale)
        north = _latitude(self.top - edge / self.scale)
        west, east = self._longitudes(south, north, edge)
        for ring in rings:
            if all(y > north for _, y in ring) or all(y < south for _, y in ring):
                continue
            first, last = min(x for x, _ in ring), max(x for x, _ in ring)
            for turn in (-360.0, 0.0, 360.0):
                if last + turn < west or first + turn > east:
                    continue
                part = _between(ring, *self._meridians(turn))
                thin = thinned(self._on_sheet(part, turn, edge), grid)
                if len(thin) > 2 and (area_of(thin) > least or not found):
                    found.append(thin)
        return found

    def _longitudes(
        self, south: float, north: float, edge: float
    ) -> tuple[float, float]:
        """The longitudes between which lies all that is in view between two parallels.

        Args:
            south: the southern parallel, in degrees.
            north: the northern parallel, in degrees.
            edge: how far outside the window outlines are cut, in px.
        """
        nearest = 0.0 if south < 0.0 < north else min(abs(south), abs(north))
        degree = [project(1.0, y)[0] for y in (nearest, max(abs(south), abs(north)))]
        left = self.left - edge / self.scale
        right = self.left + self.width + edge / self.scale
        return (
            self.middle + min(left / x for x in degree),
            self.middle + max(right / x for x in degree),
        )

    def _meridians(self, turn: float) -> tuple[float, float]:
        """The longitudes opposite the middle, west and east, for outlines turned round the globe by some degrees."""
        return self.middle - 180.0 - turn, self.middle + 180.0 - turn

    def _on_sheet(self, ring: Sequence[XY], turn: float, edge: float) -> list[XY]:
        """A ring in px, turned round the globe by some degrees and cut at the edges of the window."""
        px: list[XY] = []
        for lon, lat in ring:
            x, y = project(lon + turn, lat, self.middle)
            px.append(((x - self.left) * self.scale, (y - self.top) * self.scale))
        for axis, bound, sign in (
            (0, -edge, 1),
            (1, -edge, 1),
            (0, self.wide + edge, -1),
            (1, self.high + edge, -1),
        ):
            along = [sign * p[axis] for p in px]
            if max(along, default=0.0) < sign * bound:
                return []
            if min(along, default=0.0) < sign * bound:
                px = clipped(px, axis, bound, sign)
        return px


def _between(ring: Sequence[XY], west: float, east: float) -> list[XY]:
    """The part of a ring between two meridians; empty where it lies outside."""
    xs = [x for x, _ in ring]
    if max(xs) <= west or min(xs) >= east:
        return []
    part = list(ring)
    if min(xs) < west:
        part = clipped(part, 0, west, 1)
    if max(xs) > east:
        part = clipped(part, 0, east, -1)
    return part


def _latitude(y: float) -> float:
    """The parallel at a height of the projected globe; the pole where it lies beyond."""
    low, high = -90.0, 90.0
    for _ in range(24):
        middle = (low + high) / 2
        if project(0.0, middle)[1] > y:
            low = middle
        else:
            high = middle
    return low


def clipped(points: list[XY], axis: int, bound: float, sign: int) -> list[XY]:
    """Cut a ring along a vertical or horizontal line (Sutherland and Hodgman), and return the part on one side.

    Args:
        points: the ring.
        axis: 0 for x, 1 for y.
        bound: the coordinate of the line.
        sign: 1 to keep coordinates above the bound, -1 to keep those below.

    >>> clipped([(0, 0), (4, 0), (4, 4), (0, 4)], 0, 2, -1)
    [(0, 0), (2, 0.0), (2, 4.0), (0, 4)]
    """
    found: list[XY] = []
    for i, p in enumerate(points):
        q = points[i - 1]
        a, b = sign * (q[axis] - bound) >= 0, sign * (p[axis] - bound) >= 0
        if a != b:
            share = (bound - q[axis]) / (p[axis] - q[axis])
            other = q[1 - axis] + share * (p[1 - axis] - q[1 - axis])
            found.append((bound, other) if axis == 0 else (other, bound))
        if b:
            found.append(p)
    return found


def thinned(points: Sequence[XY], grid: float) -> list[XY]:
    """Return points rounded to a grid, without duplicates and points on straight lines.

    A point halfway between two lines of the grid is rounded alike on every machine.
    """
    found: list[XY] = []
    for x, y in points:
        p = (round(round(x / grid, 6)) * grid, round(round(y / grid, 6)) * grid)
        if found and found[-1] == p:
            continue
        if len(found) > 1:
            (ax, ay), (bx, by) = found[-2:]
            if (bx - ax) * (p[1] - by) == (p[0] - bx) * (by - ay):
                found.pop()
                if found[-1] == p:
                    continue
        found.append(p)
    while len(found) > 1 and found[0] == found[-1]:
        found.pop()
    return found


def path_of(rings: Iterable[Sequence[XY]]) -> str:
    """Return rings as the data of an SVG path.

    >>> path_of([[(1, 1), (4, 1), (3.5, 0.5)]])
    'M1 1l3 0-.5-.5z'
    """
    made = []
    for ring in rings:
        x, y = ring[0]
        steps = ""
        for u, v in ring[1:]:
            for step in (_short(u - x), _short(v - y)):
                steps += step if not steps or step.startswith("-") else " " + step
            x, y = u, v
        made.append(f"M{_short(ring[0][0])} {_short(ring[0][1])}l{steps}z")
    return "".join(made)


def _short(v: float) -> str:
    """A multiple of a half with as few characters as go."""
    text = f"{v:.1f}".removesuffix(".0")
    return (
        text.replace("0.", ".", 1)
        if text.startswith(("0.", "-0."))
        else "0"
        if text == "-0"
        else text
    )


def area_of(ring: Sequence[XY]) -> float:
    """Return the area of a ring of points in px, in square px."""
    return (
        abs(
            sum(
                a[0] * b[1] - b[0] * a[1]
                for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)
            )
        )
        / 2
    )


def roomiest(rings: Sequence[Sequence[XY]], lines: int = 9) -> XY:
    """Return the point in an outline with the most room for a mark: the middle of its widest horizontal stretch.

    Args:
        rings: the outline; only the largest ring is used.
        lines: the number of horizontal lines to try.
    """
    main = max(rings, key=area_of)
    top, bottom = min(y for _, y in main), max(y for _, y in main)
    best, at = -1.0, ((main[0][0]), (main[0][1]))
    for i in range(1, lines + 1):
        y = top + (bottom - top) * i / (lines + 1) + 0.01
        crossings = []
        for (x0, y0), (x1, y1) in zip(main, [*main[1:], main[0]], strict=True):
            if (y0 > y) != (y1 > y):
                crossings.append(x0 + (y - y0) * (x1 - x0) / (y1 - y0))
        crossings.sort()
        for a, b in zip(crossings[::2], crossings[1::2], strict=False):
            # A stretch near the middle of the land is worth more than one at its rim.
            worth = min(b - a, 140.0) * (1.0 - 0.5 * abs(2 * i / (lines + 1) - 1))
            if worth > best:
                best, at = worth, ((a + b) / 2, y)
    return at


MIDDLES = (11.0, 155.0)
"""The longitudes at which a map of the whole world can be centred, so that it is cut at the Bering Strait or in the
Atlantic.
"""
WORLD_TOP, WORLD_FOOT = 83.5, -56.5


def whole_world(points: Iterable[XY], wide: float) -> MapWindow:
    """Return the window on the whole world, centred so that the given points lie together."""
    points = list(points)
    lons = [lon for lon, _ in points] or [0.0]

    def spread(middle: float) -> float:
        offs = [(lon - middle + 180) % 360 - 180 for lon in lons]
        return max(offs) - min(offs) + 0.2 * abs(sum(offs) / len(offs))

    middle = min(MIDDLES, key=spread)
    top, foot = project(0, WORLD_TOP)[1], project(0, WORLD_FOOT)[1]
    return MapWindow(middle, -HALF_WIDTH, top, 2 * HALF_WIDTH, foot - top, wide)


def around(points: Sequence[XY], wide: float, ratio: tuple[float, float]) -> MapWindow:
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
