"""The tables of duties in time: spans of directed duties, and the directed dyad-years of the field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from engine.frames.answers import DYAD
from engine.frames.table import DATE, FLAG, INT, TEXT, Table, keys, table
from treaties.outside.promises import Promise

if TYPE_CHECKING:
    from engine.timeline import Entry, Timeline

PAIR = {"obligor": TEXT, "beneficiary": TEXT, **DYAD}
DUTIES = {
    "since": DATE,
    "until": DATE,
    **PAIR,
    "duty": TEXT,
    "treaty": TEXT,
    "article": TEXT,
    "atopid": INT,
    "verified": FLAG,
}
"""One row a duty of one state to another; `until` is the first day after, missing where it still binds."""
PROMISES = tuple(str(p) for p in Promise)
YEARS = {"year": INT, **PAIR, **dict.fromkeys(PROMISES, INT), "treaties": TEXT}
"""One row a directed pair and year in which it was bound on some day: 1 promises 2 what ATOP's five columns say."""


def timeline_tables(line: Timeline) -> Mapping[str, Callable[[], Table]]:
    """The tables of a timeline by name."""
    about = {"state": line.state, "corpus": line.law.hash}
    return {
        "duties": lambda: table(DUTIES, _duties(line), **about),
        "years": lambda: table(YEARS, _years(line), **about),
    }


def _legs(line: Timeline) -> Iterator[tuple[Entry, str, str]]:
    for e in line:
        for other in e.others:
            yield (e, line.state, other) if e.owes else (e, other, line.state)


def _pair(line: Timeline, one: str, two: str, on: date) -> dict[str, Any]:
    states = line.law.states
    return {"obligor": one, "beneficiary": two, **keys(states[one], on, "1"), **keys(states[two], on, "2")}


def _duties(line: Timeline) -> Iterator[dict[str, Any]]:
    for e, one, two in _legs(line):
        yield {
            "since": e.since, "until": e.until, **_pair(line, one, two, e.since), "duty": str(e.duty),
            "treaty": e.treaty, "article": e.article, "atopid": next(iter(line.law.treaty(e.treaty).atop), None),
            "verified": e.verified,
        }  # fmt: skip


def _years(line: Timeline) -> Iterator[dict[str, Any]]:
    found: dict[tuple[int, str, str], dict[str, Any]] = {}
    for e, one, two in _legs(line):
        last = min((e.until or date.max) - timedelta(days=1), line.until or date.today())
        kinds = {
            k for o in line.law.treaty(e.treaty).obligations if (o.article, o.duty) == (e.article, e.duty)
            for k in o.atop_types
        }  # fmt: skip
        for year in range(max(e.since, line.since or e.since).year, last.year + 1):
            day = min(max(e.since, date(year, 1, 1)), last)
            row = found.setdefault(
                (year, one, two),
                {"year": year, **_pair(line, one, two, day), **dict.fromkeys(PROMISES, 0), "treaties": ""},
            )
            row |= dict.fromkeys(kinds, 1)
            row["treaties"] = " ".join(sorted({*row["treaties"].split(), e.treaty}))
    yield from (found[k] for k in sorted(found))
