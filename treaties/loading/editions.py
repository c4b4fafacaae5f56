"""Editions of the law: numbered states of the corpus, stored as digests of the parts of each instrument."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty
from treaties.vocabulary.errors import UnknownName

FOLDER = Path(__file__).parent.parent / "editions"
"""The folder of the shipped editions: one table each, named by its number."""
PARTS = {
    "days": ("signed", "in_force", "until", "doubts", "suspensions", "replaces"),
    "parties": ("parties", "reservations"),
    "articles": ("obligations", "questions"),
}
"""The parts of an instrument that are compared separately, each with the fields of its file."""
REST = "names, sources and notes"
"""The name of everything that is in none of these parts."""
DIGITS = 8
"""The number of hexadecimal digits kept of each digest."""


class EditionEntry(NamedTuple):
    """One instrument in an edition: a digest of each part."""

    id: str
    days: str
    parties: str
    articles: str
    rest: str

    def differences(self, other: EditionEntry) -> list[str]:
        """Return the names of the parts in which the instrument differs between this edition and another.

        >>> old = EditionEntry("pact", "1", "2", "3", "4")
        >>> old.differences(old._replace(days="9", rest="9"))
        ['days', 'names, sources and notes']
        """
        names = (*PARTS, REST)
        pairs = zip(names, self[1:], other[1:], strict=True)
        return [name for name, mine, yours in pairs if mine != yours]


def edition_entries(law: Corpus) -> dict[str, EditionEntry]:
    """Return the entry of each instrument of a law, by id.

    >>> from treaties.loading.corpus import load_corpus
    >>> len(edition_entries(load_corpus())["anzus-1951"].articles)
    8
    """
    return {treaty.id: _entry(treaty) for treaty in law.treaties}


def edition_text(entries: Iterable[EditionEntry]) -> str:
    """Return entries as the table in which an edition is stored."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(EditionEntry._fields)
    writer.writerows(sorted(entries))
    return out.getvalue()


def editions() -> list[str]:
    """Return the numbers of the shipped editions, oldest first."""
    return sorted(path.stem for path in FOLDER.glob("*.csv"))


def edition_named(number: str) -> dict[str, EditionEntry]:
    """Load a shipped edition by its number.

    Raises `UnknownName` if there is none with that number.
    """
    if number not in editions():
        known = ", ".join(f"`{n}`" for n in editions())
        raise UnknownName("edition of the law", number, (), remedy=f"there is {known}")
    with open(FOLDER / f"{number}.csv", encoding="utf-8", newline="") as file:
        return {row["id"]: EditionEntry(**row) for row in csv.DictReader(file)}


def _entry(treaty: Treaty) -> EditionEntry:
    data = treaty.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    taken = [{k: data.pop(k, None) for k in fields} for fields in PARTS.values()]
    days, parties, articles = map(_digest, taken)
    return EditionEntry(treaty.id, days, parties, articles, _digest(data))


def _digest(data: dict[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
