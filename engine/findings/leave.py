"""Leave for force: what gave it, and the findings as if the force went beyond it."""

from __future__ import annotations

from engine.findings.findings import Findings
from engine.record.question_ids import QuestionId
from treaties.models.reading import Answered
from treaties.support.memoised import memoised

OF_LEAVE = ("authorised", "consent")
"""The kinds of question that ask whether somebody gave leave for force."""


def covering(solution: Findings) -> list[QuestionId]:
    """List the questions whether somebody gave leave for the force asked about, as far as they count as answered yes."""
    stance = solution.settled_under(solution.asked)
    literals = solution.literals
    found = (QuestionId.parse(q) for q, yes in literals.decode(stance.true) if yes)
    asked = [q for q in found if q.kind in OF_LEAVE]
    covered = {
        (p.id, o.actor, o.object)
        for o in solution.setting.asked_for
        for p in solution.corpus.permissions(o.actor, o.object, o.begun)
        if p.covers(o.where.kind)
    }
    return [q for q in asked if (q.about, q.actor, q.target) in covered]


@memoised
def beyond_leave(solution: Findings) -> Findings | None:
    """Make the same answer as if the force went beyond the leave that was given for it; None where none was.

    >>> from engine import ask
    >>> beyond_leave(ask("Libya", by="Russia", on="2011-03-19", rounds=1)) is None
    True
    """
    asked = covering(solution)
    if not asked:
        return None
    beyond = (Answered(question=str(q), answer="no") for q in asked)
    answers = (*beyond, *solution.scenario.answers)
    return solution.beyond(answers)
