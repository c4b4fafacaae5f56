"""The tools an assistant may use, and the one way to call them. Knows nothing of the protocol."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from engine.interfaces.assistant import answering_tools as answering
from engine.interfaces.assistant import browsing_tools as browsing
from engine.interfaces.assistant import tool_arguments as arguments
from engine.interfaces.assistant import tool_fields as fields
from engine.interfaces.assistant import tool_shapes as shapes
from engine.interfaces.assistant.notes import REMEDIES
from engine.interfaces.assistant.reply import Reply
from engine.world import World
from treaties.vocabulary.errors import CasusError, UnknownName


@dataclass(frozen=True)
class Tool:
    """One tool: its name, what it is for, its fields, the shape of its result, and the function that does it."""

    name: str
    title: str
    purpose: str
    takes: type[fields.Fields]
    gives: type[Any]
    does: Callable[[World, Any], Reply]

    @cached_property
    def reply(self) -> type[BaseModel]:
        """The shape of the whole structured result."""
        return shapes.reply_of(self.gives)

    @property
    def input_schema(self) -> dict[str, Any]:
        """JSON Schema of the arguments, as short as it goes: the fields of a question are explained once, at `ask`."""
        return arguments.published(self.takes, explained=self.name == "ask")

    @property
    def output_schema(self) -> dict[str, Any]:
        """JSON Schema of the structured result."""
        return self.reply.model_json_schema(mode="serialization", by_alias=True)


TOOLS = (
    Tool(
        "ask",
        "Who is drawn in?",
        "Who is drawn in if a state is attacked, on a date, at a place: the bottom line, then each article that is called, "
        "whom it binds, how firmly, on what that turns and who decides it. Start here. `detail` adds every state.",
        fields.Ask,
        shapes.AskResult,
        answering.ask,
    ),
    Tool(
        "explain",
        "Why, or why not?",
        "The proof that one state is drawn in, step by step, or the conditions that failed. `proof` asks for one by its id.",
        fields.Explain,
        shapes.ExplainResult,
        answering.explain_state,
    ),
    Tool(
        "compare",
        "What changes?",
        "What changes between a question and the same question on another day, by another attacker, at another place, under "
        "another reading, or without a treaty.",
        fields.Compare,
        shapes.ComparedPage,
        answering.compare,
    ),
    Tool(
        "supports",
        "Ways in",
        "Every minimal set of further events and judgements that draws one state in, nearest first.",
        fields.Ways,
        shapes.SupportsResult,
        answering.supports,
    ),
    Tool(
        "firebreaks",
        "Ways of staying out",
        "The minimal sets of answers that keep one state out, by who decides: who alone can stop it.",
        fields.Ways,
        shapes.FirebreaksResult,
        answering.firebreaks,
    ),
    Tool(
        "odds",
        "Odds on the asker's own probabilities",
        "The probability that one state is drawn in, computed from probabilities that the user gives for the open questions. "
        "There is no default: ask the user for them, and never invent any. An error lists the questions that lack one.",
        fields.Chances,
        shapes.OddsResult,
        answering.odds,
    ),
    Tool(
        "show_treaty",
        "Show a treaty or an article",
        "One treaty, or one of its articles: parties, dates, duties, phrases with sources, reservations, and who disputes it.",
        fields.Show,
        shapes.ShowResult,
        browsing.show_treaty,
    ),
    Tool(
        "find_treaties",
        "Find treaties",
        "Which treaties bind a state, on a day, with a duty, or with some words.",
        fields.Find,
        shapes.FoundTreaties,
        browsing.find_treaties,
    ),
    Tool(
        "list_readings",
        "Who reads the law how",
        "The readings: named, sourced sets of answers to the disputed questions, by scholars, officials and the press.",
        fields.Readings,
        shapes.ReadingsPage,
        browsing.list_readings,
    ),
    Tool(
        "list_scenarios",
        "Shipped scenarios",
        "The scenarios that are shipped, by id, for the field `scenario` of a question.",
        fields.ScenarioFields,
        shapes.ScenariosPage,
        browsing.list_scenarios,
    ),
    Tool(
        "timeline",
        "Duties of a state over time",
        "Every duty that a state owed or was owed, with the days on which it bound and the article.",
        fields.TimelineFields,
        shapes.TimelineEntries,
        browsing.timeline,
    ),
    Tool(
        "cite",
        "References",
        "References for exactly the treaties, readings and data versions that an answer used, or for some ids; with "
        "`detail` as BibTeX and CSL-JSON.",
        fields.Cite,
        shapes.CitedWorks,
        browsing.cite,
    ),
)
NAMED = {t.name: t for t in TOOLS}


def tool(name: str) -> Tool:
    """The tool of a name; raises `UnknownName` with near matches."""
    if name not in NAMED:
        raise UnknownName("tool", name[:60], NAMED, remedy="the tools are " + ", ".join(NAMED))
    return NAMED[name]


def call(world: World, name: str, given: Any, *, whole: bool = False) -> tuple[str, dict[str, Any]]:
    """A tool's result as text and as data, both with the proof and the caveats; raises `CasusError` in one line.

    A page of a list is no longer than there is room for, unless it is to be `whole`.

    >>> text, data = call(World.load(), "show_treaty", {"treaty": "anzus-1951", "article": "IV"})
    >>> data["articles"][0]["duty"], data["law"]["hash"] in text
    ('act', True)
    """
    chosen = tool(name)
    try:
        reply = chosen.does(world, arguments.read(chosen.takes, {} if given is None else given))
    except CasusError as error:
        raise CasusError(" ".join(error.told(REMEDIES).split())) from None
    text, data = reply.settled(name, whole=whole)
    chosen.reply.model_validate(data)
    return text, data


def in_detail(given: Any) -> bool:
    """Whether the structured result was asked for as well; else the text stands alone, and is read once.

    >>> in_detail({"detail": True}), in_detail(None)
    (True, False)
    """
    return isinstance(given, dict) and given.get("detail") is True
