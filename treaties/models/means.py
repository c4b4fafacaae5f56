"""The means of force that fall short of open attack, and how law takes each of them."""

from __future__ import annotations

from pydantic import Field

from treaties.models.conditions import Id, SourceId, Strict
from treaties.vocabulary.terms import EventKind, Presumption


class Means(Strict):
    """One means: whether its use is taken for an armed attack, for aggression and for force, until somebody judges."""

    id: Id
    kind: EventKind
    """The kind of event that it is."""
    text: str = Field(min_length=3)
    """It in words, with its article."""
    on_ships: bool = False
    """Whether it hits a private ship, so that no warship is meant by a place at sea."""
    armed_attack: Presumption = Presumption.OPEN
    aggression: Presumption = Presumption.OPEN
    force: Presumption = Presumption.OPEN
    why: str = Field(min_length=10)
    """The authority, and what it says of this means."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    verified: bool = True


class MeansOfForce(Strict):
    """The means in the order of the file."""

    means: tuple[Means, ...] = ()
