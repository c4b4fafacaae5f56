"""Changes in the duties that states owe between two days of a month or year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.findings.calls import TriggeredArticle
from engine.findings.findings import Findings
from engine.findings.nearest import events_and_judgements
from engine.findings.owed_on_day import OwedTo, owed_on_day
from treaties.support.grouping import grouped


@dataclass(frozen=True)
class OwedByState:
    """The duty of one state under an article on a day, with the open judgements on which it depends."""

    to: OwedTo
    call: TriggeredArticle
    on: tuple[str, ...]
    """The open judgements on which it depends, as clauses."""


Key = tuple[str, str, str]
"""A side, an article with its duty, and a state."""
OwedOnDay = dict[Key, OwedByState]
"""What is owed on a day."""


@dataclass(frozen=True)
class DutyChange:
    """A duty that some states begin to owe, owe on other conditions than before, or cease to owe."""

    owed: OwedByState
    states: tuple[str, ...]
    ends: bool
    joins: bool
    """Whether others owe something already, and these states owed nothing by this article."""
    asked: bool
    """Whether a reader asks for it: for a great power's help, for help that is certain, or for any help at all."""


def owed_by_state(answer: Findings) -> OwedOnDay:
    """Return the duties of each state that are due at once, by side, article and state: help first, then consultation."""
    owed = OwedOnDay()
    for found in owed_on_day(answer):
        call = found.call
        owing = OwedByState(found.to, call, _judgements(answer, call))
        article = f"{call.clause.label} {call.clause.warrant} {call.duty}"
        for state in found.states:
            owed.setdefault((str(found.to), article, state), owing)
    return owed


def _judgements(answer: Findings, call: TriggeredArticle) -> tuple[str, ...]:
    """The judgements in the nearest support of an article, as clauses."""
    _, judged = events_and_judgements(answer, call.verdict)
    return tuple(dict.fromkeys(answer.posed[q].claim(yes) for q, yes in judged))


def changes_between(
    answer: Findings, before: OwedOnDay, now: OwedOnDay
) -> Iterator[DutyChange]:
    """Yield the changes from one day to a later one: first the duties that are new or depend on other conditions than
    before, then the duties that have ended.

    Args:
        answer: the answer for the later day.
        before: the duties on the earlier day.
        now: the duties on the later day.
    """
    helped = [any(k[0] == OwedTo.ATTACKED for k in some) for some in (before, now)]
    first = helped[0] != helped[1]
    new = {k: o for k, o in now.items() if _differs(before.get(k), o)}
    gone = {k: o for k, o in before.items() if k not in now}
    for some, ends in ((new, False), (gone, True)):
        alike = grouped(((*k[:2], *o.on * (not ends)), k) for k, o in some.items())
        for keys in alike.values():
            states, owed = tuple(k[2] for k in keys), some[keys[0]]
            joins = bool(before) and all(k not in before for k in keys)
            asked = _asked_for(answer, states, owed, first)
            yield DutyChange(owed, states, ends, joins, asked)


def _differs(before: OwedByState | None, now: OwedByState) -> bool:
    """Tell whether an article is new for a state, or holds for certain where it hung on something, or the reverse."""
    return before is None or bool(before.on) != bool(now.on)


def _asked_for(
    answer: Findings, states: Iterable[str], owed: OwedByState, first: bool
) -> bool:
    """Tell whether a reader asks for a change: of a great power's help, of help that is certain, or of any help at all."""
    if owed.to is OwedTo.TALKS:
        return False
    certain = owed.to is OwedTo.ATTACKED and not owed.on
    return first or certain or any(map(answer.display_order.great, states))
