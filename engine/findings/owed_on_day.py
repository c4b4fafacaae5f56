"""Articles of help and talks that are owed at once on a day, for the comparison of the days of a month or year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from engine.findings.calls import (
    Instrument,
    TriggeredArticle,
    strongest_per_state,
    triggered_articles,
)
from engine.findings.findings import Findings
from treaties.vocabulary.terms import Duty


class OwedTo(StrEnum):
    """The kind of duty by its beneficiaries: to the attacked states, to the attackers, below a treaty, or only to
    consult.
    """

    ATTACKED = "attacked"
    ATTACKERS = "attackers"
    BELOW = "below"
    """Promised to the attacked states in an instrument that binds nobody in law."""
    TALKS = "talks"
    """Talks under a treaty that promises help too."""


@dataclass(frozen=True)
class OwedArticle:
    """An article that asks for help or talks on a day, with the states that owe it."""

    to: OwedTo
    call: TriggeredArticle
    states: tuple[str, ...]


def owed_on_day(answer: Findings) -> Iterator[OwedArticle]:
    """Yield the articles under which the states asked about, or else any states, owe something at once: help, most
    important first, then talks. If one state is asked about, its duties to help under treaties are left out, because
    the ruling on that state names them.
    """
    found, about = triggered_articles(answer), set(answer.scenario.about)
    if len(about) != 1:
        yield from _helping(found.asked, about, OwedTo.ATTACKED)
        yield from _helping(found.attackers, about, OwedTo.ATTACKERS)
    yield from _helping(found.below, about, OwedTo.BELOW)
    yield from _talks(answer, about)


def _helping(
    instruments: Iterable[Instrument], about: set[str], to: OwedTo
) -> Iterator[OwedArticle]:
    """The articles of help of some instruments, the strongest for each state."""
    calls = (c for i in instruments for c in i.calls if c.helping and c.live)
    asked = (c for c in calls if not about or about & {*c.states})
    for call in sorted(strongest_per_state(asked), key=lambda c: c.weight):
        yield OwedArticle(to, call, call.states)


def _talks(answer: Findings, about: set[str]) -> Iterator[OwedArticle]:
    """Who must consult by a treaty that promises help too: its parties join and leave though no help is owed."""
    asked = triggered_articles(answer).asked
    for call in (c for i in asked for c in i.calls if c.live):
        allies = call.treaty.promises_help
        states = tuple(s for s in call.states if not about or s in about)
        if call.duty is Duty.CONSULT and allies and states:
            yield OwedArticle(OwedTo.TALKS, call, states)
