"""The record of a world against the same war acted out: under every set of answers the same is so in the end."""

from __future__ import annotations

import random

from engine.cascade.cascade import Cascade
from engine.setting.graph import ObligationGraph
from engine.setting.setting import set_out
from tests.cascade.test_rules_of_law import NEW, OLD, hits, pact
from tests.support.acted_out import War
from tests.support.crowds import world
from tests.support.each import each
from tests.support.holding import record
from tests.support.plainly import Escalation, OneByOne
from tests.support.worlds import consequences, of
from treaties.models.scenario import Scenario

TOLD = {"called": 3, "arisen": 3, "due": 3, "casus": 3, "belligerent": 2, "attacked": 2}
"""The arguments of the facts compared; what bears a side besides is a step on the way."""
CONDITIONS = (
    {"kind": "attackers", "at_least": 2},
    {"kind": "assists", "state": "italy"},
    {"kind": "no-war-with", "states": ["poland"]},
    {"kind": "joined-by", "among": ["poland", "spain"]},
)


def compared(seed: int, runs: tuple[Escalation, ...]) -> int:
    """Whether all hold under a few sets of answers; how many facts held."""
    dice, held = random.Random(seed), 0
    for run in runs:
        record = run.run()
        for likely in (0.95, 0.8, 0.6):
            answers = {q.id: dice.random() < likely for q in run.questions}
            answers |= {
                i: dice.random() < 0.5
                for i in answers
                if i.startswith(("lawful-defence", "rule:attacker-f"))
            }
            ours = {
                f
                for f in consequences(record, answers.items())
                if len(f.args) == TOLD.get(f.kind)
            }
            theirs = War(run.setting, run.graph, answers).facts()
            assert ours == theirs, (seed, sorted(ours - theirs), sorted(theirs - ours))
            held += len(ours)
    return held


def test_a_strike_in_one_war_calls_nothing_in_another() -> None:
    """Germany may strike Poland as the friend of Italy, whom Poland attacked, and as that of France, who attacked it."""
    pairs = (
        ("france", "germany"),
        ("germany", "italy"),
        ("france", "poland"),
        ("spain", "poland"),
    )
    spared = {"kind": "no-war-with", "states": ("italy",)}
    law = of(
        [
            pact(*pair, number=n, conditions=(spared,) if n == 3 else ())
            for n, pair in enumerate(pairs)
        ]
    )
    events = (hits("france", "poland"), hits("poland", "italy"))
    scenario = Scenario(on=NEW, events=events, background=False)
    graph = ObligationGraph(law, NEW)
    made = Escalation(set_out(law, scenario), graph)
    made.run()
    assert {
        side for a, v, side in made.fighting.made if (a, v) == ("germany", "poland")
    } == {(0, 1), (1, 0)}
    assert {
        key for key in made.duties.calls.pools if key[:2] == ("pact-3:1", "poland")
    } == {("pact-3:1", "poland", (0, 1))}
    for seed in range(30):
        compared(seed, (Escalation(set_out(law, scenario), graph),))


@each("block", range(20), most=5)
def test_small_crowded_worlds(block: int) -> None:
    held = 0
    for seed in range(10 * block, 10 * block + 10):
        law, scenario = world(seed, plain=0.6, conditions=CONDITIONS, reserved=False)
        graph = ObligationGraph(law, scenario.on)
        runs = (
            Escalation(set_out(law, scenario), graph),
            Cascade(set_out(law, scenario), graph),
        )
        held += compared(seed, runs)
    assert held > 100


@each("block", range(10), most=3)
def test_what_obligors_share_is_what_each_has_by_itself(block: int) -> None:
    """With every condition and reservation, and with every duty in steps of its own."""
    dice = random.Random(block)
    for seed in range(12 * block, 12 * block + 12):
        law, scenario = world(seed, plain=0.4)
        graph = ObligationGraph(law, scenario.on)
        shared, alone = (
            kind(set_out(law, scenario), graph) for kind in (Escalation, OneByOne)
        )
        one, other = shared.run(), alone.run()
        assert one.blocked == other.blocked
        assert {q.id for q in alone.questions} <= {q.id for q in shared.questions}
        for likely in (1.0, 0.8, 0.6):
            answers = {q.id: dice.random() < likely for q in shared.questions}
            told = [
                {
                    f
                    for f in consequences(r, answers.items())
                    if len(f.args) == TOLD.get(f.kind)
                }
                for r in (one, other)
            ]
            assert told[0] == told[1], seed


def test_who_reserved_something_shares_nothing_and_who_strikes_alone_is_called_by_nobody() -> (
    None
):
    kept = {"state": "italy", "gist": "Only if asked.", "conditions": ("request",)}
    found = record(
        pact("italy", "germany", "france", reservations=(kept,)),
        OLD,
        hits("poland", "germany"),
        rounds=None,
    )
    italys = [
        s for s in found.steps if s.head.kind == "arisen" and s.head.args[0] == "italy"
    ]
    assert {s.head.args[2] for s in italys} == {"germany", "france"}
    assert {(s.rule, s.body[0].kind) for s in italys} == {("reservation", "called")}
    assert {q for s in italys for q, _ in s.literals} == {
        "request:germany>pact-0",
        "request:france>pact-0",
    }
    lone = [
        pact("spain", "poland", obligors=("spain",), beneficiaries=("poland",)),
        pact("spain", "germany", number=1),
    ]
    strikes_its_friend = record(lone, OLD, hits("poland", "germany"), rounds=None)
    pooled = {
        f for s in strikes_its_friend.steps for f in s.body if f.kind == "callable"
    }
    assert pooled == {
        s.head for s in strikes_its_friend.steps if s.head.kind == "callable"
    }
