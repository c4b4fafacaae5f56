"""The atlas as markup, with its data beside it: the same in the served page and in the static site."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from engine.interfaces.atlas.atlas_replies import hot_spots, regions
from engine.interfaces.atlas.duty_web import FIRST, web
from engine.interfaces.atlas.first_round import table
from engine.interfaces.atlas.land import drawn
from engine.output.svg import esc, tag
from engine.sweep.plan import days_of_change
from engine.world import World
from treaties.loading.hot_spots import load_hot_spots

HERE = Path(__file__).parent
KINDS = (
    ("attacked", "an armed attack"),
    ("harassed", "force short of that"),
    ("blockaded", "a blockade"),
    ("hacked", "a cyber attack"),
    ("sabotaged", "sabotage"),
    ("threatened", "a threat"),
)
"""What may happen to the victim: the word of a sentence that the engine reads, and its name."""
TICKS = range(1825, 2026, 25)
"""Years that the slider marks."""


def own(name: str) -> str:
    """A file beside this one."""
    return (HERE / name).read_text(encoding="utf-8")


def atlas_section(world: World, day: date) -> str:
    """The map with its controls, room for what follows, and the questions of the day by region."""
    kinds = "".join(tag("option", esc(text), value=word) for word, text in KINDS)
    counts = {r: len(s) for r, s in regions(load_hot_spots()).items()}
    spots = "".join(
        f'<details data-region="{esc(region)}"><summary>{esc(region)} <small>({count})</small></summary>'
        "<p>Asking the engine …</p></details>"
        for region, count in counts.items()
    )
    parts = own("atlas.html").replace("{{map}}", drawn(world.corpus)).replace("{{kinds}}", kinds)
    ticks = "".join(tag("option", value=year, label=str(year)) for year in TICKS)
    put = {"first": FIRST.year, "last": day.year, "day": day.isoformat(), "spots": spots, "ticks": ticks}
    for name, text in put.items():
        parts = parts.replace(f"{{{{{name}}}}}", str(text))
    return parts


def atlas_data(world: World, day: date, *, alone: bool) -> dict[str, Any]:
    """What the script reads: the web of the day, and the days on which the law changed.

    `alone`, where no server can be asked: also the first round of all attacks of the day, and all its hot spots.
    """
    changes = [d.isoformat() for d in days_of_change(world.corpus, FIRST, day)]
    found = {"web": web(world, day), "changes": changes}
    if alone:
        spots = {r: [_brief(s) for s in hot_spots(world, r, day)] for r in regions(load_hot_spots())}
        found |= {"table": table(world, day), "spots": spots}
    return found


def _brief(spot: dict[str, Any]) -> dict[str, Any]:
    return {"id": spot["id"], "question": spot["question"], "lines": spot["lines"][:2]}
