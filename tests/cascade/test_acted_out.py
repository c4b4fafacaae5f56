"""The record of a world against the same war acted out: under every set of answers the same is so in the end."""

from __future__ import annotations

import random

import pytest

from engine.cascade.by_cost import FAR, ByCost
from engine.cascade.cascade import Escalation
from engine.cascade.graph import ObligationGraph
from engine.cascade.setting import set_out
from tests.acted_out import War
from tests.cascade.test_rules_of_law import NEW, hits, pact
from tests.crowds import world
from tests.worlds import consequences, of
from treaties.scenarios import Scenario

TOLD = {"called": 3, "arisen": 3, "due": 3, "casus": 3, "belligerent": 2, "attacked": 2}
"""The arguments of the facts compared; what bears a side besides is a step on the way."""
CONDITIONS = (
    {"kind": "attackers", "at_least": 2},
    {"kind": "assists", "state": "italy"},
    {"kind": "spares", "states": ["poland"]},
    {"kind": "joined-by", "among": ["poland", "spain"]},
)


def compared(seed: int, runs: tuple[Escalation, ...]) -> int:
    """Whether all hold under a few sets of answers; how many facts held."""
    dice, held = random.Random(seed), 0
    for run in runs:
        record = run.run()
        for likely in (0.95, 0.8, 0.6):
            answers = {q.id: dice.random() < likely for q in run.questions}
            answers |= {i: dice.random() < 0.5 for i in answers if i.startswith(("lawful-defence", "rule:attacker-f"))}
            ours = {f for f in consequences(record, answers.items()) if len(f.args) == TOLD.get(f.kind)}
            theirs = War(run.setting, run.graph, answers).facts()
            assert ours == theirs, (seed, sorted(ours - theirs), sorted(theirs - ours))
            held += len(ours)
    return held


def test_a_strike_in_one_war_calls_nothing_in_another() -> None:
    """Germany may strike Poland as the friend of Italy, whom Poland attacked, and as that of France, who attacked it."""
    pairs = (("france", "germany"), ("germany", "italy"), ("france", "poland"), ("spain", "poland"))
    spared = {"kind": "spares", "states": ("italy",)}
    law = of([pact(*pair, number=n, conditions=(spared,) if n == 3 else ()) for n, pair in enumerate(pairs)])
    events = (hits("france", "poland"), hits("poland", "italy"))
    scenario = Scenario(on=NEW, events=events, background=False)
    graph = ObligationGraph(law, NEW)
    made = Escalation(set_out(law, scenario), graph)
    made.run()
    assert {side for a, v, side in made.fighting.made if (a, v) == ("germany", "poland")} == {(0, 1), (1, 0)}
    assert {key for key in made.duties.calls.pools if key[:2] == ("pact-3:1", "poland")} == {
        ("pact-3:1", "poland", (0, 1))
    }
    for seed in range(30):
        compared(seed, (Escalation(set_out(law, scenario), graph),))


@pytest.mark.parametrize("block", range(20))
def test_small_crowded_worlds(block: int) -> None:
    held = 0
    for seed in range(10 * block, 10 * block + 10):
        law, scenario = world(seed, plain=0.6, conditions=CONDITIONS, reserved=False)
        graph = ObligationGraph(law, scenario.on)
        runs = (Escalation(set_out(law, scenario), graph), ByCost(set_out(law, scenario), graph, horizon=FAR))
        held += compared(seed, runs)
    assert held > 100
