"""Under the title of a case stand the force, the question and the secrets that the title leaves unsaid."""

from __future__ import annotations

import pytest

from engine.output.asked_case import behind_title
from engine.world import World

BEHIND = {
    "G11": [
        "Armenia attacked by Azerbaijan at Jermuk and the Armenian border of 2022."
    ],
    "G1a": [],
    "J7b": [
        "Austria-Hungary attacked by the Russian Empire at Bukovina.",
        "Asked: must Romania help Austria-Hungary?",
        "Left out, as the public did not know of it: the Austro-Romanian Alliance.",
    ],
    "W8b": [
        "Poland attacked by Germany.",
        "Asked: must Italy help Germany under the Pact of Steel?",
    ],
}


@pytest.mark.parametrize("code", BEHIND)
def test_a_title_is_followed_by_what_it_leaves_unsaid(world: World, code: str) -> None:
    case = next(c for c in world.corpus.cases if c.code == code)
    assert [*behind_title(world.ask(case.scenario, rounds=1))] == BEHIND[code]


def test_a_case_asks_about_the_victim_whom_its_treaty_covers(world: World) -> None:
    """Belgium, attacked too, is no party to the Anglo-Japanese Alliance: the question is about the United Kingdom."""
    case = next(c for c in world.corpus.cases if c.code == "G1f")
    told = str(world.ask(case.scenario))
    assert "Asked: must Japan help the United Kingdom under" in told
    assert "No. Japan need only consult with the United Kingdom" in told


def test_a_question_without_a_title_has_no_such_lines(world: World) -> None:
    answer = world.ask("Belgium", by="Germany", on="1914-08-04", must="UK", rounds=1)
    assert [*behind_title(answer)] == []


def test_a_waiver_is_told_with_its_day_and_article(world: World) -> None:
    case = next(c for c in world.corpus.cases if c.code == "W8b")
    assert "No. Germany has waived the help (Pact of Steel, Art. III)." in str(
        world.ask(case.scenario)
    )


def test_help_to_an_attacker_that_waits_for_unlawful_defence_is_no_first_line(
    world: World,
) -> None:
    """Jordan owes Britain help only if Brazil, attacked by Britain, defends itself unlawfully: nobody asks that."""
    told = str(world.ask("Brazil", by="United Kingdom", on="1955-06-01"))
    assert "Owed to" not in told
    earlier = str(world.ask("Ukraine", by="Russia", on="2026-10-01"))
    assert "Owed to Russia, taken as attacked by Ukraine" in earlier
