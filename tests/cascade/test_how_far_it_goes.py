"""How far a search goes that takes up the nearest strikes first: horizons, budgets, and what is left out of a layer."""

from __future__ import annotations

import random

from engine.cascade.cascade import Cascade
from engine.cascade.depth import FAR, Depth, depth_of
from engine.labels.labels import Labels
from engine.question.query import FIELDS
from engine.record.facts import Derivation, Fact
from engine.setting.graph import ObligationGraph
from engine.setting.setting import set_out
from engine.world import shipped
from tests import HOME
from tests.cascade.test_cost_of_joining import (
    ATTACK,
    BEHIND,
    FANS,
    LINE,
    line,
    nearest,
    run,
)
from tests.cascade.test_rules_of_law import NEW, OLD, hits, pact
from tests.support.plainly import Escalation
from tests.support.worlds import of
from treaties.models.corpus import Corpus
from treaties.models.scenario import Scenario
from treaties.support.limits import NEAR
from treaties.vocabulary.terms import Duty, Presumption


def fans() -> Corpus:
    """Four help Germany, and each has one helper of its own."""
    near = [
        pact(s, "germany", number=n, obligors=(s,), beneficiaries=("germany",))
        for n, s in enumerate(FANS)
    ]
    far = [
        pact(b, s, number=10 + n, obligors=(b,), beneficiaries=(s,))
        for n, (s, b) in enumerate(zip(FANS, BEHIND, strict=True))
    ]
    return of([*near, *far])


def strikes(record: Derivation) -> set[tuple[str, ...]]:
    return {
        s.head.args[:2] for s in record.steps if s.rule == "belligerents-may-strike"
    }


def between(found: Cascade) -> list[int]:
    """The number of open answers of each strike, as its facts have them."""
    run_of = found.record
    settled = [q.id for q in found.questions if q.presumed is not Presumption.OPEN]
    labels = Labels(run_of, settled, horizon=12)
    facts = {Fact("attacked", pair) for pair in strikes(run_of)}
    return [nearest(labels, f, set(settled)) for f in facts]


def test_along_a_line_rounds_are_those_of_the_whole_cascade() -> None:
    found = run(line())
    whole = Escalation(found.setting, found.graph).run()
    assert found.record.rounds == whole.rounds
    assert set(found.record.steps) == set(whole.steps)


def test_within_a_horizon_every_strike_is_there_and_none_beyond_it() -> None:
    for horizon in range(9):
        found = run(line(), horizon=horizon)
        assert {n for n in between(found) if n > horizon} == set()
        reach = [
            s for s, n in zip(LINE, (0, 1, 3, 5, 7, 9), strict=True) if n < horizon
        ]
        expected = {pair for s in reach for pair in (("poland", s), (s, "poland"))} - {
            ("poland", "germany")
        }
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
        assert (found.record.partial, found.record.exact_below, found.nearly) == (
            True,
            4,
            False,
        )
        assert strikes(found.record) == {
            ("germany", "poland"),
            ("italy", "poland"),
            ("poland", "italy"),
        }
    assert max(between(run(line(), strikes=0))) < NEAR < 4
    at_the_edge = run(line(), strikes=0, horizon=4)
    assert (at_the_edge.record.partial, at_the_edge.record.exact_below) == (True, 4)
    three = run(of([pact("italy", "germany", conditions=("request",))]), strikes=0)
    assert (set(between(three)), three.record.partial) == ({1, 3}, False)
    near = run(line(), strikes=0, horizon=NEAR)
    assert (near.record.partial, near.record.exact_below) == (True, None), (
        "the horizon ends it, not the number"
    )


def test_a_layer_without_room_is_cut_and_one_begun_is_finished_where_that_is_asked() -> (
    None
):
    """Nine strikes are near: eight between Poland and those who help Germany, and Germany's own; behind are eight more."""
    whole = run(fans())
    assert (len(strikes(whole.record)), whole.record.partial, whole.nearly) == (
        17,
        False,
        False,
    )
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
    many = (
        "italy",
        "spain",
        "france",
        "belgium",
        "portugal",
        "greece",
        "turkey",
        "romania",
        "sweden",
        "norway",
    )
    near = [pact("italy", "germany", obligors=("italy",), beneficiaries=("germany",))]
    behind = [
        pact(s, "italy", number=n, obligors=(s,), beneficiaries=("italy",))
        for n, s in enumerate(many[1:], 1)
    ]
    law = of([*near, *behind])
    assert len(strikes(run(law).record)) == 21
    said = {most: run(law, strikes=most).nearly for most in range(3, 22)}
    # Three are near, eighteen behind: with `most` allowed there is room for three fewer.
    assert said == {
        most: 3 < most < 21 and (most - 3) + most >= 18 for most in range(3, 22)
    }


def test_nearly_counts_as_many_again_to_the_last_strike() -> None:
    near = [pact("italy", "germany", obligors=("italy",), beneficiaries=("germany",))]
    behind = [
        pact(s, "italy", number=n, obligors=(s,), beneficiaries=("italy",))
        for n, s in enumerate(BEHIND, 1)
    ]
    law, both = of([*near, *behind]), (ATTACK, hits("germany", "poland"))
    assert len(strikes(run(law, *both).record)) == 10
    # Two strikes are near, eight behind.
    assert {most: run(law, *both, strikes=most).nearly for most in (4, 5, 9)} == {
        4: False,
        5: True,
        9: True,
    }


def test_the_fewest_struck_come_first_and_then_in_order() -> None:
    setting = set_out(
        line(),
        Scenario(on=OLD, events=(ATTACK, hits("france", "belgium")), background=False),
    )
    search = Cascade(setting, ObligationGraph(line(), OLD), Depth(horizon=4)).costs
    dice = random.Random(1)
    for _ in range(50):
        from_ = {s: dice.choice(setting.sides) for s in LINE}
        search.struck = {
            (dice.choice(LINE), s, from_[s].key)
            for s in LINE
            for _ in range(dice.randint(0, 3))
        }
        pairs = [
            (f"s{n}", from_[s], s, setting.facing(from_[s]), 2)
            for n, s in enumerate(dice.choices(LINE, k=12))
        ]
        times = {s: sum(v == s for _, v, _ in search.struck) for s in LINE}
        left, chosen = list(pairs), []
        while left:
            nearest_ = min(left, key=lambda p: times[p[2]])
            left.remove(nearest_)
            chosen.append(nearest_)
            times[nearest_[2]] += 1
        for room in (0, 1, 5, 12, 20):
            assert search.most_telling(pairs, room) == chosen[:room]


def test_the_budgets_are_those_that_are_told() -> None:
    page = (HOME / "docs" / "bounds.md").read_text(encoding="utf-8")
    (answer,) = (
        row
        for row in page.splitlines()
        if row.startswith("| the derivation of an answer |")
    )
    (whole,) = (
        row for row in page.splitlines() if row.startswith("| the whole derivation ")
    )
    near, every = (depth_of(None, 3, whole=w) for w in (False, True))
    assert near.near == NEAR == 3
    assert f"beyond {NEAR} open answers {near.strikes} strikes" in answer
    assert f"{near.steps:,} steps, written or waiting" in answer
    assert (
        f"{every.strikes:,} strikes, {every.steps:,} steps, written or waiting" in whole
    )


def test_of_a_layer_that_is_cut_each_state_is_struck_in_its_turn() -> None:
    """Poland was struck by five already; those behind were not."""
    for room in (1, 2, 3, 4):
        beyond = strikes(run(fans(), strikes=9 + room).record) - strikes(
            run(fans(), strikes=9).record
        )
        assert len(beyond) == room
        assert {a for a, _ in beyond} == {"poland"}
    beyond = strikes(run(fans(), strikes=14).record) - strikes(
        run(fans(), strikes=9).record
    )
    assert sorted(v for _, v in beyond) == sorted([*BEHIND, "poland"])


class Waiting(Escalation):
    """A cascade that writes nothing of what was called."""

    def write_calls(self) -> None:
        pass


def test_as_many_steps_wait_as_will_be_written() -> None:
    lesser = pact("italy", "germany", duty="consult")
    twice = pact(
        "italy",
        "germany",
        conditions=({"kind": "joined-by", "among": ("spain", "france")},),
    )
    for law in (
        fans(),
        line(),
        of([lesser]),
        of([twice]),
        of([pact("italy", "germany", "spain"), lesser, twice]),
    ):
        for on in (OLD, NEW):
            setting = set_out(law, Scenario(on=on, events=(ATTACK,), background=False))
            graph = ObligationGraph(law, on)
            waits, writes = (
                Waiting(setting, graph, rounds=1),
                Escalation(setting, graph, rounds=1),
            )
            before, after = (len(x.run().steps) for x in (waits, writes))
            assert waits.duties.calls.size == after - before


def test_the_given_events_are_taken_up_whatever_the_budget_of_steps() -> None:
    law = fans()
    none = run(law, steps=0)
    assert (none.record.partial, none.record.exact_below) == (True, 1)
    whole = Escalation(
        set_out(law, Scenario(on=OLD, events=(ATTACK,), background=False)),
        none.graph,
        rounds=1,
    ).run()
    first = {f for f, n in whole.rounds.items() if n <= 1 and f.kind != "attacked"}
    assert first <= set(none.record.rounds)
    near = len(run(law, horizon=1).record.steps)
    said = {
        steps: run(law, steps=steps).record.exact_below
        for steps in (near - 1, near, 40, 400)
    }
    assert said == {near - 1: 1, near: 2, 40: 2, 400: None}


def test_a_limit_on_rounds_leaves_out_the_strikes_that_would_call_later() -> None:
    for rounds in (1, 2, 3):
        found = run(line(), rounds=rounds)
        whole = Escalation(found.setting, found.graph, rounds=rounds).run()
        assert not found.record.complete
        told = {f for f, n in whole.rounds.items() if f.kind != "attacked"}
        assert {f for f in found.record.rounds if f.kind != "attacked"} == told
    assert run(line(), rounds=7).record.complete


def test_a_strike_that_would_call_too_late_hides_none_that_calls_in_time() -> None:
    """France is reached late and cheaply, Portugal early and dearly, behind Belgium, which would have to judge much."""
    judged = [
        {"kind": "judgement", "id": f"danger-{n}", "text": "Is there danger?"}
        for n in range(5)
    ]
    dear = pact(
        "belgium",
        "germany",
        number=10,
        conditions=judged,
        obligors=("belgium",),
        beneficiaries=("germany",),
    )
    behind = pact(
        "portugal",
        "belgium",
        number=11,
        obligors=("portugal",),
        beneficiaries=("belgium",),
    )
    law = of([*line(LINE[:4]).treaties, dear, behind])
    found = run(law, rounds=3)
    since = {s: n for (s, _), n in found.costs.since.items()}
    assert (since["france"], since["portugal"]) == (3, 2)
    whole = Escalation(found.setting, found.graph, rounds=3).run()
    told = {f for f, n in whole.rounds.items() if f.kind == "called"}
    assert {f for f in found.record.rounds if f.kind == "called"} == told
    assert ("poland", "portugal") in strikes(found.record)


def test_how_far_an_answer_is_derived_is_a_value() -> None:
    assert depth_of(2, None) == Depth(2), "to the end, but for the rounds"
    near, whole, acts = (
        depth_of(3, 4),
        depth_of(None, 4, 1, whole=True),
        depth_of(None, 4, 1),
    )
    assert (near.rounds, near.horizon, near.finish, near.far) == (3, 4, False, None)
    assert (whole.finish, whole.far, whole.horizon) == (True, None, FAR)
    assert whole.strikes > near.strikes
    assert (acts.far, acts.horizon, acts.strikes) == (1, FAR, FAR)
    setting = set_out(line(), Scenario(on=OLD, events=(ATTACK,), background=False))
    cascade = Cascade(setting, ObligationGraph(line(), OLD), whole)
    assert not cascade.run().partial
    assert not cascade.spent()
    assert not cascade.nearly


def test_looking_farther_a_heavier_duty_stands_before_a_nearer_one_as_the_option_says() -> (
    None
):
    asked = {"victim": "Kuwait", "by": "Saint Lucia", "on": "2009-06-13"}
    near, far = (shipped().ask(**asked, far=n)["Belize"] for n in (1, 2))
    assert near.duty is Duty.CONSULT
    assert far.duty is not None
    assert far.duty.drawn_in
    assert near.verdict.distance.total < far.verdict.distance.total
    assert any(j.verdict.distance == near.verdict.distance for j in far.judged)
    assert "heaviest duty of a state then stands before a nearer one" in (
        FIELDS["far"].text
    )
