"""Expected duties: one entry in the key of a documented case, or of a move in a game."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from treaties.models.conditions import (
    Names,
    ReadingId,
    StateId,
    Strict,
    TreatyId,
    many,
)
from treaties.vocabulary.terms import Duty

EVERY_PARTY = "*"
"""Stands for every party to the treaty that is not itself in the war."""

TerritorialStatus = Literal[
    "belligerent",
    "bound",
    "conditional",
    "contested",
    "released",
    "not-triggered",
    "no-treaty",
]


Statuses = Annotated[
    tuple[TerritorialStatus, ...], BeforeValidator(many), Field(min_length=1)
]


class Expected(Strict):
    """An entry in the answer key of a documented case: the correct verdict on the states that it names, under one
    treaty or under all. Fields that are None or empty are not checked. Without a `reading`, the entry holds for the law
    itself.
    """

    state: Names = Field(min_length=1)
    """Ids of states; `*` for every party to `treaty` that is not in the war."""
    treaty: TreatyId | None = None
    article: str = "*"
    """A pattern for articles of that treaty."""
    duty: Duty | None = None
    status: Statuses
    """The correct statuses; any of them will do."""
    beneficiary: StateId | None = None
    at_once: bool = True
    """Whether the expectation is about the given events alone; False if the war goes on."""
    contested_by: tuple[str, ...] = ()
    """Patterns for question ids; each must occur in a support of the verdict."""
    events: int | None = None
    """The correct number of further events before the duty falls due; None if it is not checked."""
    judgements: int | None = None
    """The correct number of judgements before the duty falls due; None if it is not checked."""
    failed: tuple[str, ...] = ()
    """Kinds of condition that must be reported as the reason why nothing is due."""
    reading: ReadingId | None = None
    """The reading under which the expectation holds; None for the law without a reading."""
    consensus: Literal["A", "B", "C"] = "B"
    """A: virtually all experts agree; B: most do; C: disputed, so that only the questions are asserted."""
    why: str = Field(min_length=5)

    @model_validator(mode="after")
    def _sound(self) -> Expected:
        if EVERY_PARTY in self.state and not self.treaty:
            raise ValueError("`*` needs a `treaty` whose parties are meant")
        if self.article != "*" and not self.treaty:
            raise ValueError("an `article` needs a `treaty`")
        return self

    @property
    def kind(self) -> str:
        """The kind of answer that the entry expects, for scoring."""
        if "contested" in self.status or "conditional" in self.status:
            return "contested"
        if set(self.status) == {"released"}:
            return "released"
        if "bound" in self.status:
            return "help due" if self.duty and self.duty.drawn_in else "lesser duty"
        return "no treaty" if set(self.status) == {"no-treaty"} else "not called"


KINDS = ("help due", "lesser duty", "contested", "released", "not called", "no treaty")
"""Kinds of expectation, in the order of score tables."""
