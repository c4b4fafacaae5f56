"""The bottom line: who is bound to what by which instrument, what is contested and on what, what is nearest next.

Made by rule from what is called at once and from the chains; every form leads with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.cascade.questions import Literal
from engine.forms.owing import asked_in_line, conditions, hedge, must, open_judgements, owed, parted
from engine.forms.prose import capital, crowd, listed, the
from engine.verdicts.calls import Call, Called, called
from engine.verdicts.further import Chain, further
from engine.verdicts.prominence import Prominence
from engine.verdicts.solution import Solution
from engine.verdicts.verdict import Status
from treaties.terms import Duty

MOST = 3
"""Instruments that the bottom line names; what is called besides is told below it."""


def bottom_line(
    solution: Solution, found: Called | None = None, chains: tuple[Chain, ...] | None = None
) -> tuple[str, ...]:
    """The sentences of the bottom line, the firmest first.

    >>> from engine import ask
    >>> print(bottom_line(ask("Estonia", by="Russia", on="2026-01-01", rounds=1))[1])
    Nobody is bound to fight.
    """
    found = found or called(solution)
    order = Prominence(solution.setting, solution.graph)
    helping = _firmest(c for c in found.calls if c.helping)
    sentences = [
        *_bound(solution, helping, order),
        *_contested(solution, helping, order),
        *_released(solution, helping, order),
        *_short_of_help(solution, found, helping, order),
        *_attackers(solution, found, order),
        *_nearest(solution, helping, further(solution) if chains is None else chains, order),
    ]
    return tuple(sentences)


def _firmest(calls: Iterable[Call]) -> list[Call]:
    """Of each instrument the firmest article for each state that it binds."""
    kept: list[Call] = []
    told: dict[str, set[str]] = {}
    for call in calls:
        known = told.setdefault(call.treaty.id, set())
        if set(call.states) - known:
            kept.append(call)
            known |= set(call.states)
    return kept


def _bound(solution: Solution, helping: list[Call], order: Prominence) -> Iterator[str]:
    due = [c for c in helping if c.verdict.status in (Status.BOUND, Status.CONDITIONAL)]
    if due:
        more = f"; {len(due) - MOST} more articles are called" if len(due) > MOST + 1 else ""
        shown = due if len(due) <= MOST + 1 else due[:MOST]
        yield _row(owed(solution, c, order, cited=True) for c in shown) + f"{more}."


def _row(said: Iterable[str]) -> str:
    """Sentences in a row, each after the first without its capital article."""
    first, *rest = said
    return "; ".join([first, *(f"the {s[4:]}" if s.startswith("The ") else s for s in rest)])


def _contested(solution: Solution, helping: list[Call], order: Prominence) -> Iterator[str]:
    groups: dict[tuple[Literal, ...], list[Call]] = {}
    for call in helping:
        if call.verdict.status is Status.CONTESTED:
            _, open_ = parted(solution, solution.labels.literals.decode(call.verdict.supports[0]))
            groups.setdefault(tuple(open_), []).append(call)
    for on, calls in list(groups.items())[:2]:
        said = _row(owed(solution, c, order, cited=True) for c in calls[:MOST])
        more = f"; and {len(calls) - MOST} more" if len(calls) > MOST else ""
        asked = "; ".join(asked_in_line(solution.stances.questions[q]) for q, _ in on)
        yield f"Contested, on {open_judgements(len(on))} ({asked}): {said}{more}."


def _released(solution: Solution, helping: list[Call], order: Prominence) -> Iterator[str]:
    barred = [c for c in helping if c.verdict.status is Status.RELEASED]
    if barred:
        yield _row(owed(solution, c, order, cited=True) for c in barred[:MOST]) + "."


def _short_of_help(solution: Solution, found: Called, helping: list[Call], order: Prominence) -> Iterator[str]:
    live = [c for c in helping if c.verdict.status is not Status.RELEASED]
    told = {s for c in live for s in c.states}
    if live and not any(c.duty is Duty.FIGHT for c in live):
        yield "Nobody is bound to fight."
    elif live and not any(c.verdict.status is Status.BOUND for c in live):
        yield "Nobody is bound outright."
    lesser: dict[Duty, dict[str, Call]] = {}
    for call in found.calls:
        if call.duty in (Duty.CONSULT, Duty.RIGHT) and call.verdict.status is not Status.RELEASED:
            for state in call.states:
                if state not in told:
                    lesser.setdefault(call.duty, {}).setdefault(state, call)
    victims = the(solution.setting, *dict.fromkeys(o.object for o in solution.setting.asked_for if o.object))
    if not live:
        yield f"No treaty known here binds anybody to help {victims or 'anybody'} as things stand."
    for duty, states in lesser.items():
        kinds = {c.treaty.members for c in states.values()}
        members = kinds.pop() if len(kinds) == 1 else "states"
        firm = all(c.verdict.status is Status.BOUND for c in states.values())
        instruments = list(dict.fromkeys(c.treaty.name for c in states.values()))
        where = f" ({listed(instruments)})" if len(instruments) <= 2 else ""
        who = capital(crowd(order, order.sorted(states), members))
        yield f"{who} {must(duty, len(states) > 1)}{'' if firm else ', on conditions'}{where}."
    for instrument in found.below[:2]:
        call = instrument.calls[0]
        kind = {"statute": "A statute", "unilateral": "A declaration of its own"}.get(
            str(call.treaty.rank), "A political commitment"
        )
        yield f"{kind}, no treaty, speaks of {the(solution.setting, *call.states[:3])}: {call.treaty.name}."


def _attackers(solution: Solution, found: Called, order: Prominence) -> Iterator[str]:
    calls = [c for c in sorted((c for i in found.attackers for c in i.calls), key=lambda c: c.order) if c.helping]
    live = _firmest(c for c in calls if c.verdict.status is not Status.RELEASED)
    if live:
        said = []
        for call in live[:MOST]:
            _, open_ = parted(solution, solution.labels.literals.decode(call.verdict.supports[0]))
            doubt = f", on {open_judgements(len(open_))}" if open_ else ""
            said.append(owed(solution, call, order, cited=True) + doubt)
        yield f"On the attacker's side: {'; '.join(said)}."


def _nearest(solution: Solution, helping: list[Call], chains: tuple[Chain, ...], order: Prominence) -> Iterator[str]:
    """The nearest chain on the side that has nobody yet, else the nearest of all; those that wait for the same acts with it."""
    ours = any(c.verdict.status is not Status.RELEASED for c in helping)
    wanted = [c for c in chains if c.attackers is ours] or list(chains)
    if not wanted:
        return
    first = wanted[0]
    alike = [
        c
        for c in wanted
        if c.acts == first.acts and c.attackers is first.attackers and c.distance.total <= first.distance.total + 1
    ]
    said = [told_states(c, order) for c in alike[:MOST]]
    side = "the other side" if first.attackers else "the side attacked"
    first_acts = conditions(solution, first.acts)
    doubt = max(len(c.judgements) for c in alike[:MOST])
    least = min(len(c.judgements) for c in alike[:MOST])
    open_ = f", on {open_judgements(least)}{' or more' * (doubt != least)}" if doubt else ""
    yield f"Nearest on {side}: {listed(said)}{f' if {first_acts}' if first_acts else ''}{open_}."


def told_states(chain: Chain, order: Prominence) -> str:
    """The states of a chain, with the softening that its text asks for."""
    who = crowd(order, chain.states, chain.clause.treaty.members)
    soft = hedge(chain.judged.ground)
    return f"{who} ({soft})" if soft else who
