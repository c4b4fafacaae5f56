"""One thing taken away or settled, and where it leaves a state: as values and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from engine.analysis.supports_list import in_steps
from engine.output.result import Part, StandingAt, StepsTo
from engine.verdicts.verdict import Distance


@dataclass(frozen=True)
class Pivot(Part):
    """A treaty or a party taken away."""

    ident: Annotated[str, Field(alias="id")]
    name: str
    without: Annotated[StepsTo | None, Field(description="How far it is then; null is out of reach.")]


@dataclass(frozen=True)
class Settled(Part):
    """A question settled: how far it is if it is answered yes, and if no."""

    ident: Annotated[str, Field(alias="id")]
    text: str
    if_yes: StepsTo | None
    if_no: StepsTo | None


@dataclass(frozen=True)
class ReadAs(Part):
    """The verdict under a reading that changes it."""

    reading: str
    verdict: StandingAt


def away(d: Distance | None) -> str:
    """A distance in words."""
    return "out of reach" if d is None else "due" if not d.total else f"{in_steps(d)} away"
