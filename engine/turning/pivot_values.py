"""One thing taken away or settled, and where it leaves a state: as values and in words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from engine.turning.supports_list import in_steps
from engine.verdicts.verdict import Distance


@dataclass(frozen=True)
class Pivot:
    """One thing taken away: the distance without it (None: out of reach) and its Shapley value, where reckoned."""

    ident: str
    name: str
    without: Distance | None
    shapley: Fraction | float | None = None


@dataclass(frozen=True)
class Settled:
    """One question settled: the distance if it is answered yes and if no, and its Shapley value."""

    ident: str
    text: str
    if_yes: Distance | None
    if_no: Distance | None
    shapley: Fraction | float | None = None


def away(d: Distance | None) -> str:
    """A distance in words."""
    return "out of reach" if d is None else "due" if not d.total else f"{in_steps(d)} away"


def value(x: Fraction | float | None) -> str:
    """A Shapley value in words."""
    return "" if x is None else f"{float(x):.3f}"
