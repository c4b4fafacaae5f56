"""All findings of an answer as one value, in the order of its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.findings.calls import TriggeredArticles, triggered_articles
from engine.findings.findings import Findings
from engine.findings.further import Chain, further
from engine.findings.readings import ReadingGroup, changes_by_reading
from engine.findings.unbound import Unbound, unbound
from engine.record.breaches import Breach, ForbiddenForce
from engine.record.completeness import Completeness
from engine.record.questions import Question
from engine.record.rows import StateVerdict


@dataclass(frozen=True)
class GatheredFindings:
    """All findings of an answer, in the order of its text."""

    called: TriggeredArticles
    unbound: Sequence[Unbound]
    forbidden: Sequence[ForbiddenForce]
    broken: Sequence[Breach]
    chains: Sequence[Chain]
    states: Sequence[StateVerdict]
    readings: Sequence[ReadingGroup]
    questions: Sequence[Question]
    completeness: Completeness


def findings_of(solution: Findings) -> GatheredFindings:
    """Return all findings of an answer.

    >>> from engine import ask
    >>> found = findings_of(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))
    >>> found.called.calls[0].states, found.forbidden[0].state
    (('united-states',), 'north-korea')
    """
    return GatheredFindings(
        called=triggered_articles(solution),
        unbound=unbound(solution),
        forbidden=solution.forbidden,
        broken=solution.broken,
        chains=further(solution),
        states=solution.rows,
        readings=changes_by_reading(solution),
        questions=solution.questions,
        completeness=solution.completeness,
    )
