"""The matrix: states down, readings across, a mark in every cell. What the answer turns on, seen at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    wrapped,
)
from engine.forms.svg import document, esc, rect, tag
from engine.output.picture.finding import titled
from engine.output.picture.row_words import shortly
from engine.output.prose import CAVEAT, standing
from engine.record.verdict import Status, Verdict, same
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:
    from engine.findings.findings import Findings
    from engine.record.rows import StateVerdict
    from treaties.models.reading import Reading

CELL_W, CELL_H = 36.0, 24.0
ROWS = 40


def matrix(answer: Findings) -> str:
    """States by readings as an SVG document: only states whose verdict some reading changes, only readings that change
    one.

    >>> from engine import ask
    >>> "Shen Dingli" in matrix(ask("If North Korea is attacked by Ukraine on 2026-01-01, who is drawn in?"))
    True
    """
    rows, readings = split(answer)
    names = ["No reading", *(r.name for r in readings)]
    together = _alike(rows, readings)
    side = (
        max(
            (text_width(_label(row, n), 13, bold=True) for row, n in together),
            default=60.0,
        )
        + 14
    )
    head = max(text_width(n, 12) for n in names) * 0.72 + 26
    w = max(16 + side + CELL_W * len(names) + head, 620.0)
    above, top = titled(answer, w)
    grid = top + head
    parts = ["", *above]
    for i, name in enumerate(names):
        x = 16 + side + CELL_W * (i + 0.5)
        turned = f"translate({x:.1f} {grid - 7:.1f}) rotate(-45)"
        parts.append(
            tag(
                "text",
                esc(name),
                transform=turned,
                font_size=12,
                fill=QUIET if i else INK,
            )
        )
    y = grid
    for row, alike in together:
        state = _label(row, alike)
        parts.append(
            tag(
                "line",
                x1=16,
                y1=y,
                x2=16 + side + CELL_W * len(names),
                y2=y,
                stroke=FAINT,
            )
        )
        parts.append(
            tag(
                "text",
                esc(state),
                x=16,
                y=y + 17,
                font_size=13,
                font_weight=600,
                fill=INK,
            )
        )
        cells = [("No reading", row.owing)] + [
            (r.name, row.by_reading[r.id]) for r in readings
        ]
        for i, (name, v) in enumerate(cells):
            words, unmoved = (
                f"{state}, {name}: {standing(v)}",
                i > 0 and same(v, row.owing),
            )
            parts.append(_cell(words, v, 16 + side + CELL_W * i, y, same=unmoved))
        y += CELL_H
    if not rows:
        parts.append(
            tag(
                "text",
                "No reading changes the verdict on any state.",
                x=16,
                y=y,
                font_size=13,
                fill=INK,
            )
        )
    legend, used = _legend(rows, readings, w)
    parts.append(tag("g", legend, transform=f"translate(0 {y + 8:.1f})"))
    h = y + 8 + used
    parts[0] = tag("rect", width=w, height=h, fill=PAPER)
    text = "; ".join(f"{r.name}: {standing(r.owing)}" for r in rows)
    return document(
        w, h, f"{answer.title} By reading", text, tag("g", *parts, font_family=FONT)
    )


def split(answer: Findings) -> tuple[list[StateVerdict], list[Reading]]:
    """Find the states on which readings differ, and the readings that differ from none on one of them.

    Of those at war already it has whoever is called at once: what else they owe may follow from their own war.
    """
    there = [
        r for r in answer.rows if r.status is not Status.BELLIGERENT or r.at_once.duty
    ]
    rows = [
        r for r in there if any(not same(v, r.owing) for v in r.by_reading.values())
    ]
    return rows, [
        x
        for x in answer.readings
        if any(not same(r.by_reading[x.id], r.owing) for r in rows)
    ]


def _label(row: StateVerdict, names: tuple[str, ...]) -> str:
    return shortly(names) + (
        " (at war already)" if row.status is Status.BELLIGERENT else ""
    )


def _alike(
    rows: list[StateVerdict], readings: list[Reading]
) -> list[tuple[StateVerdict, tuple[str, ...]]]:
    """One row for all states with the same verdicts under every reading, with their names; at most `ROWS` of them."""

    def look(row: StateVerdict) -> tuple[object, ...]:
        verdicts = (row.owing, *(row.by_reading[r.id] for r in readings))
        return row.status is Status.BELLIGERENT, *(
            (v.status, v.duty, v.distance) for v in verdicts
        )

    found = grouped((look(row), row) for row in rows)
    return [(group[0], tuple(r.name for r in group)) for group in found.values()][:ROWS]


def _short(duty: Duty) -> str:
    """Two letters for a duty, each its own: `Ac` is not `As`."""
    return (
        "".join(w[0] for w in str(duty).split("-"))[:2].upper()
        if "-" in duty
        else str(duty)[:2].title()
    )


def _cell(text: str, v: Verdict, x: float, y: float, *, same: bool) -> str:
    look = LOOKS[v.status]
    border = {
        "fill": look.fill,
        "stroke": look.line,
        "stroke_width": 1,
        "stroke_dasharray": look.dash or None,
    }
    frame = rect(x + 2, y + 2, CELL_W - 4, CELL_H - 4, 3, **border)
    letter = f"{look.mark}{_short(v.duty)}" if v.duty else look.mark
    inside = text_line(
        letter,
        x + CELL_W / 2,
        y + 16,
        11,
        weight=700,
        fill=look.line,
        text_anchor="middle",
    )
    return tag(
        "g", tag("title", esc(text)), frame, inside, opacity=0.45 if same else None
    )


def _legend(
    rows: list[StateVerdict], readings: list[Reading], w: float
) -> tuple[str, float]:
    shown = [
        v for r in rows for v in (r.owing, *(r.by_reading[x.id] for x in readings))
    ]
    items = [
        f"{LOOKS[s].mark} {s}: {s.meaning}"
        for s in sorted({v.status for v in shown}, key=lambda s: s.order)
    ]
    items += [
        f"{_short(d)} {d}: {d.meaning}"
        for d in sorted({v.duty for v in shown if v.duty}, key=lambda d: d.rank)
    ]
    items += ["Pale: as without a reading.", CAVEAT]
    x, y, parts = 16.0, 16.0, list[str]()
    for text in items:
        need = text_width(text, 11.5) + 20
        if x + need > w - 8 and x > 16:
            x, y = 16.0, y + 18
        parts.append(
            tag(
                "text",
                esc(fitted(text, w - 32, 11.5)),
                x=x,
                y=y,
                font_size=11.5,
                fill=QUIET,
            )
        )
        x += need
    y += 8
    for r in readings:
        name = "" if r.who.startswith(r.name) else f"{r.name}: "
        for line in wrapped(
            name + ", ".join(filter(None, (r.who, r.when))), w - 32, 11.5
        ):
            y += 15
            parts.append(text_line(line, 16, y, 11.5, "quiet"))
    return "".join(parts), y + 14
