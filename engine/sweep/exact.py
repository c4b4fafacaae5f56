"""Answers for one pair of states by a full cascade, used where the compiled law cannot decide, and to check it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from engine.record.verdict import Status, Verdict
from engine.setting.graph import ObligationGraph
from engine.verdicts.judging import Verdicts
from engine.verdicts.solution import Solution, solve
from treaties.models.corpus import Corpus
from treaties.models.reading import Reading
from treaties.models.scenario import Event, Scenario
from treaties.vocabulary.terms import Duty, EventKind


@dataclass(frozen=True, slots=True)
class Counts:
    """The states drawn in at once, each in its strongest group; the two states at war are in no group. States in the
    first three groups owe help (`fight`, `assist` or `act`); `released` states owe it on the text but may not give it;
    `permitted` states may help but need not; `other` states owe less, such as to consult.
    """

    bound: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    permitted: tuple[str, ...] = ()
    released: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


GROUPS: tuple[str, ...] = tuple(f.name for f in fields(Counts))
_HELP = {
    Status.BOUND: "bound",
    Status.CONDITIONAL: "conditional",
    Status.CONTESTED: "contested",
}


def group_of(verdict: Verdict) -> str:
    """Return the name of the group (see `Counts`) to which a state with this verdict belongs; empty if the state owes
    nothing.

    >>> group_of(Verdict(Status.BOUND, Duty.ACT)), group_of(Verdict(Status.BOUND, Duty.CONSULT))
    ('bound', 'other')
    """
    if verdict.duty is None:
        return ""
    if verdict.status is Status.RELEASED:
        return "released"
    if verdict.duty is Duty.MAY_ASSIST:
        return "permitted"
    return _HELP[verdict.status] if verdict.duty.drawn_in else "other"


def question(attacker: str, victim: str, on: date) -> Scenario:
    """Return the question of a sweep: an armed attack on the victim's home territory.

    Args:
        attacker: the id of the attacker.
        victim: the id of the victim.
        on: the day.
    """
    event = Event(kind=EventKind.ARMED_ATTACK, by=(attacker,), against=(victim,))
    return Scenario(on=on, events=(event,))


def traverse(
    corpus: Corpus,
    graph: ObligationGraph,
    attacker: str,
    victim: str,
    readings: Sequence[Reading] = (),
    rounds: int | None = 1,
) -> Solution:
    """Solve the question for one pair of states by a full cascade.

    Args:
        corpus: the law.
        graph: the obligations of the day.
        attacker: the id of the attacker.
        victim: the id of the victim.
        readings: further readings for which to give verdicts.
        rounds: the number of rounds of the cascade; 1 for what follows at once, None for all.
    """
    scenario = question(attacker, victim, graph.on)
    return solve(
        corpus, scenario, readings=readings, rounds=rounds, horizon=None, graph=graph
    )


def tallies(answer: Solution, readings: Iterable[Reading | None]) -> list[Counts]:
    """Return, for each reading, the states grouped by what they owe at once; the reading None is the text with its
    presumptions.
    """
    found = []
    for reading in readings:
        groups: dict[str, list[str]] = {g: [] for g in GROUPS}
        for state, grounds in answer.grounds.items():
            if state in answer.setting.belligerents:
                continue
            chosen = [g for g in grounds if reading or g.round <= 1]
            verdict = Verdicts(answer.assignments, reading).best(chosen)
            if verdict.ground >= 0 and (group := group_of(verdict)):
                groups[group].append(state)
        found.append(Counts(**{g: tuple(sorted(names)) for g, names in groups.items()}))
    return found
