"""Triggered articles: which articles the given events trigger, and which states each of them binds.

Text, JSON, page, picture and assistant read them from here, in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.findings.findings import Findings
from engine.record.grounds import Ground, Judged
from engine.record.rows import StateVerdict
from engine.record.verdict import Status, Verdict
from engine.setting.graph import Clause, permanently_neutral
from engine.setting.prominence import RESTS, DisplayOrder
from engine.setting.setting import Setting
from treaties.models.treaty import Treaty
from treaties.support.grouping import grouped
from treaties.support.memoised import memoised
from treaties.vocabulary.terms import Duty

_Members = list[tuple[StateVerdict, Judged]]


@dataclass(frozen=True)
class TriggeredArticle:
    """An article that the events trigger, with the states that it binds on the same terms."""

    clause: Clause
    verdict: Verdict
    states: tuple[str, ...]
    """The ids of the states that the article binds, most prominent first."""
    beneficiaries: tuple[str, ...]
    fighting: tuple[str, ...]
    """The bound states that are already at war."""
    judged: Judged
    """The ground and verdicts of the first state in `states`."""
    grounds: tuple[Ground, ...]
    """The grounds: one duty for each obligor and beneficiary."""
    weight: tuple[object, ...]
    """A sort key: help before lesser duties, duties toward the most recently attacked states before others; then settled
    duties whose words were read, then prominent obligors and strong duties. A great power's duty under words that
    nobody read ranks with the open duties.
    """

    @property
    def duty(self) -> Duty:
        """The duty of the article, or the weaker duty to which the chosen reading lowers it."""
        return self.verdict.duty or self.clause.obligation.duty

    @property
    def asks(self) -> str:
        """What the article demands in its own terms; empty if the name of the duty says as much."""
        return self.clause.obligation.asks

    @property
    def helping(self) -> bool:
        """Whether a state that performs the duty becomes a belligerent."""
        return self.duty.drawn_in

    @property
    def live(self) -> bool:
        """Whether the obligor has not been released from the duty."""
        return self.verdict.status is not Status.RELEASED

    @property
    def treaty(self) -> Treaty:
        """The instrument that contains the article."""
        return self.clause.treaty

    @property
    def verified(self) -> bool:
        """Whether the article and its dates were checked against a source."""
        return self.judged.ground.verified

    @property
    def order(self) -> tuple[object, ...]:
        """A sort key: settled and strong duties first; among equals, verified articles and treaties of few parties
        first.
        """
        near = self.verdict.distance
        firm = (
            not self.helping,
            not self.live,
            self.verdict.status.order,
            near.total,
            near.judgements,
            self.duty.rank,
        )
        return (*firm, *self.judged.ground.clause.weight, self.clause.key, self.states)


@dataclass(frozen=True)
class Instrument:
    """An instrument with all its triggered articles, most settled duty first."""

    treaty: Treaty
    calls: tuple[TriggeredArticle, ...]


@dataclass(frozen=True)
class TriggeredArticles:
    """All articles that the given events trigger at once, grouped by the side to which their duties are owed."""

    asked: tuple[Instrument, ...]
    """Instruments whose duties are owed to the attacked states."""
    attackers: tuple[Instrument, ...]
    """Instruments whose duties are owed to the attackers."""
    aside: tuple[Instrument, ...]
    """Instruments whose duties are owed to other states, in a war that was running before the question. Without such a war
    these instruments are in `asked`.
    """
    below: tuple[Instrument, ...]
    """Instruments that bind nobody in international law: statutes, declarations, assurances."""
    neutral: tuple[Instrument, ...]
    """Instruments of permanent neutrality, which is owed to both sides alike."""

    @property
    def parts(self) -> tuple[tuple[Instrument, ...], ...]:
        """The five groups of instruments, in the order of the attributes."""
        return self.asked, self.attackers, self.aside, self.below, self.neutral

    @property
    def everything(self) -> tuple[TriggeredArticle, ...]:
        """Every triggered article of all five groups."""
        return tuple(c for part in self.parts for i in part for c in i.calls)

    @property
    def calls(self) -> tuple[TriggeredArticle, ...]:
        """The triggered articles owed to the attacked states, in order of `TriggeredArticle.order`, whichever
        instrument they belong to.
        """
        return tuple(
            sorted((c for i in self.asked for c in i.calls), key=lambda c: c.order)
        )


@memoised
def triggered_articles(solution: Findings) -> TriggeredArticles:
    """Return the articles that the given events trigger, before any state performs a duty or strikes back.

    >>> from engine import ask
    >>> found = triggered_articles(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))
    >>> found.calls[0].clause.key, found.calls[0].states
    ('us-rok-1953:III', ('united-states',))
    >>> found = triggered_articles(ask("France", by="Germany", on="1914-08-03", rounds=1))
    >>> [(c.states, c.beneficiaries) for i in found.neutral for c in i.calls]
    [(('belgium',), ('france', 'germany')), (('luxembourg',), ('france', 'germany')), (('switzerland',), ('france',
    'germany'))]
    """
    return _gathered(solution, _due_at_once(solution))


def triggered_if_in_force(solution: Findings) -> TriggeredArticles:
    """Return the articles of signed treaties, not yet in force, that the given events would trigger."""
    due = ((part_of(solution, r, j.ground), r, j) for r, j in solution.signed)
    return _gathered(solution, (x for x in due if x[0] and x[2].at_once.duty))


def _gathered(
    solution: Findings, due: Iterable[tuple[str, StateVerdict, Judged]]
) -> TriggeredArticles:
    """Put duties of one article together that are alike, part by part."""
    groups: dict[tuple[Any, ...], _Members] = {}
    for to, row, j in due:
        v = j.at_once
        far = () if to == "neutral" else (v.distance,)
        groups.setdefault((to, j.ground.clause.key, v.status, v.duty, *far), []).append(
            (row, j)
        )
    calls = grouped(
        (to, _call(members, solution.display_order))
        for to, members in _same_article(groups)
    )
    return TriggeredArticles(
        **{
            to: _by_treaty(calls.get(to, []))
            for to in ("asked", "attackers", "aside", "below", "neutral")
        }
    )


def _due_at_once(solution: Findings) -> Iterator[tuple[str, StateVerdict, Judged]]:
    """Each duty that is due at once, with the part of the answer in which it stands, and who owes it."""
    for row in solution.bound:
        for j in row.judged:
            to = part_of(solution, row, j.ground) if j.at_once.duty else ""
            if to:
                yield to, row, j


def part_of(solution: Findings, row: StateVerdict, ground: Ground) -> str:
    """Return the name of the group of `TriggeredArticles` to which a duty belongs, or an empty string if it belongs to
    none.

    Args:
        solution: the answer.
        row: the row of the obligor.
        ground: the duty.
    """
    setting = solution.setting
    if _of_an_attacker(setting, row.state, ground):
        return ""
    if permanently_neutral(ground.clause):
        return "" if row.status is Status.BELLIGERENT else "neutral"
    to = "aside" if any(o.background for o in setting.occurrences) else "asked"
    if ground.beneficiary in setting.attacked:
        to = "asked"
    elif ground.beneficiary in setting.attacking:
        to = "attackers"
    if ground.binding:
        return to
    return "below" if to == "asked" else ""


def _of_an_attacker(setting: Setting, state: str, ground: Ground) -> bool:
    """Whether an attacker would owe it to another attacker, or to a state that it attacks itself, be it in the war that
    was running.

    Who attacks one state owes another its help all the same: being at war ends no duty.
    """
    owed = ground.beneficiary
    if owed in setting.attacked:
        return state in setting.strikers(owed)
    return state in setting.attacking


def settled_duties(solution: Findings, state: str) -> tuple[TriggeredArticle, ...]:
    """Return a state's settled duties toward the attacked states, strongest first; among equals, treaties of few
    parties come first.

    Args:
        solution: the answer.
        state: the id of the state.

    >>> from engine import ask
    >>> answer = ask("Estonia", by="Russia", on="2026-01-01", rounds=1)
    >>> [c.treaty.id for c in settled_duties(answer, "germany") if c.helping]
    ['teu-42-7-2007', 'north-atlantic-1949']
    """
    attacked = set(solution.setting.attacked)
    due = (
        c
        for c in triggered_articles(solution).calls
        if state in c.states
        and c.verdict.status is Status.BOUND
        and not attacked.isdisjoint(c.beneficiaries)
    )
    return tuple(sorted(due, key=lambda c: (c.duty.rank, *c.clause.weight)))


def _same_article(
    groups: Mapping[tuple[Any, ...], _Members],
) -> Iterator[tuple[str, _Members]]:
    """Groups whose clauses are one article, kept apart for its scope alone: with one verdict on one way they are one."""
    merged: dict[tuple[Any, ...], _Members] = {}
    for (to, _, *verdict), members in groups.items():
        first = members[0][1]
        clause = first.ground.clause
        key = (
            to,
            clause.treaty.id,
            clause.obligation.article,
            *verdict,
            first.at_once.supports,
        )
        merged.setdefault(key, []).extend(members)
    return ((key[0], members) for key, members in merged.items())


def _call(members: _Members, order: DisplayOrder) -> TriggeredArticle:
    states = order.sorted(row.state for row, _ in members)
    first = next(j for row, j in members if row.state == states[0])
    fighting = {row.state for row, _ in members if row.status is Status.BELLIGERENT}
    owed = order.sorted(j.ground.beneficiary for _, j in members)
    clause, v = first.ground.clause, first.at_once
    duty, rests = v.duty or clause.obligation.duty, order.rests(states[0], clause)
    lesser = (
        not duty.drawn_in,
        v.status is Status.RELEASED,
        order.last.isdisjoint(owed),
    )
    firm = (
        max(rests, v.status is Status.CONTESTED),
        order.key(states[0]),
        RESTS[clause.warrant],
    )
    owing = (
        clause,
        v,
        tuple(states),
        tuple(owed),
        tuple(s for s in states if s in fighting),
    )
    weight = (
        *lesser,
        *firm,
        v.status.order,
        duty.rank,
        *clause.weight,
        clause.key,
        tuple(states),
    )
    return TriggeredArticle(*owing, first, tuple(j.ground for _, j in members), weight)


def _by_treaty(calls: Iterable[TriggeredArticle]) -> tuple[Instrument, ...]:
    found = grouped((c.treaty.id, c) for c in sorted(calls, key=lambda c: c.order))
    each = (Instrument(c[0].treaty, tuple(c)) for c in found.values())
    return tuple(sorted(each, key=lambda i: min(c.weight for c in i.calls)))


def strongest_per_state(calls: Iterable[TriggeredArticle]) -> list[TriggeredArticle]:
    """Select, for each instrument and state, its first article in the given order, and each later article that demands
    more of the state.

    Args:
        calls: triggered articles, the best attested first.
    """
    kept: list[TriggeredArticle] = []
    best: dict[tuple[str, str], int] = {}
    for call in calls:
        known = [best.get((call.treaty.id, s)) for s in call.states]
        owed = call.verdict.status in (Status.CONDITIONAL, Status.BOUND)
        more = owed and any(k is None or call.duty.rank < k for k in known)
        if more or None in known:
            kept.append(call)
            for s in call.states:
                best[call.treaty.id, s] = min(
                    call.duty.rank, best.get((call.treaty.id, s), call.duty.rank)
                )
    return kept
