"""The cascade in the order of what it costs against the whole one: the same ways to everything within the horizon."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from engine.cascade.cascade import Cascade
from engine.cascade.depth import Depth
from engine.labels.labels import Labels
from engine.record.facts import Fact
from engine.setting.graph import ObligationGraph
from engine.setting.setting import set_out
from engine.world import shipped
from tests.support.plainly import Escalation
from tests.support.real import nearest, real_worlds
from tests.support.sampling import examples, sampled
from tests.support.worlds import laws, of, scenarios
from treaties.models.corpus import Corpus
from treaties.models.scenario import Event, Scenario
from treaties.models.treaty import Treaty
from treaties.vocabulary.terms import EventKind, Presumption

ARGUMENTS = {
    "called": 3,
    "arisen": 3,
    "due": 3,
    "casus": 3,
    "belligerent": 2,
    "attacked": 2,
}
"""Arguments of the facts compared; one more names a side, and who is called on several depends on how far one looks."""
MANY = 150


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
    near = Cascade(
        set_out(law, scenario),
        graph,
        Depth(horizon=horizon, strikes=strikes, finish=finish),
    )
    near.steps = steps
    whole = Escalation(set_out(law, scenario), graph)
    ours, theirs = near.run(), whole.run()
    settled = {q.id for q in whole.questions if q.presumed is not Presumption.OPEN}
    made = [
        Labels(r, settled, horizon=horizon, budget=3_000_000) for r in (ours, theirs)
    ]
    below = horizon + 1 if ours.exact_below is None else ours.exact_below

    def ways(labels: Labels, fact: object) -> set[frozenset[object]]:
        sets = (frozenset(labels.literals.decode(m)) for m in labels[fact])  # type: ignore[index]
        return {s for s in sets if sum(q not in settled for q, _ in s) < below}

    for fact in {**theirs.rounds, **ours.rounds}:
        if len(fact.args) == ARGUMENTS.get(fact.kind):
            assert ways(made[0], fact) == ways(made[1], fact), (scenario, fact)
    assert set(ours.blocked) == set(theirs.blocked)


@examples(MANY)
@given(laws(), scenarios())
def test_small_crowded_worlds(law: Corpus, scenario: Scenario) -> None:
    for horizon in (1, 3, 6):
        compared(law, scenario, horizon)
    for finish in (False, True):
        compared(law, scenario, 6, strikes=2, finish=finish)
    for steps in (15, 40):
        compared(law, scenario, 6, steps=steps)


def test_a_strike_in_one_war_calls_nothing_in_another() -> None:
    """Germany may strike Poland in the war that Poland began against Italy, and as the friend of France in the one
    that France began: in the first Poland struck first and is no victim."""
    pacts = [("france", "germany"), ("germany", "italy"), ("france", "poland")]
    unprovoked = {"kind": "unprovoked"}
    law = of(
        Treaty.model_validate(
            {
                "id": f"pact-{n}",
                "title": f"Pact {n}",
                "parties": parties,
                "signed": "1925-01-01",
                "in_force": "1925-01-01",
                "sources": ("s",),
                "obligations": [
                    {
                        "article": "1",
                        "duty": "fight",
                        "trigger": "armed-attack",
                        "gist": "Help for whoever is attacked.",
                        "conditions": [unprovoked] if n == 2 else [],
                    }
                ],
            }
        )
        for n, parties in enumerate(pacts)
    )
    attacks = [("france", "poland"), ("poland", "italy")]
    events = tuple(
        Event(kind=EventKind.ARMED_ATTACK, by=(a,), against=(b,)) for a, b in attacks
    )
    scenario = Scenario(on=date(1950, 6, 1), events=events, background=False)
    for horizon in (1, 3, 6):
        compared(law, scenario, horizon)
    whole = Labels(
        Escalation(set_out(law, scenario), ObligationGraph(law, scenario.on)).run()
    )
    ways = [
        whole.literals.decode(m)
        for m in whole[Fact("arisen", ("france", "pact-2:1", "poland"))]
    ]
    assert ways
    assert all(("performs:germany/pact-0:1>france", True) in way for way in ways)


def test_a_war_far_away_is_complete_nearby() -> None:
    """A state that a clause first reaches by its own force has a cost when another calls it, not none."""
    answer = shipped().ask(
        "If Argentina attacks the United Kingdom in the Falklands on 1982-04-02"
    )
    assert (answer.labels.exact_below or 99) > 4


@sampled(1)
@pytest.mark.parametrize("part", range(6))
def test_real_worlds(part: int, law: Corpus) -> None:
    for scenario in real_worlds(law)[part::6]:
        compared(law, scenario, 4, graph=nearest(law, scenario))


def test_what_is_left_out_is_told() -> None:
    answer = shipped().ask("Belgium", by="Germany", on="1914-08-04")
    assert answer.record.partial
    assert not answer.whole.record.partial
    assert answer.whole.record.exact_below is None
    assert len(answer.whole.record.steps) > len(answer.record.steps)
