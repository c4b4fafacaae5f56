"""Documented releases: cases in which a state gave up help that it was owed, near the day of a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from engine.findings.findings import Findings
from engine.ruling.ruling import Owed
from treaties.models.scenario import Event

LASTS = timedelta(days=366)
"""The period after a release in which a question is assumed to be about the same war."""


@dataclass(frozen=True)
class Release:
    """A documented case in which a state released another from its duty of help under a treaty."""

    by: str
    """The id of the state to which help was owed."""
    freed: str
    """The id of the state that owed it."""
    on: date
    case: str
    """The id of the case."""


def releases_on_file(solution: Findings, owed: Owed, state: str) -> Iterator[Release]:
    """Yield the documented cases in which a state was released from a duty of help by the day of the question. If the
    question itself contains a release, nothing is yielded.

    Args:
        solution: the answer.
        owed: the duty of help.
        state: the id of the state that owes it.

    >>> from engine import ask
    >>> from engine.ruling.attack import ruling_of
    >>> answer = ask("Poland", by="Soviet Union", on="1939-09-17", must="Romania", rounds=1)
    >>> [r.case for r in releases_on_file(answer, ruling_of(answer).states[0].main, "romania")]
    ['w7-romania-released']
    """
    if any(True for _ in solution.setting.waivers):
        return
    day = solution.setting.on
    for case in solution.corpus.cases:
        for event in case.scenario.events:
            given = event.on or case.scenario.on
            near = given <= day <= given + LASTS
            if near and _frees(event, owed, state):
                yield from (Release(by, state, given, case.id) for by in event.by)


def _frees(event: Event, owed: Owed, state: str) -> bool:
    """Tell whether an event releases a state from a duty."""
    waives = event.kind.releases and state in event.to
    of_it = owed.call.treaty.id == event.under
    return waives and of_it and bool(set(event.by) & set(owed.call.beneficiaries))
