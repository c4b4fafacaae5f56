"""Who is drawn in if it goes on: on which side, by which acts, under which article."""

from __future__ import annotations

from engine import ask
from engine.findings.further import further
from engine.verdicts.solution import solve
from tests.cascade.test_rules_of_law import OLD, happens, hits, pact
from tests.support.worlds import of
from tests.verdicts.whole import reading
from treaties.models.scenario import Scenario


def test_who_helps_a_state_that_fights_for_the_attacker_is_on_the_attackers_side() -> (
    None
):
    chains = further(ask("Ukraine", by="Russia", on="2026-01-01"))
    assert {c.beneficiary for c in chains if c.attackers} >= {"north-korea"}
    assert not any(c.beneficiary == "north-korea" and not c.attackers for c in chains)


def test_the_acts_of_war_of_a_chain_stand_in_their_order_and_what_else_must_happen_after_them() -> (
    None
):
    """Germany strikes back, Portugal helps Poland if asked, Germany strikes Portugal: Spain owes it help if asked."""
    law = of(
        [
            pact("poland", "portugal", trigger="hostilities", conditions=("request",)),
            pact("portugal", "spain", number=1, conditions=("request",)),
        ]
    )
    answer = happens(law, OLD, hits("poland", "germany"), rounds=3)
    (spain,) = [c for c in further(answer) if c.states == ("spain",)]
    assert [q for q, _ in spain.acts] == [
        "strikes:germany>poland",
        "performs:portugal/pact-0:1>poland",
        "strikes:germany>portugal",
        "request:poland>pact-0",
        "request:portugal>pact-1",
    ]
    assert (spain.beneficiary, spain.attackers, spain.others) == ("portugal", True, 0)


def test_of_a_states_ways_the_nearest_strongest_and_best_founded_is_told() -> None:
    """Spain owes Italy help by four articles once Italy is struck for helping Germany; a reading may weaken one."""
    law = of(
        [
            pact("italy", "germany"),
            pact("spain", "italy", number=1, duty="act"),
            pact("spain", "italy", number=2, verified=False),
            pact("spain", "italy", "austria", number=3),
            pact("spain", "italy", number=4),
            pact("spain", "italy", number=5, conditions=("request",)),
        ]
    )
    attack = Scenario(on=OLD, events=(hits("poland", "germany"),), background=False)

    def told(*weaker: str) -> list[tuple[str, str]]:
        low = reading("low", {}, tuple((t, "*", "act") for t in weaker))
        found = further(solve(law, attack, asked=low, rounds=2))
        return [(c.clause.treaty.id, str(c.duty)) for c in found if "spain" in c.states]

    assert told() == [("pact-4", "fight")]
    assert told("pact-4") == [("pact-3", "fight")]
    assert told("pact-4", "pact-3") == [("pact-2", "fight")]
    assert told("pact-4", "pact-3", "pact-2") == [("pact-4", "act")], (
        "of equals the first"
    )


def test_judgements_stand_apart_from_acts_and_others_are_those_of_the_state_that_has_most() -> (
    None
):
    """France and Turkey owe Poland help once it is struck; who strikes it is anybody that helps Germany."""
    grave = {
        "kind": "judgement",
        "id": "grave",
        "text": "Is it grave?",
        "per_attack": True,
    }
    law = of(
        [
            pact("italy", "germany"),
            pact("spain", "germany", number=1),
            pact("france", "poland", number=2, conditions=(grave,)),
            pact("turkey", "spain", "poland", number=3),
        ]
    )
    found = {
        c.clause.key: c
        for c in further(happens(law, OLD, hits("poland", "germany"), rounds=2))
    }
    told = {
        k: (
            c.states,
            [q for q, _ in c.acts],
            [q for q, _ in c.judgements],
            c.others,
            (c.distance.events, c.distance.judgements),
        )
        for k, c in found.items()
    }
    acts = ["performs:italy/pact-0:1>germany", "strikes:italy>poland"]
    assert told["pact-2:1"] == (
        ("france",),
        acts,
        ["grave:pact-2/italy>poland"],
        1,
        (2, 1),
    )
    assert told["pact-3:1"][1:] == (acts, [], 1, (2, 0))


def test_a_nearer_way_is_told_before_one_by_weightier_states() -> None:
    """Spain, or France if it is asked, may come to strike Poland, which Hungary must then help."""
    law = of(
        [
            pact("spain", "germany"),
            pact("france", "germany", number=1, conditions=("request",)),
            pact("hungary", "poland", number=2),
        ]
    )
    (hungary,) = [
        c
        for c in further(happens(law, OLD, hits("poland", "germany"), rounds=2))
        if "hungary" in c.states
    ]
    assert [q for q, _ in hungary.acts] == [
        "performs:spain/pact-0:1>germany",
        "strikes:spain>poland",
    ]
    assert hungary.others == 0, "who must be asked first takes no step in its place"
