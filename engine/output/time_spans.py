"""Answers over a month or a year: the duties on its first days, and later changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from engine.findings.changes_in_time import (
    DutyChange,
    OwedOnDay,
    changes_between,
    owed_by_state,
)
from engine.findings.findings import Findings
from engine.findings.owed_on_day import OwedTo
from engine.output.clause_words import in_full
from engine.output.document import Block, Role, Section
from engine.output.owing import reference
from engine.output.prose import cited, crowd, listed
from engine.output.ruling_text import ruling_text
from engine.record.over_time import OverTime, TimeSpan
from treaties.vocabulary.days import in_words

MOST = 5
"""The largest number of clauses on one period; the last may count the others."""
NAMED = 3
"""The largest number of states named in a sentence on a change; the others are counted."""
BELOW = "without binding in law, "
"""The words that precede an assurance or a declaration."""


def over_section(answer: Findings, over: OverTime, *, whole: bool = False) -> Section:
    """Return the section on the changes within a month or year. If one state is asked about, the section has its first
    line for each period.

    Args:
        answer: the answer for the main day of the month or year.
        over: the month or year, with its periods.
        whole: also include small states, and consultation.
    """
    full = whole or len(answer.scenario.about) == 1
    blocks = []
    for span in over.spans if full else over.spans[1:]:
        says = span.says if full else span.says[: span.leading]
        if says:
            blocks.append(_block(over, span, says))
    if not blocks:
        text = (
            f"Within {over.words} the duties of smaller states alone change (`--all`)."
        )
        return Section((Block(text),))
    heading = f"{'Within' if full else 'Changes within'} {over.words}"
    return Section(tuple(blocks), heading)


def period_lines(over: OverTime) -> list[str]:
    """Return a line of text for each period of a month or year: its days, and the duties in it.

    Args:
        over: the month or year, with its periods.
    """
    return [_block(over, span, span.says).text for span in over.spans]


def _block(over: OverTime, span: TimeSpan, says: Sequence[str]) -> Block:
    """What is said of a period as a sentence, with when that is."""
    first = span is over.spans[0]
    when = f"To {in_words(span.until)}" if first else f"From {in_words(span.since)}"
    return Block(f"{cited(says, MOST)}.", head=when, role=Role.FINDING)


def time_spans(answers: Mapping[date, Findings], last: date) -> tuple[TimeSpan, ...]:
    """Return the periods of a month or year; within a period, the same help is owed.

    Args:
        answers: the answer for the first day and for each day on which help may begin or end, in order.
        last: the last day of the month or year.
    """
    spans = list[TimeSpan]()
    ruled, before = "", OwedOnDay()
    for day, answer in answers.items():
        now = owed_by_state(answer)
        changes = changes_between(answer, before, now)
        asked = {_worded(answer, change): change.asked for change in changes}
        before = now
        if len(answer.scenario.about) == 1:
            line = ruling_text(answer)[0].rstrip(".")
            asked = {line: True} | asked if line != ruled else asked
            ruled = line
        if spans and asked:
            spans[-1] = replace(spans[-1], until=day - timedelta(days=1))
        if asked or not spans:
            spans.append(_span(day, last, asked or {"no help is owed": True}))
    return tuple(spans)


def _span(since: date, until: date, asked: Mapping[str, bool]) -> TimeSpan:
    """A period with what changes on its first day, each with whether a reader asks for it; what is asked for first."""
    says = sorted(asked, key=lambda text: not asked[text])
    return TimeSpan(since, until, tuple(says), sum(asked.values()))


def _worded(answer: Findings, change: DutyChange) -> str:
    """Word what some states come to owe, `too` where others owe something already, or owe no longer."""
    owed = change.owed
    if change.ends:
        names = crowd(answer.display_order, change.states, "states", named=NAMED)
        return f"{names} no longer ({reference(owed.call.clause)})"
    below = BELOW if owed.to is OwedTo.BELOW else ""
    clause = in_full(answer, replace(owed.call, states=change.states))
    only = f", only if {listed(owed.on)}" if owed.on else ""
    return f"{below}{clause}{' too' * change.joins}{only}"
