"""A scenario day by day as a page: one day open at a time, law and conduct apart, and no script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from engine.analysis.chronicle import Chronicle, Day, act_in_words, chronicle
from engine.output.report.report_page import plain_page, style
from engine.output.svg import esc, tag
from engine.question.as_scenario import scenario_of
from engine.question.query import requested
from engine.world import World
from treaties.models.edition import edition_line
from treaties.vocabulary.days import day_of
from treaties.vocabulary.errors import CasusError

CSS = Path(__file__).with_name("days.css").read_text(encoding="utf-8")


def chosen_days(world: World, given: Mapping[str, Sequence[str]]) -> Chronicle:
    """Read the scenario that a request names, until the day that it names."""
    asked = requested({k: v for k, v in given.items() if k != "until"})
    if asked.scenario is None:
        raise CasusError(
            "only a scenario is told day by day",
            remedy="choose one from the first page",
        )
    under = world.under(asked)
    return chronicle(
        under,
        scenario_of(asked, under.corpus)[0],
        day_of([t for t in given["until"] if t.strip()][-1]),
    )


def days_page(world: World, crisis: Chronicle) -> str:
    """Write the page of a chronicle."""
    title = f"{crisis.title}: day by day"
    body = (
        f'<header><h1>{esc(title)}</h1><p class="sub">{esc(crisis.gist)}</p></header>'
        f'<main class="days">{"".join(_day(d, d is crisis.days[0]) for d in crisis.days)}</main>'
        "<footer><p>Duties under law and conduct are two things: neither is derived from the other. What a state is bound to "
        f"is worked out under the law of each day; what it did is told by the sources named. {esc(edition_line(world.corpus))}. "
        "A mistake? <code>casus new mistake</code> writes a report to send.</p></footer>"
    )
    return plain_page(
        title,
        "style-src 'unsafe-inline'; img-src data:",
        body,
        f"<style>{style()}\n{CSS}</style>",
    )


def _day(day: Day, first: bool) -> str:
    due, still = (tuple((s.text, s.new) for s in part) for part in (day.due, day.open))
    acts = tuple((act_in_words(a), False) for a in day.acts)
    parts = (
        ("Due in law", due, "Nothing is due."),
        ("Still open", still, "Nothing."),
        ("Done that day (conduct, not law)", acts, "Nothing is told."),
    )
    columns = (
        tag("div", tag("h3", heading), _list(part) or tag("p", none))
        for heading, part, none in parts
    )
    inside = [
        tag("summary", f"{day.on.day} {day.on:%B %Y}"),
        *(tag("p", f"{esc(e)}.") for e in day.events),
    ]
    inside.append(
        tag("div", *columns, class_="parts", id=day.on)
    )  # an address with the day opens it
    return tag("details", *inside, class_="day", name="day", open="" if first else None)


def _list(part: Iterable[tuple[str, bool]]) -> str:
    items = [
        tag(
            "li", "<small>new </small>" * new + esc(text), class_="new" if new else None
        )
        for text, new in part
    ]
    return tag("ul", *items) if items else ""
