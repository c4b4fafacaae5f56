"""States that the line on who owes no help names: those whose help a reader would expect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from engine.findings.findings import Findings
from engine.findings.unbound import (
    ATTACKER_HELPED,
    SMALL,
    Lack,
    NotBinding,
    Unbound,
    owing_nothing,
)
from engine.setting.prominence import DisplayOrder
from treaties.models.treaty import Treaty
from treaties.vocabulary.terms import Duty

VAGUE, EXPECTED = 2, 3
"""The largest number of states without any treaty that the line names: of great powers far off, and of those that a reader
expects there."""
BARE = (Lack.NEUTRAL, Lack.ATTACKERS_SIDE)
"""Reasons that do not rest on a particular instrument."""


MOST = 4
"""The largest number of states that the line names."""


DEAD = 10
"""The years after which nobody thinks of a treaty that is over."""


def left_a_crowd(solution: Findings, reason: NotBinding) -> bool:
    """Return whether a state has left a treaty of many parties to which no attacked state belongs, so that readers do
    not expect the treaty to be named.
    """
    treaty, attacked = reason.treaty, solution.setting.attacked
    left = treaty and reason.lack is Lack.ENDED and reason.party
    if not treaty or not left or reason.party in attacked:
        return False
    inside = set(treaty.parties_on(solution.setting.on))
    return len(treaty.states) > SMALL and inside.isdisjoint(attacked)


def permits_alone(treaty: Treaty) -> bool:
    """Return whether an instrument is a state's own law that permits help and promises nothing to anybody."""
    return len(treaty.states) == 1 and all(
        o.duty is Duty.MAY_ASSIST for o in treaty.obligations
    )


def with_living_reasons(solution: Findings, u: Unbound) -> Unbound:
    """Return a state without those of its reasons that no reader expects: treaties that ended long ago, unless a
    promise below a treaty has taken their place.
    """
    day, great = solution.setting.on, solution.display_order.great(u.state)
    kept = [r for r in u.reasons if great or not _of_peace_alone(r)]
    if not any(r.lack is Lack.BELOW for r in kept):
        kept = [r for r in kept if not _long_dead(r, day)]
        kept = [r for r in kept if not left_a_crowd(solution, r)]
    return replace(u, reasons=(*kept,) or (NotBinding(Lack.NO_TREATY),))


def _of_peace_alone(reason: NotBinding) -> bool:
    """Tell whether a promise below a treaty is one of peace between its parties, and says nothing of help."""
    duties = {o.duty for o in reason.treaty.obligations} if reason.treaty else set()
    return reason.lack is Lack.BELOW and duties <= {Duty.NOT_ATTACK}


def _long_dead(reason: NotBinding, day: date) -> bool:
    """Tell whether a treaty is over, and was so years ago."""
    ended = reason.treaty.until if reason.treaty else None
    return bool(reason.lack is Lack.ENDED and ended and day.year - ended.year >= DEAD)


def _is_armed(solution: Findings) -> bool:
    """Tell whether some state has nuclear weapons on the day."""
    return any(s.is_nuclear(solution.setting.on) for s in solution.corpus.states.all)


def expected_without_treaty(
    solution: Findings, found: Iterable[Unbound]
) -> list[Unbound]:
    """Return the great powers without any treaty that the line may name: those that border on the attacked states or,
    before nuclear weapons, any. If these are too few, others are added.
    """
    order, armed = solution.display_order, _is_armed(solution)
    great = [u for u in found if order.great(u.state)]
    foremost = min((order.key(u.state) for u in great), default=None)
    great.sort(key=lambda u: order.key(u.state) != foremost)
    first = [u for u in great if order.near(u.state) or not armed][:EXPECTED]
    return [*first, *[u for u in great if u not in first][: max(0, VAGUE - len(first))]]


def _asked_for(order: DisplayOrder, u: Unbound) -> bool:
    """Tell whether a reader asks why a state need not help: not why a small state is no party to what others have
    promised each other.
    """
    return u.short_reason.lack is not Lack.OUTSIDE or order.great(u.state)


def weight_of_unbound(solution: Findings, u: Unbound) -> tuple[object, ...]:
    """Return a sort key: great powers with a treaty of their own or beside the war first, then other great powers of an
    age without nuclear weapons, then neighbours with a treaty of their own or allied to the attacker.
    """
    order, lack, state = solution.display_order, u.short_reason.lack, u.state
    own = lack not in (*ATTACKER_HELPED, *BARE, Lack.OUTSIDE, Lack.NO_TREATY)
    beside = order.beside(state)
    ally = lack in ATTACKER_HELPED
    if order.great(state):
        place = 0 if own or beside else 1 if ally or not _is_armed(solution) else 3
    else:
        alive = ally or (own and lack is not Lack.ENDED)
        place = 2 if alive and order.weighty(state) else 4
    return place, not beside, not own, order.key(state)


def living_unbound(solution: Findings, found: Iterable[Unbound]) -> list[Unbound]:
    """Return the states that owe nothing, each only with the reasons that a reader expects."""
    return [with_living_reasons(solution, u) for u in owing_nothing(solution, found)]


def named_unbound(solution: Findings, living: Iterable[Unbound]) -> list[Unbound]:
    """Return the states that the line names, the most expected first, and those without any treaty of help last.

    Args:
        solution: the answer.
        living: the states that owe nothing.
    """
    each, order = list(living), solution.display_order
    bare = expected_without_treaty(solution, filter(_has_no_treaty, each))
    expected = (u for u in each if not _has_no_treaty(u) or u in bare)
    ranked = [u for u in expected if _asked_for(order, u)]
    ranked.sort(key=lambda u: weight_of_unbound(solution, u))
    return sorted(ranked[:MOST], key=_has_no_treaty)


def _has_no_treaty(u: Unbound) -> bool:
    return u.reasons[0].lack is Lack.NO_TREATY
