"""Answers over a month or a year: the duties on its first days, and later changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
from engine.output.prose import crowd, listed, number
from engine.output.ruling_text import ruling_text
from engine.record.over_time import OverTime, TimeSpan
from treaties.vocabulary.days import in_words

MOST = 4
"""The largest number of sentences on one period; the others are counted."""
NAMED = 3
"""The largest number of states named in a sentence on a change; the others are counted."""
BELOW = "without binding in law, "
"""The words that precede an assurance or a declaration."""


Change = tuple[bool, str]
"""A change in words, and whether a reader asks for it: of a great power, or of help that is certain."""


def over_section(answer: Findings, over: OverTime, *, whole: bool = False) -> Section:
    """Return the section on the changes within a month or year. If one state is asked about, the section has its first
    line for each period.

    Args:
        answer: the answer for the main day of the month or year.
        over: the month or year, with its periods.
        whole: also include small states, and consultation.
    """
    alone = len(answer.scenario.about) == 1
    shown = (
        (when, span.says if alone or whole else span.says[: span.leading])
        for when, span in (list(_periods(over))[not (alone or whole) :])
    )
    blocks = [_block(says, when) for when, says in shown if says]
    if not blocks:
        text = (
            f"Within {over.words} the duties of smaller states alone change (`--all`)."
        )
        return Section((Block(text),))
    heading = f"{'Within' if alone or whole else 'Changes within'} {over.words}"
    return Section(tuple(blocks), heading)


def period_lines(over: OverTime) -> list[str]:
    """Return a line of text for each period of a month or year: its days, and the duties in it.

    Args:
        over: the month or year, with its periods.
    """
    return [_block(span.says, when).text for when, span in _periods(over)]


def _periods(over: OverTime) -> Iterator[tuple[str, TimeSpan]]:
    """Each period with the words for when it is."""
    first, *later = over.spans
    yield f"To {in_words(first.until)}", first
    for span in later:
        yield f"From {in_words(span.since)}", span


def _block(says: tuple[str, ...], when: str) -> Block:
    """What is said of a period as a sentence, with when that is."""
    more = len(says) - MOST
    parts = [*says[:MOST], *([f"and {number(more)} more"] if more > 0 else [])]
    return Block(f"{'; '.join(parts)}.", head=when, role=Role.FINDING)


def time_spans(answers: Mapping[date, Findings], last: date) -> tuple[TimeSpan, ...]:
    """Return the periods of a month or year; within a period, the same help is owed.

    Args:
        answers: the answer for the first day and for each day on which help may begin or end, in order.
        last: the last day of the month or year.
    """
    found: list[tuple[date, list[Change]]] = []
    ruled, before = "", OwedOnDay()
    for day, answer in answers.items():
        now = owed_by_state(answer)
        changed = changes_between(answer, before, now)
        changes = [(change.asked, _worded(answer, change)) for change in changed]
        if len(answer.scenario.about) == 1:
            line = ruling_text(answer)[0].rstrip(".")
            changes = [(True, line)] * (line != ruled) + changes
            ruled = line
        if changes or not found:
            found.append((day, changes or [(True, "no help is owed")]))
        before = now
    ends = [day - timedelta(days=1) for day, _ in found[1:]]
    return tuple(
        _span(day, end, changes)
        for (day, changes), end in zip(found, [*ends, last], strict=True)
    )


def _span(day: date, end: date, changes: Iterable[Change]) -> TimeSpan:
    """A period with what changes on its first day, what a reader asks for first."""
    ranked = sorted(changes, key=lambda c: not c[0])
    says = tuple(dict.fromkeys(text for _, text in ranked))
    leading = len({text for asked, text in ranked if asked})
    return TimeSpan(day, end, says, leading)


def _worded(answer: Findings, change: DutyChange) -> str:
    """Word what some states come to owe, `too` where others owe something already, or owe no longer."""
    owed = change.owed
    if change.ends:
        names = crowd(answer.display_order, change.states, "states", named=NAMED)
        return f"{names} no longer ({reference(owed.call.clause)})"
    attackers = crowd(answer.display_order, answer.setting.attacking, "states")
    side = {
        OwedTo.ATTACKERS: f"on the side of {attackers}: ",
        OwedTo.BELOW: BELOW,
    }.get(owed.to, "")
    clause = in_full(answer, replace(owed.call, states=change.states))
    only = f", only if {listed(owed.on)}" if owed.on else ""
    return f"{side}{clause}{' too' * change.joins}{only}"
