"""Neutrality as states declared it in the wars of others: an act of their own, which they could end."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from treaties.models.conditions import SourceId, StateId, Strict
from treaties.models.dated import Dated


class Neutrality(Dated):
    """A declaration of a state that it was neutral, or no belligerent, in a war, with its days."""

    state: StateId
    stance: Literal["neutral", "non-belligerent"] = "neutral"
    between: tuple[StateId, ...] = Field(min_length=2)
    """The belligerents of the war or wars in which the state was neutral."""
    act: str = Field(min_length=5)
    """The act by which the state declared it."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    verified: bool = True


class Neutralities(Strict):
    """The declarations of neutrality, in the order of their file."""

    neutralities: tuple[Neutrality, ...] = ()
