"""Next steps that the first lines of an answer name: on which side, and which states they bind."""

from __future__ import annotations

from engine.findings.calls import TriggeredArticle
from engine.findings.findings import Findings
from engine.findings.further import Chain, all_bound, further, nearest_step
from engine.question.topic import Side
from engine.record.questions import Literal
from engine.ruling.states import calls_of_side, owed_of


def help_to_attackers(solution: Findings) -> list[TriggeredArticle]:
    """Return the articles of help that are triggered for the attackers."""
    return [c for c in calls_of_side(solution, Side.ATTACKER) if c.helping]


def helping_attackers(solution: Findings) -> set[str]:
    """Return the ids of the states that must help the attackers, at once or after the nearest step."""
    steps = nearest_step(solution, *open_chains(solution))
    at_once = {s for c in help_to_attackers(solution) for s in c.states}
    return at_once.union(*(all_bound(solution, c) for c in steps if c.attackers))


def open_chains(solution: Findings) -> tuple[tuple[Chain, ...], set[Literal]]:
    """Return the chains of further duties on each side that no great power must help, and the judgements that the first
    lines of the answer already name.
    """
    order = solution.display_order
    sides = {
        attackers: [c for c in calls_of_side(solution, side) if c.helping]
        for attackers, side in ((False, Side.VICTIM), (True, Side.ATTACKER))
    }
    great = {
        attackers: any(order.great(s) for c in calls for s in c.states)
        for attackers, calls in sides.items()
    }
    known = {x for c in sides[False] for x in owed_of(solution, c).on}
    return tuple(c for c in further(solution) if not great[c.attackers]), known
