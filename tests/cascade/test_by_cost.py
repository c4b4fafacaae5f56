"""The cascade in the order of what it costs against the whole one: the same ways to everything within the horizon."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from engine.cascade.by_cost import ByCost
from engine.cascade.cascade import Escalation
from engine.cascade.facts import Derivation
from engine.cascade.graph import ObligationGraph
from engine.cascade.setting import set_out
from engine.labels.labels import Labels
from engine.world import shipped
from tests.labels.test_plainly import whole_worlds
from tests.worlds import laws, scenarios
from treaties.corpus import Corpus
from treaties.scenarios import Scenario
from treaties.terms import Presumption

KINDS = ("due", "arisen", "belligerent", "attacked")
CROWDED = 40_000
"""Steps of a whole world beyond which it is left out: the labels of the whole one take minutes there."""


def on_both_sides(record: Derivation) -> bool:
    """Whether a state is derived on both sides of one war: then what a duty is owed in depends on the order of events."""
    at = [(f.args[0], f.args[1].split(".")[0]) for f in record.rounds if f.kind == "belligerent"]
    return len(at) != len(set(at))


def compared(law: Corpus, scenario: Scenario, horizon: int, *, strikes: int = 10_000) -> None:
    graph = ObligationGraph(law, scenario.on)
    near = ByCost(set_out(law, scenario), graph, horizon=horizon, strikes=strikes)
    whole = Escalation(set_out(law, scenario), graph)
    ours, theirs = near.run(), whole.run()
    if len(theirs.steps) > CROWDED or on_both_sides(theirs):
        return
    settled = {q.id for q in whole.questions if q.presumed is not Presumption.OPEN}
    made = [Labels(r, settled, horizon=horizon, budget=3_000_000) for r in (ours, theirs)]
    below = horizon + 1 if ours.exact_below is None else ours.exact_below

    def ways(labels: Labels, fact: object) -> set[frozenset[object]]:
        sets = (frozenset(labels.literals.decode(m)) for m in labels[fact])  # type: ignore[index]
        return {s for s in sets if sum(q not in settled for q, _ in s) < below}

    for fact in theirs.rounds:
        if fact.kind in KINDS:
            assert ways(made[0], fact) == ways(made[1], fact), (scenario, fact)
    assert set(ours.blocked) == set(theirs.blocked)


@settings(max_examples=150, deadline=None)
@given(laws(), scenarios())
def test_small_crowded_worlds(law: Corpus, scenario: Scenario) -> None:
    # Force that stops there wakes its principals when somebody joins, and so depends on the order of events.
    scenario = scenario.model_copy(
        update={"events": tuple(e.model_copy(update={"isolated": False}) for e in scenario.events)}
    )
    for horizon in (1, 3, 6):
        compared(law, scenario, horizon)
    compared(law, scenario, 6, strikes=2)


@pytest.mark.parametrize("part", range(6))
def test_whole_worlds(part: int) -> None:
    law = shipped().corpus
    for scenario in whole_worlds()[part::6]:
        compared(law, scenario, 3 if scenario.on.year < 1945 else 2)


def test_what_is_left_out_is_told() -> None:
    answer = shipped().ask("Estonia", by="Russia", on="2026-01-01")
    assert answer.record.partial
    assert not answer.whole.record.partial
    assert answer.whole.record.exact_below is None
    assert len(answer.whole.record.steps) > len(answer.record.steps)
