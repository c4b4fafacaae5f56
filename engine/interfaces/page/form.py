"""The form: any question in words, or field by field, with type-ahead."""

from __future__ import annotations

from datetime import date

from engine.output.svg import esc, tag
from engine.question.query import FieldInfo, request_fields
from engine.question.understood import FORM
from engine.world import World

FEW = ("victim", "by", "on", "at")
"""The fields that stand open; the others unfold."""
LISTS = {"victim": "states", "by": "states", "at": "places", "on": "days"}


def form(world: World) -> str:
    """The empty form."""
    boxes = {name: _box(world, name, f) for name, f in request_fields().items() if f.says.label}
    more = [box for name, box in boxes.items() if name not in FEW]
    unfolded = tag("details", tag("summary", "Readings, further attacks, rounds"), tag("div", *more, class_="row"))
    inside = "".join((*(boxes[name] for name in FEW), tag("button", "Ask", type="submit"), unfolded))
    return (
        f'<div class="served"><form method="get" action="./" role="search" aria-label="Ask">{inside}</form>'
        f"{_lists(world)}</div>"
    )


def _box(world: World, name: str, field: FieldInfo) -> str:
    label = esc(field.says.label)
    if field.kind == "flag":
        return tag("label", _void("input", type="checkbox", name=name, value="yes"), label, class_="flag")
    if name == "reading":
        options = [tag("option", esc(r.name), value=r.id) for r in world.readings]
        return tag("label", label, tag("select", tag("option", "all of them", value=""), *options, name=name))
    box = _void(
        "input",
        name=name,
        class_="long" if name == "victim" else None,
        maxlength=300,
        autocomplete="off",
        list_=LISTS.get(name),
        inputmode="numeric" if field.kind == "number" else None,
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
