"""A page for each instrument: its life, its articles, who disputes them, where they were tried."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from casus_docs.first_screen import LINES, first_screen, on_the_map
from casus_docs.markdown import (
    day,
    fields,
    flag,
    items,
    link,
    page,
    text,
    url,
)
from casus_docs.treaty_picture import shown
from engine.analysis.pledge_words import event_words
from engine.catalogue.condition_words import condition_words
from engine.catalogue.treaty_text import citing, disputing
from treaties.models.conditions import Condition, Judgement
from treaties.models.corpus import Corpus
from treaties.models.parties import Party
from treaties.models.treaty import Obligation, Treaty
from treaties.vocabulary.names import article_cited, capital, listed

FEW = 4
"""Parties to which the first screen leads."""


def treaty_page(law: Corpus, t: Treaty) -> str:
    """The page as Markdown."""
    return "\n".join(
        [
            *_head(law, t),
            *_articles(law, t),
            *_particulars(law, t),
            *_parties(law, t),
            *_disputed(law, t),
            *_sources(law, t),
        ]
    )


def sources(law: Corpus, idents: tuple[str, ...]) -> list[str]:
    """The bibliography of a page, each entry with its address."""
    found = [law.source(i) for i in idents]
    return items(
        url(s.title, s.url) + ("" if s.seen else f" {flag('not read')}") for s in found
    )


def span(t: Treaty) -> str:
    """The life of an instrument in years, as the index tells it."""
    if not t.since:
        return f"{t.signed.year}, never in force"
    return f"{t.since.year}–{t.until.year if t.until else 'today'}"


def _head(law: Corpus, t: Treaty) -> Iterator[str]:
    yield from page(
        f"treaty-{t.id}",
        text(t.name),
        lead=f"*{text(t.title)}*" if t.name != t.title else "",
    )
    drawn = shown(law, t, t.id)
    lines = [f"{_in_full(o.article)}: {o.gist}" for o in weightiest(t)]
    yield from first_screen(ruling(t), drawn, lines[:LINES], [*_ways(law, t)])
    if query := _asked(law, t):
        yield from on_the_map(2, query)


def weightiest(t: Treaty) -> list[Obligation]:
    """List the articles of an instrument that bind today, of an ended one all: help first, the hardest first."""
    today = date.today()
    live = [o for o in t.obligations if not (o.until and o.until <= today)]
    ended = not t.parties_on(today)
    found = t.obligations if ended else live
    return sorted(found, key=lambda o: (not o.duty.drawn_in, o.duty.rank, o.article))


def ruling(t: Treaty) -> str:
    """Say in one sentence what an instrument asks at most, and when it bound.

    >>> from treaties.loading.corpus import load_corpus
    >>> ruling(load_corpus().treaty("north-atlantic-1949"))
    'Art. 5: must act, but chooses how. In force since 24 August 1949, for 32 states.'
    """
    hardest = weightiest(t)[:1]
    most = [f"{capital(article_cited(o.article))}: {o.duty.meaning}." for o in hardest]
    most = most or ["No duty to help, consult or stay neutral."]
    bound = len(t.parties_on(date.today()))
    if t.since is None:
        life = f"Signed in {t.signed.year}, never in force."
    elif t.until and t.until <= date.today():
        life = f"In force from {day(t.since)} to {day(t.until)}."
    else:
        life = f"In force since {day(t.since)}, for {bound} states."
    kind = [] if t.rank.binding else ["No treaty, and no treaty duty."]
    return " ".join([*most, life, *kind])


def _ways(law: Corpus, t: Treaty) -> Iterator[str]:
    """Links to its parties, and to the instruments signed before and after it."""
    for s in t.states[:FEW]:
        yield link("state", s, law.states[s].name_on(t.signed))
    held = sorted(law.treaties, key=lambda x: (x.signed, x.id))
    at = next((i for i, x in enumerate(held) if x.id == t.id), 0)
    for word, near in (
        ("signed before it", held[max(at - 1, 0) : at]),
        ("after it", held[at + 1 : at + 2]),
    ):
        yield from (f"{word}: {link('treaty', x.id, x.name)}" for x in near)


def _asked(law: Corpus, t: Treaty) -> str:
    """The question that asks for its hardest duty, as an address has it; empty where no state of today is protected."""
    owed = [s for o in weightiest(t)[:1] for s in (o.beneficiaries or t.states)]
    now = [s for s in owed if law.states[s].exists_on(date.today())]
    return f"atlas:{urlencode({'victim': law.states[now[0]].name})}" if now else ""


def _particulars(_law: Corpus, t: Treaty) -> Iterator[str]:
    yield "## Its life, and how it is cited\n"
    doubtful = sum(not o.verified for o in t.obligations)
    yield from fields(
        [
            ("Also called", text(", ".join(t.aliases))),
            ("Signed", day(t.signed)),
            (
                "In force",
                day(t.since, "never")
                + ("" if t.verified else f" {flag('dates unverified')}"),
            ),
            ("Until", day(t.until, "still in force" if t.since else "")),
            ("Kind", f"{t.rank}{', secret' if t.secret else ''}"),
            ("Published", day(t.published) if t.secret else ""),
            ("Way out", text(t.exit)),
            ("Other engagements", text(t.conflict_rule)),
            ("Authentic text", text(" and ".join(t.languages))),
            (
                "Text",
                ""
                if t.text_available
                else "not published; only public statements are encoded",
            ),
            (
                "Unverified",
                f"{doubtful} of {len(t.obligations)} duties" if doubtful else "",
            ),
            ("ATOP", ", ".join(map(str, t.atop.ids))),
            ("COW", ", ".join(map(str, t.cow))),
            ("Cited as", text(t.citation)),
            ("Id", f"`{t.id}`"),
        ]
    )


def _articles(law: Corpus, t: Treaty) -> Iterator[str]:
    if t.obligations or t.reservations:
        yield "## What it says\n"
    for o in t.obligations:
        yield from _article(law, t, o)
    for r in t.reservations:
        yield f"### {text(law.states[r.state].name_on(t.signed))}: reservation or understanding\n"
        yield text(r.gist) + ("" if r.verified else f" {flag('unverified')}") + "\n"
        yield from fields(
            [
                ("Articles", text(", ".join(r.articles))),
                ("Adds", "; ".join(condition(law, c) for c in r.conditions)),
            ]
        )


def _article(law: Corpus, t: Treaty, o: Obligation) -> Iterator[str]:
    def names(states: tuple[str, ...]) -> str:
        return " and ".join(
            link("state", s, law.states[s].name_on(o.since or t.signed)) for s in states
        )

    two = len(t.states) == 2
    yield f"### {text(_in_full(o.article))}: {str(o.duty).replace('-', ' ')}\n"
    yield text(o.gist) + ("" if o.verified else f" {flag('unverified')}") + "\n"
    if o.phrase:
        where = f", {text(law.source(o.source).title)}" if o.source else ""
        words = f"“{text(o.english or o.phrase)}”"
        if o.english:
            words += f" (translated; in the original “{text(o.phrase)}”)"
        yield f"> {words}{where}\n"
    yield from fields(
        [
            ("Duty", f"{str(o.duty).replace('-', ' ')}: {o.duty.meaning}"),
            ("Owed by", names(o.obligors) or ("each" if two else "each party")),
            (
                "Owed to",
                names(o.beneficiaries) or ("the other" if two else "the others"),
            ),
            ("Against", names(o.adversaries)),
            ("When", _event(law, t, o)),
            ("Only if", "; ".join(condition(law, c) for c in o.conditions)),
            ("From", day(o.since)),
            ("Until", day(o.until)),
            ("Secret", f"published {day(o.published, 'never')}" if o.secret else ""),
            (
                "As published",
                "how the published words alone read" if o.as_published else "",
            ),
            ("Note", text(o.note)),
        ]
    )


def condition(law: Corpus, c: Condition) -> str:
    """A condition in words."""
    if isinstance(c, Judgement):
        who = law.states[c.decider].name if c.decider in law.states else c.decider
        asked = c.text.replace("{", "the ").replace("}", "")
        why = f", because {text(c.why)}" if c.why else ""
        return f"to be judged: *{text(asked)}* (decided by {text(who)}; presumed {c.presumed}{why}; needs {c.needs})"
    return text(condition_words(law, c, "the victim", date.today()))


def _event(law: Corpus, t: Treaty, o: Obligation) -> str:
    """What calls an article, in words."""
    to = "the other party" if len(t.states) == 2 else "a party"
    return text(event_words(law, o, to, (), t.signed)[0])


def _parties(law: Corpus, t: Treaty) -> Iterator[str]:
    yield "## Parties\n"
    yield from items(_party(law, t, p) for p in t.parties)
    for s in t.suspensions:
        names = listed(law.states[x].name_on(t.signed) for x in s.between)
        ends = f" to {day(s.until)}" if s.until else ""
        mark = "" if s.verified else f" {flag('unverified')}"
        what = "Ended" if s.ended else "Suspended"
        yield f"{what} between {text(names)} from {day(s.since, 'the start')}{ends}: {text(s.why)}{mark}\n"


def _party(law: Corpus, t: Treaty, p: Party) -> str:
    dates = ", ".join(
        f"{w} {day(d)}" for w, d in (("from", p.since), ("to", p.until)) if d
    )
    shown = link("state", p.state, law.states[p.state].name_on(p.since or t.signed))
    return (
        shown
        + (f", {dates}" if dates else "")
        + (f": {text(p.note)}" if p.note else "")
        + ("" if p.verified else f" {flag('unverified')}")
    )


def _disputed(law: Corpus, t: Treaty) -> Iterator[str]:
    if found := disputing(law, t):
        yield "## Read in different ways\n"
        yield from items(
            f"{link('reading', r.id, r.name)} ({text(r.when or r.kind)}): {text(r.gist)}"
            for r in found
        )
    if cases := citing(law, t):
        yield "## Tried in\n"
        yield from items(
            f"{link('case', c['id'], c['title'])} ({c['date']}; {', '.join(c['as'])})"
            for c in cases
        )


def _sources(law: Corpus, t: Treaty) -> Iterator[str]:
    if t.notes:
        yield "## Notes\n"
        yield from items(map(text, t.notes))
    if t.witnesses:
        yield "## Witnesses\n"
        yield from items(
            f"{text(law.source(w.source).title)} ({text(w.about)}): {text(w.says)}"
            for w in t.witnesses
        )
    yield "## Sources\n"
    read = [*t.sources, *(o.source for o in t.obligations if o.source)]
    yield from sources(law, tuple(dict.fromkeys(read)))


def _in_full(article: str) -> str:
    """An article as a heading names it."""
    cited = article_cited(article)
    for short, whole in (("Art. ", "Article "), ("Arts ", "Articles ")):
        if cited.startswith(short):
            return cited.replace(short, whole, 1)
    return article[:1].upper() + article[1:]
