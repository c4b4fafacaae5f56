"""Broken promises of a state, as an answer names them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from engine.findings.extent import DetailOptions
from engine.findings.findings import Findings
from engine.findings.unbound import CLOSE
from engine.record.breaches import Breach, ForbiddenForce
from engine.setting.graph import Clause
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Rank


@dataclass(frozen=True)
class BrokenPromises:
    """The promises and rules of law that one state breaks, all with the same excuse or all with none."""

    state: str
    excused: str
    """The fact that would excuse the breach, in words; empty if nothing could."""
    laws: tuple[str, ...]
    """The rules of general law that forbid the act, in words."""
    clauses: tuple[Clause, ...]
    """The articles, those of treaties first, and of these the ones to whom the attacked state is a party."""


def breaches_by_state(
    solution: Findings, extent: DetailOptions, *, foremost: bool = False
) -> dict[str, list[BrokenPromises]]:
    """Return the promises and rules of law that each state breaks, once for each excuse, first those that nothing
    excuses; nothing if the answer shows only one kind of duty.

    Args:
        solution: the answer.
        extent: how much is shown, and the states to which it is limited.
        foremost: whether to leave out the promises that a short answer does not name.
    """
    if extent.duty:
        return {}
    own = grouped(
        (b.state, b)
        for b in solution.broken
        if extent.concerns((b.state, b.beneficiary))
    )
    laws = grouped(
        (f.state, f)
        for f in solution.forbidden
        if extent.concerns((f.state, f.adversary))
    )
    found = {}
    for state in solution.display_order.sorted({*laws, *own}):
        broken, forbidden = own.get(state, []), laws.get(state, [])
        if foremost:
            broken = foremost_breaches(broken, forbidden=bool(forbidden))
        else:
            broken = sorted(broken, key=_nearness)
        found[state] = by_excuse(state, broken, forbidden)
    return found


def by_excuse(
    state: str, broken: Iterable[Breach], forbidden: Iterable[ForbiddenForce]
) -> list[BrokenPromises]:
    """Group what one state breaks by what would excuse it, first what nothing excuses.

    Args:
        state: the id of the state.
        broken: the promises that it breaks.
        forbidden: its uses of force that general law forbids.
    """
    laws = grouped((f.excused, f.rule.law_in_line) for f in forbidden)
    clauses = grouped((b.excused, b.clause) for b in broken)
    excuses = sorted(dict.fromkeys((*laws, *clauses)), key=bool)
    return [
        BrokenPromises(
            state,
            excused,
            tuple(dict.fromkeys(laws.get(excused, ()))),
            tuple(clauses.get(excused, ())),
        )
        for excused in excuses
    ]


def _nearness(breach: Breach) -> tuple[bool, bool, int]:
    """A key that sorts treaties with the attacked state first, and of these the ones of few parties."""
    treaty = breach.clause.treaty
    outside = breach.beneficiary not in treaty.states
    return not treaty.rank.binding, outside, len(treaty.states)


def foremost_breaches(own: Sequence[Breach], *, forbidden: bool) -> list[Breach]:
    """Return the broken promises to name, those in treaties of few parties first: promises made to the attacked state,
    without promises to help it. If there are none, and general law does not forbid the act, the promises of help, or
    else those to other states, are returned. A promise of help in a treaty of two parties is always included, unless
    the act breaks another promise of that treaty.

    Args:
        own: the promises that the state breaks.
        forbidden: whether general law forbids the act too.
    """
    direct = [b for b in own if _is_made_to(b)]
    peace = {b.clause.treaty.id for b in direct if not b.helper}
    near = [b for b in direct if not b.helper or _is_of_two_alone(b, peace)]
    chosen = near or ([] if forbidden else direct or own)
    law = forbidden or any(b.clause.treaty.rank.binding for b in chosen)
    return sorted(_beside_law(chosen) if law else chosen, key=_place)


def _beside_law(broken: Sequence[Breach]) -> list[Breach]:
    """Leave out political promises of many states: they say nothing that the law broken does not say."""
    treaties = ((b, b.clause.treaty) for b in broken)
    return [b for b, t in treaties if t.rank.binding or len(t.states) <= CLOSE]


def _is_of_two_alone(breach: Breach, peace: Container[str]) -> bool:
    """Whether a promise is one of help in a treaty of two that the attack breaks by no other article."""
    treaty = breach.clause.treaty
    return len(treaty.states) == 2 and treaty.id not in peace


def _is_made_to(breach: Breach) -> bool:
    """Whether the attacked state is a party to the instrument, or its article names that state.

    A binding declaration is made to the state that it names.
    """
    treaty = breach.clause.treaty
    named = breach.beneficiary in breach.clause.obligation.beneficiaries
    return (
        treaty.rank is Rank.UNDERTAKING or named or breach.beneficiary in treaty.states
    )


def _place(breach: Breach) -> tuple[bool, int]:
    """A key that sorts treaties before lesser promises, and of these the ones of few parties first."""
    treaty = breach.clause.treaty
    return not treaty.rank.binding, len(treaty.states)
