"""Occurrences: what one state does to another, and where it falls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from treaties.models.place import Place
from treaties.vocabulary.terms import EventKind, PlaceKind

AFLOAT = (PlaceKind.FORCES, PlaceKind.VESSEL, PlaceKind.AIRCRAFT)
"""The kinds of target that belong to a state wherever they are."""


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
    """An act of one state against another, from the scenario or derived from it.

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
    """Whether the act belongs to a war that was already running."""
    group: str = ""
    """The armed group that acted, where the actor is no state."""
    means: str = ""
    """The means of force, where the law has a rule of its own for it."""
    guest: str = ""
    """The state at which the act is aimed, where it hits its object only because it falls on the object's soil."""
    leave: bool | None = None
    """Whether the forces hit stand with leave where they are, where that is given."""
    own_war: bool = False
    """Whether this is a war as the state that wages it sees it, for clauses that ask only whether there is war:
    `object` is then that state, `actor` its enemy, and `where` the place of the fighting.
    """
    within: tuple[int, int] | None = None
    """For a derived strike, the side on which the struck state fights."""

    @property
    def pair(self) -> str:
        """The pair as question ids write it: `actor>object`."""
        return f"{self.actor}>{self.object}"
