"""The JSON form of an answer, schema 1: stable, versioned, the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.cascade.questions import Question
from engine.verdicts.explanation import who_decides
from treaties.edition import edition_of

if TYPE_CHECKING:
    from engine.verdicts.solution import Solution


def answer_to_dict(answer: Solution) -> dict[str, Any]:
    """An answer as JSON data."""
    scenario = answer.scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    scenario["title"] = answer.title
    scenario["events"] = [
        e.model_dump(mode="json", by_alias=True, exclude_defaults=True) for e in answer.setting.events
    ]
    return {
        "schema": 1,
        "on": answer.setting.on.isoformat(),
        "readings": [r.id for r in answer.readings],
        "reading": answer.asked.id if answer.asked else None,
        "corpus": answer.corpus.hash,
        "law": edition_of(answer.corpus),
        "scenario": scenario,
        "states": [r.to_dict() for r in answer.rows],
        "questions": [question_to_dict(answer, q) for q in answer.questions],
        "complete": answer.record.complete,
        "truncated": bool(answer.labels.truncated),
    }


def question_to_dict(answer: Solution, q: Question) -> dict[str, Any]:
    """One question as JSON data."""
    return {
        "id": q.id,
        "text": q.text,
        "nature": str(q.nature),
        "decider": who_decides(answer, q),
        "presumed": str(q.presumed),
        "why": q.why,
    }
