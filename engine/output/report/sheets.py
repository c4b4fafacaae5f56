"""The drawings of the page: the picture and the map, each for a broad and for a narrow screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from engine.findings.mapped import MapContent, map_content
from engine.findings.scene import Stage
from engine.forms.html_page import MAPS
from engine.forms.result import pick_attributes
from engine.forms.style import FONT
from engine.forms.svg import document, tag
from engine.output.picture.cards import picture
from engine.output.picture.diagram import in_words
from engine.output.picture.layout import Layout, laid_out
from engine.output.picture.worldmap import NARROW as NARROW_MAP
from engine.output.picture.worldmap import WIDE as WIDE_MAP
from engine.output.picture.worldmap import sheet

if TYPE_CHECKING:
    from engine.findings.findings import Findings

BOX = ("id", "states", "names")
"""The fields of a box that the page receives."""


@dataclass(frozen=True)
class Sheets:
    """The drawings of a page as SVG, the boxes in its pictures, and the names of states that are on no map."""

    broad: str
    """The picture for a broad screen."""
    narrow: str
    maps: str
    """The maps for a broad and for a narrow screen."""
    nodes: list[dict[str, Any]]
    absent: tuple[str, ...]


def sheets(answer: Findings) -> Sheets:
    """Return the drawings of an answer. A box that occurs in two pictures has the same id in both."""
    broad, narrow = laid_out(answer), laid_out(answer, portrait=True)
    mapped = page_content(answer)
    nodes = {n["id"]: n for layout in (narrow, broad) for n in _nodes(layout)}
    return Sheets(
        _picture(answer, broad, "node", id="picture", class_="broad"),
        _picture(answer, narrow, "tall", id="picture-tall", class_="narrow"),
        _map(answer, mapped, WIDE_MAP, "broad")
        + _map(answer, mapped, NARROW_MAP, "narrow"),
        list(nodes.values()),
        mapped.absent,
    )


def page_content(answer: Findings) -> MapContent:
    """Return the content of the map on the page: every state of the table that lies in the region of the printed map."""
    at_once = map_content(answer).states
    return replace(map_content(answer, every=True), at_once=at_once)


def _map(answer: Findings, mapped: MapContent, wide: float, kind: str) -> str:
    """The map for one kind of screen."""
    name = MAPS[kind]
    parts, high = sheet(answer, mapped, wide, name=name, listed=False, grid=1.0)
    words = "The region of the war, on today's borders."
    look = {"aria_label": "Map of the states drawn", "class_": f"map {kind}"}
    shown = tag("g", *parts, font_family=FONT)
    return document(wide, high, "Map", words, shown, sized=False, **look)


def _picture(answer: Findings, layout: Layout, prefix: str, **look: str) -> str:
    """The picture for one kind of screen; `prefix` begins the ids of its boxes."""
    shown = tag("g", *picture(layout, prefix), font_family=FONT)
    words = in_words(answer, layout.scene)
    look |= {"role": "group", "aria_label": "Picture of the escalation"}
    return document(
        layout.wide, layout.height, answer.title, words, shown, sized=False, **look
    )


def _nodes(layout: Layout) -> list[dict[str, Any]]:
    """For every box its states; for a row of a card also the clause, to whom it is owed, and whether it is called at
    once.
    """
    found: list[dict[str, Any]] = []
    for card in layout.scene.cards:
        for row in card.groups:
            owed = {
                "clause": row.ground.clause.key,
                "to": row.beneficiaries,
                "first": card.stage is not Stage.LATER,
            }
            found.append(pick_attributes(BOX, row) | owed)
    return found + [pick_attributes(BOX, p) for p in layout.scene.parties]
