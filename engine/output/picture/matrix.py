"""The matrix: readings as rows, states as columns, and a verdict in every cell, which shows on what the answer depends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.findings.readings import Column, divided_by_readings, judged_alike
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

if TYPE_CHECKING:
    from engine.findings.findings import Findings
    from engine.record.rows import StateVerdict
    from treaties.models.reading import Reading

CELL_W, CELL_H = 92.0, 24.0
COLUMNS = 12
"""The largest number of columns; a column is a state, or states with the same verdict under every reading."""


def matrix(answer: Findings) -> str:
    """Return readings against states as an SVG picture: only readings that change a verdict, and only states whose verdict
    a reading changes.

    States whose verdict the most readings change come first; states that have no column are named below.

    >>> from engine import ask
    >>> "Shen Dingli" in matrix(ask("If North Korea is attacked by Ukraine on 2026-01-01, who is drawn in?"))
    True
    """
    rows, readings = divided_by_readings(answer)
    columns = judged_alike(rows, readings)
    shown, left = columns[:COLUMNS], columns[COLUMNS:]
    names = ["No reading", *(r.name for r in readings)]
    side = max(text_width(n, 13, bold=True) for n in names) + 14
    heads = [_label(row, n) for row, n in shown]
    head = max((text_width(n, 12) * 0.72 + 26 for n in heads), default=0.0)
    w = max(16 + side + CELL_W * len(shown) + head, 620.0)
    above, top = titled(answer, w)
    y = top + head
    parts = ["", *above, *_heads(heads, side, y)]
    for reading in (None, *readings) if rows else ():
        parts += _row(reading, shown, side, y)
        y += CELL_H
    if not rows:
        none = "No reading changes the verdict on any state."
        parts.append(text_line(none, 16, y + 20, 13))
        y += CELL_H
    legend, used = _legend(rows, readings, [_label(row, n) for row, n in left], w)
    parts.append(tag("g", legend, transform=f"translate(0 {y + 8:.1f})"))
    h = y + 8 + used
    parts[0] = tag("rect", width=w, height=h, fill=PAPER)
    text = "; ".join(f"{r.name}: {standing(r.owing)}" for r in rows)
    return document(
        w, h, f"{answer.title} By reading", text, tag("g", *parts, font_family=FONT)
    )


def _heads(heads: list[str], side: float, foot: float) -> list[str]:
    """The names above the columns, turned so that long ones have room."""
    found = []
    for i, name in enumerate(heads):
        x = 16 + side + CELL_W * (i + 0.5)
        turned = f"translate({x:.1f} {foot - 7:.1f}) rotate(-45)"
        found.append(tag("text", esc(name), transform=turned, font_size=12, fill=INK))
    return found


def _row(
    reading: Reading | None, columns: list[Column], side: float, y: float
) -> list[str]:
    """One reading with what it makes of each column; without a reading, what the text and its presumptions do."""
    name = reading.name if reading else "No reading"
    right = 16 + side + CELL_W * len(columns)
    parts = [
        tag("line", x1=16, y1=y, x2=right, y2=y, stroke=FAINT),
        text_line(name, 16, y + 17, 13, weight=600),
    ]
    for i, (row, names) in enumerate(columns):
        v = row.by_reading[reading.id] if reading else row.owing
        words = f"{_label(row, names)}, {name}: {standing(v)}"
        unmoved = reading is not None and same(v, row.owing)
        parts.append(_cell(words, v, 16 + side + CELL_W * i, y, same=unmoved))
    return parts


def _label(row: StateVerdict, names: tuple[str, ...]) -> str:
    return shortly(names) + (
        " (at war already)" if row.status is Status.BELLIGERENT else ""
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
    words = str(v.duty).replace("-", " ") if v.duty else ""
    letter = fitted(f"{look.mark} {words}".strip(), CELL_W - 8, 11)
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
    rows: list[StateVerdict], readings: list[Reading], left: list[str], w: float
) -> tuple[str, float]:
    """The key to marks and words, the states without a column, and who reads so; with its height."""
    items = _meanings(rows, readings)
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
    more = f"Divided too, by fewer readings: {'; '.join(left)}." if left else ""
    for line in wrapped(more, w - 32, 11.5) if more else []:
        y += 18
        parts.append(text_line(line, 16, y, 11.5, "quiet"))
    y += 8
    for line in (x for r in readings for x in wrapped(_whose(r), w - 32, 11.5)):
        y += 15
        parts.append(text_line(line, 16, y, 11.5, "quiet"))
    return "".join(parts), y + 14


def _meanings(rows: list[StateVerdict], readings: list[Reading]) -> list[str]:
    """What each mark and each word of the cells means, as far as they occur."""
    shown = [
        v for r in rows for v in (r.owing, *(r.by_reading[x.id] for x in readings))
    ]
    items = [
        f"{LOOKS[s].mark} {s}: {s.meaning}"
        for s in sorted({v.status for v in shown}, key=lambda s: s.order)
    ]
    items += [
        f"{str(d).replace('-', ' ')}: {d.meaning}"
        for d in sorted({v.duty for v in shown if v.duty}, key=lambda d: d.rank)
    ]
    items += [*(["Pale: as without a reading."] if rows else []), CAVEAT]
    return items


def _whose(reading: Reading) -> str:
    """Who reads so, and when; after the name of the reading where that is another."""
    named = reading.who.startswith(reading.name)
    who = ", ".join(filter(None, (reading.who, reading.when)))
    return who if named else f"{reading.name}: {who}"
