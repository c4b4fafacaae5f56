"""An answer in figures: how many must do what at once, in one line."""

from __future__ import annotations

from engine.output.owing import reference
from engine.verdicts.calls import called, firmest
from engine.verdicts.solution import Solution
from engine.verdicts.verdict import Status
from treaties.vocabulary.terms import Duty


def in_figures(solution: Solution) -> str:
    """How many must do what at once beyond doubt, by which articles; how many only by open judgements or acts.

    >>> from engine import ask
    >>> in_figures(ask("Estonia", by="Russia", on="2026-01-01", rounds=1)).endswith("; nobody must fight")
    True
    """
    helping = [c for c in called(solution).calls if c.helping]
    firm = [c for c in firmest(helping) if c.verdict.status is Status.BOUND]
    open_ = {s for c in helping for s in c.states} - {s for c in firm for s in c.states}
    due = ", ".join(f"{len(c.states)} must {c.duty.verb.partition(' to ')[0]} ({reference(c.clause)})" for c in firm)
    none = "" if any(c.duty is Duty.FIGHT for c in firm) else f"nobody must {'fight' if firm else 'help'}"
    doubt = (none and f"{none} beyond doubt", f"{len(open_)} only if what is open goes one way") if open_ else (none,)
    return "; ".join(filter(None, (due, *doubt)))
