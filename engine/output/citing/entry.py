"""One reference as data, before it is formatted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from treaties.vocabulary.precision import MONTHS, Vague


@dataclass(frozen=True)
class Reference:
    """A reference to a work or text, before it is formatted. `day` is an ISO date as exact as it is known (`2024`,
    `2024-06`, `2024-06-19`), or empty.
    """

    key: str
    kind: str
    """`treaty`, `reading`, `rule`, `source`, `article`, `software`, `corpus` or `data`."""
    title: str
    authors: tuple[str, ...] = ()
    """Authors as `Family, Given`; a name in braces is printed unchanged."""
    day: str = ""
    published: str = ""
    """The place of publication in words: `285 UNTS 59`, `Financial Times`."""
    volume: str = ""
    pages: str = ""
    number: str = ""
    journal: str = ""
    version: str = ""
    url: str = ""
    note: str = ""
    short: str = ""

    @property
    def date_parts(self) -> tuple[int, ...]:
        """The year, month and day of the reference, as many as are known."""
        return tuple(int(p) for p in self.day.split("-")) if self.day else ()


def in_words(day: date | str | None) -> str:
    """Return a day as references print it.

    >>> in_words("1961-07-11"), in_words("2024-06"), in_words("1961")
    ('11 July 1961', 'June 2024', '1961')
    """
    if isinstance(day, Vague):
        return str(day)
    parts = str(day or "").split("-")
    if parts == [""]:
        return ""
    words = [
        parts[0],
        *(MONTHS[int(m)] for m in parts[1:2]),
        *(str(int(d)) for d in parts[2:]),
    ]
    return " ".join(reversed(words))


def known_day(*texts: Any) -> str:
    """Return the first of the given texts that is a year, a month or a day in ISO form; empty if there is none."""
    for text in texts:
        if re.fullmatch(
            r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", str(text)
        ):
            return str(text)
    return ""
