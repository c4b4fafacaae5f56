"""A page for each documented case, as `casus case` tells it, and the questions on which readings are compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casus_docs.markdown import block, items, link, page, text
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
    out = page(
        f"case-{c.id}", f"{c.code}: {text(c.title)}", lead=text(c.gist), about=about
    )
    out += block(casebook.tell(casework.run(c, law, answer), law))
    if c.treaties:
        out += [
            "## Treaties\n",
            *items(link("treaty", t, law.treaty(t).name) for t in c.treaties),
        ]
    out += ["## Notes\n", *items(map(text, c.notes))] if c.notes else []
    out += ["## Sources\n", *sources(law, c.sources)]
    return "\n".join([*out, *block(f"casus case {c.code}", "sh")])


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
