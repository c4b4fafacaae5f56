"""Permission to use force (consent or authorisation): what gave it, and the findings if the force exceeded it."""

from __future__ import annotations

from engine.findings.findings import Findings
from engine.record.question_ids import QuestionId, kind_of
from engine.record.questions import Literal
from treaties.models.reading import Answered, Reading
from treaties.support.memoised import memoised

OF_LEAVE = ("authorised", "consent")
"""Kinds of question that ask whether force was authorised or consented to."""


def covering(solution: Findings) -> list[QuestionId]:
    """Return the ids of the questions that ask whether the force was permitted and that are settled as yes."""
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


def said_of_leave(solution: Findings, reading: Reading) -> list[Literal]:
    """Return the questions about permission for the force that a reading settles, each with its answer."""
    own, plain = solution.settled_under(reading), solution.settled_under(None)
    settled = solution.literals.decode(own.true & ~plain.true)
    return [(q, yes) for q, yes in settled if kind_of(q) in OF_LEAVE]


@memoised
def beyond_leave(solution: Findings) -> Findings | None:
    """Return the same answer as if the force exceeded the permission given for it; None if no permission was given.

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
