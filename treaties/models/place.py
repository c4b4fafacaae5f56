"""The gazetteer: places that can be hit, and the areas that area clauses speak of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field

from treaties.models.conditions import Id, PlaceId, StateId, Strict
from treaties.models.dated import Dated
from treaties.vocabulary.errors import See, UnknownName
from treaties.vocabulary.names import DatedName, fold
from treaties.vocabulary.terms import PlaceKind


class Holder(Dated):
    """A state that holds, administers or claims a place, with the days."""

    state: StateId


class Place(Strict):
    """A place where an attack can fall: land, an island, a sea."""

    id: Id
    name: str
    names: tuple[DatedName, ...] = ()
    """Its former names, with their days."""
    kind: PlaceKind = PlaceKind.TERRITORY
    of: tuple[Holder, ...] = ()
    """The state to whose territory it belongs in the view of most states; empty for the high seas."""
    administered_by: tuple[Holder, ...] = ()
    """The state that controls it, where that is another state."""
    represented_by: tuple[Holder, ...] = ()
    """The state that conducts its foreign relations, where it belongs to none."""
    claimed_by: tuple[Holder, ...] = ()
    """Other states that claim it; it is then a question of law whose it is."""
    regions: tuple[Id, ...] = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    note: str = ""
    source: Id | None = None

    def name_on(self, day: date) -> str:
        """Give the name of the place on a day."""
        return next((n.name for n in self.names if n.covers(day)), self.name)


class Limb(Strict):
    """One part of the area of a clause: some kinds of target in some regions."""

    kinds: tuple[PlaceKind, ...]
    regions: tuple[Id, ...] = ()
    """Any region where left out."""
    places: tuple[PlaceId, ...] = ()
    """Single places that the clause names."""
    excluding: tuple[Id, ...] = ()
    """Regions or places that the part leaves out."""
    of: tuple[Id, ...] = ()
    """The state whose territory it must be; the beneficiary's where left out."""
    administered_by: tuple[Id, ...] = ()
    """The state that must administer it."""
    holds: Literal["yes", "doubtful"] = "yes"
    """`doubtful` raises a question of law instead of deciding."""
    between: Dated = Dated()
    """While the limb holds (a scope amended by date)."""


class Area(Strict):
    """The area that a clause covers, as a list of parts; the place lies in the area if it lies in one part."""

    id: Id
    name: str
    gist: str
    limbs: tuple[Limb, ...] = Field(min_length=1)
    source: Id | None = None
    verified: bool = True


class Gazetteer(Strict):
    """All places and areas.

    >>> from treaties.loading.corpus import load_corpus
    >>> load_corpus().gazetteer.place("Guam").id
    'guam'
    """

    places: tuple[Place, ...] = ()
    areas: tuple[Area, ...] = ()

    def place(self, text: str) -> Place:
        """Find the place of that id, name or alias; raises `UnknownName` with near matches."""
        if found := self.get(text):
            return found
        raise UnknownName("place", text, self.names(), remedy=See.PLACES)

    def get(self, text: str) -> Place | None:
        """Find a place by its id, a name or an alias, in any spelling; None where there is none."""
        return self._named.get(fold(text))

    @cached_property
    def _named(self) -> dict[str, Place]:
        return {
            fold(word): p
            for p in self.places
            for word in (p.id, p.name, *(n.name for n in p.names), *p.aliases)
        }

    def area(self, ident: str) -> Area:
        """Find the area of that id."""
        if found := next((a for a in self.areas if a.id == ident), None):
            return found
        raise UnknownName("area", ident, [a.id for a in self.areas])

    def names(self) -> Iterable[str]:
        """List every id, name and alias of a place."""
        return (word for p in self.places for word in (p.id, p.name, *p.aliases))
