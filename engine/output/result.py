"""Results that are their own JSON: frozen dataclasses whose fields are the JSON and its schema.

pydantic reads a class only when its JSON or schema is asked for, so that they cost nothing at start-up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import (
    Field,
    GetPydanticSchema,
    PlainSerializer,
    TypeAdapter,
    WrapSerializer,
)
from pydantic_core.core_schema import any_schema

from engine.findings.explanation import who_decides
from engine.findings.findings import Findings
from engine.record.questions import Question
from engine.record.verdict import Verdict
from treaties.vocabulary.terms import Duty

T = TypeVar("T")
_ABSENT = object()
Unwritten = Annotated[
    T, GetPydanticSchema(lambda *_: any_schema()), Field(exclude=True)
]
"""Make a field that is left out of the JSON, so that pydantic need not know its type."""
DayText = Annotated[date, PlainSerializer(str, return_type=str)]


def taken(names: Iterable[str], *sources: object) -> dict[str, Any]:
    """Pick named attributes from the first source that has them; a word of a vocabulary becomes plain text.

    >>> taken(("real", "start"), 3, range(2))
    {'real': 3, 'start': 0}
    """
    found = {}
    for name in names:
        for source in sources:
            if (value := getattr(source, name, _ABSENT)) is not _ABSENT:
                found[name] = str(value) if isinstance(value, StrEnum) else value
                break
    return found


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """Find the adapter that writes and describes a kind of result."""
    return TypeAdapter(kind)


@dataclass(frozen=True)
class Part:
    """Base of the parts of a JSON result; unknown keys are refused."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "extra": "forbid",
        "populate_by_name": True,
        "model_title_generator": lambda kind: kind.__name__.removesuffix("Json"),
    }

    @classmethod
    def filled(cls, *sources: object, **own: Any) -> Self:
        """Fill a part: a field is what `own` says, or what the first source with an attribute of that name has."""
        return cls(**taken(cls.__dataclass_fields__, *sources) | own)

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON form."""
        kind: Any = type(self)
        written: dict[str, Any] = adapter(kind).dump_python(
            self, mode="json", by_alias=True
        )
        return written


@dataclass(frozen=True)
class Result(Part):
    """Base of a whole JSON result, with the number of its schema."""

    schema_: Annotated[
        int,
        Field(
            alias="schema",
            description="It changes when programs that read the form would break.",
        ),
    ] = field(default=1, kw_only=True, repr=False)


@dataclass(frozen=True)
class Steps(Part):
    """How far something is: events and judgements that are still to come."""

    events: int
    judgements: int


@dataclass(frozen=True)
class Standing(Part):
    """A verdict with its distance."""

    status: str
    duty: str | None
    events: int
    judgements: int


def standing_of(v: Verdict) -> Standing:
    """Make the model of a verdict with its distance."""
    return Standing(
        str(v.status),
        str(v.duty) if v.duty else None,
        v.distance.events,
        v.distance.judgements,
    )


def written_as(kind: type[Any], made: Callable[[Any], Any]) -> GetPydanticSchema:
    """Mark a field that JSON writes as another kind of value."""
    change = WrapSerializer(lambda value, write: write(made(value)))
    return GetPydanticSchema(
        lambda _, handler: change.__get_pydantic_core_schema__(kind, handler)
    )


DutyText = Annotated[Duty, written_as(str, str)]
StandingAt = Annotated[Verdict, written_as(Standing, standing_of)]


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
    """Give the fields of `QuestionJson`: the question, its decider, and the readings that answer it."""
    by = {
        word: [r.id for r in solution.readings if r.answer_to(q.id) == word]
        for word in ("yes", "no")
    }
    data = taken(("id", "text", "nature"), q) | {"decider": who_decides(solution, q)}
    return data | taken(("presumed", "why"), q) | by
