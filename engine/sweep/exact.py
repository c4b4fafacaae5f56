"""One pair by the traversal itself: the reference that the compiled law must equal, and the way out where it can't."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from engine.answer import Answer
from engine.escalation import Escalation
from engine.graph import ObligationGraph
from engine.setting import set_out
from engine.supports import Labels
from engine.sweep.tally import GROUPS, Tally, group_of
from engine.verdicts import Stances, Status
from treaties.corpus import Corpus
from treaties.readings import Reading
from treaties.scenarios import Event, Scenario
from treaties.terms import EventKind, Presumption


def question(attacker: str, victim: str, on: date) -> Scenario:
    """The question of a sweep as a scenario: an armed attack on the victim's home territory."""
    event = Event(kind=EventKind.ARMED_ATTACK, by=(attacker,), against=(victim,))
    return Scenario(on=on, events=(event,))


def traverse(
    corpus: Corpus, graph: ObligationGraph, attacker: str, victim: str, readings: Sequence[Reading] = (),
    rounds: int | None = 1,
) -> Answer:  # fmt: skip
    """The answer to one pair on the day of the graph; one round asks only what follows at once."""
    scenario = question(attacker, victim, graph.on)
    run = Escalation(set_out(corpus, scenario), graph, rounds=rounds)
    record = run.run()
    settled = [q.id for q in run.questions if q.presumed is not Presumption.OPEN]
    labels = Labels(record, settled)
    stances = Stances(labels.literals, run.questions)
    return Answer(corpus, scenario, run.setting, graph, record, labels, stances, tuple(readings), None)


def tallies(answer: Answer, readings: Iterable[Reading | None]) -> list[Tally]:
    """Who stands how at once, for each reading (None for the text and its presumptions alone)."""
    found = []
    for reading in readings:
        groups: dict[str, list[str]] = {g: [] for g in GROUPS}
        for row in answer.rows:
            verdict = row.by_reading[reading.id] if reading else row.at_once
            if row.status is Status.PRINCIPAL or verdict.ground < 0:
                continue
            if group := group_of(verdict):
                groups[group].append(row.state)
        found.append(Tally(**{g: tuple(sorted(names)) for g, names in groups.items()}))
    return found
