"""The building blocks of JSON for answers and lists: shapes filled from the values that they show."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field

from engine.output.result import taken
from engine.record.questions import Literal


class Shape(BaseModel):
    """Base of the parts of an answer's JSON; unknown keys are refused."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=True,
        defer_build=True,
        model_title_generator=lambda m: m.__name__.removesuffix("Json"),
    )

    @classmethod
    def filled(cls, *sources: object, **own: Any) -> Self:
        """Fill a shape: a field is what `own` says, or what the first source with an attribute of that name has.

        Fields with a default, which the short form leaves out, are filled from `own` alone.
        """
        return cls(**taken(_needed(cls), *sources) | own)

    def data(self) -> dict[str, Any]:
        """Give JSON data, without what the short form leaves out."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)


@cache
def _needed(shape: type[Shape]) -> tuple[str, ...]:
    return tuple(n for n, f in shape.model_fields.items() if f.is_required())


class ResultShape(Shape):
    """Base of an answer's whole JSON, with the number of its schema."""

    schema_: int = Field(
        1,
        alias="schema",
        description="It changes when programs that read the form would break.",
    )

    def data(self) -> dict[str, Any]:
        """Give JSON data, the number of the form first."""
        return {"schema": self.schema_} | super().data()


class AnsweredJson(Shape):
    """A question and its answer."""

    question: str
    answer: str

    @classmethod
    def each(cls, literals: Iterable[Literal]) -> list[AnsweredJson]:
        """Give literals as questions with their answers."""
        return [cls(question=q, answer="yes" if yes else "no") for q, yes in literals]


class VerdictJson(Shape):
    """Status and duty."""

    status: str
    duty: str | None
