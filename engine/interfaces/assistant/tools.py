"""The list of the assistant's tools, and the function that calls them, independent of the protocol."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from engine.interfaces.assistant import answering_tools as answering
from engine.interfaces.assistant import browsing_tools as browsing
from engine.interfaces.assistant import tool_arguments as arguments
from engine.interfaces.assistant import tool_fields as fields
from engine.interfaces.remedies import remedies
from engine.question.offers import AskedAgain
from engine.world import World
from treaties.vocabulary.errors import CasusError, See, UnknownName

DROPPED = ("state", "by", "at", "group")
"""Fields that are left out for a second answer if the name in them is unknown."""


TOOLS = (
    *(
        answering.ask,
        answering.claim,
        answering.explain,
        answering.compare,
        answering.ways,
        answering.odds,
    ),
    *(
        browsing.show_treaty,
        browsing.find_treaties,
        browsing.list_readings,
        browsing.timeline,
    ),
)
NAMED = {t.name: t for t in TOOLS}


def call(
    world: World, name: str, given: Any, *, whole: bool = False
) -> tuple[str, dict[str, Any]]:
    """Call a tool, and return its result as text and as structured data, with proofs and caveats.

    Args:
        world: the law and the readings.
        name: the name of the tool.
        given: its arguments, as the client sent them.
        whole: whether to return a list whole instead of a page of it.

    Raises `CasusError` in one line; for an unknown name, the line includes what can be answered without it.

    >>> text, data = call(World.load(), "show_treaty", {"treaty": "anzus-1951", "article": "IV"})
    >>> data["articles"][0]["duty"], data["law"]["hash"] in text
    ('act', True)
    """
    if name not in NAMED:
        raise UnknownName(
            "tool", name[:60], NAMED, remedy="the tools are " + ", ".join(NAMED)
        )
    chosen = NAMED[name]
    sent: Any = None
    try:
        sent = arguments.read(chosen.takes, {} if given is None else given)
        reply = chosen.does(world, sent)
    except CasusError as error:
        words = remedies("tools")
        # A call that works stands at the end, and is not shortened.
        shown = dict.fromkeys(See, "") if error.call else words
        line = " ".join(error.wording(shown).split())
        without = (
            _without(world, sent, error)
            if isinstance(error, UnknownName) and sent
            else ""
        )
        calls = list(error.calls()) if isinstance(error, AskedAgain) else []
        fault = CasusError(line + without, *calls)
        if error.call:
            fault.args = (f"{fault} {words[See.CALL].format(**error.call)}",)
        raise fault from None
    return reply.settled(name, whole=whole)


def _without(world: World, sent: fields.Fields, error: UnknownName) -> str:
    """The answer to the same question without the field whose name is not known, where there is one."""
    for name in DROPPED:
        given = getattr(sent, name, None)
        if given and error.given in (
            given,
            *(given if isinstance(given, list) else ()),
        ):
            with suppress(CasusError):
                less = sent.model_copy(
                    update={name: [] if isinstance(given, list) else None}
                )
                answer = arguments.answer_of(world, less)
                return f". Without `{name}`: {answer.heading} {answer.to_dict(fields=['says'])['says']['answer'][0]}"
    return ""


def in_detail(given: Any) -> bool:
    """Return whether a call asks for the structured result; otherwise only the text is sent.

    >>> in_detail({"detail": True}), in_detail(None)
    (True, False)
    """
    return isinstance(given, dict) and given.get("detail") is True
