"""Unchecked points of an instrument: days, parties, articles, reservations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from treaties.models.treaty import Treaty


@dataclass(frozen=True)
class OpenPoint:
    """A point about an instrument that no source confirms, with the reason."""

    point: str
    """`days`, an article, a party, a reservation or a suspension."""
    because: str = ""
    """Why it cannot be checked; empty if nobody has tried."""

    @property
    def open(self) -> bool:
        """Whether the point is still to be checked."""
        return not self.because


def doubts(t: Treaty) -> tuple[OpenPoint, ...]:
    """Return every unconfirmed point of a treaty, in the order of its file.

    >>> from treaties.loading.corpus import load_corpus
    >>> doubts(load_corpus().treaty("north-atlantic-1949"))
    ()
    >>> doubts(load_corpus().treaty("saudi-pakistan-2025"))[0].point
    'days'
    """
    return tuple(_doubts(t))


def _doubts(t: Treaty) -> Iterator[OpenPoint]:
    if not t.verified:
        yield OpenPoint("days", t.unverifiable)
    yield from (
        OpenPoint(f"party {p.state}", p.unverifiable)
        for p in t.parties
        if not p.verified
    )
    yield from (
        OpenPoint(f"suspension of {' and '.join(s.between)}")
        for s in t.suspensions
        if not s.verified
    )
    yield from (
        OpenPoint(f"reservation of {r.state}", r.unverifiable)
        for r in t.reservations
        if not r.verified
    )
    seen = set()
    for o in t.obligations:
        if not o.verified and (key := (o.article, o.unverifiable)) not in seen:
            seen.add(key)
            yield OpenPoint(f"Art. {o.article}", o.unverifiable)
