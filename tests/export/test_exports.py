"""Other people's reasoners find in our exports what we found ourselves."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given

from engine.answer import Answer
from engine.export import clingo, graphs, problog
from engine.labels.labelling import labels
from engine.labels.labels import Labels
from engine.labels.program import ground
from engine.verdicts.goals import all_goals, goals
from tests import HOME
from tests.support.derivations import GOAL, derivation, questions_of, worlds
from tests.support.each import each
from tests.support.oracles import clingo_finds_another, clingo_supports, problog_odds
from tests.support.real import among
from tests.support.sampling import drawn, examples, sampled
from tests.support.worlds import answer, laws, scenarios
from treaties.models.corpus import Corpus
from treaties.models.legs import legs_on
from treaties.models.scenario import Scenario

pytestmark = sampled(3, alone="whole")

pytest.importorskip("clingo")
pytest.importorskip("problog")

SHIPPED = sorted(p.stem for p in (HOME / "treaties" / "scenarios").glob("*.toml"))


def test_labels_are_the_supports_that_clingo_finds() -> None:
    found = 0
    for seed in range(1200):
        record = derivation(seed)
        labels = Labels(record, limit=10**6, budget=10**9)
        ours = {frozenset(labels.literals.decode(m)) for m in labels[GOAL]}
        theirs = clingo_supports(
            clingo.program(record.steps, labels.literals.ids, {}, {"goal": [GOAL]}),
            "goal",
        )
        assert ours == theirs, seed
        found += len(ours)
    assert found > 1000


@examples(40, suppress_health_check=list(HealthCheck))
@given(laws(), scenarios())
def test_small_corpora_too(law: Corpus, scenario: Scenario) -> None:
    whole = answer(law, scenario)
    program = clingo.to_clingo(whole)
    decode = whole.labels.literals.decode
    stance = whole.assignments.under(None)
    for state, facts in all_goals(whole).items():
        ours = stance.restrict(m for f in facts for m in whole.labels[f])
        assert {frozenset(decode(m)) for m in ours} == clingo_supports(program, state)


FEW = 4
"""Open answers up to which clingo is asked for supports in a crowded world."""


@each("name", SHIPPED)
def test_shipped_scenarios_have_the_supports_that_clingo_finds(
    law: Corpus, name: str
) -> None:
    """Every support of every state, where the law is that of the seven states nearest by."""
    whole = among(law, name, 7)
    program = clingo.to_clingo(whole)
    for state in drawn(all_goals(whole), 4):
        assert _supports(whole, state) == clingo_supports(program, state), state


@each("name", SHIPPED)
def test_clingo_finds_no_support_besides_ours_in_a_crowded_world(
    law: Corpus, name: str
) -> None:
    """All supports of few answers among twelve states. That each suffices and is minimal is shown by `test_laws`."""
    whole = among(law, name, 12)
    program = clingo.to_clingo(whole, most=FEW)
    targets = list(all_goals(whole))
    for state in targets[:: 1 + len(targets) // 3]:
        ours = _supports(whole, state)
        if frozenset() not in ours:
            assert not clingo_finds_another(program, state, ours)


def _supports(whole: Answer, state: str) -> set[frozenset[tuple[str, bool]]]:
    stance = whole.assignments.under(whole.asked)
    found = labels(
        ground(whole.record.steps, goals(whole, state), whole.labels.literals, stance)
    )
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


def test_the_law_as_a_graph_is_the_law_of_every_day(law: Corpus) -> None:
    """On every day on which an instrument with a suspended or a named leg changes, the graph has the legs of that day."""
    by_treaty: dict[str, list[tuple[str, str, dict[str, str]]]] = {}
    for a, b, d in graphs.law(law).edges(data=True):
        by_treaty.setdefault(d["treaty"], []).append((a, b, d))
    whole_day = re.compile(r"\d{4}-\d\d-\d\d$")
    for treaty in law.treaties:
        edges = by_treaty.get(treaty.id, [])
        if any(
            k in d and not whole_day.match(d[k])
            for _, _, d in edges
            for k in ("since", "until")
        ):
            continue
        if not treaty.suspensions and not any(
            o.beneficiaries for o in treaty.obligations
        ):
            continue
        for day in {
            date.fromisoformat(d[k])
            for _, _, d in edges
            for k in ("since", "until")
            if k in d
        }:
            held = {
                (a, b, d["article"], d["duty"])
                for a, b, d in edges
                if d["since"] <= day.isoformat() < d.get("until", "9999")
            }
            assert held == {
                (
                    leg.obligor,
                    leg.beneficiary,
                    leg.obligation.article,
                    str(leg.obligation.duty),
                )
                for leg in legs_on(treaty, day)
            }, (treaty.id, day)
