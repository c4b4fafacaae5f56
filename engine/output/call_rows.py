"""Calls of articles in one sentence, by the rules of the first lines."""

from __future__ import annotations

from collections.abc import Iterable

from engine.output.first_lines import Lead
from engine.output.owing import OwedClause
from engine.verdicts.calls import TriggeredArticle
from engine.verdicts.solution import Solution


def in_a_row(solution: Solution, calls: Iterable[TriggeredArticle]) -> str:
    """Calls in one sentence without its full stop."""
    return Lead(solution).row([OwedClause(c) for c in calls])


def on_conditions(solution: Solution, calls: Iterable[TriggeredArticle]) -> str:
    """Calls in one sentence without its full stop, each with the judgements that it waits for."""
    lead = Lead(solution)
    clauses = [OwedClause(c, lead.judgements(c)) for c in calls]
    return "; ".join(f"{lead.row(same)}{lead.only_if(on, same)}" for on, same in lead.by_judgement(clauses).items())


def by_weight(solution: Solution, calls: Iterable[TriggeredArticle]) -> list[TriggeredArticle]:
    """Calls in the order in which they are told: see `engine.verdicts.prominence`."""
    return sorted(calls, key=Lead(solution).weight)
