"""Report page of an answer: markup, one style sheet, one script, and the data. The page fetches nothing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from engine.findings.extent import DetailOptions
from engine.forms.html_page import closed, fingerprint, packed, style
from engine.forms.style import LOOKS
from engine.forms.svg import esc, tag
from engine.output.answer_document import notes_of
from engine.output.bottom_line import bottom_line
from engine.output.document import Block, Section
from engine.output.instruments_text import FIRM, article_sections
from engine.output.mistake import mistake_details
from engine.output.picture.worldmap import caption
from engine.output.report.payload import payload
from engine.output.report.sheets import sheets
from engine.output.time_spans import over_section
from engine.record.verdict import Status
from treaties.models.edition import edition_line

if TYPE_CHECKING:
    from engine.findings.findings import Findings

SCRIPTS = ("view.js", "words.js", "panel.js", "sheets.js", "page.js", "take.js")
"""The scripts of the page, in their order; each needs those before it."""


def report(answer: Findings) -> str:
    """Return an answer as one self-contained HTML page.

    The page loads nothing and sends nothing, as its content security policy forbids both. No extra is needed.

    >>> from engine import ask
    >>> page = report(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))
    >>> import re
    >>> marks = re.sub(r"(?s)<script.*?</script>", "", page)
    >>> page.startswith("<!doctype html>"), re.findall(r"<(?:link|img|iframe)[^>]* (?:src|href)=[^>]*>", marks)
    (True, ['<link rel="icon" href="data:,">'])
    >>> re.findall(r"<script[^>]* src=", page)
    []
    """
    drawn, data = sheets(answer), payload(answer)
    data |= {"nodes": drawn.nodes, "picture": drawn.narrow, "maps": drawn.maps}
    allowed = f"script-src {fingerprints()}; style-src 'unsafe-inline'; img-src data:"
    absent = f"Not on the map: {', '.join(drawn.absent)}." if drawn.absent else ""
    return Template(asset("page.html")).substitute(
        policy=closed(allowed),
        title=esc(answer.title),
        style=style(),
        notes=notes(answer),
        lead=lead(answer),
        instruments=instruments(answer),
        svg=drawn.broad,
        absent=esc(absent),
        borders=esc(caption(answer)),
        foot=esc(_foot(answer)),
        mistake=mistake_details(answer),
        data=packed(data),
        script=script(),
        open=asset("open.js"),
    )


def _foot(answer: Findings) -> str:
    """The law and the day of the answer, and what its search left out."""
    done = answer.completeness
    foot = f"{edition_line(answer.corpus)}; the day: {answer.setting.on}."
    if done.truncated:
        foot += " Ways further off than the search went may be missing; each duty concerned says so."
    if not done.rounds:
        foot += " Later rounds were not looked at."
    return foot


@cache
def asset(name: str) -> str:
    """Return the text of a file in the directory of this module."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def script() -> str:
    """Return the script of the page, which displays its data."""
    return "".join(asset(name) for name in SCRIPTS)


def fingerprints() -> str:
    """Return the hashes of the page's scripts as a content security policy lists them."""
    return f"'{fingerprint(asset('open.js'))}' '{fingerprint(script())}'"


SHOWN = 5
"""The largest number of instruments shown; the rest is folded away."""


def notes(answer: Findings) -> str:
    """Return how the question was understood, and what is assumed, as HTML paragraphs."""
    found = notes_of(answer, DetailOptions(all=True))
    return "".join(tag("p", esc(note), class_="sub") for note in found)


def lead(answer: Findings) -> str:
    """Return the bottom line as HTML paragraphs, the ruling first."""
    over = answer.over
    changes = over_section(answer, over) if over and over.spans[1:] else Section(())
    first, *rest = [*bottom_line(answer), *(b.text for b in changes.blocks)]
    return tag("p", esc(first), class_="finding") + "".join(
        tag("p", esc(s)) for s in rest
    )


def instruments(answer: Findings) -> str:
    """Return the articles triggered at once as HTML, under a heading for each side; long lists, and duties to others,
    are folded away.
    """
    parts = []
    for section in article_sections(answer, DetailOptions()):
        heading = esc(f"{section.heading}{section.gloss}")
        items = [_item(b) for b in section.blocks]
        if items and section.heading == "At once":
            parts += [tag("h3", heading), _listed(items[:SHOWN])]
            heading, items = "More", items[SHOWN:]
        if items:
            summary = tag("summary", f"{heading} ({len(items)})")
            parts.append(tag("details", summary, _listed(items)))
    return "".join(parts) or tag("p", "No instrument known here is called at once.")


def _listed(items: Iterable[str]) -> str:
    return tag("ul", *items, class_="called")


def _item(block: Block) -> str:
    """An article with its status in a badge."""
    text = esc(block.body)
    if block.head:
        text = f"{tag('b', esc(block.head))}: {text}"
    if block.role in FIRM.values():
        status = Status(block.role)
        badge = f"{LOOKS[status].mark} {status}"
        text = f"{tag('span', badge, class_=f'badge s-{status}')} {text}"
    return tag("li", text)
