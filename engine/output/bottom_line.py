"""The bottom line: who is bound to what by which instrument, what is contested and on what, what is nearest where nobody is bound.

Made by rule from what is called at once and from the chains; every form leads with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from engine.output.owing import claim, conditions, does, mark, must, open_judgements, parted, reference, references, who
from engine.output.prose import capital, crowd, listed, number, the
from engine.verdicts.calls import TriggeredArticle, TriggeredArticles, called
from engine.verdicts.further import Chain, further
from engine.verdicts.prominence import DisplayOrder
from engine.verdicts.solution import Solution
from engine.verdicts.verdict import Status
from treaties.vocabulary.names import instrument_in_line
from treaties.vocabulary.terms import Duty

MOST = 3
"""Instruments that a sentence of the bottom line names; what is called besides is told below it."""
SHORT = (Duty.MOBILISE, Duty.CONSULT, Duty.MAY_ASSIST)
"""Duties short of help that the bottom line speaks of."""


def bottom_line(
    solution: Solution, found: TriggeredArticles | None = None, chains: tuple[Chain, ...] | None = None
) -> tuple[str, ...]:
    """The sentences of the bottom line, the firmest first.

    >>> from engine import ask
    >>> print(bottom_line(ask("Estonia", by="Russia", on="2026-01-01", rounds=1))[1])
    Nobody is bound to fight.
    """
    found = found or called(solution)
    order = DisplayOrder(solution.setting, solution.graph)
    helping = firmest(c for c in found.calls if c.helping)
    theirs = sorted((c for i in found.attackers for c in i.calls if c.helping and _live(c)), key=lambda c: c.order)
    taken = [side for side, calls in ((False, helping), (True, theirs)) if any(map(_live, calls))]
    sentences = [
        *_bound(solution, helping, order),
        *_contested(solution, helping, order),
        *_released(solution, helping, order),
        *_short_of_help(solution, found, helping, order),
        *_attackers(solution, theirs, order),
        *_nearest(solution, taken, further(solution) if chains is None else chains, order),
    ]
    return tuple(sentences)


def firmest(calls: Iterable[TriggeredArticle]) -> list[TriggeredArticle]:
    """Of each instrument the firmest article for each state that it binds, and what asks more of it on a word alone."""
    kept: list[TriggeredArticle] = []
    told: dict[tuple[str, str], int] = {}
    for call in calls:
        known = [told.get((call.treaty.id, s)) for s in call.states]
        more = call.verdict.status is Status.CONDITIONAL and any(k is None or call.duty.rank < k for k in known)
        if more or None in known:
            kept.append(call)
            for s in call.states:
                told[call.treaty.id, s] = min(call.duty.rank, told.get((call.treaty.id, s), call.duty.rank))
    return kept


def in_a_row(solution: Solution, calls: Iterable[TriggeredArticle], order: DisplayOrder) -> str:
    """Calls in one sentence without its full stop, those that ask the same told together; the first in small letters."""
    parts = []
    alike: dict[str, list[TriggeredArticle]] = {}
    for call in calls:
        alike.setdefault(does(solution, replace(call, states=call.states[:1])), []).append(call)
    for doing, (first, *rest) in alike.items():
        said = f"{_who(first, order)} {does(solution, first)} ({reference(first.clause)})"
        if rest and not doing.startswith("must"):
            said = "; ".join([said, *(f"{_who(c, order)} {does(solution, c)} ({reference(c.clause)})" for c in rest)])
        elif rest:
            said += f", and so must {listed(f'{_who(c, order)} ({reference(c.clause)})' for c in rest)}"
        parts.append(said)
    return "; ".join(parts)


def _who(call: TriggeredArticle, order: DisplayOrder) -> str:
    """Those bound; where many are, those attacked are not told to owe one another help."""
    victims = order.setting.attacked
    others = tuple(s for s in call.states if s not in victims or s not in call.fighting)
    if 0 < len(others) < len(call.states):
        call = replace(call, states=others, fighting=tuple(s for s in call.fighting if s in others))
    return who(call, order)


def _bound(solution: Solution, helping: list[TriggeredArticle], order: DisplayOrder) -> Iterator[str]:
    due = [c for c in helping if c.verdict.status in (Status.BOUND, Status.CONDITIONAL)]
    if due:
        widest = max(due, key=lambda c: (c.verdict.status is Status.BOUND, len(c.states)))
        shown = due if len(due) == MOST + 1 else due[:MOST] if widest in due[:MOST] else [*due[: MOST - 1], widest]
        left = len(due) - len(shown)
        more = f"; {number(left)} more articles are called" if left else ""
        yield f"{capital(in_a_row(solution, shown, order))}{more}."


def _contested(solution: Solution, helping: list[TriggeredArticle], order: DisplayOrder) -> Iterator[str]:
    groups: dict[tuple[str, ...], list[TriggeredArticle]] = {}
    for call in helping:
        if call.verdict.status is Status.CONTESTED:
            _, open_ = parted(solution, solution.labels.literals.decode(call.verdict.supports[0]))
            groups.setdefault(tuple(claim(solution, x) for x in open_), []).append(call)
    shown = list(groups.items())[:2]
    for on, calls in shown:
        more = f", and {number(len(calls) - MOST)} more" if len(calls) > MOST else ""
        said = in_a_row(solution, calls[:MOST], order)
        yield f"Contested, on {open_judgements(len(on))}: {said}{more}, only if {listed(on)}."
    told = {s for _, calls in shown for c in calls for s in c.states}
    rest = order.sorted({s for calls in list(groups.values())[2:] for c in calls for s in c.states} - told)
    if rest:
        yield f"Contested too, on other judgements: {crowd(order, rest, 'states')}."


def _released(solution: Solution, helping: list[TriggeredArticle], order: DisplayOrder) -> Iterator[str]:
    barred = [c for c in helping if c.verdict.status is Status.RELEASED]
    if barred:
        yield f"{capital(in_a_row(solution, barred[:MOST], order))}."


def _short_of_help(
    solution: Solution, found: TriggeredArticles, helping: list[TriggeredArticle], order: DisplayOrder
) -> Iterator[str]:
    live = [c for c in helping if _live(c)]
    told = {s for c in live for s in c.states}
    victims = the(solution.setting, *solution.setting.attacked)
    if not live:
        yield f"No treaty known here binds anybody to help {victims or 'anybody'} as things stand."
    elif not any(c.verdict.status is Status.BOUND for c in live):
        yield "Nobody is bound outright to help."
    elif not any(c.duty is Duty.FIGHT for c in live):
        yield "Nobody is bound to fight."
    yield from _lesser(found, told, order, weighty=bool(live))
    yield from _below(solution, found, told, order, weighty=bool(live))


def _lesser(found: TriggeredArticles, told: set[str], order: DisplayOrder, *, weighty: bool) -> Iterator[str]:
    """Who has to consult, or may help, and owes no help; where somebody owes help, only where a great power is among them."""
    lesser: dict[Duty, dict[str, TriggeredArticle]] = {}
    for call in found.calls:
        if call.duty in SHORT and call.verdict.status is not Status.RELEASED:
            for state in call.states:
                if state not in told:
                    lesser.setdefault(call.duty, {}).setdefault(state, call)
    said: dict[str, list[tuple[str, str]]] = {}
    for duty, states in lesser.items():
        if weighty and not any(order.great(s) for s in states):
            continue
        kinds = {c.treaty.members for c in states.values()}
        members = kinds.pop() if len(kinds) == 1 else "states"
        firm = all(c.verdict.status is Status.BOUND for c in states.values())
        where = f" ({references(c.clause for c in states.values())})"
        who = capital(crowd(order, order.sorted(states), members))
        said.setdefault(who, []).append((f"{must(duty, len(states) > 1)}{'' if firm else ', on conditions'}", where))
    for who, duties in said.items():
        once = [
            d if where == duties[-1][1] and n + 1 < len(duties) else d + where for n, (d, where) in enumerate(duties)
        ]
        yield f"{who} {listed(once)}."


def _below(
    solution: Solution, found: TriggeredArticles, told: set[str], order: DisplayOrder, *, weighty: bool
) -> Iterator[str]:
    """What stands below a treaty; where somebody owes help, only what speaks of a great power that owes none."""
    said, known = [], set[str]()
    for call in (i.calls[0] for i in found.below):
        states = [s for s in call.states if s not in told and s not in known and (order.great(s) or not weighty)]
        if states and (call.helping or call.duty in SHORT):
            known.update(states)
            whom = the(solution.setting, *states[:3])
            said.append(f"{instrument_in_line(call.treaty.name)} ({call.treaty.rank.phrase}) for {whom}")
    if said:
        yield f"Below a treaty: {'; '.join(said[:2])}."


def _live(call: TriggeredArticle) -> bool:
    return call.verdict.status is not Status.RELEASED


def _attackers(solution: Solution, theirs: list[TriggeredArticle], order: DisplayOrder) -> Iterator[str]:
    live = firmest(theirs)[:MOST]
    if live:
        doubt = {len(parted(solution, solution.labels.literals.decode(c.verdict.supports[0]))[1]) for c in live}
        soft = f", on {open_judgements(max(doubt))}" if max(doubt) else ""
        yield f"On the attacker's side: {in_a_row(solution, live, order)}{soft}."


def _nearest(
    solution: Solution, taken: Collection[bool], chains: tuple[Chain, ...], order: DisplayOrder
) -> Iterator[str]:
    """The nearest chain on a side that has nobody yet, the side attacked first, with those that wait for the same acts.

    A chain that judges somebody's force, and one for the attacker that waits for any judgement, stands only below.
    """
    free = (c for c in chains if c.attackers not in taken and not (c.judgements if c.attackers else c.on_force))
    wanted = sorted(free, key=lambda c: c.attackers)
    if not wanted:
        return
    first = wanted[0]
    alike = [c for c in wanted if (c.acts, c.attackers, c.distance) == (first.acts, first.attackers, first.distance)]
    alike.sort(key=lambda c: (bool(mark(c.clause)), not order.known(c.states[0])))
    more = sum(len(c.states) for c in alike[MOST:])
    alike = alike[:MOST]
    side = "the other side" if first.attackers else "the side attacked"
    acts = conditions(solution, first.acts)
    open_ = f", on {open_judgements(len(first.judgements))}" if first.judgements else ""
    rest = f"; and {number(more)} more" if more else ""
    yield f"Nearest on {side}{open_}{f', if {acts}' if acts else ''}: {told_chains(alike, order)}{rest}."


def told_chains(chains: Iterable[Chain], order: DisplayOrder) -> str:
    """The states of some chains, each with the article."""
    return listed(f"{crowd(order, c.states, c.clause.treaty.members)} ({reference(c.clause)})" for c in chains)
