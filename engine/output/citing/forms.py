"""The formats of a reference: BibTeX, CSL-JSON, and a paragraph for a human reader.

The BibTeX output can be read by BibTeX and biblatex: special characters are escaped and braces always match.
"""

from __future__ import annotations

import re
from typing import Any

from engine.output.citing.entry import Reference, in_words
from engine.output.prose import para
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.precision import MONTHS

KINDS, ESCAPES = sibling_toml(__file__)["kinds"], sibling_toml(__file__)["escapes"]
_SPECIAL = re.compile("[" + re.escape("".join(ESCAPES)) + "]")


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
    authors = " and ".join(map(_author, e.authors))
    year, month, day, *_ = (*map(str, e.date_parts), "", "", "")
    version = f"version {e.version}" if e.version else ""
    how = ", ".join(filter(None, (KINDS[e.kind][0], e.published, version)))
    fields = {
        "author": authors,
        "title": f"{{{escaped(e.title)}}}",
        "shorttitle": _with_capitals(e.short),
        "journal": _with_capitals(e.journal),
        "year": year,
        "month": month,
        "day": day,
        "volume": escaped(e.volume),
        "number": escaped(e.number),
        "pages": escaped(e.pages).replace("-", "--"),
        "version": escaped(e.version),
        "howpublished": escaped(how) if e.kind != "article" else "",
        "url": e.url,
        "note": escaped(e.note),
        "key": "" if authors else escaped(e.short or e.title),
    }
    written = {
        k: MONTHS[int(v)][:3].lower() if k == "month" else f"{{{v}}}"
        for k, v in fields.items()
        if v
    }
    body = ",\n".join(f"  {k} = {v}" for k, v in written.items())
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
    item: dict[str, Any] = {
        "id": e.key,
        "type": KINDS[e.kind][1],
        "title": e.title,
        "title-short": e.short,
    }
    item |= {"author": [_name(a) for a in e.authors]}
    item |= {"issued": {"date-parts": [list(e.date_parts)]} if e.day else None}
    item |= {
        "container-title": e.journal or (e.published if e.kind != "treaty" else "")
    }
    item |= {
        "volume": e.volume,
        "issue" if e.kind == "article" else "number": e.number,
        "page": e.pages,
    }
    item |= {
        "version": e.version,
        "references": e.published if e.kind == "treaty" else "",
    }
    item |= {"URL": e.url, "note": e.note}
    return {k: v for k, v in item.items() if v}


def _name(author: str) -> dict[str, str]:
    if author.startswith("{"):
        return {"literal": author[1:-1]}
    family, _, given = author.partition(", ")
    return {"family": family, "given": given}


def plain(e: Reference) -> str:
    """Return one reference as a paragraph: authors, title, day, place of publication and notes.

    >>> plain(Reference("a-1900", "treaty", "Treaty of A", day="1900-05-01", published="1 UNTS 2"))
    '[a-1900] Treaty of A (1 May 1900), 1 UNTS 2.'
    """
    who = "; ".join(a.strip("{}") for a in e.authors)
    when = f" ({in_words(e.day)})" if e.day else ""
    inside = (
        e.journal
        + (f" {e.volume}" if e.volume else "")
        + (f"({e.number})" if e.number else "")
    )
    inside += f": {e.pages}" if e.pages else ""
    parts = [f"{who}: " if who else "", e.title, when]
    parts += [f", version {e.version}"] if e.version else []
    parts += (
        [f", {inside}"] if e.journal else [f", {e.published}"] if e.published else []
    )
    tail = f" {e.note}" if e.note else ""
    return para(f"[{e.key}] {''.join(parts)}.{tail}{' ' + e.url if e.url else ''}")
