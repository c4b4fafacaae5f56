"""States: the names, codes and attributes of each, with their periods."""

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
"""The tags allowed in `regions`: where the home territory lies."""


class State(BaseModel):
    """A state under its present (or last) name, with dated attributes.

    `exists` are the periods in which the state existed; `system` those in which the Correlates of War count it in the
    state system. If `exists` is empty, the state existed from the first to the last day of `system`. `cow` and `gw` are
    its numbers in the lists of the Correlates of War and of Gleditsch and Ward.

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
    """The act that its first day marks, if the Correlates of War give another day near it."""
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
        """The periods in which the state existed: `exists`, or by default from its first to its last day in the state
        system.
        """
        if self.exists or not self.system:
            return self.exists
        return (Span(since=self.system[0].since, until=self.system[-1].until),)

    @property
    def spans(self) -> list[tuple[date, date | None]]:
        """The lifetime of the state as pairs of a first day and the first day after the end."""
        return [
            (s.since or date.min, s.until + timedelta(days=1) if s.until else None)
            for s in self.lifetime
        ]

    def name_on(self, day: date | None) -> str:
        """Return the state's name on a day; its present name if `day` is None or no other name is recorded."""
        return next((n.name for n in self.names if day and n.covers(day)), self.name)

    def cow_on(self, day: date | None) -> int | None:
        """Return the state's Correlates of War number on a day; the latest if `day` is None."""
        return _code_on(self.cow, day)

    def gw_on(self, day: date | None) -> int | None:
        """Return the state's Gleditsch-Ward number on a day; the latest if `day` is None."""
        return _code_on(self.gw, day)

    def exists_on(self, day: date) -> bool:
        """Return whether the state existed on a day, occupied or not; membership in the state system (`system`) is
        narrower.
        """
        return _covered(self.lifetime, day)

    def is_great_power(self, day: date) -> bool:
        """Return whether the Correlates of War list the state as a major power on a day."""
        return _covered(self.great_power, day)

    def is_nuclear(self, day: date) -> bool:
        """Return whether the state had nuclear weapons on a day."""
        return _covered(self.nuclear, day)

    def is_communist(self, day: date) -> bool:
        """Return whether a communist (Marxist-Leninist) party governed the state on a day."""
        return _covered(self.communist, day)


def _covered(spans: Iterable[Span], day: date) -> bool:
    return any(span.covers(day) for span in spans)


def _code_on(codes: tuple[DatedNumber, ...], day: date | None) -> int | None:
    if day is None:
        return codes[-1].code if codes else None
    return next((c.code for c in codes if c.covers(day)), None)


def spellings(state: State) -> Iterator[tuple[str, Span]]:
    """Yield each name of a state with the period in which it was used; names without dates always apply."""
    always = Span()
    if state.name not in (n.name for n in state.names):
        yield state.id, always
        yield state.name, always
    for dated in state.names:
        yield dated.name, dated
    for alias in state.aliases:
        yield alias, always


def iso_codes(state: State) -> Iterator[tuple[str, Span]]:
    """Yield every ISO 3166 code of a state with its period."""
    for code in (state.iso2, state.iso3):
        if code:
            yield code, Span()
    for former in state.former_iso:
        yield former.code, former


class Region(StrEnum):
    """A part of the world, in the order used on pages, with its tags in the register of states."""

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
    """Return the part of the world in which a state's home territory lies: that of the first of the state's tags that
    stands for a part. None if no tag does.

    >>> from treaties.loading.corpus import load_corpus
    >>> states = load_corpus().states
    >>> [str(region_of(states[s])) for s in ("russia", "egypt", "afghanistan", "guyana")]
    ['Europe', 'Africa', 'South Asia', 'Americas']
    """
    return next(
        (region for tag in state.regions for region in Region if tag in region.tags),
        None,
    )
