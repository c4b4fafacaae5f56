"""Who is drawn in if it goes on: on which side, by which acts, under which article."""

from __future__ import annotations

from engine import ask
from engine.verdicts.further import further
from engine.verdicts.solution import solve
from tests.cascade.test_rules_of_law import OLD, happens, hits, pact
from tests.verdicts.whole import reading
from tests.worlds import of
from treaties.scenarios import Scenario


def test_who_helps_a_state_that_fights_for_the_attacker_is_on_the_attackers_side() -> None:
    chains = further(ask("Ukraine", by="Russia", on="2026-01-01"))
    assert {c.toward for c in chains if c.attackers} >= {"north-korea"}
    assert not any(c.toward == "north-korea" and not c.attackers for c in chains)


def test_the_acts_of_war_of_a_chain_stand_in_their_order_and_what_else_must_happen_after_them() -> None:
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
    assert (spain.toward, spain.attackers, spain.others) == ("portugal", True, 0)


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
    assert told("pact-4", "pact-3", "pact-2") == [("pact-4", "act")], "of equals the first"
