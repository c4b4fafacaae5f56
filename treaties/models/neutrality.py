"""Neutrality as states declared it in the wars of others: an act of their own, which they could end."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from treaties.models.conditions import SourceId, StateId, Strict
from treaties.models.dated import Dated


class Neutrality(Dated):
    """That a state declared itself neutral in a war, or no belligerent, from its first day to its end."""

    state: StateId
    stance: Literal["neutral", "non-belligerent"] = "neutral"
    between: tuple[StateId, ...] = Field(min_length=2)
    """The belligerents of the war, or of the wars, in which it was."""
    act: str = Field(min_length=5)
    """By what it said so."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    verified: bool = True


class Neutralities(Strict):
    """The declarations in the order of the file."""

    neutralities: tuple[Neutrality, ...] = ()
