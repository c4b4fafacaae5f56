"""Running wars: their events that belong to a question, and the question's events that continue them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from engine.setting.requests_on_file import requests_on_file
from engine.setting.sides import Wars, hostile, wars_of
from treaties.models.corpus import Corpus
from treaties.models.scenario import Event, Scenario
from treaties.vocabulary.terms import EventKind

Pair = tuple[EventKind, tuple[str, ...], tuple[str, ...]]
"""The kind of an event, its actors and its targets."""


def with_background(corpus: Corpus, scenario: Scenario) -> list[Event]:
    """Return the events of a scenario together with those of the running wars between its opposing sides or, if there
    are none, with the recorded requests for help. An attack that continues a running war keeps its first day, its place
    in the order of that day, and the record on provocation. A recorded attack in the opposite direction on the same day
    is left out, because the question says who attacked.
    """
    asked = list(scenario.events)
    if not scenario.background:
        return asked
    found: list[Event] = []
    order: dict[Pair, int] = {}
    for events, war in running(corpus, scenario.on):
        if not _takes_part(asked, war) or _begins(asked, events, scenario.on):
            continue
        known = _as_asked(asked, events, scenario.on)
        before = [e.model_copy(update={"background": True}) for e in known]
        parts = [part for e in before for part in _single(e)]
        order |= {_pair(part): n for n, part in enumerate(parts, len(order))}
        given = {_pair(one) for e in asked for one in _single(e)}
        found += [left for e in before for left in _without(e, given)]
        asked = [part for e in asked for part in _continued(e, before)]
    found += requests_on_file(corpus, scenario, found)
    return sorted(
        found + asked, key=lambda e: order.get(_pair(_single(e)[0]), len(order))
    )


def _takes_part(events: Iterable[Event], war: Wars) -> bool:
    """Whether any force among some events is between the opposite sides of a war."""
    force = [e for e in events if e.kind.forcible]
    return any(war.opposed(a, v) for a, v in hostile(force))


def _begins(asked: Iterable[Event], events: list[Event], on: date) -> bool:
    """Whether a war begins on the day, and the question names an act that the war does not: which came first is open."""
    if any(e.on != on for e in events):
        return False
    pairs = {_pair(part) for e in events for part in _single(e)}
    force = [part for e in asked if e.kind.forcible for part in _single(e)]
    return any(_pair(part) not in pairs for part in force)


def begun_otherwise(corpus: Corpus, scenario: Scenario) -> Iterator[Event]:
    """Yield the recorded acts by which, on the day of a question, the attacked states attacked the attackers. Nothing
    is yielded if the attack of the question itself is on record.

    Args:
        corpus: the law, with the register of running wars.
        scenario: the question.
    """
    for events, _ in running(corpus, scenario.on):
        yield from _turned(scenario.events, events, scenario.on)


def _turned(asked: Iterable[Event], events: list[Event], on: date) -> list[Event]:
    """Find the acts of a war on the day by which a state that the question calls attacked attacks the attacker, where
    the war does not know the attack of the question.
    """
    known = [part for e in events if e.kind.forcible for part in _single(e)]
    on_file = {(part.by, part.against) for part in known}
    force = [part for e in asked if e.kind.forcible for part in _single(e)]
    given = {(part.by, part.against) for part in force}
    turned = {(hit, by) for by, hit in given - on_file} - given
    return [p for p in known if p.on == on and (p.by, p.against) in turned]


def _as_asked(asked: list[Event], events: list[Event], on: date) -> list[Event]:
    """Leave out what came later on the first day of a war, and what turns the question round on the day."""
    turned = {_pair(part) for part in _turned(asked, events, on)}
    found = list[Event]()
    for event in _until_asked(asked, events, on):
        found += _without(event, turned) if event.on == on else [event]
    return found


def _until_asked(asked: Iterable[Event], events: list[Event], on: date) -> list[Event]:
    """Leave out, on the first day of a war, what its file tells after the last act of the question: that came later."""
    if any(e.on != on for e in events):
        return events
    given = {_pair(part) for e in asked for part in _single(e)}
    asked_at = [n for n, e in enumerate(events) if given & set(map(_pair, _single(e)))]
    return events[: max(asked_at) + 1] if asked_at else events


def running(corpus: Corpus, on: date) -> Iterator[tuple[list[Event], Wars]]:
    """Yield the wars that are going on on a day, each with its dated events up to that day and its opposing sides."""
    for war in corpus.wars:
        if war.holds_on(on):
            events = [
                e.model_copy(update={"on": e.on or war.since}) for e in war.events
            ]
            past = [e for e in events if (e.on or on) <= on]
            yield past, wars_of(past, war.since or on)


def _pair(event: Event) -> Pair:
    return event.kind, event.by, event.against


def _single(event: Event) -> list[Event]:
    """A hostile event of several states pair by pair; any other as it is."""
    if len(event.by) < 2 and len(event.against) < 2:
        return [event]
    return [
        event.model_copy(update={"by": (a,) if a else (), "against": (v,) if v else ()})
        for a in event.by or ("",)
        for v in event.against or ("",)
    ]


def _without(event: Event, given: set[Pair]) -> list[Event]:
    """An event less the pairs that the question gives itself."""
    parts = _single(event)
    left = [one for one in parts if _pair(one) not in given]
    return [event] if len(left) == len(parts) else left


def _continued(event: Event, before: Iterable[Event]) -> list[Event]:
    """An attack as part of the war in which the same state did the same to the same one before, pair by pair if need
    be.
    """
    if not event.kind.forcible:
        return [event]
    found = []
    for one in _single(event):
        earlier = [
            e for e in before for known in _single(e) if _pair(known) == _pair(one)
        ]
        first = min(earlier, key=lambda e: e.on or date.max, default=one)
        part: dict[str, object] = {
            "on": min((d for d in (first.on, one.on) if d), default=None),
            "unprovoked": first.unprovoked
            if one.unprovoked is None
            else one.unprovoked,
            "conflict": one.conflict or first.conflict,
        }
        found.append((one, part))
    whole = found[0][1]
    if all(part == whole for _, part in found):
        return [event.model_copy(update=whole)]
    return [one.model_copy(update=part) for one, part in found]


def begun_by_both(corpus: Corpus, event: Event) -> bool:
    """Return whether an act began a running war that, as each side says, the other side began.

    Args:
        corpus: the law, with the register of running wars.
        event: the act.
    """
    disputed = (
        e.on or war.since
        for war in corpus.wars
        if war.beginning_disputed
        for e in war.events
        if set(e.by) >= set(event.by) and set(e.against) >= set(event.against)
    )
    return bool(event.on) and event.on in disputed
