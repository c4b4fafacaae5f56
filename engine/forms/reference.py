"""A reference to a work or text, and its formats: BibTeX, CSL-JSON, and a line for a human reader.

The BibTeX output can be read by BibTeX and biblatex: special characters are escaped and braces always match.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.precision import MONTHS, Vague, roughly

KINDS, ESCAPES = sibling_toml(__file__)["kinds"], sibling_toml(__file__)["escapes"]
_SPECIAL = re.compile("[" + re.escape("".join(ESCAPES)) + "]")
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


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
    def date_parts(self) -> list[int]:
        """The year, month and day of the reference, as many as are known."""
        return [int(part) for part in self.day.split("-") if part]

    @property
    def when(self) -> str:
        """The day of the reference in words; empty if it has none.

        >>> [Reference("a", "treaty", "A", day=day).when for day in ("1961-07-11", "2024-06", "1961")]
        ['11 July 1961', 'June 2024', '1961']
        """
        if not self.day:
            return ""
        return roughly(Vague.read(self.day) or date.fromisoformat(self.day))


def known_day(*texts: Any) -> str:
    """Return the first of the given texts that is a year, a month or a day in ISO form; empty if there is none."""
    return next((str(text) for text in texts if _DAY.fullmatch(str(text))), "")


def _author(name: str) -> str:
    """An author; a name in braces stays in them as it is."""
    return f"{{{escaped(name[1:-1])}}}" if name.startswith("{") else escaped(name)


def _with_capitals(title: str) -> str:
    """A title in braces, so that its capitals stay; nothing where there is none."""
    return f"{{{escaped(title)}}}" if title else ""


def bibtex(e: Reference) -> str:
    """Return one reference as a BibTeX entry. The title stands in double braces, so that no style lowers its capitals.

    >>> print(bibtex(Reference("a-1900", "treaty", "Treaty of A & B", day="1900-05-01", published="1 UNTS 2")))
    @misc{a-1900,
      title = {{Treaty of A \\& B}},
      year = {1900},
      month = may,
      day = {1},
      howpublished = {Treaty, 1 UNTS 2},
      key = {Treaty of A \\& B}
    }
    <BLANKLINE>
    """
    version = f"version {e.version}" if e.version else ""
    how = ", ".join(filter(None, (KINDS[e.kind][0], e.published, version)))
    fields: dict[str, Any] = {
        "author": " and ".join(map(_author, e.authors)),
        "title": f"{{{escaped(e.title)}}}",
        "shorttitle": _with_capitals(e.short),
        "journal": _with_capitals(e.journal),
        **dict(zip(("year", "month", "day"), e.date_parts, strict=False)),
        "volume": escaped(e.volume),
        "number": escaped(e.number),
        "pages": escaped(e.pages),
        "version": escaped(e.version),
        "howpublished": escaped(how),
        "url": e.url,
        "note": escaped(e.note),
        "key": "" if e.authors else escaped(e.short or e.title),
    }
    written = {name: f"{{{value}}}" for name, value in fields.items() if value}
    if "month" in written:
        written["month"] = MONTHS[fields["month"]][:3].lower()
    body = ",\n".join(f"  {name} = {value}" for name, value in written.items())
    return f"@{'article' if e.kind == 'article' else 'misc'}{{{e.key},\n{body}\n}}\n"


def escaped(text: str) -> str:
    """Return a text on one line with every special character of BibTeX escaped.

    Braces are written as words, because BibTeX counts them even after a backslash.

    >>> print(escaped("50 % of {x_1}"))
    50 \\% of \\textbraceleft{}x\\_1\\textbraceright{}
    """
    return _SPECIAL.sub(lambda m: ESCAPES[m[0]], " ".join(text.split()))


def csl(e: Reference) -> dict[str, Any]:
    """Return one reference as a CSL-JSON item; unknown fields are left out.

    >>> csl(Reference("a-1900", "treaty", "Treaty of A", day="1900-05-01"))["issued"]
    {'date-parts': [[1900, 5, 1]]}
    """
    where = "references" if e.kind == "treaty" else "container-title"
    item = {
        "id": e.key,
        "type": KINDS[e.kind][1],
        "title": e.title,
        "title-short": e.short,
        "author": list(map(_name, e.authors)),
        "issued": {"date-parts": [e.date_parts]} if e.day else None,
        where: e.journal or e.published,
        "volume": e.volume,
        "issue": e.number,
        "page": e.pages,
        "version": e.version,
        "URL": e.url,
        "note": e.note,
    }
    return {name: value for name, value in item.items() if value}


def _name(author: str) -> dict[str, str]:
    if author.startswith("{"):
        return {"literal": author[1:-1]}
    family, _, given = author.partition(", ")
    return {"family": family, "given": given}


def plain(e: Reference) -> str:
    """Return one reference as a line: authors, title, day, place of publication and notes.

    >>> plain(Reference("a-1900", "treaty", "Treaty of A", day="1900-05-01", published="1 UNTS 2"))
    '[a-1900] Treaty of A (1 May 1900), 1 UNTS 2.'
    """
    authors = "; ".join(a.strip("{}") for a in e.authors)
    numbers = {"version": e.version, "vol.": e.volume, "no.": e.number, "pp.": e.pages}
    parts = [
        f"{e.title} ({e.when})" if e.when else e.title,
        e.journal or e.published,
        *(f"{word} {number}" for word, number in numbers.items() if number),
    ]
    text = f"{', '.join(filter(None, parts))}."
    line = f"[{e.key}]", f"{authors}:" if authors else "", text, e.note, e.url
    return " ".join(filter(None, line))
