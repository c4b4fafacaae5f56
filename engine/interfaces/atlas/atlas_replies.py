"""What the page of the atlas may ask of the engine, by name, as the fields of a request; JSON comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from engine.interfaces.atlas.duty_web import FIRST, web
from engine.interfaces.atlas.first_round import once
from engine.output.answer_document import background
from engine.output.bottom_line import bottom_line
from engine.question.query import Query, requested
from engine.world import World
from treaties.vocabulary.days import day_of
from treaties.vocabulary.errors import CasusError

Fields = Mapping[str, Sequence[str]]


def _day(given: Fields) -> Any:
    found = day_of(next((t.strip() for t in reversed(given.get("on", ())) if t.strip()), None))
    if found < FIRST:
        raise CasusError(f"{found} is before all that is known here", remedy=f"name a day from {FIRST} on")
    return found


ATLAS: Mapping[str, Callable[[World, Fields], dict[str, Any]]] = {
    "web": lambda world, given: web(world, _day(given)),
    "once": lambda world, given: once(world, requested(given)),
    "bottom": lambda world, given: bottom(world, requested(given)),
}
"""The web of duties of a day, what follows at once, the bottom line of the whole answer."""


def bottom(world: World, asked: Query) -> dict[str, Any]:
    """The bottom line of the whole answer: what is taken as given and owed, on what it hangs, what is nearest."""
    answer = world.answer(asked)
    return {
        "given": background(answer),
        "understood": answer.understood.told(answer.corpus) if answer.understood else "",
        "title": answer.heading,
        "lines": list(bottom_line(answer)),
    }
