"""HTML page of a player's sheet, for one A4 sheet of paper."""

from __future__ import annotations

from pathlib import Path

from engine.forms.html_page import plain_page, style
from engine.forms.svg import esc, tag
from engine.games.ladder_page import MISTAKE, POLICY
from engine.games.sheet import Sheet, SheetItem
from engine.output.prose import CAVEAT
from treaties.models.edition import edition_line

CSS = (Path(__file__).parent / "sheet.css").read_text(encoding="utf-8")


def sheet_page(found: Sheet) -> str:
    """Return a player's sheet as a self-contained HTML page.

    Args:
        found: the sheet.
    """
    title = f"{found.name}: {found.title}"
    head = tag("h1", esc(found.name)) + tag("p", esc(found.title), class_="sub")
    head += tag("p", esc(f"{found.after}."), class_="sub")
    head += tag("p", esc(found.standing), class_="finding")
    parts = "".join(_part(*part) for part in found.parts)
    if found.done:
        lines = (tag("li", esc(line)) for line in found.done)
        parts += tag("section", tag("h2", "What you have done"), tag("ul", *lines))
    note = tag("p", esc(f"{CAVEAT} {edition_line(found.law)}."), f" {MISTAKE}")
    body = tag("header", head) + tag("main", parts, class_="player")
    return plain_page(
        title,
        POLICY,
        body + tag("footer", note),
        f"<style>{style()}\n{CSS}</style>",
    )


def _part(heading: str, items: tuple[SheetItem, ...], nothing: str) -> str:
    inside = (
        tag("ul", *map(_item, items)) if items else tag("p", esc(nothing), class_="sub")
    )
    return tag("section", tag("h2", esc(heading)), inside)


def _item(item: SheetItem) -> str:
    parts = [tag("b", esc(item.text))]
    if item.words:
        parts.append(tag("i", esc(item.words)))
    if item.article:
        parts.append(tag("cite", esc(item.article)))
    if item.then:
        parts.append(tag("span", esc(item.then), class_="then"))
    return tag("li", " ".join(parts))
