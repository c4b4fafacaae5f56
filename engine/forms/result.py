"""Results as dataclasses that define their own JSON: their fields are the JSON, and its schema follows from their types.

pydantic reads such a class only when its JSON or its schema is asked for, so it costs nothing at start-up.
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

from engine.record.verdict import Verdict
from treaties.vocabulary.terms import Duty

T = TypeVar("T")
_ABSENT = object()
Unwritten = Annotated[
    T, GetPydanticSchema(lambda *_: any_schema()), Field(exclude=True)
]
"""A field that is left out of the JSON, so that pydantic need not know its type."""
DayText = Annotated[date, PlainSerializer(str, return_type=str)]


def pick_attributes(names: Iterable[str], *sources: object) -> dict[str, Any]:
    """Return the named attributes, each from the first source that has it. A member of a vocabulary becomes plain text.

    >>> pick_attributes(("real", "start"), 3, range(2))
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
    """Return the pydantic adapter that writes and describes a type of result."""
    return TypeAdapter(kind)


@dataclass(frozen=True)
class Part:
    """Base class of the parts of a JSON result; unknown keys are refused."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "extra": "forbid",
        "populate_by_name": True,
        "model_title_generator": lambda kind: kind.__name__.removesuffix("Json"),
    }

    @classmethod
    def filled(cls, *sources: object, **own: Any) -> Self:
        """Return a part whose fields are given in `own` or taken from the first source with an attribute of that name."""
        return cls(**pick_attributes(cls.__dataclass_fields__, *sources) | own)

    def to_dict(self) -> dict[str, Any]:
        """Return the part as a dictionary ready for JSON."""
        kind: Any = type(self)
        written: dict[str, Any] = adapter(kind).dump_python(
            self, mode="json", by_alias=True
        )
        return written


@dataclass(frozen=True)
class Result(Part):
    """Base class of a whole JSON result, with the number of its schema."""

    schema_: Annotated[
        int,
        Field(
            alias="schema",
            description="It changes when programs that read the form would break.",
        ),
    ] = field(default=1, kw_only=True, repr=False)


@dataclass(frozen=True)
class Steps(Part):
    """A distance: the number of events and judgements that are still to come."""

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
    """Return a verdict with its distance as a part of a JSON result."""
    return Standing(
        str(v.status),
        str(v.duty) if v.duty else None,
        v.distance.events,
        v.distance.judgements,
    )


def written_as(kind: type[Any], made: Callable[[Any], Any]) -> GetPydanticSchema:
    """Return an annotation for a field that the JSON writes as another type.

    Args:
        kind: the type that the JSON has.
        made: converts the value of the field to that type.
    """
    change = WrapSerializer(lambda value, write: write(made(value)))
    return GetPydanticSchema(
        lambda _, handler: change.__get_pydantic_core_schema__(kind, handler)
    )


DutyText = Annotated[Duty, written_as(str, str)]
StandingAt = Annotated[Verdict, written_as(Standing, standing_of)]
