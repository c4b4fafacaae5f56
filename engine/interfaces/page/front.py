"""The front: the form, the atlas, the hot spots, the worked scenarios, and room for an answer; served or as a file alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from engine.analysis.chronicle import last_day
from engine.interfaces.atlas.atlas_page import atlas_data, atlas_section, own
from engine.interfaces.page.days_page import SCRIPT
from engine.interfaces.page.form import form
from engine.output.report.report_page import embed, fingerprint, fingerprints, style
from engine.output.svg import esc, tag
from engine.world import World

HERE = Path(__file__).parent


def asset(name: str) -> str:
    """A file that the front loads: its style or a script."""
    if name == "front.css":
        return style() + own("atlas.css") + (HERE / name).read_text(encoding="utf-8")
    return own(name) if name == "atlas.js" else (HERE / name).read_text(encoding="utf-8")


ASSETS = {"front.css": "text/css", "atlas.js": "text/javascript", "front.js": "text/javascript"}
"""What `asset` knows, with the media types."""


@lru_cache(maxsize=2)
def served_front(world: World, day: date) -> str:
    """The page of the server of this machine that nobody has asked anything of yet."""
    return front(world, day, {"home": ""})


def front(world: World, day: date, parts: Mapping[str, Any]) -> str:
    """The page that visitors open.

    `parts` is what its script is given: `home`, the folder of its assets; where no server answers, also the files of
    Python with their sizes.
    """
    static = "files" in parts
    more = " 'wasm-unsafe-eval'" if static else ""
    policy = (
        f"default-src 'none'; script-src 'self'{more} {fingerprints()} '{fingerprint(SCRIPT)}'; worker-src 'self' blob:; "
        "connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'"
    )
    put = {
        "policy": esc(policy),
        "form": form(world),
        "atlas": atlas_section(world, day),
        "atlas_data": embed(atlas_data(world, day, alone=static)),
        "scenarios": scenarios(world),
        "corpus": world.corpus.hash,
        "treaties": str(len(world.corpus.treaties)),
        "readings": str(len(world.readings)),
        "parts": embed(dict(parts)),
        "home": parts["home"],
        "static": "" if static else " hidden",
        "mega": f"{sum(parts.get('files', {}).values()) / 1e6:.0f}",
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda m: put[m[1]], asset("front.html"))


def scenarios(world: World) -> str:
    """The worked scenarios as links."""
    rows = []
    for s in sorted(world.corpus.scenarios, key=lambda s: (s.on, s.title)):
        link = f"#scenario={s.id}"
        days = tag("a", "day by day", href=f"{link}&until={last_day(s)}") if s.later else ""
        rows.append(tag("li", tag("a", esc(s.title), href=link), f" <small>{s.on.day} {s.on:%B %Y}</small> {days}"))
    return tag("section", tag("h2", "Worked scenarios"), tag("ul", *rows, class_="worked"), class_="spots")
