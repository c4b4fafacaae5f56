"""A scenario day by day as a page: a slider over the days, law and conduct apart. Without a script all days stand below one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from engine.analysis.chronicle import Chronicle, Day, Deed, Sentence, chronicle
from engine.output.report.report_page import fingerprint, plain_page, style
from engine.output.svg import esc, tag
from engine.question.as_scenario import scenario_of
from engine.question.query import requested
from engine.world import World
from treaties.models.edition import edition_line
from treaties.vocabulary.days import day_of
from treaties.vocabulary.errors import CasusError

SCRIPT = Path(__file__).with_name("days.js").read_text(encoding="utf-8")
CSS = Path(__file__).with_name("days.css").read_text(encoding="utf-8")


def chosen_days(world: World, given: Mapping[str, Sequence[str]]) -> Chronicle:
    """The scenario that a request names, until the day that it names."""
    asked = requested({k: v for k, v in given.items() if k != "until"})
    if asked.scenario is None:
        raise CasusError("only a scenario is told day by day", remedy="choose one from the first page")
    under = world.under(asked)
    return chronicle(under, scenario_of(asked, under.corpus)[0], day_of([t for t in given["until"] if t.strip()][-1]))


def days_page(world: World, told: Chronicle) -> str:
    """The page of a chronicle."""
    days = "".join(map(_day, told.days))
    bar = (
        f'<div id="bar" hidden><input type="range" id="slider" min="0" max="{len(told.days) - 1}" value="0" '
        'aria-label="Day"><output id="now" for="slider"></output></div>'
    )
    title = f"{told.title}: day by day"
    body = (
        f'<header><h1>{esc(title)}</h1><p class="sub">{esc(told.gist)}</p></header>'
        f'<main class="days">{bar}{days}</main>'
        "<footer><p>Duties under law and conduct are two things: neither is derived from the other. What a state is bound to "
        f"is worked out under the law of each day; what it did is told by the sources named. {esc(edition_line(world.corpus))}.</p></footer>"
        f"<script>{SCRIPT}</script>"
    )
    policy = f"script-src '{fingerprint(SCRIPT)}'; style-src 'unsafe-inline'; img-src data:"
    return plain_page(title, policy, body, f"<style>{style()}\n{CSS}</style>")


def _day(day: Day) -> str:
    words = f"{day.on.day} {day.on:%B %Y}"
    happened = "".join(tag("p", f"{esc(e)}.") for e in day.events)
    parts = [
        tag("div", tag("h3", "Due in law"), _list(day.due) or "<p>Nothing is due.</p>"),
        tag("div", tag("h3", "Still open"), _list(day.open) or "<p>Nothing.</p>"),
        tag(
            "div",
            tag("h3", "Done that day (conduct, not law)"),
            _acts(day.acts) or "<p>Nothing is told.</p>",
            class_="conduct",
        ),
    ]
    return tag(
        "section",
        tag("h2", words),
        happened,
        tag("div", *parts, class_="parts"),
        class_="day",
        data_on=str(day.on),
        data_words=words,
    )


def _list(said: Iterable[Sentence]) -> str:
    items = [
        tag("li", ("<small>new </small>" if s.new else "") + esc(s.text), class_="new" if s.new else None) for s in said
    ]
    return tag("ul", *items) if items else ""


def _acts(acts: Iterable[Deed]) -> str:
    kept = {True: " <small>(met the duty)</small>", False: " <small>(did not meet the duty)</small>", None: ""}
    items = [
        tag(
            "li",
            f"<strong>{esc(', '.join(a.by))}</strong>{' <small>(a claim)</small>' if a.claim else ''}: {esc(a.what)}"
            f"{kept[a.honoured]} <small>{esc(a.source)}</small>",
        )
        for a in acts
    ]
    return tag("ul", *items) if items else ""
