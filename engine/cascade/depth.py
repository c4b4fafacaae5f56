"""The depth of a cascade, as a value: rounds, open answers, strikes, steps and further acts."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from treaties.support.limits import NEAR, STEPS, STRIKES, WHOLE, WHOLE_STEPS

FAR = 10_000
"""More open answers than anything rests on."""


@dataclass(frozen=True, slots=True)
class Depth:
    """How far a cascade goes; without any limit, to its end.

    Budgets count strikes and steps, never time: the same question gives the same record everywhere.

    * `rounds`: rounds of the cascade;
    * `horizon`: open answers beyond which no strike is followed;
    * `near`: open answers up to which every strike is followed, beyond the budgets too;
    * `strikes`: strikes beyond the near ones;
    * `steps`: steps, written or waiting, after which a layer is left unfinished;
    * `finish`: whether a layer that is begun is finished, however many strikes it has;
    * `far`: strikes after the events as given, one after another.
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
    """Choose how far an answer is derived; with nothing named the cascade runs to its end.

    Args:
        rounds: the rounds of the cascade after which any of the others is cut, from 1; None for all.
        horizon: the open answers up to which strikes are followed by their cost; None for no horizon.
        far: the further acts within which all strikes are followed, and no others; it goes before `horizon`.
        whole: go as far as the budgets of a whole derivation; it goes before `far`.

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
