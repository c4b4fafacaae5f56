"""Depth: the limits of a cascade in rounds, open answers, strikes, steps and further acts."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from treaties.support.limits import NEAR, STEPS, STRIKES, WHOLE, WHOLE_STEPS

FAR = 10_000
"""More open answers than any fact needs."""


@dataclass(frozen=True, slots=True)
class Depth:
    """The limits of a cascade. Without any limit it runs to its end.

    Limits count strikes and steps, never time, so that the same question gives the same record everywhere.

    * `rounds`: rounds of the cascade;
    * `horizon`: open answers beyond which no strike is followed;
    * `near`: open answers up to which every strike is followed, beyond the other limits too;
    * `strikes`: strikes to follow beyond the near ones;
    * `steps`: steps after which a layer is left unfinished;
    * `finish`: whether to finish each layer once begun, however many strikes it has;
    * `far`: successive strikes to follow after the given events.
    """

    rounds: int | None = None
    horizon: int = FAR
    near: int = NEAR
    strikes: int = FAR
    steps: float = inf
    finish: bool = False
    far: int | None = None


def depth_of(
    rounds: int | None,
    horizon: int | None,
    far: int | None = None,
    *,
    whole: bool = False,
) -> Depth:
    """Return the depth to which an answer is derived. Without arguments the cascade runs to its end.

    Args:
        rounds: the number of rounds; None for all.
        horizon: the number of open answers up to which strikes are followed; None for no limit.
        far: the number of further acts within which all strikes are followed; overrides `horizon`.
        whole: whether to go as far as the budget for a complete derivation; overrides `far`.

    >>> depth_of(2, 6).horizon, depth_of(None, 6, far=1).far, depth_of(None, None).horizon == FAR
    (6, 1, True)
    """
    if whole:
        return Depth(rounds, strikes=WHOLE, steps=WHOLE_STEPS, finish=True)
    if far is not None:
        return Depth(rounds, steps=STEPS, far=far)
    if horizon is None:
        return Depth(rounds)
    return Depth(rounds, horizon, strikes=STRIKES, steps=STEPS)
