"""The first screen of a page: the ruling, its picture, three lines, and where it leads; everything else is folded."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from casus_docs.markdown import items, text
from engine.forms.table import cell_safe
from treaties.models.scenario import Scenario
from treaties.vocabulary.terms import EventKind

LINES = 3
"""Lines beside the picture; the rest stands in the first fold."""
FOLDED = (
    *("corpus/", "hot-spots", "pairs/", "notebooks", "asked", "questions"),
    *("benchmarks", "contributing", "reliability", "design"),
)
"""How the names of pages begin whose sections are folded, so that none is long on a phone."""
MAP = "map/"
"""Where on the site the map stands that answers any question."""


def first_screen(
    ruling: str, picture: Iterable[str], lines: Sequence[str], ways: Iterable[str]
) -> Iterator[str]:
    """Write the first screen of a page as Markdown; what is more than three lines follows in a fold.

    Args:
        ruling: the one sentence for which the page was opened.
        picture: the picture as Markdown; nothing where there is none.
        lines: what else is to be known, the weightiest first.
        ways: links that lead on.
    """
    yield from ("{.finding}", text(ruling), "")
    yield from picture
    yield from items(map(text, lines[:LINES]))
    if on := " · ".join(ways):
        yield from ("{.ways}", on, "")
    if rest := lines[LINES:]:
        yield from ("## More of the ruling", "")
        yield from items(map(text, rest))


def picture_file(place: str, svg: str, said: str) -> list[str]:
    """Show a picture that is a file of the site, with what a reader may take of it; a script adds PNG and what to embed.

    Args:
        place: where the file is, seen from the page, without its ending; its rows are beside it as CSV.
        svg: the picture, whose size is read off.
        said: what it shows, in words.
    """
    name = place.rpartition("/")[2]
    wide, high = (float(n) for n in re.findall(r'(?:width|height)="([\d.]+)"', svg)[:2])
    image = (
        f'<img src="{place}.svg" width="{wide:.0f}" height="{high:.0f}" '
        f'alt="{escape(said)}"/>'
    )
    parts = [
        f'<a href="{place}.svg" download="{name}.svg">SVG</a>',
        f'<a href="{place}.csv" download="{name}.csv">rows as CSV</a>',
    ]
    box = f'<div class="scroll" tabindex="0" role="region" aria-label="Picture">{image}</div>'
    shown = f'<figure class="sheet">{box}<figcaption>{" · ".join(parts)}</figcaption></figure>'
    return raw(shown)


def picture_files(
    place: str, svg: str, columns: Sequence[str], rows: Iterable[Mapping[str, object]]
) -> dict[str, str]:
    """Make the files of a picture: the picture itself, and its rows as CSV.

    Args:
        place: where the files are on the site, without their endings.
        svg: the picture.
        columns: the columns of the rows, in order.
        rows: the rows, whose other keys are left out.

    >>> picture_files("a/b", "<svg/>", ("state",), [{"state": "Estonia", "id": "estonia"}])
    {'a/b.svg': '<svg/>', 'a/b.csv': 'state\\nEstonia\\n'}
    """
    return {f"{place}.svg": plain(svg), f"{place}.csv": csv_text(columns, rows)}


def plain(svg: str) -> str:
    """Remove from a picture what only a page around it needs: classes, data, and the unseen lines that take a pointer.

    >>> plain('<svg><path d="M0 0" pointer-events="stroke" class="near"/><path d="M0 0" class="line"/></svg>')
    '<svg><path d="M0 0"/></svg>'
    """
    seen = re.sub(r'<path [^>]*pointer-events="stroke"[^>]*/>', "", svg)
    return re.sub(r' (?:class|data-[\w-]+)="[^"]*"| font-weight="400"', "", seen)


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Write rows as CSV, in which no cell is a formula of a table.

    Args:
        columns: the columns, in order.
        rows: the rows, whose other keys are left out.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({k: cell_safe(v) for k, v in row.items()})
    return out.getvalue()


def raw(html: str) -> list[str]:
    """Write a block of HTML whose words are not searched."""
    return ["```{raw} html", ":class: no-search", "", html, "```", ""]


def map_query(scenario: Scenario, reading: str = "") -> str:
    """Write the attacks of a scenario as the fields of an address; empty where they are not all plain attacks.

    Args:
        scenario: the attacks, whose names are ids.
        reading: the id of the reading to ask under; empty for the text alone.

    >>> from treaties.loading.corpus import load_corpus
    >>> belgium = next(c for c in load_corpus().cases if c.id == "g1c-belgium")
    >>> map_query(belgium.scenario)[:58]
    'victim=serbia&by=austria-hungary&on=1914-08-04&also=german'
    """
    attacks = [
        (actor, victim, e.at)
        for e in scenario.events
        for victim in e.against
        for actor in e.by
        if e.kind is EventKind.ARMED_ATTACK and not e.group
    ]
    if not attacks or len(attacks) < len(scenario.events):
        return ""
    (by, victim, at), *others = attacks
    if any(place for _, _, place in others) or not isinstance(at, str | None):
        return ""
    fields = {"victim": victim, "by": by, "on": scenario.on.isoformat()}
    fields |= {"at": at} if at else {}
    fields |= {"also": ", ".join(f"{a}>{v}" for a, v, _ in others)} if others else {}
    fields |= {} if scenario.background else {"no_background": "yes"}
    return urlencode(fields | ({"reading": reading} if reading else {}))


def on_the_map(depth: int, query: str, shown: str = "Ask it on the map") -> list[str]:
    """Write the link that asks the same question on the map.

    Args:
        depth: how many folders the page lies below the front page.
        query: the fields of the question, as an address has them.
        shown: the words of the link.
    """
    address = escape(f"{'../' * depth}{MAP}index.html#{query}")
    return raw(f'<p class="ways"><a href="{address}">{escape(shown)}</a></p>')
