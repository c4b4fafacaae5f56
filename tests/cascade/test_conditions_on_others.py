"""What conditions on other states ask: who helps, who joins, who is spared, and parties among themselves."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cascade.test_rules_of_law import NEW, OLD, does, hits
from tests.cascade.test_what_conditions_ask import ATTACK, asks, only
from tests.support.holding import first, held, ways
from treaties.vocabulary.terms import Nature


def test_a_duty_in_so_far_as_another_helps_needs_a_war() -> None:
    law = asks("assists", state="france")
    assert ways(first(held(law, NEW, ATTACK))) == ["belligerent(france, 0.1)"]
    assert ways(first(held(law, NEW, ATTACK, sided=False))) == [
        "fails: France does not assist West Germany"
    ]


def test_a_case_under_another_treaty_is_its_fact() -> None:
    law = asks("casus-foederis", treaty="other", obligor="spain", beneficiary="france")
    assert ways(first(held(law, NEW, ATTACK))) == ["casus(other, spain, france)"]


def test_who_joins_is_named_or_of_every_class_and_not_on_ones_own_side() -> None:
    named = asks("joined-by", among=("france", "spain"))
    joined = ["belligerent(france, 0.0)", "belligerent(spain, 0.0)"]
    assert (
        ways(first(held(named, NEW, hits(("france", "poland"), "germany")))) == joined
    )
    assert ways(first(held(named, NEW, ATTACK))) == [
        "belligerent(france, 0.0)",
        "belligerent(spain, 0.0)",
    ]
    beside = does("performs", "france", **{"for": "germany"})
    assert ways(first(held(named, NEW, beside, ATTACK))) == ["belligerent(spain, 0.0)"]
    assert ways(first(held(named, NEW, ATTACK, sided=False))) == [
        "fails: nobody of that kind joins the attacker"
    ]
    stranger = hits(("greece", "poland"), "germany")
    assert ways(first(held(named, NEW, stranger))) == [
        "belligerent(france, 0.0)",
        "belligerent(spain, 0.0)",
    ]
    great = asks("joined-by", classes=("great-power", "american"))
    assert ways(first(held(great, NEW, ATTACK))) == ["belligerent(united-states, 0.0)"]
    outside = asks("joined-by", "spain", classes=("non-party", "balkan"))
    found = ways(first(held(outside, OLD, ATTACK)))
    assert "belligerent(greece, 0.0)" in found
    assert not [x for x in found if "spain" in x or "france" in x]


def test_only_states_of_the_day_can_join() -> None:
    balkan = asks("joined-by", classes=("balkan",))
    then, now = (
        set(ways(first(held(balkan, day, ATTACK)))) for day in (OLD, date(2020, 1, 1))
    )
    assert "belligerent(yugoslavia, 0.0)" in then - now
    assert "belligerent(croatia, 0.0)" in now - then
    unnamed = asks("joined-by", classes=("non-party",))
    assert not [
        x
        for x in ways(first(held(unnamed, NEW, hits((), "germany"))))
        if "unnamed" in x
    ]


@pytest.mark.parametrize("kind", ["mobilisation", "threat"])
def test_military_measures_of_who_may_join_are_a_menace_if_somebody_finds_so(
    kind: str,
) -> None:
    law = asks("joined-by", among=("france", "spain"), menace=True)
    against = () if kind == "mobilisation" else "germany"
    ctx = held(law, NEW, does(kind, ("spain", "france"), against), ATTACK)
    assert ways(first(ctx)) == [
        "belligerent(france, 0.0)",
        "belligerent(spain, 0.0)",
        "menace:france>germany",
    ]
    assert only(ctx)[1] is Nature.FACT
    beside = held(law, NEW, does(kind, ("china", "spain"), against), ATTACK)
    assert ways(first(beside))[2:] == ["menace:spain>germany"]
    idle = held(law, NEW, does(kind, "china", against), ATTACK)
    assert ways(first(idle)) == ["belligerent(france, 0.0)", "belligerent(spain, 0.0)"]
    deaf = asks("joined-by", among=("france", "spain"))
    assert "menace:france>germany" not in ways(
        first(held(deaf, NEW, does(kind, "france", against), ATTACK))
    )


def test_a_carve_out_spares_the_attacker_and_those_beside_it() -> None:
    law = asks("no-war-with", states=("spain", "france"))
    both = hits(("france", "spain", "poland"), "germany")
    assert ways(first(held(law, NEW, ATTACK))) == [""]
    assert ways(first(held(law, NEW, both))) == [
        "fails: the text compels nobody to war with France or Spain"
    ]
    assert ways(first(held(law, NEW, hits("spain", "germany"), sided=False))) == [
        "fails: the text compels nobody to war with Spain"
    ]
    assert ways(first(held(law, NEW, both, sided=False))) == [""]


# Parties among themselves


def test_a_text_that_is_silent_on_its_own_parties_leaves_a_question() -> None:
    law = asks("between-parties", "poland")
    ctx = held(law, NEW, ATTACK)
    assert ways(first(ctx)) == ["between-parties:pact-0:1/poland>germany"]
    assert only(ctx)[3] == "the text says neither"
    assert ways(first(held(asks("between-parties"), NEW, ATTACK))) == [""]
