"""HTML of the atlas, with its data, for the served page and the static site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from engine.forms.svg import esc, tag
from engine.interfaces.atlas.duty_web import FIRST, web
from engine.interfaces.atlas.first_round import table
from engine.interfaces.atlas.land import drawn
from engine.output.bottom_line import bottom_line
from engine.sweep.plan import days_of_change
from engine.world import World
from treaties.loading.hot_spots import HotSpot, load_hot_spots

HERE = Path(__file__).parent


def own(name: str) -> str:
    """Read a file in this module's folder."""
    return (HERE / name).read_text(encoding="utf-8")


def atlas_section(world: World, day: date, *, alone: bool, pages: str = "") -> str:
    """Return the map with its controls, an empty section for results, and the hot-spot questions by region, as HTML.

    Args:
        world: the law and the readings.
        day: the day shown first, and the last of the scale.
        alone: whether no server is available, so that immediate duties must be included.
        pages: the address of the pages that answer each question; empty if there are none.
    """
    regions = groupby(load_hot_spots(), key=lambda s: str(s.region))
    put = {
        "map": drawn(world.corpus),
        "first": FIRST.year,
        "last": day.year,
        "day": day.isoformat(),
        "spots": "".join(
            hot_spots(world, day, region, list(spots), alone=alone, pages=pages)
            for region, spots in regions
        ),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda m: str(put[m[1]]), own("atlas.html"))


def hot_spots(
    world: World,
    day: date,
    region: str,
    spots: Sequence[HotSpot],
    *,
    alone: bool,
    pages: str = "",
) -> str:
    """Return the hot-spot questions of a region as HTML; choosing one asks it on the map.

    Args:
        world: the law and the readings.
        day: the day on which the questions are asked.
        region: the name of the region.
        spots: its questions.
        alone: whether no server is available, so that conclusions must be included.
        pages: the address of the pages that answer each question; empty if there are none.
    """
    rows = []
    for s in spots:
        asked = tag(
            "a", esc(s.question), href=f"#atlas:{urlencode({'victim': s.question})}"
        )
        known = (
            bottom_line(world.ask(s.question, on=day, rounds=1))[:2] if alone else ()
        )
        place = f"{pages}hot-spots/{s.id}.html"
        whole = " " + tag("a", "its page", href=place) if pages else ""
        rows.append(tag("li", asked, whole, *(tag("p", esc(line)) for line in known)))
    return tag(
        "details",
        tag("summary", f"{esc(region)} <small>({len(rows)})</small>"),
        tag("ul", *rows),
    )


def atlas_data(world: World, day: date, *, alone: bool) -> dict[str, Any]:
    """Return the data for the script of the map: the duties of the day, and the days on which the law changed.

    Args:
        world: the law and the readings.
        day: the day.
        alone: whether no server is available, so that the first round of every attack must be included.
    """
    changes = [d.isoformat() for d in days_of_change(world.corpus, FIRST, day)]
    found = {"web": web(world, day), "changes": changes}
    return found | {"table": table(world, day)} if alone else found
