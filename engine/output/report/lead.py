"""What the page says before anything can be turned: the bottom line, and instrument by instrument who owes what at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.output.bottom_line import bottom_line
from engine.output.owing import owed
from engine.output.style import LOOKS
from engine.output.svg import esc, tag
from engine.verdicts.calls import Instrument, TriggeredArticle, called
from engine.verdicts.prominence import DisplayOrder
from treaties.vocabulary.names import article_cited

if TYPE_CHECKING:
    from engine.verdicts.solution import Solution

SHOWN = 5
"""Instruments that are shown before the rest is folded away."""


def lead(answer: Solution) -> str:
    """The bottom line as paragraphs, the finding first."""
    first, *rest = bottom_line(answer)
    return tag("p", esc(first), class_="finding") + "".join(tag("p", esc(s)) for s in rest)


def instruments(answer: Solution) -> str:
    """What is called at once, by instrument, under a heading for each side; what is many is folded."""
    found, order = called(answer), DisplayOrder(answer.setting, answer.graph)
    parts = []
    for heading, those in (
        ("Owed to those attacked", [i for i in found.asked if not _aside(i)]),
        ("Owed to those who attack", [i for i in found.attackers if not _aside(i)]),
        ("Bound to stay out of it", [i for i in (*found.asked, *found.attackers) if _aside(i)]),
        ("Stays out by its own status" if len(found.neutral) == 1 else "Stay out by their own status", found.neutral),
        ("Owed in a war already running", found.aside),
        ("What does not bind in law", found.below),
    ):
        items = list(dict.fromkeys(_instrument(answer, i, order) for i in those))
        if items:
            folded = heading.startswith(("Owed in", "What", "Stay"))
            parts.append(_folded(f"{heading} ({len(items)})", items) if folded else tag("h3", heading) + _listed(items))
    return "".join(parts) or tag("p", "No instrument known here is called at once.")


def _aside(instrument: Instrument) -> bool:
    """Whether all that an instrument asks is to stay out."""
    return all(c.duty.forbids_help for c in instrument.calls)


def _listed(items: Sequence[str]) -> str:
    more = len(items) - SHOWN
    rest = _folded(f"{more} more", items[SHOWN:]) if more > 0 else ""
    return tag("ul", *items[:SHOWN], class_="called") + rest


def _folded(heading: str, items: Sequence[str]) -> str:
    return tag("details", tag("summary", heading), tag("ul", *items, class_="called"))


def _instrument(answer: Solution, instrument: Instrument, order: DisplayOrder) -> str:
    first = instrument.calls[0]
    calls = [c for c in instrument.calls if c.helping] or [first]
    return tag("li", tag("b", esc(instrument.treaty.name)), *(_call(answer, c, order) for c in calls))


def _call(answer: Solution, call: TriggeredArticle, order: DisplayOrder) -> str:
    status = call.verdict.status
    mark = tag("span", f"{LOOKS[status].mark} {str(status).replace('-', ' ')}", class_=f"badge s-{status}")
    cited = esc(article_cited(call.clause.obligation.article))
    return tag("div", mark, f" {cited}: {esc(owed(answer, call, order))}.")
