"""Duties as a table: what is bound at once first, one value a cell."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from engine.output.answer_tables import GROUNDS
from engine.output.table import cell_safe

if TYPE_CHECKING:
    from engine.answer import Answer


def to_csv(answer: Answer) -> str:
    """The table `grounds` of an answer as CSV; a flag is written TRUE or FALSE.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(GROUNDS)
    for record in answer.records("grounds"):
        writer.writerow(str(v).upper() if isinstance(v, bool) else cell_safe(v) for v in record.values())
    return out.getvalue()
