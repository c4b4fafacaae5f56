"""Tools that browse the law: show a treaty, find treaties, list readings and scenarios, a timeline, references."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.cascade.graph import Clause, clauses_of
from engine.catalogue import catalogue
from engine.catalogue import treaty_text as telling
from engine.interfaces.assistant.notes import READING, clauses, uri
from engine.interfaces.assistant.reply import Item, Listed, Reply
from engine.interfaces.assistant.tool_arguments import answer_of, puts_question, undated
from engine.interfaces.assistant.tool_fields import Cite, Find, Readings, ScenarioFields, Show, TimelineFields
from engine.world import World
from treaties.models.conditions import Judgement
from treaties.models.corpus import Corpus
from treaties.models.reading import Reading
from treaties.vocabulary.days import day_of
from treaties.vocabulary.errors import CasusError, UnknownName

READERS = 3
"""Readings that a treaty is shown with; the rest are counted."""


def show_treaty(world: World, q: Show) -> Reply:
    """One treaty, or one of its articles, with parties, dates, sources, and the readings that dispute it."""
    law = world.corpus
    treaty = law.treaty(q.treaty)
    held = clauses_of(treaty)
    if q.article is not None:
        held = tuple(c for c in held if c.obligation.article.casefold() == q.article.strip().casefold())
        if not held:
            known = dict.fromkeys(o.article for o in treaty.obligations)
            raise UnknownName(
                f"article of {treaty.name}", q.article, known, remedy="its articles are " + ", ".join(known)
            )
    result: dict[str, Any] = telling.entry(treaty.id, law)
    del result["obligations"]
    if q.detail and q.article is None:
        text = telling.tell(treaty.id, law)
    else:
        text = "\n\n".join(telling.tell(treaty.id, law).split("\n\n")[:2]) if q.article is None else treaty.title
    reply = Reply(law, text, {"uri": uri(treaty.id), "treaty": result}, close=True)
    page = held[q.offset : q.offset + q.limit]
    items = [Item(c.key, "", {c.key: c}, judgements(law, [c])) for c in page]
    reply.listed = Listed("shown", items, q.offset, len(held), "articles")
    readers = telling.disputing(law, treaty)
    reply.contested = [judged(law, r) for r in readers[:READERS]]
    if len(readers) > READERS:
        reply.more.append(f"{len(readers) - READERS} more readings dispute it: `list_readings`")
    if not treaty.rank.binding:
        reply.caveats.append("This is no treaty: it never answers as a treaty duty.")
    if not treaty.text_available:
        reply.caveats.append("The text is unavailable: only public statements are encoded.")
    if not treaty.verified:
        reply.caveats.append("The dates of this instrument are unverified.")
    return reply


def find_treaties(world: World, q: Find) -> Reply:
    """Treaties of a state, in force on a day, with a duty, or with some words."""
    law = world.corpus
    found = catalogue.treaties(state=q.state, on=q.on, duty=q.duty, text=q.text, corpus=law)
    day = day_of(q.on) if q.on else None
    items = []
    for row in found[q.offset : q.offset + q.limit]:
        row["uri"] = uri(row["id"])
        held = {
            c.key: c
            for c in clauses_of(law.treaty(row["id"]))
            if (day is None or c.obligation.holds_on(day)) and q.duty == str(c.obligation.duty)
        }
        row["articles"] = list(dict.fromkeys(c.obligation.article for c in held.values()))
        force = f"in force {row['in_force']}" if row["in_force"] else law.treaty(row["id"]).unborn
        ends = f" to {row['until']}" if row["in_force"] and row["until"] else ""
        words = f"{row['name']} ({row['id']}): signed {row['signed']}, {force}{ends}; {', '.join(row['duties'])}"
        items.append(Item(row, words + ("" if law.treaty(row["id"]).verified else " [dates unverified]"), held))
    head = "" if items else "No treaty matches."
    reply = Reply(law, head, {})
    reply.listed = Listed("treaties", items, q.offset, len(found), "treaties")
    reply.more.append(
        "`show_treaty` gives the articles, with phrase and source" + ("" if q.duty else "; so does `duty`")
    )
    reply.caveats.append(
        "Whether a treaty binds is not whether it is called: `ask` holds its conditions against the events."
    )
    return reply


def list_readings(world: World, q: Readings) -> Reply:
    """Who reads the law how: each reading with its source, what it answers, and what it lowers."""
    law = world.corpus
    ident = law.treaty(q.treaty).id if q.treaty else None
    found = [r for r in law.readings if ident is None or ident in r.treaties]
    items = []
    for r in found[q.offset : q.offset + q.limit]:
        lowered = [
            (x.treaty, o.article)
            for x in r.lowers
            for o in law.treaty(x.treaty).obligations
            if x.article in ("*", o.article)
        ]
        source = law.source(r.sources[0])
        short = f"{r.name} ({r.id}; {r.who}{', ' + r.when if r.when else ''}): {r.gist} ({source.title} {source.url})"
        short += "" if r.verified else " [unverified]"
        whole = q.detail and not _is_treaty(law, r.id)
        items.append(Item(_reading(law, r), telling.tell(r.id, law) if whole else short, clauses(law, lowered)))
    reply = Reply(law, "" if items else "No reading matches.", {})
    reply.listed = Listed("readings", items, q.offset, len(found), "readings")
    reply.caveats.append("A reading is one voice; none is the law. Say whose it is.")
    return reply


def list_scenarios(world: World, q: ScenarioFields) -> Reply:
    """The shipped scenarios."""
    law = world.corpus
    page = law.scenarios[q.offset : q.offset + q.limit]
    rows = [{"id": s.id, "on": str(s.on), "title": s.title, "gist": s.gist} for s in page]
    items = [Item(r, f"{r['id']} ({r['on']}): {r['title']}") for r in rows]
    reply = Reply(law, "", {})
    reply.listed = Listed("scenarios", items, q.offset, len(law.scenarios), "scenarios")
    reply.caveats.append("A scenario says what is given; ask it for the duties that follow and their proof.")
    return reply


def timeline(world: World, q: TimelineFields) -> Reply:
    """What a state owed and was owed over time."""
    from engine.catalogue import timeline as line

    law = world.corpus
    who = law.states.resolve(q.state).id
    found = line.timeline(
        law, who, duty=q.duty, since=day_of(q.since) if q.since else None, until=day_of(q.until) if q.until else None
    )
    items = []
    for e in found[q.offset : q.offset + q.limit]:
        held = clauses(law, [(e.treaty, e.article)])
        words = " ".join(line.told(law, who, [e]).splitlines()[3:])
        items.append(Item(e.to_json().data(), " ".join(words.split()), held, judgements(law, held.values())))
    reply = Reply(law, law.states[who].name, {"state": who})
    reply.listed = Listed("entries", items, q.offset, len(found), "duties")
    return reply


def cite(world: World, q: Cite) -> Reply:
    """References of exactly what an answer used, or of treaties and readings by id."""
    from engine.output.citing import cite_ids
    from engine.output.citing.cited import Cited

    if q.ids and puts_question(q):
        raise CasusError("ids and a question are given", remedy="give one of them")
    answer = None if q.ids else answer_of(world, q)
    cited = answer.cite(q.state) if answer else cite_ids(q.ids, corpus=world.corpus)
    alone = [Cited((e,)) for e in cited.entries[q.offset : q.offset + q.limit]]
    items = [Item({"bibtex": c.bibtex(), "csl": c.csl()[0]}, " ".join(c.text().split())) for c in alone]
    reply = Reply(answer.corpus if answer else world.corpus, "", {}, caveats=[undated(q)] if answer else [])
    reply.listed = Listed("references", items, q.offset, len(cited.entries), "references")
    return reply


def judged(law: Corpus, r: Reading) -> dict[str, Any]:
    """A reading among the open judgements: whose it is, what it says, where it is reported."""
    source = law.source(r.sources[0])
    where = f"{source.title}{' ' + source.url if source.url else ''}"
    marks = ("" if source.seen else " (not read)") + ("" if r.verified else " [unverified]")
    about = [a.question for a in r.answers[:4]] or [f"duty of {x.treaty}" for x in r.lowers] or [f"reading {r.id}"]
    return {
        "id": ", ".join(about),
        "text": r.gist,
        "nature": READING,
        "decider": r.who + (f", {r.when}" if r.when else ""),
        "presumed": "open",
        "why": where + marks,
        "yes": [r.id] if any(a.answer == "yes" for a in r.answers) else [],
        "no": [r.id] if any(a.answer == "no" for a in r.answers) else [],
    }


def judgements(law: Corpus, held: Iterable[Clause]) -> list[dict[str, Any]]:
    """What clauses leave to somebody's judgement, with who decides and which readings answer it."""
    found: dict[str, dict[str, Any]] = {}
    for clause in held:
        for c in clause.obligation.conditions:
            if not isinstance(c, Judgement):
                continue
            ident = f"{c.id}:{clause.treaty.id}" + ("/*" if c.per_attack else "")
            decider = {
                "obligor": "each for itself",
                "beneficiary": "the beneficiary",
                "both": "the parties together",
            }.get(c.decider, law.states[c.decider].name if c.decider in law.states else c.decider)
            said = {
                w: [r.id for r in law.readings if clause.treaty.id in r.treaties and r.answer_to(ident) == w]
                for w in ("yes", "no")
            }
            found[ident] = {
                "id": ident,
                "text": c.text.replace("{", "the ").replace("}", ""),
                "nature": str(c.nature),
                "decider": decider,
                "presumed": str(c.presumed),
                "why": c.why,
                "yes": said["yes"],
                "no": said["no"],
            }
    return list(found.values())


def _reading(law: Corpus, r: Reading) -> dict[str, Any]:
    data: dict[str, Any] = r.model_dump(mode="json", by_alias=True)
    data["sources"] = [{"title": s.title, "url": s.url, "read": s.seen} for s in (law.source(i) for i in r.sources)]
    return data


def _is_treaty(law: Corpus, ident: str) -> bool:
    return any(t.id == ident for t in law.treaties)
