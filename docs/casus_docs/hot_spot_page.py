"""The pages of hot spots, made at build time: a list of all questions of the day, and a page for each answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from casus_docs.answer_page import answer_screen, files, sections
from casus_docs.card import card_files, shared
from casus_docs.first_screen import on_the_map
from casus_docs.markdown import day, orphan, text
from engine.answer import Answer
from engine.findings.calls import triggered_articles
from engine.findings.unbound import Lack, unbound
from engine.output.bottom_line import bottom_line
from engine.output.reason_text import reason_in_words
from engine.world import World
from treaties.loading.hot_spots import HotSpot, load_hot_spots

UNSAID = (Lack.TALKS, Lack.ALLY_ATTACKS)
"""Reasons that need no explanation: the first is a duty, the second is said in one word."""
MOST = 8
"""Instruments that are explained for one question."""


def pages(world: World) -> dict[str, str | bytes]:
    """Ask every question and make the pages, with the files beside them, by their place.

    Args:
        world: the law and the readings to ask under.
    """
    spots = load_hot_spots()
    answers = {s.id: world.ask(s.question, on=asked_on(world)) for s in spots}
    found: dict[str, str | bytes] = {"hot-spots.md": index(world, answers)}
    for spot in spots:
        found[f"hot-spots/{spot.id}.md"] = page(spot, answers[spot.id])
        found |= files("hot-spots", spot.id, answers[spot.id])
        found |= card_files(f"hot-spots/{spot.id}", answers[spot.id])
    return found


def asked_on(world: World) -> date:
    """Give the day of the pages: the last day up to which the law was followed."""
    return world.corpus.current_to or date.today()


def page(spot: HotSpot, answer: Answer) -> str:
    """Make the page of one question: its ruling, and why instruments that one might expect bind nobody."""
    return "\n".join(_page(spot, answer)) + "\n"


def _page(spot: HotSpot, answer: Answer) -> Iterator[str]:
    head = orphan(shared(f"hot-spots/{spot.id}", answer))
    yield from (*head, f"# {text(spot.question)}", "")
    yield from ("[All hot spots](../hot-spots.md){.up}", "")
    yield from answer_screen(answer, spot.id, _neighbours(spot))
    query = urlencode({"victim": spot.question, "on": answer.setting.on})
    yield from on_the_map(1, f"atlas:{query}")
    yield from _expected(answer)
    yield from sections(answer)


def _neighbours(spot: HotSpot) -> list[str]:
    """Link the questions of the same region before and after one."""
    region = [s for s in load_hot_spots() if s.region == spot.region]
    at = next((i for i, s in enumerate(region) if s.id == spot.id), 0)
    near = [*region[at + 1 : at + 2], *region[at - 1 : at]]
    return [f"near by: [{text(s.question)}]({s.id}.md)" for s in near]


def _expected(answer: Answer) -> Iterator[str]:
    """Explain the instruments that one might expect, and which bind nobody."""
    reasons = [
        r
        for u in unbound(answer)
        if not u.owing
        for r in u.reasons
        if r.lack not in UNSAID
    ]
    named = {r.treaty.id: (r.treaty.name, r) for r in reversed(reasons) if r.treaty}
    near = {i for i, (_, r) in named.items() if r.lack is not Lack.OUTSIDE}
    read = _is_read(answer, near)
    if named or not read:
        yield from ("## Expected, and not binding", "")
    for ident, (name, reason) in sorted(
        named.items(), key=lambda x: (tuple(Lack).index(x[1][1].lack), x[0])
    )[:MOST]:
        words, shown = text(reason_in_words(answer, reason)), text(name)
        link = f"[{shown}](../corpus/treaties/{ident}.md)"
        named_there = shown in words
        line = words.replace(shown, link, 1) if named_there else f"{link}: {words}"
        yield f"- {line[:1].upper()}{line[1:]}"
    if not read:
        yield from (
            "",
            "No government, court or scholar is on record here with a reading of these instruments.",
        )
    yield ""


def _is_read(answer: Answer, named: set[str]) -> bool:
    """Tell whether a reading names one of the instruments that are called, or of those that bind to nothing."""
    near = {
        c.treaty.id
        for part in triggered_articles(answer).parts
        for i in part
        for c in i.calls
    } | named
    return any(not near.isdisjoint(r.treaties) for r in answer.corpus.readings)


def index(world: World, answers: Mapping[str, Answer]) -> str:
    """Make the list of all questions, region by region, each with the first sentence of its ruling.

    Args:
        world: the law, for its day.
        answers: by the id of a hot spot its answer.
    """
    return "\n".join(_index(world, answers)) + "\n"


def _index(world: World, answers: Mapping[str, Answer]) -> Iterator[str]:
    spots = load_hot_spots()
    yield from ("# Hot spots", "")
    yield (
        f"{len(spots)} wars that people ask about, as the law stood on {day(asked_on(world))}, the last day up to which "
        "it was followed. Each leads to a page with the ruling, and with the instruments that one might expect to bind "
        "and that do not. These are duties under law, no forecast of conduct."
    )
    yield ""
    for region, held in groupby(spots, key=lambda s: s.region):
        yield from (f"## {region}", "")
        for spot in held:
            first = text(bottom_line(answers[spot.id])[0])
            yield f"- [{text(spot.question)}](hot-spots/{spot.id}.md) {first}"
        yield ""
    yield from ("## How they were checked", "")
    yield from _checked(spots)


def _checked(spots: tuple[HotSpot, ...]) -> Iterator[str]:
    """Say how many of the answers were read against sources, and what that found."""
    read = [s for s in spots if s.read]
    reviewed = [s for s in spots if s.reviewed]
    if read:
        last = max(s.read for s in read if s.read)
        yield (
            f"{len(read)} whole answers were read against sources, the last on {day(last)}; "
            f"{sum(s.corrected for s in read)} errors were found and corrected."
        )
    if reviewed:
        yield (
            f"{len(reviewed)} were read by a second reader, who had encoded none of the law; "
            f"{sum(s.mended for s in reviewed)} errors and gaps were found and mended."
        )
