"""The shape of `casus ask --json`, schema 1: for programs that read answers, and for the documentation."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import GenerateJsonSchema

from treaties.edition import DataFile
from treaties.errors import UnknownName
from treaties.schema import DIALECT, KINDS
from treaties.schema import schema as of_files


class Shape(BaseModel):
    """Part of an answer; keys are as written, no more and no fewer."""

    model_config = ConfigDict(extra="forbid", model_title_generator=lambda m: m.__name__.removesuffix("Json"))


class AddedJson(Shape):
    """An instrument or a reading that is not as the corpus's files have it, by the digest of what it says."""

    id: str
    digest: str


class LawJson(Shape):
    """Exactly which law an answer rests on."""

    version: str = Field(description="How the maintainers number the corpus; empty for a corpus that has no number.")
    hash: str = Field(description="Content hash of the law used: the corpus's files, less and with what follows.")
    base: str = Field(
        description="Content hash of the corpus's files alone; equal to `hash` where nothing was changed."
    )
    without: list[str] = Field(description="Ids of the instruments that were taken away.")
    with_: list[AddedJson] = Field(alias="with", description="Instruments that were added or replaced.")
    readings: list[AddedJson] = Field(description="Readings that were added or replaced.")
    files: list[DataFile] = Field(description="Files of law from outside the corpus, with the digest of their bytes.")


class AnsweredJson(Shape):
    """A question and its answer."""

    question: str
    answer: str


class VerdictJson(Shape):
    """Status and duty."""

    status: str
    duty: str | None


class GroundJson(Shape):
    """One duty that a state may come to owe."""

    treaty: str
    article: str
    duty: str
    rank: str
    toward: str
    against: list[str]
    round: int
    status: str
    at_once: VerdictJson = Field(description="On the events as given, before anybody performs or strikes further.")
    events: int
    judgements: int
    supports: list[list[AnsweredJson]] = Field(
        description="Minimal sets of answers under which it holds, nearest first."
    )
    truncated: bool = Field(description="Whether further supports were left out for number.")
    verified: bool = Field(description="Whether article and dates were checked against a source.")
    text_available: bool


class BlockedJson(Shape):
    """A duty that did not arise, with the condition that failed."""

    treaty: str
    article: str
    duty: str
    toward: str
    against: str
    condition: str
    reason: str


class StateJson(Shape):
    """One state. Status and duty at the top are those without any reading, or under the one asked for."""

    state: str
    name: str
    cow: int | None
    iso3: str | None
    round: int
    status: str
    duty: str | None
    events: int
    judgements: int
    at_once: VerdictJson = Field(
        description="The verdict on the events as given, before anybody performs or strikes back."
    )
    settled: VerdictJson = Field(
        description="The strongest duty due on settled facts, whatever stronger one may follow."
    )
    by_reading: dict[str, VerdictJson]
    grounds: list[GroundJson]
    blocked: list[BlockedJson]


class QuestionJson(Shape):
    """Something that somebody must judge or decide."""

    id: str
    text: str
    nature: str
    decider: str
    presumed: str
    why: str


class AnswerJson(Shape):
    """An answer to the question who is drawn in."""

    schema_: int = Field(alias="schema", description="1.")
    on: str
    readings: list[str]
    reading: str | None = Field(description="The one reading asked for, if one was.")
    corpus: str = Field(description="The hash of the law, as in `law`.")
    law: LawJson
    scenario: dict[str, Any] = Field(
        description="The question as it was understood: title, day, events, answers given."
    )
    states: list[StateJson]
    questions: list[QuestionJson]
    complete: bool = Field(description="Whether all rounds were followed.")
    truncated: bool = Field(description="Whether some labels were cut; distances are right up to the cut.")


class _Named(GenerateJsonSchema):
    """The schema speaks of a `Ground`, not of the class that writes one."""

    def normalize_name(self, name: str) -> str:
        return super().normalize_name(name.removesuffix("Json"))


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of an `answer` as `casus ask --json` prints it, or of a kind of data file (`treaties.schema`).

    >>> "law" in schema("answer")["required"]
    True
    """
    if kind == "answer":
        return {"$schema": DIALECT, **AnswerJson.model_json_schema(by_alias=True, schema_generator=_Named)}
    if kind not in KINDS:
        kinds = (*KINDS, "answer")
        raise UnknownName("kind of file", kind, kinds, remedy="the kinds are " + ", ".join(kinds))
    return of_files(kind)
