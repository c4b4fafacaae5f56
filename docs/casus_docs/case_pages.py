"""A page for each documented case, as `casus case` tells it, and the questions on which readings are compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casus_docs.answer_page import answer_screen, sections
from casus_docs.first_screen import map_query, on_the_map
from casus_docs.markdown import day, items, link, page, text
from casus_docs.treaty_pages import sources
from engine.answer import Answer
from engine.world import World
from treaties.models.case import Case
from treaties.models.corpus import Corpus
from validation.cases import cases_text as casebook
from validation.cases import findings as casework


def case_page(law: Corpus, c: Case, answer: Answer) -> str:
    """The page as Markdown."""
    about = f"{c.title}, {c.date}: who was bound, who said so, and what was done. {c.gist}".strip()
    out = page(f"case-{c.id}", f"{text(c.title)}", about=about)
    out += answer_screen(answer, c.id, _neighbours(law, c))
    if query := map_query(c.scenario):
        out += on_the_map(2, query, "Ask these attacks on the map")
    out += ["## What happened\n", *([text(c.gist), ""] if c.gist else [])]
    out += items(_happened(law, c))
    run = casework.run(c, law, answer)
    out += ["## Expected by the key, and derived\n", *_key(law, c, run)]
    claims = [text(casebook.claim_line(law, c, i).strip()) for i in c.invocation]
    out += ["## Who invoked it\n", *items(claims or ["Nothing is told."])]
    acts = [text(casebook.act_line(law, c, x, run).strip()) for x in c.conduct]
    out += ["## What was done\n", *items(acts or ["Nothing is told."])]
    out += sections(answer, first=True)
    if c.treaties:
        out += [
            "## Treaties\n",
            *items(link("treaty", t, law.treaty(t).name) for t in c.treaties),
        ]
    out += ["## Notes\n", *items(map(text, c.notes))] if c.notes else []
    out += ["## Sources of the case\n", *sources(law, c.sources)]
    return "\n".join(out)


def _neighbours(law: Corpus, c: Case) -> list[str]:
    """Link the cases before and after one in time."""
    held = sorted(law.cases, key=lambda x: (x.date, x.id))
    at = next(i for i, x in enumerate(held) if x.id == c.id)
    before, after = held[max(at - 1, 0) : at], held[at + 1 : at + 2]
    named = [("before", x) for x in before] + [("after", x) for x in after]
    return [f"{word}: {link('case', x.id, x.title)}" for word, x in named]


def _happened(law: Corpus, c: Case) -> Iterator[str]:
    """What the case gives, event by event."""
    for e in c.scenario.events:
        when = day(e.on or c.date)
        yield f"{when}: {text(casebook.event_line(law, c, e))}"


def _key(law: Corpus, c: Case, run: casework.CaseRun) -> list[str]:
    """Each line of the key beside what is derived, in words."""
    lines = []
    for line in run.lines:
        e = line.expected
        asked = text(casebook.asked_of(law, c, e))
        status = " or ".join(str(s).replace("-", " ") for s in e.status)
        duty = f", {e.duty.meaning}" if e.duty else ""
        same = "the engine derives the same" if line.right else _derived(line)
        lines.append(f"**{asked}:** {status}{duty}; {same}. {text(e.why)}")
    return items(lines)


def _derived(line: casework.Line) -> str:
    """What the engine derives where it is not what the key says."""
    found = dict.fromkeys(
        f"{str(f.verdict.status).replace('-', ' ')}"
        + (f", {f.verdict.duty.meaning}" if f.verdict.duty else "")
        for f in line.findings
    )
    return f"the engine derives: {text(' or '.join(found))}"


def answers(world: World) -> dict[str, Answer]:
    """The answer to each case, by its id, under its own readings and every other that speaks of its treaties."""
    return {
        c.id: under_all(Answer.of(casework.answer_of(c, world.corpus)), world)
        for c in world.corpus.cases
    }


def under_all(answer: Answer, world: World) -> Answer:
    """The answer with the readings of the treaties that are called in it, and those of the law at large."""
    called = {
        f.args[1].split(":")[0] for f in answer.record.rounds if f.kind == "arisen"
    }
    named = {r.id for r in answer.readings}
    chosen = [
        r
        for r in world.corpus.readings
        if r.id in named or not r.treaties or called & set(r.treaties)
    ]
    return replace(answer, readings=tuple(chosen))


def questions(world: World, solved: dict[str, Answer]) -> Iterator[tuple[str, Answer]]:
    """Every shipped scenario and case in words, with its answer."""
    law = world.corpus
    for s in law.scenarios:
        yield (
            f"{text(s.title)} (`--scenario {s.id}`)",
            under_all(world.ask(s, rounds=1), world),
        )
    for c in sorted(law.cases, key=lambda c: (c.date, c.id)):
        yield f"{link('case', c.id, c.title)} ({c.code})", solved[c.id]
