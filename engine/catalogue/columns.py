"""Tables with aligned columns for a terminal, with wrapped cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import Any

WIDTH = 100
"""The width of a line, in characters, that fits any screen."""


def table(rows: Sequence[dict[str, Any]], width: int | None = None) -> str:
    """Return rows as a plain table with aligned columns.

    Args:
        rows: the rows.
        width: the width in characters to which the widest columns are wrapped, without breaking words; None for no
            limit.

    >>> print(table([{"id": "pact", "name": "A long name of a pact"}], width=18))
    id    name
    pact  A long name
          of a pact
    """
    if not rows:
        return "nothing matches"
    keys = list(rows[0])
    cells = [keys, *([cell(r[k]) for k in keys] for r in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    if width:
        widths = _narrowed(widths, _longest_words(cells), width)
    return "\n".join(
        _line(part, widths) for line in cells for part in _parts(line, widths)
    )


def _longest_words(cells: Sequence[Sequence[str]]) -> list[int]:
    """The length of the longest word of each column."""
    return [
        max((len(word) for text in column for word in text.split()), default=0)
        for column in zip(*cells, strict=True)
    ]


def _narrowed(widths: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """Widths of columns, the widest made narrower until a line fits, none below its least."""
    found = list(widths)
    while _whole(found) > width:
        wide = [i for i, w in enumerate(found) if w > least[i]]
        if not wide:
            break
        found[max(wide, key=found.__getitem__)] -= 1
    return found


def watch_table(rows: Sequence[dict[str, Any]], width: int | None = None) -> str:
    """Return rows of the watch list as a table of at most `WIDTH` characters, without the addresses of pages.

    >>> watched = {"id": "pact", "again": "2026-12-31", "page": "https://example.org/" + "a" * 90}
    >>> print(watch_table([watched]))
    id    again
    pact  2026-12-31
    `casus list --watch --json` has the page to look at
    """
    short = [{k: v for k, v in r.items() if k != "page"} for r in rows]
    pages = "`casus list --watch --json` has the page to look at"
    return "\n".join([table(short, min(width or WIDTH, WIDTH)), pages])


def cell(value: Any) -> str:
    """Return a value as the text of a cell: the items of a list are joined, and a missing value becomes a dash."""
    return (
        ", ".join(map(str, value))
        if isinstance(value, list)
        else "-"
        if value in (None, "")
        else str(value)
    )


def _whole(widths: Sequence[int]) -> int:
    return sum(widths) + 2 * (len(widths) - 1)


def _parts(line: Sequence[str], widths: Sequence[int]) -> list[tuple[str, ...]]:
    """The lines that one row takes."""
    cells = [
        [c] if len(c) <= w else wrap(c, w, break_on_hyphens=False)
        for c, w in zip(line, widths, strict=True)
    ]
    return list(zip_longest(*cells, fillvalue=""))


def _line(parts: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(c.ljust(w) for c, w in zip(parts, widths, strict=True)).rstrip()
