"""The entry of a state in the register: names, codes and attributes, each with its days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from treaties.vocabulary.names import DatedCode, DatedName, DatedNumber, Span

_TAGS = """
    europe balkans mediterranean north-atlantic africa north-africa sub-saharan-africa asia north-asia east-asia
    southeast-asia south-asia central-asia caucasus middle-east arab north-america central-america caribbean
    south-america americas oceania pacific west-pacific british-isles indian-ocean
    """
REGIONS = frozenset(_TAGS.split())
"""The tags that `regions` may hold: where the home territory lies."""


class State(BaseModel):
    """A state under its present (or last) name, with its dated attributes.

    >>> siam = State.model_validate({
    ...     "id": "thailand", "name": "Thailand", "names": [{"name": "Siam", "until": "1939-06-23"}],
    ...     "cow": [{"code": 800}], "system": [{"since": "1887-01-01"}], "exists": [{"since": "1816-01-01"}]})
    >>> siam.name_on(date(1900, 1, 1)), siam.name_on(None), siam.cow_on(None), siam.exists_on(date(1850, 1, 1))
    ('Siam', 'Thailand', 800, True)
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    names: tuple[DatedName, ...] = ()
    cow: tuple[DatedNumber, ...] = ()
    gw: tuple[DatedNumber, ...] = ()
    iso2: str | None = None
    iso3: str | None = None
    former_iso: tuple[DatedCode, ...] = ()
    system: tuple[Span, ...] = ()
    exists: tuple[Span, ...] = ()
    began: str = ""
    """The act that its first day marks, where the list of the state system counts another day near it."""
    great_power: tuple[Span, ...] = ()
    nuclear: tuple[Span, ...] = ()
    communist: tuple[Span, ...] = ()
    regions: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    note: str = ""

    @property
    def lifetime(self) -> tuple[Span, ...]:
        """The days on which it existed: `exists`, or where that is left out its days as a member of the state system."""
        if self.exists or not self.system:
            return self.exists
        return (Span(since=self.system[0].since, until=self.system[-1].until),)

    @property
    def spans(self) -> list[tuple[date, date | None]]:
        """Its lifetime as spans of a first day and the first day after."""
        return [
            (s.since or date.min, s.until + timedelta(days=1) if s.until else None)
            for s in self.lifetime
        ]

    def name_on(self, day: date | None) -> str:
        """Give its name on a day; without a day, or without a recorded name, the present name."""
        return next((n.name for n in self.names if day and n.covers(day)), self.name)

    def cow_on(self, day: date | None) -> int | None:
        """Give its Correlates of War number on a day; without a day the latest."""
        return _code_on(self.cow, day)

    def gw_on(self, day: date | None) -> int | None:
        """Give its Gleditsch-Ward number on a day; without a day the latest."""
        return _code_on(self.gw, day)

    def exists_on(self, day: date) -> bool:
        """Tell whether the state existed on a day, occupied or not; membership of the state system (`system`) is
        narrower.
        """
        return _covered(self.lifetime, day)

    def is_great_power(self, day: date) -> bool:
        """Tell whether the Correlates of War count the state as a major power on a day."""
        return _covered(self.great_power, day)

    def is_nuclear(self, day: date) -> bool:
        """Tell whether the state held nuclear weapons on a day."""
        return _covered(self.nuclear, day)

    def is_communist(self, day: date) -> bool:
        """Tell whether a communist (Marxist-Leninist) party governed the state on a day."""
        return _covered(self.communist, day)


def _covered(spans: Iterable[Span], day: date) -> bool:
    return any(span.covers(day) for span in spans)


def _code_on(codes: tuple[DatedNumber, ...], day: date | None) -> int | None:
    if day is None:
        return codes[-1].code if codes else None
    return next((c.code for c in codes if c.covers(day)), None)


def spellings(state: State) -> Iterator[tuple[str, Span]]:
    """List the names of a state, with the days on which each was its name; an undated name holds always."""
    always = Span()
    if state.name not in (n.name for n in state.names):
        yield state.id, always
        yield state.name, always
    for dated in state.names:
        yield dated.name, dated
    for alias in state.aliases:
        yield alias, always


def iso_codes(state: State) -> Iterator[tuple[str, Span]]:
    """List every ISO 3166 code of the state, with its days."""
    for code in (state.iso2, state.iso3):
        if code:
            yield code, Span()
    for former in state.former_iso:
        yield former.code, former


class Region(StrEnum):
    """A part of the world, in the order in which pages go through them, with the tags of the register that lie in it."""

    tags: tuple[str, ...]

    EUROPE = "Europe", "europe"
    CAUCASUS_AND_CENTRAL_ASIA = "Caucasus and Central Asia", "caucasus", "central-asia"
    MIDDLE_EAST = "Middle East", "middle-east"
    AFRICA = "Africa", "africa"
    SOUTH_ASIA = "South Asia", "south-asia"
    EAST_ASIA = "East Asia", "east-asia", "southeast-asia"
    PACIFIC = "Pacific", "oceania"
    AMERICAS = "Americas", "americas"

    def __new__(cls, value: str, *tags: str) -> Region:
        """A part of the world with its tags."""
        region = str.__new__(cls, value)
        region._value_, region.tags = value, tags
        return region


def region_of(state: State) -> Region | None:
    """Find the part of the world in which a state's home territory lies, by the first of its tags that names one.

    A state in two parts is counted in the first that the register names; None where it has no such tag.

    >>> from treaties.loading.corpus import load_corpus
    >>> states = load_corpus().states
    >>> [str(region_of(states[s])) for s in ("russia", "egypt", "afghanistan", "guyana")]
    ['Europe', 'Africa', 'South Asia', 'Americas']
    """
    return next(
        (region for tag in state.regions for region in Region if tag in region.tags),
        None,
    )
