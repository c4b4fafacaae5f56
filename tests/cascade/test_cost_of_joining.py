"""What it costs a state to join, and how far a search goes that takes up the nearest strikes first."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import pytest

from engine.cascade.by_cost import FAR, NEAR, STEPS, STRIKES, WHOLE, ByCost, cascade_of
from engine.cascade.cascade import Escalation
from engine.cascade.facts import Derivation, Fact, belligerent
from engine.cascade.graph import ObligationGraph
from engine.cascade.setting import set_out
from engine.labels.labels import Labels
from tests import HOME
from tests.cascade.test_rules_of_law import NEW, OLD, does, hits, pact
from tests.crowds import world
from tests.worlds import of
from treaties.corpus import Corpus
from treaties.scenarios import Event, Scenario
from treaties.terms import Presumption

ATTACK = hits("poland", "germany")
LINE = ("germany", "italy", "spain", "france", "belgium", "portugal")
TOLD = {"called": 3, "arisen": 3, "due": 3, "casus": 3, "belligerent": 2, "attacked": 2}
FANS = ("italy", "spain", "france", "belgium")
BEHIND = ("portugal", "greece", "turkey", "romania")


def line(states: Iterable[str] = LINE) -> Corpus:
    """Each stands by the one before it alone."""
    pairs = enumerate(pairwise(states))
    return of([pact(b, a, number=n, obligors=(b,), beneficiaries=(a,)) for n, (a, b) in pairs])


def fans() -> Corpus:
    """Four help Germany, and each has one helper of its own."""
    near = [pact(s, "germany", number=n, obligors=(s,), beneficiaries=("germany",)) for n, s in enumerate(FANS)]
    far = [
        pact(b, s, number=10 + n, obligors=(b,), beneficiaries=(s,))
        for n, (s, b) in enumerate(zip(FANS, BEHIND, strict=True))
    ]
    return of([*near, *far])


def run(law: Corpus, *events: Event, on: date = OLD, steps: int | None = None, **more: object) -> ByCost:
    found = ByCost(
        set_out(law, Scenario(on=on, events=events or (ATTACK,), background=False)),
        ObligationGraph(law, on),
        **{"horizon": FAR, "strikes": FAR, **more},  # type: ignore[arg-type]
    )
    found.steps = FAR if steps is None else steps
    found.run()
    return found


def costs(found: ByCost) -> dict[str, int]:
    """What it costs to fight at least, by state."""
    found_ = sorted(((state, cost) for (state, _), cost in found._costs.items()), reverse=True)
    return dict(found_)


def strikes(record: Derivation) -> set[tuple[str, ...]]:
    return {s.head.args[:2] for s in record.steps if s.rule == "belligerents-may-strike"}


def between(found: ByCost) -> list[int]:
    """The number of open answers of each strike, as its facts have them."""
    run_of = found.record
    settled = [q.id for q in found.questions if q.presumed is not Presumption.OPEN]
    labels = Labels(run_of, settled, horizon=12)
    facts = {Fact("attacked", pair) for pair in strikes(run_of)}
    return [nearest(labels, f, set(settled)) for f in facts]


def nearest(labels: Labels, fact: Fact, settled: set[str]) -> int:
    return min((sum(q not in settled for q, _ in labels.literals.decode(m)) for m in labels[fact]), default=FAR)


# What joining costs


def test_along_a_line_of_helpers_each_costs_a_strike_and_a_decision_more() -> None:
    found = run(line())
    assert costs(found) == {"italy": 1, "spain": 3, "france": 5, "belgium": 7, "portugal": 9}
    assert {s: n for (s, _), n in found._since.items()} == {
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
    assert costs(run(of(two), hits("poland", "germany", attributed=False))) == {"italy": 2, "spain": 2}
    both = does("limited-force", "poland", "germany", attributed=False)
    assert costs(run(of(two), both)) == {"italy": 3, "spain": 3}
    asked = [pact("italy", "germany", conditions=("request",)), pact("spain", "italy", number=1)]
    assert costs(run(of(asked))) == {"italy": 2, "spain": 4}
    provoked = hits("poland", "germany", unprovoked=False)
    assert costs(run(of(two), provoked, on=NEW)) == {"italy": 2, "spain": 2}


def test_what_is_asked_of_a_strike_adds_to_it_and_anything_else_may_have_been_answered_on_the_way() -> None:
    """The cost is a lower bound: only a question about this very force cannot have been asked before it."""
    judged = {"kind": "judgement", "id": "danger", "text": "Is there danger?"}
    for per_attack, cost in ((False, 3), (True, 4)):
        asked = judged | {"per_attack": per_attack}
        law = of([pact("italy", "germany"), pact("spain", "italy", number=1, conditions=(asked,))])
        assert costs(run(law)) == {"italy": 1, "spain": cost}
    many = [judged | {"id": f"danger-{n}"} for n in range(5)]
    law = of([pact("italy", "germany"), pact("spain", "italy", number=1, conditions=many)])
    assert costs(run(law)) == {"italy": 1, "spain": 6}, "five questions of one text and the decision"


def test_the_cheapest_of_several_calls_counts_whichever_comes_first() -> None:
    for order in ((0, 1), (1, 0)):
        dear = pact("italy", "germany", number=order[0], conditions=("request",))
        cheap = pact("italy", "germany", number=order[1])
        assert costs(run(of([dear, cheap])))["italy"] == 1


def test_a_condition_on_who_fights_costs_what_that_costs() -> None:
    helped = pact("spain", "germany", number=1, conditions=({"kind": "assists", "state": "italy"},))
    found = run(of([pact("italy", "germany"), helped]))
    assert costs(found) == {"italy": 1, "spain": 2}


def test_who_fights_anyway_costs_nothing_more_to_wait_for() -> None:
    helped = pact("spain", "germany", conditions=({"kind": "assists", "state": "france"},))
    assert costs(run(of([helped]), ATTACK, hits("poland", "france"))) == {"spain": 1}
    two = pact("spain", "germany", conditions=({"kind": "attackers", "at_least": 2},))
    assert costs(run(of([two]), ATTACK, hits("italy", "germany"))) == {"spain": 1}


def test_a_threat_that_is_felt_waits_for_no_proof_of_whose_it_is() -> None:
    law = of([pact("italy", "germany", trigger="threat"), pact("spain", "germany", number=1)])
    assert costs(run(law, hits("poland", "germany", attributed=False))) == {"italy": 1, "spain": 2}


def test_the_attackers_war_costs_what_the_force_does() -> None:
    law = of([pact("italy", "poland", trigger="war")])
    assert costs(run(law, hits("poland", "germany", attributed=False))) == {"italy": 2}
    behind = of([pact("italy", "germany"), pact("spain", "italy", number=1, trigger="war")])
    assert costs(run(behind)) == {"italy": 1, "spain": 3}


def test_who_joins_wakes_those_who_only_exchanged_a_shot_at_its_own_cost() -> None:
    shot = hits("poland", "germany", isolated=True)
    law = of([pact("italy", "germany", conditions=("request",)), pact("spain", "germany", number=1)])
    found = run(law, shot)
    assert found._costs == {("italy", (0, 1)): 2, ("spain", (0, 1)): 1, ("germany", (0, 1)): 1, ("poland", (0, 0)): 1}
    assert set(found._since.values()) == {1}
    late = run(
        of([pact("italy", "poland", trigger="war"), pact("spain", "germany", number=1, conditions=("request",))]), shot
    )
    assert (late._costs["poland", (0, 0)], late._costs["germany", (0, 1)]) == (2, 2)
    apart = run(law, shot, hits("france", "portugal"))
    assert ("france", (1, 0)) not in apart._costs


def test_who_may_have_decided_in_another_war_may_join_this_one_for_nothing() -> None:
    """Italy helps Germany against Poland and France against Spain by one treaty: the two wars are apart."""
    law = of([pact("italy", "germany", "france", obligors=("italy",), beneficiaries=("germany", "france"))])
    found = run(law, ATTACK, hits("spain", "france"))
    assert sorted(found._costs.values()) == [0, 1]


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
    assert both._costs == {(s, (0, n)): 2 - n for s in ("italy", "france") for n in (0, 1)}
    apart = does("threat", "poland", "germany")
    assert costs(run(of([pact("italy", "germany", trigger="threat")]), apart)) == {}


@pytest.mark.parametrize(("first", "plain"), [(0, 1.0), (60, 0.5)])
def test_the_cost_is_never_more_than_the_nearest_way_and_mostly_that(first: int, plain: float) -> None:
    exact = less = 0
    for seed in range(first, first + 60):
        law, scenario = world(seed, plain=plain)
        graph = ObligationGraph(law, scenario.on)
        found = ByCost(set_out(law, scenario), graph, horizon=FAR, strikes=FAR, finish=True)
        found.run()
        whole = Escalation(set_out(law, scenario), graph)
        record = whole.run()
        settled = {q.id for q in whole.questions if q.presumed is not Presumption.OPEN}
        labels = Labels(record, settled, horizon=6, budget=300_000)
        for (state, side), cost in found._costs.items():
            ways = nearest(labels, belligerent(state, side), settled)
            assert cost <= ways, (seed, state, side)
            exact += cost == ways
            less += cost < ways <= 6
        for fact, number in record.rounds.items() if plain == 1.0 else ():
            if len(fact.args) == TOLD.get(fact.kind):
                assert found.record.rounds[fact] >= number, (seed, fact)
    assert exact > 60
    assert exact > 5 * less, (exact, less)


# How far it goes


def test_along_a_line_rounds_are_those_of_the_whole_cascade() -> None:
    found = run(line())
    whole = Escalation(found.setting, found.graph).run()
    assert found.record.rounds == whole.rounds
    assert set(found.record.steps) == set(whole.steps)


def test_within_a_horizon_every_strike_is_there_and_none_beyond_it() -> None:
    for horizon in range(9):
        found = run(line(), horizon=horizon)
        assert {n for n in between(found) if n > horizon} == set()
        reach = [s for s, n in zip(LINE, (0, 1, 3, 5, 7, 9), strict=True) if n < horizon]
        expected = {pair for s in reach for pair in (("poland", s), (s, "poland"))} - {("poland", "germany")}
        assert strikes(found.record) == (expected if horizon else set())
        assert found.record.partial
        assert found.record.exact_below is None
    whole = run(line(), horizon=10)
    assert not whole.record.partial
    assert len(strikes(whole.record)) == 11


def test_what_is_near_is_taken_up_however_few_strikes_are_allowed() -> None:
    """On the line the strikes cost 1, 2, 4, 6, 8 and 10: those up to three are near."""
    for finish in (False, True):
        found = run(line(), strikes=0, finish=finish)
        assert (found.record.partial, found.record.exact_below, found.nearly) == (True, 4, False)
        assert strikes(found.record) == {("germany", "poland"), ("italy", "poland"), ("poland", "italy")}
    assert max(between(run(line(), strikes=0))) < NEAR < 4
    at_the_edge = run(line(), strikes=0, horizon=4)
    assert (at_the_edge.record.partial, at_the_edge.record.exact_below) == (True, 4)
    near = run(line(), strikes=0, horizon=NEAR)
    assert (near.record.partial, near.record.exact_below) == (True, None), "the horizon ends it, not the number"


def test_a_layer_without_room_is_cut_and_one_begun_is_finished_where_that_is_asked() -> None:
    """Nine strikes are near: eight between Poland and those who help Germany, and Germany's own; behind are eight more."""
    whole = run(fans())
    assert (len(strikes(whole.record)), whole.record.partial, whole.nearly) == (17, False, False)
    for most in range(9, 20):
        found = run(fans(), strikes=most)
        cut = most < 17
        assert found.record.partial is cut
        assert found.record.exact_below == (4 if cut else None)
        assert len(strikes(found.record)) == min(most, 17)
        assert found.nearly is (cut and most > 9), most
    for most, told in ((9, 9), (10, 17), (16, 17), (17, 17)):
        finished = run(fans(), strikes=most, finish=True)
        assert len(strikes(finished.record)) == told
        assert finished.record.exact_below == (4 if told == 9 else None)
        assert not finished.nearly


def test_nearly_is_where_as_many_again_would_be_all() -> None:
    """Room is what the strikes before have left; the layer holds eight."""
    short = {most: run(fans(), strikes=most).nearly for most in (10, 11)}
    assert short == {10: True, 11: True}
    many = ("italy", "spain", "france", "belgium", "portugal", "greece", "turkey", "romania", "sweden", "norway")
    near = [pact("italy", "germany", obligors=("italy",), beneficiaries=("germany",))]
    behind = [pact(s, "italy", number=n, obligors=(s,), beneficiaries=("italy",)) for n, s in enumerate(many[1:], 1)]
    law = of([*near, *behind])
    assert len(strikes(run(law).record)) == 21
    said = {most: run(law, strikes=most).nearly for most in range(3, 22)}
    # Three are near, eighteen behind: with `most` allowed there is room for three fewer.
    assert said == {most: 3 < most < 21 and (most - 3) + most >= 18 for most in range(3, 22)}


def test_nearly_counts_as_many_again_to_the_last_strike() -> None:
    near = [pact("italy", "germany", obligors=("italy",), beneficiaries=("germany",))]
    behind = [pact(s, "italy", number=n, obligors=(s,), beneficiaries=("italy",)) for n, s in enumerate(BEHIND, 1)]
    law, both = of([*near, *behind]), (ATTACK, hits("germany", "poland"))
    assert len(strikes(run(law, *both).record)) == 10
    # Two strikes are near, eight behind.
    assert {most: run(law, *both, strikes=most).nearly for most in (4, 5, 9)} == {4: False, 5: True, 9: True}


def test_the_fewest_struck_come_first_and_then_in_order() -> None:
    setting = set_out(line(), Scenario(on=OLD, events=(ATTACK, hits("france", "belgium")), background=False))
    search = ByCost(setting, ObligationGraph(line(), OLD), horizon=4)
    dice = random.Random(1)
    for _ in range(50):
        from_ = {s: dice.choice(setting.sides) for s in LINE}
        search._struck = {(dice.choice(LINE), s, from_[s].key) for s in LINE for _ in range(dice.randint(0, 3))}
        pairs = [(f"s{n}", from_[s], s, setting.facing(from_[s]), 2) for n, s in enumerate(dice.choices(LINE, k=12))]
        times = {s: sum(v == s for _, v, _ in search._struck) for s in LINE}
        left, chosen = list(pairs), []
        while left:
            nearest_ = min(left, key=lambda p: times[p[2]])
            left.remove(nearest_)
            chosen.append(nearest_)
            times[nearest_[2]] += 1
        for room in (0, 1, 5, 12, 20):
            assert search._telling(pairs, room) == chosen[:room]


def test_the_budgets_are_those_that_are_told() -> None:
    page = (HOME / "docs" / "reliability.md").read_text(encoding="utf-8")
    (answer,) = (row for row in page.splitlines() if row.startswith("| the derivation of an answer |"))
    (whole,) = (row for row in page.splitlines() if row.startswith("| the whole derivation "))
    assert f"beyond three open answers {STRIKES} strikes" in answer
    assert (NEAR, f"{STEPS:,} steps, written or waiting" in answer) == (3, True)
    assert f"{WHOLE:,} strikes, {STEPS:,} steps, written or waiting" in whole


def test_of_a_layer_that_is_cut_each_state_is_struck_in_its_turn() -> None:
    """Poland was struck by five already; those behind were not."""
    for room in (1, 2, 3, 4):
        beyond = strikes(run(fans(), strikes=9 + room).record) - strikes(run(fans(), strikes=9).record)
        assert len(beyond) == room
        assert {a for a, _ in beyond} == {"poland"}
    beyond = strikes(run(fans(), strikes=14).record) - strikes(run(fans(), strikes=9).record)
    assert sorted(v for _, v in beyond) == sorted([*BEHIND, "poland"])


class Waiting(Escalation):
    """A cascade that writes nothing of what was called."""

    def write_calls(self) -> None:
        pass


def test_as_many_steps_wait_as_will_be_written() -> None:
    lesser = pact("italy", "germany", duty="consult")
    twice = pact("italy", "germany", conditions=({"kind": "joined-by", "among": ("spain", "france")},))
    for law in (fans(), line(), of([lesser]), of([twice]), of([pact("italy", "germany", "spain"), lesser, twice])):
        for on in (OLD, NEW):
            setting = set_out(law, Scenario(on=on, events=(ATTACK,), background=False))
            graph = ObligationGraph(law, on)
            waits, writes = Waiting(setting, graph, rounds=1), Escalation(setting, graph, rounds=1)
            before, after = (len(x.run().steps) for x in (waits, writes))
            assert waits.duties.calls.size == after - before


def test_the_given_events_are_taken_up_whatever_the_budget_of_steps() -> None:
    law = fans()
    none = run(law, steps=0)
    assert (none.record.partial, none.record.exact_below) == (True, 1)
    whole = Escalation(set_out(law, Scenario(on=OLD, events=(ATTACK,), background=False)), none.graph, rounds=1).run()
    first = {f for f, n in whole.rounds.items() if n <= 1 and f.kind != "attacked"}
    assert first <= set(none.record.rounds)
    near = len(run(law, horizon=1).record.steps)
    said = {steps: run(law, steps=steps).record.exact_below for steps in (near - 1, near, 40, 400)}
    assert said == {near - 1: 1, near: 2, 40: 2, 400: None}


def test_a_limit_on_rounds_leaves_out_the_strikes_that_would_call_later() -> None:
    for rounds in (1, 2, 3):
        found = run(line(), rounds=rounds)
        whole = Escalation(found.setting, found.graph, rounds=rounds).run()
        assert not found.record.complete
        told = {f for f, n in whole.rounds.items() if f.kind != "attacked"}
        assert {f for f in found.record.rounds if f.kind != "attacked"} == told
    assert run(line(), rounds=7).record.complete


def test_which_cascade_is_run_is_said_by_the_horizon() -> None:
    law = line()
    setting = set_out(law, Scenario(on=OLD, events=(ATTACK,), background=False))
    graph = ObligationGraph(law, OLD)
    plain = cascade_of(setting, graph, 2, None)
    assert (type(plain), plain.rounds) == (Escalation, 2)
    near = cascade_of(setting, graph, 3, 4)
    assert isinstance(near, ByCost)
    assert (near.rounds, near.horizon, near.finish) == (3, 4, False)
    assert cascade_of(setting, graph, None, 4, finish=True).finish  # type: ignore[attr-defined]
    whole = cascade_of(setting, graph, None, 4, whole=True)
    assert isinstance(whole, ByCost)
    assert whole.finish
    assert not whole.run().partial
    assert whole.most > near.most
    assert not plain.spent()
    assert not plain.nearly
