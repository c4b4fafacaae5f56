"""Allies of an attacker that may have to fight if an unbound great power steps in."""

from __future__ import annotations

from collections.abc import Iterable

from engine.findings.calls import triggered_articles
from engine.findings.findings import Findings
from engine.findings.unbound import Lack, Unbound
from treaties.support.grouping import grouped


def allies_if_joined(
    solution: Findings, found: Iterable[Unbound]
) -> tuple[str, list[str]] | None:
    """Return the attacker whose allies may have to fight if an unbound great power steps in, with the ids of these
    allies. Return None if there are no such allies, if a great power is bound already, if no great power is free to
    step in, or if it is doubtful that anybody uses force.

    Args:
        solution: the answer.
        found: the states that are not bound to help.
    """
    great = solution.display_order.great
    by_lack = grouped((u.reasons[0].lack is Lack.ALLY_ATTACKS, u) for u in found)
    rivals, others = by_lack.get(True, []), by_lack.get(False, [])
    free = any(great(u.state) for u in others)
    calls = triggered_articles(solution).calls
    bound = any(great(s) for c in calls if c.helping for s in c.states)
    acts = solution.setting.asked_for
    force = any(o.kind.forcible and not o.kind.doubtful for o in acts)
    if not rivals or not free or not force or bound:
        return None
    return next(iter(grouped((u.reasons[0].party, u.state) for u in rivals).items()))
