"""docs/hot-spots.md: the bottom line of every question of the day, and the instruments one might expect there.

Sixty answers take minutes, so the page is kept as a file and written anew after a change of the law:
`python docs/build.py --hot-spots`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from casus_docs.markdown import day, text
from casus_docs.stage import HOME
from engine.answer import Answer
from engine.output.bottom_line import bottom_line
from engine.output.unbound_text import reason_in_words
from engine.verdicts.calls import called
from engine.verdicts.unbound import Lack, unbound
from engine.world import World
from treaties.loading.hot_spots import HotSpot, load_hot_spots

PLACE = HOME / "docs" / "hot-spots.md"
UNSAID = (Lack.TALKS, Lack.ALLY_ATTACKS)
"""What needs no explanation of its own: the first is told as a duty, the second in one word."""
MOST = 8
"""Instruments that are explained for one question."""


def write(world: World, place: Path = PLACE) -> Path:
    """Ask every question and write the page; returns its path."""
    place.write_text("\n".join(_page(world)) + "\n", encoding="utf-8")
    return place


def asked_on(world: World) -> date:
    """The day of which the page speaks: the last one up to which the law was followed."""
    return world.corpus.current_to or date.today()


def section(world: World, spot: HotSpot) -> str:
    """One question with its bottom line, and why what one might expect binds nobody."""
    return "\n".join(_section(world, spot))


def _section(world: World, spot: HotSpot) -> Iterator[str]:
    answer = world.ask(spot.question, on=asked_on(world))
    yield from (f"### {text(spot.question)}", "")
    yield from (f"- {text(sentence)}" for sentence in bottom_line(answer))
    reasons = [
        r
        for u in unbound(answer)
        if not u.owing
        for r in u.reasons
        if r.lack not in UNSAID
    ]
    named = {r.treaty.id: (r.treaty.name, r) for r in reversed(reasons) if r.treaty}
    if named:
        yield from ("", "What one might expect, and why it binds nobody to help:", "")
    for ident, (name, reason) in sorted(
        named.items(), key=lambda x: (tuple(Lack).index(x[1][1].lack), x[0])
    )[:MOST]:
        yield f"- [{text(name)}](corpus/treaties/{ident}.md): {text(reason_in_words(answer, reason))}"
    if not _is_read(
        answer, {i for i, (_, r) in named.items() if r.lack is not Lack.OUTSIDE}
    ):
        yield from (
            "",
            "No government, court or scholar is on record here with a reading of these instruments.",
        )
    yield ""


def _is_read(answer: Answer, named: set[str]) -> bool:
    """Whether a reading names one of the instruments that are called, or of those that bind to nothing."""
    near = {
        c.treaty.id for part in called(answer).parts for i in part for c in i.calls
    } | named
    return any(not near.isdisjoint(r.treaties) for r in answer.corpus.readings)


def _page(world: World) -> Iterator[str]:
    spots = load_hot_spots()
    yield from ("# Hot spots", "")
    yield (
        f"{len(spots)} wars that people ask about, region by region: who is bound to what, as the law stood on "
        f"{day(asked_on(world))}, the last day up to which it was followed. Each answer begins with what binds outright, "
        "then what is contested and on what, then what is nearest on a side that has nobody yet. Below stand the instruments that one "
        "might expect to bind somebody, and why they do not. These are duties under law, no forecast of conduct."
    )
    yield from (
        "",
        '`casus ask "…"` with any of these questions gives the whole answer, with every article, reading and source.',
        "",
    )
    if read := [s for s in spots if s.read]:
        yield (
            f"Of {len(read)} the whole answer was read against sources, the last on {day(max(s.read for s in read if s.read))}; "
            f"{sum(s.corrected for s in read)} errors were found and corrected."
        )
        yield ""
    if reviewed := [s for s in spots if s.reviewed]:
        yield (
            f"Of {len(reviewed)} it was read by a second reader, who had encoded none of it; {sum(s.mended for s in reviewed)} "
            "errors and gaps were found and mended."
        )
        yield ""
    for region, held in groupby(spots, key=lambda s: s.region):
        yield from (f"## {region}", "")
        for spot in held:
            yield section(world, spot)
