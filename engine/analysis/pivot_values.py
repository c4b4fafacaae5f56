"""One thing taken away or settled, and where it leaves a state: as values and in words."""

from __future__ import annotations

from dataclasses import dataclass

from engine.analysis.supports_list import in_steps
from engine.verdicts.verdict import Distance


@dataclass(frozen=True)
class Pivot:
    """One thing taken away, and the distance without it (None: out of reach)."""

    ident: str
    name: str
    without: Distance | None


@dataclass(frozen=True)
class Settled:
    """One question settled: the distance if it is answered yes and if no."""

    ident: str
    text: str
    if_yes: Distance | None
    if_no: Distance | None


def away(d: Distance | None) -> str:
    """A distance in words."""
    return "out of reach" if d is None else "due" if not d.total else f"{in_steps(d)} away"
