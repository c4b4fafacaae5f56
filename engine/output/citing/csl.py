"""References as CSL-JSON items."""

from __future__ import annotations

from typing import Any

from engine.output.citing.entry import Reference

TYPES = {
    "treaty": "treaty",
    "reading": "document",
    "rule": "document",
    "source": "document",
    "article": "article-journal",
    "software": "software",
    "corpus": "dataset",
    "data": "dataset",
}


def csl(e: Reference) -> dict[str, Any]:
    """One item; what is not known is left out.

    >>> from engine.output.citing.entry import Reference
    >>> csl(Reference("a-1900", "treaty", "Treaty of A", day="1900-05-01"))["issued"]
    {'date-parts': [[1900, 5, 1]]}
    """
    item: dict[str, Any] = {
        "id": e.key,
        "type": TYPES[e.kind],
        "title": e.title,
        "title-short": e.short,
        "author": [_name(a) for a in e.authors],
        "issued": {"date-parts": [list(e.date_parts)]} if e.day else None,
        "container-title": e.journal or e.series or (e.published if e.kind != "treaty" else ""),
        "volume": e.volume,
        "issue": e.number if e.kind == "article" else "",
        "number": e.number if e.kind != "article" else "",
        "page": e.pages,
        "version": e.version,
        "references": e.published if e.kind == "treaty" else "",
        "URL": e.url,
        "note": e.note,
    }
    return {k: v for k, v in item.items() if v}


def _name(author: str) -> dict[str, str]:
    if author.startswith("{"):
        return {"literal": author[1:-1]}
    family, _, given = author.partition(", ")
    return {"family": family, "given": given}
