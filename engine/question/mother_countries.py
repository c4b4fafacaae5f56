"""Force against an entity of contested statehood, treated as force against the state to which others say it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from treaties.models.corpus import Corpus
from treaties.models.scenario import Event, Spot
from treaties.vocabulary.terms import PlaceKind


def with_mother_countries(
    events: Sequence[Event], corpus: Corpus, on: date
) -> tuple[Event, ...]:
    """Return the events with further ones for entities of contested statehood: the same force against the state to
    which the entity belongs in the eyes of those who do not recognise it.

    No event is added against a state that uses the force itself or is attacked anyway.

    Args:
        events: the events of a question.
        corpus: the law, which states whose statehood is contested.
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
