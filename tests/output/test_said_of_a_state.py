"""What is said of one state: every duty it has by now, each as it stands, and why others have none."""

from __future__ import annotations

import pytest

from engine.findings.calls import settled_duties
from engine.findings.unbound import failures_of
from engine.world import World
from tests.output.test_bottom_line import NORTH, asked, pact
from tests.support.sampling import sampled

pytestmark = sampled(7, alone="whole")


def said(answer, *states: str) -> str:  # type: ignore[no-untyped-def]
    """The sentences of an answer on some states, in one line."""
    return " ".join(answer.text(only=list(states)).split())


@pytest.mark.parametrize(
    ("states", "whose"),
    [(("Norway",), "it chooses how"), (("Norway", "Chile"), "each chooses how")],
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
    assert "Only if the United Kingdom asks for help" in text
    assert "Either way it must not help Transvaal (Windsor Declaration of 1899" in text
    called = " ".join(portugal.text(all=True).split()).split("AT ONCE")[-1]
    assert "Treaty of Windsor of 1386, Art. 3 (not seen): must not help" not in called


def test_every_settled_duty_is_told_with_its_instrument(world: World) -> None:
    russia = said(world.ask("Iran", by="Israel", on="2025-12-01"), "Russia")
    assert "Art. 5.4" in russia
    assert "Art. 3.3" in russia
    germany = said(world.ask("Estonia", by="Russia", on="2026-01-01"), "Germany")
    assert "42.7" in germany
    assert "North Atlantic Treaty, Art. 5" in germany


def test_a_settled_duty_comes_before_one_that_waits_for_a_word(world: World) -> None:
    thailand = world.ask("Thailand", by="Japan", on="1940-12-28")
    text = said(thailand, "United Kingdom")
    assert "must not help Japan (Anglo–Thai Pact of 1940, Art. 2)" in text
    assert "Covenant" not in text


def test_who_fights_one_state_owes_another_its_help_all_the_same(world: World) -> None:
    answer = world.ask("Korea", by="Russia", on="1904-03-01", also="Japan>Russia")
    text = said(answer, "Japan")
    assert "Yes: Japan must help the Korean Empire (Japan–Korea Protocol" in text
    assert [c.treaty.id for c in settled_duties(answer, "japan")] == [
        "japan-korea-1904"
    ]


def test_what_is_owed_by_now_comes_before_what_may_follow(world: World) -> None:
    answer = world.ask("Belarus", by="Poland", on="2026-10-01")
    why = str(answer.why("North Korea"))
    by_now, later = "North Korea: not-triggered", "If it goes on: contested"
    assert why.index(by_now) < why.index(later)
    assert "No. North Korea has no treaty of help" in said(answer, "North Korea")
    assert answer.why("Russia").proofs[0][0].beneficiary == "belarus"


def test_a_duty_to_the_attacker_is_told_as_one(world: World) -> None:
    answer = world.ask("Poland", by="Germany", on="1939-09-01")
    why = str(answer.why("Italy"))
    assert "Italy: bound: must help militarily, toward Germany" in why
    assert "No: Italy must help Germany militarily" in said(answer, "Italy")


def whole(world: World, victim: str, by: str, on: str) -> str:
    """All of an answer, in one line."""
    return " ".join(world.ask(victim, by=by, on=on).text(all=True).split())


def test_only_an_alliance_makes_the_attacker_an_ally(world: World) -> None:
    """The League promised help to every member; France alone was allied to Poland."""
    text = whole(world, "Germany", "Poland", "1925-03-03")
    assert (
        "France (allied to the attacker by the Franco-Polish Alliance of 1921)" in text
    )
    assert "and France (allied" not in text
    assert "allied to" not in whole(world, "Turkey", "Greece", "1922-03-01")


def test_who_is_no_party_until_a_day_is_told_of_that_day(world: World) -> None:
    text = whole(world, "Finland", "Russia", "2022-10-01")
    assert "binds Finland only from 4 April 2023" in text
    text = whole(world, "Poland", "Russia", "1925-03-03")
    assert "does not cover this" not in text


def test_the_day_on_which_one_party_left_is_told_of_it_alone(world: World) -> None:
    text = whole(world, "Benin", "Nigeria", "2017-05-05")
    assert "Benin left the Entente Defence Agreement of 1961" in text
    assert "ended between" not in text


def test_an_article_that_speaks_of_outsiders_leaves_none_of_them_out(
    world: World,
) -> None:
    answer = world.ask("Finland", by="Russia", on="1939-12-20")
    why = failures_of(answer, answer["France"])
    of_article_10 = [r for r in why if r.articles[0] == "10"]
    assert not [r for r in of_article_10 if r.failed.failure.kind == "left-out"]  # type: ignore[union-attr]


def test_force_on_guests_is_aimed_at_them_and_not_at_their_host(world: World) -> None:
    answer = world.ask(
        "If French troops in Mali are attacked by Russia on 2026-10-01, who must help?"
    )
    assert answer.heading.startswith("France attacked by Russia")
    assert "on the soil of Mali" in answer.heading
    text = " ".join(str(answer).split())
    assert "No treaty obliges any state to help France." in text
    assert "must help Mali (Art. 4(b))" in text
    talks = "(North Atlantic Treaty, Art. 4, if one of them asks)"
    assert f"{talks}, the United Arab Emirates (" in text
    assert "(EU Treaty, Art. 32) need only consult with France." in text


def test_of_several_attacked_each_duty_names_the_one_it_is_owed_to(
    world: World,
) -> None:
    text = " ".join(str(world.ask(scenario="july-1914")).split())
    assert "France must help the Russian Empire militarily" in text
    assert "Montenegro must help Serbia militarily" in text


def test_what_is_owed_in_another_war_is_no_answer(world: World) -> None:
    answer = world.ask("Jordan", by="Iran", on="2026-03-02")
    text = said(answer, "United Kingdom")
    assert "No. The United Kingdom has no treaty of help with Jordan" in text


def test_several_states_of_one_answer_are_told_of_every_duty(world: World) -> None:
    answer = world.ask("Estonia", by="Russia", on="2026-01-01")
    text = said(answer, "Germany", "Poland")
    assert "42.7" in text
    assert "North Atlantic Treaty, Art. 5" in text


def test_a_harder_duty_of_few_is_told_beside_the_softer_one_of_many(
    world: World,
) -> None:
    text = " ".join(str(world.ask("Poland", by="Russia", on="2026-10-01")).split())
    assert "France must help militarily (Nancy Treaty of 2025, Art. 4(2))" in text


def test_an_article_that_fails_is_named_where_another_stands_before_it(
    world: World,
) -> None:
    text = said(world.ask("China", by="Japan", on="1937-07-07"), "France")
    assert "An attack by Japan is left out (Art. 16(3))" in text
    text = said(world.ask("Poland", by="Germany", on="1939-09-01"), "Italy")
    assert "no treaty of help with Poland" not in text


@pytest.mark.parametrize(
    ("victim", "by", "on", "state", "duty"),
    [
        ("China", "USA", "2026-01-01", "Russia", "need only consult"),
        ("Soviet Union", "Germany", "1941-06-22", "Japan", "must stay neutral"),
    ],
)
def test_no_treaty_that_ended_long_ago_explains_a_lesser_duty(
    world: World, victim: str, by: str, on: str, state: str, duty: str
) -> None:
    answer = world.ask(victim, by=by, on=on, must=state, rounds=1)
    line = " ".join(answer.text().split("\n\n")[1].splitlines()[0:2])
    assert duty in line
    assert "left on" not in line
    assert "not in force since" not in line
