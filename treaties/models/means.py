"""The means of force that fall short of open attack, and how law takes each of them."""

from __future__ import annotations

from pydantic import Field

from treaties.models.conditions import Id, SourceId, Strict
from treaties.vocabulary.terms import EventKind, Presumption


class Means(Strict):
    """A means of force: whether it is presumed to be an armed attack, aggression and force, until somebody judges."""

    id: Id
    kind: EventKind
    """The kind of event that its use is."""
    text: str = Field(min_length=3)
    """The means in words, with its article."""
    on_ships: bool = False
    """Whether the means hits a private ship, so that a place at sea is not that of a warship."""
    armed_attack: Presumption = Presumption.OPEN
    aggression: Presumption = Presumption.OPEN
    force: Presumption = Presumption.OPEN
    why: str = Field(min_length=10)
    """The authority, and what it says of the means."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    verified: bool = True


class MeansOfForce(Strict):
    """The means of force, in the order of their file."""

    means: tuple[Means, ...] = ()
