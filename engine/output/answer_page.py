"""How an answer and an explanation show themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.output.document import Document
from engine.output.owing import reference
from engine.output.page import Grid, Lines, Page, Verbatim, joined
from engine.output.proof_text import tell_why
from engine.output.prose import far, standing
from engine.output.reading_disagreement import reading_groups
from engine.verdicts.explanation import Explanation
from engine.verdicts.verdict import Status

if TYPE_CHECKING:
    from engine.verdicts.rows import StateVerdict
    from engine.verdicts.solution import Solution

CAVEAT = "Duties under law, not predictions of conduct."
HEAD = ("State", "Round", "Status and duty", "Away", "Ground", "Readings")


def answer_page(answer: Solution, told: Document) -> Page:
    """An answer: its first lines, the picture, a table of who is drawn in, and the sections of its document, folded."""
    from engine.output.picture import draw

    (lead, *rest) = [s for s in told.sections if s.blocks]
    shown = [r for r in answer.rows if r.status is not Status.BELLIGERENT and r.duty]
    groups: dict[tuple[str, ...], list[str]] = {}
    for row in shown:
        groups.setdefault(_cells(answer, row), []).append(row.name)
    width = len(HEAD) if any(cells[-1] for cells in groups) else len(HEAD) - 1
    rows = [(joined(names), *cells)[:width] for cells, names in groups.items()]
    parts = [
        Lines([b.text for b in lead.blocks]),
        Grid(HEAD[:width], rows) if rows else Lines(["Nobody is drawn in."]),
        *(
            Lines(
                [one.text for b in s.blocks for one in (b, *b.details)], f"{s.heading}{s.gloss}", folded=bool(s.heading)
            )
            for s in rest
        ),
    ]
    return Page(answer.heading, draw(answer), parts, told.note)


def _cells(answer: Solution, row: StateVerdict) -> tuple[str, ...]:
    g = row.ground
    ground = reference(g.clause) if g else ""
    groups = "\n".join(f"{standing(v)}: {', '.join(n)}" for v, n in reading_groups(answer, row))
    due = row.settled.duty if row.status is not Status.BOUND else None
    status = f"{row.status}: {row.duty}{f'; settled: {due}' if due else ''}"
    return str(row.round), status, far(row.verdict) or "0", ground, groups


def why_page(e: Explanation) -> Page:
    """An explanation: its text, which is a tree."""
    return Page("", parts=[Verbatim(tell_why(e))])
