"""The quick cascade and labels against the plain ones: equal facts, equal labels to the horizon."""

from __future__ import annotations

import random

import pytest

from engine.labels.labels import Labels
from engine.record.facts import Derivation, Fact
from engine.setting.setting import set_out
from tests.labels.test_oracle import random_steps
from tests.support.each import each
from tests.support.plainly import Escalation, OneByOne, PlainLabels
from tests.support.real import nearest, real_worlds
from tests.support.sampling import sampled
from treaties.models.corpus import Corpus
from treaties.vocabulary.terms import Presumption

POOLS = ("callable", "callable-in-law")
NEAR = 4
"""Open answers within which real worlds are compared; the plain way takes minutes for more."""


@each("block", range(10), most=3)
def test_a_thousand_random_derivations(block: int) -> None:
    for seed in range(100 * block, 100 * block + 100):
        dice = random.Random(seed)
        record = Derivation()
        for step in random_steps(dice):
            record.add(step, 1)
        questions = sorted({q for s in record.steps for q, _ in s.literals})
        settled = dice.sample(questions, len(questions) // 3)
        for horizon in (None, 0, 1, 2):
            ours = Labels(
                record, settled, horizon=horizon, limit=10_000, budget=1_000_000
            )
            plain = PlainLabels(record, settled, horizon=horizon)
            for fact in record.number:
                assert _sets(ours, fact) == _sets(plain, fact), (seed, horizon, fact)
            assert (ours.exact_below is None) or plain.exact_below is not None


def _sets(labels: Labels | PlainLabels, fact: Fact) -> set[frozenset[object]]:
    return {frozenset(labels.literals.decode(m)) for m in labels[fact]}


@sampled(1)
@pytest.mark.parametrize("part", range(8))
def test_real_worlds(part: int, law: Corpus) -> None:
    for scenario in real_worlds(law)[part::8]:
        setting, graph = set_out(law, scenario), nearest(law, scenario)
        run, plain = Escalation(setting, graph), OneByOne(setting, graph)
        ours, theirs = run.run(), plain.run()
        apart = {f for f in ours.rounds if f.kind not in POOLS}
        assert apart == {f for f in theirs.rounds if f.kind not in POOLS}, scenario
        asked = {x for s in ours.steps for x in s.literals}
        assert asked == {x for s in theirs.steps for x in s.literals}, scenario
        settled = [q.id for q in run.questions if q.presumed is not Presumption.OPEN]
        quick = Labels(ours, settled, horizon=NEAR, budget=1_000_000)
        slow = PlainLabels(theirs, settled, horizon=NEAR)
        for fact in apart:
            assert _sets(quick, fact) == _sets(slow, fact), (scenario, fact)
