"""Tools that browse the law: show a treaty, find treaties, list readings and scenarios, a timeline, references."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.browse import catalogue
from engine.browse import treaty_text as telling
from engine.cascade.graph import Clause, clauses_of
from engine.doors.assistant.notes import QUESTIONS, READING, Reply, clauses, uri
from engine.doors.assistant.tool_fields import (
    Cite,
    Find,
    Readings,
    ScenarioFields,
    Show,
    TimelineFields,
    answer_of,
    undated,
)
from engine.world import World, day_of
from treaties.conditions import Judgement
from treaties.corpus import Corpus
from treaties.errors import CasusError, UnknownName
from treaties.readings import Reading


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
    if q.article is not None:
        result["obligations"] = [c.obligation.model_dump(mode="json", by_alias=True) for c in held]
    text = (
        telling.tell(treaty.id, law)
        if q.article is None
        else "\n".join(
            [treaty.title, *(x for c in held for x in ("", *telling.article_lines(law, treaty, c.obligation)))]
        )
    )
    reply = Reply(law, text, {"uri": uri(treaty.id), "treaty": result}, {c.key: c for c in held})
    reply.contested = judgements(law, held) + [judged(law, r) for r in telling.disputing(law, treaty)]
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
    page = found[q.offset : q.offset + q.limit]
    day = day_of(q.on) if q.on else None
    held = {}
    for row in page:
        row["uri"] = uri(row["id"])
        for c in clauses_of(law.treaty(row["id"])):
            if (day is None or c.obligation.holds_on(day)) and q.duty in (None, str(c.obligation.duty)):
                held[c.key] = c
    reply = Reply(law, catalogue.table(page), {"treaties": page, "offset": q.offset, "of": len(found)}, held)
    readers = [r for r in law.readings if set(r.treaties) & {row["id"] for row in page}]
    reply.contested = [*judgements(law, held.values()), *(judged(law, r) for r in readers)][:QUESTIONS]
    reply.caveats.append(
        "Whether a treaty binds is not whether it is called: `ask` holds its conditions against the events."
    )
    reply.page = ("treaties", q.offset, len(found), "treaties")
    return reply


def list_readings(world: World, q: Readings) -> Reply:
    """Who reads the law how: each reading with its source, what it answers, and what it lowers."""
    law = world.corpus
    ident = law.treaty(q.treaty).id if q.treaty else None
    found = [r for r in law.readings if ident is None or ident in r.treaties]
    page = found[q.offset : q.offset + q.limit]
    result = {"readings": [_reading(law, r) for r in page], "offset": q.offset, "of": len(found)}
    text = (
        "\n\n".join(telling.tell(r.id, law) if not _is_treaty(law, r.id) else r.name for r in page) or "nothing matches"
    )
    lowered = [
        (x.treaty, o.article)
        for r in page
        for x in r.lowers
        for o in law.treaty(x.treaty).obligations
        if x.article in ("*", o.article)
    ]
    named = [(t, o.article) for r in page for t in r.treaties[:3] for o in law.treaty(t).obligations]
    reply = Reply(law, text, result, clauses(law, [*lowered, *named]), [judged(law, r) for r in page])
    reply.caveats.append("A reading is one voice; none is the law. Say whose it is.")
    reply.page = ("readings", q.offset, len(found), "readings")
    return reply


def list_scenarios(world: World, q: ScenarioFields) -> Reply:
    """The shipped scenarios."""
    law = world.corpus
    page = law.scenarios[q.offset : q.offset + q.limit]
    rows = [{"id": s.id, "on": str(s.on), "title": s.title, "gist": s.gist} for s in page]
    told = [{k: r[k] for k in ("id", "on", "title")} for r in rows]
    reply = Reply(law, catalogue.table(told), {"scenarios": rows, "offset": q.offset, "of": len(law.scenarios)})
    reply.caveats.append("A scenario says what is given; ask it for the duties that follow and their proof.")
    reply.page = ("scenarios", q.offset, len(law.scenarios), "scenarios")
    return reply


def timeline(world: World, q: TimelineFields) -> Reply:
    """What a state owed and was owed over time."""
    from engine.browse import timeline as line

    law = world.corpus
    who = law.states.resolve(q.state).id
    found = line.timeline(
        law, who, duty=q.duty, since=day_of(q.since) if q.since else None, until=day_of(q.until) if q.until else None
    )
    page = found[q.offset : q.offset + q.limit]
    result = {"state": who, "entries": [e.to_dict() for e in page], "offset": q.offset, "of": len(found)}
    reply = Reply(law, line.told(law, who, page), result, clauses(law, [(e.treaty, e.article) for e in page]))
    held = {e.treaty for e in page}
    readers = [r for r in law.readings if held & set(r.treaties)]
    reply.contested = [*judgements(law, reply.articles.values()), *(judged(law, r) for r in readers)][:QUESTIONS]
    reply.page = ("entries", q.offset, len(found), "duties")
    return reply


def cite(world: World, q: Cite) -> Reply:
    """References of exactly what an answer used, or of treaties and readings by id."""
    from engine.forms.citing import cite_ids
    from engine.forms.citing.used import used

    asked = q.question or q.victim or q.scenario
    if q.ids and asked:
        raise CasusError("ids and a question are given", remedy="give one of them")
    if q.ids:
        cited = cite_ids(q.ids, corpus=world.corpus)
        held = clauses(
            world.corpus, [(t.id, o.article) for t in world.corpus.treaties if t.id in q.ids for o in t.obligations]
        )
        return Reply(world.corpus, cited.text(), {"bibtex": cited.bibtex(), "csl": cited.csl()}, held)
    answer = answer_of(world, q)
    cited = answer.cite(q.state)
    rests = used(answer, q.state)
    held = clauses(answer.corpus, [(i.treaty.id, a) for i in rests.instruments for a in (*i.met, *i.failed)])
    from engine.doors.assistant.notes import open_questions

    result = {"bibtex": cited.bibtex(), "csl": cited.csl()}
    return Reply(answer.corpus, cited.text(), result, held, open_questions(answer), [undated(q)])


def judged(law: Corpus, r: Reading) -> dict[str, Any]:
    """A reading among the open judgements: whose it is, what it says, where it is reported."""
    source = law.source(r.sources[0])
    where = f"{source.title}{' ' + source.url if source.url else ''}"
    marks = ("" if source.seen else " (not read)") + ("" if r.verified else " [unverified]")
    about = [a.question for a in r.answers[:4]] or [f"duty of {x.treaty}" for x in r.lowers] or [f"reading {r.id}"]
    return {
        "question": ", ".join(about), "text": r.gist, "nature": READING,
        "decider": r.who + (f", {r.when}" if r.when else ""), "presumed": "open", "why": where + marks,
        "said_yes": [r.name] if any(a.answer == "yes" for a in r.answers) else [],
        "said_no": [r.name] if any(a.answer == "no" for a in r.answers) else [],
    }  # fmt: skip


def judgements(law: Corpus, held: Iterable[Clause]) -> list[dict[str, Any]]:
    """What clauses leave to somebody's judgement, with who decides and which readings answer it."""
    found: dict[str, dict[str, Any]] = {}
    for clause in held:
        for c in clause.obligation.conditions:
            if not isinstance(c, Judgement):
                continue
            ident = f"{c.id}:{clause.treaty.id}" + ("/*" if c.per_attack else "")
            decider = {
                "obligor": "each obligor for itself",
                "beneficiary": "the beneficiary",
                "both": "the parties together",
            }.get(c.decider, law.states[c.decider].name if c.decider in law.states else c.decider)
            said = {
                w: [r.name for r in law.readings if clause.treaty.id in r.treaties and r.answer_to(ident) == w]
                for w in ("yes", "no")
            }
            found[ident] = {
                "question": ident, "text": c.text.replace("{", "the ").replace("}", ""), "nature": str(c.nature), "decider": decider,
                "presumed": str(c.presumed), "why": c.why, "said_yes": said["yes"], "said_no": said["no"],
            }  # fmt: skip
    return list(found.values())


def _reading(law: Corpus, r: Reading) -> dict[str, Any]:
    data: dict[str, Any] = r.model_dump(mode="json", by_alias=True)
    data["sources"] = [{"title": s.title, "url": s.url, "read": s.seen} for s in (law.source(i) for i in r.sources)]
    return data


def _is_treaty(law: Corpus, ident: str) -> bool:
    return any(t.id == ident for t in law.treaties)
