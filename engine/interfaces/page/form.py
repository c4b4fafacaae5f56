"""The form of a page: any question in words, or field by field, with type-ahead; the same above an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from engine.output.svg import esc, tag
from engine.question.asking import FORM
from engine.question.query import FieldInfo, request_fields
from engine.world import World

FEW = ("victim", "by", "on", "at")
"""The fields that stand open; the others unfold."""
LISTS = {"victim": "states", "by": "states", "at": "places", "on": "days"}


def form(world: World, given: Mapping[str, Sequence[str]]) -> str:
    """The form with what was asked filled in; what it has no box for is carried along unseen."""
    few: list[str] = []
    more: list[str] = []
    kept: list[str] = []
    opened = False
    for name, field in request_fields().items():
        values = [v for v in given.get(name, ()) if v.strip()]
        if not field.says.label:
            kept += [_void("input", type="hidden", name=name, value=v) for v in values]
            continue
        opened = opened or (name not in FEW and bool(values))
        (few if name in FEW else more).append(_box(world, name, field, values))
    unfolded = tag(
        "details",
        tag("summary", "Readings, further attacks, rounds"),
        tag("div", *more, class_="row"),
        open="" if opened else None,
    )
    inside = "".join((*few, *kept, tag("button", "Ask", type="submit"), unfolded))
    return (
        f'<div class="served"><form method="get" action="./" role="search" aria-label="Ask">{inside}</form>'
        f"{_lists(world)}</div>"
    )


def _box(world: World, name: str, field: FieldInfo, values: Sequence[str]) -> str:
    label = esc(field.says.label)
    if field.kind == "flag":
        box = _void("input", type="checkbox", name=name, value="yes", checked="" if values else None)
        return tag("label", box, label, class_="flag")
    if name == "reading":
        chosen = values[0] if values else ""
        options = [tag("option", "all of them", value="")] + [
            tag("option", esc(r.name), value=r.id, selected="" if r.id == chosen else None) for r in world.readings
        ]
        return tag("label", label, tag("select", *options, name=name))
    number = field.kind == "number"
    box = _void(
        "input",
        name=name,
        value=", ".join(values),
        class_="long" if name == "victim" else None,
        maxlength=300,
        autocomplete="off",
        list_=LISTS.get(name),
        inputmode="numeric" if number else None,
        placeholder=FORM if name == "victim" else None,
    )
    return tag("label", label, box)


def _lists(world: World) -> str:
    """What completes a field: the states and places by name, and days on which something happened."""
    names = sorted({s.name_on(date.today()) for s in world.corpus.states})
    days = {s.on.isoformat(): s.title for s in sorted(world.corpus.scenarios, key=lambda s: s.on, reverse=True)}
    made = {
        "states": [_void("option", value=n) for n in names],
        "places": [_void("option", value=p.name) for p in sorted(world.corpus.gazetteer.places, key=lambda p: p.name)],
        "days": [_void("option", value=day, label=title) for day, title in days.items()],
    }
    return "".join(tag("datalist", *options, id=name) for name, options in made.items())


def _void(element: str, /, **attributes: object) -> str:
    """An element of HTML that holds nothing."""
    return tag(element, **attributes).replace("/>", ">")
