"""The page of what changed in the law over the last year, what is to come, and what is watched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from casus_docs.answer_page import asked_day
from casus_docs.markdown import day, items, link, text, url
from engine.catalogue.law_changes import changes_since
from treaties.models.corpus import Corpus
from treaties.vocabulary.days import day_of

SPAN = timedelta(days=365)
"""How far back the page goes."""


def pages(law: Corpus) -> dict[str, str]:
    """Make the page, by its place."""
    return {"changed.md": "\n".join(_page(law))}


def _page(law: Corpus) -> Iterator[str]:
    today = asked_day(law.current_to)
    since = today - SPAN
    found = changes_since(law, since)
    past = [row for row in found if row["day"] <= str(today)]
    coming = [row for row in found if row["day"] > str(today)]
    yield from ("# What changed in the law", "")
    yield (
        f"From {day(since)} to {day(today)}, as the files of the treaties have it. "
        "The command list with its options changed and since lists the same for any day.\n"
    )
    yield from items(map(_line, reversed(past)))
    yield from ("## Days to come that are known", "", *items(map(_line, coming)))
    yield from ("## Watched", "")
    yield "Instruments that may enter into force, and the page that is looked at.\n"
    yield from items(
        f"{link('treaty', w.treaty, law.treaty(w.treaty).name)}: "
        f"{url(str(w.pending).replace('-', ' '), w.page)}"
        for w in law.watched
    )


def _line(row: dict[str, str]) -> str:
    when = day(day_of(row["day"]))
    return f"{when}: {link('treaty', row['id'], row['name'])}: {text(row['what'])}"
