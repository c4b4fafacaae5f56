"""Changes of the law since a day, and of the corpus since an edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from engine.output.prose import listed
from treaties.loading.editions import edition_entries, edition_named, editions
from treaties.models.corpus import Corpus
from treaties.models.dated import Dated
from treaties.models.parties import Party
from treaties.models.treaty import Treaty
from treaties.support.grouping import grouped
from treaties.vocabulary.days import day_of, in_words
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.precision import earliest, latest

NUMBER = re.compile(r"\d{4}\.\d{2}(\.\d+)?")
"""The number of an edition: year, month, and a further number for later editions of the same month."""


def changes(law: Corpus, since: str | None) -> list[dict[str, Any]]:
    """Return the changes of the law since a day, or of the corpus since an edition.

    Args:
        law: the law.
        since: a day, a year, or the number of an edition.

    Raises `CasusError` if `since` is empty, and `UnknownName` for an unknown edition.
    """
    if not since:
        raise CasusError(
            "`--changed` needs the day or the edition since which",
            remedy=f"add `--since 2026-01-01` or `--since {editions()[-1]}`",
        )
    if NUMBER.fullmatch(since):
        return changes_of_edition(law, since)
    return changes_since(law, day_of(since))


def changes_since(law: Corpus, day: date) -> list[dict[str, Any]]:
    """Return the changes of the law on or after a day: signatures, beginnings, ends, parties that joined or left.

    Known future days, such as the end of a treaty under notice, are included.

    Args:
        law: the law.
        day: the first day.

    >>> from treaties.loading.corpus import load_corpus
    >>> rows = changes_since(load_corpus(), date(2024, 3, 1))
    >>> [(row["day"], row["what"]) for row in rows if row["id"] == "north-atlantic-1949"]
    [('2024-03-07', 'binds Sweden')]
    """
    rows = []
    for treaty in law.treaties:
        of_day = grouped(_changes(law, treaty))
        for when, what in of_day.items():
            if when >= day:
                found = {"day": str(when), "id": treaty.id, "what": ", ".join(what)}
                rows.append(found | {"name": treaty.name})
    return sorted(rows, key=lambda row: (row["day"], row["id"]))


def _changes(law: Corpus, treaty: Treaty) -> Iterator[tuple[date, str]]:
    """Every day on which something of a treaty changed, and what."""
    yield _on(treaty.signed, "signed")
    if treaty.since:
        yield _on(treaty.since, "in force")
    if treaty.until:
        yield _on(treaty.until, "ends")
    for party in treaty.parties:
        yield from _of_party(law, treaty, party)
    for pause in treaty.suspensions:
        names = listed([law.states[s].name for s in pause.between])
        does = "ends" if pause.ended else "rests"
        yield from _span(pause, f"{does} between {names}")


def _on(day: date, what: str) -> tuple[date, str]:
    """A change with its first possible day; where the day is not known exactly, the words say so."""
    first = earliest(day)
    exact = first == latest(day)
    return first, what if exact else f"{what} on {in_words(day)}"


def _span(span: Dated, what: str) -> Iterator[tuple[date, str]]:
    """The first day of a span, and the day on which it is over."""
    if span.since:
        yield _on(span.since, what)
    if span.until:
        yield _on(span.until, f"{what} no more")


def _of_party(law: Corpus, treaty: Treaty, party: Party) -> Iterator[tuple[date, str]]:
    """The days on which a party came, left, or had the treaty rest."""
    name = law.states[party.state].name
    if party.since and party.since != treaty.since:
        yield _on(party.since, f"binds {name}")
    if party.until and party.until != treaty.until:
        yield _on(party.until, f"no longer binds {name}")
    for rest in party.suspended:
        yield from _span(rest, f"rests for {name}")


def changes_of_edition(law: Corpus, number: str) -> list[dict[str, Any]]:
    """Return the instruments added, removed or changed since an edition of the corpus.

    Args:
        law: the law.
        number: the number of the edition, such as `2026.11`.

    Raises `UnknownName` for an unknown edition.
    """
    old, new = edition_named(number), edition_entries(law)
    rows = []
    for ident in sorted(old.keys() | new.keys()):
        if ident not in new:
            rows.append({"id": ident, "what": "gone", "name": ""})
            continue
        name = law.treaty(ident).name
        if ident not in old:
            rows.append({"id": ident, "what": "new", "name": name})
        elif parts := old[ident].differences(new[ident]):
            rows.append({"id": ident, "what": ", ".join(parts), "name": name})
    return rows
