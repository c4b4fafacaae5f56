"""Against what a clause is held, for whom, and what is told where it calls nobody: the record of small worlds, whole."""

from __future__ import annotations

from datetime import date

from engine.setting.graph import ObligationGraph
from engine.setting.setting import set_out
from tests.cascade.test_rules_of_law import NEW, OLD, does, hits, pact
from tests.support.holding import record, steps, told
from tests.support.plainly import Escalation
from tests.support.reasons import in_words
from tests.support.worlds import of
from treaties.models.scenario import Scenario

ATTACK, ANSWER = hits("poland", "germany"), hits("germany", "poland")
SINCE = date(1950, 1, 1)


# From an attack to a duty


def test_from_a_given_attack_to_a_helper_at_war() -> None:
    found = record(pact("italy", "germany"), NEW, ATTACK)
    assert steps(
        found, "called", "arisen", "due", "belligerent", "casus", "attacked"
    ) == [
        "attacked(poland, germany) <  ? ",
        "casus(pact-0, italy, germany) < arisen(italy, pact-0:1, germany) ? ",
        "belligerent(poland, 0.0) <  ? rule:attack-makes-war",
        "belligerent(germany, 0.1) <  ? rule:attack-makes-war",
        "attacked(germany, poland) < belligerent(germany, 0.1) belligerent(poland, 0.0)"
        " ? strikes:germany>poland rule:belligerents-may-strike",
        "attacked(italy, poland) < belligerent(italy, 0.1) belligerent(poland, 0.0)"
        " ? strikes:italy>poland rule:belligerents-may-strike",
        "attacked(poland, italy) < belligerent(poland, 0.0) belligerent(italy, 0.1)"
        " ? strikes:poland>italy rule:belligerents-may-strike",
        "called(pact-0:1, germany, poland) < attacked(poland, germany) ? armed-attack:poland>germany",
        "arisen(italy, pact-0:1, germany) < called(pact-0:1, germany, poland) ? ",
        "due(italy, pact-0:1, germany) < arisen(italy, pact-0:1, germany) called(pact-0:1, germany, poland)"
        " ? unlawful:poland>germany",
        "belligerent(italy, 0.1) < due(italy, pact-0:1, germany)"
        " ? performs:italy/pact-0:1>germany rule:performance-makes-belligerent",
    ]
    assert [
        s.rule for s in found.steps if s.head.kind in ("arisen", "due", "called")
    ] == [
        "clause",
        "obligor",
        "self-defence",
    ]
    assert told(found) == []


def test_a_lesser_duty_makes_nobody_fight_and_asks_not_whether_the_force_is_lawful() -> (
    None
):
    found = record(pact("italy", "germany", duty="consult"), NEW, ATTACK)
    assert steps(found, "due", "casus") == [
        "due(italy, pact-0:1, germany) < arisen(italy, pact-0:1, germany) called(pact-0:1, germany, poland) ? "
    ]
    below = record(pact("italy", "germany", rank="political"), NEW, ATTACK)
    assert steps(below, "casus") == [
        "casus(pact-0, italy, germany) < arisen(italy, pact-0:1, germany) ? "
    ]
    assert not [x for x in steps(below, "belligerent") if "italy" in x]


def test_a_threat_needs_no_force_to_be_proved_where_its_author_is_not_established() -> (
    None
):
    felt = pact("italy", "germany", duty="consult", trigger="threat")
    sure = steps(record(felt, NEW, ATTACK), "called")
    assert sure == ["called(pact-0:1, germany, poland) < attacked(poland, germany) ? "]
    open_ = hits("poland", "germany", attributed=False)
    assert steps(record(felt, NEW, open_), "called") == [
        "called(pact-0:1, germany, poland) <  ? "
    ]
    plain = steps(record(pact("italy", "germany"), NEW, open_), "called")
    assert plain == [
        "called(pact-0:1, germany, poland) < attacked(poland, germany) ? armed-attack:poland>germany"
    ]
    assert steps(record(felt, NEW, does("threat", "poland", "germany")), "called") == [
        "called(pact-0:1, germany, poland) <  ? "
    ]
    assert (
        steps(record(felt, NEW, open_), "attacked")[0]
        == "attacked(poland, germany) <  ? attributed:poland>germany"
    )


def test_force_of_a_nameless_hand_is_laid_to_nobody_yet() -> None:
    found = record(pact("italy", "germany"), NEW, hits((), "germany", attributed=False))
    assert (
        steps(found, "attacked")[0]
        == "attacked(unnamed-state, germany) <  ? attributed:unnamed-state>germany"
    )
    assert not [x for x in steps(found, "attacked") if "strikes" in x]


def test_force_that_is_laid_to_nobody_yet_makes_war_only_if_it_is() -> None:
    group = hits("poland", "germany", group="a band")
    found = record(pact("italy", "germany"), NEW, group)
    assert [x for x in steps(found, "belligerent") if "performs" not in x] == [
        f"belligerent({s}) < attacked(poland, germany) ? rule:attack-makes-war"
        for s in ("poland, 0.0", "germany, 0.1")
    ]
    assert {
        found.rounds[s.head]
        for s in found.steps
        if s.rule in ("attack-makes-war", "event")
    } == {0}
    also = record(pact("italy", "germany"), NEW, group, hits("spain", "germany"))
    assert [x for x in steps(also, "belligerent") if "performs" not in x] == [
        "belligerent(poland, 0.0) < attacked(poland, germany) ? rule:attack-makes-war",
        "belligerent(spain, 0.0) <  ? rule:attack-makes-war",
        "belligerent(germany, 0.1) <  ? rule:attack-makes-war",
    ]
    helped = record(
        pact("italy", "germany"),
        NEW,
        group,
        does("performs", "spain", **{"for": "germany"}),
    )
    assert "belligerent(spain, 0.1) <  ? " in steps(helped, "belligerent")
    declared = record(
        pact("italy", "germany"), NEW, does("declaration-of-war", "poland", "germany")
    )
    assert (
        steps(declared, "belligerent")[0]
        == "belligerent(poland, 0.0) <  ? rule:attack-makes-war"
    )
    named = [
        q for s in found.steps for q, _ in s.literals if q.startswith("attributed")
    ]
    assert set(named) == {"attributed:poland>germany"}


def test_a_shot_that_stops_there_is_war_once_anybody_joins() -> None:
    shot = hits("poland", "germany", isolated=True)
    alone = record([], OLD, shot, rounds=None)
    assert steps(alone, "belligerent") == []
    found = record(pact("italy", "germany"), OLD, shot, rounds=None)
    assert steps(found, "belligerent") == [
        "belligerent(germany, 0.1) < belligerent(italy, 0.1) ? ",
        "belligerent(poland, 0.0) < belligerent(italy, 0.1) ? ",
        "belligerent(italy, 0.1) < due(italy, pact-0:1, germany)"
        " ? performs:italy/pact-0:1>germany rule:performance-makes-belligerent",
    ]
    pairs = {(s.head.args, s.rule) for s in found.steps if s.head.kind == "attacked"}
    assert pairs == {(("poland", "germany"), "event")} | {
        (pair, "belligerents-may-strike")
        for pair in (("germany", "poland"), ("italy", "poland"), ("poland", "italy"))
    }
    two = record(
        [pact("italy", "germany"), pact("spain", "germany", number=1)],
        OLD,
        shot,
        rounds=None,
    )
    woken = [
        x
        for x in steps(two, "belligerent")
        if x.startswith(("belligerent(germany", "belligerent(poland"))
    ]
    assert len(woken) == 4


def test_a_threat_is_no_force_given_and_a_nameless_state_strikes_nobody() -> None:
    threat = does("threat", "poland", "germany")
    found = record(
        pact("germany", "france"), OLD, hits("poland", "france"), threat, rounds=None
    )
    assert [x for x in steps(found, "attacked") if "strikes:poland>germany" in x]
    nameless = record(pact("germany", "france"), OLD, hits((), "france"), rounds=None)
    assert [x for x in steps(nameless, "attacked") if "strikes" in x] == []


def test_a_mobilisation_calls_a_clause_for_each_beneficiary_and_makes_nobody_fight() -> (
    None
):
    law = pact("italy", "germany", "france", trigger="mobilisation")
    found = record(law, OLD, does("mobilisation", "poland"))
    assert steps(found, "called") == [
        f"called(pact-0:1, {state}, poland) <  ? "
        for state in ("france", "germany", "italy")
    ]
    assert steps(found, "belligerent") == []
    of_an_ally = record(law, OLD, does("mobilisation", "italy"))
    assert {x.partition(",")[0] for x in steps(of_an_ally, "arisen")} == {
        "arisen(france",
        "arisen(germany",
    }


def test_a_war_calls_the_attackers_allies_too_unless_it_stops_there_or_has_no_name() -> (
    None
):
    law = pact("italy", "poland", trigger="war")
    assert steps(record(law, OLD, ATTACK), "called") == [
        "called(pact-0:1, poland, germany) < attacked(poland, germany) ? "
    ]
    declared = record(law, OLD, does("declaration-of-war", "poland", "germany"))
    assert steps(declared, "called") == ["called(pact-0:1, poland, germany) <  ? "]
    shot = hits("poland", "germany", isolated=True)
    assert steps(record(law, OLD, shot), "called") == []
    assert steps(record(law, OLD, hits((), "germany")), "called") == []


# Who is told why not


def test_of_what_failed_every_reason_is_told_to_every_obligor_but_the_attacker() -> (
    None
):
    law = pact(
        "italy",
        "germany",
        "poland",
        conditions=({"kind": "attacker", "among": ("spain",)}, "unprovoked"),
    )
    found = record(law, NEW, hits("poland", "germany", unprovoked=False))
    assert told(found) == [
        ("italy", "pact-0:1", "germany", "poland", c)
        for c in ("attacker", "unprovoked")
    ]
    assert steps(found, "called") == []
    assert not any(
        q for s in found.steps for q, _ in s.literals if q.startswith("armed-attack")
    )


def test_what_somebody_might_yet_do_is_no_reason() -> None:
    law = [
        pact("italy", "germany"),
        pact(
            "france",
            "italy",
            number=1,
            conditions=({"kind": "attackers", "at_least": 3},),
        ),
    ]
    assert told(record(law, NEW, ATTACK, rounds=None)) == []


def test_peace_is_told_to_those_who_would_have_had_to_help() -> None:
    peace = does("separate-peace", "germany", to="poland")
    found = record(pact("italy", "germany", "poland"), NEW, ATTACK, peace, rounds=None)
    assert told(found) == [("italy", "pact-0:1", "germany", "poland", "peace")]
    assert (
        in_words(found.blocked[0])
        == "Poland and West Germany made peace on 1 June 1960"
    )
    assert steps(found, "called", "belligerent") == []
    assert [x for x in steps(found, "attacked") if "strikes" in x] == []
    with_one = does("separate-peace", "germany", to="spain")
    fighting = record([], NEW, ATTACK, hits("spain", "germany"), with_one, rounds=None)
    assert steps(fighting, "belligerent") == [
        f"belligerent({s}) <  ? rule:attack-makes-war"
        for s in ("poland, 0.0", "germany, 0.1")
    ]


def test_who_attacks_is_told_that_it_is_not_called_against_itself() -> None:
    found = record(pact("italy", "germany", "poland"), NEW, ATTACK)
    assert told(found) == [("poland", "pact-0:1", "germany", "poland", "attacker")]
    assert in_words(found.blocked[0]) == "Poland is itself the attacker"


def test_who_attacks_its_helper_forfeits_help_where_the_rule_holds() -> None:
    events = (hits("germany", "italy"), ATTACK)
    found = record(pact("italy", "germany"), NEW, *events)
    assert told(found) == [
        ("germany", "pact-0:1", "italy", "germany", "attacker"),
        ("italy", "pact-0:1", "germany", "poland", "forfeited"),
    ]
    assert [x for x in steps(found, "arisen") if "italy, pact" in x] == [
        "arisen(italy, pact-0:1, germany) < called(pact-0:1, germany, poland) ? not rule:attacker-forfeits"
    ]
    law = of([pact("italy", "germany")])
    ruleless = law.model_copy(
        update={"rules": tuple(r for r in law.rules if r.id != "attacker-forfeits")}
    )
    setting = set_out(ruleless, Scenario(on=NEW, events=events, background=False))
    without = Escalation(setting, ObligationGraph(ruleless, NEW), rounds=1).run()
    assert told(without) == told(found)
    assert not [
        x
        for x in steps(without, "arisen", "belligerent", "casus")
        if "italy, pact" in x or "performs" in x
    ]
    both = of(
        [
            pact("belgium", "italy", "germany"),
            pact("spain", "poland", number=1, trigger="war"),
        ]
    )
    both = both.model_copy(update={"rules": ruleless.rules})
    setting = set_out(
        both,
        Scenario(on=OLD, events=(hits("germany", "belgium"), ATTACK), background=False),
    )
    further = Escalation(setting, ObligationGraph(both, OLD)).run()
    # Belgium, attacked by Germany, comes first and is passed over; Italy is called all the same, by Spain's strike too.
    helping = [
        s
        for s in further.steps
        if s.head.kind == "arisen" and s.head.args[2] == "germany"
    ]
    assert {s.head.args[0] for s in helping} == {"italy"}
    assert {s.body[0].kind for s in helping} == {"called", "callable"}


def test_derived_force_too_calls_nobody_who_was_attacked_by_whom_it_would_help() -> (
    None
):
    """Germany attacked France; Poland may strike Germany's helper Italy, and Italy may strike back."""
    law = [pact("italy", "germany", trigger="war"), pact("france", "germany", number=1)]
    found = record(
        law, OLD, hits("germany", "france"), hits("germany", "spain"), rounds=None
    )
    forfeits = [x for x in steps(found, "arisen") if x.startswith("arisen(france")]
    assert forfeits
    assert all("not rule:attacker-forfeits" in x for x in forfeits)
    assert not [b for b in found.blocked if b.adversary in ("spain", "italy")]


def test_a_reservation_fails_in_its_own_name() -> None:
    kept = {
        "state": "italy",
        "gist": "Not against Poland.",
        "conditions": ({"kind": "no-war-with", "states": ("poland",)},),
    }
    law = pact("italy", "germany", "france", reservations=(kept,))
    found = record(law, NEW, ATTACK)
    assert told(found) == [("italy", "pact-0:1", "germany", "poland", "no-war-with")]
    assert (
        in_words(found.blocked[0])
        == "its reservation stands in the way: the text compels nobody to war with Poland"
    )
    assert not [x for x in steps(found, "casus", "belligerent") if "italy" in x]
    assert [x.split(",")[0] for x in steps(found, "arisen")] == ["arisen(france"]
    asks = kept | {"conditions": ("request", {"kind": "assists", "state": "france"})}
    met = record(pact("italy", "germany", "france", reservations=(asks,)), NEW, ATTACK)
    (way,) = [x for x in steps(met, "arisen") if "italy, pact" in x]
    assert way == (
        "arisen(italy, pact-0:1, germany) < called(pact-0:1, germany, poland) belligerent(france, 0.1)"
        " ? request:germany>pact-0"
    )
    assert [
        s.rule
        for s in met.steps
        if s.head.kind == "arisen" and s.head.args[0] == "italy"
    ] == ["reservation"]
    for one in asks["conditions"]:
        alone = record(
            pact(
                "italy",
                "germany",
                "france",
                reservations=(asks | {"conditions": (one,)},),
            ),
            NEW,
            ATTACK,
        )
        assert {s.rule for s in alone.steps if s.head.kind == "arisen"} == {
            "reservation",
            "obligor",
        }
    derived = record(
        [law, pact("spain", "poland", number=1, trigger="war")],
        NEW,
        ATTACK,
        rounds=None,
    )
    assert told(derived) == told(found), (
        "against Spain nothing is reserved, and nothing told"
    )
