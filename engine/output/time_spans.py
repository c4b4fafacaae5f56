"""An answer over a month or a year: what is owed from one period to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from engine.findings.findings import Findings
from engine.findings.owed_on_day import OwedTo, owed_on_day
from engine.output.clause_words import in_a_row, judgements
from engine.output.document import Block, Role, Section
from engine.output.owing import only_if, reference
from engine.output.prose import number, the
from engine.output.ruling_text import ruling_text
from engine.record.over_time import OverTime, TimeSpan
from treaties.vocabulary.days import in_words

MOST = 4
"""The largest number of sentences on one period; the others are counted."""
BELOW = "without binding in law, "
"""The words that precede an assurance or a declaration."""


TALKS = "talks"
"""The mark of duties to consult; the answer only says which states join or leave them."""


Owed = dict[tuple[str, ...], tuple[str, tuple[str, ...]]]
"""What is owed, by article: a sentence, and the states that owe it."""


def over_section(answer: Findings, over: OverTime) -> Section:
    """Return the section on each period of a month or year, or on the fact that nothing changes, and the day to which the
    rest of the answer applies.

    Args:
        answer: the answer for that day.
        over: the month or year, with its periods.
    """
    case = (
        f", the day of a documented case (`casus case {over.case}`)"
        if over.case
        else ""
    )
    blocks = [_block(span, when) for when, span in _periods(over)]
    if not over.spans[1:]:
        states = answer.topic.states
        asked = f"What {the(answer.setting, *states)} must do at once"
        owed = asked if states else "The help owed at once"
        day = f"; this is the answer for {in_words(over.day)}{case}" * bool(case)
        return Section(
            (Block(f"{owed} is the same on each day of {over.words}{day}."),)
        )
    blocks.append(Block(f"All else here is the answer for {in_words(over.day)}{case}."))
    return Section(tuple(blocks), f"Within {over.words}")


def period_lines(over: OverTime) -> list[str]:
    """Return a line for each period of a month or year, that says when it is and what is owed in it.

    Args:
        over: the month or year, with its periods.
    """
    return [_block(span, when).text for when, span in _periods(over)]


def _periods(over: OverTime) -> Iterator[tuple[str, TimeSpan]]:
    """Each period with the words for when it is."""
    first, *later = over.spans
    yield f"To {in_words(first.until)}", first
    for span in later:
        yield f"From {in_words(span.since)}", span


def _block(span: TimeSpan, when: str) -> Block:
    """A span as a sentence, with when that is."""
    more = len(span.says) - MOST
    parts = [*span.says[:MOST], *([f"and {number(more)} more"] if more > 0 else [])]
    return Block(f"{'; '.join(parts)}.", head=when, role=Role.FINDING)


def time_spans(answers: Mapping[date, Findings], last: date) -> tuple[TimeSpan, ...]:
    """Return the periods of a month or year within which the same help is owed.

    Args:
        answers: the answer for the first day and for each day on which help may begin or end, in order.
        last: the last day of the month or year.
    """
    found: list[tuple[date, tuple[str, ...]]] = []
    before: Owed = {}
    for day, answer in answers.items():
        now = _owed(answer)
        says = list(
            _changes(
                answer, before, now, gone=(each := len(answer.scenario.about) != 1)
            )
        )
        if each and says and any(key in now for key in before):
            says[0] = (
                f"as before, {'but' if says[0].startswith('no longer') else 'and'} {says[0]}"
            )
        if says or not found:
            found.append((day, tuple(says) or ("no help is owed",)))
        before = now
    ends = [day - timedelta(days=1) for day, _ in found[1:]]
    return tuple(
        TimeSpan(day, end, says)
        for (day, says), end in zip(found, [*ends, last], strict=True)
    )


def _changes(answer: Findings, before: Owed, now: Owed, *, gone: bool) -> Iterator[str]:
    """What is new, who came to owe it or owes it no more, and with `gone` what is owed by nobody any more."""
    helping = {key: text for key, (text, _) in now.items() if key[0] != TALKS}
    yield from (text for key, text in helping.items() if key not in before)
    for key in (k for k in now if k in before):
        yield from _joined_or_left(answer, key, before[key][1], now[key][1])
    goes_on = {key[:-1] for key in now}  # on other conditions, or on none
    for key, (text, _) in before.items():
        if gone and key[:-1] not in goes_on and key[0] != TALKS:
            yield f"no longer: {text}"


def _joined_or_left(
    answer: Findings, key: tuple[str, ...], before: Sequence[str], now: Sequence[str]
) -> Iterator[str]:
    """Write who came to owe what one article asks for, and who owes it no more."""
    more, fewer = (
        [s for s in a if s not in b] for a, b in ((now, before), (before, now))
    )
    does, cited = "must consult " * (key[0] == TALKS), f"({key[1]})"
    if more:
        yield f"{the(answer.setting, *more)} {does}too {cited}"
    if fewer:
        yield f"no longer {the(answer.setting, *fewer)} {cited}"


def _owed(answer: Findings) -> Owed:
    """What is owed at once, by article: first what the ruling on a single state says, then help and talks."""
    owed = Owed()
    if len(answer.scenario.about) == 1:
        owed |= {("", text): (text.rstrip("."), ()) for text in ruling_text(answer)[:1]}
    for found in owed_on_day(answer):
        call, cited = found.call, reference(found.call.clause)
        if found.to is OwedTo.TALKS:
            key = (TALKS, cited, call.duty, "")
            _, before = owed.get(key, ("", ()))
            owed[key] = ("", (*before, *found.states))
            continue
        side, on = _side(answer, found.to), only_if(answer, judgements(answer, call))
        text = f"{side}{in_a_row(answer, [call])}{on}"
        owed[side, cited, call.duty, on] = (text, call.states)
    return owed


def _side(answer: Findings, to: OwedTo) -> str:
    """The words before a sentence that say to whom something is owed; none for the attacked states."""
    if to is OwedTo.ATTACKERS:
        return f"on the side of {the(answer.setting, *answer.setting.attacking)}: "
    return BELOW if to is OwedTo.BELOW else ""
