"""Vague days: days known only to lie in a month, a year, about a year, between two days, or at no known time."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Annotated, Any, Self

from pydantic import PlainSerializer, WrapValidator

from treaties.vocabulary.days import in_words

UNKNOWN = "unknown"
MONTHS = calendar.month_name


def _from_in_words(first: date, last: date) -> str:
    """The first day of a span in words, without the month and the year that it shares with the last day."""
    words = in_words(first)
    if first.year == last.year:
        words = words.removesuffix(f" {first.year}")
        words = words.split()[0] if first.month == last.month else words
    return words


def when(day: date) -> str:
    """Return a day with its preposition, such as `on 4 July 1914`; a vague day as the month, the year or the years in
    which it lies.

    >>> when(date(1935, 10, 14)), when(Vague.read({"between": ["1935-10-14", "1935-10-21"]}))
    ('on 14 October 1935', 'in October 1935')
    """
    if not isinstance(day, Vague) or day.written == UNKNOWN:
        return f"on {in_words(day)}"
    within = "" if day.first.year != day.last.year else "in "
    return f"{within}{roughly(day)}"


def roughly(day: date) -> str:
    """Return a day in words; a vague day as the month, the year or the years in which it lies.

    >>> roughly(date(1935, 10, 14)), roughly(Vague.read({"between": ["1940-06-25", "1945-05-09"]}))
    ('14 October 1935', 'some time from 1940 to 1945')
    """
    if not isinstance(day, Vague) or day.written == UNKNOWN:
        return in_words(day)
    first, last = day.first, day.last
    if first.year != last.year:
        return f"some time from {first.year} to {last.year}"
    month = f"{MONTHS[first.month]} " * (first.month == last.month)
    return f"{month}{first.year}"


class Vague(date):
    """A day that is known only to lie in a period.

    As a date, a beginning counts as its first possible day and an end as its last, so that everything that may be in
    force is included. `first` and `last` delimit the period.

    >>> month = Vague.read("1961-09")
    >>> str(month), month.isoformat(), month.first.isoformat(), month.last.isoformat()
    ('a day in September 1961', '1961-09', '1961-09-01', '1961-09-30')
    >>> month == date(1961, 9, 1), month + timedelta(days=1) == date(1961, 9, 2)
    (True, True)
    """

    first: date
    last: date
    written: Any

    def __new__(cls, first: date, last: date, written: Any, end: bool = False) -> Self:
        """The span with the words that the file has for it; `end` where it is the day on which something ends."""
        day = last if end else first
        made = super().__new__(cls, day.year, day.month, day.day)
        made.first, made.last, made.written = first, last, written
        return made

    @classmethod
    def read(cls, written: Any, *, end: bool = False) -> Self | None:
        """Parse a vague day of a data file: `1961-09`, `1961`, `1961~`, `{ between = [a, b] }` or `unknown`. Return
        None for anything else.

        >>> [str(Vague.read(w)) for w in (1961, "1961~", {"between": ["1961-01-05", "1961-03-01"]}, "unknown")]
        ['a day in 1961', 'a day in or about 1961', 'a day between 5 January and 1 March 1961', 'an unknown day']
        """
        if isinstance(written, int) and not isinstance(written, bool):
            written = str(written)
        if isinstance(written, str):
            return cls._of_text(written, end)
        if not isinstance(written, dict):
            return None
        if (
            set(written) != {"between"}
            or not isinstance(written["between"], list | tuple)
            or len(written["between"]) != 2
        ):
            raise ValueError(
                "a span of days is written `{ between = [1961-01-05, 1961-03-01] }`"
            )
        first, last = (
            d if isinstance(d, date) else date.fromisoformat(str(d))
            for d in written["between"]
        )
        if last <= first:
            raise ValueError(f"`between`: {last} is not after {first}")
        return cls(first, last, {"between": [first.isoformat(), last.isoformat()]}, end)

    @classmethod
    def _of_text(cls, text: str, end: bool) -> Self | None:
        if text == UNKNOWN:
            return cls(date.min, date.max, text, end)
        found = re.fullmatch(r"(\d{4})(?:-(\d\d)|(~))?", text)
        if not found:
            return None
        year, month, about = int(found[1]), found[2], bool(found[3])
        if not 0 < year < 9999 or (month and not 1 <= int(month) <= 12):
            raise ValueError(f"`{text}` is no month or year")
        if month:
            return cls(
                date(year, int(month), 1),
                date(year, int(month), calendar.monthrange(year, int(month))[1]),
                text,
                end,
            )
        return cls(date(year - about, 1, 1), date(year + about, 12, 31), text, end)

    def within(self, first: date | None, last: date | None) -> Vague:
        """Return the day with its period narrowed to lie between two other days."""
        made = Vague(
            max(self.first, first or self.first),
            min(self.last, last or self.last),
            self.written,
        )
        return (
            made
            if date(self.year, self.month, self.day) == self.first
            else Vague(made.first, made.last, made.written, True)
        )

    def __str__(self) -> str:
        """In words, as written after `on`, `from`, `since` or `until`."""
        if isinstance(self.written, dict):
            return f"a day between {_from_in_words(self.first, self.last)} and {in_words(self.last)}"
        year, _, month = str(self.written).partition("-")
        if self.written == UNKNOWN:
            return "an unknown day"
        if year.endswith("~"):
            return f"a day in or about {year[:-1]}"
        return f"a day in {MONTHS[int(month)] + ' ' if month else ''}{year}"

    def isoformat(self) -> str:
        """Return the day as the data file writes it; a day known to lie between two others as both days, separated by a
        slash.
        """
        return (
            "/".join(self.written["between"])
            if isinstance(self.written, dict)
            else str(self.written)
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return Vague, (
            self.first,
            self.last,
            self.written,
            date(self.year, self.month, self.day) != self.first,
        )

    def plain(self) -> date:
        """Return the plain date that the vague day counts as."""
        return date(self.year, self.month, self.day)

    def __add__(self, other: timedelta) -> date:  # type: ignore[override]
        return self.plain() + other

    def __radd__(self, other: timedelta) -> date:  # type: ignore[override]
        return self.plain() + other

    def __sub__(self, other: Any) -> Any:
        return self.plain() - other


def earliest(day: date) -> date:
    """Return the first day that a vague day may be."""
    return day.first if isinstance(day, Vague) else day


def latest(day: date) -> date:
    """Return the last day that a vague day may be."""
    return day.last if isinstance(day, Vague) else day


ISO = len("1961-09-11")
"""The letters of a day that is known; a text of another length names a span."""


def _start(value: Any, inner: Callable[[Any], date]) -> date:
    if type(value) is str and len(value) == ISO:
        return inner(value)
    return value if isinstance(value, Vague) else Vague.read(value) or inner(value)


def _end(value: Any, inner: Callable[[Any], date]) -> date:
    if type(value) is str and len(value) == ISO:
        return inner(value)
    return (
        value
        if isinstance(value, Vague)
        else Vague.read(value, end=True) or inner(value)
    )


def _written(day: date) -> Any:
    return day.written if isinstance(day, Vague) else day.isoformat()


Start = Annotated[
    date, WrapValidator(_start), PlainSerializer(_written, when_used="json-unless-none")
]
"""A first day, as precisely as it is known."""
End = Annotated[
    date, WrapValidator(_end), PlainSerializer(_written, when_used="json-unless-none")
]
"""The first day after the end, as precisely as it is known."""


def _span(day: date) -> Any:
    return list(day.__reduce__()[1]) if isinstance(day, Vague) else day.isoformat()


def _from_span(value: Any, inner: Callable[[Any], date]) -> date:
    if not isinstance(value, list):
        return value if isinstance(value, Vague) else inner(value)
    first, last, written, end = value
    return Vague(inner(first), inner(last), written, end)


Exact = Annotated[
    date,
    WrapValidator(_from_span),
    PlainSerializer(_span, when_used="json-unless-none"),
]
"""A day that keeps its period in JSON, so that a vague day can be loaded again."""
