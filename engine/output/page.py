"""Notebook forms: one page of a picture, tables and notes, and the one mechanism by which a result shows itself.

A page has no script, no style block, no outside resource and no class names. Pictures are `data:` images with their
words as alternative text: a sanitiser that drops them leaves the words, and the many pictures of a notebook cannot
disturb each other's marker ids. Tables are plain, with alignment said twice, for notebooks (style) and for hosts that
strip styles (attribute).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from engine.output.prose import CAVEAT

ROWS = 60
"""Rows of a table that are shown; a frame has all of them."""


class Shown:
    """Whatever shows itself in a notebook: its text below a picture, where it draws one; some say a page of their own.

    >>> class Two(Shown):
    ...     def _lines(self):
    ...         return ["<2"]
    >>> shown = Two()._repr_mimebundle_()
    >>> list(shown), shown["text/plain"], "&lt;2" in shown["text/html"]
    (['text/html', 'text/plain'], '<2', True)
    """

    _note = CAVEAT

    def _picture(self) -> str:
        """The picture above the text, an SVG document; none where it is empty."""
        return ""

    def _page(self) -> Page:
        """The page to show."""
        return Page("", self._picture(), [Verbatim(str(self))], self._note)

    def _lines(self) -> Iterable[str]:
        """The text, line by line."""
        raise NotImplementedError

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _repr_html_(self) -> str:
        return self._page().html()

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> dict[str, Any]:
        """HTML first, plain text beside; `include` and `exclude` name media types."""
        forms = {"text/html": self._repr_html_, "text/plain": self.__str__}
        return {
            kind: made()
            for kind, made in forms.items()
            if (not include or kind in include) and (not exclude or kind not in exclude)
        }


@dataclass(frozen=True)
class Grid:
    """A table: head, rows of cells, and a caption. The first cell of a row names it; line breaks are kept."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    folded: bool = False
    """Whether it is put away behind its caption."""

    def html(self) -> str:
        """The table as HTML."""
        top = "".join(f'<th scope="col"{_LEFT}>{text(h)}</th>' for h in self.head)
        body = "".join(f"<tr>{_cells(r)}</tr>" for r in self.rows[:ROWS])
        left = len(self.rows) - ROWS
        more = f"<p>and {left} more; the frame has all of them</p>" if left > 0 else ""
        whole = f'<table cellpadding="4"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>{more}'
        return _put(self.caption, whole, self.folded)


@dataclass(frozen=True)
class Lines:
    """Short texts, one below the other, under a heading."""

    lines: Sequence[str]
    caption: str = ""
    folded: bool = False

    def html(self) -> str:
        """The lines as an HTML list."""
        items = "".join(f"<li>{text(x)}</li>" for x in self.lines[:ROWS])
        left = len(self.lines) - ROWS
        return _put(self.caption, f"<ul>{items}{f'<li>and {left} more</li>' if left > 0 else ''}</ul>", self.folded)


@dataclass(frozen=True)
class Verbatim:
    """Text whose line breaks and indents matter."""

    content: str

    def html(self) -> str:
        """The text as a preformatted block."""
        return f'<pre style="font-family:monospace">{escape(self.content)}</pre>'


@dataclass(frozen=True)
class Page:
    """A title, a picture (an SVG document), parts, and a note at the end. A title that the picture has is said once."""

    title: str
    picture: str = ""
    parts: Sequence[Grid | Lines | Verbatim] = ()
    note: str = ""

    def html(self) -> str:
        """The page as HTML."""
        told = bool(self.picture) and _words(self.picture).startswith(self.title.rstrip("."))
        head = f"<p><strong>{text(self.title)}</strong></p>" if self.title and not told else ""
        shown = [image(self.picture)] if self.picture else []
        shown += [p.html() for p in self.parts]
        note = f"<p><small>{text(self.note)}</small></p>" if self.note else ""
        return f"<div>{head}{''.join(shown)}{note}</div>"


@dataclass(frozen=True)
class Picture(Shown):
    """Any picture of this project (an SVG document) to be shown by itself: `Picture(matrix(answer))`."""

    svg: str

    def __str__(self) -> str:
        return _words(self.svg)

    def _page(self) -> Page:
        return Page("", self.svg)


def image(svg: str) -> str:
    """An SVG document as an image, with its title and description as alternative text."""
    width = re.search(r'^<svg[^>]* width="([\d.]+)"', svg)
    size = f' width="{float(width[1]):.0f}"' if width else ""
    alt = escape(_words(svg), quote=True)
    return f'<p><img alt="{alt}"{size} style="max-width:100%;height:auto" src="data:image/svg+xml;charset=utf-8,{_coded(svg)}"></p>'


def _words(svg: str) -> str:
    """The title and the description of a picture."""
    found = [unescape(m[1]) for m in re.finditer(r"<(?:title|desc)>(.*?)</(?:title|desc)>", svg[:20_000], re.S)][:2]
    return ". ".join(w.rstrip(".") for w in found if w)


def _coded(svg: str) -> str:
    """The document for a `data:` address: a fifth shorter than base64. Quotes in its text are escaped already.

    Class names and data attributes serve the explorer only.
    """
    svg = re.sub(r' (?:class|data-[a-z]+)="[^"]*"', "", svg)
    return svg.replace('"', "'").translate({ord(c): f"%{ord(c):02X}" for c in "%#&<>"})


def titled(question: str, claim: str) -> str:
    """A question and what is said about it, with a stop between where there is none.

    >>> titled("Guam is hit", "What follows"), titled("Who is drawn in?", "China")
    ('Guam is hit. What follows', 'Who is drawn in? China')
    """
    return f"{question}{'' if question.endswith(('?', '.', '!')) else '.'} {claim}"


def text(given: str) -> str:
    """Text as HTML, line breaks kept."""
    return escape(given).replace("\n", "<br>")


def joined(names: Iterable[str], most: int = 40) -> str:
    """Names in a row, cut where they are many."""
    listed = list(names)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more


_LEFT = ' align="left" style="text-align:left;vertical-align:top"'


def _cells(row: Sequence[str]) -> str:
    first = f'<th scope="row" valign="top"{_LEFT}>{text(row[0])}</th>'
    return first + "".join(f'<td valign="top"{_LEFT}>{text(c)}</td>' for c in row[1:])


def _put(caption: str, content: str, folded: bool) -> str:
    if folded:
        return f"<details><summary>{text(caption)}</summary>{content}</details>"
    return (f"<p>{text(caption)}</p>" if caption else "") + content
