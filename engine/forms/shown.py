"""Output for notebooks: a picture with the text below it, and the base class of all results that display themselves.

The output contains no script, style block, external resource or class name. Pictures are `data:` images whose words are
their alternative text. A sanitiser that removes images therefore leaves the words, and the marker ids of several
pictures in one notebook cannot clash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from engine.forms.svg import esc

CAVEAT = "Legal duties, not predictions of conduct."
"""The sentence that ends every answer."""


class Shown:
    """Base class of results that display themselves in a notebook: a picture if there is one, then the text and a note.

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

    def _body(self) -> str:
        """What stands below the picture, as HTML: the text, whose line breaks and indents matter."""
        return f'<pre style="font-family:monospace">{esc(str(self))}</pre>'

    def _lines(self) -> Iterable[str]:
        """The text, line by line."""
        raise NotImplementedError

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _repr_html_(self) -> str:
        picture = self._picture()
        note = f"<p><small>{esc(self._note)}</small></p>" if self._note else ""
        return f"<div>{image(picture) if picture else ''}{self._body()}{note}</div>"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """HTML first, plain text beside; the notebook itself chooses the media types that it was asked for."""
        return {"text/html": self._repr_html_(), "text/plain": str(self)}


@dataclass(frozen=True)
class Picture(Shown):
    """An SVG picture of this project that displays itself in a notebook: `Picture(draw(answer))`."""

    svg: str
    _note = ""

    def __str__(self) -> str:
        return _words(self.svg)

    def _picture(self) -> str:
        return self.svg

    def _body(self) -> str:
        return ""


def image(svg: str) -> str:
    """Return an SVG document as an HTML image whose alternative text is its title and description."""
    width = re.search(r'^<svg[^>]* width="([\d.]+)"', svg)
    size = f' width="{float(width[1]):.0f}"' if width else ""
    alt = esc(_words(svg))
    return f'<p><img alt="{alt}"{size} style="max-width:100%;height:auto" src="data:image/svg+xml;charset=utf-8,{_coded(svg)}"></p>'


def _words(svg: str) -> str:
    """The title and the description of a picture."""
    from html import unescape

    found = [
        unescape(m[1])
        for m in re.finditer(
            r"<(?:title|desc)>(.*?)</(?:title|desc)>", svg[:20_000], re.S
        )
    ][:2]
    return ". ".join(w.rstrip(".") for w in found if w)


def _coded(svg: str) -> str:
    """The document for a `data:` address: a fifth shorter than base64. Quotes in its text are escaped already.

    Class names and data attributes serve the explorer only.
    """
    svg = re.sub(r' (?:class|data-[a-z]+)="[^"]*"', "", svg)
    return svg.replace('"', "'").translate({ord(c): f"%{ord(c):02X}" for c in "%#&<>"})


def joined(names: Iterable[str], most: int = 40) -> str:
    """Return names joined with commas; beyond `most` they are counted."""
    listed = list(names)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more
