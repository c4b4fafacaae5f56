"""The missing promise, drawn as a dashed box: a treaty that ended, or an instrument that is no treaty."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from engine.findings.unbound import CLOSE, Lack, NotBinding, Unbound
from engine.forms.style import PAPER, QUIET, text_line, wrapped
from engine.forms.svg import rect, tag
from engine.output.unbound_text import missed, why_unbound
from engine.record.verdict import Status
from treaties.vocabulary.precision import earliest
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:
    from engine.findings.findings import Findings

MOST = 3
"""The largest number of boxes; they stand side by side, or below one another on a narrow sheet."""
GAP, LINE = 12.0, 15.0
GENERATION, LATELY = 25 * 366, 10 * 366
"""Days after which nobody expects help under a treaty that has ended: of a great power, and of another state."""


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
    if helped:
        return []
    found = [u for u in missed(answer) if _still_expected(answer, u)]
    return [(u.state, why_unbound(answer, u)) for u in found[:MOST]]


def _still_expected(answer: Findings, u: Unbound) -> bool:
    """Tell whether a reader expects help of a state although no treaty promises it: by words below a treaty, or by a
    treaty of few that ended not long ago, unless the state is a partner of the attacker.
    """
    if any(_partners(answer, u.state, by) for by in answer.setting.attacking):
        return False
    great = answer.display_order.great(u.state)
    words = [r for r in u.reasons if r.lack is Lack.BELOW]
    since = answer.setting.on - timedelta(GENERATION if great else LATELY)
    spoken = any(great or _speaks_of_help(r) for r in words)
    return spoken or _ended_after(u.reasons[0], since)


def _partners(answer: Findings, state: str, other: str) -> bool:
    """Tell whether a treaty between two states alone is in force by which they help each other."""
    return any(
        {state, other} == set(treaty.states)
        and treaty.rank.binding
        and treaty.parties_on(answer.setting.on)
        and any(o.duty.drawn_in for o in treaty.obligations)
        for treaty in answer.corpus.treaties
    )


def _speaks_of_help(reason: NotBinding) -> bool:
    """Tell whether an instrument speaks of help, of leave to help or of talks, rather than of friendship alone."""
    duties = (o.duty for o in reason.treaty.obligations) if reason.treaty else ()
    return any(d.drawn_in or d in (Duty.MAY_ASSIST, Duty.CONSULT) for d in duties)


def _ended_after(reason: NotBinding, day: date) -> bool:
    """Tell whether a treaty of few ended after a day."""
    if reason.lack is not Lack.ENDED or not reason.treaty or not reason.day:
        return False
    return len(reason.treaty.states) <= CLOSE and earliest(reason.day) > day


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
