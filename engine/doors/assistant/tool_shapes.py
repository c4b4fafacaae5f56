"""The shape of every structured result: published as output schemas, and held against each result before it is sent."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from engine.forms.json_models import AnsweredJson, LawJson, Shape, VerdictJson


class Article(Shape):
    """One article as it is cited."""

    id: str
    treaty: str
    article: str
    label: str
    duty: str
    meaning: str
    trigger: str
    conditions: list[str]
    gist: str
    phrase: str
    source: str
    url: str
    source_read: bool
    verified: bool
    binding: bool
    text_available: bool
    signed: str
    in_force: str | None
    until: str | None
    uri: str


class Contested(Shape):
    """One open judgement or decision, and who makes it."""

    question: str
    text: str
    nature: str
    decider: str
    presumed: str
    why: str
    said_yes: list[str]
    said_no: list[str]


class Given(Shape):
    """One answer that a proof or a support rests on: how it stands, and who decides."""

    question: str
    text: str
    answer: str
    how: str
    nature: str
    decider: str
    event: bool


class ProofLine(Shape):
    """One line of a proof."""

    depth: int
    text: str
    rule: str
    answers: list[Given]


class ToldVerdict(VerdictJson):
    """Status, duty and distance."""

    events: int
    judgements: int
    away: str


class OwedUnder(Shape):
    """An article and toward whom it is owed."""

    treaty: str
    article: str
    toward: str


class ToldGround(OwedUnder):
    """An article with how it stands."""

    standing: str


class Failed(Shape):
    """A condition that failed."""

    treaty: str
    article: str
    duty: str
    condition: str
    reason: str


class Otherwise(Shape):
    """A verdict and whose reading it is."""

    standing: str
    by: list[str]


class ToldState(Shape):
    """One state of an answer."""

    state: str
    name: str
    standing: str
    verdict: ToldVerdict
    at_once: ToldVerdict
    round: int
    ground: OwedUnder | None
    proof: list[ProofLine]
    supports: list[list[AnsweredJson]]
    grounds: list[ToldGround]
    failed: list[Failed]
    read_otherwise: list[Otherwise]


class GivenEvent(Shape):
    """One event that was taken as given."""

    what: str
    on: str | None
    war_already_running: bool


class Head(Shape):
    """The question as it was understood."""

    title: str
    on: str
    reading: str | None
    given: list[GivenEvent]
    supposed: list[AnsweredJson]


class AskResult(Head):
    """Result of `ask`."""

    states: list[ToldState]
    offset: int
    of: int
    complete: bool
    truncated: bool


class GroundProof(OwedUnder):
    """One ground with its proof."""

    duty: str
    against: list[str]
    verdict: ToldVerdict
    standing: str
    steps: list[ProofLine]


class ExplainResult(Head):
    """Result of `explain`."""

    state: ToldState
    proofs: list[GroundProof]
    failed: list[Failed]


class About(BaseModel):
    """A result about one state with its proof beside it; the other fields are those of the command's `--json`."""

    model_config = ConfigDict(extra="allow")

    state: str
    name: str
    duty: str
    proof: ToldState


class Compared(BaseModel):
    """Result of `compare`; each change has the proofs of both sides."""

    model_config = ConfigDict(extra="allow")

    first: dict[str, Any]
    second: dict[str, Any]
    changes: list[dict[str, Any]]


class ShowResult(Shape):
    """Result of `show_treaty`."""

    uri: str
    treaty: dict[str, Any]


class ListPage(Shape):
    """A page of a list."""

    offset: int
    of: int


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


class CitedWorks(Shape):
    """Result of `cite`."""

    bibtex: str
    csl: list[dict[str, Any]]


def reply_of(result: type[BaseModel]) -> type[BaseModel]:
    """The whole structured result around a tool's own: what no result goes without."""
    return create_model(
        f"{result.__name__}Reply", __base__=Shape, schema_=(int, Field(alias="schema")), tool=(str, ...), result=(result, ...),
        articles=(list[Article], ...), contested=(list[Contested], ...), unverified=(list[str], ...),
        caveats=(list[str], ...), law=(LawJson, ...), more=(list[str], ...),
    )  # fmt: skip
