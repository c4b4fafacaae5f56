"""The JSON of the corpus held against other data, as models.

What is written and the published schema are read off them.
"""

from __future__ import annotations

from pydantic import Field

from engine.output.json_parts import ResultShape, Shape
from validation.atop.agreement import Cell


class CellsJson(Shape):
    """Cells of one field, by how they stand to the other source."""

    cells: int
    agree: int
    explained: int
    unexplained: int


class PeriodJson(Shape):
    """Defence pacts of one period."""

    period: str
    have: int
    of: int


class LastingJson(Shape):
    """Pacts that held on the last day of the data."""

    have: int
    of: int


class CoverageJson(Shape):
    """How many of a data set's defence pacts have an instrument here."""

    source: str
    have: int
    of: int
    periods: list[PeriodJson]
    at_the_end: LastingJson
    missing: list[int] = Field(description="Numbers of the pacts that have none.")


class AgreementJson(ResultShape):
    """The corpus held against other data: `coverage` alone where no member file of ATOP is given."""

    source: str = Field("", description="The file that the corpus is held against.")
    treaties: int = Field(0, description="Instruments that have a row in it.")
    share: float = Field(0.0, description="Cells that agree or are explained, of all.")
    fields: dict[str, CellsJson] = Field({}, description="Cells by field, and of all.")
    causes: dict[str, int] = Field({}, description="How many differences each cause explains.")
    differences: list[Cell] = Field(
        [], description="Cells that differ, explained or not, without the other source's value."
    )
    coverage: list[CoverageJson]
