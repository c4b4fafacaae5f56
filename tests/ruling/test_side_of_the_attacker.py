"""A treaty asked about on the side of the attacker: what it promises is for a party that is attacked."""

from __future__ import annotations

import pytest

from engine.question.topic import Side
from engine.ruling.attack import ruling_of
from engine.ruling.ruling import Lacking
from engine.world import World


@pytest.mark.parametrize(
    ("sentence", "lacking"),
    [
        (
            "Argentina attacks the Falklands on 1982-04-02. "
            "Does the Rio Treaty oblige the US to help Argentina?",
            Lacking.ATTACKS,
        ),
        (
            "If Russia attacks Estonia, is Belarus obliged by the CSTO to help Russia?",
            Lacking.ATTACKS,
        ),
        (
            "If Russia attacks Estonia, does the CSTO oblige Belarus to help Estonia?",
            Lacking.VICTIM_NOT_PARTY,
        ),
    ],
)
def test_a_treaty_of_help_covers_a_party_that_is_attacked(
    world: World, sentence: str, lacking: Lacking
) -> None:
    answer = world.ask(sentence, rounds=1)
    (ruling,) = ruling_of(answer).treaties
    assert ruling.lacking is lacking
    attackers_helped = answer.topic.side is Side.ATTACKER
    assert attackers_helped == (lacking is Lacking.ATTACKS)
