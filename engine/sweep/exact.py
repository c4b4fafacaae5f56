"""One pair by the traversal itself: the reference that the compiled law must equal, and the way out where it can't."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from engine.cascade.graph import ObligationGraph
from engine.sweep.tally import GROUPS, Counts, group_of
from engine.verdicts.judging import Verdicts
from engine.verdicts.solution import Solution, solve
from treaties.models.corpus import Corpus
from treaties.models.reading import Reading
from treaties.models.scenario import Event, Scenario
from treaties.vocabulary.terms import EventKind


def question(attacker: str, victim: str, on: date) -> Scenario:
    """The question of a sweep as a scenario: an armed attack on the victim's home territory."""
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
    """The answer to one pair on the day of the graph; one round asks only what follows at once."""
    scenario = question(attacker, victim, graph.on)
    return solve(corpus, scenario, readings=readings, rounds=rounds, horizon=None, graph=graph)


def tallies(answer: Solution, readings: Iterable[Reading | None]) -> list[Counts]:
    """Who stands how at once, for each reading (None for the text and its presumptions alone)."""
    found = []
    for reading in readings:
        groups: dict[str, list[str]] = {g: [] for g in GROUPS}
        for state, grounds in answer.grounds.items():
            if state in answer.setting.principals:
                continue
            chosen = [g for g in grounds if reading or g.round <= 1]
            verdict = Verdicts(answer.stances, reading).best(chosen)
            if verdict.ground >= 0 and (group := group_of(verdict)):
                groups[group].append(state)
        found.append(Counts(**{g: tuple(sorted(names)) for g, names in groups.items()}))
    return found
