"""What is said of one state: every duty it has by now, each as it stands, and why others have none."""

from __future__ import annotations

import pytest

from engine.world import World
from tests.output.test_bottom_line import NORTH, asked, pact


def said(answer, *states: str) -> str:  # type: ignore[no-untyped-def]
    """The sentences of an answer on some states, in one line."""
    return " ".join(answer.text(only=list(states)).split())


@pytest.mark.parametrize(
    ("states", "whose"),
    [
        (("Norway",), "Norway must act for Iceland, by means of its own choice"),
        (("Norway", "Chile"), "their own choice"),
    ],
)
def test_the_choice_of_means_is_its_own_of_one_state_and_their_own_of_several(
    states: tuple[str, ...], whose: str
) -> None:
    answer = asked(pact("pact-a", "iceland", *NORTH[1:], duty="act"))
    assert whose in said(answer, *states)


def test_a_settled_duty_is_told_beside_one_that_waits_with_its_own_instrument(
    world: World,
) -> None:
    portugal = world.ask("United Kingdom", by="Transvaal", on="1899-10-20")
    text = said(portugal, "Portugal")
    assert "if the United Kingdom asks for help (Treaty of Windsor" in text
    settled = "must not help the attacker (Windsor Declaration of 1899"
    assert settled in text.split("AT ONCE")[0]
    assert settled in text.split("AT ONCE")[1]


def test_every_settled_duty_is_told_with_its_instrument(world: World) -> None:
    russia = said(world.ask("Iran", by="Israel", on="2025-12-01"), "Russia")
    lead = russia.split("[1]")[0]
    assert "Art. 5.4" in lead
    assert "Art. 3.3" in lead
    germany = said(world.ask("Estonia", by="Russia", on="2026-01-01"), "Germany")
    lead = germany.split("[1]")[0]
    assert "42.7" in lead
    assert "North Atlantic Treaty, Art. 5" in lead


def test_a_settled_duty_comes_before_one_that_waits_for_a_word(world: World) -> None:
    thailand = world.ask("Thailand", by="Japan", on="1940-12-28")
    lead = said(thailand, "United Kingdom").split("[1]")[0]
    assert "must not help the other side (Anglo–Thai Pact of 1940, Art. 2)" in lead
    assert "Covenant" not in lead


def test_who_fights_one_state_owes_another_its_help_all_the_same(world: World) -> None:
    answer = world.ask("Korea", by="Russia", on="1904-03-01", also="Japan>Russia")
    assert "Japan must help the Korean Empire (Japan–Korea Protocol" in said(
        answer, "Japan"
    )


def test_what_is_owed_by_now_comes_before_what_may_follow(world: World) -> None:
    answer = world.ask("Belarus", by="Poland", on="2026-10-01")
    why = str(answer.why("North Korea"))
    assert why.index("North Korea: not-triggered") < why.index(
        "If it goes on: contested"
    )
    lead = said(answer, "North Korea")
    assert lead.index("Not obliged: North Korea") < lead.index("If Russia fights")
    first = answer.why("Russia").proofs[0]
    assert first[0].beneficiary == "belarus"


def test_a_duty_to_the_attacker_is_told_as_one(world: World) -> None:
    answer = world.ask("Poland", by="Germany", on="1939-09-01")
    assert "Italy: bound: must give military aid, toward Germany" in str(
        answer.why("Italy")
    )
    assert "Not obliged to help Poland: Italy must give Germany" in said(
        answer, "Italy"
    )


def of_those_who_owe_nothing(world: World, victim: str, by: str, on: str) -> str:
    """The line of those bound to nothing, and those above it."""
    text = " ".join(str(world.ask(victim, by=by, on=on)).split())
    return text.split("AT ONCE")[0]


def test_only_an_alliance_makes_the_attacker_an_ally(world: World) -> None:
    """The League promised help to every member; France alone was allied to Poland."""
    text = of_those_who_owe_nothing(world, "Germany", "Poland", "1925-03-03")
    assert "France (its ally Poland is the attacker)" in text
    assert "their ally Poland" not in text
    text = of_those_who_owe_nothing(world, "Turkey", "Greece", "1922-03-01")
    assert "ally Greece" not in text


def test_who_is_no_party_until_a_day_is_told_of_that_day(world: World) -> None:
    text = of_those_who_owe_nothing(world, "Finland", "Russia", "2022-10-01")
    assert "the North Atlantic Treaty binds Finland only from 4 April 2023" in text
    text = of_those_who_owe_nothing(world, "Poland", "Russia", "1925-03-03")
    assert "does not cover this" not in text


def test_the_day_on_which_one_party_left_is_told_of_it_alone(world: World) -> None:
    text = of_those_who_owe_nothing(world, "Benin", "Nigeria", "2017-05-05")
    assert "has not bound Benin since a day between 27 February 1975" in text
    assert "2014" not in text


def test_an_article_that_speaks_of_outsiders_leaves_none_of_them_out(
    world: World,
) -> None:
    text = of_those_who_owe_nothing(world, "Finland", "Russia", "1939-12-20")
    assert "Art. 10, 16(1): the attacker is" not in text


def test_force_on_guests_is_aimed_at_them_and_not_at_their_host(world: World) -> None:
    answer = world.ask(
        "If French troops in Mali are attacked by Russia on 2026-10-01, who must help?"
    )
    assert answer.heading.startswith("France attacked by Russia")
    assert "on the soil of Mali" in answer.heading


def test_what_is_owed_in_another_war_is_no_answer(world: World) -> None:
    answer = world.ask("Jordan", by="Iran", on="2026-03-02")
    lead = said(answer, "United Kingdom").split("[1]")[0]
    assert "Not obliged: the United Kingdom (no known treaty of help)" in lead
