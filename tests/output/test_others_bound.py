"""The sentence on the states that are bound besides those asked about: it leaves nobody out and names no attacker."""

from __future__ import annotations

from engine import ask
from tests.support.sampling import sampled

pytestmark = sampled(5, alone="whole")


def _short(victim: str, by: str = "", **asked: str) -> str:
    return " ".join(str(ask(victim, by=by or None, rounds=1, **asked)).split())


def test_states_bound_by_a_further_treaty_are_named_or_counted() -> None:
    """Three treaties are told whole; who is bound by others alone is not left out."""
    text = _short("Saudi Arabia", "Iran", on="2026-09-01", must="USA")
    assert "Kuwait, Oman and Bahrain (Gulf Co-operation Council" in text
    text = _short("Russia", "USA", on="2026-01-01", must="China")
    assert "four other states are bound too" in text


def test_what_an_unpublished_text_asks_of_another_state_is_not_told_as_known() -> None:
    text = _short("Saudi Arabia", "Iran", on="2026-09-01", must="USA")
    assert "; what Pakistan owes is unpublished" in text
    text = _short("Pakistan", "India", on="2026-09-30", must="Turkey")
    assert "What Saudi Arabia owes is unpublished" in text


def test_each_state_stands_under_its_hardest_duty() -> None:
    """Five allies of 1983 must help militarily, though the treaty of most of them leaves the choice to each."""
    text = _short("West Germany", "Soviet Union", on="1983-01-01", must="France")
    first = text.index("Luxembourg and Italy must help militarily (Brussels")
    assert first < text.index("nine other NATO")
    text = _short("Germany", "Russia", on="2026-01-01", must="Switzerland")
    assert (
        "France must help militarily (Aachen Treaty of 2019), "
        "25 other EU members (including Poland, Denmark and the Netherlands) must help (EU Treaty) and "
        "nine other NATO allies (including the United States and the United Kingdom) must act, but each "
        "chooses how (North Atlantic Treaty)."
    ) in text


def test_the_help_that_waits_is_told_of_an_attacked_state_without_settled_help() -> (
    None
):
    question = (
        "Israel attacked Syria and Lebanon in the Bekaa on 9 June 1982. "
        "Did the Soviet Union have to help Syria?"
    )
    text = " ".join(str(ask(question, rounds=1)).split())
    assert "must help Lebanon militarily" in text
    assert "must help Syria militarily" in text
    assert "if an attack on forces of Syria abroad counts" in text


def test_a_duty_on_one_body_s_decision_is_told_beside_that_on_another_s() -> None:
    text = _short("DR Congo", "Rwanda", on="2026-11-30", must="Angola")
    act = "It must also act, but chooses how (SADC Mutual Defence Pact of 2003, Art. 6)"
    assert act in text
    assert text.index(act) < text.index("Either way it must consult")


def test_who_is_bound_once_another_helps_is_no_state_that_is_not_bound() -> None:
    """The Soviet Union had to help Czechoslovakia once France did."""
    answer = ask("Czechoslovakia", by="Germany", on="1938-10-01", must="France")
    text = " ".join(str(answer).split())
    assert (
        "No other state is bound for certain; the Soviet Union may have to help if others join."
        in text
    )


def test_an_unnamed_attacker_is_none_of_those_that_may_be_bound() -> None:
    text = _short("Belgium", on="1914-08-04", must="United Kingdom")
    may = "the German Empire may have to help, the attacker excepted, on the same condition."
    assert may in text


def test_a_statute_that_allows_help_is_no_promise() -> None:
    text = _short("South Korea", "North Korea", on="2026-01-01", must="Japan")
    assert (
        "Under its security laws of 2015 Japan may help, but is not obliged to." in text
    )
    assert "promised no more than Japan's security laws" not in text


def test_the_charter_of_bogota_is_cited_by_the_number_of_the_day() -> None:
    for on, article in (
        ("1962-10-20", "18"),
        ("1989-12-20", "21"),
        ("2026-01-03", "22"),
    ):
        broken = ask("Panama", by="USA", on=on, rounds=1).broken
        keys = [b.clause.key for b in broken if "oas-charter" in b.clause.key]
        assert f"oas-charter-1948:{article}" in keys, (on, keys)


def test_who_reads_otherwise_is_named_with_the_state_whose_duty_it_is() -> None:
    text = _short("North Korea", "USA", on="2026-11-30")
    assert "Hankyoreh (Russia may help, but need not)" in text
    text = _short("Poland", "Russia", on="2026-11-30")
    assert "Donald Trump (the United States may help, but need not)" in text
    assert "Trump" not in _short("Canada", "USA", on="2026-11-30")
    text = _short("Australia", "China", on="2026-11-30", must="USA")
    assert "David Lange (may help, but need not)" in text
    text = _short("Lebanon", "Israel", on="2026-11-30", must="Egypt")
    assert "Disagree: Menachem Begin (help is barred)" in text


def test_who_reads_a_resolution_otherwise_disagrees_about_no_treaty() -> None:
    text = _short("Iraq", "USA", on="2003-03-20")
    assert "Disagree: Lord Goldsmith (Security Council resolution 678" in text
    assert "covers the force of the United States against Iraq)." in text


def test_at_most_three_who_disagree_are_named_each_with_a_reading() -> None:
    text = _short("North Korea", "USA", on="2026-11-30", must="China")
    disagree = text.partition("Disagree: ")[2].partition(".")[0]
    assert disagree.count("(") == 3
    assert "Ren Xiao (may help, but need not), Li Jie (the article does not" in disagree


def test_a_word_about_lesser_force_is_not_shown_of_an_armed_attack() -> None:
    """Water cannon and a boarding were said to be no armed attack; an attack was not."""
    attacked = _short("Philippines", "China", on="2026-11-30", must="USA")
    assert "Bersamin" not in attacked
    assert "Marcos" not in attacked
    assert "Mao Ning" not in attacked
    rammed = ask("If China rams a Philippine ship, must the United States help?")
    assert {"bersamin-2024", "marcos-2024-march"} <= {r.id for r in rammed.readings}


def test_a_text_without_an_author_reads_nothing() -> None:
    text = _short("North Korea", "Ukraine", on="2026-01-01")
    assert "the dates" not in text.partition("otherwise: ")[2].partition(").")[0]


def test_a_state_that_may_help_is_named_in_the_reason() -> None:
    answer = ask("If Iran attacks Azerbaijan, why doesn't Russia have to help?")
    text = " ".join(str(answer).split())
    assert "Because Russia may help, and need not, under the CIS Charter." in text


def test_talks_are_told_of_a_state_that_promised_help_below_a_treaty_alone() -> None:
    question = "Why doesn't the United States have to help Ukraine if Russia attacks it on 30 November 2026?"
    text = " ".join(str(ask(question)).split())
    assert "promised no more than" not in text
    assert "It must consult (US–Ukraine Security Agreement of 2024" in text


def test_an_area_is_said_to_take_in_a_place_in_the_plural() -> None:
    question = "If Russia sinks a Swedish warship in the Baltic on 30 November 2026, must the United States help Sweden?"
    text = " ".join(str(ask(question)).split())
    assert "takes in warships or public vessels in the Baltic" in text
