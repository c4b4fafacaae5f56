"""Sets of answers as rows of a table and as a picture: which question each set needs answered how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from engine.analysis.inquiry import Inquiry
from engine.forms.charts import grid
from engine.forms.table import columns
from engine.output.answer_tables import CODES, DAY, day, who

ASKED = DAY | columns("state") | CODES | columns("asked")
"""The state asked about, and the duty (`help`: to fight, to assist or to act)."""


ANSWER = columns("question answer nature decider")
"""One answer of a set."""


def asked_row(i: Inquiry) -> dict[str, Any]:
    """Give the columns that name what an inquiry asks (`ASKED`), with their values."""
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
    """Give a table row for each answer of a set, all with the same leading columns; where the set is empty, one row of
    these columns alone.

    Args:
        i: the question that is looked into, which words the answers.
        head: the columns that all rows share.
        literals: the answers: the id of a question, and whether it is yes.
        judges: for each question that every obligor judges for itself, these obligors.
    """
    rows = [
        {**head, **{k: getattr(x, k) for k in ANSWER}}
        for x in i.answers(literals, judges)
    ]
    yield from rows or [dict(head)]


MOST = 20
"""Columns or rows of a picture."""


EACH = (
    "One column, one way: all its answers together. yes, no: the answer that it needs."
)


def marks(
    i: Inquiry,
    title: str,
    sets: Sequence[tuple[str, int]],
    judges: dict[str, tuple[str, ...]] | None = None,
) -> str:
    """Draw a grid as SVG: questions down, sets of answers across.

    Args:
        i: the question that is looked into, which words the answers.
        title: the heading.
        sets: the name of each set and its answers as a mask; at most `MOST` are drawn.
        judges: for each question that every obligor judges for itself, these obligors; nobody where left out.
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
