"""Pending instruments: what signed treaties would add if in force, and which treaties may soon end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from engine.findings.calls import (
    TriggeredArticle,
    triggered_articles,
    triggered_if_in_force,
)
from engine.findings.findings import Findings
from treaties.models.treaty import Treaty
from treaties.models.watch import Known, Pending, Watched
from treaties.support.grouping import grouped
from treaties.support.memoised import memoised
from treaties.vocabulary.precision import earliest


@dataclass(frozen=True)
class PendingTreaty:
    """A treaty that matters for the attacked states and may soon bind or end."""

    treaty: Treaty
    watched: Watched | None = None
    """What is watched of its end; None of a treaty that would add duties."""
    added: tuple[TriggeredArticle, ...] = ()
    """The articles that the events would trigger at once if the treaty were in force."""

    @property
    def foremost(self) -> list[TriggeredArticle]:
        """One article of those by which the same states would owe the same help, and no talks beside help."""
        helping = {s for c in self.added if c.helping for s in c.states}
        kept = [c for c in self.added if c.helping or not helping.issuperset(c.states)]
        each = {(c.duty, c.states, c.beneficiaries): c for c in reversed(kept)}
        return list(reversed(each.values()))


@memoised
def pending(solution: Findings) -> tuple[PendingTreaty, ...]:
    """Return signed treaties that would add duties toward the attacked states if they were in force, the latest first,
    then watched treaties whose end would remove duties toward these states.

    >>> from engine import ask
    >>> [p.treaty.id for p in pending(ask("Saudi Arabia", on="2026-01-01", rounds=1)) if p.added]
    []
    """
    return tuple(_pending(solution))


def _pending(solution: Findings) -> Iterator[PendingTreaty]:
    corpus, on = solution.corpus, solution.setting.on
    by_id = {t.id: t for t in corpus.treaties}
    calls = triggered_if_in_force(solution).calls if solution.signed else ()
    added = grouped(
        (c.treaty.id, c)
        for c in calls
        if c.treaty.rank.binding and not c.duty.forbids_help
    )
    latest = sorted(added, key=lambda t: (-earliest(by_id[t].signed).toordinal(), t))
    yield from (PendingTreaty(by_id[t], added=(*added[t],)) for t in latest)
    for w in corpus.watched:
        treaty = by_id.get(w.treaty)
        if treaty is None or earliest(treaty.signed) > on:
            continue
        if w.pending.ending and _ends_for_them(solution, w, treaty):
            yield PendingTreaty(treaty, w)


YEAR = timedelta(366)
"""Days before the expiry of a treaty from which answers mention it."""


def _ends_for_them(solution: Findings, watched: Watched, treaty: Treaty) -> bool:
    """Tell whether the end of a treaty matters here: it binds an attacked state, and it ends for a state at issue.

    Notice by one party of many matters where that party is attacked, attacks, or is asked about; that a treaty runs
    out matters where it is called and the day is near.
    """
    setting = solution.setting
    if not set(setting.attacked) & set(treaty.parties_on(setting.on)):
        return False
    if watched.since and setting.on < watched.since:
        return False
    if watched.pending is Pending.EXPIRING:
        named = {c.treaty.id for c in triggered_articles(solution).calls if c.live}
        return treaty.id in named and watched.again - setting.on <= YEAR
    at_issue = {*setting.belligerents, *solution.topic.states}
    return not watched.by or bool(at_issue.intersection(watched.by))


def not_read(solution: Findings, states: Iterable[str] = ()) -> list[Known]:
    """Return the instruments between an attacked state and another state that are known to exist but were not read, the
    latest first.

    Args:
        solution: the answer.
        states: the ids of the states whose instruments are returned; by default all.
    """
    setting, wanted = solution.setting, set(states)
    attacked, against = set(setting.attacked), set(setting.attacking)
    found = []
    for known in solution.corpus.known_of:
        parties, until = set(known.states), known.until or date.max.year
        others = attacked & parties and parties - attacked - against
        in_time = known.year <= setting.on.year < until
        if in_time and others and (not wanted or wanted & parties):
            found.append(known)
    return sorted(found, key=lambda k: (-k.year, k.id))
