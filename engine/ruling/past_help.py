"""Help that was owed until an earlier day, and the known end of help that is owed now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from engine.ruling.ruled_answer import RuledAnswer
from engine.ruling.ruling import Owed
from treaties.models.legs import Span, legs_of
from treaties.models.treaty import Obligation, Treaty
from treaties.support.grouping import grouped
from treaties.vocabulary.precision import earliest

CLOSE = 10
"""The largest number of parties of a treaty between a few states, as an alliance or a guarantee of the great powers
has; a treaty with more comes after these."""


class Past(NamedTuple):
    """A duty of help that has ended: the first day on which it no longer bound, its first day, its treaty and its
    article.
    """

    over: date
    since: date
    treaty: Treaty
    obligation: Obligation


def past_help(ruled: RuledAnswer, state: str) -> list[Past]:
    """Return the duties, one for each treaty, by which a state once had to help the attacked states and which had ended
    by the day of the question. Treaties between a few states come first, and among these, as among the others, the
    latest end.

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
    return sorted(found, key=lambda p: not is_close(p.treaty))


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
    ruled: RuledAnswer, treaty: Treaty, obligation: Obligation, state: str
) -> Iterator[tuple[date, date]]:
    """The times in which an article obliged a state to help one who is attacked, where they are over by the day."""
    states = ruled.setting.corpus.states

    def life(ident: str) -> list[Span]:
        return states[ident].spans

    for leg, (since, over) in legs_of(treaty, obligation, state, life):
        asked = leg.obligor == state and leg.beneficiary in aimed_at(ruled)
        if asked and over and earliest(over) <= ruled.setting.on:
            yield since, over


def _helps(obligation: Obligation) -> bool:
    """Whether an article obliges to help: it leaves no choice, and is the law and not what was published of it."""
    duty = obligation.duty
    return duty.drawn_in and duty.modal == "must" and not obligation.as_published


def aimed_at(ruled: RuledAnswer) -> list[str]:
    """Return the ids of the attacked states that are the target of the force, without states that are hit only because
    the target stood on their land.
    """
    aimed = {o.object for o in ruled.setting.asked_for if not o.guest}
    return [s for s in ruled.helped if s in aimed] or [*ruled.helped]


def is_close(treaty: Treaty) -> bool:
    """Return whether a treaty has at most ten parties (`CLOSE`)."""
    return len(treaty.states) <= CLOSE


def end_of(ruled: RuledAnswer, owed: Owed, state: str) -> date | None:
    """Return the day on which an article that binds now ceases to oblige a state to help the attacked states; None if
    no end is known.

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
    return max(known) if len(known) == len(ends) == 1 else None
