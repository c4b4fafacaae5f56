"""Duties as a table: one row for each ground, with the words of its treaty."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from engine.output.cells import cell_safe

if TYPE_CHECKING:
    from engine.answer import Answer

COLUMNS = (
    "state",
    "name",
    "cow",
    "iso3",
    "status",
    "duty",
    "round",
    "events",
    "judgements",
    "treaty",
    "article",
    "beneficiary",
    "adversaries",
    "rank",
    "phrase",
    "nearest_support",
    "complete",
    "verified",
    "warrant",
)
"""The columns. A list is written with `; `, a support as `question=answer`."""


def to_csv(answer: Answer) -> str:
    """The grounds of every state as CSV, nearest to war first; a state without a ground has one row.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in answer.rows:
        head = [row.state, row.name, row.cow or "", row.iso3 or ""]
        if not row.grounds:
            writer.writerow([*map(cell_safe, head), str(row.status), *[""] * (len(COLUMNS) - 5)])
        for g, v in ((j.ground, j.verdict) for j in row.judged):
            near = answer.labels.literals.decode(v.supports[0]) if v.supports else ()
            cells = [
                *head,
                v.status,
                v.duty or "",
                g.round,
                v.distance.events,
                v.distance.judgements,
                g.treaty,
                g.article,
                g.beneficiary,
                "; ".join(g.adversaries),
                g.clause.treaty.rank,
                g.clause.obligation.phrase,
                "; ".join(f"{q}={'yes' if a else 'no'}" for q, a in near),
                not g.truncated,
                g.verified,
                g.clause.warrant,
            ]
            writer.writerow([cell_safe(c) for c in cells])
    return out.getvalue()
