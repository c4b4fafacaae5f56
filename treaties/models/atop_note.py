"""The note on an instrument's rows in ATOP (Alliance Treaty Obligations and Provisions)."""

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
"""What two descriptions of one pact can agree or differ on."""


class Atop(Strict):
    """The rows of ATOP that are the same pact, and where file and row agree and differ."""

    ids: tuple[PositiveInt, ...] = ()
    agrees: tuple[Point, ...] = ()
    """What was compared and found the same."""
    differs: tuple[Point, ...] = ()
    """What `note` explains a difference of."""
    leaves_out: bool = False
    """Whether ATOP leaves it out by its own rules: an organisation or a pact of all with all."""
    note: str = ""
    """Why they differ, or what stands behind the agreement."""

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
        """The words of the note, or else the points on which file and row agree.

        >>> Atop(ids=[3445], agrees=["defence", "entry", "exit"]).words
        'agrees on defence, entry and exit'
        """
        if self.note or not self.agrees:
            return self.note
        return "agrees on " + " and ".join(
            filter(None, (", ".join(self.agrees[:-1]), self.agrees[-1]))
        )
