"""What it costs a state to join, and how far a search goes that takes up the nearest strikes first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import pytest

from engine.cascade.cascade import Cascade
from engine.cascade.depth import FAR, Depth
from engine.labels.labels import Labels
from engine.record.facts import Fact, belligerent
from engine.setting.graph import ObligationGraph
from engine.setting.setting import set_out
from tests.cascade.test_rules_of_law import NEW, OLD, does, hits, pact
from tests.support.crowds import world
from tests.support.plainly import Escalation
from tests.support.worlds import of
from treaties.models.corpus import Corpus
from treaties.models.scenario import Event, Scenario
from treaties.vocabulary.terms import Presumption

ATTACK = hits("poland", "germany")
LINE = ("germany", "italy", "spain", "france", "belgium", "portugal")
TOLD = {"called": 3, "arisen": 3, "due": 3, "casus": 3, "belligerent": 2, "attacked": 2}
FANS = ("italy", "spain", "france", "belgium")
BEHIND = ("portugal", "greece", "turkey", "romania")


def line(states: Iterable[str] = LINE) -> Corpus:
    """Each stands by the one before it alone."""
    pairs = enumerate(pairwise(states))
    return of(
        [pact(b, a, number=n, obligors=(b,), beneficiaries=(a,)) for n, (a, b) in pairs]
    )


def run(law: Corpus, *events: Event, on: date = OLD, **more: object) -> Cascade:
    found = Cascade(
        set_out(law, Scenario(on=on, events=events or (ATTACK,), background=False)),
        ObligationGraph(law, on),
        Depth(**more),  # type: ignore[arg-type]
    )
    found.run()
    return found


def costs(found: Cascade) -> dict[str, int]:
    """What it costs to fight at least, by state."""
    found_ = sorted(
        ((state, cost) for (state, _), cost in found.costs.of.items()), reverse=True
    )
    return dict(found_)


def nearest(labels: Labels, fact: Fact, settled: set[str]) -> int:
    return min(
        (
            sum(q not in settled for q, _ in labels.literals.decode(m))
            for m in labels[fact]
        ),
        default=FAR,
    )


# What joining costs


def test_along_a_line_of_helpers_each_costs_a_strike_and_a_decision_more() -> None:
    found = run(line())
    assert costs(found) == {
        "italy": 1,
        "spain": 3,
        "france": 5,
        "belgium": 7,
        "portugal": 9,
    }
    assert {s: n for (s, _), n in found.costs.since.items()} == {
        "germany": 1,
        "poland": 1,
        "italy": 1,
        "spain": 2,
        "france": 3,
        "belgium": 4,
        "portugal": 5,
    }
    after_the_charter = run(line(LINE[:3]), on=NEW)
    assert costs(after_the_charter) == {"italy": 1, "spain": 3}


def test_what_is_asked_of_the_force_or_the_case_costs_too() -> None:
    two = [pact("italy", "germany"), pact("spain", "germany", number=1)]
    assert costs(run(of(two))) == {"italy": 1, "spain": 1}
    lesser = does("limited-force", "poland", "germany")
    assert costs(run(of(two), lesser)) == {"italy": 2, "spain": 2}
    assert costs(run(of(two), hits("poland", "germany", attributed=False))) == {
        "italy": 2,
        "spain": 2,
    }
    both = does("limited-force", "poland", "germany", attributed=False)
    assert costs(run(of(two), both)) == {"italy": 3, "spain": 3}
    asked = [
        pact("italy", "germany", conditions=("request",)),
        pact("spain", "italy", number=1),
    ]
    assert costs(run(of(asked))) == {"italy": 2, "spain": 4}
    provoked = hits("poland", "germany", unprovoked=False)
    assert costs(run(of(two), provoked, on=NEW)) == {"italy": 2, "spain": 2}


def test_what_is_asked_of_a_strike_adds_to_it_and_anything_else_may_have_been_answered_on_the_way() -> (
    None
):
    """The cost is a lower bound: only a question about this very force cannot have been asked before it."""
    judged = {"kind": "judgement", "id": "danger", "text": "Is there danger?"}
    for per_attack, cost in ((False, 3), (True, 4)):
        asked = judged | {"per_attack": per_attack}
        law = of(
            [
                pact("italy", "germany"),
                pact("spain", "italy", number=1, conditions=(asked,)),
            ]
        )
        assert costs(run(law)) == {"italy": 1, "spain": cost}
    many = [judged | {"id": f"danger-{n}"} for n in range(5)]
    law = of(
        [pact("italy", "germany"), pact("spain", "italy", number=1, conditions=many)]
    )
    assert costs(run(law)) == {"italy": 1, "spain": 6}, (
        "five questions of one text and the decision"
    )


def test_the_cheapest_of_several_calls_counts_whichever_comes_first() -> None:
    for order in ((0, 1), (1, 0)):
        dear = pact("italy", "germany", number=order[0], conditions=("request",))
        cheap = pact("italy", "germany", number=order[1])
        assert costs(run(of([dear, cheap])))["italy"] == 1


def test_a_condition_on_who_fights_costs_what_that_costs() -> None:
    helped = pact(
        "spain",
        "germany",
        number=1,
        conditions=({"kind": "assists", "state": "italy"},),
    )
    found = run(of([pact("italy", "germany"), helped]))
    assert costs(found) == {"italy": 1, "spain": 2}


def test_who_fights_anyway_costs_nothing_more_to_wait_for() -> None:
    helped = pact(
        "spain", "germany", conditions=({"kind": "assists", "state": "france"},)
    )
    assert costs(run(of([helped]), ATTACK, hits("poland", "france"))) == {"spain": 1}
    two = pact("spain", "germany", conditions=({"kind": "attackers", "at_least": 2},))
    assert costs(run(of([two]), ATTACK, hits("italy", "germany"))) == {"spain": 1}


def test_a_threat_that_is_felt_waits_for_no_proof_of_whose_it_is() -> None:
    law = of(
        [pact("italy", "germany", trigger="threat"), pact("spain", "germany", number=1)]
    )
    assert costs(run(law, hits("poland", "germany", attributed=False))) == {
        "italy": 1,
        "spain": 2,
    }


def test_the_attackers_war_costs_what_the_force_does() -> None:
    law = of([pact("italy", "poland", trigger="war")])
    assert costs(run(law, hits("poland", "germany", attributed=False))) == {"italy": 2}
    behind = of(
        [pact("italy", "germany"), pact("spain", "italy", number=1, trigger="war")]
    )
    assert costs(run(behind)) == {"italy": 1, "spain": 3}


def test_who_joins_wakes_those_who_only_exchanged_a_shot_at_its_own_cost() -> None:
    shot = hits("poland", "germany", isolated=True)
    law = of(
        [
            pact("italy", "germany", conditions=("request",)),
            pact("spain", "germany", number=1),
        ]
    )
    found = run(law, shot)
    assert found.costs.of == {
        ("italy", (0, 1)): 2,
        ("spain", (0, 1)): 1,
        ("germany", (0, 1)): 1,
        ("poland", (0, 0)): 1,
    }
    assert set(found.costs.since.values()) == {1}
    late = run(
        of(
            [
                pact("italy", "poland", trigger="war"),
                pact("spain", "germany", number=1, conditions=("request",)),
            ]
        ),
        shot,
    )
    assert (late.costs.of["poland", (0, 0)], late.costs.of["germany", (0, 1)]) == (2, 2)
    alone = run(of([]), shot, hits("france", "germany"))
    assert alone.costs.of == {("poland", (0, 0)): 0}
    assert alone.costs.since == dict.fromkeys(
        (("poland", (0, 0)), ("germany", (0, 1)), ("france", (0, 0))), 1
    )
    awake = run(law, shot, hits("france", "germany"))
    assert (awake.costs.of["poland", (0, 0)], awake.costs.since["poland", (0, 0)]) == (
        0,
        1,
    )
    apart = run(law, shot, hits("france", "portugal"))
    assert ("france", (1, 0)) not in apart.costs.of


def test_who_may_have_decided_in_another_war_may_join_this_one_for_nothing() -> None:
    """Italy helps Germany against Poland and France against Spain by one treaty: the two wars are apart."""
    law = of(
        [
            pact(
                "italy",
                "germany",
                "france",
                obligors=("italy",),
                beneficiaries=("germany", "france"),
            )
        ]
    )
    found = run(law, ATTACK, hits("spain", "france"))
    assert sorted(found.costs.of.values()) == [0, 1]


def test_who_cannot_be_drawn_in_has_no_cost() -> None:
    law = of(
        [
            pact("italy", "germany", duty="consult"),
            pact("spain", "germany", number=1, rank="political"),
            pact("france", "germany", number=2),
        ]
    )
    assert costs(run(law)) == {"france": 1}
    both = run(of([pact("italy", "germany", "poland", "france")]))
    assert both.costs.of == {
        (s, (0, n)): 2 - n for s in ("italy", "france") for n in (0, 1)
    }
    apart = does("threat", "poland", "germany")
    assert costs(run(of([pact("italy", "germany", trigger="threat")]), apart)) == {}


@pytest.mark.parametrize(("first", "plain"), [(0, 1.0), (60, 0.5)])
def test_the_cost_is_never_more_than_the_nearest_way_and_mostly_that(
    first: int, plain: float
) -> None:
    exact = less = 0
    for seed in range(first, first + 60):
        law, scenario = world(seed, plain=plain)
        graph = ObligationGraph(law, scenario.on)
        found = Cascade(set_out(law, scenario), graph, Depth(finish=True))
        found.run()
        whole = Escalation(set_out(law, scenario), graph)
        record = whole.run()
        settled = {q.id for q in whole.questions if q.presumed is not Presumption.OPEN}
        labels = Labels(record, settled, horizon=6, budget=300_000)
        for (state, side), cost in found.costs.of.items():
            ways = nearest(labels, belligerent(state, side), settled)
            assert cost <= ways, (seed, state, side)
            exact += cost == ways
            less += cost < ways <= 6
        for fact, number in record.rounds.items() if plain == 1.0 else ():
            if len(fact.args) == TOLD.get(fact.kind):
                assert found.record.rounds[fact] >= number, (seed, fact)
    assert exact > 60
    assert exact > 5 * less, (exact, less)
