"""Declarations of neutrality in the wars of other states, which their authors could withdraw."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from treaties.models.conditions import SourceId, StateId, Strict
from treaties.models.dated import Dated


class Neutrality(Dated):
    """A state's declaration that it was neutral, or not a belligerent, in a war, with its period."""

    state: StateId
    stance: Literal["neutral", "non-belligerent"] = "neutral"
    between: tuple[StateId, ...] = Field(min_length=2)
    """The belligerents of the war."""
    act: str = Field(min_length=5)
    """The act by which the state declared it."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    verified: bool = True


class Neutralities(Strict):
    """The file of declarations of neutrality."""

    neutralities: tuple[Neutrality, ...] = ()
