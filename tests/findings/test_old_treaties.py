"""What a reader is told of treaties that bind no more, of rights, and of talks in small pacts."""

from __future__ import annotations

from engine.world import shipped


def told(**given: object) -> str:
    return " ".join(shipped().ask(rounds=1, **given).text().split())


def test_a_war_between_them_blots_out_an_old_alliance() -> None:
    text = told(victim="Romania", by="Hungary", on="1939-08-20")
    assert "Owe Romania no help: Germany" in text
    assert "Austro-Romanian Alliance" not in text


def test_a_right_to_help_is_told_once() -> None:
    text = told(victim="Greece", by="Ottoman Empire", on="1914-06-20")
    assert "may help, but need not (Guarantee of Greece of 1832" in text
    assert "may help, and need not" not in text


def test_neighbours_in_a_small_pact_are_told_to_consult() -> None:
    text = told(victim="Iraq", by="Turkey", on="1938-08-01")
    assert "Iran and Afghanistan must consult in any case (Saadabad Pact" in text


def test_allies_whose_treaty_ends_at_the_border_of_europe_must_consult() -> None:
    case = next(c for c in shipped().corpus.cases if c.id == "n23-zhenbao")
    text = told(scenario=case.scenario)
    assert "Poland, Czechoslovakia, Romania and East Germany (Warsaw Treaty" in text


def test_an_entente_about_china_makes_no_allies() -> None:
    text = told(victim="Yemen", by="France", on="1939-09-01")
    assert "Japan (allied to the attacker)" not in text
    assert text.startswith("Yemen attacked by France")


def test_panama_owes_nothing_for_a_war_far_from_the_canal() -> None:
    text = told(victim="United States", by="North Korea", on="1968-02-01")
    assert "Panama must act" not in text


def test_what_a_president_says_of_his_country_is_not_said_of_its_allies() -> None:
    text = told(victim="Denmark", by="United States", at="Greenland", on="2026-01-15")
    assert "Donald Trump" not in text
    text = told(victim="Estonia", by="Russia", on="2026-01-15")
    assert "Donald Trump (the United States may help, but need not)" in text


def test_who_must_mobilise_is_not_said_to_owe_talks() -> None:
    case = next(c for c in shipped().corpus.cases if c.id == "s210-mobilisation-1909")
    text = told(scenario=case.scenario)
    assert "France and the Russian Empire must mobilise" in text
    assert "no more than talks" not in text


def test_the_league_asks_nothing_once_its_council_meets_no_more() -> None:
    before = told(victim="Turkey", by="Germany", on="1939-12-01")
    after = told(victim="Turkey", by="Germany", on="1942-06-01")
    assert "Covenant of the League of Nations, Art. 10" in before
    assert "Covenant of the League of Nations, Art. 1" not in after
