"""Aligned columns for a terminal; the cells of rows that are too wide wrap."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import Any

WIDTH = 100
"""Columns of a line that is read on any screen."""


def table(rows: Sequence[dict[str, Any]], width: int | None = None) -> str:
    """Write rows as a plain table with aligned columns, a line for each row.

    With a `width` in characters the widest columns wrap until a line fits, as far as it can without breaking a word.

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
    """Write the rows of the watch list as a table of at most `WIDTH` columns, without the addresses of pages, which fit
    no line.

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
    """Write a value as a cell of a table: lists joined, a dash for nothing."""
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
