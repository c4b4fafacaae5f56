"""Notebook forms: one table and a note, escaped, no script and no outside resource."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

STYLE = (
    "<style>.casus{border-collapse:collapse;font-size:90%}.casus td,.casus th{text-align:left;vertical-align:top;"
    "padding:.25em .6em;border-bottom:1px solid #8884}</style>"
)


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]], note: str = "") -> str:
    """A titled table; line breaks in cells are kept.

    >>> "<td>a &lt; b<br>c</td>" in table("t", ["h"], [["a < b\\nc"]])
    True
    """

    def cells(row: Sequence[str], tag: str) -> str:
        return "".join(f"<{tag}>{_text(c)}</{tag}>" for c in row)

    body = "".join(f"<tr>{cells(r, 'td')}</tr>" for r in rows)
    top = "".join(f"<th scope=col>{_text(h)}</th>" for h in head)
    end = f"<p>{_text(note)}</p>" if note else ""
    return f"{STYLE}<p><b>{_text(title)}</b></p><table class=casus><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>{end}"


def _text(given: str) -> str:
    return escape(given).replace("\n", "<br>")
