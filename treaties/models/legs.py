"""Legs of an instrument: which obligor owes which beneficiary which duty, and in which period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from treaties.models.treaty import Obligation, Treaty
from treaties.support.grouping import grouped

Span = tuple[date, date | None]
"""The first day of a period, and the first day after it; None if no end is known."""


class Leg(NamedTuple):
    """The duty of one obligor to one beneficiary under one obligation."""

    obligation: Obligation
    obligor: str
    beneficiary: str


def meets(span: Span, since: date | None, until: date | None) -> bool:
    """Return whether a period shares a day with the days from `since` to `until`.

    Args:
        span: the first day of the period, and the first day after it; None if it has no end.
        since: the first of the days; None for no beginning.
        until: the last of the days; None for no end.

    >>> meets((date(1900, 1, 1), date(1910, 1, 1)), date(1910, 1, 1), None)
    False
    """
    begin, end = span
    if until is not None and begin > until:
        return False
    return since is None or end is None or end > since


def everybody(_: str) -> bool:
    """Return True: every state exists. This is the default if no register of states is given."""
    return True


def always(_: str) -> list[Span]:
    """Return one unlimited period, as if a state had always existed. This is the default if no register of states is
    given.
    """
    return [(date.min, None)]


def legs_on(
    treaty: Treaty, day: date, exists: Callable[[str], bool] = everybody
) -> Iterator[Leg]:
    """Yield the legs (duties of one obligor to one beneficiary) that bind on a day, in the file's order.

    Both states must be bound on the day, except guaranteed states that were never parties and states that an article
    covers `party_or_not`. Suspended legs and states that do not exist are left out.

    Args:
        treaty: the instrument.
        day: the day.
        exists: returns whether a state, by id, exists on the day; by default every state does.
    """
    for o, beneficiary, obligors in owed_on(treaty, day, exists):
        yield from (Leg(o, obligor, beneficiary) for obligor in obligors)


def owed_on(
    treaty: Treaty, day: date, exists: Callable[[str], bool] = everybody
) -> Iterator[tuple[Obligation, str, list[str]]]:
    """Yield, for each obligation and beneficiary of a day, the states that owe the duty.

    Args:
        treaty: the instrument.
        day: the day.
        exists: returns whether a state, by id, exists on the day; by default every state does.
    """
    rests = _Rests(treaty, day)
    for o, beneficiary, obligors in _laid(treaty, day, exists):
        if rests.any:
            obligors = [
                s for s in obligors if not rests.between(s, beneficiary, o.article)
            ]
        if obligors:
            yield o, beneficiary, obligors


def resting_on(
    treaty: Treaty, day: date, exists: Callable[[str], bool] = everybody
) -> Iterator[Leg]:
    """Yield the legs (duties of one obligor to one beneficiary) that are suspended on a day and would otherwise bind,
    in the file's order.

    Args:
        treaty: the instrument.
        day: the day.
        exists: returns whether a state, by id, exists on the day; by default every state does.
    """
    rests = _Rests(treaty, day)
    if rests.any:
        for o, beneficiary, obligors in _laid(treaty, day, exists):
            yield from (
                Leg(o, s, beneficiary)
                for s in obligors
                if rests.between(s, beneficiary, o.article)
            )


class _Rests:
    """What of an instrument is suspended on a day."""

    def __init__(self, treaty: Treaty, day: date) -> None:
        self.pairs = grouped(
            (frozenset(pair), s)
            for s in treaty.suspensions
            if s.holds_on(day)
            for pair in combinations(s.between, 2)
        )
        self.alone = {
            p.state
            for p in treaty.parties
            if p.suspended and any(s.holds_on(day) for s in p.suspended)
        }
        self.any = bool(self.pairs or self.alone)

    def between(self, one: str, other: str, article: str) -> bool:
        """Whether an article is suspended between two states."""
        if one in self.alone or other in self.alone:
            return True
        pair = self.pairs.get(frozenset((one, other)), ())
        return any(s.touches(one, other, article) for s in pair)


def _laid(
    treaty: Treaty, day: date, exists: Callable[[str], bool]
) -> Iterator[tuple[Obligation, str, list[str]]]:
    """What binds on a day or would bind but for a rest, between states that are bound."""
    bound = list(filter(exists, treaty.parties_on(day)))
    if not bound:
        return
    inside = set(bound)
    gone = set(treaty.states) - inside
    for o in treaty.obligations:
        if not o.holds_on(day):
            continue
        obligors = [s for s in o.obligors or bound if s in inside]
        for beneficiary in o.beneficiaries or bound:
            protected = beneficiary not in gone or o.party_or_not
            if protected and exists(beneficiary):
                yield o, beneficiary, [s for s in obligors if s != beneficiary]


def legs_of(
    treaty: Treaty,
    obligation: Obligation,
    state: str,
    life: Callable[[str], list[Span]] = always,
) -> Iterator[tuple[Leg, Span]]:
    """Yield the legs (duties of one obligor to one beneficiary) of an obligation in which a state is obligor or
    beneficiary, each with its period. The rules are those of `legs_on`.

    Args:
        treaty: the instrument.
        obligation: one of its obligations.
        state: the id of the state.
        life: a function that returns the periods in which a state, by id, existed; by default always.
    """
    obligors, owed = (
        obligation.obligors or treaty.states,
        obligation.beneficiaries or treaty.states,
    )
    bonds = _Bonds(treaty)
    pairs = [(state, other) for other in owed] if state in obligors else []
    pairs += [(other, state) for other in obligors] if state in owed else []
    for obligor, beneficiary in pairs:
        for span in bonds.spans(obligation, obligor, beneficiary):
            for alive in _alive(span, life(obligor), life(beneficiary)):
                yield Leg(obligation, obligor, beneficiary), alive


def every_leg(treaty: Treaty, obligation: Obligation) -> Iterator[tuple[Leg, Span]]:
    """Yield every leg (duty of one obligor to one beneficiary) that an obligation ever had, each with its periods."""
    bonds = _Bonds(treaty)
    for obligor in obligation.obligors or treaty.states:
        for beneficiary in obligation.beneficiaries or treaty.states:
            for span in bonds.spans(obligation, obligor, beneficiary):
                yield Leg(obligation, obligor, beneficiary), span


class _Bonds:
    """The spans of an instrument's parties and suspensions, by state and by pair."""

    def __init__(self, treaty: Treaty) -> None:
        self.life = (treaty.since, treaty.until)
        self.bound = grouped(
            (p.state, (p.since or date.min, p.until)) for p in treaty.parties
        )
        self.alone = grouped(
            (p.state, (s.since or date.min, s.until))
            for p in treaty.parties
            for s in p.suspended
        )
        self.rests = grouped(
            (frozenset(pair), s)
            for s in treaty.suspensions
            for pair in combinations(s.between, 2)
        )

    def spans(self, o: Obligation, obligor: str, beneficiary: str) -> Iterator[Span]:
        """When a state owes another a duty."""
        since, until = self.life
        if obligor == beneficiary or since is None:
            return
        article = _meet((since, until), (o.since or date.min, o.until))
        free = beneficiary not in self.bound or o.party_or_not
        rests = [
            (s.since or date.min, s.until)
            for s in self.rests.get(frozenset((obligor, beneficiary)), ())
            if s.touches(obligor, beneficiary, o.article)
        ]
        rests += [*self.alone.get(obligor, ()), *self.alone.get(beneficiary, ())]
        for a in self.bound.get(obligor, ()):
            for b in always("") if free else self.bound[beneficiary]:
                span = article and (both := _meet(a, b)) and _meet(article, both)
                if span:
                    yield from _less(span, rests)


def _alive(span: Span, one: list[Span], other: list[Span]) -> Iterator[Span]:
    for a in one:
        for b in other:
            both = _meet(a, b)
            if both and (alive := _meet(span, both)):
                yield alive


def _meet(a: Span, b: Span) -> Span | None:
    since = max(a[0], b[0])
    ends = [d for d in (a[1], b[1]) if d]
    until = min(ends) if ends else None
    return None if until and until <= since else (since, until)


def _less(span: Span, gone: Iterable[Span]) -> Iterator[Span]:
    """What is left of a span when others are taken out of it."""
    left = [span]
    for g in gone:
        parts: list[Span | None] = []
        for s in left:
            parts += [
                _meet(s, (date.min, g[0])),
                _meet(s, (g[1], None)) if g[1] else None,
            ]
        left = [p for p in parts if p]
    yield from left
