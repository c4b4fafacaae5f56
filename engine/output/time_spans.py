"""An answer over a month or a year: what is owed on its first days, and what changes later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from engine.findings.calls import TriggeredArticle
from engine.findings.findings import Findings
from engine.findings.owed_on_day import OwedTo, owed_on_day
from engine.output.clause_words import in_full, judgements
from engine.output.document import Block, Role, Section
from engine.output.owing import only_if, reference
from engine.output.prose import crowd, number
from engine.output.ruling_text import ruling_text
from engine.record.over_time import OverTime, TimeSpan
from treaties.support.grouping import grouped
from treaties.vocabulary.days import in_words

MOST = 4
"""The largest number of sentences on one period; the others are counted."""
NAMED = 3
"""The largest number of states named in a sentence on a change; the others are counted."""
BELOW = "without binding in law, "
"""The words that precede an assurance or a declaration."""


@dataclass(frozen=True)
class _Owing:
    """What one state owes by an article on a day, and whether anything is open."""

    to: OwedTo
    call: TriggeredArticle
    on: str
    """The open judgements, as the end of a clause."""


Owed = dict[tuple[str, str, str], _Owing]
"""What is owed on a day, by side, article and state."""
Change = tuple[bool, str]
"""A change in words, and whether a reader asks for it: of a great power, or of help that is certain."""


def over_section(answer: Findings, over: OverTime, *, whole: bool = False) -> Section:
    """Return the section on what changes within a month or year; of one state asked about, its first line in each period.

    Args:
        answer: the answer for the day that is taken.
        over: the month or year, with its periods.
        whole: tell also of small states, and of talks.
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
    """Return a line for each period of a month or year, that says when it is and what is owed in it.

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
    """Return the periods of a month or year within which the same help is owed.

    Args:
        answers: the answer for the first day and for each day on which help may begin or end, in order.
        last: the last day of the month or year.
    """
    found: list[tuple[date, list[Change]]] = []
    ruled, before = "", Owed()
    for day, answer in answers.items():
        now = _owed(answer)
        changes = list(_changes(answer, before, now))
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


def _changes(answer: Findings, before: Owed, now: Owed) -> Iterator[Change]:
    """What is owed anew, for certain, or on a condition instead, and then what is owed no more."""
    helped = [any(k[0] == OwedTo.ATTACKED for k in some) for some in (before, now)]
    first = helped[0] != helped[1]
    new = {k: o for k, o in now.items() if _differs(before.get(k), o)}
    for some in grouped((_alike(k, o), (k, o)) for k, o in new.items()).values():
        states, owing = [k[2] for k, _ in some], some[0][1]
        joins = bool(before) and all(k not in before for k, _ in some)
        yield (
            _prominent(answer, states, owing, first),
            _newly(answer, states, owing, joins),
        )
    gone = {k: o for k, o in before.items() if k not in now}
    for some in grouped((k[:2], (k, o)) for k, o in gone.items()).values():
        states, owing = [k[2] for k, _ in some], some[0][1]
        names = crowd(answer.display_order, states, "states", named=NAMED)
        text = f"{names} no longer ({reference(owing.call.clause)})"
        yield _prominent(answer, states, owing, first), text


def _differs(before: _Owing | None, now: _Owing) -> bool:
    """Tell whether an article is new for a state, or holds for certain where it hung on something, or the reverse."""
    return before is None or bool(before.on) != bool(now.on)


def _alike(key: tuple[str, str, str], owing: _Owing) -> tuple[str, ...]:
    """What the states have in common that share a sentence: the side, the article and the conditions."""
    return (*key[:2], owing.on)


def _prominent(
    answer: Findings, states: Iterable[str], owing: _Owing, first: bool
) -> bool:
    """Tell whether a reader asks for a change: of a great power's help, of help that is certain, or of any help at all."""
    if owing.to is OwedTo.TALKS:
        return False
    certain = owing.to is OwedTo.ATTACKED and not owing.on
    return first or certain or any(map(answer.display_order.great, states))


def _newly(answer: Findings, states: list[str], owing: _Owing, joins: bool) -> str:
    """Word what some states come to owe; `too` where others owe something already."""
    call = replace(owing.call, states=tuple(states))
    too = " too" * joins
    attackers = crowd(answer.display_order, answer.setting.attacking, "states")
    side = {
        OwedTo.ATTACKERS: f"on the side of {attackers}: ",
        OwedTo.BELOW: BELOW,
    }.get(owing.to, "")
    return f"{side}{in_full(answer, call)}{too}{owing.on}"


def _owed(answer: Findings) -> Owed:
    """What each state owes at once by each article: help first, then talks."""
    owed = Owed()
    for found in owed_on_day(answer):
        call = found.call
        owing = _Owing(found.to, call, only_if(answer, judgements(answer, call)))
        for state in found.states:
            key = (str(found.to), f"{reference(call.clause)} {call.duty}", state)
            owed.setdefault(key, owing)
    return owed
