"""The atlas: today's borders, and the seats of government of states without land on today's map.

`borders.json` is made by tools/borders.py from Natural Earth (public domain). `seats.json` has the latitude and
longitude of seats of government, `places.json` those of places that can be clicked on a map: islands, straits, seas
and disputed land, and `territories.json` those of colonies, provinces and towns: the middle, or where the town is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

HOME = Path(__file__).parent
QUANTUM = 0.02
"""Degrees in one unit of an encoded coordinate."""

Point = tuple[float, float]
"""Longitude and latitude in degrees; the longitudes of a ring that crosses the antimeridian go beyond 180."""


@dataclass(frozen=True)
class Seat:
    """The place from which a state was governed during days on which no land on today's map represents it. The days run
    from `since` until the day before `until`.
    """

    place: str
    lon: float
    lat: float
    since: date
    until: date


@dataclass(frozen=True)
class Atlas:
    """The outlines of states by ISO code, disputed or unclaimed land, and seats of government by state id."""

    land: dict[str, tuple[tuple[Point, ...], ...]]
    disputed: tuple[tuple[Point, ...], ...]
    seats: dict[str, tuple[Seat, ...]]

    def seat(self, state: str, day: date) -> Seat | None:
        """Return the seat of government that marks a state on a day; None if land on today's map represents the state,
        or if no seat is recorded.

        >>> load_atlas().seat("germany", date(1866, 6, 16)).place
        'Berlin'
        >>> load_atlas().seat("germany", date(1939, 9, 1)) is None
        True
        """
        return next(
            (s for s in self.seats.get(state, ()) if s.since <= day < s.until), None
        )


@cache
def load_atlas() -> Atlas:
    """Load the atlas that is shipped with the law.

    >>> atlas = load_atlas()
    >>> len(atlas.land["LSO"]), atlas.seats["hejaz"][0].place
    (1, 'Mecca')
    """
    made = json.loads((HOME / "borders.json").read_text(encoding="utf-8"))["land"]
    land = {iso: tuple(decoded(r) for r in rings) for iso, rings in made.items()}
    disputed = land.pop("disputed", ())
    seats = {
        state: tuple(
            Seat(
                x["place"],
                x["lon"],
                x["lat"],
                _day(x.get("since"), date.min),
                _day(x.get("until"), date.max),
            )
            for x in spells
        )
        for state, spells in json.loads(
            (HOME / "seats.json").read_text(encoding="utf-8")
        ).items()
    }
    return Atlas(land, disputed, seats)


@cache
def neighbours() -> dict[str, frozenset[str]]:
    """Load, for each state, the ids of the states with which it shares a land border today (made by
    tools/neighbours.py).

    >>> sorted(neighbours()["estonia"])
    ['latvia', 'russia']
    """
    made = json.loads((HOME / "neighbours.json").read_text(encoding="utf-8"))
    return {state: frozenset(others) for state, others in made.items()}


@cache
def place_points() -> dict[str, Point]:
    """Load the longitude and latitude, in degrees, of the places that a map marks, by place id.

    >>> place_points()["senkaku"]
    (123.5, 25.75)
    """
    return _points("places.json")


@cache
def struck_points() -> dict[str, Point]:
    """Load the longitude and latitude, in degrees, of every place at which a map can show an attack, by place id.

    >>> struck_points()["lwow"], [round(c) for c in struck_points()["india-british"]]
    ((24.03, 49.84), [80, 23])
    """
    return place_points() | _points("territories.json")


def _points(name: str) -> dict[str, Point]:
    made = json.loads((HOME / name).read_text(encoding="utf-8"))
    return {place: _point(at) for place, at in made.items()}


def _point(at: str | list[float]) -> Point:
    """The longitude and latitude of a place that is given by its own, latitude first, or by the state whose land it is."""
    if isinstance(at, str):
        return middle_of(load_atlas().land[at])
    lat, lon = at
    return lon, lat


def middle_of(rings: Sequence[Sequence[Point]]) -> Point:
    """Return the centre of gravity of the largest of some outlines.

    >>> middle_of([[(0, 0), (4, 0), (4, 2), (0, 2)]])
    (2.0, 1.0)
    """
    found, largest = rings[0][0], 0.0
    for ring in rings:
        area = x = y = 0.0
        for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
            twice = x0 * y1 - x1 * y0
            area += twice
            x += (x0 + x1) * twice
            y += (y0 + y1) * twice
        if abs(area) > largest:
            found, largest = (x / (3 * area), y / (3 * area)), abs(area)
    return found


def _day(text: str | None, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise


def decoded(text: str) -> tuple[Point, ...]:
    """Return the points of an outline that a text encodes."""
    numbers, value, shift = [], 0, 0
    for c in text:
        bits = ord(c) - 48
        value |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            numbers.append(-(value >> 1) - 1 if value & 1 else value >> 1)
            value = shift = 0
    found, x, y = [], 0, 0
    for i in range(0, len(numbers), 2):
        x, y = x + numbers[i], y + numbers[i + 1]
        found.append((round(x * QUANTUM, 2), round(y * QUANTUM, 2)))
    return tuple(found)
