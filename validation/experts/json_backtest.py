"""The JSON of derived duties held against experts' codings, as models.

What is written and the published schemas are read off them.
"""

from __future__ import annotations

from pydantic import Field

from engine.output.json_models import LawJson
from engine.output.json_parts import ResultShape, Shape
from treaties.models.edition import DataFile
from validation.experts.agreement_score import Concordance


class CoveredJson(Shape):
    """How many of the experts' rows and wars the files have."""

    rows: int
    covered: int
    war_in_no_file: int
    alliance_in_no_file: int
    wars: int
    wars_covered: int
    by_war_from: dict[str, int]


class RangeJson(Shape):
    """The lowest and the highest kappa when each war is left out in turn."""

    lowest: float
    highest: float


class ConfusionJson(Shape):
    """Counts of what the experts and what the engine say, by groups in which a row may stand several times."""

    by_promise: dict[str, dict[str, int]]
    by_condition: dict[str, dict[str, int]]


class CodedJson(Shape):
    """One row of the experts with what was derived for it."""

    warid: int
    atopid: int
    war_from: str
    covered: bool
    expert: str
    derived: str
    decided_by: str
    rule: str
    level: str
    agrees: bool | None = Field(description="Null where nothing could be derived.")


class BacktestJson(ResultShape):
    """Derived duties held against experts' coding of past wars."""

    coverage: CoveredJson
    n: int
    accuracy: float
    kappa: float
    intervals: dict[str, tuple[float, float]] | None = Field(description="Null for one war.")
    kappa_of_kinds: float
    coding: str
    corpus: bool = Field(description="Whether articles were read where the corpus has them.")
    law: LawJson | None
    data_: list[DataFile] = Field(alias="data", description="The files of experts and of wars.")
    baselines: dict[str, Concordance]
    without_each_war: RangeJson | None = Field(description="Null for one war.")
    confusion: ConfusionJson
    rows: list[CodedJson]
    several_codes: list[tuple[int, int]] = Field(description="War and alliance of rows with several codes.")
    notes: list[str]
