"""What is noted of each given act, of the sides and of the peace: the setting of a question, on invented acts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.setting.setting import Setting, set_out
from tests.cascade.test_rules_of_law import NEW, OLD, at_war, does, hits
from tests.cascade.test_wars_made import NAMES
from tests.support.each import each
from tests.support.worlds import of
from treaties.models.scenario import UNNAMED, Event, Scenario
from treaties.vocabulary.terms import EventKind, PlaceKind


def setting(*events: Event, on: date = NEW) -> Setting:
    return set_out(of([]), Scenario(on=on, events=events, background=False))


def noted(history: str, **more: Any) -> list[tuple[bool, bool]]:
    """Of each attack whether it begins force between the two, and whether it is in answer."""
    events = [hits(NAMES[w[0]], NAMES[w[2]], **more) for w in history.split()]
    return [(o.first, o.counter) for o in setting(*events).occurrences]


FIRST, COUNTER, NEITHER = (True, False), (False, True), (False, False)


@each(
    ("history", "said"),
    [
        ("a>b", [FIRST]),
        ("a>b b>a", [FIRST, COUNTER]),
        ("a>b b>a a>b", [FIRST, COUNTER, FIRST]),
        ("a>b a>c", [FIRST, FIRST]),
        ("a>b c>a", [FIRST, COUNTER]),
        ("a>b c>a a>c", [FIRST, COUNTER, NEITHER]),
        ("a>b c>b", [FIRST, FIRST]),
        ("a>b b>a c>b", [FIRST, COUNTER, NEITHER]),
        ("a>b b>c", [FIRST, FIRST]),
        ("a>b b>c c>b", [FIRST, FIRST, COUNTER]),
        ("a>b b>a c>b b>c", [FIRST, COUNTER, NEITHER, COUNTER]),
        ("a>b b>c a>c", [FIRST, FIRST, FIRST]),
        ("a>b c>d", [FIRST, FIRST]),
    ],
)
def test_of_each_attack_it_is_noted_whether_it_begins_or_answers(
    history: str, said: list[tuple[bool, bool]]
) -> None:
    assert noted(history) == said


def test_of_several_attackers_all_answer_where_one_was_hit_by_the_victim_and_none_had_hit_it() -> (
    None
):
    a, b, c, d = (NAMES[x] for x in "abcd")
    joint = setting(hits(a, b), hits(b, c), hits((c, d), b)).occurrences
    assert [(o.actor, o.counter) for o in joint[2:]] == [(c, True), (d, True)]
    mixed = setting(hits(a, b), hits(b, a), hits((a, d), b)).occurrences
    assert [(o.actor, o.counter) for o in mixed[2:]] == [(a, False), (d, False)]
    beside = setting(hits(a, b), hits(c, a), hits((a, d), c)).occurrences
    assert [(o.actor, o.counter) for o in beside[2:]] == [(a, False), (d, False)], (
        "no defence against defence"
    )
    helped = setting(
        hits(a, b), hits(b, c), does("performs", d, **{"for": a}), hits(d, b)
    ).occurrences
    assert [(o.actor, o.counter) for o in helped] == [
        (a, False),
        (b, False),
        (d, False),
    ], "b began another war"
    threat = setting(hits(a, b), does("threat", b, a)).occurrences
    assert not threat[1].counter, "no force, no answer"


def test_own_acts_are_those_before_any_force_was_suffered() -> None:
    a, b, c, d = (NAMES[x] for x in "abcd")
    assert setting(hits(a, b), hits(b, a), hits(b, c)).own_act == {a}
    assert setting(hits(a, b), hits(c, a)).own_act == {a, c}
    assert setting(hits(a, b), does("performs", c, **{"for": b})).own_act == {a, c}
    assert setting(hits(a, b), does("performs", b, **{"for": c})).own_act == {a}
    assert setting(hits(a, b), does("threat", d, a)).own_act == {a}
    assert setting(
        hits(a, b), hits(b, c), hits(c, b), hits(d, a), hits(a, d)
    ).own_act == {a, d}


def test_an_occurrence_says_what_the_event_says() -> None:
    plain = {
        "isolated": False,
        "unprovoked": None,
        "conflict": "",
        "group": "",
        "leave": None,
        "attributed": True,
    }
    (o,) = setting(hits("france", "germany")).occurrences
    assert {k: getattr(o, k) for k in plain} == plain
    assert (o.kind, o.given, o.background, o.own_war, o.within, o.begun) == (
        EventKind.ARMED_ATTACK,
        True,
        False,
        False,
        None,
        NEW,
    )
    said = {
        "isolated": True,
        "unprovoked": False,
        "conflict": "a-war",
        "on": date(1960, 5, 1),
    }
    (o,) = setting(hits("france", "germany", **said)).occurrences
    assert (o.isolated, o.unprovoked, o.conflict, o.begun) == (
        True,
        False,
        "a-war",
        date(1960, 5, 1),
    )
    (o,) = setting(
        hits("france", "germany", at={"of": "france", "kind": "forces"}, leave=True)
    ).occurrences
    assert o.leave is True


def test_whose_force_it_is_is_established_unless_a_group_or_unrest_leaves_it_open() -> (
    None
):
    said = {
        "plain": (hits("france", "germany"), True),
        "unnamed": (hits((), "germany"), True),
        "said to be open": (hits("france", "germany", attributed=False), False),
        "a group": (hits("france", "germany", group="a band"), False),
        "unrest": (does("unrest", (), "germany"), False),
        "helped unrest": (does("unrest", "france", "germany"), True),
    }
    for name, (event, sure) in said.items():
        (o,) = setting(event).occurrences
        assert o.attributed is sure, name
        assert o.isolated is (event.kind is EventKind.UNREST), name


def test_what_lies_ahead_is_refused_and_the_rest_is_in_the_order_of_its_days() -> None:
    with pytest.raises(ValueError, match="after the day of the question"):
        setting(hits("spain", "france", on=date(1960, 6, 2)), hits("germany", "france"))
    today, before = (
        hits("italy", "france", on=NEW),
        hits("poland", "france", on=date(1960, 5, 1)),
    )
    found = setting(hits("germany", "france"), today, before)
    assert [o.actor for o in found.occurrences] == ["poland", "germany", "italy"]
    assert [e.by for e in found.events] == [("poland",), ("germany",), ("italy",)]


def test_acts_against_nobody_are_noted_without_an_object() -> None:
    found = setting(does("mobilisation", "france"), hits("germany", "france"))
    assert [(o.actor, o.object, o.where.home) for o in found.occurrences] == [
        ("france", "", False),
        ("germany", "france", True),
    ]
    assert found.attacked == ("france",)
    alone = setting(does("mobilisation", "france"))
    assert (alone.attacked, alone.attacking) == ((), ("france",))
    assert not alone.occurrences[0].counter


# Who is who


def test_the_principals_are_all_on_any_side_each_once() -> None:
    found = setting(
        hits("france", "germany"),
        hits("germany", "italy"),
        does("threat", "spain", "italy"),
    )
    assert found.belligerents == ("france", "germany", "italy")
    assert [s.members for s in map(found.facing, found.sides)] == [
        ("germany",),
        ("france",),
        ("italy",),
        ("germany",),
    ]


def test_the_question_is_about_force_and_about_other_acts_only_where_there_is_none() -> (
    None
):
    threat = does("threat", "spain", "italy")
    found = setting(threat, hits("france", "germany"), hits("germany", "poland"))
    assert (found.attacked, found.attacking) == (("germany", "poland"), ("france",))
    assert (setting(threat).attacked, setting(threat).attacking) == (
        ("italy",),
        ("spain",),
    )
    law = at_war(
        of([]),
        hits("poland", "germany", on=date(1955, 1, 1)),
        hits("spain", "germany", on=date(1955, 1, 1)),
    )
    again = set_out(law, Scenario(on=NEW, events=(hits("poland", "germany"),)))
    assert [(o.actor, o.background) for o in again.asked_for] == [("poland", False)]
    assert again.attacking == ("poland",)


def test_who_declared_war_on_whom_is_known_either_way_round() -> None:
    both = does("declaration-of-war", ("france", "italy"), ("germany", "poland"))
    found = setting(both, does("threat", "spain", "italy"), hits("spain", "france"))
    assert found.declared == {
        frozenset((a, b)) for a in ("france", "italy") for b in ("germany", "poland")
    }
    assert setting(hits("spain", "france")).declared == frozenset()


def test_who_began_a_war_is_who_made_it_on_the_side_that_began() -> None:
    a, b, c, d = (NAMES[x] for x in "abcd")
    assert setting(hits(a, b), hits(b, a)).begun == {(a, b)}
    assert setting(hits(a, b, isolated=True), hits(b, a)).begun == frozenset()
    assert setting(does("limited-force", a, b), hits(b, a)).begun == frozenset()
    assert setting(does("declaration-of-war", a, b)).begun == {(a, b)}
    assert setting(does("threat", b, a), hits(a, b)).begun == {(a, b)}
    assert setting(hits(a, b), hits(c, a)).begun == {(a, b)}, (
        "the helper of the victim began nothing"
    )
    assert setting(hits(a, b), hits(b, c)).begun == {(a, b), (b, c)}
    assert setting(hits(a, b), hits(c, b), hits(a, d)).begun == {(a, b), (c, b), (a, d)}


def test_peace_ends_what_had_begun_by_then() -> None:
    early, late = date(1960, 2, 1), date(1960, 4, 1)
    made = [
        does("separate-peace", "germany", to="france", on=late),
        does("separate-peace", ("france", "italy"), to="germany", on=early),
        does("separate-peace", "spain", to="france"),
    ]
    found = setting(hits("france", "germany", on=date(1960, 1, 1)), *made)
    assert found.peace("france", "germany", date(1960, 1, 1)) == early
    assert found.peace("germany", "france", early) == early
    assert found.peace("germany", "france", date(1960, 3, 1)) == late
    assert found.peace("germany", "france", date(1960, 5, 1)) is None
    assert found.peace("spain", "france", NEW) == NEW
    for strangers in (
        ("germany", "spain"),
        ("france", "poland"),
        ("poland", "germany"),
        ("france", "italy"),
    ):
        assert found.peace(*strangers, date(1950, 1, 1)) is None


def test_acts_of_a_kind_are_found_among_others() -> None:
    request = does("request", "germany", to="italy")
    found = setting(
        hits("france", "germany"), request, does("waiver", "germany", to="italy")
    )
    assert list(found.has(EventKind.REQUEST)) == [request]


def test_what_was_looked_up_makes_no_other_setting() -> None:
    law, scenario = of([]), Scenario(on=NEW, events=(hits("france", "germany"),))
    one, other = set_out(law, scenario), set_out(law, scenario)
    assert (one.name("peru"), one.home_of("peru").of) == ("Peru", ("peru",))
    assert one == other
    assert repr(one) == repr(other)


def test_a_rule_holds_on_its_days_only() -> None:
    assert not setting(hits("france", "germany"), on=OLD).rule_holds("self-defence")
    assert setting(hits("france", "germany")).rule_holds("self-defence")
    assert not setting(hits("france", "germany")).rule_holds("no-such-rule")


def test_the_attackers_war_is_the_same_force_the_other_way_round_in_the_same_place() -> (
    None
):
    found = setting(hits("france", "germany", unprovoked=True, conflict="a-war"))
    (o,) = found.occurrences
    seen = found.seen_by_attacker(o)
    assert (seen.actor, seen.object, seen.counter, seen.unprovoked) == (
        "germany",
        "france",
        True,
        None,
    )
    assert (seen.own_war, seen.where.home, seen.conflict) == (True, False, "a-war")
    assert (seen.where.name, seen.where.regions) == (o.where.name, o.where.regions)
    assert not found.seen_by_attacker(seen).counter


# Where


def test_a_place_is_whose_it_is_on_the_day_of_the_act() -> None:
    def where(event: Event, on: date = NEW) -> Any:
        return setting(event, on=on).occurrences[-1].where

    home = where(hits("france", "germany"))
    assert (home.home, home.kind, home.of, home.place) == (
        True,
        PlaceKind.TERRITORY,
        ("germany",),
        None,
    )
    assert (home.name, "europe" in home.regions) == (
        "home territory of West Germany",
        True,
    )
    spot = where(
        hits(
            "france",
            "germany",
            at={"of": "peru", "kind": "vessel", "regions": ["pacific"]},
        )
    )
    assert (spot.home, spot.kind, spot.of, spot.regions) == (
        False,
        PlaceKind.VESSEL,
        (),
        {"pacific"},
    )
    assert spot.name == "ships of Peru", "a ship far from Peru is not in it"
    bare = where(hits("france", "germany", at={"of": "peru", "kind": "forces"}))
    assert "south-america" in bare.regions
    then = hits("china", "united-states", at="okinawa", on=date(1965, 1, 1))
    okinawa = where(then, date(1980, 1, 1))
    assert (okinawa.home, okinawa.administered_by) == (False, ("united-states",))
    assert (
        where(then.model_copy(update={"on": None}), date(1980, 1, 1)).administered_by
        == ()
    )
    assert okinawa.of == ("japan",)


def test_nobody_knows_the_home_of_an_unnamed_state() -> None:
    found = setting(hits((), "germany"))
    assert (found.name(UNNAMED), found.home_of(UNNAMED).regions) == (
        "an unnamed state",
        frozenset(),
    )
    assert (found.name("germany"), found.name_in_line("united-states")) == (
        "West Germany",
        "the United States",
    )
    assert found.home_of("germany") is found.home_of("germany")


def test_who_attacks_whom_is_gone_through_once() -> None:
    """A scenario of 250 attacks spent more on looking them up again than on all duties together."""
    found = setting(hits("france", "germany"), hits("italy", "germany"))
    assert found.attacked == ("germany",)
    assert found.attacked is found.attacked
    assert found.attacking is found.attacking
