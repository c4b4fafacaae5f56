"""One reference as data, before it is formatted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.precision import MONTHS, Vague

SERIES: dict[str, str] = sibling_toml(__file__, "forms.toml")["series"]
"""The full names of series of treaties, by the abbreviation that citations use."""
_SERIES = re.compile(rf"(\d+) ({'|'.join(SERIES)}) (\d+)(?:,? \(?No\. ?(\d+)\)?)?")
_NUMBER = re.compile(r"(UNTS|LNTS) No\. (\d+)")


@dataclass(frozen=True)
class Reference:
    """A reference. `day` is an ISO date as exact as it is known (`2024`, `2024-06`, `2024-06-19`), or empty."""

    key: str
    kind: str
    """`treaty`, `reading`, `rule`, `source`, `article`, `software`, `corpus` or `data`."""
    title: str
    authors: tuple[str, ...] = ()
    """Authors as `Family, Given`; a name in braces is printed unchanged."""
    day: str = ""
    published: str = ""
    """The place of publication in words: `285 UNTS 59`, `Financial Times`."""
    series: str = ""
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
        """Year, month and day, as many as are known."""
        return tuple(int(p) for p in self.day.split("-")) if self.day else ()


def series_of(citation: str) -> dict[str, Any]:
    """Return series, volume, first page and registration number from a citation, as far as it contains them.

    >>> series_of("136 UNTS 211, No. 1835")["number"]
    '1835'
    >>> series_of("Pribram, Secret Treaties, vol. I (1920)")
    {}
    """
    if found := _SERIES.search(citation):
        volume, short, page, number = found.groups()
        return {"series": SERIES[short], "volume": volume, "pages": page} | (
            {"number": number} if number else {}
        )
    if found := _NUMBER.search(citation):
        return {"series": SERIES[found[1]], "number": found[2]}
    return {}


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


def day_from(text: str) -> str:
    """Return the day in a text, in ISO form: only the year if the text names several days in it, and nothing if it names
    several years.

    >>> day_from("11 August 2017"), day_from("June 2024"), day_from("June and November 2024"), day_from("2010 to 2022")
    ('2017-08-11', '2024-06', '2024', '')
    """
    if found := re.fullmatch(
        rf"(?:(\d{{1,2}}) )?(?:({'|'.join(MONTHS[1:])}) )?(\d{{4}})", text
    ):
        number, month, year = found.groups()
        parts = [year] + ([f"{list(MONTHS).index(month):02}"] if month else [])
        return "-".join(parts + ([f"{int(number):02}"] if number and month else []))
    years = set(re.findall(r"\b\d{4}\b", text))
    return years.pop() if len(years) == 1 else ""


def known_day(*texts: Any) -> str:
    """Return the first text that is a year, a month or a day in ISO form; empty if none is."""
    for text in texts:
        if re.fullmatch(
            r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", str(text)
        ):
            return str(text)
    return ""
