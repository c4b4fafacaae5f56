"""Placing labels on a map: each by its land, none on another, with a line to it where there is no room; or not at all."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from engine.output.picture.globe import XY, MapWindow
from engine.output.style import text_width


@dataclass(frozen=True)
class Wish:
    """A label that would like a place."""

    key: str
    text: str
    at: XY
    room: float
    """Width of the land at that point in px; a label that is not much wider stands on it."""
    bold: bool = False
    under: str = ""
    """A second, smaller line."""


@dataclass(frozen=True)
class Label:
    """A label in its place: the middle of its text, its size, and the point it belongs to."""

    wish: Wish
    x: float
    y: float
    w: float
    h: float
    led: bool
    """Whether a line leads from it to its point."""

    @property
    def settled(self) -> bool:
        """Whether it stands on its own land."""
        return abs(self.x - self.wish.at[0]) < 1 and not self.led

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, foot."""
        return (
            self.x - self.w / 2,
            self.y - self.h / 2,
            self.x + self.w / 2,
            self.y + self.h / 2,
        )


def place(
    wishes: Iterable[Wish],
    window: MapWindow,
    size: float,
    taken: Sequence[XY] = (),
    owner: Callable[[XY], str] = lambda _: "",
) -> tuple[list[Label], list[Wish]]:
    """Place labels, and return them and the wishes that found no place; who comes first has the better place.

    Args:
        wishes: the labels wished for, the most important first.
        window: the map.
        size: the size of the letters, in px.
        taken: points, such as dots, that no label of another may cover, in px.
        owner: gives whose land a point is: a label lies on land of another only where nothing else is left.
    """
    placed: list[Label] = []
    left: list[Wish] = []
    for wish in wishes:
        w = (
            max(
                text_width(wish.text, size, bold=True),
                text_width(wish.under, size - 1.5),
            )
            * 0.94
            + 4
        )
        h = size * 1.25 + (size if wish.under else 0.0)
        own = [p for p in taken if p != wish.at]
        best: Label | None = None
        for x, y, led in _tries(wish, w, h):
            label = Label(wish, x, y, w, h, led)
            if not _free(label, placed, window, own):
                continue
            if not _foreign(label, owner):
                best = label
                break
            best = best or label
        if best:
            placed.append(best)
        else:
            left.append(wish)
    return placed, left


def _foreign(label: Label, owner: Callable[[XY], str]) -> bool:
    """Whether a label stands on land of another state than its own."""
    x0, _, x1, _ = label.box
    return any(
        owner((x, label.y)) not in ("", label.wish.key)
        for x in (x0 + 4, (x0 + x1) / 2, x1 - 4)
    )


def _tries(wish: Wish, w: float, h: float) -> Iterable[tuple[float, float, bool]]:
    x, y = wish.at
    if w <= wish.room * 1.15 + 6:
        for dy in (0.0, 8.0, -8.0, 16.0, -16.0):
            yield x, y + dy, False
    for dx, dy in ((1, 0), (-1, 0), (0, -1), (0, 1)):
        yield x + dx * (w / 2 + 7), y + dy * (h / 2 + 6), False
    for far in (14.0, 26.0, 40.0, 56.0, 74.0):
        for i in range(12):
            turn = math.tau * i / 12
            yield (
                x + math.cos(turn) * (far + w / 2),
                y + math.sin(turn) * (far + h / 2),
                True,
            )


def _free(
    label: Label, placed: Sequence[Label], window: MapWindow, taken: Sequence[XY]
) -> bool:
    x0, y0, x1, y1 = label.box
    if x0 < 3 or y0 < 3 or x1 > window.wide - 3 or y1 > window.high - 3:
        return False
    if any(x0 - 3 < x < x1 + 3 and y0 - 3 < y < y1 + 3 for x, y in taken):
        return False
    mine = leader(label)
    for other in placed:
        u0, v0, u1, v1 = other.box
        if x0 < u1 and u0 < x1 and y0 < v1 and v0 < y1:
            return False
        if mine and any(u0 < x < u1 and v0 < y < v1 for x, y in _along(mine)):
            return False
        theirs = leader(other)
        if theirs and any(x0 < x < x1 and y0 < y < y1 for x, y in _along(theirs)):
            return False
        if mine and theirs and _cross(*mine, *theirs):
            return False
    return True


def leader(label: Label) -> tuple[XY, XY] | None:
    """Find the line from the edge of a label to its point."""
    if not label.led:
        return None
    x0, y0, x1, y1 = label.box
    x, y = label.wish.at
    return (min(max(x, x0 + 2), x1 - 2), min(max(y, y0 + 2), y1 - 2)), (x, y)


def _along(line: tuple[XY, XY]) -> Iterable[XY]:
    (ax, ay), (bx, by) = line
    return [(ax + (bx - ax) * i / 8, ay + (by - ay) * i / 8) for i in range(9)]


def _cross(a: XY, b: XY, c: XY, d: XY) -> bool:
    def side(p: XY, q: XY, r: XY) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
