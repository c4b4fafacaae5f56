"""The JSON of the corpus counted, as models.

What is written and the published schema are read off them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from engine.output.json_parts import ResultShape, Shape
from engine.output.result import Part
from validation.atop.json_agreement import CoverageJson


@dataclass(frozen=True)
class Inventory(Part):
    """How well a group of instruments is known."""

    name: str
    instruments: int
    checked: int
    """Of which every point was checked against a source that was opened."""
    beyond: Annotated[int, Field(alias="not_to_be_checked")]
    """Of which some point cannot be checked, for a reason that is given, and nothing else waits."""
    waiting: Annotated[int, Field(alias="not_checked_yet")]
    """Of which some point still waits to be checked."""
    in_force: int
    """Of which bind somebody on the day of the count."""


class HotSpotsJson(Shape):
    """Questions of the day: how many were read against sources, and with what outcome."""

    count: int
    read: int
    corrected: int
    reviewed: int
    mended: int


class CorpusStateJson(ResultShape):
    """The corpus counted."""

    day: str
    obligations: int
    warrants: dict[str, int] = Field(description="Obligations by what they rest on.")
    warrants_in_force: dict[str, int] = Field(description="The same of those in force.")
    helping: int = Field(description="Obligations in force to fight, help or act.")
    helping_seen: int = Field(description="Those of which a phrase is quoted and its words were seen.")
    known_of: int
    watched: int
    looks: int
    invoked: int
    readings: int
    places: int
    running_wars: int
    whole: Inventory
    today: Inventory
    regions: list[Inventory]
    periods: list[Inventory]
    articles_without_source: int
    hot_spots: HotSpotsJson
    coverage: list[CoverageJson]
    agreement: float | None
