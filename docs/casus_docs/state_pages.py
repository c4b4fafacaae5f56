"""A page for each state: what it is called, what it owes, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from urllib.parse import urlencode

from casus_docs.first_screen import (
    LINES,
    first_screen,
    on_the_map,
    picture_file,
    picture_files,
)
from casus_docs.markdown import fields, items, link, page, text
from casus_docs.pair_pages import pair_title, pairs
from casus_docs.treaty_pages import FEW, span
from engine.analysis.pledges import owes
from engine.catalogue.duties_in_time import spans, timeline
from treaties.atlas import neighbours
from treaties.models.case import Case
from treaties.models.corpus import Corpus
from treaties.models.statehood import State
from treaties.models.treaty import Treaty
from treaties.vocabulary.names import Span


def state_page(law: Corpus, s: State) -> str:
    """The page as Markdown."""
    return "\n".join(
        [
            *_head(law, s),
            *_pairs(law, s),
            *_owed(law, s),
            *_cases(law, s),
            *_register(law, s),
        ]
    )


COLUMNS = ("treaty", "duty", "articles", "since", "until")
"""The columns of the rows beside the timeline of a state."""


def files(law: Corpus, s: State) -> dict[str, str]:
    """Make the files beside the page of a state: the timeline and its rows as CSV; none where it never had a duty."""
    found = spans(law, s.id)
    rows = (
        {"since": a, "until": b, "duty": duty, "treaty": name, "articles": words}
        for a, b, duty, name, words in found
    )
    if not found:
        return {}
    drawn = timeline(law, s.id, portrait=True)
    return picture_files(f"corpus/states/{s.id}", drawn, COLUMNS, rows)


def treaties_of(law: Corpus, state: str) -> list[Treaty]:
    """The instruments that bound the state or promised it something, in the order of signature."""
    found = [
        t
        for t in law.treaties
        if state in t.states or any(state in o.beneficiaries for o in t.obligations)
    ]
    return sorted(found, key=lambda t: (t.signed, t.id))


def _span(s: Span) -> str:
    since, until = (d.isoformat() if d else "" for d in (s.since, s.until))
    return (
        f"{since} to {until}"
        if since and until
        else f"from {since}"
        if since
        else f"until {until}"
        if until
        else "always"
    )


def _spans(found: tuple[Span, ...]) -> str:
    return "; ".join(map(_span, found))


def _head(law: Corpus, s: State) -> Iterator[str]:
    yield from page(f"state-{s.id}", text(s.name))
    drawn, counted = [], ""
    if spans(law, s.id):
        svg = timeline(law, s.id, portrait=True)
        shown = f"{s.name}: its duties in time"
        drawn, counted = picture_file(s.id, svg, shown), title_of(svg)
    ruled, lines = _ruling(law, s, counted)
    yield from first_screen(ruled, drawn, lines, _near(law, s))
    if s.exists_on(date.today()):
        yield from on_the_map(2, f"atlas:{urlencode({'victim': s.name})}")
    yield "## Names and life\n"

    def others(ids: tuple[str, ...]) -> str:
        return ", ".join(link("state", i, law.states[i].name) for i in ids)

    yield from fields(
        [
            (
                "Earlier names",
                "; ".join(f"{text(n.name)} ({_span(n)})" for n in s.names),
            ),
            ("Existed", _spans(s.lifetime)),
            ("After", others(s.predecessors)),
            ("Before", others(s.successors)),
            ("Note", text(s.note)),
        ]
    )


def title_of(svg: str) -> str:
    """Read the title of a picture.

    >>> title_of("<svg><title>Trinidad &amp; Tobago</title></svg>")
    'Trinidad & Tobago'
    """
    found = re.search(r"<title>([^<]*)</title>", svg)
    return unescape(found[1]) if found else ""


def _ruling(law: Corpus, s: State, counted: str) -> tuple[str, list[str]]:
    """How many instruments bind a state today, and the hardest help that it owes; of a state of the past, when it was.

    Args:
        law: the law.
        s: the state.
        counted: the title of its picture, which counts what binds it.
    """
    today = date.today()
    if not s.exists_on(today):
        return f"{s.name} is no more: it existed {_spans(s.lifetime)}.", []
    found = owes(law, s.id, on=today)
    helping = [p for p in found.owed if p.binding]
    lines = [p.line for p in helping[1 : 1 + LINES]]
    if not helping or not counted:
        return found.verdict, lines
    return counted, [found.verdict, *lines[: LINES - 1]]


def _near(law: Corpus, s: State) -> Iterator[str]:
    """Links to the states that border on it today."""
    land = (law.states[n] for n in sorted(neighbours().get(s.id, ())))
    now = [n for n in land if n.exists_on(date.today())]
    yield from (link("state", n.id, n.name) for n in now[:FEW])


def _pairs(law: Corpus, s: State) -> Iterator[str]:
    """Links to the pages of what it and another owe each other."""
    found = [pair for pair in pairs(law, date.today()) if s.id in pair]
    if found:
        yield "## What it and another owe each other\n"
        yield from items(link("pair", "-".join(p), pair_title(law, p)) for p in found)


def _register(_law: Corpus, s: State) -> Iterator[str]:
    codes = [("COW", s.cow), ("Gleditsch–Ward", s.gw)]
    shown = [
        f"{word} {', '.join(dict.fromkeys(str(c.code) for c in held))}"
        for word, held in codes
        if held
    ]
    shown += (
        [f"ISO {', '.join(c for c in (s.iso2, s.iso3) if c)}"]
        if s.iso2 or s.iso3
        else []
    )
    yield "## In the register\n"
    yield from fields(
        [
            ("Id", f"`{s.id}`"),
            ("Codes", "; ".join(shown)),
            ("In the state system", _spans(s.system)),
            ("Great power", _spans(s.great_power)),
            ("Nuclear weapons", _spans(s.nuclear)),
            ("Communist government", _spans(s.communist)),
            ("Lies in", ", ".join(s.regions)),
            ("Also answers to", text(", ".join(s.aliases))),
        ]
    )


def _owed(law: Corpus, s: State) -> Iterator[str]:
    held = treaties_of(law, s.id)
    yield "## Treaties\n"
    if not held:
        yield "No instrument of the corpus binds it or promises it anything.\n"
        return
    today = date.today()
    for title, lived in (("In force today", True), ("Ended, or never in force", False)):
        chosen = [
            t
            for t in held
            if bool(
                s.id in t.parties_on(today)
                or (s.id not in t.states and t.parties_on(today))
            )
            is lived
        ]
        if chosen:
            yield f"### {title}\n"
            yield from items(_treaty(s.id, t) for t in chosen)


def _treaty(state: str, t: Treaty) -> str:
    duties = [
        str(o.duty)
        for o in t.obligations
        if state in (o.obligors or t.states) and o.beneficiaries != (state,)
    ]
    what = ", ".join(d.replace("-", " ") for d in dict.fromkeys(duties))
    word = f"owes {what}" if what else "is owed something; owes nothing"
    return f"{link('treaty', t.id, t.name)} ({span(t)}): {word}"


def _involved(c: Case) -> set[str]:
    found = {x for e in c.scenario.events for x in (*e.by, *e.against)}
    return found | {x for e in c.expected for x in e.state}


def _cases(law: Corpus, s: State) -> Iterator[str]:
    found = sorted(
        (c for c in law.cases if s.id in _involved(c)), key=lambda c: (c.date, c.id)
    )
    if found:
        yield "## In the cases\n"
        yield from items(f"{link('case', c.id, c.title)} ({c.date})" for c in found)
