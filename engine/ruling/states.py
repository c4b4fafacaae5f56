"""The ruling on one state: its duties, or the reasons why it owes no help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.findings.calls import (
    TriggeredArticle,
    strongest_per_state,
    triggered_articles,
)
from engine.findings.findings import Findings
from engine.findings.further import Chain
from engine.findings.leave import beyond_leave
from engine.findings.unbound import (
    Lack,
    NotBinding,
    expectation,
    failures_of,
    unbound,
)
from engine.question.topic import Side
from engine.record.grounds import Ground
from engine.record.verdict import Verdict
from engine.ruling.ruling import Holding, Owed, StateRuling
from treaties.models.treaty import Treaty
from treaties.vocabulary.terms import Duty, Warrant


def owed_of(solution: Findings, call: TriggeredArticle) -> Owed:
    """Return the duty under a triggered article, with the judgements and the events on which it depends in the fewest
    steps.
    """
    supports = call.verdict.supports
    literals = solution.literals.decode(supports[0]) if supports else ()
    questions = solution.posed
    events = tuple(x for x in literals if questions[x[0]].is_event)
    return Owed(call, tuple(x for x in literals if x not in events), events)


def calls_of_side(solution: Findings, side: Side) -> tuple[TriggeredArticle, ...]:
    """Return the articles that one side of the war can invoke, most important first.

    Args:
        solution: the answer.
        side: the side whose helpers are asked about.
    """
    found = triggered_articles(solution)
    part = found.attackers if side is Side.ATTACKER else found.asked
    live = (c for i in part for c in i.calls if c.live)
    return tuple(sorted(live, key=lambda c: c.weight))


def duties_toward(solution: Findings, side: Side) -> list[Owed]:
    """Return the duties that one side of the war can invoke, most important first.

    Args:
        solution: the answer.
        side: the side whose helpers are asked about.
    """
    return [owed_of(solution, call) for call in calls_of_side(solution, side)]


def rule_on_state(
    solution: Findings,
    state: str,
    calls: Iterable[TriggeredArticle],
    because: Iterable[NotBinding] | None = None,
) -> StateRuling:
    """Return the ruling on one state.

    Args:
        solution: the answer.
        state: the id of the state.
        calls: triggered articles; those that do not bind the state are ignored.
        because: the reasons why it owes no help; None to derive them.
    """
    mine = [c for c in calls if state in c.states]
    rights = {c.treaty.id for c in mine if c.duty is Duty.MAY_ASSIST}
    mine.sort(
        key=lambda c: (
            not c.helping,
            c.duty.rank,
            not c.clause.obligation.asks,
            c.treaty.id not in rights,
            c.order,
        )
    )
    each = [owed_of(solution, c) for c in mine]
    settled = tuple(o for o in each if o.settled)
    pending = _waiting(each)
    lesser = tuple(o for o in each if not o.settled and o not in pending)
    holding = holding_of(settled, pending)
    reasons = list(because) if because is not None else []
    if because is None and not holding.may_oblige:
        reasons = reasons_of(solution, state)
    return StateRuling(
        state,
        holding,
        settled,
        pending,
        _below(solution, state),
        tuple(reasons),
        _other_side(solution, state),
        _side_of(solution, state),
        lesser,
    )


def _below(solution: Findings, state: str) -> tuple[Owed, ...]:
    """List what a state promised below a treaty."""
    calls = [c for i in triggered_articles(solution).below for c in i.calls]
    return tuple(
        owed_of(solution, c)
        for c in calls
        if state in c.states and c.live and not c.duty.forbids_help
    )


def _waiting(owed: Iterable[Owed]) -> tuple[Owed, ...]:
    """Keep the help that waits for something; where nothing else is owed, the talks that do."""
    each = list(owed)
    waiting = [o for o in each if not o.settled]
    helping = tuple(o for o in waiting if o.call.helping)
    if helping or len(waiting) < len(each):
        return helping
    return tuple(o for o in waiting if o.call.duty is Duty.CONSULT)


def _other_side(solution: Findings, state: str) -> tuple[Owed, ...]:
    """List the help that a state owes to the side that the question does not ask about."""
    asked = solution.topic.side
    other = Side.ATTACKER if asked is Side.VICTIM else Side.VICTIM
    calls = [c for c in calls_of_side(solution, other) if c.helping]
    return tuple(owed_of(solution, c) for c in calls if state in c.states)


def _side_of(solution: Findings, state: str) -> str:
    if state in solution.setting.attacked:
        return "victim"
    return "attacker" if state in solution.setting.attacking else ""


def holding_of(settled: tuple[Owed, ...], pending: tuple[Owed, ...]) -> Holding:
    """Return the holding on a state (the ruling in one word), given its settled and its open duties."""
    duties = {o.call.duty for o in settled}
    if duties & {Duty.FIGHT, Duty.ASSIST}:
        return Holding.OBLIGED
    if any(d.drawn_in for d in duties):
        return Holding.OWN_MEANS
    helping = [o.call.clause.warrant for o in pending if o.call.helping]
    if helping:
        hidden = set(helping) == {Warrant.UNPUBLISHED}
        return Holding.UNKNOWN if hidden else Holding.ONLY_IF
    return _lesser({*duties, *(o.call.duty for o in pending)})


def _lesser(duties: set[Duty]) -> Holding:
    """Find the holding that duties short of help give."""
    if Duty.MAY_ASSIST in duties:
        return Holding.MAY
    if any(d.lesser for d in duties):
        return Holding.CONSULT
    return Holding.NEUTRAL if duties else Holding.NONE


def reasons_of(solution: Findings, state: str) -> list[NotBinding]:
    """Return the reasons why a state owes no help to the side asked about, the decisive one first. A duty only to
    consult is no reason. If the question asks about the attackers' helpers, the reasons are the articles of help that
    the attackers cannot invoke because they attack.
    """
    if solution.topic.side is Side.ATTACKER:
        failed = failures_of(solution, solution[state])
        return [f for f in failed if f.party in solution.setting.attacking]
    found = [u for u in unbound(solution, (state,)) if u.state == state]
    reasons = [r for u in found for r in u.reasons]
    talks = [r.treaty for r in reasons if r.lack is Lack.TALKS]
    hidden = _behind_talks(solution, state, talks)
    open_ = [r for r in reasons if r.lack is not Lack.TALKS]
    return sorted((*hidden, *open_), key=expectation)


def _behind_talks(
    solution: Findings, state: str, talks: Sequence[Treaty | None]
) -> list[NotBinding]:
    """Find the help for the attacked states that fails under instruments by which a state must only consult.

    Args:
        solution: the answer.
        state: the id of the state.
        talks: the instruments by which it must only consult.
    """
    found = []
    for reason in failures_of(solution, solution[state]):
        owed = reason.failed and reason.failed.beneficiary in solution.setting.attacked
        if owed and any(reason.treaty is treaty for treaty in talks):
            found.append(reason)
    return found


def barred_of_side(solution: Findings, side: Side) -> tuple[Owed, ...]:
    """Return the help that is promised to one side but may not be given, most important first.

    This is help that the texts demand and law forbids, and help that the texts would demand if the force exceeded its
    authorisation by the Security Council.

    Args:
        solution: the answer.
        side: the side whose helpers are asked about.
    """
    beyond = beyond_leave(solution)
    if beyond is not None:
        return _owed_beyond(solution, beyond, side)
    found = triggered_articles(solution)
    part = found.attackers if side is Side.ATTACKER else found.asked
    calls = [c for i in part for c in i.calls if c.helping and not c.live]
    calls.sort(key=lambda c: c.weight)
    return tuple(owed_of(solution, c) for c in strongest_per_state(calls))


def _owed_beyond(solution: Findings, beyond: Findings, side: Side) -> tuple[Owed, ...]:
    """List the help that is owed in the answer beyond the leave and in this one is not."""
    helping = (c for c in calls_of_side(solution, side) if c.helping)
    owed = {(c.clause.key, s) for c in helping for s in c.states}
    calls = [
        c
        for c in calls_of_side(beyond, side)
        if c.helping and not owed.issuperset((c.clause.key, s) for s in c.states)
    ]
    return tuple(owed_of(beyond, c) for c in strongest_per_state(calls))


def barred(solution: Findings, state: str) -> tuple[Owed, ...]:
    """Return the help that a state promised to the attacked states but may not give."""
    every = barred_of_side(solution, Side.VICTIM)
    return tuple(o for o in every if state in o.call.states)


def proved_duty(
    solution: Findings, state: str, chains: Iterable[Chain]
) -> tuple[Ground, Verdict] | None:
    """Return the duty on which the answer for a state depends, with its verdict: at once or, failing that, if the war
    continues. None if there is none.

    Args:
        solution: the answer.
        state: the id of the state.
        chains: the duties that may follow.
    """
    judged = solution[state].judged
    calls = calls_of_side(solution, solution.topic.side)
    main = rule_on_state(solution, state, calls, ()).main
    if main:
        clause = main.call.clause
        due = [j for j in judged if j.at_once.duty is not None]
        # Of an article with several scopes the state may owe another than the first state bound with it.
        alike = [j for j in due if j.ground.clause.label == clause.label]
        own = (j for j in alike if j.ground.clause.key == clause.key)
        found = next(own, alike[0])
        return found.ground, found.at_once
    chain = next((c for c in chains if state in c.states), None)
    if chain is None:
        return None
    found = next(j for j in judged if j.ground.clause.key == chain.clause.key)
    return found.ground, found.verdict
