"""The parts of the world by which questions and counts are ordered."""

from __future__ import annotations

from enum import StrEnum

from treaties.models.statehood import State


class Region(StrEnum):
    """A part of the world, in the order in which pages go through them."""

    EUROPE = "Europe"
    CAUCASUS_AND_CENTRAL_ASIA = "Caucasus and Central Asia"
    MIDDLE_EAST = "Middle East"
    AFRICA = "Africa"
    SOUTH_ASIA = "South Asia"
    EAST_ASIA = "East Asia"
    PACIFIC = "Pacific"
    AMERICAS = "Americas"


_TAGS = {
    "europe": Region.EUROPE,
    "caucasus": Region.CAUCASUS_AND_CENTRAL_ASIA,
    "central-asia": Region.CAUCASUS_AND_CENTRAL_ASIA,
    "middle-east": Region.MIDDLE_EAST,
    "africa": Region.AFRICA,
    "south-asia": Region.SOUTH_ASIA,
    "east-asia": Region.EAST_ASIA,
    "southeast-asia": Region.EAST_ASIA,
    "oceania": Region.PACIFIC,
    "americas": Region.AMERICAS,
}


def region_of(state: State) -> Region | None:
    """The part of the world in which a state's home territory lies, by the first of its tags that names one.

    A state in two parts is counted in the first that the register names; None where it has no such tag.

    >>> from treaties.loading.corpus import load_corpus
    >>> states = load_corpus().states
    >>> [str(region_of(states[s])) for s in ("russia", "egypt", "afghanistan", "guyana")]
    ['Europe', 'Africa', 'South Asia', 'Americas']
    """
    return next((_TAGS[tag] for tag in state.regions if tag in _TAGS), None)
