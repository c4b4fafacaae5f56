"""How an answer and an explanation show themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.output.blocked_text import breaches
from engine.output.extent import DetailOptions
from engine.output.owing import reference
from engine.output.page import Grid, Lines, Page, Verbatim, joined
from engine.output.proof_text import tell_why
from engine.output.prose import far, standing
from engine.output.reading_disagreement import reading_groups
from engine.verdicts.explanation import Explanation, who_decides
from engine.verdicts.verdict import Status
from treaties.models.edition import edition_line

if TYPE_CHECKING:
    from engine.verdicts.rows import StateVerdict
    from engine.verdicts.solution import Solution

CAVEAT = "Duties under law, not predictions of conduct."
HEAD = ("State", "Round", "Status and duty", "Away", "Ground", "Readings")


def answer_page(answer: Solution) -> Page:
    """An answer: the picture of the escalation, a table of who is drawn in, who is not and why, what it turns on."""
    from engine.output.picture import draw

    shown = [r for r in answer.rows if r.status is not Status.BELLIGERENT and r.duty]
    groups: dict[tuple[str, ...], list[str]] = {}
    for row in shown:
        groups.setdefault(_cells(answer, row), []).append(row.name)
    width = len(HEAD) if any(cells[-1] for cells in groups) else len(HEAD) - 1
    rows = [(joined(names), *cells)[:width] for cells, names in groups.items()]
    out = [r for r in answer.rows if r.at_once.duty is None and r.blocked and r.status is not Status.BELLIGERENT]
    why: dict[str, list[str]] = {}
    for row in out:
        why.setdefault(row.blocked[0].reason, []).append(row.name)
    questions = [(q.text, str(q.nature), who_decides(answer, q)) for q in answer.questions[:12]]
    left = len(answer.questions) - len(questions)
    more = f" (the {len(questions)} nearest of {len(answer.questions)} questions)" if left else ""
    parts = [
        Grid(HEAD[:width], rows) if rows else Lines(["Nobody is drawn in."]),
        *([Lines([told for told, _ in breaches(answer, DetailOptions())], "Broken")] * bool(answer.broken)),
        *(
            [Lines([f"{joined(n)}: {r}" for r, n in why.items()], "Not called by the events as given", True)]
            * bool(why)
        ),
        *([Grid(("Question", "Nature", "Decides"), questions, f"What it turns on{more}", True)] * bool(questions)),
    ]
    asked = f" (read as {answer.asked.name})" if answer.asked else ""
    return Page(answer.heading + asked, draw(answer), parts, f"{CAVEAT} {edition_line(answer.corpus)}.")


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
