"""Occurrences: what one state does to another, and where it falls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from treaties.models.place import Place
from treaties.vocabulary.terms import EventKind, PlaceKind

AFLOAT = (PlaceKind.FORCES, PlaceKind.VESSEL, PlaceKind.AIRCRAFT)
"""What belongs to a state wherever it is."""


@dataclass(frozen=True, slots=True)
class Where:
    """The place where force falls. `home` is the victim's home territory, whose regions then count."""

    name: str
    kind: PlaceKind
    regions: frozenset[str]
    home: bool = False
    place: Place | None = None
    of: tuple[str, ...] = ()
    administered_by: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An act of one state against another, given by the scenario or derived from it.

    `counter` marks force against the side, or in answer to the state, that used force first; `begun` is the day it
    began.
    """

    kind: EventKind
    actor: str
    object: str
    where: Where
    begun: date
    given: bool = True
    first: bool = False
    counter: bool = False
    isolated: bool = False
    unprovoked: bool | None = None
    conflict: str = ""
    attributed: bool = True
    background: bool = False
    """It belongs to a war that was already running."""
    group: str = ""
    """The armed group that did it, where that is no state."""
    means: str = ""
    """The means of force, where law takes it in a way of its own."""
    guest: str = ""
    """At whom it is aimed, where it hits its object only because it falls on its object's soil."""
    leave: bool | None = None
    """Whether the forces hit stand with leave where they are, where that is given."""
    own_war: bool = False
    """A war as the state that wages it sees it, for clauses that ask only whether there is war: it is the `object`,
    whom it fights is the `actor`, and `where` is where the fighting is."""
    within: tuple[int, int] | None = None
    """For a derived strike, the side on which the struck state fights."""

    @property
    def pair(self) -> str:
        """`actor>object`, as question ids write it."""
        return f"{self.actor}>{self.object}"
