"""The questions of the day with their bottom lines, and the bottom line of any question."""

from __future__ import annotations

from datetime import date
from typing import Any

from engine.analysis.chronicle import event_in_words
from engine.interfaces.atlas.first_round import once
from engine.output.bottom_line import bottom_line
from engine.question.query import Query
from engine.world import World
from treaties.loading.hot_spots import HotSpot, load_hot_spots


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
