"""Stretches of days on which the law is the same: what is asked of one of their days is answered for all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from treaties.models.conditions import ForceBegan
from treaties.models.corpus import Corpus
from treaties.models.dated import Dated


@lru_cache(maxsize=2)
def edges(corpus: Corpus) -> tuple[date, ...]:
    """Every day on which the law may differ from the day before, in order.

    Counted are entry into force and end of instruments, articles and memberships, windows in which force must have
    begun, suspensions, rules of general law, running wars and what happens in them, who holds a place, the limbs of
    area clauses, and what the register dates about states. Nothing else that an attack of the day calls up has a date.
    """
    found: set[date | None] = set()
    for span in _dated(corpus):
        found |= span.edges
    found |= {d for w in corpus.wars for e in w.events for d in (e.on, e.until)}
    for t in corpus.treaties:
        for asked in (*(o.conditions for o in t.obligations), *(r.conditions for r in t.reservations)):
            found |= {d for c in asked if isinstance(c, ForceBegan) for d in (c.since, c.until)}
    for s in corpus.states.all:
        for days in (*s.lifetime, *s.great_power, *s.nuclear, *s.communist):
            found |= {days.since, days.until + timedelta(days=1) if days.until else None}
    return tuple(sorted(d for d in found if d))


def _dated(corpus: Corpus) -> Iterator[Dated]:
    for t in corpus.treaties:
        yield from (t, *t.parties, *t.suspensions, *t.obligations, *(r for p in t.parties for r in p.suspended))
    yield from corpus.rules
    yield from corpus.wars
    for p in corpus.gazetteer.places:
        yield from (*p.of, *p.administered_by, *p.claimed_by)
    yield from (limb.between for a in corpus.gazetteer.areas for limb in a.limbs)


def days_of_change(corpus: Corpus, since: date, until: date) -> tuple[date, ...]:
    """Every day from `since` to `until`, both included, on which the law may differ from the day before; `since` itself first.

    >>> from treaties.loading.corpus import load_corpus
    >>> [str(d) for d in days_of_change(load_corpus(), date(1949, 8, 20), date(1949, 8, 25))]
    ['1949-08-20', '1949-08-24']
    """
    return tuple(sorted({since, *(d for d in edges(corpus) if since < d <= until)}))


def firsts(corpus: Corpus, days: Iterable[date]) -> dict[date, date]:
    """For each of some days the first of them that has the same law.

    >>> from treaties.loading.corpus import load_corpus
    >>> held = firsts(load_corpus(), [date(1949, 8, 22), date(1949, 8, 23), date(1949, 8, 24)])
    >>> [str(d) for d in held.values()]
    ['1949-08-22', '1949-08-22', '1949-08-24']
    """
    held = edges(corpus)
    first: dict[int, date] = {}
    return {d: first.setdefault(bisect_right(held, d), d) for d in sorted(days)}
