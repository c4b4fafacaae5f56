"""Where boxes and arrows go: rings as curved columns, the attacked side left, so that no two boxes can meet."""

from __future__ import annotations

from dataclasses import dataclass

from engine.forms.picture.scene import Arrow, Node, Scene

BOX_W, BOX_H, GAP = 218.0, 60.0, 12.0
CORE_W, CORE_H, CORE_GAP = 148.0, 50.0, 26.0
STEP = 274.0
"""From one ring to the next. With `BULGE` it keeps boxes of neighbouring rings apart at every height."""
BULGE = 40.0
HALF_CORE = 80.0
"""Half of the open space between the two sides' principals, where force is drawn."""
TOP, BOTTOM, MARGIN = 64.0, 24.0, 16.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its centre."""

    x: float
    y: float
    w: float
    h: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles overlap."""
        return abs(self.x - other.x) * 2 < self.w + other.w and abs(self.y - other.y) * 2 < self.h + other.h


@dataclass(frozen=True)
class Layout:
    """Sizes and places of everything in a scene."""

    width: float
    height: float
    middle: float
    centre: float
    boxes: dict[str, Box]
    paths: tuple[tuple[Arrow, str, tuple[float, float]], ...]
    """Each arrow with its path and the middle of it."""
    rings: tuple[tuple[int, int, str, tuple[float, float]], ...]
    """Side, ring, the path of its arc and the place of its label."""


def lay_out(scene: Scene) -> Layout:
    """Places for a scene; pure arithmetic, the same every time."""
    cells: dict[tuple[int, int], list[Node]] = {}
    for n in scene.nodes:
        cells.setdefault((n.ring, n.side), []).append(n)
    column = {s: _columns(cells, s) for s in (-1, 1)}
    tallest = max((_height(len(c), r) for (r, _), c in cells.items()), default=CORE_H)
    height = max(tallest, 190.0) + TOP + BOTTOM
    centre = TOP + (height - TOP - BOTTOM) / 2
    span = max(tallest, 1.0) / 2
    boxes: dict[str, Box] = {}
    for (ring, side), cell in sorted(cells.items()):
        w, h = (CORE_W, CORE_H) if ring == 0 else (BOX_W, BOX_H)
        step = h + (CORE_GAP if ring == 0 else GAP)
        for i, n in enumerate(_ordered(cell, scene, boxes)):
            y = (i - (len(cell) - 1) / 2) * step
            boxes[n.id] = Box(side * _offset(column[side].get(ring, 0), y, span), centre + y, w, h)
    left = MARGIN + max((b.w / 2 - b.x for b in boxes.values()), default=0.0)
    right = MARGIN + max((b.w / 2 + b.x for b in boxes.values()), default=0.0)
    boxes = {i: Box(b.x + left, b.y, b.w, b.h) for i, b in boxes.items()}
    arcs = []
    for (ring, side), cell in cells.items():
        if ring:
            reach = _height(len(cell), ring) / 2 + 5
            near, far = _offset(column[side][ring], reach, span), _offset(column[side][ring], 0, span)
            x0, x1 = left + side * near, left + side * (2 * far - near)
            path = f"M{x0:.1f} {centre - reach:.1f}Q{x1:.1f} {centre:.1f} {x0:.1f} {centre + reach:.1f}"
            arcs.append((side, ring, path, (x0, centre - reach - 11)))
    return Layout(left + right, height, left, centre, boxes, tuple(_paths(scene, boxes)), tuple(arcs))


def _columns(cells: dict[tuple[int, int], list[Node]], side: int) -> dict[int, int]:
    """Rings that are empty on a side take no room there."""
    return {r: i for i, r in enumerate(sorted({r for r, s in cells if s == side} | {0}))}


def _height(n: int, ring: int) -> float:
    h, gap = (CORE_H, CORE_GAP) if ring == 0 else (BOX_H, GAP)
    return n * h + (n - 1) * gap


def _offset(column: int, y: float, span: float) -> float:
    """Distance of a box's centre from the middle line: rings bend toward the events at their ends."""
    if column == 0:
        return HALF_CORE + CORE_W / 2
    bend = BULGE * min(1.0, (y / span) ** 2) if span > 200 else 0.0
    return HALF_CORE + CORE_W / 2 + STEP * column - bend


def _ordered(cell: list[Node], scene: Scene, placed: dict[str, Box]) -> list[Node]:
    """Boxes of a ring in the order of what they point to, so that arrows cross less; then nearest first."""
    goal = {a.source: placed[a.target].y for a in scene.arrows if a.shown and not a.force and a.target in placed}
    return sorted(cell, key=lambda n: (goal.get(n.id, 1e6), n.status.order, n.verdict.distance.total, n.names))


def _paths(scene: Scene, boxes: dict[str, Box]) -> list[tuple[Arrow, str, tuple[float, float]]]:
    arriving: dict[tuple[str, bool], list[Arrow]] = {}
    for a in scene.arrows:
        arriving.setdefault((a.target, boxes[a.source].x < boxes[a.target].x), []).append(a)
    for into in arriving.values():
        into.sort(key=lambda a: boxes[a.source].y)
    found = []
    for a in scene.arrows:
        s, t = boxes[a.source], boxes[a.target]
        into = arriving[a.target, s.x < t.x]
        share = (into.index(a) + 0.5) / len(into) - 0.5
        found.append((a, *_curve(s, t, share, force=a.force)))
    return found


def _curve(s: Box, t: Box, share: float, *, force: bool) -> tuple[str, tuple[float, float]]:
    """A curve from box to box; `share` spreads arrivals along the target's edge."""
    if abs(s.x - t.x) < 90:
        # Same column: straight, or round the boxes in between; the two directions keep apart.
        down = s.y < t.y
        if abs(s.y - t.y) < 1.6 * (s.h + t.h) / 2:
            x = s.x + (16 if down else -16)
            y0, y1 = (s.y + s.h / 2, t.y - t.h / 2 - 3) if down else (s.y - s.h / 2, t.y + t.h / 2 + 3)
            return f"M{x:.1f} {y0:.1f}L{x:.1f} {y1:.1f}", (x, (y0 + y1) / 2)
        x0, x1 = s.x + s.w / 2, t.x + t.w / 2 + 3
        far = max(x0, x1) + 34
        return f"M{x0:.1f} {s.y:.1f}C{far:.1f} {s.y:.1f} {far:.1f} {t.y + share * 24:.1f} {x1:.1f} {t.y + share * 24:.1f}", (
            far - 8, (s.y + t.y) / 2,
        )  # fmt: skip
    toward = 1 if t.x > s.x else -1
    x0, x1 = s.x + toward * s.w / 2, t.x - toward * (t.w / 2 + 3)
    y0 = s.y + (10 if s.w == CORE_W and not force else 0)
    y1 = t.y + share * (t.h - 10)
    pull = max(24.0, abs(x1 - x0) * (0.3 if force else 0.5))
    path = f"M{x0:.1f} {y0:.1f}C{x0 + toward * pull:.1f} {y0:.1f} {x1 - toward * pull:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
    return path, ((x0 + x1) / 2, (y0 + y1) / 2)
