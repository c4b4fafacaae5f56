"""Days in plain language, such as 31 January 2026, July 1914, tomorrow or in 2027.

No library is used: existing ones complete a missing day from today's date (July 1914 becomes the 25th if today is a
25th) and resolve 1/2/2026 without a warning. Here an uncertain day raises an error that asks the user, and an assumed
day is reported.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from treaties.vocabulary.errors import CasusError

HOW = "write it as 2026-01-31"
_MONTHS = {name.casefold(): n for n, name in enumerate(month_name) if n}
_MONTHS |= {name[:3]: n for name, n in list(_MONTHS.items())} | {"sept": 9}
_M = rf"(?P<m>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_D = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_Y = r"(?P<y>\d{4})(?![\d-])"
_SPAN = rf"(?:{_M},?\s+(?:of\s+)?)?{_Y}"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_COUNTS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
}
_COUNTS |= {"nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_EDGES = ("the", "start", "beginning")
"""Words that name an end of a month or a year, and not the whole of it."""
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY = r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
"""A pattern of the name of a day of the week."""
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(_COUNTS)})"


class SpokenDay(NamedTuple):
    """A day that a text names: the day, the words, and whether they name a longer time that contains the day
    (`within`).
    """

    day: date
    words: str
    within: bool = False
    relative: bool = False
    """Whether the words depend on today's date."""
    last: date | None = None
    """The last day of the time that the words name, if it is longer than a day."""


class Undated(CasusError):
    """Raised when the words for a time name no single day. `days` are the days that may be meant."""

    def __init__(
        self, message: str, *, remedy: str, words: str = "", days: tuple[date, ...] = ()
    ) -> None:
        self.words, self.days = words, days
        super().__init__(message, remedy=remedy)


def _add(day: date, count: int, unit: str) -> date:
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _month(found: re.Match[str], otherwise: int = 0) -> int:
    word = found["m"]
    return (
        otherwise
        if word is None
        else int(word)
        if word.isdigit()
        else _MONTHS[word.casefold()]
    )


def _first(found: re.Match[str], _: date) -> tuple[date, date | None]:
    first = date(int(found["y"]), _month(found, 1), 1)
    return first, first if found[0].casefold().split()[0] in _EDGES else _end(
        first, found["m"] is not None
    )


def _end(first: date, month: bool) -> date:
    return first.replace(
        month=month * first.month or 12,
        day=monthrange(first.year, month * first.month or 12)[1],
    )


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
_FEASTS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "new year's eve": (12, 31),
}
_FEASTS |= {"new year's day": (1, 1)}


def _season(found: re.Match[str], _: date) -> tuple[date, date | None]:
    """A season of the northern half of the world."""
    first = date(int(found["y"]), _SEASONS[found["season"].casefold()], 1)
    return first, _add(first, 3, "month") - timedelta(days=1)


def _third(found: re.Match[str], _: date) -> tuple[date, date | None]:
    """The first, middle or last third of a month or a year."""
    year, month, part = (
        int(found["y"]),
        _month(found),
        "eml".index(found["third"][0].casefold().replace("middle", "m")),
    )
    if month:
        return date(year, month, 1 + 10 * part), date(
            year, month, (10, 20, monthrange(year, month)[1])[part]
        )
    return date(year, 1 + 4 * part, 1), _end(date(year, 4 + 4 * part, 1), True)


def _decade(found: re.Match[str], _: date) -> tuple[date, date | None]:
    return date(int(found["decade"]), 1, 1), date(int(found["decade"]) + 9, 12, 31)


def _years(found: re.Match[str], _: date) -> tuple[date, date | None]:
    first, last = date(int(found["y"]), 1, 1), date(int(found["z"]), 12, 31)
    if first > last:
        raise ValueError
    return first, last


def _feast(found: re.Match[str], today: date) -> tuple[date, date | None]:
    month, day = _FEASTS[" ".join(found["feast"].casefold().replace("’", "'").split())]
    year = (
        int(found["y"])
        if found["y"]
        else today.year + (date(today.year, month, day) < today)
    )
    return date(year, month, day), None


def _last(found: re.Match[str], _: date) -> tuple[date, date | None]:
    year, month = int(found["y"]), _month(found, 12)
    day = date(year, month, monthrange(year, month)[1])
    return day, day


def _whole(found: re.Match[str], _: date) -> tuple[date, date | None]:
    return date(int(found["y"]), _month(found), int(found["d"])), None


def _slashes(found: re.Match[str], _: date) -> tuple[date, date | None]:
    one, two = int(found["a"]), int(found["b"])
    if one <= 12 and two <= 12 and one != two:
        year = int(found["y"])
        days = (date(year, two, one), date(year, one, two))
        meant = " or ".join(map(in_words, days))
        raise Undated(
            f"`{found[0]}` may be {meant}", remedy=HOW, words=found[0], days=days
        )
    return date(int(found["y"]), min(one, two), max(one, two)), None


def _near(found: re.Match[str], today: date) -> tuple[date, date | None]:
    word = " ".join(found["word"].casefold().split())
    return today + timedelta(
        days={"tomorrow": 1, "yesterday": -1, "the day after tomorrow": 2}.get(word, 0)
    ), None


def _turn(found: re.Match[str], today: date) -> tuple[date, date | None]:
    unit = found["unit"].casefold()
    day = _add(today, -1 if found["turn"].casefold() == "last" else 1, unit)
    if unit in ("year", "month"):
        day = day.replace(day=1, month=1) if unit == "year" else day.replace(day=1)
        return day, _end(day, unit == "month")
    return day, day


def _weekday(found: re.Match[str], today: date) -> tuple[date, date | None]:
    """The last such day before today, or the next one after it."""
    ahead = (_WEEK.index(found["weekday"][:3].casefold()) - today.weekday()) % 7 or 7
    last = found["which"].casefold() == "last"
    return today + timedelta(days=(ahead - 7 or -7) if last else ahead), None


def _count(found: re.Match[str], today: date) -> tuple[date, date | None]:
    number = found["n"].casefold()
    count = int(number) if number.isdigit() else _COUNTS[number]
    return _add(
        today, -count if "ago" in found.groupdict() else count, found["unit"].casefold()
    ), None


def _asked_back(found: re.Match[str], _: date) -> tuple[date, date | None]:
    raise Undated(f"`{found[0]}` is not one day", remedy=f"say which: {HOW}")


def _no_year(found: re.Match[str], _: date) -> tuple[date, date | None]:
    raise Undated(f"`{found[0]}` is without a year", remedy=HOW)


_TIME = r"(?:the\s+)?(?:spring|summer|autumn|fall(?!\s+of\s+(?!last|this|next|\d))|winter)\b(?:\s+of)?(?:\s+\d{4})?"
_FORMS: tuple[
    tuple[str, Callable[[re.Match[str], date], tuple[date, date | None]], bool], ...
] = (
    (r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)", _whole, False),
    (rf"(?:the\s+)?{_D}\s+(?:of\s+)?{_M},?\s+{_Y}", _whole, False),
    (rf"{_M}\s+(?:the\s+)?{_D},?\s+{_Y}", _whole, False),
    (r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?!\d)", _whole, False),
    (r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4})(?!\d)", _slashes, False),
    (r"(?P<y>\d{4})-(?P<m>\d{2})(?![\d-])", _first, False),
    (rf"(?:the\s+)?(?:start|beginning)\s+of\s+{_SPAN}", _first, False),
    (rf"(?:the\s+)?end\s+of\s+{_SPAN}", _last, False),
    (
        rf"(?:the\s+)?(?P<third>early|mid|late|middle\s+of)[\s-]+{_SPAN}(?!s)",
        _third,
        False,
    ),
    (
        rf"(?:(?:the\s+)?(?:early|mid|late|middle\s+of)[\s-]+)(?:{_TIME}|\d{{4}}s)",
        _asked_back,
        False,
    ),
    (
        rf"(?:the\s+)?(?P<season>spring|summer|autumn|fall)(?:\s+of)?\s+{_Y}",
        _season,
        False,
    ),
    (rf"{_TIME}", _asked_back, False),
    (
        rf"(?P<feast>christmas(?:\s+day|\s+eve)?|new\s+year['’]s\s+(?:day|eve))(?:,?\s+(?:of\s+)?{_Y})?",
        _feast,
        False,
    ),
    (r"between\s+(?P<y>\d{4})\s+and\s+(?P<z>\d{4})(?!\d)", _years, False),
    (
        r"(?:from\s+)?(?P<y>\d{4})\s+(?:to|until|till|through)\s+(?P<z>\d{4})(?!\d)",
        _years,
        False,
    ),
    (r"(?:the\s+)?(?P<decade>\d{3}0)s\b", _decade, False),
    (rf"(?P<which>next|last|this\s+coming)\s+{WEEKDAY}", _weekday, True),
    (rf"(?:this\s+)?{WEEKDAY}", _asked_back, False),
    (r"soon\b|(?:some|one)\s+day\b|someday\b", _asked_back, False),
    (_SPAN, _first, False),
    (
        r"(?P<word>the\s+day\s+after\s+tomorrow|tomorrow|yesterday|today|right\s+now|now|this\s+(?:year|month|week))\b",
        _near,
        True,
    ),
    (
        r"(?:the\s+)?(?P<turn>next|last)\s+(?P<unit>day|week|month|year)\b",
        _turn,
        True,
    ),
    (rf"in\s+{_N}\s+{_UNIT}\b(?!')", _count, True),
    (rf"{_N}\s+{_UNIT}\s+(?P<ago>ago)\b", _count, True),
    (rf"(?:the\s+)?{_D}\s+(?:of\s+)?{_M}", _no_year, False),
    (rf"{_M}\s+(?:the\s+)?{_D}\b", _no_year, False),
)
_PREPOSITION = re.compile(r"(?:on|in|at|during|by|from|as\s+of)\s+", re.I)
_LONE_MONTH = re.compile(rf"(?:in|during|next|last|this)\s+{_M}(?!\s*\d)", re.I)
_BEGINNINGS = re.compile(
    rf"(?:(?:the|in|from|this|coming|next|last)\s+)*"
    rf"(?:\d|(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b"
    rf"|(?:{'|'.join(_COUNTS)})\s+(?:day|week|month|year)|(?:{'|'.join(_WEEK)})\w*day"
    r"|(?:day|week|month|year|start|beginning|end|early|mid|late|middle|spring|summer"
    r"|autumn|fall|winter|christmas|new|between|soon|some|one|someday|tomorrow|yesterday"
    r"|today|right|now)\b)",
    re.I,
)
"""Where no form can begin, none is tried: most words of most questions begin no day, and the forms take long to compile."""


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """A form as a pattern. Each is compiled when it is first tried, since a day as 2026-01-31 needs one of them."""
    return re.compile(form, re.I)


def find_day(
    text: str, at: int = 0, today: date | None = None
) -> tuple[SpokenDay, int] | None:
    """Return the day whose words begin at a position in a text, and the position where they end; None if no day begins
    there.

    A month or a year counts as its first day (`within`).

    Args:
        text: the text.
        at: the position, from 0.
        today: the day that `today` means; the current date by default.

    Raises `CasusError` for a day that does not exist, and `Undated` for words that name no single day.

    >>> find_day("attacked in July 1914 by", 9)
    (SpokenDay(day=datetime.date(1914, 7, 1), words='July 1914', within=True, relative=False, last=datetime.date(1914, 7, 31)), 21)
    """
    if lone := _LONE_MONTH.match(text, at):
        raise Undated(f"`{lone[0]}` is without a year", remedy=HOW)
    preposition = _PREPOSITION.match(text, at)
    for start in (at, preposition.end()) if preposition else (at,):
        if not _BEGINNINGS.match(text, start):
            continue
        for form, read, relative in _FORMS:
            found = _compiled(form).match(text, start)
            if not found:
                continue
            words = found[0].rstrip(" ,.")
            try:
                day, last = read(found, today or date.today())
            except (ValueError, OverflowError):
                raise CasusError(f"`{words}` is not a day", remedy=HOW) from None
            if read is _years and last:
                words = f"{day.year} to {last.year}"
            return SpokenDay(day, words, last is not None, relative, last), found.end()
    return None


def spoken_day(text: str, today: date | None = None) -> SpokenDay:
    """Parse a text that consists of a day.

    Raises `CasusError` if it names no day, or more than one.

    >>> spoken_day("1st of January 2026").day.isoformat()
    '2026-01-01'
    >>> spoken_day("in the winter of 1939")
    Traceback (most recent call last):
    treaties.vocabulary.days.Undated: `the winter of 1939` is not one day; say which: write it as 2026-01-31
    """
    written = text.strip()
    found = find_day(written, 0, today)
    if found is None or found[1] < len(written.rstrip(" ,.")):
        raise CasusError(f"`{text}` is not a day", remedy=HOW)
    return found[0]


def day_of(given: date | str | None, today: date | None = None) -> date:
    """Return the day given to an option, or today if none is given.

    >>> day_of("tomorrow", today=date(2026, 12, 31)).isoformat()
    '2027-01-01'
    """
    if given is None:
        return today or date.today()
    return given if isinstance(given, date) else spoken_day(given, today).day


def in_words(day: date) -> str:
    """Return a day as written in prose; a vague day (`treaties.vocabulary.precision`) as its span.

    >>> in_words(date(2026, 1, 1))
    '1 January 2026'
    """
    return (
        str(day)
        if hasattr(day, "written")
        else f"{day.day} {month_name[day.month]} {day.year}"
    )
