"""An article in words: who must do what for whom, with the citation in brackets."""

from __future__ import annotations

from engine.findings.calls import (
    TriggeredArticle,
)
from engine.findings.findings import Findings
from engine.output.first_lines.duty import clause_cited
from engine.output.owing import (
    duty_in_words,
    obligors_in_words,
)
from engine.output.prose import crowd


def in_full(solution: Findings, call: TriggeredArticle) -> str:
    """Return a triggered article as a clause: who must do what for whom, with the citation in brackets."""
    toward = crowd(solution.display_order, call.beneficiaries, "attacked states")
    doing = duty_in_words(solution, call, toward)
    return f"{obligors_in_words(solution, call)} {doing} {clause_cited(call.clause)}"
