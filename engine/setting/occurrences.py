"""Occurrences: single acts of one state against another, with their places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from treaties.models.place import Place
from treaties.vocabulary.terms import EventKind, PlaceKind

AFLOAT = (PlaceKind.FORCES, PlaceKind.VESSEL, PlaceKind.AIRCRAFT)
"""Kinds of target that belong to a state wherever they are."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place where force falls. `home` is true for the victim's home territory; `regions` then has the regions in
    which it lies.
    """

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

    `counter` marks force in answer to a state, or a side, that used force first; `begun` is the day the act began.
    """

    kind: EventKind
    actor: str
    object: str
    where: Where
    begun: date
    given: bool = True
    """Whether the scenario gives the act; False for a derived strike."""
    first: bool = False
    """Whether it is force against a state that had not yet used force, declared war or fought for another."""
    counter: bool = False
    isolated: bool = False
    """Whether the act stands alone, so that no state of war follows; always so for a kind that may not be force at all.
    """
    unprovoked: bool | None = None
    """Whether the scenario says that the victim did not provoke it; None if it does not say."""
    conflict: str = ""
    """The name of the conflict to which the act belongs, as articles use it; empty if none."""
    attributed: bool = True
    """False if it is not established that a state is behind the act."""
    background: bool = False
    """Whether the act belongs to a war that was already running."""
    group: str = ""
    """The name of the armed group that acted, if the actor is no state."""
    means: str = ""
    """The means of force, if the law has a rule for it."""
    guest: str = ""
    """The state at which the act was aimed, if it affects its object only because it falls on the object's territory."""
    leave: bool | None = None
    """Whether the forces under attack are there with the territorial state's permission; None if the scenario does not
    say.
    """
    own_war: bool = False
    """Whether this is the attacker's war as its own allies see it, for clauses that require only a war: `object` is then
    the attacker, `actor` its enemy, and `where` the place of the fighting.
    """
    within: tuple[int, int] | None = None
    """For a derived strike, the numbers of the war and of the side on which the struck state fights (`Side.key`)."""

    @property
    def pair(self) -> str:
        """Actor and object as question ids write them: `actor>object`."""
        return f"{self.actor}>{self.object}"
