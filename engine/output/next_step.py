"""The next step: of what may follow, what draws in a great power by one or two acts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from engine.cascade.question_ids import kind_of
from engine.output.owing import conditions, must, only_if, reference
from engine.output.prose import capital, crowd, the
from engine.verdicts.further import Chain
from engine.verdicts.prominence import DisplayOrder
from engine.verdicts.solution import Solution

STEPS = 2
"""Acts that the next step takes at most."""


def next_step(
    solution: Solution, order: DisplayOrder, chains: Iterable[Chain], judged: Collection[str]
) -> Iterator[str]:
    """The nearest step that draws in a great power, as a sentence; nothing where there is none.

    Args:
        solution: the finding.
        order: the order in which states are told.
        chains: what may follow, on the sides that have no great power yet.
        judged: kinds of judgement that the first lines hang on; no step rests on others about force.
    """
    sides = (*solution.setting.attacked, *solution.setting.attacking)
    steps = [
        c
        for c in chains
        if len(c.acts) <= STEPS
        and (len(c.acts) == 1 or c.principal in sides)
        and order.great(c.states[0])
        and {kind_of(q) for q, _ in (c.judgements if c.attackers else c.on_force)} <= set(judged)
        and all(order.weighty(s) or s in sides for s in c.actors)
    ]
    for c in sorted(steps, key=lambda c: (c.distance.total, order.key(c.states[0])))[:1]:
        acts, who = conditions(solution, c.acts), crowd(order, c.states, c.clause.treaty.members)
        doing = must(c.duty, len(c.states) > 1, the(solution.setting, c.beneficiary))
        said = f"{f'if {acts}, ' if acts else ''}{who} {doing}"
        yield f"{capital(said)} ({reference(c.clause)}){only_if(solution, c.judgements)}."
