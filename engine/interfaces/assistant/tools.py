"""The tools an assistant may use, and the one way to call them. Knows nothing of the protocol."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from engine.interfaces.assistant import answering_tools as answering
from engine.interfaces.assistant import browsing_tools as browsing
from engine.interfaces.assistant import tool_arguments as arguments
from engine.interfaces.assistant import tool_fields as fields
from engine.interfaces.assistant.notes import REMEDIES
from engine.interfaces.assistant.reply import Reply, ToolResult
from engine.interfaces.json_schema import schema
from engine.output.result import adapter
from engine.world import World
from treaties.vocabulary.errors import CasusError, UnknownName

DROPPED = ("state", "by", "at", "group")
"""Fields without which a question can still be answered."""


@dataclass(frozen=True)
class Tool:
    """One tool: its name, what it is for, its fields, whose published form its result has, the function that does it."""

    name: str
    title: str
    purpose: str
    takes: type[fields.Fields]
    gives: tuple[str, ...]
    does: Callable[[World, Any], Reply]

    @property
    def input_schema(self) -> dict[str, Any]:
        """JSON Schema of the arguments, as short as it goes: the fields of a question are explained once, at `ask`."""
        return arguments.published(self.takes, explained=self.name == "ask")

    @property
    def output_schema(self) -> dict[str, Any]:
        """JSON Schema of the structured result; `result` has fields of the verb's own JSON, its list perhaps in pages."""
        whole = adapter(ToolResult).json_schema(mode="serialization", by_alias=True)
        more = {"offset": {"type": "integer"}, "of": {"type": "integer"}}
        more |= {"second": {"type": "object"}} if self.name == "compare" else {}
        forms = []
        for form in map(schema, self.gives):
            whole["$defs"] |= form.pop("$defs", {})
            parts = [whole["$defs"][p["$ref"].rpartition("/")[2]] for p in form.get("anyOf", ())] or [form]
            forms += [{"type": "object", "properties": p["properties"] | more} for p in parts]
        whole["properties"]["result"] = {"anyOf": forms}
        return whole


TOOLS = (
    Tool(
        "ask",
        "Who is drawn in?",
        "Who is drawn in if a state is attacked, on a date, at a place: the bottom line and what it rests on, then each "
        "article that is called, whom it binds, how firmly, on what that turns and who decides it. Start here. `detail` "
        "adds every state.",
        fields.Ask,
        ("answer",),
        answering.ask,
    ),
    Tool(
        "claim",
        "Is that so?",
        "Whether sentences about treaty duties are `true`, `false`, `only-if` (on what, who decides), `not-treaty-law`, "
        "`not-known` or `not-understood`, with article and words; and what they leave unsaid. Use it on what you are about "
        "to write.",
        fields.ClaimFields,
        ("claim",),
        answering.claim,
    ),
    Tool(
        "explain",
        "Why, or why not?",
        "The status of one state and its proof, step by step, or the conditions that failed. `proof` asks for one by its id.",
        fields.Explain,
        ("why",),
        answering.explain_state,
    ),
    Tool(
        "compare",
        "What changes?",
        "What changes between a question and the same question on another day, by another attacker, at another place, under "
        "another reading, or without a treaty.",
        fields.Compare,
        ("compare",),
        answering.compare,
    ),
    Tool(
        "ways",
        "Ways in, ways of staying out",
        "Every minimal set of further events and judgements that draws one state in, nearest first; with `out` those that "
        "keep it out, by who decides: who alone can stop it.",
        fields.Ways,
        ("supports", "firebreaks"),
        answering.ways,
    ),
    Tool(
        "odds",
        "Odds on the asker's own probabilities",
        "The probability that one state is drawn in, computed from probabilities that the user gives for the open questions. "
        "There is no default: ask the user for them, and never invent any. An error lists the questions that lack one.",
        fields.Chances,
        ("odds",),
        answering.odds,
    ),
    Tool(
        "show_treaty",
        "Show a treaty or an article",
        "One treaty, or one of its articles: parties, dates, duties, phrases with sources, reservations, and who disputes it.",
        fields.Show,
        ("show",),
        browsing.show_treaty,
    ),
    Tool(
        "find_treaties",
        "Find treaties",
        "Which treaties bind a state, on a day, with a duty, or with some words.",
        fields.Find,
        ("list",),
        browsing.find_treaties,
    ),
    Tool(
        "list_readings",
        "Who reads the law how",
        "The readings: named, sourced sets of answers to the disputed questions, by scholars, officials and the press.",
        fields.Readings,
        ("list",),
        browsing.list_readings,
    ),
    Tool(
        "timeline",
        "Duties of a state over time",
        "Every duty that a state owed or was owed, with the days on which it bound and the article.",
        fields.TimelineFields,
        ("timeline",),
        browsing.timeline,
    ),
)
NAMED = {t.name: t for t in TOOLS}


def tool(name: str) -> Tool:
    """The tool of a name; raises `UnknownName` with near matches."""
    if name not in NAMED:
        raise UnknownName("tool", name[:60], NAMED, remedy="the tools are " + ", ".join(NAMED))
    return NAMED[name]


def call(world: World, name: str, given: Any, *, whole: bool = False) -> tuple[str, dict[str, Any]]:
    """A tool's result as text and as data, both with the proof and the caveats.

    Raises `CasusError` in one line; where a name is not known, with what can be said without it. A page of a list is no
    longer than there is room for, unless it is to be `whole`.

    >>> text, data = call(World.load(), "show_treaty", {"treaty": "anzus-1951", "article": "IV"})
    >>> data["articles"][0]["duty"], data["law"]["hash"] in text
    ('act', True)
    """
    chosen = tool(name)
    sent: Any = None
    try:
        sent = arguments.read(chosen.takes, {} if given is None else given)
        reply = chosen.does(world, sent)
    except CasusError as error:
        said = " ".join(error.told(REMEDIES).split())
        without = _without(world, sent, error) if isinstance(error, UnknownName) and sent else ""
        raise CasusError(said + without) from None
    return reply.settled(name, whole=whole)


def _without(world: World, sent: fields.Fields, error: UnknownName) -> str:
    """The answer to the same question without the field whose name is not known, where there is one."""
    for name in DROPPED:
        given = getattr(sent, name, None)
        if given and error.given in (given, *(given if isinstance(given, list) else ())):
            with suppress(CasusError):
                less = sent.model_copy(update={name: [] if isinstance(given, list) else None})
                answer = arguments.answer_of(world, less)
                return (
                    f". Without `{name}`: {answer.heading} {answer.to_dict(fields=['bottom_line'])['bottom_line'][0]}"
                )
    return ""


def in_detail(given: Any) -> bool:
    """Whether the structured result was asked for as well; else the text stands alone, and is read once.

    >>> in_detail({"detail": True}), in_detail(None)
    (True, False)
    """
    return isinstance(given, dict) and given.get("detail") is True
