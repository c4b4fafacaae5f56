"""Why an instrument that one might expect binds nobody to help those asked about, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from engine.output.failures import reason
from engine.output.prose import capital, listed, the
from engine.verdicts.calls import called
from engine.verdicts.solution import Solution
from engine.verdicts.verdict import Status
from treaties.models.treaty import Treaty
from treaties.vocabulary.terms import Duty, Rank

MOST = 2
"""Reasons that are told of one instrument."""
_RANKS = {
    Rank.POLITICAL: "a political commitment, no treaty",
    Rank.STATUTE: "one state's own law, no treaty",
    Rank.UNILATERAL: "one state's own declaration, no treaty",
}


def why_not(solution: Solution, treaty: str) -> str:
    """Why an instrument binds nobody to help those asked about; empty where it does, if only on an open judgement.

    `treaty` is an id, name or alias; raises `UnknownName` where there is none.

    >>> from engine import ask
    >>> answer = ask("Taiwan", by="China", on="2026-01-01", rounds=1)
    >>> why_not(answer, "us-roc-1954")
    'No longer in force since 1980-01-01.'
    >>> why_not(ask("Estonia", by="Russia", on="2026-01-01", rounds=1), "NATO")
    ''
    """
    held, found = solution.corpus.treaty(treaty), called(solution)
    calls = [c for i in (*found.asked, *found.below, *found.neutral) for c in i.calls if c.treaty.id == held.id]
    if held.rank.binding and any(c.helping and c.verdict.status is not Status.RELEASED for c in calls):
        return ""
    return capital("; ".join(_reasons(solution, held, {c.duty for c in calls}))) + "."


def _reasons(solution: Solution, t: Treaty, duties: set[Duty]) -> Iterator[str]:
    on = solution.setting.on
    asks = listed(d.meaning for d in sorted(duties, key=lambda d: d.rank))
    if t.no_duty:
        yield t.no_duty.rstrip(".")
    elif not t.rank.binding:
        yield _RANKS[t.rank] + (f"; by its words: {asks}" if asks else "")
    elif t.since is None or on < t.since:
        never = "not in force" if t.verified else "not known to be in force"
        yield f"signed on {t.signed}, " + (f"in force only from {t.since}" if t.since else never)
    elif t.until and t.until <= on:
        yield f"no longer in force since {t.until}"
    elif any(o.duty.drawn_in for o in t.obligations):
        yield from _failing(solution, t)
        if asks:
            yield f"called is no more than this: {asks}"
    else:
        promised = asks or listed(d.meaning for d in sorted({o.duty for o in t.obligations}, key=lambda d: d.rank))
        yield "no promise of help" + (f": {promised}" if promised else "")


def _failing(solution: Solution, t: Treaty) -> Iterator[str]:
    """What fails of its articles of help, or that those asked about are not covered by them."""
    victims = list(dict.fromkeys(o.object for o in solution.setting.asked_for if o.object))
    bound = set(solution.corpus.parties_on(t, solution.setting.on))
    covered = bound | {b for o in t.obligations if o.duty.drawn_in for b in o.beneficiaries}
    if outside := [v for v in victims if v not in covered]:
        left = {v: p.until for v in outside for p in t.parties if p.state == v and p.until}
        yield from (f"{the(solution.setting, v)} is no longer bound since {day}" for v, day in left.items())
        if never := [v for v in outside if v not in left]:
            yield f"{the(solution.setting, *never)} {'is' if len(never) == 1 else 'are'} not covered by it"
        return
    helping = {k for k, c in solution.graph.clauses.items() if c.obligation.duty.drawn_in}
    failed = (b for row in solution.rows for b in row.blocked if b.treaty == t.id and b.clause in helping)
    told = list(dict.fromkeys(reason(solution.setting, b) for b in failed if b.beneficiary in victims))
    yield from told[:MOST] or ["none of its articles of help is called"]
