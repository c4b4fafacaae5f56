"""The form above a served page: any question in words, or field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.forms.report import report_page as page
from engine.forms.svg import esc, tag
from engine.sentence import FORM

if TYPE_CHECKING:
    from engine.world import World

FIELDS = (
    ("victim", "Who is attacked? A state, or the whole question", "long"),
    ("by", "By whom", ""),
    ("on", "On the day (2026-01-31)", ""),
    ("at", "At the place", ""),
    ("also", "Also (STATE>STATE)", ""),
)


def form(world: World, given: dict[str, list[str]], *, fault: str = "", whole: bool = False) -> str:
    """The form with what was asked filled in; `whole` makes a page of it, with one line where something is wrong."""
    fields = []
    for name, label, size in FIELDS:
        value = ", ".join(given.get(name, ()))
        box = tag(
            "input", name=name, value=value, class_=size or None, maxlength=300, autocomplete="off",
            list_="states" if name == "by" else None, placeholder=FORM if name == "victim" else None,
        )  # fmt: skip
        fields.append(tag("label", esc(label), box.replace("/>", ">")))
    names = sorted(_names(world))
    options = "".join(tag("option", value=n).replace("/>", ">") for n in names)
    kept = "".join(
        tag("input", type="hidden", name=k, value=v).replace("/>", ">")
        for k in ("scenario", "without", "suppose", "reading", "isolated", "no_background", "rounds")
        for v in given.get(k, ())
    )
    inside = (
        "".join(fields) + kept + tag("button", "Ask", type="submit") + f'<datalist id="states">{options}</datalist>'
    )
    bar = f'<div class="served"><form method="get" action="/" role="search" aria-label="Ask">{inside}</form></div>'
    if not whole:
        return bar
    told = f'<p role="alert" class="badge s-contested">{esc(fault)}</p>' if fault else ""
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><link rel="icon" href="data:,">'
        f"<title>Who is drawn in?</title><style>{page.style()}</style></head><body>"
        f"<header><h1>If X is attacked, who is drawn in?</h1>"
        f'<p class="sub">Treaty duties on a day, with the proof. Duties under law, not predictions of conduct.</p></header>'
        f'<main class="plain">{bar}{told}</main></body></html>'
    )


def _names(world: World) -> set[str]:
    from datetime import date

    return {s.name_on(date.today()) for s in world.corpus.states}
