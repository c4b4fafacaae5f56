"""The tables of an answer: its states, their grounds, their verdicts by reading, and the questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from engine.output.table import DATE, FLAG, INT, TEXT, Table, keys, table
from engine.verdicts.explanation import who_decides
from engine.verdicts.solution import Solution

if TYPE_CHECKING:
    pass

DAY = {"on": DATE, "year": INT}
CODES = {"ccode": INT, "gwcode": INT, "iso3": TEXT}
DYAD = {"ccode1": INT, "gwcode1": INT, "ccode2": INT, "gwcode2": INT}

STATES = {
    **DAY,
    "state": TEXT,
    "name": TEXT,
    **CODES,
    "status": TEXT,
    "link": TEXT,
    "duty": TEXT,
    "events": INT,
    "judgements": INT,
    "round": INT,
    "at_once_status": TEXT,
    "at_once_duty": TEXT,
    "treaty": TEXT,
    "article": TEXT,
    "atopid": INT,
    "beneficiary": TEXT,
    "verified": FLAG,
    "warrant": TEXT,
}
"""One row a state. `treaty` to `warrant` tell of the ground of the verdict, `link` of what links it; `round` 0 is a principal, or nothing due."""

GROUNDS = {
    **DAY,
    "state": TEXT,
    "name": TEXT,
    "beneficiary": TEXT,
    "adversary": TEXT,
    "adversaries": INT,
    **DYAD,
    "treaty": TEXT,
    "article": TEXT,
    "rank": TEXT,
    "atopid": INT,
    "duty": TEXT,
    "at_once": FLAG,
    "at_once_status": TEXT,
    "round": INT,
    "status": TEXT,
    "events": INT,
    "judgements": INT,
    "supports": INT,
    "truncated": FLAG,
    "verified": FLAG,
    "warrant": TEXT,
    "phrase": TEXT,
}
"""One row a duty, those bound at once first: obligor (1), beneficiary (2), one adversary and how many there are. `at_once` says whether it is due on
the events as given, `at_once_status` how firmly; `status` to `judgements` are the verdict in the end, `supports` counts the ways."""

READINGS = {
    **DAY,
    "state": TEXT,
    "name": TEXT,
    **CODES,
    "reading": TEXT,
    "reading_name": TEXT,
    "status": TEXT,
    "duty": TEXT,
    "events": INT,
    "judgements": INT,
}
"""One row a state and reading."""

QUESTIONS = {**DAY, "question": TEXT, "text": TEXT, "nature": TEXT, "decider": TEXT, "presumed": TEXT}
"""One row an open question, nearest first."""


def tables(answer: Solution) -> Mapping[str, Callable[[], Table]]:
    """The tables of an answer by name."""
    made: dict[str, tuple[Mapping[str, str], Callable[[Solution], Iterator[Mapping[str, Any]]]]] = {
        "states": (STATES, lambda a: iter(a.rows)),
        "duties": (GROUNDS, lambda a: (r for r in _grounds(a) if r["at_once"])),
        "grounds": (GROUNDS, _grounds),
        "readings": (READINGS, _readings),
        "questions": (QUESTIONS, _questions),
    }
    return {n: lambda c=c, f=f: table(c, f(answer), **about(answer)) for n, (c, f) in made.items()}  # type: ignore[misc]


def about(answer: Solution) -> dict[str, str]:
    """What a table should not be parted from: the question, its day, the reading, the law."""
    read = answer.asked.id if answer.asked else ""
    return {"title": answer.title, "on": str(answer.setting.on), "reading": read, "corpus": answer.corpus.hash}


def day(answer: Solution) -> dict[str, Any]:
    """The columns of the day of an answer."""
    return {"on": answer.setting.on, "year": answer.setting.on.year}


def who(answer: Solution, state: str, suffix: str = "") -> dict[str, Any]:
    """The codes of a state on the day of an answer."""
    return keys(answer.corpus.states[state], answer.setting.on, suffix)


def _grounds(answer: Solution) -> Iterator[dict[str, Any]]:
    each = [(row, j) for row in answer.rows for j in row.judged]
    each.sort(key=lambda x: (x[1].at_once.duty is None, x[1].at_once.status.order))
    for row, j in each:
        g, v, first = j.ground, j.verdict, j.at_once
        given = [a for a in g.adversaries if a in answer.setting.attacking]
        yield {
            **day(answer),
            "state": row.state,
            "name": row.name,
            "beneficiary": g.beneficiary,
            "adversary": next(iter((*given, *g.adversaries)), None),
            "adversaries": len(g.adversaries),
            **who(answer, row.state, "1"),
            **who(answer, g.beneficiary, "2"),
            "treaty": g.treaty,
            "article": g.article,
            "rank": str(g.clause.treaty.rank),
            "atopid": next(iter(g.clause.treaty.atop.ids), None),
            "duty": str(v.duty or g.duty),
            "at_once": first.duty is not None,
            "at_once_status": str(first.status),
            "round": g.round,
            "status": str(v.status),
            "events": v.distance.events,
            "judgements": v.distance.judgements,
            "supports": len(v.supports),
            "truncated": g.truncated,
            "verified": g.verified,
            "warrant": str(g.clause.warrant),
            "phrase": g.clause.obligation.phrase,
        }


def _readings(answer: Solution) -> Iterator[dict[str, Any]]:
    for row in answer.rows:
        for r in answer.readings:
            v = row.by_reading[r.id]
            yield {
                **day(answer),
                "state": row.state,
                "name": row.name,
                **who(answer, row.state),
                "reading": r.id,
                "reading_name": r.name,
                "status": str(v.status),
                "duty": str(v.duty) if v.duty else None,
                "events": v.distance.events,
                "judgements": v.distance.judgements,
            }


def _questions(answer: Solution) -> Iterator[dict[str, Any]]:
    for q in answer.questions:
        yield {
            **day(answer),
            "question": q.id,
            "text": q.text,
            "nature": str(q.nature),
            "decider": who_decides(answer, q),
            "presumed": str(q.presumed),
        }
