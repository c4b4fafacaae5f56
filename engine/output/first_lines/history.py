"""Help that was owed once: the treaties that obliged a state to help, and their years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from engine.output.first_lines.duty import bare_name
from engine.output.first_lines.ruled import Ruled
from engine.output.prose import capital, listed, number, the
from engine.ruling.past_help import Past, aimed_at, end_of, is_close, past_help
from engine.ruling.ruling import Owed
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import article_cited, instrument_in_line
from treaties.vocabulary.precision import Vague, earliest

MOST = 6
"""The largest number of treaties between a few states that an answer names."""


def _terms(past: Past) -> str:
    """Name a treaty with its article."""
    name = instrument_in_line(bare_name(past.treaty))
    return f"{name} ({article_cited(past.obligation.article)})"


def _years(past: Past) -> str:
    """Name the years of the first and the last day of a duty."""
    first, last = earliest(past.since).year, earliest(past.over).year
    later = isinstance(past.over, Vague) and past.over.last.year > last
    return f"{first} to {last}{' or later' * later}" if last > first else str(first)


def _last(over: date) -> str:
    """The day before an end, in words; where the end has no known day, the days between which it fell."""
    day = earliest(over)
    return in_words(day - timedelta(days=1) if day == over else over)


def bound_before(ruled: Ruled, state: str) -> Iterator[str]:
    """Yield a sentence that says until when the latest ended treaty bound a state to help, and which treaties did so
    before; nothing if there was no such treaty.

    Args:
        ruled: the question with its ruling.
        state: the id of the state asked about.
    """
    past = past_help(ruled, state)
    if not past:
        return
    latest, *before = past
    name, hit = the(ruled.setting, state), _attacked(ruled)
    yield capital(
        f"until {_last(latest.over)} {name} was bound to help {hit}, since "
        f"{in_words(latest.since)} by {_terms(latest)}."
    )
    if before:
        yield f"Before that: {_in_years(before)}."


def bound_earlier(ruled: Ruled, state: str) -> str:
    """Return the ended treaties by which a state was bound to help, in words, oldest first, with their years; empty if
    there were none.

    Args:
        ruled: the question with its ruling.
        state: the id of the state asked about.
    """
    past = past_help(ruled, state)
    return f"Earlier it was bound by {_in_years(past)}." if past else ""


def _in_years(past: Sequence[Past]) -> str:
    """Name treaties with their years, oldest first; of too many those between a few states, the oldest and the latest."""
    close = [p for p in past if is_close(p.treaty)]
    chosen = [*past] if len(past) <= MOST + 1 else close or [*past]
    chosen.sort(key=lambda p: (earliest(p.since), earliest(p.over)))
    if len(chosen) > MOST:
        chosen = [*chosen[: MOST // 2], *chosen[-(MOST // 2) :]]
    left = len(past) - len(chosen)
    named = [f"{_terms(p)[:-1]}, {_years(p)})" for p in chosen]
    return listed([*named, *[f"{number(left)} more"] * bool(left)])


def _attacked(ruled: Ruled) -> str:
    """The states that the question names as attacked."""
    return the(ruled.setting, *aimed_at(ruled))


def last_day(ruled: Ruled, owed: Owed, state: str) -> str:
    """Return the last day on which an article that binds now obliges a state to help the attacked states, in words;
    empty if no end is known.

    Args:
        ruled: the question with its ruling.
        owed: the duty.
        state: the id of the state that owes it.
    """
    over = end_of(ruled, owed, state)
    return _last(over) if over else ""
