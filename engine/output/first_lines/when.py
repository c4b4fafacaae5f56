"""First lines on since when, and until when, the states asked about are bound to help, and when they were before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from engine.output.first_lines.duty import DutyClause, bare_name, when_owed
from engine.output.first_lines.ruled import Ruled
from engine.output.first_lines.states import why_no_help
from engine.output.first_lines.treaties import lines_on_treaties
from engine.output.prose import capital, listed, number, the
from engine.ruling.help_groups import bound_since
from engine.ruling.past_help import Past, aimed_at, end_of, is_close, past_help
from engine.ruling.ruling import Owed
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import article_cited, instrument_in_line
from treaties.vocabulary.precision import Vague, earliest

BINDING, ENDED = 3, 6
"""The largest number of articles that bind, and of ended treaties, that an answer names."""


def when(ruled: Ruled) -> Iterator[str]:
    """Yield sentences that say since when, and until when, the states asked about are bound to help."""
    for ruling in ruled.ruling.states:
        owed = [o for o in (*ruling.settled, *ruling.open) if o.call.helping]
        past = past_help(ruled, ruling.state)
        if owed:
            yield from _since_when(ruled, ruling.state, owed)
            # Where an attacker is named, the question is of this attack; ended treaties had others in view.
            if past and not any(e.by for e in ruled.solution.scenario.events):
                yield f"Earlier it was bound by {_in_years(past)}."
        elif past:
            yield from _until_when(ruled, ruling.state, past)
        else:
            name = capital(the(ruled.setting, ruling.state))
            yield f"{name} is not bound to help: {why_no_help(ruled, ruling)}."
    if not ruled.ruling.states:
        yield from lines_on_treaties(ruled)


def _since_when(ruled: Ruled, state: str, owed: Sequence[Owed]) -> Iterator[str]:
    """Write since when the first articles bind a state, the earliest first; of articles of one treaty that bind for the
    same time on the same conditions, one.

    Args:
        ruled: the answer with its ruling.
        state: the id of the state.
        owed: the help that it owes.
    """
    terms = dict[tuple[str, date | None, date | None, str], Owed]()
    for one in owed:
        since, over = bound_since(ruled.solution, one, state), end_of(ruled, one, state)
        key = (one.call.treaty.id, since, over, when_owed(ruled, one))
        terms.setdefault(key, one)
    first = list(terms.items())[:BINDING]
    first.sort(key=lambda term: earliest(term[0][1] or date.max))
    name = the(ruled.setting, state)
    for (_, since, over, _), one in first:
        day = in_words(since) if since else "a day that is not known"
        until = f" and until {_last(over)}" if over else ""
        clause = DutyClause(ruled, one.of([state]), name, joined=", if")
        yield f"Since {day}{until} {clause.text}."
        name = "it"


def _until_when(ruled: Ruled, state: str, past: Sequence[Past]) -> Iterator[str]:
    """Write until when the latest ended treaty bound a state to help, and which treaties did so before.

    Args:
        ruled: the answer with its ruling.
        state: the id of the state.
        past: its ended duties of help, the latest first.
    """
    latest, *before = past
    name, hit = the(ruled.setting, state), the(ruled.setting, *aimed_at(ruled))
    since = f"since {in_words(latest.since)} by {_article(latest)}"
    yield f"Until {_last(latest.over)} {name} was bound to help {hit}, {since})."
    if before:
        yield f"Before that: {_in_years(before)}."


def _in_years(past: Sequence[Past]) -> str:
    """Name ended treaties with their years, oldest first; of too many those between a few states, the oldest and the latest."""
    close = [p for p in past if is_close(p.treaty)]
    shown = [*past] if len(past) <= ENDED else close or [*past]
    shown.sort(key=lambda p: (earliest(p.since), earliest(p.over)))
    if len(shown) > ENDED:
        shown = [*shown[: ENDED // 2], *shown[-(ENDED // 2) :]]
    named = [f"{_article(p)}, {_years(p)})" for p in shown]
    left = len(past) - len(shown)
    return listed([*named, *[f"{number(left)} more"] * bool(left)])


def _article(past: Past) -> str:
    """Name a treaty with its article, and leave the bracket open."""
    name = instrument_in_line(bare_name(past.treaty))
    return f"{name} ({article_cited(past.obligation.article)}"


def _years(past: Past) -> str:
    """Name the years of the first and the last day of a duty."""
    first, last = earliest(past.since).year, earliest(past.over).year
    later = isinstance(past.over, Vague) and past.over.last.year > last
    return f"{first} to {last}{' or later' * later}" if last > first else str(first)


def _last(over: date) -> str:
    """Name the day before an end; where the end has no known day, the days between which it fell."""
    day = earliest(over)
    return in_words(day - timedelta(days=1) if day == over else over)
