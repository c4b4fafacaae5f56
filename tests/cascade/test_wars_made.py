"""How given acts make wars and sides, on every short history of four states; and what is noted of each act."""

from __future__ import annotations

from datetime import date
from itertools import permutations, product

import pytest

from engine.setting.sides import Side, hostile, wars_of
from tests.cascade.test_rules_of_law import NEW, does, hits
from tests.support.each import each
from tests.support.sampling import sampled
from treaties.models.scenario import UNNAMED, Event

NAMES = {"a": "france", "b": "germany", "c": "italy", "d": "poland", "e": "spain"}
PAIRS = list(permutations("abcd", 2))
HISTORIES = [
    h for n in (1, 2, 3, 4) for h in product(PAIRS, repeat=n) if h[0] == ("a", "b")
]


def attacks(*pairs: tuple[str, str]) -> list[Event]:
    return [hits(a, v) for a, v in pairs]


def wars(text: str) -> str:
    """The wars that a history makes: `a>b` an attack, `a:b` that one performs for another."""
    events = []
    for word in text.split():
        one, sign, other = word
        events.append(
            hits(one, other) if sign == ">" else does("performs", one, **{"for": other})
        )
    made = wars_of(events, NEW)
    return " ".join(f"{''.join(begun)}/{''.join(hit)}" for begun, hit in made.pairs)


@each(
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


@sampled(1)
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
            between = [
                (a, v)
                for a, v in history
                if {a, v} <= {*one, *other} and (a in one) != (v in one)
            ]
            assert len(history) > 3 or between[0][0] in one, (
                history,
                "the first side struck first",
            )
            for side, facing in ((one, other), (other, one)):
                for s in side:
                    fought = any({s, x} == {*pair} for pair in history for x in facing)
                    assert fought, (history, s, "stands where it fights nobody")
        for aggressor in acted:
            innocent = [
                v
                for v in "abcd"
                if v not in acted and {a for a, x in history if x == v} == {aggressor}
            ]
            sides = {
                n
                for n, (one, other) in enumerate(made.pairs)
                if aggressor in one and set(innocent) & set(other)
            }
            assert len(sides) <= 1, (
                history,
                "the victims of one aggressor stand together",
            )


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
    assert [("".join(x), "".join(y)) for x, y in made.pairs] == [
        ("a", "bc"),
        ("c", "d"),
    ]
    assert wars_of([does("performs", "c", **{"for": "b"})], NEW).acted == set()
    helped = wars_of(
        [does("performs", "c", **{"for": "b"}), hits("a", "b"), hits("d", "c")], NEW
    )
    assert ("d", "c") not in helped.first, "who helps has acted"
    promise = does("performs", "c", on=date(1960, 5, 1), **{"for": "b"})
    waiting = wars_of(
        [promise, hits("d", "e", on=date(1960, 5, 1)), hits("a", "b")], NEW
    )
    assert [("".join(x), "".join(y)) for x, y in waiting.pairs] == [
        ("d", "e"),
        ("a", "bc"),
    ]
    aside = wars_of([does("abstains", "c", **{"for": "b"}), hits("a", "b")], NEW)
    assert aside.acted == {"a"}
    tomorrow = does("performs", "c", on=date(1960, 6, 2), **{"for": "b"})
    later = wars_of([tomorrow, hits("a", "b", on=NEW), hits("d", "c", on=NEW)], NEW)
    assert [("".join(x), "".join(y)) for x, y in later.pairs] == [
        ("a", "bc"),
        ("d", "c"),
    ]
    assert ("d", "c") in later.first, "before it helped it had done nothing"


def test_only_force_and_declarations_are_hostile_and_every_pair_of_an_act_counts() -> (
    None
):
    acts = {
        k: does(k, "a", "b", to="c") if k == "arming" else does(k, "a", "b")
        for k in ("threat", "arming")
    }
    assert list(hostile([*acts.values()])) == []
    both = hits(("a", "b"), ("c", "d"))
    assert list(hostile([both])) == [("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")]
    assert list(hostile([does("declaration-of-war", "a", "b")])) == [("a", "b")]
    assert list(hostile([hits((), "b")])) == [(UNNAMED, "b")]
