"""The missing promise, drawn as a dashed box: a treaty that ended, or an instrument that is no treaty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.forms.style import PAPER, QUIET, text_line, wrapped
from engine.forms.svg import rect, tag
from engine.output.unbound_text import missed
from engine.record.verdict import Status

if TYPE_CHECKING:
    from engine.findings.findings import Findings

MOST = 3
"""The largest number of boxes; they stand side by side, or below one another on a narrow sheet."""
GAP, LINE = 12.0, 15.0


def absent(answer: Findings) -> list[tuple[str, str]]:
    """Return the states that a reader would expect to help, each with the reason why they need not: a treaty that ended,
    or an instrument that is no treaty. Empty if a state is certainly bound to help, because nobody then looks for
    another.

    >>> from engine import ask
    >>> absent(ask("Taiwan", by="China", on="2026-01-01", rounds=1))[0]
    ('united-states', 'the US–Republic of China Treaty of 1954 ended on 1 January 1980; the Taiwan Relations Act of
    1979, a statute by which it may help')
    """
    helped = any(
        row.status is Status.BOUND and row.duty and row.duty.drawn_in
        for row in answer.rows
    )
    return [] if helped else missed(answer)[:MOST]


def absent_boxes(
    answer: Findings, found: list[tuple[str, str]], wide: float
) -> tuple[str, float]:
    """Return the boxes of missing promises as SVG, and their height; an empty text and 0 if there are none.

    Args:
        answer: the answer, which supplies the names of states.
        found: the states, each with its reason.
        wide: the width of the sheet, in px.
    """
    if not found:
        return "", 0.0
    columns = 1 if wide < 600 else len(found)
    each = min((wide - 48 - GAP * (columns - 1)) / columns, 500.0)
    texts = [wrapped(f"No treaty of help: {why}.", each - 24, 11.5) for _, why in found]
    head = text_line("Expected, and not there", 24, 20, 12.5, weight=700)
    parts, y = [head], 30.0
    for at in range(0, len(found), columns):
        high = 26 + LINE * max(map(len, texts[at : at + columns]))
        for i, (state, _) in enumerate(found[at : at + columns]):
            x = 24 + i * (each + GAP)
            parts.append(
                _box(answer.setting.name(state), texts[at + i], x, y, each, high)
            )
        y += high + 8
    return "".join(parts), y + 6


def _box(
    name: str, lines: list[str], x: float, y: float, wide: float, high: float
) -> str:
    dashed = {"fill": PAPER, "stroke": QUIET, "stroke_dasharray": "6 4"}
    frame = rect(x, y, wide, high, 4, **dashed, class_="frame")
    words = [text_line(name, x + 12, y + 18, 13, weight=700)]
    words += [
        text_line(line, x + 12, y + 34 + LINE * i, 11.5, "quiet")
        for i, line in enumerate(lines)
    ]
    return tag("g", frame, *words, class_="absent")
