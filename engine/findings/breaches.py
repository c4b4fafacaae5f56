"""The broken promises that an answer tells of a state."""

from __future__ import annotations

from collections.abc import Container, Sequence

from engine.record.breaches import Breach
from treaties.vocabulary.terms import Rank


def foremost_breaches(own: Sequence[Breach], *, forbidden: bool) -> list[Breach]:
    """Choose the nearest of the promises that a state breaks, treaties of few parties first.

    A promise to help the state that is attacked, and a promise to other states, count only if there is no nearer promise;
    a promise of help in a treaty of two counts beside the other treaties.

    Args:
        own: the promises that the state breaks.
        forbidden: whether general law forbids the act too.
    """
    direct = [b for b in own if _is_made_to(b)]
    peace = {b.clause.treaty.id for b in direct if not b.helper}
    near = [b for b in direct if not b.helper or _is_of_two_alone(b, peace)]
    return sorted(near or ([] if forbidden else direct or own), key=_place)


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
