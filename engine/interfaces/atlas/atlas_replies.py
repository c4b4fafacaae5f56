"""What the page of the atlas may ask of the engine, by name, as the fields of a request; JSON comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from engine.analysis.chronicle import event_in_words
from engine.interfaces.atlas.duty_web import FIRST, web
from engine.interfaces.atlas.first_round import once
from engine.output.bottom_line import bottom_line
from engine.question.query import Query, requested
from engine.world import World
from treaties.loading.hot_spots import HotSpot, load_hot_spots
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


def bottom(world: World, asked: Query) -> dict[str, Any]:
    """The bottom line of the whole answer: what is taken as given and owed, on what it hangs, what is nearest."""
    answer = world.answer(asked)
    running = [event_in_words(answer, e) for e in answer.setting.events if e.background]
    given = f"Taken as given, a war already running: {'; '.join(running)}." if running else ""
    return {
        "given": given,
        "understood": answer.understood.told(answer.corpus) if answer.understood else "",
        "title": answer.heading,
        "lines": list(bottom_line(answer)),
        "law": answer.corpus.hash,
        "readings": len(answer.readings),
    }


def regions(spots: tuple[HotSpot, ...]) -> dict[str, list[HotSpot]]:
    """The questions of the day by region, in the order of the file of regions."""
    found: dict[str, list[HotSpot]] = {}
    for s in spots:
        found.setdefault(str(s.region), []).append(s)
    return found


def hot_spots(world: World, region: str, day: date) -> list[dict[str, Any]]:
    """The questions of a region on a day, each with what follows at once."""
    return [
        {"id": s.id, "question": s.question} | once(world, Query.of(victim=s.question, on=day))
        for s in regions(load_hot_spots()).get(region, [])
    ]
