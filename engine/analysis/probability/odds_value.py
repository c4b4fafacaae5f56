"""The odds as a value: bounds or one number, what weighs in it, and the likeliest ways in and out."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from engine.analysis.inquiry import Inquiry
from engine.analysis.probability.chance import Chance, CommonCause

EXACT_NODES = 20_000
"""Circuit nodes up to which the odds are given as an exact fraction."""


@dataclass(frozen=True)
class Importance:
    """How much one question weighs: `birnbaum` is the odds given yes less those given no."""

    question: str
    chance: Chance
    birnbaum: float


@dataclass(frozen=True)
class LikelyWay:
    """A set of answers and the probability that they are all given; `proved` that none is more probable."""

    mask: int
    chance: float
    proved: bool


@dataclass(frozen=True)
class Probability:
    """The odds of one state and duty. `low` and `high` differ where a prior is an interval or the sum was only bounded.

    `exact` says that the ends are exact for the priors given; `method` how they were found.
    """

    inquiry: Inquiry = field(repr=False)
    low: Fraction | float
    high: Fraction | float
    exact: bool
    method: str
    importance: tuple[Importance, ...] = ()
    way_in: LikelyWay | None = None
    way_out: LikelyWay | None = None
    causes: tuple[CommonCause, ...] = ()
    missing: tuple[str, ...] = ()
    """Questions without a prior, over all of whose values the bounds run."""
    late: bool = False
    """Whether it was the time given that cut it."""

    @property
    def value(self) -> Fraction | float:
        """The odds as one number; raises `ValueError` where they are an interval."""
        if self.low != self.high:
            raise ValueError(f"the odds are an interval, from {float(self.low):.6g} to {float(self.high):.6g}")
        return self.low

    def __float__(self) -> float:
        return float(self.value)
