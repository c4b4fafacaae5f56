"""The front page: the form, the atlas, the hot spots, the worked scenarios, and room for an answer; served or static."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from engine.forms.html_page import embed, style
from engine.forms.svg import esc, tag
from engine.interfaces.atlas.atlas_page import atlas_data, atlas_section, own
from engine.output.report.report_page import fingerprints
from engine.question.query import FieldInfo, request_fields
from engine.question.understood import FORM
from engine.world import World

HERE = Path(__file__).parent


def asset(name: str) -> str:
    """Return the content of a file that the front page loads: a style sheet or script."""
    if name == "front.css":
        return style() + own("atlas.css") + (HERE / name).read_text(encoding="utf-8")
    return (
        own(name) if name == "atlas.js" else (HERE / name).read_text(encoding="utf-8")
    )


ASSETS = {
    "front.css": "text/css",
    "atlas.js": "text/javascript",
    "front.js": "text/javascript",
}
"""The files that `asset` reads, with their media types."""


@lru_cache(maxsize=2)
def served_front(world: World, day: date) -> str:
    """Return the front page of the local server, before any question."""
    return front(world, day, {"home": ""})


def front(world: World, day: date, parts: Mapping[str, Any], pages: str = "") -> str:
    """Return the front page.

    Args:
        world: the law and the readings.
        day: the day that its map shows first.
        parts: data for its script: `home`, the folder of its assets; for a static page also `files`, Python files with
            their sizes in bytes.
        pages: the address of the documentation; empty if there is none.
    """
    static = "files" in parts
    more = " 'wasm-unsafe-eval'" if static else ""
    policy = (
        f"default-src 'none'; script-src 'self'{more} {fingerprints()}; worker-src 'self' blob:; "
        "connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'"
    )
    put = {
        "policy": esc(policy),
        "form": form(world),
        "atlas": atlas_section(world, day, alone=static, pages=pages),
        "atlas_data": embed(atlas_data(world, day, alone=static)),
        "scenarios": scenarios(world, pages=pages),
        "corpus": world.corpus.hash,
        "treaties": str(len(world.corpus.treaties)),
        "readings": str(len(world.readings)),
        "ways": _ways(pages) if pages else "",
        "parts": embed(dict(parts)),
        "home": parts["home"],
        "static": "" if static else " hidden",
        "mega": f"{sum(parts.get('files', {}).values()) / 1e6:.0f}",
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda m: put[m[1]], asset("front.html"))


def scenarios(world: World, *, pages: str = "") -> str:
    """Return links to the worked scenarios and, if there is documentation, to the pages of documented cases, as HTML."""
    rows = []
    for s in sorted(world.corpus.scenarios, key=lambda s: (s.on, s.title)):
        link = f"#scenario={s.id}"
        days = tag("a", "move by move", href=f"{link}&moves=yes") if s.moves else ""
        rows.append(
            tag(
                "li",
                tag("a", esc(s.title), href=link),
                f" <small>{s.on.day} {s.on:%B %Y}</small> {days}",
            )
        )
    found = tag("ul", *rows, class_="worked")
    if pages:
        known = sorted(world.corpus.cases, key=lambda c: (c.date, c.code))
        cases = (
            tag(
                "li",
                f"{c.date} ",
                tag("a", esc(c.title), href=f"{pages}corpus/cases/{c.id}.html"),
            )
            for c in known
        )
        found += tag(
            "details",
            tag("summary", f"{len(known)} documented cases"),
            tag("ul", *cases),
        )
    return tag("section", tag("h2", "Worked scenarios"), found, class_="spots")


WAYS = {
    "search": "Search",
    "hot-spots": "Hot spots",
    "pairs": "Pairs",
    "corpus/treaties": "Treaties",
    "corpus/states": "States",
    "corpus/cases": "Cases",
    "changed": "What changed",
    "index": "About",
}
"""Pages of the documentation to which the front page links."""


def _ways(pages: str) -> str:
    """Write the links to the pages of the same site."""
    links = (tag("a", word, href=f"{pages}{at}.html") for at, word in WAYS.items())
    return tag("nav", *(f"{link} " for link in links), aria_label="Pages")


FEW = ("victim", "by", "on", "at")
"""The fields that are always shown; others unfold."""
LISTS = {"victim": "states", "by": "states", "at": "places", "on": "days"}


def form(world: World) -> str:
    """Return the empty form as HTML."""
    boxes = {
        name: _box(world, name, f) for name, f in request_fields().items() if f.label
    }
    more = [box for name, box in boxes.items() if name not in FEW]
    unfolded = tag(
        "details",
        tag("summary", "More fields"),
        tag("div", *more, class_="row"),
    )
    inside = "".join(
        (*(boxes[name] for name in FEW), tag("button", "Ask", type="submit"), unfolded)
    )
    form = (
        f'<form method="get" action="./" role="search" aria-label="Ask">{inside}</form>'
    )
    return f'<div class="served">{form}{_lists(world)}</div>'


def _box(world: World, name: str, field: FieldInfo) -> str:
    label = esc(field.label)
    if field.kind == "flag":
        return tag(
            "label",
            _void("input", type="checkbox", name=name, value="yes"),
            label,
            class_="flag",
        )
    if name == "reading":
        options = [tag("option", esc(r.name), value=r.id) for r in world.readings]
        return tag(
            "label",
            label,
            tag("select", tag("option", "all of them", value=""), *options, name=name),
        )
    kind, hint = ("long", FORM) if name == "victim" else (None, None)
    box = {
        "name": name,
        "class_": kind,
        "maxlength": 300,
        "autocomplete": "off",
        "list_": LISTS.get(name),
    }
    box |= {
        "inputmode": "numeric" if field.kind == "number" else None,
        "placeholder": hint,
    }
    return tag("label", label, _void("input", **box))


def _lists(world: World) -> str:
    """What completes a field: the states and places by name, and days on which something happened."""
    names = sorted({s.name_on(date.today()) for s in world.corpus.states})
    days = {
        s.on.isoformat(): s.title
        for s in sorted(world.corpus.scenarios, key=lambda s: s.on, reverse=True)
    }
    made = {
        "states": [_void("option", value=n) for n in names],
        "places": [
            _void("option", value=p.name)
            for p in sorted(world.corpus.gazetteer.places, key=lambda p: p.name)
        ],
        "days": [
            _void("option", value=day, label=title) for day, title in days.items()
        ],
    }
    return "".join(tag("datalist", *options, id=name) for name, options in made.items())


def _void(element: str, /, **attributes: object) -> str:
    """An element of HTML that holds nothing."""
    return tag(element, **attributes).replace("/>", ">")
