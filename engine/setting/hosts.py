"""Host states: force against a guest's forces also falls on the state whose territory they are stationed on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.setting.occurrences import Where
from engine.setting.sides import hostile
from treaties.models.scenario import UNNAMED, Event
from treaties.vocabulary.terms import PlaceKind

_NO_SOIL = (PlaceKind.VESSEL, PlaceKind.AIRCRAFT, PlaceKind.ZONE)


def with_hosts(
    events: Sequence[Event],
    known: Sequence[Event],
    where: Callable[[Event, str], Where],
) -> tuple[Event, ...]:
    """Add, after each event, the same force against the states on whose territory it falls.

    Nothing is added for a host that is attacked anyway, that never permitted the forces to be there, or that fights the
    attacker or the guest.

    Args:
        events: the events of the scenario, in order.
        known: events of running wars, which say who fights whom.
        where: a function that returns the place at which an event hits a given victim.
    """
    done, fought = set(hostile(events)), set(hostile(known))
    found: list[Event] = []
    for event in events:
        found.append(event)
        actors = event.by or (UNNAMED,)
        for guest in _guests(event):
            hosts = tuple(
                host
                for host in _on_soil_of(where(event, guest), guest)
                if host not in actors
                and fought.isdisjoint({(host, guest), (guest, host)})
                and not any((a, host) in done or (host, a) in fought for a in actors)
            )
            if hosts:
                done |= {(actor, host) for actor in actors for host in hosts}
                found.append(
                    event.model_copy(update={"against": hosts, "guest": guest})
                )
    return tuple(found)


def _guests(event: Event) -> tuple[str, ...]:
    """Those who may be hit on the soil of another, as its guests: by force at a place where they have leave to be."""
    may_be = event.kind.forcible and event.at and event.leave is not False
    return event.against if may_be else ()


def _on_soil_of(here: Where, guest: str) -> tuple[str, ...]:
    """Whose soil a place is; nobody's where it is none, or where the one that is hit holds or claims it."""
    if here.kind in _NO_SOIL or guest in (*here.of, *here.claimed_by):
        return ()
    return here.of
