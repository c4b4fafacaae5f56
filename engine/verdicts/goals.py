"""Goals, as facts of a state: that it is drawn in, or that make it owe one kind of duty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.record.facts import Fact
from engine.record.verdict import lowered
from treaties.support.grouping import grouped
from treaties.vocabulary.kinds_of_duty import HELP
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:
    from engine.verdicts.solution import Solution


def goals(answer: Solution, state: str, duty: str = HELP) -> tuple[Fact, ...]:
    """Find the facts that each make the state owe a binding duty of that kind, under the answer's reading.

    Args:
        answer: the solution.
        state: the id of the state.
        duty: the kind of duty; `help` for any that draws a state in.
    """
    return all_goals(answer, duty).get(state, ())


def all_goals(answer: Solution, duty: str = HELP) -> Mapping[str, tuple[Fact, ...]]:
    """Collect, for each state of an answer, the facts that make it owe a binding duty of that kind."""
    clauses: dict[str, bool] = {}
    for key, clause in answer.graph.clauses.items():
        weighed = lowered(
            clause.obligation.duty,
            answer.asked,
            clause.treaty.id,
            clause.obligation.article,
        )
        wanted = weighed.drawn_in if duty == HELP else weighed is Duty(duty)
        clauses[key] = wanted and clause.treaty.rank.binding
    due = (
        f
        for f in answer.record.rounds
        if f.kind == "due" and len(f.args) == 3 and clauses[f.args[1]]
    )
    found = grouped((fact.args[0], fact) for fact in due)
    return {state: tuple(sorted(facts)) for state, facts in sorted(found.items())}
