"""What is held against others than an attack: mobilisation, the attacker's own war, strikes that follow, attackers together."""

from __future__ import annotations

from tests.cascade.test_held_and_told import ATTACK
from tests.cascade.test_rules_of_law import OLD, does, hits, pact
from tests.support.holding import record, steps, told


def test_a_mobilisation_calls_what_waits_for_it_for_each_that_is_owed_it() -> None:
    law = [
        pact("italy", "germany", "france", trigger="mobilisation", duty="mobilise"),
        pact("italy", "germany", number=1, trigger="threat", duty="consult"),
        pact("italy", "germany", number=2, trigger="standing", duty="not-attack"),
    ]
    found = record(law, OLD, does("mobilisation", "poland"))
    assert sorted(x.partition(" <")[0] for x in steps(found, "called")) == [
        "called(pact-0:1, france, poland)",
        "called(pact-0:1, germany, poland)",
        "called(pact-0:1, italy, poland)",
    ]
    assert {x.partition(" <")[0] for x in steps(found, "due")} == {
        f"due({o}, pact-0:1, {b})"
        for o in ("italy", "germany", "france")
        for b in ("italy", "germany", "france")
        if o != b
    }
    assert steps(record(law, OLD, ATTACK), "called") == [
        "called(pact-1:1, germany, poland) < attacked(poland, germany) ? "
    ]
    assert told(record(law, OLD, ATTACK)) == [], (
        "of an attack it is not told that nobody mobilised"
    )
    judged = {
        "kind": "judgement",
        "id": "danger",
        "text": "Is {beneficiary} in danger?",
        "per_attack": True,
    }
    asked = pact(
        "italy",
        "germany",
        "france",
        trigger="mobilisation",
        duty="mobilise",
        conditions=(judged,),
    )
    assert sorted(
        x.rpartition("? ")[2]
        for x in steps(record(asked, OLD, does("mobilisation", "poland")), "called")
    ) == [f"danger:pact-0/poland>{s}" for s in ("france", "germany", "italy")]
    own = record(law[0], OLD, does("mobilisation", "germany"))
    assert {x.partition(",")[0] for x in steps(own, "due")} == {
        "due(italy",
        "due(france",
    }


def test_in_any_war_the_attackers_friends_are_called_too() -> None:
    law = [pact("italy", "poland", trigger="war"), pact("spain", "poland", number=1)]
    found = record(law, OLD, ATTACK)
    assert steps(found, "called") == [
        "called(pact-0:1, poland, germany) < attacked(poland, germany) ? "
    ]
    assert [x for x in steps(found, "belligerent") if "italy" in x] == [
        "belligerent(italy, 0.0) < due(italy, pact-0:1, poland)"
        " ? performs:italy/pact-0:1>poland rule:performance-makes-belligerent"
    ]
    declared = record(law, OLD, does("declaration-of-war", "poland", "germany"))
    assert steps(declared, "called") == ["called(pact-0:1, poland, germany) <  ? "]
    for none in (
        hits("poland", "germany", isolated=True),
        does("threat", "poland", "germany"),
        hits((), "germany"),
    ):
        assert steps(record(law, OLD, none), "called") == []
    nobody = record(pact("italy", "germany", trigger="war"), OLD, hits((), "germany"))
    assert len(steps(nobody, "called")) == 1


def test_a_derived_strike_is_war_on_both_sides_of_it_and_each_side_only_of_its_own_war() -> (
    None
):
    law = [pact("italy", "germany"), pact("spain", "italy", number=1, trigger="war")]
    found = record(law, OLD, ATTACK, rounds=None)
    assert sorted(steps(found, "called")) == [
        "called(pact-0:1, germany, poland) < attacked(poland, germany) ? armed-attack:poland>germany",
        "called(pact-0:1, italy, poland) < attacked(poland, italy) ? armed-attack:poland>italy",
        "called(pact-1:1, italy, poland) < attacked(italy, poland) ? ",
        "called(pact-1:1, italy, poland) < attacked(poland, italy) ? ",
        "called(pact-1:1, spain, poland) < attacked(poland, spain) ? ",
        "called(pact-1:1, spain, poland) < attacked(spain, poland) ? ",
    ]


# Several attackers


def test_those_who_strike_together_call_by_each_and_a_reason_once_told_stays() -> None:
    two = {"kind": "attackers", "at_least": 2}
    law = pact("italy", "germany", conditions=(two,))
    found = record(law, OLD, ATTACK, hits("spain", "germany"))
    assert sorted(steps(found, "called")) == [
        "called(pact-0:1, germany, poland) < attacked(poland, germany) attacked(spain, germany)"
        " ? armed-attack:poland>germany",
        "called(pact-0:1, germany, spain) < attacked(spain, germany) attacked(poland, germany)"
        " ? armed-attack:spain>germany",
    ]
    assert told(found) == []
    alone = record(
        [law, pact("spain", "poland", number=1, trigger="war")],
        OLD,
        ATTACK,
        rounds=None,
    )
    assert told(alone) == [("italy", "pact-0:1", "germany", "poland", "attackers")]
    assert (
        len(
            [
                x
                for x in steps(alone, "called")
                if x.startswith("called(pact-0:1, germany")
            ]
        )
        == 2
    )


def test_who_only_threatens_is_not_counted_and_the_reason_is_told() -> None:
    law = pact("italy", "germany", conditions=({"kind": "attackers", "at_least": 2},))
    threat = does("threat", "spain", "germany")
    for events in ((ATTACK, threat), (threat, ATTACK)):
        assert ("italy", "pact-0:1", "germany", "poland", "attackers") in told(
            record(law, OLD, *events)
        )
    twice = record(law, OLD, ATTACK, ATTACK)
    assert {row[-1] for row in told(twice)} == {"attackers"}
    assert steps(twice, "called") == []
