"""What is looked for within so many further acts is all that the whole derivation has there, and nothing else."""

from __future__ import annotations

from collections import Counter

from hypothesis import given

from engine.cascade.cascade import Cascade
from engine.cascade.depth import depth_of
from engine.labels.labels import Labels
from engine.record.question_ids import kind_of
from engine.record.questions import FURTHER, Literal
from engine.setting.graph import ObligationGraph
from engine.setting.setting import set_out
from tests.cascade.test_by_cost import ARGUMENTS
from tests.support.each import each
from tests.support.plainly import Escalation
from tests.support.real import nearest, real_worlds
from tests.support.sampling import examples
from tests.support.worlds import laws, scenarios
from treaties.models.corpus import Corpus
from treaties.models.scenario import Scenario
from treaties.vocabulary.terms import Presumption

MORE, ACTS = 2, 2
Way = frozenset[Literal]


def acts(way: Way, settled: set[str]) -> Way:
    """The further acts of a way."""
    return frozenset(
        (q, yes) for q, yes in way if yes and q not in settled and kind_of(q) in FURTHER
    )


def others(way: Way, settled: set[str]) -> int:
    """Its other open answers."""
    return sum(q not in settled for q, _ in way - acts(way, settled))


def bases(labels: Labels, record: object, settled: set[str]) -> dict[Literal, int]:
    """For each duty performed on the events as given: the least other answers that it rests on."""
    found: dict[Literal, int] = {}
    for step in record.steps:  # type: ignore[attr-defined]
        for performs in acts(frozenset(step.literals), settled):
            for mask in labels[step.body[0]] if step.body else (0,):
                way = frozenset(labels.literals.decode(mask)) | frozenset(step.literals)
                if kind_of(performs[0]) == "performs" and acts(way, settled) == {
                    performs
                }:
                    found[performs] = min(others(way, settled), found.get(performs, 99))
    return found


def compared(
    law: Corpus, scenario: Scenario, *, limit: int, graph: ObligationGraph | None = None
) -> Counter[int]:
    """Hold every fact of the whole derivation against what is looked for; returns how many ways have how many acts."""
    graph = graph or ObligationGraph(law, scenario.on)
    whole = Escalation(set_out(law, scenario), graph)
    record = whole.run()
    settled = {q.id for q in whole.questions if q.presumed is not Presumption.OPEN}
    theirs = Labels(
        record,
        settled,
        limit=limit,
        budget=limit * 100,
        horizon=None if limit > 1000 else 6,
    )
    seen: Counter[int] = Counter()
    if theirs.exact_below is not None and theirs.exact_below <= 6:
        return seen
    base = bases(theirs, record, settled)
    for far in (0, 1):
        near = Cascade(set_out(law, scenario), graph, depth_of(None, None, far)).run()
        ours = Labels(near, settled, limit=limit, budget=limit * 100, far=far)
        assert ours.exact_below is None

        def inside(way: Way, far: int = far) -> bool:
            done = acts(way, settled)
            least = min(
                (base[a] for a in done if a in base),
                default=max(base.values(), default=0),
            )
            return not done or (
                len(done) <= ACTS * far and others(way, settled) <= least + MORE
            )

        for fact in {**record.rounds, **near.rounds}:
            if len(fact.args) == ARGUMENTS.get(fact.kind):
                got, all_ = (
                    {frozenset(x.literals.decode(m)) for m in x[fact]}
                    for x in (ours, theirs)
                )
                short = {w for w in all_ if sum(q not in settled for q, _ in w) <= 6}
                got = {w for w in got if sum(q not in settled for q, _ in w) <= 6}
                assert got == {w for w in short if inside(w)}, (far, scenario, fact)
                seen.update(len(acts(w, settled)) for w in got)
    return seen


@examples(90)
@given(laws(), scenarios())
def test_small_crowded_worlds(law: Corpus, scenario: Scenario) -> None:
    compared(law, scenario, limit=5000)


@each("part", range(16), most=2)
def test_real_worlds(part: int, law: Corpus) -> None:
    seen: Counter[int] = Counter()
    for scenario in real_worlds(law)[part::16]:
        seen += compared(law, scenario, limit=1000, graph=nearest(law, scenario, 5))
    assert seen[0] > 30
    assert seen[2] > 10
