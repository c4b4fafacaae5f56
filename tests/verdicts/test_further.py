"""On which side a chain draws in."""

from __future__ import annotations

from engine import ask
from engine.verdicts.further import further


def test_who_helps_a_state_that_fights_for_the_attacker_is_on_the_attackers_side() -> None:
    chains = further(ask("Ukraine", by="Russia", on="2026-01-01"))
    assert {c.toward for c in chains if c.attackers} >= {"north-korea"}
    assert not any(c.toward == "north-korea" and not c.attackers for c in chains)
