"""The JSON of cases held against the engine, as models.

What is written and the published schema are read off them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from engine.output.json_parts import ResultShape, Shape
from engine.output.result import Part, Standing, Unwritten
from engine.verdicts.verdict import Verdict


@dataclass(frozen=True)
class Failed(Part):
    """A condition that failed, and why."""

    condition: str
    reason: str


@dataclass(frozen=True)
class Finding(Standing):
    """What was derived for one state of an expectation, and every respect in which it differs."""

    state: str
    ground: Annotated[str, Field(description="Treaty and article, or nothing.")]
    questions: tuple[str, ...]
    """The questions of the nearest support."""
    failed: tuple[Failed, ...]
    """Conditions that failed, where nothing is due."""
    faults: Annotated[tuple[str, ...], Field(description="Every respect in which it is not what is expected.")]
    verdict: Unwritten[Verdict]
    joins: Unwritten[bool]
    """Whether the baseline has this state fight."""


class LineJson(Shape):
    """One expectation, and what was derived for each of its states."""

    kind: str
    expected: dict[str, Any] = Field(description="As the file of the case has it.")
    derived: list[Finding]
    right: bool
    baseline_right: bool


class CaseJson(Shape):
    """One case that was run; invocation and conduct stand apart and decide nothing."""

    code: str
    id: str
    title: str
    date: str
    group: str
    right: bool
    lines: list[LineJson]
    invocation: list[dict[str, Any]]
    conduct: list[dict[str, Any]]
    coded: list[dict[str, Any]]


class CountedJson(Shape):
    """Expectations of one kind, and how many of them engine and baseline get right."""

    kind: str
    lines: int
    engine: int
    baseline: int


class HonouredJson(Shape):
    """Duties that the texts gave and of which it is told whether they were kept."""

    duties: int
    honoured: int


class CasesJson(ResultShape):
    """Cases with their score."""

    cases: list[CaseJson]
    score: list[CountedJson]
    baseline: str = Field(description="What the baseline has every ally do.")
    conduct: HonouredJson
