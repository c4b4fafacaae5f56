"""Make treaties/atlas/borders.json from the npm package `world-atlas` (ISC; Natural Earth 4.1 at 1:50m, public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/borders.py package/countries-50m.json treaties/atlas/borders.json

Borders are simplified where they are shared, so that neighbours still meet; rings that cross the antimeridian go
on beyond it; Antarctica and islets are left out. Land that states dispute with each other and that the source gives to one of
them stands under `disputed` and is coloured for nobody.
"""

from __future__ import annotations

import heapq
import json
import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine.forms.globe import clipped
from treaties.atlas import QUANTUM
from treaties.loading.register import load_states
from treaties.vocabulary.names import fold

Point = tuple[float, float]

SAID_OTHERWISE = {
    "W. Sahara": "", "Dem. Rep. Congo": "COD", "Congo": "COG", "S. Sudan": "SSD", "Bosnia and Herz.": "BIH",
    "Dominican Rep.": "DOM", "Central African Rep.": "CAF", "Eq. Guinea": "GNQ", "eSwatini": "SWZ", "Macedonia": "MKD",
    "Solomon Is.": "SLB", "Marshall Is.": "MHL", "St. Vin. and Gren.": "VCT", "St. Kitts and Nevis": "KNA",
    "Antigua and Barb.": "ATG", "Micronesia": "FSM", "Cabo Verde": "CPV", "Timor-Leste": "TLS", "Vatican": "VAT",
    "Samoa": "WSM", "Ireland": "IRL", "Georgia": "GEO", "São Tomé and Principe": "STP", "Turkey": "TUR",
    "Niue": "NIU", "Cook Is.": "COK",
}  # fmt: skip
"""Names of the source that the register does not know or knows twice."""

HELD_BY = {
    "Greenland": "DNK", "Faeroe Is.": "DNK", "Åland": "FIN", "Puerto Rico": "USA", "Guam": "USA", "N. Mariana Is.": "USA",
    "U.S. Virgin Is.": "USA", "American Samoa": "USA", "Hong Kong": "CHN", "Macao": "CHN", "New Caledonia": "FRA",
    "Fr. Polynesia": "FRA", "Fr. S. Antarctic Lands": "FRA", "St. Pierre and Miquelon": "FRA",
    "Wallis and Futuna Is.": "FRA", "St-Martin": "FRA", "St-Barthélemy": "FRA", "Aruba": "NLD", "Curaçao": "NLD",
    "Sint Maarten": "NLD", "Bermuda": "GBR", "Cayman Is.": "GBR", "Isle of Man": "GBR", "Jersey": "GBR",
    "Guernsey": "GBR", "Saint Helena": "GBR", "Pitcairn Is.": "GBR", "Anguilla": "GBR", "British Virgin Is.": "GBR",
    "Turks and Caicos Is.": "GBR", "Montserrat": "GBR", "Norfolk Island": "AUS", "Indian Ocean Ter.": "AUS",
    "Ashmore and Cartier Is.": "AUS", "Heard I. and McDonald Is.": "AUS",
}  # fmt: skip
"""Territories that the source draws apart, under the state that conducts their foreign affairs."""

DISPUTED = {
    "W. Sahara", "N. Cyprus", "Somaliland", "Siachen Glacier", "Falkland Is.", "S. Geo. and the Is.",
    "Br. Indian Ocean Ter.",
}  # fmt: skip
DISPUTED_PARTS = ((34.1, 45.2), (146.0, 44.2), (147.8, 45.0))
"""A point in each part of a country that the source gives to one of the states that dispute it (a polygon of its own)."""

DISPUTED_SOUTH = {"Morocco": 27.667}
"""A parallel south of which the source gives land to a country that disputes it with another."""

LEFT_OUT = {"Antarctica"}
AREA, ISLET = 0.009, 0.04
"""Square degrees: the least triangle that a bend of a border spans, and the least island drawn beside a main one."""


def encoded(points: list[Point]) -> str:
    """A ring as text: differences in units of `QUANTUM`, zigzag, five bits to a character.

    >>> from treaties.atlas import decoded
    >>> decoded(encoded([(10.0, 50.0), (10.52, 50.0), (10.5, 49.98)]))
    ((10.0, 50.0), (10.52, 50.0), (10.5, 49.98))
    """
    made: list[str] = []
    x = y = 0
    for lon, lat in points:
        u, v = round(lon / QUANTUM), round(lat / QUANTUM)
        if made and (u, v) == (x, y):
            continue
        made += [_letters(u - x), _letters(v - y)]
        x, y = u, v
    return "".join(made)


def _letters(n: int) -> str:
    """A whole number in characters from `0` to `o`, the last one below `P`."""
    value, made = (n << 1) if n >= 0 else (~n << 1) | 1, ""
    while value > 31:
        made += chr(48 + 32 + (value & 31))
        value >>= 5
    return made + chr(48 + value)


def main(source: str, target: str) -> None:
    """Read, simplify, write."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    coarse = [simplified(a, AREA) for a in arcs]
    iso = codes()
    land: dict[str, list[tuple[bool, list[Point]]]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        name = country["properties"]["name"]
        if name in LEFT_OUT:
            continue
        if name in DISPUTED:
            owner = "disputed"
        else:
            owner = (
                HELD_BY.get(name) or SAID_OTHERWISE.get(name) or iso.get(fold(name), "")
            )
        if not owner:
            print(f"no state: {name}", file=sys.stderr)
            owner = "none"
        polygons = (
            [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        )
        sizes = [abs(area(ring(p[0], arcs))) for p in polygons]
        # The main island of a territory is kept however small; a dependency's only where it can be seen.
        main_one = max(sizes) if name not in HELD_BY else 9e9
        for polygon, size in zip(polygons, sizes, strict=True):
            fine = ring(polygon[0], arcs)
            if size < ISLET and size < main_one:
                continue
            to = "disputed" if any(inside(p, fine) for p in DISPUTED_PARTS) else owner
            for part in polygon:
                points = ring(part, coarse)
                if len(points) < 7:
                    points = simplified(ring(part, arcs), AREA / 60)
                line = DISPUTED_SOUTH.get(name)
                if line is None:
                    land.setdefault(to, []).append((name in HELD_BY, unwrapped(points)))
                    continue
                for owned, sign in ((to, 1), ("disputed", -1)):
                    if side := clipped(points, 1, line, sign):
                        land.setdefault(owned, []).append((False, side))
    total = 0
    coded: dict[str, list[str]] = {}
    for owner, rings in land.items():
        total += sum(len(points) for _, points in rings)
        # The largest piece of the home land comes first: labels go there.
        rings.sort(key=lambda r: (r[0], -abs(area(r[1]))))
        coded[owner] = [encoded(points) for _, points in rings]
    made = {
        "about": "Today's borders, simplified from Natural Earth 4.1 (1:50m, public domain) as packaged by world-atlas 2.0.2 "
        "(ISC, Michael Bostock), by tools/borders.py. No position on disputed territory.",
        "land": dict(sorted(coded.items())),
    }
    text = json.dumps(made, ensure_ascii=False, indent=0) + "\n"
    Path(target).write_text(text, encoding="utf-8")
    print(
        f"{len(land)} states, {total} points, {len(text.encode()) / 1000:.0f} kB",
        file=sys.stderr,
    )


def codes() -> dict[str, str]:
    """ISO letters of every name of today's states; a name that two bear is left out."""
    found: dict[str, str] = {}
    for state in load_states():
        for name in {fold(n) for n in (state.name, *state.aliases)}:
            if state.iso3:
                found[name] = (
                    "" if name in found and found[name] != state.iso3 else state.iso3
                )
    found |= {fold(s.name): s.iso3 for s in load_states() if s.iso3}
    return found


def ring(indexes: list[int], arcs: list[list[Point]]) -> list[Point]:
    """A ring without its closing point, from arcs of the topology; `~i` is an arc backwards."""
    points: list[Point] = []
    for i in indexes:
        points += (arcs[i] if i >= 0 else arcs[~i][::-1])[1 if points else 0 :]
    return points[:-1] if points[0] == points[-1] else points


def area(points: list[Point]) -> float:
    """Signed area in square degrees, shrunk with the latitude."""
    found = 0.0
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        found += (x0 * y1 - x1 * y0) / 2
    return found * math.cos(math.radians(sum(y for _, y in points) / len(points)))


def simplified(points: list[Point], least: float) -> list[Point]:
    """Visvalingam's simplification: the bend of the least triangle goes first; ends and the antimeridian stay."""
    n = len(points)
    before, after = list(range(-1, n - 1)), list(range(1, n + 1))
    gone = [False] * n

    def weight(i: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = points[before[i]], points[i], points[after[i]]
        if abs(bx) > 179.99:
            return math.inf
        return (
            abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay))
            / 2
            * math.cos(math.radians(by))
        )

    queue = [(weight(i), i) for i in range(1, n - 1)]
    now = {i: w for w, i in queue}
    heapq.heapify(queue)
    while queue:
        w, i = heapq.heappop(queue)
        if gone[i] or now[i] != w:
            continue
        if w >= least:
            break
        gone[i] = True
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for j in (a, b):
            if 0 < j < n - 1:
                now[j] = max(w, weight(j))
                heapq.heappush(queue, (now[j], j))
    return [p for p, out in zip(points, gone, strict=True) if not out]


def inside(p: Point, points: list[Point]) -> bool:
    """Whether a point lies in a ring."""
    x, y = p
    hit = False
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            hit = not hit
    return hit


def unwrapped(points: list[Point]) -> list[Point]:
    """A ring that crosses the antimeridian, going on beyond 180 degrees instead of jumping."""
    found, turn, last = [], 0.0, points[0][0]
    for x, y in points:
        turn += 360.0 if last - x > 180 else -360.0 if x - last > 180 else 0.0
        last = x
        found.append((x + turn, y))
    west = 360.0 if sum(x for x, _ in found) / len(found) < -180 else 0.0
    return [(x + west, y) for x, y in found]


if __name__ == "__main__":
    main(*sys.argv[1:])
