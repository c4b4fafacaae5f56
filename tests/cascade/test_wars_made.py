"""How given acts make wars and sides, on every short history of four states; and what is noted of each act."""

from __future__ import annotations

from datetime import date
from itertools import permutations, product
from typing import Any

import pytest

from engine.cascade.setting import Setting, set_out
from engine.cascade.sides import Side, hostile, wars_of
from tests.cascade.test_rules_of_law import NEW, OLD, at_war, does, hits
from tests.worlds import of
from treaties.scenarios import UNNAMED, Event, Scenario
from treaties.terms import EventKind, PlaceKind

NAMES = {"a": "france", "b": "germany", "c": "italy", "d": "poland", "e": "spain"}
PAIRS = list(permutations("abcd", 2))
HISTORIES = [h for n in (1, 2, 3, 4) for h in product(PAIRS, repeat=n) if h[0] == ("a", "b")]


def attacks(*pairs: tuple[str, str]) -> list[Event]:
    return [hits(a, v) for a, v in pairs]


def wars(text: str) -> str:
    """The wars that a history makes: `a>b` an attack, `a:b` that one performs for another."""
    events = []
    for word in text.split():
        one, sign, other = word
        events.append(hits(one, other) if sign == ">" else does("performs", one, **{"for": other}))
    made = wars_of(events, NEW)
    return " ".join(f"{''.join(begun)}/{''.join(hit)}" for begun, hit in made.pairs)


@pytest.mark.parametrize(
    ("history", "made"),
    [
        ("a>b", "a/b"),
        ("a>b a>b", "a/b"),
        ("a>b b>a", "a/b"),
        ("a>b a>c", "a/bc"),
        ("a>b c>a", "a/bc"),
        ("a>b c>b", "ac/b"),
        ("a>b b>c", "a/b b/c"),
        ("a>b c>d", "a/b c/d"),
        # a third act
        ("a>b c>b c>d", "ac/bd"),
        ("a>b c>b d>c", "ac/bd"),
        ("a>b c>b b>d", "ac/b b/d"),
        ("a>b c>b a>c", "ac/b a/c"),
        ("a>b a>c b>c", "a/bc b/c"),
        ("a>b a>c d>c", "ad/bc"),
        ("a>b b>c c>a", "a/bc b/c"),
        ("a>b b>c a>c", "a/b ba/c"),
        ("a>b b>c d>b", "a/b b/cd"),
        ("a>b b>c d>c", "a/b bd/c"),
        ("a>b b>c c>d", "a/b b/c c/d"),
        ("a>b b>c b>d", "a/b b/cd"),
        ("a>b b>a b>c", "a/b b/c"),
        ("a>b c>d a>d", "ac/bd"),
        ("a>b c>d c>b", "ac/bd"),
        ("a>b c>d b>c", "a/b c/db"),
        ("a>b c>d d>a", "a/bd c/d"),
        ("a>b c>d b>d", "a/b cb/d"),
        ("a>b c>d a>c", "a/b c/da"),
        ("a>b b>c c>d a>d", "ac/bd b/c"),
        ("a>b c>d e>d a>d", "ace/bd"),
        ("a>b c>d d>a a>d", "a/bd c/d"),
        ("c>d a>b c>b", "ca/db"),
        ("a>b c>d b>c a>d", "ac/bd"),
        # who fights for another
        ("a>b c:b", "a/bc"),
        ("a>b c:a", "ac/b"),
        ("c:b a>b", "a/bc"),
        ("a>b c:b c:b", "a/bc"),
        ("a>b b:a", "a/b"),
        ("a>b c>d e:d", "a/b c/de"),
        ("a>b b>c c:b", "a/bc b/c"),
        ("d>e a>b c:b b>d", "d/eb a/bc"),
    ],
)
def test_a_history_makes_these_wars(history: str, made: str) -> None:
    assert wars(history) == made


@pytest.mark.parametrize("part", range(4))
def test_every_short_history_makes_wars_that_are_whole(part: int) -> None:
    for history in HISTORIES[part::4]:
        made = wars_of(attacks(*history), NEW)
        acted: set[str] = set()
        begun = set()
        for a, v in history:
            if v not in acted:
                begun.add((a, v))
            acted.add(a)
            assert made.opposed(a, v), history
        assert (made.first, made.acted) == (begun, acted)
        for one, other in made.pairs:
            assert not set(one) & set(other), history
            assert len({*one, *other}) == len(one) + len(other), history
            between = [(a, v) for a, v in history if {a, v} <= {*one, *other} and (a in one) != (v in one)]
            assert len(history) > 3 or between[0][0] in one, (history, "the first side struck first")
            for side, facing in ((one, other), (other, one)):
                for s in side:
                    fought = any({s, x} == {*pair} for pair in history for x in facing)
                    assert fought, (history, s, "stands where it fights nobody")
        for aggressor in acted:
            innocent = [v for v in "abcd" if v not in acted and {a for a, x in history if x == v} == {aggressor}]
            sides = {n for n, (one, other) in enumerate(made.pairs) if aggressor in one and set(innocent) & set(other)}
            assert len(sides) <= 1, (history, "the victims of one aggressor stand together")


def test_the_sides_are_named_by_war_and_number_and_the_first_began() -> None:
    made = wars_of(attacks(("a", "b"), ("b", "c")), NEW).sides()
    assert made == (
        Side(0, 0, ("a",), True),
        Side(0, 1, ("b",), False),
        Side(1, 0, ("b",), True),
        Side(1, 1, ("c",), False),
    )
    assert [s.lead for s in made] == ["a", "b", "b", "c"]
    assert [s.key for s in made] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_helpers_of_either_side_act_and_one_helped_in_no_war_is_waited_for() -> None:
    events = [does("performs", "c", **{"for": "b"}), hits("a", "b"), hits("c", "d")]
    made = wars_of(events, NEW)
    assert made.acted == {"a", "c"}
    assert [("".join(x), "".join(y)) for x, y in made.pairs] == [("a", "bc"), ("c", "d")]
    assert wars_of([does("performs", "c", **{"for": "b"})], NEW).acted == set()
    helped = wars_of([does("performs", "c", **{"for": "b"}), hits("a", "b"), hits("d", "c")], NEW)
    assert ("d", "c") not in helped.first, "who helps has acted"
    promise = does("performs", "c", on=date(1960, 5, 1), **{"for": "b"})
    waiting = wars_of([promise, hits("d", "e", on=date(1960, 5, 1)), hits("a", "b")], NEW)
    assert [("".join(x), "".join(y)) for x, y in waiting.pairs] == [("d", "e"), ("a", "bc")]
    aside = wars_of([does("abstains", "c", **{"for": "b"}), hits("a", "b")], NEW)
    assert aside.acted == {"a"}
    tomorrow = does("performs", "c", on=date(1960, 6, 2), **{"for": "b"})
    later = wars_of([tomorrow, hits("a", "b", on=NEW), hits("d", "c", on=NEW)], NEW)
    assert [("".join(x), "".join(y)) for x, y in later.pairs] == [("a", "bc"), ("d", "c")]
    assert ("d", "c") in later.first, "before it helped it had done nothing"


def test_only_force_and_declarations_are_hostile_and_every_pair_of_an_act_counts() -> None:
    acts = {k: does(k, "a", "b", to="c") if k == "arming" else does(k, "a", "b") for k in ("threat", "arming")}
    assert list(hostile([*acts.values()])) == []
    both = hits(("a", "b"), ("c", "d"))
    assert list(hostile([both])) == [("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")]
    assert list(hostile([does("declaration-of-war", "a", "b")])) == [("a", "b")]
    assert list(hostile([hits((), "b")])) == [(UNNAMED, "b")]


# What is noted of each act


def setting(*events: Event, on: date = NEW) -> Setting:
    return set_out(of([]), Scenario(on=on, events=events, background=False))


def noted(history: str, **more: Any) -> list[tuple[bool, bool]]:
    """Of each attack whether it begins force between the two, and whether it is in answer."""
    events = [hits(NAMES[w[0]], NAMES[w[2]], **more) for w in history.split()]
    return [(o.first, o.counter) for o in setting(*events).occurrences]


FIRST, COUNTER, NEITHER = (True, False), (False, True), (False, False)


@pytest.mark.parametrize(
    ("history", "said"),
    [
        ("a>b", [FIRST]),
        ("a>b b>a", [FIRST, COUNTER]),
        ("a>b b>a a>b", [FIRST, COUNTER, FIRST]),
        ("a>b a>c", [FIRST, FIRST]),
        ("a>b c>a", [FIRST, COUNTER]),
        ("a>b c>a a>c", [FIRST, COUNTER, COUNTER]),
        ("a>b c>b", [FIRST, FIRST]),
        ("a>b b>a c>b", [FIRST, COUNTER, NEITHER]),
        ("a>b b>c", [FIRST, FIRST]),
        ("a>b b>c c>b", [FIRST, FIRST, COUNTER]),
        ("a>b b>a c>b b>c", [FIRST, COUNTER, NEITHER, COUNTER]),
        ("a>b b>c a>c", [FIRST, FIRST, FIRST]),
        ("a>b c>d", [FIRST, FIRST]),
    ],
)
def test_of_each_attack_it_is_noted_whether_it_begins_or_answers(history: str, said: list[tuple[bool, bool]]) -> None:
    assert noted(history) == said


def test_of_several_attackers_all_answer_where_one_was_hit_by_the_victim_and_none_had_hit_it() -> None:
    a, b, c, d = (NAMES[x] for x in "abcd")
    joint = setting(hits(a, b), hits(b, c), hits((c, d), b)).occurrences
    assert [(o.actor, o.counter) for o in joint[2:]] == [(c, True), (d, True)]
    mixed = setting(hits(a, b), hits(b, a), hits((a, d), b)).occurrences
    assert [(o.actor, o.counter) for o in mixed[2:]] == [(a, False), (d, False)]
    beside = setting(hits(a, b), hits(c, a), hits((a, d), c)).occurrences
    assert [(o.actor, o.counter) for o in beside[2:]] == [(a, True), (d, True)]
    helped = setting(hits(a, b), hits(b, c), does("performs", d, **{"for": a}), hits(d, b)).occurrences
    assert [(o.actor, o.counter) for o in helped] == [(a, False), (b, False), (d, False)], "b began another war"
    threat = setting(hits(a, b), does("threat", b, a)).occurrences
    assert not threat[1].counter, "no force, no answer"


def test_own_acts_are_those_before_any_force_was_suffered() -> None:
    a, b, c, d = (NAMES[x] for x in "abcd")
    assert setting(hits(a, b), hits(b, a), hits(b, c)).own_act == {a}
    assert setting(hits(a, b), hits(c, a)).own_act == {a, c}
    assert setting(hits(a, b), does("performs", c, **{"for": b})).own_act == {a, c}
    assert setting(hits(a, b), does("performs", b, **{"for": c})).own_act == {a}
    assert setting(hits(a, b), does("threat", d, a)).own_act == {a}
    assert setting(hits(a, b), hits(b, c), hits(c, b), hits(d, a), hits(a, d)).own_act == {a, d}


def test_an_occurrence_says_what_the_event_says() -> None:
    plain = {"isolated": False, "unprovoked": None, "conflict": "", "group": "", "leave": None, "attributed": True}
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
    said = {"isolated": True, "unprovoked": False, "conflict": "a-war", "on": date(1960, 5, 1)}
    (o,) = setting(hits("france", "germany", **said)).occurrences
    assert (o.isolated, o.unprovoked, o.conflict, o.begun) == (True, False, "a-war", date(1960, 5, 1))
    (o,) = setting(hits("france", "germany", at={"of": "france", "kind": "forces"}, leave=True)).occurrences
    assert o.leave is True


def test_whose_force_it_is_is_established_unless_a_group_or_unrest_leaves_it_open() -> None:
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


def test_what_lies_ahead_is_not_given_and_the_rest_is_in_the_order_of_its_days() -> None:
    ahead = hits("spain", "france", on=date(1960, 6, 2))
    today, before = hits("italy", "france", on=NEW), hits("poland", "france", on=date(1960, 5, 1))
    found = setting(ahead, hits("germany", "france"), today, before)
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
    found = setting(hits("france", "germany"), hits("germany", "italy"), does("threat", "spain", "italy"))
    assert found.principals == ("france", "germany", "italy")
    assert [s.members for s in map(found.facing, found.sides)] == [("germany",), ("france",), ("italy",), ("germany",)]


def test_the_question_is_about_force_and_about_other_acts_only_where_there_is_none() -> None:
    threat = does("threat", "spain", "italy")
    found = setting(threat, hits("france", "germany"), hits("germany", "poland"))
    assert (found.attacked, found.attacking) == (("germany", "poland"), ("france",))
    assert (setting(threat).attacked, setting(threat).attacking) == (("italy",), ("spain",))
    law = at_war(of([]), hits("poland", "germany", on=date(1955, 1, 1)), hits("spain", "germany", on=date(1955, 1, 1)))
    again = set_out(law, Scenario(on=NEW, events=(hits("poland", "germany"),)))
    assert [(o.actor, o.background) for o in again.asked_for] == [("poland", False)]
    assert again.attacking == ("poland",)


def test_who_declared_war_on_whom_is_known_either_way_round() -> None:
    both = does("declaration-of-war", ("france", "italy"), ("germany", "poland"))
    found = setting(both, does("threat", "spain", "italy"), hits("spain", "france"))
    assert found.declared == {frozenset((a, b)) for a in ("france", "italy") for b in ("germany", "poland")}
    assert setting(hits("spain", "france")).declared == frozenset()


def test_who_began_a_war_is_who_made_it_on_the_side_that_began() -> None:
    a, b, c, d = (NAMES[x] for x in "abcd")
    assert setting(hits(a, b), hits(b, a)).begun == {(a, b)}
    assert setting(hits(a, b, isolated=True), hits(b, a)).begun == frozenset()
    assert setting(does("limited-force", a, b), hits(b, a)).begun == frozenset()
    assert setting(does("declaration-of-war", a, b)).begun == {(a, b)}
    assert setting(does("threat", b, a), hits(a, b)).begun == {(a, b)}
    assert setting(hits(a, b), hits(c, a)).begun == {(a, b)}, "the helper of the victim began nothing"
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
    for strangers in (("germany", "spain"), ("france", "poland"), ("poland", "germany"), ("france", "italy")):
        assert found.peace(*strangers, date(1950, 1, 1)) is None


def test_acts_of_a_kind_are_found_among_others() -> None:
    request = does("request", "germany", to="italy")
    found = setting(hits("france", "germany"), request, does("waiver", "germany", to="italy"))
    assert list(found.has(EventKind.REQUEST)) == [request]


def test_what_was_looked_up_makes_no_other_setting() -> None:
    law, scenario = of([]), Scenario(on=NEW, events=(hits("france", "germany"),))
    one, other = set_out(law, scenario), set_out(law, scenario)
    assert (one.name("peru"), one.home_of("peru").of) == ("Peru", ("peru",))
    assert one == other


def test_a_rule_holds_on_its_days_only() -> None:
    assert not setting(hits("france", "germany"), on=OLD).rule_holds("self-defence")
    assert setting(hits("france", "germany")).rule_holds("self-defence")
    assert not setting(hits("france", "germany")).rule_holds("no-such-rule")


def test_the_attackers_war_is_the_same_force_the_other_way_round_in_the_same_place() -> None:
    found = setting(hits("france", "germany", unprovoked=True, conflict="a-war"))
    (o,) = found.occurrences
    seen = found.seen_by_attacker(o)
    assert (seen.actor, seen.object, seen.counter, seen.unprovoked) == ("germany", "france", True, None)
    assert (seen.own_war, seen.where.home, seen.conflict) == (True, False, "a-war")
    assert (seen.where.name, seen.where.regions) == (o.where.name, o.where.regions)
    assert not found.seen_by_attacker(seen).counter


# Where


def test_a_place_is_whose_it_is_on_the_day_of_the_act() -> None:
    def where(event: Event, on: date = NEW) -> Any:
        return setting(event, on=on).occurrences[-1].where

    home = where(hits("france", "germany"))
    assert (home.home, home.kind, home.of, home.place) == (True, PlaceKind.TERRITORY, ("germany",), None)
    assert (home.name, "europe" in home.regions) == ("home territory of West Germany", True)
    spot = where(hits("france", "germany", at={"of": "peru", "kind": "vessel", "regions": ["pacific"]}))
    assert (spot.home, spot.kind, spot.of, spot.regions) == (False, PlaceKind.VESSEL, ("peru",), {"pacific"})
    assert spot.name == "vessel of Peru"
    bare = where(hits("france", "germany", at={"of": "peru", "kind": "forces"}))
    assert "south-america" in bare.regions
    then = hits("china", "united-states", at="okinawa", on=date(1965, 1, 1))
    okinawa = where(then, date(1980, 1, 1))
    assert (okinawa.home, okinawa.administered_by) == (False, ("united-states",))
    assert where(then.model_copy(update={"on": None}), date(1980, 1, 1)).administered_by == ()
    assert okinawa.of == ("japan",)


def test_nobody_knows_the_home_of_an_unnamed_state() -> None:
    found = setting(hits((), "germany"))
    assert (found.name(UNNAMED), found.home_of(UNNAMED).regions) == ("an unnamed state", frozenset())
    assert (found.name("germany"), found.name_in_line("united-states")) == ("West Germany", "the United States")
    assert found.home_of("germany") is found.home_of("germany")
