"""Tools that browse the law: show a treaty, find treaties, list readings, show a timeline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.catalogue import catalogue
from engine.catalogue import treaty_text as telling
from engine.interfaces.assistant.reply import Listed, Reply
from engine.interfaces.assistant.tool import tool
from engine.interfaces.assistant.tool_fields import Find, Readings, Show, TimelineFields
from engine.setting.graph import Clause, clauses_of
from engine.world import World
from treaties.models.corpus import Corpus
from treaties.models.reading import Reading
from treaties.models.treaty import Treaty
from treaties.vocabulary.days import day_of
from treaties.vocabulary.errors import UnknownName

READERS = 3
"""The number of readings shown with a treaty; others are counted."""
ONE_VOICE = "A reading is one voice; none is the law. Say whose it is."


@tool("Show a treaty or an article", "show")
def show_treaty(world: World, q: Show) -> Reply:
    """One treaty, or one of its articles: parties, dates, duties, phrases with sources, reservations, and who
    disputes it.
    """
    law = world.corpus
    treaty = law.treaty(q.treaty)
    result = telling.entry(treaty.id, law)
    clauses = {
        id(o): c for o, c in zip(result["obligations"], clauses_of(treaty), strict=True)
    }
    if q.article is not None:
        result["obligations"] = _of_article(treaty, result["obligations"], q.article)
    readers = telling.disputing(law, treaty)
    text = _shown(law, treaty, q)
    if readers and not q.detail:
        voices = [f"  {reading_line(law, r)}" for r in readers[:READERS]]
        text = "\n".join([text, "", "READ IN DIFFERENT WAYS BY", *voices])
    reply = Reply(
        law,
        text,
        result,
        close=True,
        listed=Listed("obligations", q.offset, q.limit, "articles"),
    )
    reply.articles = lambda data: [clauses[id(o)] for o in data["obligations"]]
    if len(readers) > READERS:
        reply.more.append(
            f"{len(readers) - READERS} more readings dispute it: `list_readings`"
        )
    reply.caveats += _caveats(treaty)
    return reply


def _of_article(
    treaty: Treaty, obligations: list[dict[str, Any]], article: str
) -> list[dict[str, Any]]:
    """The obligations under one article; raises `UnknownName` where the treaty has no such article."""
    named = article.strip().casefold()
    found = [o for o in obligations if o["article"].casefold() == named]
    if not found:
        known = dict.fromkeys(o.article for o in treaty.obligations)
        raise UnknownName(
            f"article of {treaty.name}",
            article,
            known,
            remedy="its articles are " + ", ".join(known),
        )
    return found


def _shown(law: Corpus, treaty: Treaty, q: Show) -> str:
    """The words before the list of obligations: the title alone for one article, else as much as is asked for."""
    if q.article is not None:
        return treaty.title
    text = telling.tell(treaty.id, law)
    return text if q.detail else "\n\n".join(text.split("\n\n")[:2])


def _caveats(treaty: Treaty) -> Iterator[str]:
    if not treaty.rank.binding:
        yield "This is no treaty: it never answers as a treaty duty."
    if not treaty.text_available:
        yield "The text is unavailable: only public statements are encoded."
    if not treaty.verified:
        yield "The dates of this instrument are unverified."


@tool("Find treaties", "list")
def find_treaties(world: World, q: Find) -> Reply:
    """Which treaties bind a state, on a day, with a duty, or with some words."""
    law = world.corpus
    rows = catalogue.treaties(
        state=q.state, on=q.on, duty=q.duty, text=q.text, corpus=law
    )
    day = day_of(q.on) if q.on else None

    def line(row: dict[str, Any]) -> str:
        force = (
            f"in force {row['in_force']}"
            if row["in_force"]
            else law.treaty(row["id"]).unborn
        )
        ends = f" to {row['until']}" if row["in_force"] and row["until"] else ""
        words = f"{row['name']} ({row['id']}): signed {row['signed']}, {force}{ends}; {', '.join(row['duties'])}"
        return words + ("" if law.treaty(row["id"]).verified else " [dates unverified]")

    reply = Reply(
        law, "" if rows else "No treaty matches.", {"schema": 1, "rows": rows}
    )
    reply.listed = Listed("rows", q.offset, q.limit, "treaties", line)

    def articles(data: Any) -> list[Clause]:
        found = (c for row in data["rows"] for c in clauses_of(law.treaty(row["id"])))
        return [
            c
            for c in found
            if q.duty == str(c.obligation.duty)
            and (day is None or c.obligation.holds_on(day))
        ]

    reply.articles = articles
    reply.more.append(
        "`show_treaty` gives the articles, with phrase and source"
        + ("" if q.duty else "; so does `duty`")
    )
    reply.caveats.append(
        "Whether a treaty binds is not whether it is called: `ask` holds its conditions against the events."
    )
    return reply


@tool("Who reads the law how", "list")
def list_readings(world: World, q: Readings) -> Reply:
    """The readings: named, sourced sets of answers to the disputed questions, by scholars, officials and the press."""
    law = world.corpus
    rows = catalogue.readings(q.treaty, law)
    reply = Reply(
        law,
        "" if rows else "No reading matches.",
        {"schema": 1, "rows": rows},
        [ONE_VOICE],
    )
    reply.listed = Listed(
        "rows",
        q.offset,
        q.limit,
        "readings",
        lambda r: reading_line(law, law.reading(r["id"])),
    )
    reply.more.append("the resource `reading://{id}` has each with its answers")
    return reply


def reading_line(law: Corpus, r: Reading) -> str:
    """Return a reading in one line: its author, its content, and its source."""
    source = law.source(r.sources[0])
    marks = ("" if source.seen else " [not read]") + (
        "" if r.verified else " [unverified]"
    )
    where = f"{source.title} {source.address}".rstrip()
    return f"{r.name} ({r.id}; {r.who}{', ' + r.when if r.when else ''}): {r.gist} ({where}){marks}"


@tool("Duties of a state over time", "timeline")
def timeline(world: World, q: TimelineFields) -> Reply:
    """Every duty that a state owed or was owed, with the days on which it bound and the article."""
    from engine.catalogue import timeline as line

    law = world.corpus
    who = law.states.resolve(q.state).id
    found = line.timeline(
        law,
        who,
        duty=q.duty,
        since=day_of(q.since) if q.since else None,
        until=day_of(q.until) if q.until else None,
    )
    data = found.to_dict()
    entry = {id(row): e for row, e in zip(data["entries"], found, strict=True)}

    def words(row: dict[str, Any]) -> str:
        return " ".join(
            " ".join(
                line.timeline_text(law, who, [entry[id(row)]]).splitlines()[3:]
            ).split()
        )

    return Reply(
        law,
        law.states[who].name,
        data,
        listed=Listed("entries", q.offset, q.limit, "duties", words),
    )
