"""Triggered articles that an answer shows, chosen by its extent: for each side the calls for help, and for less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from engine.findings.calls import (
    TriggeredArticle,
    strongest_per_state,
    triggered_articles,
)
from engine.findings.extent import DetailOptions
from engine.findings.findings import Findings
from engine.findings.further import further
from engine.record.grounds import Judged
from engine.record.verdict import Status
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Duty


@dataclass(frozen=True)
class ShownArticles:
    """The triggered articles that an answer shows, most important first."""

    helping: tuple[TriggeredArticle, ...]
    """Calls to help the attacked states."""
    lesser: tuple[TriggeredArticle, ...]
    """Calls for less than help, of states whose help is not settled."""
    neutral: tuple[TriggeredArticle, ...]
    """Calls to stay out, of states near the war or bound to help."""
    attackers: tuple[TriggeredArticle, ...]
    """Calls to help the attackers."""
    running_war: tuple[TriggeredArticle, ...]
    """What is owed in a war that was already running."""
    below: tuple[TriggeredArticle, ...]
    """What instruments ask that are no treaties."""

    @property
    def everything(self) -> tuple[TriggeredArticle, ...]:
        """All of them, in the order in which an answer shows them."""
        asked = (*self.helping, *self.lesser, *self.neutral)
        return (*asked, *self.attackers, *self.running_war, *self.below)


def shown_articles(solution: Findings, extent: DetailOptions) -> ShownArticles:
    """Choose the triggered articles that an answer shows.

    Args:
        solution: the answer.
        extent: how much is shown; with `all` every article.
    """
    found = triggered_articles(solution)
    calls = extent.calls(found.asked)
    helping = _helping(calls, extent)
    owing = {s for c in helping if c.verdict.status is Status.BOUND for s in c.states}
    theirs = extent.calls(found.attackers)
    return ShownArticles(
        helping=tuple(helping),
        lesser=tuple(_lesser(calls, owing, extent)),
        neutral=tuple(_neutral(solution, calls, extent)),
        attackers=tuple(c for c in theirs if c.helping or extent.all),
        running_war=tuple(_running_war(extent.calls(found.aside), extent)),
        below=tuple(_below(extent.calls(found.below), extent)),
    )


def _helping(
    calls: Iterable[TriggeredArticle], extent: DetailOptions
) -> list[TriggeredArticle]:
    """The calls for help: all, or the strongest for each state; most important first."""
    helping = sorted((c for c in calls if c.helping), key=lambda c: c.order)
    chosen = helping if extent.all else strongest_per_state(helping)
    return sorted(chosen, key=lambda c: c.weight)


def _lesser(
    calls: Iterable[TriggeredArticle], owing: set[str], extent: DetailOptions
) -> list[TriggeredArticle]:
    """The calls for less than help, of states whose help is not settled."""
    lesser = [c for c in calls if not c.helping]
    if extent.all or extent.duty:
        return lesser
    found = []
    for c in lesser:
        states = tuple(s for s in c.states if s not in owing)
        fighting = tuple(s for s in c.fighting if s in states)
        if states:
            found.append(replace(c, states=states, fighting=fighting))
    return found


def _neutral(
    solution: Findings, calls: Iterable[TriggeredArticle], extent: DetailOptions
) -> list[TriggeredArticle]:
    """The calls to stay out: all, or those of states near the war or called at once."""
    neutral = extent.calls(triggered_articles(solution).neutral)
    if not extent.whole or extent.all:
        return neutral
    shown = {s for c in calls for s in c.states}
    near = solution.display_order.near
    return [c for c in neutral if any(s in shown or near(s) for s in c.states)]


def _running_war(
    calls: list[TriggeredArticle], extent: DetailOptions
) -> list[TriggeredArticle]:
    """What is owed in the war already running: help alone, where not everything is shown."""
    return (
        sorted(calls, key=lambda c: c.weight) if extent.all else _helping(calls, extent)
    )


def _below(
    calls: Iterable[TriggeredArticle], extent: DetailOptions
) -> list[TriggeredArticle]:
    """One call of each instrument below a treaty, without those that only keep a state out; all of them on request."""
    if extent.all:
        return list(calls)
    speaking = grouped((c.treaty.id, c) for c in calls if not c.duty.forbids_help)
    return [first for first, *_ in speaking.values()]


def remaining_duties(
    solution: Findings, extent: DetailOptions
) -> Iterator[tuple[str, Duty, Judged]]:
    """Yield each state and article under which the state may come to owe a duty that is neither triggered at once nor
    part of a chain.
    """
    shown = {
        (s, c.clause.key)
        for c in triggered_articles(solution).everything
        for s in c.states
    }
    shown |= {(s, c.clause.key) for c in further(solution) for s in c.states}
    for row in solution.rows:
        if not extent.concerns((row.state,)):
            continue
        for j in row.judged:
            duty, place = j.verdict.duty, (row.state, j.ground.clause.key)
            if duty is None or place in shown or not extent.of_kind(duty):
                continue
            shown.add(place)
            yield row.state, duty, j


def undated_treaties(solution: Findings, extent: DetailOptions) -> Iterator[str]:
    """Yield the names of the shown instruments whose text is available but whose dates were not checked."""
    found = triggered_articles(solution)
    aside = {c for i in found.aside for c in i.calls}
    for call in found.everything:
        shown = extent.all or (call.helping and call not in aside)
        treaty = call.clause.treaty
        if shown and treaty.text_available and not treaty.verified:
            yield treaty.name
