"""The JSON of an open question, in results that list questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from engine.findings.findings import Findings
from engine.forms.result import Part
from engine.output.written import written
from engine.record.questions import Question


@dataclass(frozen=True)
class QuestionJson(Part):
    """A question that somebody must judge or decide."""

    id: str
    text: str
    nature: str
    decider: str
    presumed: str
    why: str
    yes: Annotated[list[str], Field(description="Readings that answer yes.")]
    no: Annotated[list[str], Field(description="Readings that answer no.")]


def question_fields(solution: Findings, q: Question) -> dict[str, Any]:
    """Return the fields of `QuestionJson`: the question, its decider, and the readings that answer it."""
    data = written(q, solution)
    words = data.pop("says")
    named = {"text": words["text"], "decider": words["decides"], "why": words["why"]}
    fields: dict[str, Any] = data | named
    return fields
