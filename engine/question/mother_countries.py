"""Force on an entity whose statehood is contested, as force on the state whose land it is for others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from treaties.models.corpus import Corpus
from treaties.models.scenario import Event, Spot
from treaties.vocabulary.terms import PlaceKind


def with_mother_countries(
    events: Sequence[Event], corpus: Corpus, on: date
) -> tuple[Event, ...]:
    """Add to each event the same force on the states whose land it hits for those who recognise none there.

    None is added on a state that takes part in the force itself, or is hit by it anyway.

    Args:
        events: the events of a question.
        corpus: the law, which says whose statehood is contested.
        on: the day asked about.

    >>> from treaties.loading.corpus import load_corpus
    >>> strike = Event(kind="armed-attack", by=("ethiopia",), against=("somaliland",))
    >>> [e.against for e in with_mother_countries([strike], load_corpus(), date(2026, 1, 1))]
    [('somaliland',), ('somalia',)]
    """
    named = {s for e in events for s in (*e.by, *e.against)}
    found = list[Event]()
    for event in events:
        found.append(event)
        if event.kind.forcible and event.at is None:
            for entity, parent in _parents(event, corpus, on):
                if parent not in named:
                    at = _land(entity, parent, corpus)
                    change = {"against": (parent,), "guest": entity, "at": at}
                    found.append(event.model_copy(update=change))
    return tuple(found)


def _parents(event: Event, corpus: Corpus, on: date) -> Iterator[tuple[str, str]]:
    """Pair each contested entity that an event hits with each state whose land it is for others."""
    for victim in event.against:
        day = event.on or on
        entity = corpus.contested_on(victim, day)
        for parent in entity.of if entity else ():
            if corpus.states[parent].exists_on(day):
                yield victim, parent


def _land(entity: str, parent: str, corpus: Corpus) -> str | Spot:
    """Give the land of an entity as land of another state: a place of the gazetteer, or where it lies."""
    place = corpus.gazetteer.get(entity)
    if place and any(holder.state == parent for holder in place.of):
        return place.id
    return Spot(
        of=parent, kind=PlaceKind.TERRITORY, regions=corpus.states[entity].regions
    )
