"""Pages of the site that need no script: the whole answer to each question of the day, worked scenario and documented
case.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from engine.answer import Answer
from engine.output.answer_document import background
from engine.output.answer_document import document as document_of
from engine.output.document import Block
from engine.output.extent import DetailOptions
from engine.output.mistake import mistake_details
from engine.output.picture.finding import finding
from engine.output.picture.saving import png
from engine.output.prose import CAVEAT
from engine.output.report.report_page import plain_page
from engine.output.style import FONT, PAPER, SIDES, text_line, wrapped
from engine.output.svg import document, esc, rect, tag
from engine.question.query import Query, requested
from engine.world import World
from treaties.loading.hot_spots import load_hot_spots
from treaties.models.case import Case
from treaties.models.corpus import Corpus
from treaties.models.edition import edition_line
from treaties.vocabulary.errors import CasusError
from validation.cases import cases_text as casebook
from validation.cases import findings as casework

WIDE, HIGH = 1200.0, 630.0
"""The picture that stands for a page where somebody shares its address, in px."""


def write_pages(
    world: World,
    folder: Path,
    home: str,
    day: date,
    only: Container[str] | None,
    address: str,
) -> None:
    """Write a folder for each question, with `index.html`, `answer.json`, `picture.svg` and, with the extra `png`,
    `card.png`.

    Args:
        world: the law.
        folder: the site.
        home: the folder of the site that holds its style.
        day: the day on which the questions of the day are asked.
        only: ids of questions; all where it is none.
        address: where the site will stand; cards are named by it, for who shares a page needs a whole address.
    """
    for at, fields, case in (
        a for a in _asked(world, day) if only is None or a[0].partition("/")[2] in only
    ):
        query = (
            Query.of(scenario=case.scenario)
            if case
            else requested({k: [v] for k, v in fields.items()})
        )
        answer, place = world.answer(query), folder / at
        place.mkdir(parents=True)
        image = ""
        with suppress(CasusError):  # a page without its card is a page
            scale = 0.5 if case else 1.0  # cases are many
            (place / "card.png").write_bytes(
                png(card(answer), scale=scale, own_fonts=True)
            )
            image = f"{address}{at}/card.png"
        for name, portrait in (("picture", False), ("narrow", True)):
            (place / f"{name}.svg").write_text(
                answer.svg(portrait=portrait), encoding="utf-8"
            )
        data = json.dumps(answer.to_dict(), ensure_ascii=False, default=str)
        (place / "answer.json").write_text(data + "\n", encoding="utf-8")
        (place / "index.html").write_text(
            _page(answer, home, fields, case, image), encoding="utf-8"
        )


def _asked(
    world: World, day: date
) -> Iterator[tuple[str, dict[str, str], Case | None]]:
    """Where each page is, the fields by which the front asks the same, and the case that it is about."""
    for s in load_hot_spots():
        yield f"spots/{s.id}", {"victim": s.question, "on": day.isoformat()}, None
    for scenario in world.corpus.scenarios:
        yield f"spots/{scenario.id}", {"scenario": scenario.id}, None
    for case in world.corpus.cases:
        yield f"cases/{case.id}", {}, case


def card(answer: Answer) -> str:
    """Draw the finding, as large as it has room, and the question as a picture for a link.

    >>> from engine import ask
    >>> 'width="1200" height="630"' in card(ask("Norway", by="Russia", on="1960-01-01", rounds=1))
    True
    """
    parts, y = (
        [
            rect(0, 0, WIDE, HIGH, fill=PAPER),
            rect(0, 0, 18, HIGH, fill=SIDES["attacked"].line),
        ],
        90.0,
    )
    text = " ".join(finding(answer, 1008, 17))
    fitting = (
        (size, wrapped(text, WIDE - 130, size, bold=True))
        for size in (50, 44, 38, 32, 26)
    )
    large, lines = next(x for x in fitting if len(x[1]) * x[0] <= 300 or x[0] == 26)
    asked = wrapped(answer.heading, WIDE - 130, 30)[:2]
    for line, size, kind, weight in [
        *((t, large, "ink", 700) for t in lines),
        *((t, 30, "quiet", 400) for t in asked),
    ]:
        y += 20 if line is asked[0] else 0
        parts.append(text_line(line, 64, y, size, kind, weight))
        y += size * 1.25
    parts.append(text_line(f"Casus Foederis. {CAVEAT}", 64, HIGH - 40, 26, "quiet"))
    return document(WIDE, HIGH, answer.heading, "", tag("g", *parts, font_family=FONT))


def _page(
    answer: Answer, home: str, fields: dict[str, str], case: Case | None, image: str
) -> str:
    gist = " ".join(finding(answer, 2000, 17))
    title = f"{case.code}: {case.title}" if case else answer.title
    sections = "".join(
        (tag("h2", esc(s.heading + s.gloss)) + tag("ul", *map(_item, s.blocks)))
        if s.heading
        else "".join(tag("p", esc(b.text)) for b in s.blocks)
        for s in document_of(answer, DetailOptions()).sections
    )
    about = {
        "og:title": gist,
        "og:description": answer.heading,
        "og:type": "article",
        "og:image": image,
    }
    meta = "".join(
        f'<meta property="{k}" content="{esc(v)}">' for k, v in about.items() if v
    )
    turn = f'<a href="../../#{esc(urlencode(fields))}">Turn its questions and readings</a> · '
    body = (
        f'<header><p><a href="../../">Ask another question</a></p><h1>{esc(title)}</h1>'
        f'<p class="sub">{esc(answer.heading)} {esc(background(answer))}</p></header><main class="whole">'
        f'<p>{turn if fields else ""}<a href="answer.json">the answer as JSON</a> · '
        f'<a href="picture.svg">the picture</a></p><p class="finding">{esc(gist)}</p>'
        f'<picture><source media="(max-width:700px)" srcset="narrow.svg"><img src="picture.svg" alt="{esc(gist)}"></picture>'
        f"{sections}{_record(answer.corpus, case) if case else ''}<h2>Sources</h2><pre>{esc(answer.cite().text())}</pre>"
        f"</main><footer><p>{CAVEAT} {esc(edition_line(answer.corpus))}.</p>{mistake_details(answer)}</footer>"
    )
    head = f'<meta name="description" content="{esc(gist)}">{meta}<link rel="stylesheet" href="../../{home}front.css">'
    return plain_page(title, "style-src 'self'; img-src 'self' data:", body, head)


def _record(law: Corpus, case: Case) -> str:
    """A case beside its key: the duty expected and derived, who invoked it, what was done, and where that is given."""
    sources = (
        tag("li", tag("a", esc(s.title), href=s.address) if s.address else esc(s.title))
        for s in map(law.source, case.sources)
    )
    key = tag("pre", esc(casebook.tell(casework.run(case, law), law)))
    return f"<h2>The case: what the texts gave, who invoked it, what was done</h2>{key}{tag('ul', *sources)}"


def _item(block: Block) -> str:
    below = tag("ul", *map(_item, block.details)) if block.details else ""
    return tag("li", esc(block.text), below)
