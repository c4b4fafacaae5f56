"""The shape of every structured result, read off the models of the JSON; each result is held against it before it is sent."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from engine.forms.json_models import AnswerJson, LawJson, QuestionJson
from engine.forms.json_parts import AnsweredJson, Shape, StateJson


def part_of(model: type[BaseModel], name: str, *fields: str) -> Any:
    """A shape with some fields of another."""
    taken: dict[str, Any] = {f: (model.model_fields[f].annotation, model.model_fields[f]) for f in fields}
    return create_model(name, __base__=Shape, **taken)


class ArticleShape(Shape):
    """One article as it is cited."""

    id: str
    treaty: str
    article: str
    label: str
    duty: str
    gist: str
    phrase: str
    source: str
    url: str
    source_read: bool
    verified: bool
    binding: bool
    text_available: bool
    conditions: list[str]
    uri: str


class GivenShape(AnsweredJson):
    """One answer that a step of a proof rests on: how it stands, and who decides."""

    text: str
    how: str
    decider: str


class StepShape(Shape):
    """One step of a proof."""

    depth: int
    text: str
    answers: list[GivenShape]


class ProofShape(Shape):
    """The proof of one duty of one state, or the conditions that failed where it owes none."""

    proof: str
    standing: str
    steps: list[StepShape]
    failed: list[str]


class ReadShape(Shape):
    """A verdict and whose reading it is."""

    standing: str
    by: list[str]


class ToldState(StateJson):
    """One state of an answer with its nearest proof and who reads it otherwise."""

    standing: str
    because: ProofShape
    read_otherwise: list[ReadShape]


HEAD = ("title", "understood", "on", "reading", "bottom_line")
AskResult = create_model(
    "AskResult",
    __base__=part_of(
        AnswerJson,
        "Told",
        *HEAD,
        "instruments",
        "for_attackers",
        "below",
        "neutral",
        "broken",
        "chains",
        "not_called",
        "not_known",
        "complete",
        "truncated",
        "left_out",
    ),
    __doc__="Result of `ask`; `states` are a page of `of`.",
    states=(list[ToldState], ...),
    offset=(int, ...),
    of=(int, ...),
)
ExplainResult = create_model(
    "ExplainResult",
    __base__=part_of(AnswerJson, "Explained", *HEAD),
    __doc__="Result of `explain`.",
    state=(ToldState, ...),
    proof=(ProofShape, ...),
    other_proofs=(list[str], ...),
    failed=(list[str], ...),
)


class About(BaseModel):
    """A result about one state with its proof beside it; the other fields are those of the command's `--json`."""

    model_config = ConfigDict(extra="allow")

    state: str
    name: str
    duty: str
    because: ProofShape


class ListPage(Shape):
    """A page of a list."""

    offset: int
    of: int


class ComparedPage(ListPage):
    """Result of `compare`; each change has the proofs of both sides."""

    first: dict[str, Any]
    second: dict[str, Any]
    changes: list[dict[str, Any]]


class ShowResult(ListPage):
    """Result of `show_treaty`; its articles stand under `articles`, a page of them."""

    uri: str
    treaty: dict[str, Any]
    shown: list[str]


class FoundTreaties(ListPage):
    """Result of `find_treaties`."""

    treaties: list[dict[str, Any]]


class ReadingsPage(ListPage):
    """Result of `list_readings`."""

    readings: list[dict[str, Any]]


class ScenariosPage(ListPage):
    """Result of `list_scenarios`."""

    scenarios: list[dict[str, Any]]


class TimelineEntries(ListPage):
    """Result of `timeline`."""

    state: str
    entries: list[dict[str, Any]]


class CitedWork(Shape):
    """One reference."""

    bibtex: str
    csl: dict[str, Any]


class CitedWorks(ListPage):
    """Result of `cite`."""

    references: list[CitedWork]


def reply_of(result: type[BaseModel]) -> type[BaseModel]:
    """The whole structured result around a tool's own: what no result goes without."""
    return create_model(
        f"{result.__name__}Reply",
        __base__=Shape,
        schema_=(int, Field(alias="schema")),
        tool=(str, ...),
        result=(result, ...),
        articles=(list[ArticleShape], ...),
        contested=(list[QuestionJson], ...),
        unverified=(list[str], ...),
        caveats=(list[str], ...),
        law=(LawJson, ...),
        more=(list[str], ...),
    )
