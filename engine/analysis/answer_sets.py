"""Sets of answers as table rows and as a picture: which answer each set needs to which question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from engine.analysis.inquiry import Inquiry
from engine.forms.charts import grid
from engine.forms.table import columns
from engine.output.answer_tables import CODES, DAY, day, who

ASKED = DAY | columns("state") | CODES | columns("asked")
"""Columns for the state and the duty asked about (`help`: to fight, to assist or to act)."""


ANSWER = columns("question answer nature decider")
"""Columns for one answer in a set."""


def asked_row(i: Inquiry) -> dict[str, Any]:
    """Return the subject of an inquiry as the leading columns of a table row (`ASKED`), by column name."""
    return {
        **day(i.answer),
        "state": i.state,
        **who(i.answer, i.state),
        "asked": i.duty,
    }


def answer_rows(
    i: Inquiry,
    head: Mapping[str, Any],
    literals: Iterable[tuple[str, bool]],
    judges: dict[str, tuple[str, ...]],
) -> Iterator[dict[str, Any]]:
    """Yield a table row for each answer in a set, behind the same leading columns; for an empty set, one row with the
    leading columns only.

    Args:
        i: the inquiry, which supplies the wording of questions.
        head: the leading columns.
        literals: the answers: the id of a question, and whether the answer is yes.
        judges: for each question that obligors answer for themselves, the ids of these obligors.
    """
    rows = [
        {**head, **{k: getattr(x, k) for k in ANSWER}}
        for x in i.answers(literals, judges)
    ]
    yield from rows or [dict(head)]


MOST = 20
"""The largest number of columns or rows in a picture."""


EACH = (
    "One column, one way: all its answers together. yes, no: the answer that it needs."
)


def marks(
    i: Inquiry,
    title: str,
    sets: Sequence[tuple[str, int]],
    judges: dict[str, tuple[str, ...]] | None = None,
) -> str:
    """Draw an SVG grid that shows which answers each set contains: one row for each question, one column for each set.

    Args:
        i: the inquiry, which supplies the wording of questions.
        title: the heading.
        sets: the name of each set, and its answers as a mask; only the first `MOST` are drawn.
        judges: for each question that obligors answer for themselves, the ids of these obligors; None for nobody.
    """
    sets = sets[:MOST]
    answers = [dict(i.decode(m)) for _, m in sets]
    weight = Counter(q for one in answers for q in one)
    rows = []
    for q in sorted(weight, key=lambda q: (-weight[q], q))[:MOST]:
        verb = "decides" if i.question(q).is_event else "judges"
        label = f"{i.decider(q, judges or {})} {verb}: {i.question(q).text}"
        rows.append(
            (
                label,
                [("yes" if one[q] else "no") if q in one else "" for one in answers],
            )
        )
    return grid(title, [name for name, _ in sets], rows, EACH)
