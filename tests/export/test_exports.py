"""Other people's reasoners find in our exports what we found ourselves."""

from __future__ import annotations

import os
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from engine.answer import Answer
from engine.export import clingo, problog
from engine.labels.labelling import labels
from engine.labels.labels import Labels
from engine.labels.program import ground
from engine.labels.reduction import reduced
from engine.verdicts.goals import all_goals, goals
from engine.world import World
from tests import HOME
from tests.derivations import GOAL, derivation, questions_of, worlds
from tests.oracles import clingo_finds_another, clingo_supports, problog_odds
from tests.worlds import answer, laws, scenarios
from treaties.corpus import Corpus
from treaties.scenarios import Scenario

pytest.importorskip("clingo")
pytest.importorskip("problog")

SHIPPED = sorted(p.stem for p in (HOME / "treaties" / "scenarios").glob("*.toml"))


def test_labels_are_the_supports_that_clingo_finds() -> None:
    found = 0
    for seed in range(1200):
        record = derivation(seed)
        labels = Labels(record, limit=10**6, budget=10**9)
        ours = {frozenset(labels.literals.decode(m)) for m in labels[GOAL]}
        theirs = clingo_supports(clingo.program(record.steps, labels.literals.ids, {}, {"goal": [GOAL]}), "goal")
        assert ours == theirs, seed
        found += len(ours)
    assert found > 1000


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(laws(), scenarios())
def test_small_corpora_too(law: Corpus, scenario: Scenario) -> None:
    whole = answer(law, scenario)
    program = clingo.to_clingo(whole)
    decode = whole.labels.literals.decode
    stance = whole.stances.under(None)
    for state, facts in all_goals(whole).items():
        ours = stance.restrict(m for f in facts for m in whole.labels[f])
        assert {frozenset(decode(m)) for m in ours} == clingo_supports(program, state)


SMALL = ("kursk-before-the-treaty", "kursk-troops", "one-strike-and-stop", "shen-chain", "strikes-on-a-co-belligerent")
"""Scenarios small enough that clingo lists every support of every state."""
CROWDED = tuple(s for s in SHIPPED if s not in SMALL)
FEW = 4
"""Open answers up to which clingo is asked for supports in a crowded world."""


def test_shipped_scenarios_have_the_supports_that_clingo_finds(world: World) -> None:
    for scenario in SMALL:
        whole = world.ask(scenario=scenario)
        program = clingo.to_clingo(whole)
        for state in all_goals(whole):
            assert _supports(whole, state) == clingo_supports(program, state), (scenario, state)


@pytest.mark.parametrize("scenario", CROWDED if os.environ.get("CASUS_LONG") else CROWDED[:1])
def test_clingo_finds_no_support_besides_ours_in_a_crowded_world(world: World, scenario: str) -> None:
    """All crowded scenarios with CASUS_LONG=1. That each support suffices and is minimal is shown by `test_laws`."""
    whole = world.ask(scenario=scenario, budget=0)
    program = clingo.to_clingo(whole, most=FEW)
    targets = list(all_goals(whole))
    for state in targets[:: 1 + len(targets) // 3]:
        ours = _supports(whole, state)
        if frozenset() not in ours:
            assert not clingo_finds_another(program, state, ours)


def _supports(whole: Answer, state: str) -> set[frozenset[tuple[str, bool]]]:
    stance = whole.stances.under(whole.asked)
    found = labels(reduced(ground(whole.record.steps, goals(whole, state), whole.labels.literals, stance)))
    assert found.sure > FEW
    return {frozenset(whole.labels.literals.decode(m)) for m in found.goal}


def test_odds_are_those_of_problog() -> None:
    """Brute force over all answers is the judge of the export's meaning; a thousand more are in `test_odds`."""
    for seed in range(120):
        record = derivation(seed)
        names = questions_of(record)
        chances = {q: Fraction(i + 1, i + 3) for i, q in enumerate(names)}
        brute = Fraction(0)
        for answers, holds in worlds(record):
            if holds:
                weight = Fraction(1)
                for q, yes in answers.items():
                    weight *= chances[q] if yes else 1 - chances[q]
                brute += weight
        program = problog.program(record.steps, names, {}, {"goal": [GOAL]}, chances)
        assert problog_odds(program)["goal"] == pytest.approx(float(brute))
