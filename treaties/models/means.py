"""Means of force short of open attack, and how law classifies each."""

from __future__ import annotations

from pydantic import Field

from treaties.models.conditions import Id, SourceId, Strict
from treaties.vocabulary.terms import EventKind, Presumption


class Means(Strict):
    """A means of force, with presumptions whether it is an armed attack, aggression or force."""

    id: Id
    kind: EventKind
    """The kind of event that uses the means."""
    text: str = Field(min_length=3)
    """The means in words, with its grammatical article."""
    on_ships: bool = False
    """Whether the means is directed at private ships, so that a place at sea is not taken for a warship."""
    armed_attack: Presumption = Presumption.OPEN
    aggression: Presumption = Presumption.OPEN
    force: Presumption = Presumption.OPEN
    why: str = Field(min_length=10)
    """The authority, and what it says about the means."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    verified: bool = True


class MeansOfForce(Strict):
    """The file of means of force."""

    means: tuple[Means, ...] = ()
