"""The map of the atlas: outlines of today's land, and the position on it of each state of a day."""

from __future__ import annotations

from datetime import date
from functools import cache

from engine.forms.globe import area_of, path_of, roomiest, whole_world
from engine.forms.svg import XY, esc, num, tag
from treaties.atlas import load_atlas, place_points
from treaties.models.corpus import Corpus
from treaties.models.place import Place
from treaties.models.states import State

WIDE = 1600.0
"""The width of the map, in px."""
SMALL = 30.0
"""The area, in square px, below which land also gets a dot large enough for a finger."""


@cache
def _outlines() -> dict[str, list[list[XY]]]:
    window = whole_world([(10.0, 50.0)], WIDE)
    land = {iso: window.outlines(rings) for iso, rings in load_atlas().land.items()}
    return {"": window.outlines(load_atlas().disputed)} | {
        iso: rings for iso, rings in land.items() if rings
    }


def drawn(corpus: Corpus) -> str:
    """Return the map as SVG, without names of states: a path for the land of each of today's ISO codes, and a mark with a
    name for each place that can be clicked.
    """
    window = whole_world([(10.0, 50.0)], WIDE)
    paths = []
    for iso, rings in _outlines().items():
        kind, at = (
            "land" if iso else "land disputed",
            " ".join(map(num, roomiest(rings))),
        )
        paths.append(
            tag(
                "path",
                d=path_of(rings),
                class_=kind,
                data_iso=esc(iso) or None,
                data_at=at,
            )
        )
    box = f"0 0 {window.wide:.0f} {window.high:.0f}"
    marks = []
    for ident, point in place_points().items():
        place = corpus.gazetteer.place(ident)
        name = (
            place.name.rpartition(" in the ")[2]
            if place.kind == "vessel"
            else place.name
        )
        name = name.removeprefix("the ")
        x, y = window.place(*point)
        shape = tag(
            "path",
            tag("title", esc(name)),
            d="M0-1 1 0 0 1-1 0z",
            data_place=esc(name),
            data_of=" ".join(_held_by(place)) or None,
            class_="place",
        )
        marks.append(tag("g", shape, transform=f"translate({num(x)} {num(y)})"))
    groups = [
        tag("g", *paths, id="atlas-land"),
        '<g id="atlas-dots"></g>',
        tag("g", *marks, id="atlas-places"),
    ]
    inside = "".join(groups) + '<g id="atlas-names" aria-hidden="true"></g>'
    label = (
        "Map of the world with today's borders; arrow keys go from state to state and Enter chooses one; with Shift they "
        "move the map; plus and minus look closer and further"
    )
    return tag(
        "svg",
        inside,
        id="atlas-map",
        viewBox=box,
        role="application",
        tabindex="0",
        aria_label=label,
    )


def _held_by(place: Place) -> tuple[str, ...]:
    """List the ids of the states that hold, govern or claim a place on some day."""
    holders = (*place.of, *place.administered_by, *place.claimed_by)
    return tuple(dict.fromkeys(h.state for h in holders))


def spot(state: State, day: date) -> tuple[str, XY | None]:
    """Return where a state is drawn on a day: the ISO code of the land that represents it (empty if none does), and the position of its dot, if it has a dot."""
    atlas = load_atlas()
    window = whole_world([(10.0, 50.0)], WIDE)
    seat = atlas.seat(state.id, day)
    if seat:
        return "", window.place(seat.lon, seat.lat)
    rings = _outlines().get(state.iso3 or "") if state.iso3 else None
    if not rings:
        return "", None
    if sum(map(area_of, rings)) >= SMALL:
        return state.iso3 or "", None
    main = max(rings, key=area_of)
    xs, ys = [x for x, _ in main], [y for _, y in main]
    return state.iso3 or "", ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
