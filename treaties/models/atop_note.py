"""Notes on how an instrument compares with its rows in ATOP (Alliance Treaty Obligations and Provisions)."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import PositiveInt, model_validator

from treaties.models.conditions import Strict

Point = Literal[
    "defence",
    "offence",
    "neutrality",
    "non-aggression",
    "consultation",
    "entry",
    "exit",
    "limits",
    "limits-of-defence",
    "limits-of-offence",
    "limits-of-neutrality",
    "limits-of-non-aggression",
    "limits-of-consultation",
    "members",
]
"""A point on which two descriptions of one pact can agree or differ."""


class Atop(Strict):
    """The rows of ATOP that describe the same pact, and the points on which the file and ATOP agree or differ."""

    ids: tuple[PositiveInt, ...] = ()
    agrees: tuple[Point, ...] = ()
    """Points that were compared and found equal."""
    differs: tuple[Point, ...] = ()
    """Points that differ, as `note` explains."""
    leaves_out: bool = False
    """Whether ATOP omits the pact by its own rules, as an organisation or a pact among all its parties."""
    note: str = ""
    """Why the two differ, or what their agreement rests on."""

    @model_validator(mode="before")
    @classmethod
    def _table(cls, value: Any) -> Any:
        if isinstance(value, list | tuple):
            raise ValueError(
                f"`atop` is a table: write `[atop]` and under it `ids = {list(value)}`"
            )
        return value

    @model_validator(mode="after")
    def _noted(self) -> Self:
        if both := sorted(set(self.agrees) & set(self.differs)):
            raise ValueError(f"`{both[0]}` stands under `agrees` and under `differs`")
        if self.differs and not self.note:
            raise ValueError("a difference needs a `note` that explains it")
        return self

    @property
    def words(self) -> str:
        """The note, or, if it is empty, the points of agreement.

        >>> Atop(ids=[3445], agrees=["defence", "entry", "exit"]).words
        'agrees on defence, entry and exit'
        """
        if self.note or not self.agrees:
            return self.note
        return "agrees on " + " and ".join(
            filter(None, (", ".join(self.agrees[:-1]), self.agrees[-1]))
        )
