"""The shape of every structured result, read off the models of the JSON; each result is held against it before it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, Field, create_model

from engine.analysis.comparison import Changed, Side
from engine.analysis.firebreak_sets import FirebreaksJson
from engine.analysis.probability.odds_json import OddsJson
from engine.analysis.supports_list import SupportsJson
from engine.catalogue.json_lists import ScenarioRowJson, TreatyRowJson
from engine.catalogue.json_timeline import EntryJson
from engine.output.json_models import AnswerJson, LawJson
from engine.output.json_parts import AnsweredJson, Shape, StateJson
from engine.output.result import QuestionJson


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
    warrant: str
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
        "FieldInfo",
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


@dataclass(frozen=True)
class SupportsResult(SupportsJson):
    """Result of `supports`: as many ways as were asked for, with the state's nearest proof."""

    because: ProofShape


@dataclass(frozen=True)
class FirebreaksResult(FirebreaksJson):
    """Result of `firebreaks`: as many sets of several deciders as were asked for, with the state's nearest proof."""

    because: ProofShape


@dataclass(frozen=True)
class OddsResult(OddsJson):
    """Result of `odds`, with the state's nearest proof and the probabilities that were given."""

    because: ProofShape
    given: dict[str, str]


class ListPage(Shape):
    """A page of a list."""

    offset: int
    of: int


@dataclass(frozen=True)
class SecondSide(Side):
    """The second of two answers, with its law."""

    law: LawJson


class BothProofs(Shape):
    """The proofs of a state in the two answers that are compared."""

    first: ProofShape
    second: ProofShape


@dataclass(frozen=True)
class ToldChange(Changed):
    """What became of one state, with the proofs of both sides."""

    because: BothProofs


class ComparedPage(ListPage):
    """Result of `compare`."""

    first: Side
    second: SecondSide
    changes: list[ToldChange]


class ShowResult(ListPage):
    """Result of `show_treaty`: the treaty as its file has it; its articles stand under `articles`, a page of them."""

    uri: str
    treaty: dict[str, Any]
    shown: list[str]


class FoundTreaty(TreatyRowJson):
    """A treaty with its address and, where a duty was asked for, the articles that have it."""

    uri: str
    articles: list[str]


class FoundTreaties(ListPage):
    """Result of `find_treaties`."""

    treaties: list[FoundTreaty]


class ReadingsPage(ListPage):
    """Result of `list_readings`: readings as their files have them, with their sources."""

    readings: list[dict[str, Any]]


class ToldScenario(ScenarioRowJson):
    """A scenario and what it is about."""

    gist: str


class ScenariosPage(ListPage):
    """Result of `list_scenarios`."""

    scenarios: list[ToldScenario]


class TimelineEntries(ListPage):
    """Result of `timeline`."""

    state: str
    entries: list[EntryJson]


class CitedWork(Shape):
    """One reference."""

    bibtex: str
    csl: dict[str, Any]


class CitedWorks(ListPage):
    """Result of `cite`."""

    references: list[CitedWork]


def reply_of(result: type[Any]) -> type[BaseModel]:
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
