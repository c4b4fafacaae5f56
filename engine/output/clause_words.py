"""Articles in words: who must do what for whom, with the citation in brackets, and the judgements on which the duty
depends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.findings.calls import (
    TriggeredArticle,
    strongest_per_state,
    triggered_articles,
)
from engine.findings.findings import Findings
from engine.output.owing import duty_in_words, events_and_judgements, reference
from engine.output.prose import NAMED, crowd, foremost, listed, number, the
from engine.record.questions import Literal
from engine.record.verdict import Status
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Duty


def in_a_row(solution: Findings, calls: Iterable[TriggeredArticle]) -> str:
    """Return triggered articles as one sentence without its full stop; articles with the same duty share the verb."""
    same = grouped((_doing(solution, call, many=True), call) for call in calls)
    return "; ".join(_same_duty(solution, calls) for calls in same.values())


def judgements(solution: Findings, call: TriggeredArticle) -> tuple[Literal, ...]:
    """Return the judgements in the nearest support of a triggered article, that is, in the set of answers that suffices
    for its duty and is the least far away.
    """
    open_ = call.verdict.status in (Status.CONTESTED, Status.CONDITIONAL)
    return tuple(events_and_judgements(solution, call.verdict)[1] if open_ else ())


def _same_duty(solution: Findings, calls: list[TriggeredArticle]) -> str:
    """Word calls by which one duty is owed, each obligor with what binds it."""
    first = calls[0]
    cited = [f"({reference(call.clause)})" for call in calls]
    if len(calls) == 1:
        return f"{_who(solution, first)} {_doing(solution, first)} {cited[0]}"
    each = [_who(solution, *pair) for pair in zip(calls, cited, strict=True)]
    return f"{listed(each)} {_doing(solution, first, many=True)}".replace(",,", ",")


def _doing(solution: Findings, call: TriggeredArticle, *, many: bool = False) -> str:
    """Word what a call makes its obligors do, for whom; `many` as of several."""
    shown = replace(call, states=("", "")) if many else call
    return duty_in_words(solution, shown, _toward(solution, call))


def _toward(solution: Findings, call: TriggeredArticle) -> str:
    """Name the beneficiaries of a call: all the attacked states, or those that were attacked last."""
    order, attacked = solution.display_order, solution.setting.attacked
    last = [s for s in call.beneficiaries if s in order.last]
    owed = last or list(call.beneficiaries)
    if len(owed) > NAMED and set(owed) == set(attacked):
        return "all the attacked states"
    return crowd(order, owed, "states")


def _who(solution: Findings, call: TriggeredArticle, cited: str = "") -> str:
    """Name the obligors, with the bracket that cites what binds them; of a group the weightiest behind the bracket."""
    setting = solution.setting
    fighting = set(call.fighting)
    apart = [s for s in call.states if s not in setting.attacked or s not in fighting]
    bound = tuple(apart) or call.states
    who, aside = the(setting, *bound), ""
    if fighting.issuperset(bound):
        aside = ", already in the war"
    if len(bound) > NAMED:
        who = _group(solution, call, set(bound))
        if first := foremost(solution.display_order, list(bound), NAMED):
            aside = f", among them {the(setting, *first)}"
    comma = "," if aside else ""
    return f"{who}{f' {cited}' if cited else ''}{aside}{comma}"


def _group(solution: Findings, call: TriggeredArticle, bound: set[str]) -> str:
    """Count the obligors of a call: `the` where they are all parties but those that fight anyway."""
    setting = solution.setting
    parties = set(call.treaty.parties_on(setting.on))
    sides = {*setting.attacked, *setting.attacking}
    other = "other " if parties.issuperset(call.beneficiaries) else ""
    all_bound = parties - sides <= bound
    the_ = "the " if all_bound and (other or parties.isdisjoint(sides)) else ""
    return (
        f"{the_}{number(len(bound))} {other}{call.treaty.members_on(setting.on, bound)}"
    )


def in_figures(solution: Findings) -> str:
    """Return one sentence with the number of states that certainly must act at once, by article, and the number whose duty
    depends on open judgements or acts.

    >>> from engine import ask
    >>> in_figures(ask("Estonia", by="Russia", on="2026-01-01", rounds=1)).endswith("; nobody must fight")
    True
    """
    helping = [c for c in triggered_articles(solution).calls if c.helping]
    firm = [c for c in strongest_per_state(helping) if c.verdict.status is Status.BOUND]
    open_ = {s for c in helping for s in c.states} - {s for c in firm for s in c.states}
    due = ", ".join(
        f"{len(c.states)} must {c.duty.verb.partition(',')[0]} ({reference(c.clause)})"
        for c in firm
    )
    none = (
        ""
        if any(c.duty is Duty.FIGHT for c in firm)
        else f"nobody must {'fight' if firm else 'help'}"
    )
    doubt = (
        (
            none and f"{none} beyond doubt",
            f"{len(open_)} only if what is open goes one way",
        )
        if open_
        else (none,)
    )
    return "; ".join(filter(None, (due, *doubt)))
