"""The gazetteer: places that can be attacked, and the areas that treaties cover."""

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
    """A state that holds, administers or claims a place, for a period."""

    state: StateId


class Place(Strict):
    """A place that can be attacked: land, an island, a sea."""

    id: Id
    name: str
    names: tuple[DatedName, ...] = ()
    """Former names, with their periods."""
    kind: PlaceKind = PlaceKind.TERRITORY
    of: tuple[Holder, ...] = ()
    """The state to whose territory it belongs in the view of most states; empty for the high seas."""
    administered_by: tuple[Holder, ...] = ()
    """The state that controls it, if it is another one."""
    represented_by: tuple[Holder, ...] = ()
    """The state that conducts its foreign relations, if it belongs to none."""
    claimed_by: tuple[Holder, ...] = ()
    """Other states that claim it; whose territory it is, is then a question of law."""
    regions: tuple[Id, ...] = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    note: str = ""
    source: Id | None = None

    def name_on(self, day: date) -> str:
        """Return the name of the place on a day."""
        return next((n.name for n in self.names if n.covers(day)), self.name)


class Limb(Strict):
    """One part of a treaty area: some kinds of target in some regions."""

    kinds: tuple[PlaceKind, ...]
    regions: tuple[Id, ...] = ()
    """The regions; any if empty."""
    places: tuple[PlaceId, ...] = ()
    """Single places that the treaty names."""
    excluding: tuple[Id, ...] = ()
    """Regions or places excluded from the part."""
    of: tuple[Id, ...] = ()
    """The states whose territory it must be; the beneficiary's if empty."""
    administered_by: tuple[Id, ...] = ()
    """The states that must administer it."""
    holds: Literal["yes", "doubtful"] = "yes"
    """`doubtful` if it is a question of law whether the part is covered."""
    between: Dated = Dated()
    """The period in which this part applies, for areas amended over time."""


class Area(Strict):
    """The area that a treaty covers, as a list of parts; a place lies in the area if it lies in any part."""

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
        """Return a place by id, name or alias.

        Raises `UnknownName` with the nearest names.
        """
        if found := self.get(text):
            return found
        raise UnknownName("place", text, self.names(), remedy=See.PLACES)

    def get(self, text: str) -> Place | None:
        """Return a place by id, name or alias in any spelling; None if there is none."""
        return self._named.get(fold(text))

    @cached_property
    def _named(self) -> dict[str, Place]:
        return {
            fold(word): p
            for p in self.places
            for word in (p.id, p.name, *(n.name for n in p.names), *p.aliases)
        }

    def area(self, ident: str) -> Area:
        """Return an area by id.

        Raises `UnknownName` for an unknown id.
        """
        if found := next((a for a in self.areas if a.id == ident), None):
            return found
        raise UnknownName("area", ident, [a.id for a in self.areas])

    def names(self) -> Iterable[str]:
        """Yield every id, name and alias of a place."""
        return (word for p in self.places for word in (p.id, p.name, *p.aliases))
