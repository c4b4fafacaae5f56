"""Goals: the facts by which a state is drawn in, or owes one kind of duty."""

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
    """Return the facts that each make a state owe a binding duty of some kind, under the answer's reading.

    Args:
        answer: the solution.
        state: the id of the state.
        duty: the kind of duty; `help` for any that draws the state in.
    """
    return all_goals(answer, duty).get(state, ())


def all_goals(answer: Solution, duty: str = HELP) -> Mapping[str, tuple[Fact, ...]]:
    """Return, for each state, the facts that each make it owe a binding duty of some kind (`help` for any that draws it
    in).
    """
    due = (
        f
        for f in answer.record.rounds
        if f.kind == "due" and len(f.args) == 3 and _wanted(answer, f, duty)
    )
    found = grouped((fact.args[0], fact) for fact in due)
    return {state: tuple(sorted(facts)) for state, facts in sorted(found.items())}


def _wanted(answer: Solution, due: Fact, duty: str) -> bool:
    """Tell whether a duty that is due binds in law and is of some kind."""
    clause = answer.graph.clauses[due.args[1]]
    weighed = lowered(
        clause.obligation.duty,
        answer.asked,
        clause.treaty.id,
        clause.obligation.article,
        due.args[0],
    )
    wanted = weighed.drawn_in if duty == HELP else weighed is Duty(duty)
    return wanted and clause.treaty.rank.binding
