"""Plans of sweeps as plain data: days, pairs, readings, chunks."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from treaties.change import changed
from treaties.loading.corpus import load_corpus
from treaties.models.conditions import ForceBegan
from treaties.models.corpus import Corpus
from treaties.models.dated import Dated
from treaties.models.reading import Reading
from treaties.models.statehood import State
from treaties.vocabulary.errors import CasusError


def _day_after(last: date | None) -> date | None:
    return last + timedelta(days=1) if last else None


def _days_of(state: State) -> set[date | None]:
    """The first days of what the register dates about a state, and the first days after."""
    found: set[date | None] = set()
    for span in (*state.lifetime, *state.great_power, *state.nuclear, *state.communist):
        found |= {span.since, _day_after(span.until)}
    return found


@lru_cache(maxsize=2)
def edges(corpus: Corpus) -> tuple[date, ...]:
    """Return every day on which the law may differ from the day before, in order.

    These are the first and last days of instruments, articles and memberships, of periods in which force must have
    begun, suspensions, rules of general law, permissions to use force, running wars and their events, holders of
    places, parts of treaty areas, and dated entries in the register of states. Nothing else that matters for an attack
    on the day has a date.
    """
    found: set[date | None] = set()
    for span in _dated(corpus):
        found |= span.edges
    for war in corpus.wars:
        for event in war.events:
            # Of one day it counts who acted first, of the days behind it no longer.
            began = event.on or war.since
            found |= {event.on, event.until, began and began + timedelta(days=1)}
    for treaty in corpus.treaties:
        found.add(treaty.provisional)
        for c in treaty.conditions:
            if isinstance(c, ForceBegan):
                found |= {c.since, c.until}
    for state in corpus.states.all:
        found |= _days_of(state)
    return tuple(sorted(d for d in found if d))


def _dated(corpus: Corpus) -> Iterator[Dated]:
    for t in corpus.treaties:
        yield from (
            t,
            *t.parties,
            *t.suspensions,
            *t.obligations,
            *(r for p in t.parties for r in (*p.suspended, *p.standing)),
        )
    yield from corpus.rules
    yield from (*corpus.authorisations, *corpus.invitations, *corpus.contested)
    yield from corpus.wars
    for p in corpus.gazetteer.places:
        yield from (*p.of, *p.administered_by, *p.claimed_by)
    yield from (limb.between for a in corpus.gazetteer.areas for limb in a.limbs)


def days_of_change(corpus: Corpus, since: date, until: date) -> tuple[date, ...]:
    """Return every day of a range, both ends included, on which the law may differ from the day before.

    Args:
        corpus: the law.
        since: the first day, which is always included.
        until: the last day.

    >>> from treaties.loading.corpus import load_corpus
    >>> [str(d) for d in days_of_change(load_corpus(), date(1949, 8, 20), date(1949, 8, 25))]
    ['1949-08-20', '1949-08-24']
    """
    return tuple(sorted({since, *(d for d in edges(corpus) if since < d <= until)}))


def firsts(corpus: Corpus, days: Iterable[date]) -> dict[date, date]:
    """Return, for each of the given days, the first of these days that has the same law.

    >>> from treaties.loading.corpus import load_corpus
    >>> held = firsts(load_corpus(), [date(1949, 8, 22), date(1949, 8, 23), date(1949, 8, 24)])
    >>> [str(d) for d in held.values()]
    ['1949-08-22', '1949-08-22', '1949-08-24']
    """
    found = edges(corpus)
    first: dict[int, date] = {}
    return {d: first.setdefault(bisect_right(found, d), d) for d in sorted(days)}


BLOCK = 24
"""The number of attackers in a chunk, large enough to be worth sending to another process."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A sweep as plain values that can be sent to any executor.

    `days` are ISO dates. `readings` has ids; "" is the text with its presumptions. `among` are the states to pair; all
    that exist on the day if empty. `corpus` is a folder; the shipped one if empty. `without` and `with_` are treaties to
    remove from the corpus and to add to it, as for `treaties.change.changed`. `law` is the hash of the law; a worker with
    another law refuses. `block` is the number of attackers in a chunk.
    """

    days: tuple[str, ...]
    readings: tuple[str, ...] = ("",)
    among: tuple[str, ...] = ()
    corpus: str = ""
    without: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    law: str = ""
    block: int = BLOCK

    @property
    def key(self) -> str:
        """A name for the sweep, independent of its days, which identifies the files of its finished days."""
        text = json.dumps(asdict(replace(self, days=())), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def chunks(self) -> Iterator[Chunk]:
        """Yield the chunks in order."""
        corpus = law_of(self)
        for day in self.days:
            subjects = self.subjects(corpus, date.fromisoformat(day))
            for start in range(0, len(subjects), self.block):
                yield Chunk(day, start, min(start + self.block, len(subjects)))

    def subjects(self, corpus: Corpus, day: date) -> tuple[str, ...]:
        """Return the ids of the states to pair on a day."""
        states = (
            [corpus.states[s] for s in self.among] if self.among else corpus.states.all
        )
        return tuple(sorted(s.id for s in states if s.exists_on(day)))


@dataclass(frozen=True, slots=True)
class Chunk:
    """A block of attackers on one day, to be paired with every victim."""

    day: str
    start: int
    stop: int

    @property
    def attackers(self) -> int:
        """The number of attackers."""
        return self.stop - self.start


@lru_cache(maxsize=2)
def law_of(plan: Plan) -> Corpus:
    """Load the law of a plan, with its changes.

    Raises `CasusError` if its hash differs from the plan's.
    """
    corpus = load_corpus(Path(plan.corpus) if plan.corpus else None)
    corpus = changed(corpus, without=plan.without, with_=plan.with_)
    if plan.law and corpus.hash != plan.law:
        raise CasusError(
            f"the law here is {corpus.hash}, the sweep was planned for {plan.law}",
            remedy="use the same version of the corpus everywhere",
        )
    return corpus


def readings_of(plan: Plan, corpus: Corpus) -> tuple[Reading | None, ...]:
    """Return the readings of a plan; None is the text with its presumptions."""
    return tuple(corpus.reading(r) if r else None for r in plan.readings)


def known(corpus: Corpus, names: Sequence[str], day: date | None) -> tuple[str, ...]:
    """Return the ids of some states.

    Args:
        corpus: the law, which has the register of states.
        names: the states, by any name.
        day: the day on which the names applied; None for any day.

    Raises `UnknownName`, or another `CasusError`, for an unknown name.
    """
    return tuple(dict.fromkeys(corpus.states.resolve(n, day).id for n in names))
