"""The cascade in the order of what it costs against the whole one: the same ways to everything within the horizon."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings

from engine.cascade.by_cost import ByCost
from engine.cascade.cascade import Escalation
from engine.cascade.graph import ObligationGraph
from engine.cascade.setting import set_out
from engine.labels.labels import Labels
from engine.world import shipped
from tests.real import nearest, real_worlds
from tests.worlds import laws, scenarios
from treaties.corpus import Corpus
from treaties.scenarios import Scenario
from treaties.terms import Presumption

ARGUMENTS = {"called": 3, "arisen": 3, "due": 3, "casus": 3, "belligerent": 2, "attacked": 2}
"""Arguments of the facts compared; one more names a side, and who is called on several depends on how far one looks."""
MANY = 1000 if os.environ.get("CASUS_LONG") else 150


def compared(
    law: Corpus,
    scenario: Scenario,
    horizon: int,
    *,
    strikes: int = 10_000,
    steps: int = 1_000_000,
    finish: bool = False,
    graph: ObligationGraph | None = None,
) -> None:
    graph = graph or ObligationGraph(law, scenario.on)
    near = ByCost(set_out(law, scenario), graph, horizon=horizon, strikes=strikes, finish=finish)
    near.steps = steps
    whole = Escalation(set_out(law, scenario), graph)
    ours, theirs = near.run(), whole.run()
    settled = {q.id for q in whole.questions if q.presumed is not Presumption.OPEN}
    made = [Labels(r, settled, horizon=horizon, budget=3_000_000) for r in (ours, theirs)]
    below = horizon + 1 if ours.exact_below is None else ours.exact_below

    def ways(labels: Labels, fact: object) -> set[frozenset[object]]:
        sets = (frozenset(labels.literals.decode(m)) for m in labels[fact])  # type: ignore[index]
        return {s for s in sets if sum(q not in settled for q, _ in s) < below}

    for fact in {**theirs.rounds, **ours.rounds}:
        if len(fact.args) == ARGUMENTS.get(fact.kind):
            assert ways(made[0], fact) == ways(made[1], fact), (scenario, fact)
    assert set(ours.blocked) == set(theirs.blocked)


@settings(max_examples=MANY, deadline=None)
@given(laws(), scenarios())
def test_small_crowded_worlds(law: Corpus, scenario: Scenario) -> None:
    for horizon in (1, 3, 6):
        compared(law, scenario, horizon)
    for finish in (False, True):
        compared(law, scenario, 6, strikes=2, finish=finish)
    for steps in (15, 40):
        compared(law, scenario, 6, steps=steps)


def test_a_war_far_away_is_complete_nearby() -> None:
    """A state that a clause first reaches by its own force has a cost when another calls it, not none."""
    answer = shipped().ask("If Argentina attacks the United Kingdom in the Falklands on 1982-04-02")
    assert (answer.labels.exact_below or 99) > 4


@pytest.mark.parametrize("part", range(6))
def test_real_worlds(part: int, law: Corpus) -> None:
    for scenario in real_worlds(law)[part::6]:
        compared(law, scenario, 4, graph=nearest(law, scenario))


def test_what_is_left_out_is_told() -> None:
    answer = shipped().ask("Poland", by="Germany", on="1939-09-01")
    assert answer.record.partial
    assert not answer.whole.record.partial
    assert answer.whole.record.exact_below is None
    assert len(answer.whole.record.steps) > len(answer.record.steps)
