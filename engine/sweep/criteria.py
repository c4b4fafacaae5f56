"""Plans of sweeps from a user's options: days, readings, states, format; and the ranking of rows."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from engine.sweep.plan import Plan, days_of_change, known, law_of
from engine.sweep.store import format_of
from engine.sweep.work import SweepRow
from treaties.models.corpus import Corpus
from treaties.vocabulary.days import day_of
from treaties.vocabulary.errors import CasusError


def plan(
    *,
    on: str | None = None,
    since: str | None = None,
    until: str | None = None,
    step: str = "changes",
    readings: Sequence[str] = (),
    among: Sequence[str] = (),
    without: Sequence[str] = (),
    with_: Sequence[Path | str] = (),
    corpus: Path | str | None = None,
    one_day: bool = False,
) -> Plan:
    """Return the plan of a sweep over all pairs of states.

    Args:
        on: one day; today if no range is given.
        since: the first day of a range.
        until: the last day of the range; today by default.
        step: the days of a range: `changes` (each day on which the law changes), `year`, `month` or `day`.
        readings: further readings for which to give verdicts; `all` for every one.
        among: the states to pair, by any name.
        without: the ids of treaties to remove.
        with_: treaty files to add.
        corpus: the folder of the law; the shipped one by default.
        one_day: whether to refuse a range of several days.

    Raises `CasusError` for anything that cannot be understood.

    >>> plan(on="2026-01-01", among=["DPRK", "China"]).among
    ('north-korea', 'china')
    """
    first = Plan(
        (),
        corpus=str(corpus or ""),
        without=tuple(without),
        with_=tuple(map(str, with_)),
    )
    law = law_of(first)
    if on and (since or until):
        raise CasusError(
            "`on` asks for one day, `since` and `until` for many",
            remedy="leave out one of them",
        )
    if until and not since:
        raise CasusError("`until` needs `since`", remedy="name the first day too")
    if step != "changes" and not since:
        raise CasusError(
            f"`step` as `{step}` needs `since`", remedy="name the first day too"
        )
    days = (
        days_between(law, day_of(since), day_of(until), step)
        if since
        else (day_of(on),)
    )
    if one_day and len(days) > 1:
        raise CasusError("`top` speaks of one day", remedy="ask for it with `on`")
    pairs = known(law, among, days[0])
    if len(pairs) == 1:
        raise CasusError(
            "one state makes no pair", remedy="name at least two in `among`"
        )
    return replace(
        first,
        days=tuple(map(str, days)),
        readings=_readings(law, readings),
        among=pairs,
        law=law.hash,
    )


def _readings(law: Corpus, names: Sequence[str]) -> tuple[str, ...]:
    if "all" in names:
        return ("", *(r.id for r in law.readings))
    return ("", *dict.fromkeys(law.reading(n).id for n in names))


def days_between(law: Corpus, since: date, until: date, step: str) -> tuple[date, ...]:
    """Return the days of a range, both ends included.

    Args:
        law: the corpus, whose changes are the steps of `changes`.
        since: the first day.
        until: the last day.
        step: `changes`, `year`, `month` or `day`; months and years count from the first day.

    Raises `CasusError` for a range that ends before it begins, and for an unknown step.

    >>> from treaties.loading.corpus import load_corpus
    >>> [d.year for d in days_between(load_corpus(), date(1914, 6, 28), date(1916, 1, 1), "year")]
    [1914, 1915]
    """
    if until < since:
        raise CasusError(
            f"the range ends on {until}, before it begins on {since}",
            remedy="swap the two days",
        )
    if step == "changes":
        return days_of_change(law, since, until)
    every = (since + timedelta(n) for n in range((until - since).days + 1))
    if step == "day":
        return tuple(every)
    if step == "month":
        return tuple(d for d in every if d.day == since.day)
    if step == "year":
        return tuple(d for d in every if (d.month, d.day) == (since.month, since.day))
    raise CasusError(
        f"`{step}` is not a step", remedy="write `changes`, `year`, `month` or `day`"
    )


def kind(out: Path | None, given: str, *, json: bool) -> str:
    """Return the output format.

    Args:
        out: the output file; None for the screen.
        given: the format that the user named; empty to use the file's ending, or the screen's default.
        json: whether the user asked for JSON.

    Raises `CasusError` for a format that cannot be printed.

    >>> kind(None, "", json=True), kind(Path("pairs.csv"), "", json=False)
    ('jsonl', 'csv')
    """
    if out is not None:
        return format_of(out, given)
    if given and given not in ("table", "csv", "jsonl"):
        raise CasusError(f"`{given}` can't be printed", remedy="name a file in `out`")
    return given or ("jsonl" if json else "table")


def entangling(row: SweepRow) -> tuple[Any, ...]:
    """Return the sort key that puts attacks which bind the most states at once first."""
    counts = (-row[c] for c in ("n_bound", "n_conditional", "n_contested", "cascade"))
    return (*counts, row["on"], row["attacker"], row["victim"])


def most(rows: Iterable[SweepRow], limit: int) -> tuple[list[SweepRow], int]:
    """Return the rows that bind most states, and the number of all rows; other rows are not kept in memory.

    Args:
        rows: the rows.
        limit: the number of rows to return; 0 for all.

    >>> row = {"n_bound": 1, "n_conditional": 0, "n_contested": 0, "cascade": 1, "on": "", "attacker": "a", "victim": "b"}
    >>> [r["n_bound"] for r in most([row, row | {"n_bound": 3}, row], 1)[0]]
    [3]
    """
    count = itertools.count()
    counted = (row for row, _ in zip(rows, count, strict=False))
    shown = (
        heapq.nsmallest(limit, counted, key=entangling)
        if limit
        else sorted(counted, key=entangling)
    )
    return shown, next(count)
