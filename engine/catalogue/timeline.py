"""Timelines: each duty that a state owed or was owed, with its period."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import Field

from engine.catalogue.duties_in_time import timeline as picture_of
from engine.catalogue.duty_names import duties_named
from engine.forms.json_parts import LawJson, ResultShape
from engine.forms.result import DayText, DutyText, Part, pick_attributes, written_as
from engine.forms.shown import Shown
from engine.forms.table import INT, Framed, Tables, columns, keys, table
from engine.output.answer_tables import DYAD
from engine.output.prose import para
from treaties.models.corpus import Corpus
from treaties.models.edition import edition_line, edition_of
from treaties.models.legs import Span, legs_of, meets
from treaties.models.treaty import Obligation, Treaty
from treaties.outside.promises import Promise
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import article_cited
from treaties.vocabulary.precision import earliest
from treaties.vocabulary.terms import Duty

MANY = 6
"""The number of names in a line; others are counted."""


@dataclass(frozen=True, order=True)
class Entry(Part):
    """A duty that a state owes to other states, or they to it, over one period: from its first day `since` until the
    day before `until`.
    """

    since: DayText
    until: Annotated[
        DayText | None,
        Field(description="The first day after; null where it still binds."),
    ]
    owes: Annotated[
        bool,
        Field(alias="direction"),
        written_as(str, lambda owes: "owes" if owes else "is owed"),
    ]
    """True if the state owes the duty, False if it is owed to the state."""
    duty: DutyText
    treaty: str
    article: str
    others: tuple[str, ...]
    verified: bool


class TimelineJson(ResultShape):
    """The duties that a state owed and was owed over time, in order of first days, as JSON."""

    law: LawJson
    state: str
    entries: list[Entry]


class Timeline(tuple[Entry, ...], Framed, Shown):
    """The duties of one state over time, in order of first days, with the law from which they come."""

    law: Corpus
    state: str
    since: date | None
    until: date | None

    def __str__(self) -> str:
        return timeline_text(self.law, self.state, self)

    def __repr__(self) -> str:
        return f"<Timeline of {self.state}: {len(self)} duties>"

    def to_dict(self) -> dict[str, Any]:
        """Return the timeline as JSON data."""
        law = LawJson(**edition_of(self.law))
        return TimelineJson(law=law, state=self.state, entries=list(self)).data()

    def _picture(self) -> str:
        return (
            picture_of(self.law, self.state, since=self.since, until=self.until)
            if self
            else ""
        )

    @property
    def _note(self) -> str:  # type: ignore[override]
        return f"{edition_line(self.law)}."

    def _tables(self) -> Tables:
        about = {"state": self.state, "corpus": self.law.hash}
        return {
            "duties": lambda: table(DUTIES, _duties(self), **about),
            "years": lambda: table(YEARS, _years(self), **about),
        }


def timeline(
    law: Corpus,
    state: str,
    *,
    duty: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Timeline:
    """Return every duty that a state owed or was owed, in order of first days.

    Periods in which a duty was suspended are left out.

    Args:
        law: the corpus.
        state: the id of the state.
        duty: the only kind of duty to keep; `help` for all that draw a state in.
        since: keep only duties that bound on or after this day.
        until: keep only duties that bound on or before this day.

    Raises `UnknownName` for an unknown duty, `CasusError` if the last day is before the first.

    >>> from treaties.loading.corpus import load_corpus
    >>> first = timeline(load_corpus(), "north-korea", duty="fight")[0]
    >>> first.since.isoformat(), first.owes, first.treaty, first.others
    ('1961-09-10', True, 'sino-dprk-1961', ('china',))
    """
    if since and until and until < since:
        raise CasusError(
            f"`{until}` is before `{since}`",
            remedy=f"write `--from {until} --to {since}`",
        )
    others: dict[tuple[Span, bool, Duty, str, str], set[str]] = {}
    doubtful: set[tuple[Span, bool, Duty, str, str]] = set()
    for t, o in _articles(law, duties_named(duty)):
        for leg, span in legs_of(t, o, state, lambda s: law.states[s].spans):
            if not meets(span, since, until):
                continue
            owes = leg.obligor == state
            key = (span, owes, o.duty, t.id, o.article)
            others.setdefault(key, set()).add(leg.beneficiary if owes else leg.obligor)
            if not (o.verified and t.verified):
                doubtful.add(key)
    entries = []
    for key, names in others.items():
        span, owes, what, treaty, article = key
        promise = (*span, owes, what, treaty, article)
        entries.append(Entry(*promise, tuple(sorted(names)), key not in doubtful))
    made = Timeline(sorted(entries, key=_order))
    made.law, made.state, made.since, made.until = law, state, since, until
    return made


def _articles(
    law: Corpus, duties: Collection[Duty]
) -> Iterator[tuple[Treaty, Obligation]]:
    """The articles of some duties, as they bound the parties."""
    for t in law.treaties:
        for o in t.obligations:
            if not o.as_published and o.duty in duties:
                yield t, o


def _order(e: Entry) -> tuple[date, str, str, bool, date]:
    """A key that sorts entries by their first days."""
    return e.since, e.treaty, e.article, not e.owes, e.until or date.max


def timeline_text(law: Corpus, state: str, entries: Iterable[Entry]) -> str:
    """Return duties over time as text: one line for each (mutual duties share a line), under the year in which it
    began.

    Args:
        law: the corpus, which supplies names.
        state: the id of the state.
        entries: the duties, in order of first days.
    """
    who = law.states[state]
    out, year = [who.name], 0
    listed = list(entries)
    for e in listed:
        mutual = replace(e, owes=not e.owes) in listed
        if mutual and not e.owes:
            continue
        if e.since.year != year:
            year = e.since.year
            out += ["", str(year)]
        names = ", ".join(law.states[o].name_on(e.since) for o in e.others[:MANY])
        more = f" and {len(e.others) - MANY} more" if len(e.others) > MANY else ""
        word = "owes and is owed by" if mutual else "owes" if e.owes else "is owed by"
        mark = "" if e.verified else " [unverified]"
        span = f"{e.since} to {e.until or 'now'}  {word} {names}{more}"
        out.append(
            para(
                f"{span}: {e.duty} ({law.treaty(e.treaty).name}, {article_cited(e.article)}){mark}",
                2,
                4,
            )
        )
    return "\n".join(
        out
        if len(out) > 1
        else [*out, "owed nothing and was owed nothing by any treaty here"]
    )


def counted(line: Timeline) -> list[dict[str, Any]]:
    """Return a row for each other state: the number of duties that the state of the timeline owed it, and was owed by
    it. The largest sum comes first.

    >>> from treaties.loading.corpus import load_corpus
    >>> counted(timeline(load_corpus(), "north-korea", duty="fight"))[0]["id"]
    'russia'
    """
    found: dict[str, list[Entry]] = {}
    for entry in line:
        for other in entry.others:
            found.setdefault(other, []).append(entry)
    rows = []
    for other, entries in found.items():
        ends = [e.until for e in entries]
        rows.append(
            {
                "id": other,
                "name": line.law.states[other].name,
                "owes": sum(e.owes for e in entries),
                "owed": sum(not e.owes for e in entries),
                "since": str(earliest(min(e.since for e in entries))),
                "until": None
                if None in ends
                else str(earliest(max(filter(None, ends)))),
            }
        )
    return sorted(rows, key=lambda r: (-r["owes"] - r["owed"], r["id"]))


PAIR = columns("obligor beneficiary") | DYAD


DUTIES = (
    columns("since:date until:date")
    | PAIR
    | columns("duty treaty article atopid:int verified:flag")
)
"""Columns of duties, with one row for each duty of one state to another; `until` is the first day after, missing if the
duty still binds.
"""


PROMISES = tuple(str(p) for p in Promise)


YEARS = columns("year:int") | PAIR | dict.fromkeys(PROMISES, INT) | columns("treaties")
"""Columns of years, with one row for each directed pair and year with a duty on some day: whether 1 promises 2 each of
ATOP's five types.
"""


def _legs(line: Timeline) -> Iterator[tuple[Entry, str, str]]:
    for e in line:
        for other in e.others:
            yield (e, line.state, other) if e.owes else (e, other, line.state)


def _pair(line: Timeline, one: str, two: str, on: date) -> dict[str, Any]:
    states = line.law.states
    return {
        "obligor": one,
        "beneficiary": two,
        **keys(states[one], on, "1"),
        **keys(states[two], on, "2"),
    }


def _duties(line: Timeline) -> Iterator[dict[str, Any]]:
    for e, one, two in _legs(line):
        own = pick_attributes(
            ("since", "until", "duty", "treaty", "article", "verified"), e
        )
        yield (
            own
            | _pair(line, one, two, e.since)
            | {"atopid": next(iter(line.law.treaty(e.treaty).atop.ids), None)}
        )


def _years(line: Timeline) -> Iterator[dict[str, Any]]:
    found: dict[tuple[int, str, str], dict[str, Any]] = {}
    for e, one, two in _legs(line):
        last = min(
            (e.until or date.max) - timedelta(days=1), line.until or date.today()
        )
        same = (
            o
            for o in line.law.treaty(e.treaty).obligations
            if (o.article, o.duty) == (e.article, e.duty)
        )
        kinds = {k for o in same for k in o.atop_types}
        for year in range(max(e.since, line.since or e.since).year, last.year + 1):
            day = min(max(e.since, date(year, 1, 1)), last)
            new = {
                "year": year,
                **_pair(line, one, two, day),
                **dict.fromkeys(PROMISES, 0),
                "treaties": "",
            }
            row = found.setdefault((year, one, two), new)
            row |= dict.fromkeys(kinds, 1)
            row["treaties"] = " ".join(sorted({*row["treaties"].split(), e.treaty}))
    yield from (found[k] for k in sorted(found))
