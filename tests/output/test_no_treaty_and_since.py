"""Why a treaty does not apply, by its object; and since when a state is bound, by each treaty."""

from __future__ import annotations

import pytest

from engine.output.ruling_text import ruling_text
from engine.world import World

REFUSED = {
    "if the German Empire attacks Luxembourg on 1 June 1900, does the Act on Swiss neutrality of 1815 apply?": "No. The Act on Swiss neutrality of 1815 protects only Switzerland.",
    "if Russia blockades Moldova on 1 January 2026, does the EU solidarity clause apply?": "No. The EU solidarity clause (TFEU) protects only EU members, and Moldova is none.",
    "if North Korea attacks South Korea on 1 January 2026, does the Russia–North Korea Treaty of 2024 apply?": "No. The Russia–North Korea Treaty of 2024 covers a party that is attacked, and North Korea attacks.",
    "if China attacks Panama on 10 March 2025, does the US–Japan Treaty of 1960 apply?": "No. The US–Japan Treaty of 1960 covers only attacks in territories under the administration of Japan.",
    "if Russia attacks Ukraine on 1 January 2026, does NATO apply?": "No. Ukraine is no party to the North Atlantic Treaty.",
}


@pytest.mark.parametrize("asked", REFUSED)
def test_a_treaty_that_protects_others_is_refused_by_its_object(
    world: World, asked: str
) -> None:
    lines = ruling_text(world.ask(asked))
    assert lines[0] == REFUSED[asked]
    named = REFUSED[asked].split(" protects ")[0].removeprefix("No. The ")
    assert not any(named in line for line in lines[1:])


def test_two_treaties_are_told_the_earliest_first(world: World) -> None:
    asked = "If Russia attacks Estonia on 1 January 2026, since when must France help?"
    assert ruling_text(world.ask(asked)) == (
        "Since 29 March 2004 France must act, but chooses how (North Atlantic Treaty, Art. 5).",
        "Since 1 December 2009 it must help (EU Treaty, Art. 42.7).",
    )


def test_the_end_stands_beside_the_beginning(world: World) -> None:
    asked = "If France attacks the German Empire on 1 April 1888, since when must Italy help?"
    assert ruling_text(world.ask(asked))[0] == (
        "Since 30 May 1882 and until 3 May 1915 Italy must help militarily "
        "(Triple Alliance, Art. II.2)."
    )
