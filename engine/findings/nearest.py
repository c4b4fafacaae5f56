"""Nearest support of a verdict: the acts and judgements on which it depends."""

from __future__ import annotations

from collections.abc import Iterable

from engine.findings.findings import Findings
from engine.record.question_ids import acts, kind_of
from engine.record.questions import Literal
from engine.record.verdict import Verdict


def nearest(solution: Findings, verdict: Verdict) -> tuple[Literal, ...]:
    """Return the answers in the nearest support of a verdict (the fewest events and judgements that suffice); empty for
    a verdict without supports.
    """
    return solution.literals.decode(verdict.supports[0]) if verdict.supports else ()


def events_and_judgements(
    solution: Findings, verdict: Verdict
) -> tuple[list[Literal], list[Literal]]:
    """Return the events and the judgements on which a verdict depends in the fewest steps, as two lists."""
    given = nearest(solution, verdict)
    events = [x for x in given if solution.posed[x[0]].is_event]
    return events, [x for x in given if x not in events]


def decisions(literals: Iterable[Literal]) -> list[Literal]:
    """Return those of the given events that are decisions which an article itself requires."""
    return [x for x in literals if x[1] and kind_of(x[0]) not in acts()]


def decisions_and_judgements(solution: Findings, verdict: Verdict) -> list[Literal]:
    """Return the decisions that an article requires, and the judgements on which its verdict depends."""
    events, judgements = events_and_judgements(solution, verdict)
    return [*decisions(events), *judgements]
