"""Charts: bars, dots with intervals, grids of marks, and shifts along a distance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from engine.forms.style import (
    FAINT,
    FONT,
    INK,
    LOOKS,
    PAPER,
    QUIET,
    fitted,
    text_line,
    text_width,
)
from engine.forms.svg import document, esc, line, rect, tag
from engine.record.verdict import Status

T = TypeVar("T")
LINE, CELL, PLOT, WIDEST = 24.0, 30.0, 420.0, 560.0
GOOD, BAD = "#00568c", "#9c2f00"
"""The colours of bars to the right of zero and to the left."""


@dataclass(frozen=True)
class Bar:
    """A bar of a chart: label, value, and the value in words."""

    label: str
    value: float
    words: str


@dataclass(frozen=True)
class Dot:
    """A share between 0 and 1 with its label, its interval, and a second share for comparison."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    words: str = ""
    other: float | None = None


@dataclass(frozen=True)
class Shift:
    """A state's status and distance before and after; the distance is None if no help is due."""

    label: str
    before: tuple[Status, int | None]
    after: tuple[Status, int | None]


def bars(title: str, shown: Sequence[Bar], note: str = "") -> str:
    """Return a chart of horizontal bars as SVG; values may be negative.

    Args:
        title: the heading.
        shown: the bars, from the top.
        note: a line below.

    >>> "0.25" in bars("Weights", [Bar("a question", 0.25, "0.25")])
    True
    """
    side = _side(b.label for b in shown)
    low, high = (
        min(0.0, *(b.value for b in shown), 0.0),
        max(0.0, *(b.value for b in shown), 0.0),
    )
    scale = (PLOT - 100) / ((high - low) or 1.0)
    zero = side + 14 + (46 if low else 0) - low * scale
    parts = []
    for y, b in _lines(shown):
        x = zero + min(0.0, b.value) * scale
        long = max(1.5, abs(b.value) * scale)
        at, anchor = (x - 6, "end") if b.value < 0 else (x + long + 6, None)
        words = text_line(
            b.words,
            at,
            y + 4,
            12,
            text_anchor=anchor,
        )
        bar = rect(x, y - 8, long, 16, 2, fill=BAD if b.value < 0 else GOOD)
        parts.append(
            tag(
                "g",
                tag("title", esc(f"{b.label}: {b.words}")),
                _label(b.label, y, side),
                bar,
                words,
            )
        )
    axis = line(zero, 44, zero, 48 + LINE * len(shown), stroke=INK, stroke_width=1)
    text = "; ".join(f"{b.label}: {b.words}" for b in shown)
    return _whole(title, text, [axis, *parts], len(shown), note, side)


def dots(title: str, shown: Sequence[Dot], note: str = "") -> str:
    """Return a chart of shares from 0 to 1, as dots with intervals, as SVG. A hollow diamond is the second share.

    Args:
        title: the heading.
        shown: the dots, from the top.
        note: a line below.

    >>> "Kappa" in dots("Kappa", [Dot("here", 0.9, 0.8, 0.95, "0.90")])
    True
    """

    side = _side(d.label for d in shown)

    def at(share: float) -> float:
        return side + 14 + max(0.0, share) * (PLOT - 140)

    parts = []
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(line(at(tick), 56, at(tick), 60 + LINE * len(shown), stroke=FAINT))
        parts.append(
            text_line(f"{tick:g}", at(tick), 50, 11, "quiet", text_anchor="middle")
        )
    for y, d in _lines(shown, 72):
        inside = [tag("title", esc(f"{d.label}: {d.words}")), _label(d.label, y, side)]
        if d.low is not None and d.high is not None:
            inside.append(
                line(at(d.low), y, at(d.high), y, stroke=GOOD, stroke_width=3)
            )
        inside.append(tag("circle", cx=at(d.value), cy=y, r=5.5, fill=GOOD))
        if d.other is not None:
            x = at(d.other)
            mark = f"M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z"
            inside.append(
                tag("path", d=mark, fill="none", stroke=BAD, stroke_width=1.8)
            )
        inside.append(text_line(d.words, at(1) + 14, y + 4, 12))
        parts.append(tag("g", *inside))
    text = "; ".join(f"{d.label}: {d.words}" for d in shown)
    return _whole(title, text, parts, len(shown), note, side, 14)


def grid(
    title: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[str]]],
    note: str = "",
) -> str:
    """Return a grid of short marks as SVG.

    Args:
        title: the heading.
        columns: the names of the columns; long names are slanted.
        rows: the name of each row, and its mark for each column; an empty text for no mark.
        note: a line below.

    >>> "yes" in grid("Ways", ["1", "2"], [("Does it strike?", ["yes", ""])])
    True
    """
    slanted = max((len(c) for c in columns), default=0) > 3
    widest = max((text_width(c, 11) for c in columns), default=0.0)
    head = widest * 0.72 + 14 if slanted else 18.0
    top, side = 38 + head, _side(label for label, _ in rows) + 22
    parts = [
        _column_name(c, side + CELL * (i + 0.5), top - 6, slanted=slanted)
        for i, c in enumerate(columns)
    ]
    right = side + CELL * len(columns)
    for n, (label, marks) in enumerate(rows):
        y = top + LINE * n
        parts.append(line(16, y, right, y, stroke=FAINT))
        marked = [
            tag("title", esc(label)),
            text_line(fitted(label, side - 22, 12.5), 16, y + 16, 12.5),
        ]
        for i, mark in enumerate(marks):
            if mark:
                marked += _marked_cell(mark, side + CELL * i, y)
        parts.append(tag("g", *marked))
    w = max(
        right + (head if slanted else 20),
        text_width(title, 15, bold=True) + 32,
        620.0,
    )
    h = top + LINE * len(rows) + 34
    text = "; ".join(
        f"{label}: {', '.join(f'{c} {m}' for c, m in zip(columns, marks, strict=True) if m)}"
        for label, marks in rows
    )
    return _page(title, text, parts, w, h, note)


def _column_name(name: str, x: float, y: float, *, slanted: bool) -> str:
    if slanted:
        turned = f"translate({x:.1f} {y:.1f}) rotate(-45)"
        return text_line(name, 0, 0, 11, "quiet", transform=turned)
    return text_line(name, x, y, 11, "quiet", text_anchor="middle")


def _marked_cell(mark: str, x: float, y: float) -> list[str]:
    """A framed mark; `no` is dashed and in another tone."""
    tone = BAD if mark == "no" else GOOD
    border = {
        "fill": "none",
        "stroke": tone,
        "stroke_width": 1.4,
        "stroke_dasharray": "3 2" if mark == "no" else None,
    }
    bold: dict[str, Any] = {"weight": 700, "fill": tone, "text_anchor": "middle"}
    return [
        rect(x + 2, y + 3, CELL - 4, LINE - 6, 3, **border),
        text_line(mark, x + CELL / 2, y + 16, 10.5, **bold),
    ]


def moves(
    title: str, shown: Sequence[Shift], words: tuple[str, str] = ("before", "after")
) -> str:
    """Return a chart of changes of status as SVG: a ring for the status before, a mark for the status after. Nearer to
    due is further left.

    Args:
        title: the heading.
        shown: the shifts, from the top.
        words: names of the two moments.

    >>> "no help" in moves("Then and now", [Shift("A", (Status.CONDITIONAL, 2), (Status.NO_TREATY, None))])
    True
    """
    steps = [n for m in shown for _, n in (m.before, m.after) if n is not None]
    axis = _StepAxis(max(steps, default=0), _side(m.label for m in shown))
    foot = 62 + LINE * len(shown)
    parts: list[str] = []
    for n in (*range(axis.last + 1), None):
        x = axis.at(n)
        parts.append(line(x, 58, x, foot, stroke=FAINT))
        name = axis.name(n)
        parts.append(text_line(name, x, 50, 11, "quiet", text_anchor="middle"))
    parts += [_move(m, y, axis, words) for y, m in _lines(shown, 74)]
    text = "; ".join(
        f"{m.label}: {words[0]} {m.before[0]}, {words[1]} {m.after[0]}" for m in shown
    )
    marks = sorted(
        {_drawn(*p) for m in shown for p in (m.before, m.after)}, key=lambda s: s.order
    )
    named = ", ".join(
        f"{LOOKS[s].mark} {'no help due' if s is Status.NOT_TRIGGERED else s}"
        for s in marks
    )
    key = f"Steps away. Ring: {words[0]}; mark: {words[1]} ({named}). "
    return _whole(title, text, parts, len(shown), key, axis.side, 14)


@dataclass(frozen=True)
class _StepAxis:
    """Steps from the left; more than fit count as the last, and no help due stands beyond."""

    far: int
    """The most steps of any."""
    side: float
    """Where the names of the lines end, in px."""

    @property
    def last(self) -> int:
        """The last number of steps that has a place of its own."""
        return min(max(self.far, 2), 6)

    def at(self, n: int | None) -> float:
        """The place of a number of steps, in px; None for no help due."""
        steps = self.last + 1.2 if n is None else min(n, self.last)
        return self.side + 30 + PLOT / (self.last + 1.6) * steps

    def name(self, n: int | None) -> str:
        """What stands above it."""
        if n is None:
            return "no help due"
        if n == self.last and self.far > self.last:
            return f"{n}+"
        return str(n) if n else "due"


def _move(m: Shift, y: float, axis: _StepAxis, words: tuple[str, str]) -> str:
    """One line: a ring where a state was, a mark where it is, and a stroke between them where they lie apart."""
    before, after = _drawn(*m.before), _drawn(*m.after)
    x0, x1 = axis.at(m.before[1]), axis.at(m.after[1])
    text = f"{m.label}: {words[0]} {before}, {words[1]} {after}"
    ring = {"fill": PAPER, "stroke": LOOKS[before].line, "stroke_width": 2}
    inside = [
        tag("title", esc(text)),
        _label(m.label, y, axis.side),
        tag("circle", cx=x0, cy=y, r=5, **ring),
    ]
    if abs(x1 - x0) > 14:
        way = 1 if x1 > x0 else -1
        look = {"stroke": QUIET, "stroke_width": 1.6}
        inside.append(line(x0 + 6 * way, y, x1 - 9 * way, y, **look))
    mark = {"fill": LOOKS[after].line, "text_anchor": "middle"}
    inside.append(text_line(LOOKS[after].mark, x1, y + 6, 17, weight=700, **mark))
    return tag("g", *inside)


def _drawn(status: Status, steps: int | None) -> Status:
    """The status by which a place is drawn: all states that owe no help look alike."""
    return Status.NOT_TRIGGERED if steps is None else status


def _lines(shown: Sequence[T], first: float = 60) -> list[tuple[float, T]]:
    return [(first + LINE * i, x) for i, x in enumerate(shown)]


def _side(labels: Iterable[str]) -> float:
    """Where the labels end: as wide as they need, up to a limit."""
    return min(WIDEST, max((text_width(x, 12.5) for x in labels), default=0.0)) + 20


def _label(label: str, y: float, side: float) -> str:
    shown = fitted(label, side - 18, 12.5)
    return text_line(shown, side, y + 4, 12.5, text_anchor="end")


def _whole(
    title: str,
    text: str,
    parts: list[str],
    rows: int,
    note: str,
    side: float,
    more: float = 0,
) -> str:
    w = max(side + PLOT + 60, text_width(title, 15, bold=True) + 32)
    return _page(
        title, text, parts, w, 60 + more + LINE * rows + (26 if note else 0), note
    )


def _page(
    title: str, text: str, parts: list[str], w: float, h: float, note: str
) -> str:
    title_ = text_line(fitted(title, w - 32, 15, bold=True), 16, 26, 15, weight=700)
    head = [tag("rect", width=w, height=h, fill=PAPER), title_]
    below = text_line(fitted(note, w - 24, 11.5), 16, h - 12, 11.5, "quiet")
    shown = tag("g", *head, *parts, below if note else "", font_family=FONT)
    return document(w, h, title, text, shown)
