"""Pages of the site that need no script: the whole answer to each question of the day and to each worked scenario."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from engine.output.answer_document import background
from engine.output.answer_document import document as document_of
from engine.output.document import Block
from engine.output.extent import DetailOptions
from engine.output.picture.finding import finding
from engine.output.picture.saving import png
from engine.output.prose import CAVEAT
from engine.output.report.report_page import plain_page
from engine.output.style import FONT, PAPER, SIDES, text_line, wrapped
from engine.output.svg import document, esc, rect, tag
from engine.question.query import Query
from engine.world import World
from treaties.loading.hot_spots import load_hot_spots
from treaties.models.edition import edition_line
from treaties.vocabulary.errors import CasusError

WIDE, HIGH = 1200.0, 630.0
"""The picture that stands for a page where somebody shares its address, in px."""


def write_pages(world: World, folder: Path, home: str, day: date, only: Container[str] | None, address: str) -> None:
    """Write a folder for each question, with `index.html`, `answer.json`, `picture.svg` and, with the extra `png`, `card.png`.

    Args:
        world: the law.
        folder: the site.
        home: the folder of the site that holds its style.
        day: the day on which the questions of the day are asked.
        only: ids of questions; all where it is none.
        address: where the site will stand; cards are named by it, for who shares a page needs a whole address.
    """
    for ident, query, fields in (a for a in _asked(world, day) if only is None or a[0] in only):
        answer, place = world.answer(query), folder / "spots" / ident
        place.mkdir(parents=True)
        image = ""
        with suppress(CasusError):  # a page without its card is a page
            (place / "card.png").write_bytes(png(card(answer), scale=1.0, own_fonts=True))
            image = f"{address}spots/{ident}/card.png"
        for name, portrait in (("picture", False), ("narrow", True)):
            (place / f"{name}.svg").write_text(answer.svg(portrait=portrait), encoding="utf-8")
        data = json.dumps(answer.to_dict(), ensure_ascii=False, default=str)
        (place / "answer.json").write_text(data + "\n", encoding="utf-8")
        (place / "index.html").write_text(_page(answer, home, f"../../#{urlencode(fields)}", image), encoding="utf-8")


def _asked(world: World, day: date) -> Iterator[tuple[str, Query, dict[str, str]]]:
    for s in load_hot_spots():
        yield s.id, Query.of(victim=s.question, on=day), {"victim": s.question, "on": day.isoformat()}
    for scenario in world.corpus.scenarios:
        yield scenario.id, Query.of(scenario=scenario.id), {"scenario": scenario.id}


def card(answer: Any) -> str:
    """The finding, as large as it has room, and the question as a picture for a link.

    >>> from engine import ask
    >>> 'width="1200" height="630"' in card(ask("Norway", by="Russia", on="1960-01-01", rounds=1))
    True
    """
    parts, y = [rect(0, 0, WIDE, HIGH, fill=PAPER), rect(0, 0, 18, HIGH, fill=SIDES["attacked"].line)], 90.0
    told = " ".join(finding(answer, 1008, 17))
    fitting = ((size, wrapped(told, WIDE - 130, size, bold=True)) for size in (50, 44, 38, 32, 26))
    large, lines = next(x for x in fitting if len(x[1]) * x[0] <= 300 or x[0] == 26)
    asked = wrapped(answer.heading, WIDE - 130, 30)[:2]
    for line, size, kind, weight in [*((t, large, "ink", 700) for t in lines), *((t, 30, "quiet", 400) for t in asked)]:
        y += 20 if line is asked[0] else 0
        parts.append(text_line(line, 64, y, size, kind, weight))
        y += size * 1.25
    parts.append(text_line(f"Casus Foederis. {CAVEAT}", 64, HIGH - 40, 26, "quiet"))
    return document(WIDE, HIGH, answer.heading, "", tag("g", *parts, font_family=FONT))


def _page(answer: Any, home: str, turn: str, image: str) -> str:
    made = document_of(answer, DetailOptions())
    title, told = esc(answer.title), " ".join(finding(answer, 2000, 17))
    sections = "".join(
        (tag("h2", esc(s.heading + s.gloss)) + tag("ul", *map(_item, s.blocks)))
        if s.heading
        else "".join(tag("p", esc(b.text)) for b in s.blocks)
        for s in made.sections
    )
    about = {"og:title": told, "og:description": answer.heading, "og:type": "article", "og:image": image}
    meta = "".join(f'<meta property="{k}" content="{esc(v)}">' for k, v in about.items() if v)
    head = f'<meta name="description" content="{esc(told)}">{meta}<link rel="stylesheet" href="../../{home}front.css">'
    body = (
        f'<header><p><a href="../../">Ask another question</a></p><h1>{title}</h1>'
        f'<p class="sub">{esc(answer.heading)} {esc(background(answer))}</p></header><main class="whole">'
        f'<p><a href="{esc(turn)}">Turn its questions and readings</a> · <a href="answer.json">the answer as JSON</a> · '
        f'<a href="picture.svg">the picture</a></p><p class="finding">{esc(told)}</p>'
        f'<picture><source media="(max-width:700px)" srcset="narrow.svg"><img src="picture.svg" alt="{esc(told)}"></picture>'
        f"{sections}<h2>Sources</h2><pre>{esc(answer.cite().text())}</pre>"
        f"</main><footer><p>{CAVEAT} {esc(edition_line(answer.corpus))}.</p></footer>"
    )
    return plain_page(answer.title, "style-src 'self'; img-src 'self' data:", body, head)


def _item(block: Block) -> str:
    below = tag("ul", *map(_item, block.details)) if block.details else ""
    return tag("li", esc(block.text), below)
