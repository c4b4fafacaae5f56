"""What obligors share, held against the plain rule: each is called by everybody's force but its own."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

import pytest

from engine.cascade.outcomes import Way
from engine.cascade.pools import Pool, anywhere
from engine.record.facts import Derivation, Fact, Step
from engine.setting.graph import ObligationGraph
from engine.setting.occurrences import Occurrence, Where
from engine.setting.setting import set_out
from engine.setting.sides import Side
from tests.cascade.test_rules_of_law import NEW, hits, pact
from tests.support.plainly import Escalation
from tests.support.worlds import consequences, of
from treaties.models.scenario import Scenario
from treaties.vocabulary.terms import EventKind, PlaceKind

STRIKERS = ("a", "b", "c", "x")
ROUNDS = {"a": 3, "b": 2, "c": 4, "x": 5}
UNLAWFUL, NEVER = Way((), (("unlawful", True),)), ()


def written(
    order: tuple[str, ...],
    obligors: dict[str, bool],
    side: tuple[str, ...] = (),
    ways: tuple[Way, ...] = (Way(),),
) -> Derivation:
    """A pool of some strikers in the order in which they call, and of obligors, due in law or not."""
    pool = Pool("k", "v")
    for striker in order:
        pool.call(striker, ways, ROUNDS[striker])
    for n, (obligor, due) in enumerate(obligors.items()):
        pool.obligors[obligor] = (n + 2, (("kept", True),), due)
    record = Derivation()
    pool.write(record, side)
    return record


def called(striker: str, side: tuple[str, ...] = ()) -> Fact:
    return Fact("called", ("k", "v", striker, *side))


def held(record: Derivation, *strikers: str, side: tuple[str, ...] = ()) -> set[Fact]:
    """What holds where the force of these calls the clause and everything else is answered yes."""
    given = Derivation()
    for s in record.steps:
        given.add(s, 0)
    for striker in strikers:
        given.add(Step(called(striker, side), (), (), "given"), 0)
    return consequences(given, {x for s in record.steps for x in s.literals})


@pytest.mark.parametrize("count", range(5))
def test_everybody_is_called_by_all_force_but_its_own(count: int) -> None:
    obligors = {"a": True, "b": False, "c": True, "y": True}
    for order in permutations(STRIKERS, count):
        record = written(order, obligors)
        for striker in STRIKERS:
            found = held(record, striker)
            for obligor, due in obligors.items():
                reached = striker in order and obligor != striker
                assert (Fact("arisen", (obligor, "k", "v")) in found) is reached, (
                    order,
                    striker,
                    obligor,
                )
                assert (Fact("due", (obligor, "k", "v")) in found) is (
                    reached and due
                ), (order, striker, obligor)
        assert not [f for f in held(record) if f.kind in ("arisen", "due")]


@pytest.mark.parametrize(
    "obligors", [("a", "b", "c", "x", "y"), ("a", "b", "y"), ("a", "y"), ("y",)]
)
def test_a_pool_is_of_the_round_of_the_first_call_that_fills_it(
    obligors: tuple[str, ...],
) -> None:
    for order in permutations(STRIKERS, 4):
        record = written(order, dict.fromkeys(obligors, True))
        for fact, number in record.rounds.items():
            if fact.kind in ("callable", "callable-in-law"):
                filling = [s for s in order if fact in held(record, s)]
                assert number == min(ROUNDS[s] for s in filling), (order, fact)
        for n, obligor in enumerate(obligors):
            assert record.rounds[Fact("arisen", (obligor, "k", "v"))] == n + 2


def test_steps_grow_with_strikers_and_obligors_and_not_with_their_product() -> None:
    for size in (3, 6, 12):
        pool = Pool("k", "v")
        for n in range(size):
            pool.call(f"s{n}", (Way(),), 2)
            pool.obligors[f"s{n}"] = pool.obligors[f"o{n}"] = (2, (), True)
        for n in range(size):
            pool.call(f"t{n}", (Way(),), 2)
        record = Derivation()
        pool.write(record)
        assert len(record.steps) <= 2 * 9 * size


def test_strikers_that_owe_nothing_have_no_place_in_the_line() -> None:
    record = written(STRIKERS, {"a": True, "y": True})
    places = {
        f.args[-1] for f in record.number if f.args[-2:-1] in (("before",), ("after",))
    }
    assert places == {"a"}


def test_help_is_lawful_against_whom_it_is_lawful() -> None:
    pool = Pool("k", "v")
    pool.call("a", (UNLAWFUL,), 2)
    pool.call("b", NEVER, 3)
    pool.call("a", (Way((), (("again", True),)), UNLAWFUL), 4)
    pool.obligors["y"] = (2, (), True)
    record = Derivation()
    pool.write(record)
    assert {
        (s.body[0].args[2], s.literals)
        for s in record.steps
        if s.head.kind == "callable-in-law"
    } == {
        ("a", (("unlawful", True),)),
        ("a", (("again", True),)),
    }
    assert [s.body[0].args[2] for s in record.steps if s.head.kind == "callable"] == [
        "a",
        "b",
    ]
    assert {s.rule for s in record.steps if s.head.kind == "callable-in-law"} == {
        "self-defence"
    }
    assert [
        record.rounds[s.head] for s in record.steps if s.head.kind == "callable"
    ] == [2, 2]


def test_who_waits_for_an_answer_waits_for_it_both_times() -> None:
    record = written(("x",), {"y": True})
    assert [
        (s.head.kind, s.literals) for s in record.steps if s.head.args[0] == "y"
    ] == [
        ("arisen", (("kept", True),)),
        ("due", (("kept", True),)),
    ]


def test_on_a_side_everything_names_it_and_holds_anywhere() -> None:
    record = written(("a", "x"), {"a": True, "y": True}, side=("0.1",))
    found = held(record, "x", side=("0.1",))
    for kind in ("arisen", "due"):
        for obligor in ("a", "y"):
            assert Fact(kind, (obligor, "k", "v", "0.1")) in found
            assert Fact(kind, (obligor, "k", "v")) in found
    assert not [f for f in held(record, "x") if f.kind in ("arisen", "due")]
    assert "0.1" in next(f for f in record.number if f.kind == "callable").args


def test_nothing_holds_anywhere_that_holds_on_no_side() -> None:
    record = Derivation()
    there, nowhere = (Fact("due", (s, "k", "v", "0.1")) for s in ("a", "b"))
    record.add(Step(there, (), (), "clause"), 2)
    anywhere(record, there, ("0.1",), 2)
    anywhere(record, nowhere, ("0.1",), 2)
    anywhere(record, there, (), 2)
    assert [s.head.args for s in record.steps] == [
        ("a", "k", "v", "0.1"),
        ("a", "k", "v"),
    ]
    assert record.rounds[Fact("due", ("a", "k", "v"))] == 2


# The strikes that call


def test_of_an_act_that_is_told_only_what_is_told_is_so() -> None:
    where = Where("the sea", PlaceKind.VESSEL, frozenset())
    act = Occurrence(EventKind.ARMED_ATTACK, "a", "v", where, NEW)
    assert (act.given, act.attributed, act.pair) == (True, True, "a>v")
    untold = ("first", "counter", "isolated", "background", "own_war")
    assert [getattr(act, name) for name in untold] == [False] * 5
    assert not where.home


def test_a_strike_that_may_follow_is_an_attack_at_home_on_the_day_and_in_answer_to_who_began() -> (
    None
):
    class Seen(Escalation):
        """A cascade that remembers the strikes it takes up."""

        def layer(
            self, events: Iterable[Occurrence], round_: int
        ) -> list[tuple[str, Side]]:
            events = list(events)
            strikes.extend(e for e in events if not e.given)
            return super().layer(events, round_)

    strikes: list[Occurrence] = []
    law = of([pact("italy", "germany")])
    setting = set_out(
        law,
        Scenario(
            on=NEW, events=(hits("poland", "germany", isolated=True),), background=False
        ),
    )
    Seen(setting, ObligationGraph(law, NEW)).run()
    assert {(e.actor, e.object): (e.counter, e.within) for e in strikes} == {
        ("germany", "poland"): (True, (0, 0)),
        ("italy", "poland"): (True, (0, 0)),
        ("poland", "italy"): (False, (0, 1)),
    }
    for e in strikes:
        assert (e.kind, e.begun, e.where) == (
            EventKind.ARMED_ATTACK,
            NEW,
            setting.home_of(e.object),
        )
        assert e.attributed
        assert e.unprovoked is None
        assert not any(
            (e.first, e.isolated, e.background, e.own_war, e.group, e.conflict)
        )
