"""The JSON of the most entangling dyads, as models: what is written and the published schema are read off them."""

from __future__ import annotations

from typing import Any

from pydantic import Field, create_model

from engine.output.json_models import LawJson, ReasonJson
from engine.output.json_parts import ResultShape, Shape
from engine.sweep.work import COLUMNS


class BindingJson(Shape):
    """One clause that binds states at once in one direction of a dyad."""

    treaty: str
    article: str
    duty: str
    status: str
    states: list[str]
    proof: ReasonJson = Field(description="The proof for the first of `states`.")


_COLUMNS: dict[str, Any] = {c: (kind | None, Field(None)) for c, kind in COLUMNS.items()}
DirectionJson = create_model(
    "DirectionJson",
    __base__=Shape,
    __doc__="The attack of one state on another: the row of the sweep, and the clauses that bind.",
    **_COLUMNS,
    causes=(list[BindingJson], ...),
)


class DyadJson(Shape):
    """Two states, and what binds others if either attacks the other."""

    states: list[str]
    bound_to_one: int = Field(description="How many states are bound at once to one of the two only.")
    directions: list[DirectionJson]


class DyadsJson(ResultShape):
    """The most entangling dyads of a day, under one reading; the first binds most."""

    law: LawJson
    on: str
    reading: str = Field(description="Empty for none.")
    dyads: list[DyadJson]
