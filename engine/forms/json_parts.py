"""The building blocks of JSON results that are pydantic models: their base classes, and the law."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from treaties.models.edition import DataFile


class Shape(BaseModel):
    """Base class of the parts of an answer's JSON; unknown keys are refused."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=True,
        defer_build=True,
        model_title_generator=lambda m: m.__name__.removesuffix("Json"),
    )

    def data(self) -> dict[str, Any]:
        """Return the part as a dictionary ready for JSON, without fields that were not set."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)


class ResultShape(Shape):
    """Base class of a whole JSON result, with the number of its schema."""

    schema_: int = Field(
        1,
        alias="schema",
        description="It changes when programs that read the form would break.",
    )

    def data(self) -> dict[str, Any]:
        """Return the result as a dictionary ready for JSON, with the number of its schema first."""
        return {"schema": self.schema_} | super().data()


class AddedJson(Shape):
    """An instrument or a reading that differs from the files of the corpus, with the digest of its content."""

    id: str
    digest: str


class LawJson(Shape):
    """The exact law on which an answer rests."""

    version: str = Field(
        description="How the maintainers number the corpus; empty for a corpus that has no number."
    )
    current_to: str | None = Field(
        description="The last day to which the law was followed; null where it isn't said."
    )
    hash: str = Field(
        description="Content hash of the law used: the corpus's files, less and with what follows."
    )
    base: str = Field(
        description="Content hash of the corpus's files alone; equal to `hash` if nothing was changed."
    )
    without: list[str] = Field(
        description="Ids of the instruments that were taken away."
    )
    with_: list[AddedJson] = Field(
        alias="with", description="Instruments that were added or replaced."
    )
    readings: list[AddedJson] = Field(
        description="Readings that were added or replaced."
    )
    files: list[DataFile] = Field(
        description="Files of law from outside the corpus, with the digest of their bytes."
    )
