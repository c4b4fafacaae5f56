"""Lines of a TOML text: where a value is, and where nesting is too deep."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from treaties.support.limits import NESTED
from treaties.support.mending import Loc, Mended
from treaties.vocabulary.errors import Problem

_HEAD = re.compile(r"\s*\[\[?([\w.-]+)\]\]?")
_NAME = re.compile(r"\s*\[\[?\s*(?:[\w.-]+\.)?([\w-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r'\s*"?([^"=\s]+)"?\s*=')
_QUOTED = re.compile(r'\s*"([^"]+)"\s*=')
_INLINE = re.compile(r"[{,]\s*([\w-]+)\s*=")
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?(?:"""|\Z)'
    + r"|'''.*?(?:'''|\Z)"
    + r'|"(?:[^"\\\n]|\\[^\n])*"?'
    + r"|'[^'\n]*'?|#[^\n]*"
    r"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<dot>\.)|(?P<line>\n)",
    re.S,
)
"""What is quoted or a comment, closed or not; brackets, dots and the ends of lines."""


class _Index:
    """Where each header and key of a text is, so that many faults cost no more than one."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self.starts: list[int] = []
        self.names: list[str] = []
        """The whole name of the header on each of these lines."""
        self.heads: dict[str, list[int]] = {}
        self.keys: dict[str, list[int]] = {}
        self.inline: dict[str, list[int]] = {}
        for i, line in enumerate(self.lines):
            if head := _HEAD.match(line):
                self.starts.append(i)
                self.names.append(head[1])
            if found := _NAME.match(line):
                self.heads.setdefault(found[1], []).append(i)
            if found := _KEY.match(line) or _QUOTED.match(line):
                self.keys.setdefault(found[1], []).append(i)
            for key in set(_INLINE.findall(line)):
                self.inline.setdefault(key, []).append(i)

    def between(
        self, where: dict[str, list[int]], key: str, start: int, end: int
    ) -> list[int]:
        """The lines of a key from `start` up to and without `end`."""
        found = where.get(key, [])
        return found[bisect_left(found, start) : bisect_left(found, end)]

    def end_of(self, head: int, end: int) -> int:
        """The line before which the table of a header ends, with the tables within it."""
        after = bisect_left(self.starts, head)
        within = f"{self.names[after]}."
        for n in range(after + 1, len(self.starts)):
            if not self.names[n].startswith(within):
                return min(end, self.starts[n])
        return end


@lru_cache(maxsize=4)
def _index(text: str) -> _Index:
    return _Index(text)


def line_of(text: str, loc: Sequence[int | str]) -> int:
    """Return the number of the line on which the value at a path of the model is written; if it cannot be found, that
    of the nearest value above it, or 1.

    >>> line_of('title = "x"\\n[[obligations]]\\nduty = "fight"\\n', ("obligations", 0, "duty"))
    3
    >>> line_of("[[moves]]\\n[[moves.events]]\\nby = 1\\n[[moves]]\\n", ("moves", 0, "events", 0, "by"))
    3
    """
    index = _index(text)
    start, end, best = 0, len(index.lines), 1
    parts = list(loc)
    while parts:
        key = str(parts.pop(0))
        number = parts.pop(0) if parts and isinstance(parts[0], int) else None
        heads = index.between(index.heads, key, start, end)
        if heads:
            at = (
                heads[number]
                if isinstance(number, int) and number < len(heads)
                else heads[0]
            )
            start, best = at + 1, at + 1
            end = index.end_of(at, end)
            continue
        found = index.between(index.keys, key, start, end) or index.between(
            index.inline, key, start, end
        )
        if found:
            best, start = found[0] + 1, found[0]
            if isinstance(number, int):
                best = _item(index.lines, found[0], end, number)
                start = best - 1
        elif not isinstance(number, int):
            continue
    return best


def _item(lines: list[str], at: int, end: int, index: int) -> int:
    """The line of item `index` of an array that opens on line `at` and may run over several lines, one item each."""
    if "]" in lines[at].split("#")[0]:
        return at + 1
    items = [
        i
        for i in range(at + 1, end)
        if lines[i].strip() not in ("", "]", "],") and lines[i].strip()[0] != "#"
    ]
    return items[index] + 1 if index < len(items) else at + 1


def too_deep(text: str) -> int | None:
    """Return the number of the first line on which brackets or dotted keys are nested deeper than `NESTED`; None if
    there is no such line. This is checked before parsing, because a parser takes quadratic time for keys with many dots
    and recursion for brackets.

    >>> too_deep("a = [1]\\nb = " + "[" * 65), too_deep("a = '" + "[" * 65 + "'")
    (2, None)
    """
    if (
        max(map(_dots, text.split("\n"))) <= NESTED
        and text.count("[") + text.count("{") <= NESTED
    ):
        return None
    return next(_deep_lines(text), None)


def _dots(line: str) -> int:
    return line.count(".")


def _deep_lines(text: str) -> Iterator[int]:
    line, depth, dots = 1, 0, 0
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "line":
            line, dots = line + 1, 0
        elif kind == "open":
            depth += 1
        elif kind == "close":
            depth = max(0, depth - 1)
        elif kind == "dot":
            dots += 1
        else:
            line += token[0].count("\n")
        if depth > NESTED or dots > NESTED:
            yield line


@dataclass(frozen=True)
class Text:
    """The text of a data file, in which lines can be found."""

    file: str
    text: str
    left: Mended | None = None
    """The part of the data that remained after faulty parts were removed."""

    def problem(self, loc: Loc, message: str) -> Problem:
        """Return a fault at a path in this file."""
        loc = self.left.original(loc) if self.left else loc
        return Problem(
            self.file, line_of(self.text, loc), ".".join(map(str, loc)), message
        )
