"""An answer in figures: how many must do what at once, in one line."""

from __future__ import annotations

from engine.output.bottom_line import firmest
from engine.output.owing import reference
from engine.verdicts.calls import called
from engine.verdicts.solution import Solution
from engine.verdicts.verdict import Status
from treaties.vocabulary.terms import Duty


def in_figures(solution: Solution) -> str:
    """How many must do what at once beyond doubt, by which articles.

    >>> from engine import ask
    >>> in_figures(ask("Estonia", by="Russia", on="2026-01-01", rounds=1)).endswith("; nobody must fight")
    True
    """
    firm = [c for c in firmest(c for c in called(solution).calls if c.helping) if c.verdict.status is Status.BOUND]
    told = [f"{len(c.states)} must {c.duty.verb.partition(' to ')[0]} ({reference(c.clause)})" for c in firm]
    none = "" if any(c.duty is Duty.FIGHT for c in firm) else "nobody must fight" if firm else "nobody must help"
    return "; ".join(filter(None, (", ".join(told), none)))
