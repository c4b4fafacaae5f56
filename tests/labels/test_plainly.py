"""The quick cascade and labels against the plain ones: equal facts, equal labels to the horizon."""

from __future__ import annotations

import random
from datetime import date

import pytest

from engine.cascade.cascade import Escalation
from engine.cascade.facts import Derivation, Fact
from engine.cascade.graph import ObligationGraph
from engine.cascade.setting import set_out
from engine.labels.labels import Labels
from engine.world import shipped
from tests.labels.test_oracle import random_steps
from tests.plainly import OneByOne, PlainLabels
from treaties.scenarios import Event, Scenario
from treaties.terms import EventKind, Presumption

POOLS = ("callable", "callable-in-law")
NEAR, CROWDED = 3, 2
"""Open answers within which whole worlds are compared, and those after 1945; the plain way takes minutes for more."""


@pytest.mark.parametrize("block", range(10))
def test_a_thousand_random_derivations(block: int) -> None:
    for seed in range(100 * block, 100 * block + 100):
        dice = random.Random(seed)
        record = Derivation()
        for step in random_steps(dice):
            record.add(step, 1)
        questions = sorted({q for s in record.steps for q, _ in s.literals})
        settled = dice.sample(questions, len(questions) // 3)
        for horizon in (None, 0, 1, 2):
            ours = Labels(record, settled, horizon=horizon, limit=10_000, budget=1_000_000)
            plain = PlainLabels(record, settled, horizon=horizon)
            for fact in record.number:
                assert _sets(ours, fact) == _sets(plain, fact), (seed, horizon, fact)
            assert (ours.exact_below is None) or plain.exact_below is not None


def _sets(labels: Labels | PlainLabels, fact: Fact) -> set[frozenset[object]]:
    return {frozenset(labels.literals.decode(m)) for m in labels[fact]}


def whole_worlds() -> list[Scenario]:
    """All cases, all scenarios, and sixty pairs of states from 1820 to 2026."""
    corpus = shipped().corpus
    found = [s for case in corpus.cases if (s := getattr(case, "scenario", None)) and isinstance(s, Scenario)]
    found += corpus.scenarios
    draw = random.Random(1815)
    for i in range(60):
        day = date(1820 + i * 206 // 59, draw.randrange(1, 13), draw.randrange(1, 29))
        there = sorted(s.id for s in corpus.states.all if s.exists_on(day))
        attacker, victim = draw.sample(there, 2)
        event = Event(kind=EventKind.ARMED_ATTACK, by=(attacker,), against=(victim,))
        found.append(Scenario(on=day, events=(event,)))
    return found


@pytest.mark.parametrize("part", range(8))
def test_whole_worlds(part: int) -> None:
    corpus = shipped().corpus
    for scenario in whole_worlds()[part::8]:
        setting, graph = set_out(corpus, scenario), ObligationGraph(corpus, scenario.on)
        run, plain = Escalation(setting, graph), OneByOne(setting, graph)
        ours, theirs = run.run(), plain.run()
        apart = {f for f in ours.rounds if f.kind not in POOLS}
        assert apart == {f for f in theirs.rounds if f.kind not in POOLS}, scenario
        asked = {x for s in ours.steps for x in s.literals}
        assert asked == {x for s in theirs.steps for x in s.literals}, scenario
        settled = [q.id for q in run.questions if q.presumed is not Presumption.OPEN]
        horizon = NEAR if scenario.on.year < 1945 else CROWDED
        quick = Labels(ours, settled, horizon=horizon, budget=1_000_000)
        slow = PlainLabels(theirs, settled, horizon=horizon)
        for fact in apart:
            assert _sets(quick, fact) == _sets(slow, fact), (scenario, fact)
