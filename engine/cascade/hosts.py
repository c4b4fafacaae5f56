"""Force on somebody's forces on the soil of a third state hits that state too: it is force on its territory."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.cascade.occurrences import Where
from engine.cascade.sides import hostile
from treaties.models.scenario import UNNAMED, Event
from treaties.vocabulary.terms import PlaceKind

_NO_SOIL = (PlaceKind.VESSEL, PlaceKind.AIRCRAFT, PlaceKind.ZONE)


def with_hosts(
    events: Sequence[Event],
    known: Sequence[Event],
    where: Callable[[Event, str], Where],
) -> tuple[Event, ...]:
    """Add to each event the same force on the states on whose soil it falls.

    No force is added on a state that is hit by it anyway, never gave leave to stand there, or fights the striker or the
    one who is hit.

    Args:
        events: the events of the scenario, in their order, which is kept.
        known: events that are known to run already; they say who fights whom.
        where: gives the place that an event hits, for one of those that are hit.
    """
    done, fought = set(hostile(events)), set(hostile(known))
    found: list[Event] = []
    for event in events:
        found.append(event)
        actors = event.by or (UNNAMED,)
        for guest in (
            event.against
            if event.kind.forcible and event.at and event.leave is not False
            else ()
        ):
            here = where(event, guest)
            if here.kind in _NO_SOIL or guest in (*here.of, *here.claimed_by):
                continue
            hosts = [
                h
                for h in here.of
                if h not in actors
                and (h, guest) not in fought
                and (guest, h) not in fought
            ]
            if hosts := [
                h
                for h in hosts
                if not any((a, h) in done or (h, a) in fought for a in actors)
            ]:
                done |= {(actor, h) for actor in actors for h in hosts}
                found.append(
                    event.model_copy(update={"against": tuple(hosts), "guest": guest})
                )
    return tuple(found)
