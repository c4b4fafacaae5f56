"""The first page of the server: the form, the atlas, the hot spots and the worked scenarios; or one line of what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from engine.analysis.chronicle import last_day
from engine.interfaces.atlas.atlas_page import atlas_data, atlas_section, data_script, own
from engine.interfaces.page.form import form
from engine.output.report.report_page import fingerprint, style
from engine.output.svg import esc, tag
from engine.world import World

GLUE = """
window.page = atlas({
  ask: (name, fields) => fetch("api/" + name + "?" + new URLSearchParams(fields)).then((r) => r.json()),
  report: (query) => "./?" + query,
});
"""
"""Here the engine is the server that the page came from."""


@lru_cache(maxsize=2)
def first_page(world: World, day: date) -> str:
    """The page that nobody has asked anything of yet."""
    script = own("atlas.js") + GLUE
    body = f"{form(world, {})}{atlas_section(world, day)}{scenarios(world, './?')}"
    return _page(body, data_script(atlas_data(world, day, with_table=False)), script)


def fault_page(world: World, text: str, given: Mapping[str, Sequence[str]]) -> str:
    """The form as it was filled in, below one line that says what is wrong."""
    return _page(f'<p role="alert" class="badge s-contested">{esc(text)}</p>{form(world, given)}', "", "")


def scenarios(world: World, to: str) -> str:
    """The worked scenarios as links; `to` is what stands before the query of an address."""
    told = []
    for s in sorted(world.corpus.scenarios, key=lambda s: (s.on, s.title)):
        link = f"{to}scenario={s.id}"
        days = tag("a", "day by day", href=f"{link}&until={last_day(s)}") if s.later else ""
        said = f" <small>{s.on.day} {s.on:%B %Y}</small> {days}"
        told.append(tag("li", tag("a", esc(s.title), href=link), said))
    return tag("section", tag("h2", "Worked scenarios"), tag("ul", *told, class_="worked"), class_="spots")


def _page(body: str, data: str, script: str) -> str:
    sources = f"script-src '{fingerprint(script)}'; connect-src 'self'; " if script else ""
    policy = (
        f"default-src 'none'; {sources}style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'"
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><link rel="icon" href="data:,">'
        f"<title>Who is drawn in?</title><style>{style()}{own('atlas.css')}</style></head><body>"
        "<header><h1>If X is attacked, who is drawn in?</h1>"
        '<p class="sub">Treaty duties on a day, with the proof. Duties under law, not predictions of conduct.</p></header>'
        f'<main class="plain">{body}</main>{data}' + (f"<script>{script}</script>" if script else "") + "</body></html>"
    )
