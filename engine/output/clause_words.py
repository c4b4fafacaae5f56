"""Articles in words: who must do what for whom, with the citation in brackets, and the judgements on which the duty
depends.
"""

from __future__ import annotations

from engine.findings.calls import (
    TriggeredArticle,
    strongest_per_state,
    triggered_articles,
)
from engine.findings.findings import Findings
from engine.output.first_lines.duty import clause_cited
from engine.output.owing import (
    duty_in_words,
    obligors_in_words,
    reference,
)
from engine.output.prose import crowd
from engine.record.verdict import Status
from treaties.vocabulary.terms import Duty


def in_full(solution: Findings, call: TriggeredArticle) -> str:
    """Return a triggered article as a clause: who must do what for whom, with the citation in brackets."""
    toward = crowd(solution.display_order, call.beneficiaries, "attacked states")
    doing = duty_in_words(solution, call, toward)
    return f"{obligors_in_words(solution, call)} {doing} {clause_cited(call.clause)}"


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
