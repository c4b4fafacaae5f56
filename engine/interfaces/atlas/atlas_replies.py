"""What the page of the atlas may ask of the engine, by name, as the fields of a request; JSON comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from engine.interfaces.atlas.duty_web import FIRST, web
from engine.interfaces.atlas.first_round import once
from engine.interfaces.atlas.hot_spots_now import bottom, hot_spots
from engine.question.query import requested
from engine.world import World
from treaties.vocabulary.days import day_of
from treaties.vocabulary.errors import CasusError

Fields = Mapping[str, Sequence[str]]


def _day(given: Fields) -> Any:
    said = [t.strip() for t in given.get("on", ()) if t.strip()]
    found = day_of(said[-1] if said else None)
    if found < FIRST:
        raise CasusError(f"{found} is before all that is known here", remedy=f"name a day from {FIRST} on")
    return found


def _web(world: World, given: Fields) -> dict[str, Any]:
    return web(world, _day(given))


def _spots(world: World, given: Fields) -> dict[str, Any]:
    day = _day(given)
    return {"day": day.isoformat(), "rows": hot_spots(world, (given.get("region") or [""])[-1], day)}


ATLAS: Mapping[str, Callable[[World, Fields], dict[str, Any]]] = {
    "web": _web,
    "once": lambda world, given: once(world, requested(given)),
    "bottom": lambda world, given: bottom(world, requested(given)),
    "hot-spots": _spots,
}
"""The web of duties of a day, what follows at once, the bottom line of the whole answer, a region's hot spots."""
HEAVY = ("bottom", "hot-spots")
"""Those that take a whole answer, or many."""
