"""Help that was owed once: from when until when treaties that bind no more obliged a state to help another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from engine.output.first_lines.duty import bare_name
from engine.output.first_lines.ruled import Ruled
from engine.output.prose import capital, listed, number, the
from engine.ruling.ruling import Owed
from treaties.models.legs import Span, legs_of
from treaties.models.treaty import Obligation, Treaty
from treaties.support.grouping import grouped
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import article_cited, instrument_in_line
from treaties.vocabulary.precision import Vague, earliest

MOST = 6
"""The largest number of treaties between a few states that an answer names."""
CLOSE = 10
"""The largest number of parties of a treaty between a few states, as an alliance or a guarantee of the great powers
has; a treaty with more comes after these."""


class Past(NamedTuple):
    """A duty of help that is over: the day after its last, its first day, its treaty and its article."""

    over: date
    since: date
    treaty: Treaty
    obligation: Obligation

    @property
    def terms(self) -> str:
        """The treaty with its article."""
        name = instrument_in_line(bare_name(self.treaty))
        return f"{name} ({article_cited(self.obligation.article)})"

    @property
    def last(self) -> str:
        """The last day, in words."""
        return _last(self.over)

    @property
    def years(self) -> str:
        """The years of the first and the last day."""
        first, last = earliest(self.since).year, earliest(self.over).year
        later = isinstance(self.over, Vague) and self.over.last.year > last
        return f"{first} to {last}{' or later' * later}" if last > first else str(first)


def _last(over: date) -> str:
    """The day before an end, in words; where the end has no known day, the days between which it fell."""
    day = earliest(over)
    return in_words(day - timedelta(days=1) if day == over else over)


def past_help(ruled: Ruled, state: str) -> list[Past]:
    """List the treaties by which a state was bound to help those who are attacked until a day before that of the
    question: those between a few states first, and of each kind the latest end first.

    Args:
        ruled: the question with its ruling.
        state: the id of the state asked about.
    """
    every = [
        Past(over, since, treaty, obligation)
        for treaty in ruled.setting.corpus.treaties
        if treaty.rank.binding
        for obligation in treaty.obligations
        if _helps(obligation)
        for since, over in _spans(ruled, treaty, obligation, state)
    ]
    of_treaties = grouped((p.treaty.id, p) for p in every)
    found = [_last_time(parts) for parts in of_treaties.values()]
    found.sort(key=lambda p: (earliest(p.over), earliest(p.since)), reverse=True)
    return sorted(found, key=lambda p: not _is_close(p.treaty))


def _last_time(parts: Sequence[Past]) -> Past:
    """The last time without a gap in which one treaty obliged to help, with the hardest of the articles that ended
    it.
    """
    over = max(p.over for p in parts)
    last = min(
        (p for p in parts if p.over == over), key=lambda p: p.obligation.duty.rank
    )
    since = last.since
    for part in sorted(parts, key=lambda p: p.over, reverse=True):
        if part.over >= since:
            since = min(since, part.since)
    return last._replace(since=since)


def _spans(
    ruled: Ruled, treaty: Treaty, obligation: Obligation, state: str
) -> Iterator[tuple[date, date]]:
    """The times in which an article obliged a state to help one who is attacked, where they are over by the day."""
    states = ruled.setting.corpus.states

    def life(ident: str) -> list[Span]:
        return states[ident].spans

    for leg, (since, over) in legs_of(treaty, obligation, state, life):
        asked = leg.obligor == state and leg.beneficiary in _aimed_at(ruled)
        if asked and over and earliest(over) <= ruled.setting.on:
            yield since, over


def _helps(obligation: Obligation) -> bool:
    """Whether an article obliges to help: it leaves no choice, and is the law and not what was published of it."""
    duty = obligation.duty
    return duty.drawn_in and duty.modal == "must" and not obligation.as_published


def bound_before(ruled: Ruled, state: str) -> Iterator[str]:
    """Yield until when a state was bound to help by the latest treaty that is over, and by which treaties before; nothing
    if there was none.

    Args:
        ruled: the question with its ruling.
        state: the id of the state asked about.
    """
    past = past_help(ruled, state)
    if not past:
        return
    latest, *before = past
    name, hit = the(ruled.setting, state), _attacked(ruled)
    yield capital(
        f"until {latest.last} {name} was bound to help {hit}, since "
        f"{in_words(latest.since)} by {latest.terms}."
    )
    if before:
        yield f"Before that: {_in_years(before)}."


def bound_earlier(ruled: Ruled, state: str) -> str:
    """Return by which treaties that are over a state was bound to help, oldest first, with their years; empty if by none.

    Args:
        ruled: the question with its ruling.
        state: the id of the state asked about.
    """
    past = past_help(ruled, state)
    return f"Earlier it was bound by {_in_years(past)}." if past else ""


def _in_years(past: Sequence[Past]) -> str:
    """Name treaties with their years, oldest first; of too many those between a few states, the oldest and the latest."""
    close = [p for p in past if _is_close(p.treaty)]
    chosen = [*past] if len(past) <= MOST + 1 else close or [*past]
    chosen.sort(key=lambda p: (earliest(p.since), earliest(p.over)))
    if len(chosen) > MOST:
        chosen = [*chosen[: MOST // 2], *chosen[-(MOST // 2) :]]
    left = len(past) - len(chosen)
    named = [f"{p.terms[:-1]}, {p.years})" for p in chosen]
    return listed([*named, *[f"{number(left)} more"] * bool(left)])


def _is_close(treaty: Treaty) -> bool:
    """Tell whether a treaty is between a few states."""
    return len(treaty.states) <= CLOSE


def _attacked(ruled: Ruled) -> str:
    """The states that the question names as attacked."""
    return the(ruled.setting, *_aimed_at(ruled))


def _aimed_at(ruled: Ruled) -> list[str]:
    """The ids of the attacked states at which the force is aimed, without those whose land it falls on alone."""
    aimed = {o.object for o in ruled.setting.asked_for if not o.guest}
    return [s for s in ruled.helped if s in aimed] or [*ruled.helped]


def last_day(ruled: Ruled, owed: Owed, state: str) -> str:
    """Return the last day on which an article that binds now obliges a state to help those who are attacked, in words;
    empty if no end is known.

    Args:
        ruled: the question with its ruling.
        owed: the duty.
        state: the id of the state that owes it.
    """
    day, clause = ruled.setting.on, owed.call.clause
    states = ruled.setting.corpus.states
    ends = {
        over
        for leg, (since, over) in legs_of(
            clause.treaty, clause.obligation, state, lambda i: states[i].spans
        )
        if leg.obligor == state
        and leg.beneficiary in owed.call.beneficiaries
        and earliest(since) <= day
        and (over is None or earliest(over) > day)
    }
    known = [over for over in ends if over]
    return _last(max(known)) if len(known) == len(ends) == 1 else ""
