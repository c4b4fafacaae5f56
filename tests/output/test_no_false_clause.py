"""Clauses that were false once: each law here is one that a stranger found broken in a whole answer."""

from __future__ import annotations

import pytest

from engine import ask
from engine.world import World
from tests.support.sampling import sampled

pytestmark = sampled(11, alone="whole")


def told(world: World, question: str) -> str:
    """The whole answer in one line."""
    return " ".join(str(world.ask(question)).split())


def test_parties_bear_the_name_of_an_organisation_from_its_own_day(
    world: World,
) -> None:
    text = told(
        world, "If Afghanistan attacks Tajikistan on 1 October 2000, who must help?"
    )
    names = "Russia, Kyrgyzstan, Kazakhstan, Belarus and Armenia"
    assert f"{names} must help" in text
    assert "CSTO members" not in text
    treaty = world.corpus.treaty("cst-1992")
    assert treaty.members_since is not None
    assert treaty.members_on(treaty.members_since) == "CSTO members"


def test_who_was_kept_out_of_the_organs_is_no_member_and_still_bound(
    world: World,
) -> None:
    text = told(world, "If Israel attacks Sudan on 16 March 1984, who must help Sudan?")
    assert "members of the Arab League (Egypt" not in text
    libya = told(world, "If Libya attacks Sudan on 16 March 1984, who must help?")
    pact = "19 other parties to the Arab Joint Defence Treaty of 1950"
    assert f"{pact} (including Egypt and Saudi Arabia)" in libya
    assert "Egypt is taken to be still bound by the Pact of the Arab League" in libya
    yemen = "If Saudi Arabia attacks Yemen on 26 March 2015, who must help?"
    assert "Syria is taken" not in told(world, yemen)


def test_an_article_that_asks_for_more_than_talks_is_told_in_its_own_terms(
    world: World,
) -> None:
    whole = "consult and co-operate in the common defence of Cyprus"
    assert f"must in any case {whole}" in told(
        world, "If Turkey attacks Cyprus, who must help?"
    )
    britain = told(world, "If Turkey attacks Cyprus, must Britain help?")
    upheld = "consult with the other guarantors on measures to uphold the treaty"
    assert f"Either way it must {upheld} (same treaty, Art. IV.1)" in britain
    assert (
        "It may help, but need not (Cyprus Treaty of Guarantee of 1960, Art" in britain
    )


def test_whether_to_fight_is_unknown_where_the_text_is(world: World) -> None:
    text = told(world, "Must Pakistan fight if Iran attacks Saudi Arabia?")
    assert "Not bound to fight" not in text
    assert "whether to fight is unknown, as the text is unpublished" in text
    assert text.count("asks the same of it") + text.count("ask the same of it") == 1


def test_what_holds_on_a_condition_does_not_hold_in_any_case(world: World) -> None:
    text = told(
        world,
        "The Soviet Union attacked Poland on 17 September 1939. Did Romania have to help?",
    )
    sure = text.split("Either way it must ")[1].split(".")[0]
    assert " if " not in sure
    assert "Polish–Romanian Alliance, Art. 2(1) of 1931" in text


@pytest.mark.parametrize(
    ("question", "case"),
    [
        (
            "Was Italy bound to join Germany when Britain declared war on 3 September 1939?",
            "w8-italy-released",
        ),
        (
            "The Soviet Union attacked Poland on 17 September 1939. Did Romania have to help?",
            "w7-romania-released",
        ),
    ],
)
def test_a_release_on_file_is_told_beside_the_duty(
    world: World, question: str, case: str
) -> None:
    text = told(world, question)
    assert f"(`casus case {case}`): a duty that is waived does not bind" in text


def test_a_release_is_not_told_before_its_day(world: World) -> None:
    text = told(world, "If Germany attacks Poland on 25 August 1939, must Italy help?")
    assert "casus case" not in text


def test_a_peace_of_ones_own_holds_for_every_party_that_made_one(world: World) -> None:
    text = told(world, "If Israel attacks Lebanon, who must help Lebanon?")
    own = text.split(", but only if the obligor's own peace with Israel")[0]
    assert all(name in own for name in ("United Arab Emirates", "Egypt", "Jordan"))


def test_on_the_first_day_of_a_war_what_came_later_is_not_given() -> None:
    answer = ask("Iran", by=["United States", "Israel"], on="2026-02-28", rounds=1)
    assert not [e for e in answer.setting.events if e.background]
    later = ask("Iran", by=["United States", "Israel"], on="2026-03-01", rounds=1)
    assert [e for e in later.setting.events if e.background]


def test_an_invader_of_the_running_war_is_told_as_no_helper(world: World) -> None:
    text = told(
        world,
        "If the Soviet Union attacks Czechoslovakia on 21 August 1968, who must help?",
    )
    helpers = text.split("Owe ")[0]
    assert "Poland" not in helpers
    assert "Romania and Albania must act" in helpers


def test_neutrality_is_told_of_all_who_owe_it_and_between_whom(world: World) -> None:
    text = told(
        world,
        "If the Soviet Union, Bulgaria and Hungary attack Romania on 28 August 1968, who must help?",
    )
    assert "27 other parties to the Saavedra Lamas Treaty" in text
    assert "must take a common stand as neutrals between Romania and Bulgaria (" in text


def test_of_several_attacked_it_is_told_whom_nobody_must_help(world: World) -> None:
    text = told(
        world,
        "If China attacks Taiwan and the United States at Kadena on 31 December 2025, who must help?",
    )
    assert "No treaty obliges any state to help Taiwan." in text


def test_a_secret_pact_of_which_accounts_differ_is_unknown_and_makes_no_ally(
    world: World,
) -> None:
    assert "What Kenya owes is unpublished" in told(
        world, "If Egypt attacks Ethiopia, who must help?"
    )
    assert "Kenya (allied" not in told(
        world, "If Ethiopia attacks Eritrea, who must help?"
    )


@pytest.mark.parametrize(
    ("question", "named", "not_named"),
    [
        (
            "If Russia attacks Georgia, who must help?",
            "the US–Georgia Charter",
            "North Korea",
        ),
        (
            "If Malaysia is attacked by China, who must help?",
            "Australia",
            "North Korea",
        ),
        ("If the United States attacks Denmark, who must help?", "Russia", "Japan"),
        (
            "Who must help Ukraine against Russia?",
            "the United States (no more than",
            "Georgia",
        ),
    ],
)
def test_who_owes_nothing_is_who_a_reader_asks_about(
    world: World, question: str, named: str, not_named: str
) -> None:
    line = told(world, question).split("no help: ")[1].split(". ")[0]
    assert named in line
    assert not_named not in line


def test_a_right_to_help_is_told_as_a_right(world: World) -> None:
    text = told(world, "If the Solomon Islands are attacked, who must help?")
    assert "China included" not in text
    assert "China (may help, and need not, under" in text
    assert "Australia may help, but need not" in text


def test_talks_on_one_condition_are_told_where_a_great_power_owes_them(
    world: World,
) -> None:
    text = told(world, "If Israel attacks Syria, who must help Syria?")
    assert "Russia must consult (Soviet–Syrian Treaty of 1980" in text


def test_the_reason_of_an_article_that_waits_for_a_second_enemy_is_that_enemy(
    world: World,
) -> None:
    text = told(
        world, "If Japan attacks Russia on 8 February 1904, must Britain help Japan?"
    )
    assert "Help is owed only if another power joins the Russian Empire (" in text


def test_a_harder_duty_of_the_same_treaty_is_not_left_out(world: World) -> None:
    text = told(world, "If Germany attacks Poland on 1 September 1939, who must help?")
    assert "France must help (Franco-Polish Alliance of 1921, convention 1°)" in text


def test_help_as_far_as_it_can_leaves_the_means_to_the_helper(world: World) -> None:
    text = told(world, "If Turkey attacks Greece, who must help?")
    assert "The United Arab Emirates must act, but chooses how" in text


def test_a_question_that_turns_the_first_attack_round_is_told_so(world: World) -> None:
    text = told(
        world,
        "Was the Soviet Union bound to help Egypt when Israel attacked on 6 October 1973?",
    )
    assert "Historically Egypt attacked Israel that day" in text
    right = told(world, "If Egypt attacks Israel on 6 October 1973, who must help?")
    assert "Historically" not in right


def test_a_declaration_of_the_same_day_does_not_overrule_the_question(
    world: World,
) -> None:
    text = told(
        world, "Must Germany help if Russia attacks Austria-Hungary on 6 August 1914?"
    )
    assert "Yes: the German Empire must help militarily (Dual Alliance, Art. I)" in text
    assert "Historically Austria-Hungary attacked the Russian Empire that day" in text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "Until when was Britain bound to help Japan?",
            "Until 16 August 1923 the United Kingdom was bound to help Japan, since 13 July 1911 by "
            "the Anglo-Japanese Alliance of 1911 (Art. II)",
        ),
        (
            "Until when was France bound to help Russia?",
            "the Franco-Russian Convention (Art. 1.2, 1894 to 1917)",
        ),
        (
            "Since when was Britain bound to help Poland?",
            "the Anglo-Polish Agreement of 1939 (Art. 1, 1939 to 1945 or later)",
        ),
        ("Until when was Russia bound to help Serbia?", "Russia is not bound to help"),
        (
            "Since when is Britain bound to help Belgium?",
            "the Brussels Treaty of 1948 (Art. V, 1948 to 2011)",
        ),
        (
            "Until when was the United States bound to help Iran?",
            "Until a day between 3 and 6 November 1979 the United States was bound to help Iran",
        ),
        (
            "Since when is Britain bound to help Belgium?",
            "Earlier it was bound by the Treaty of London of 1831 (Art. XXV, 1832 to 1839), ",
        ),
        (
            "Until when was Britain bound to help Egypt?",
            "since 22 December 1936 by the Anglo–Egyptian Treaty of 1936 (Art. 7)",
        ),
    ],
)
def test_a_question_of_days_tells_of_the_treaties_that_are_over(
    world: World, question: str, words: str
) -> None:
    assert words in " ".join(told(world, question).split())


def test_a_request_of_the_week_that_is_on_file_is_not_left_open(world: World) -> None:
    asked = told(
        world, "Iraq attacked Kuwait on 2 July 1961. Did Britain have to help?"
    )
    assert "Yes: the United Kingdom must help (Anglo-Kuwaiti Notes of 1961" in asked
    assert "A documented request: Kuwait asked the parties" in asked
    later = told(
        world, "Iraq attacked Kuwait on 2 August 1961. Did Britain have to help?"
    )
    assert "Kuwait asks for help" in later
    other = told(
        world, "Iran attacked Kuwait on 2 July 1961. Did Britain have to help?"
    )
    assert "Kuwait asks for help" in other


def test_victims_are_not_counted_among_members_of_two_treaties(world: World) -> None:
    text = told(
        world,
        "Iran attacked Saudi Arabia, the United Arab Emirates, Bahrain and Kuwait on 1 March 2026. Who had to help?",
    )
    assert "So must 15 other members of the Arab League" in text
    assert "Oman" in text
    assert "Qatar" in text


def test_a_host_helps_whom_the_force_is_aimed_at(world: World) -> None:
    text = told(
        world,
        "If China attacks Taiwan and the United States at Kadena on 31 December 2025, who must help?",
    )
    assert "Japan (US–Japan Treaty of 1960, Art. V), Australia" in text
    assert "must act for the United States, but each chooses how" in text
    assert "each other" not in text


def test_an_attacker_that_no_article_names_is_held_against_all_that_they_name(
    world: World,
) -> None:
    text = told(
        world,
        "If the Ottoman Empire attacks Bulgaria on 17 October 1912, must Russia help?",
    )
    assert "the Ottoman Empire, not Romania or Austria-Hungary (" in text


def test_help_to_those_who_fight_for_the_victim_is_told(world: World) -> None:
    greece = told(
        world, "If Italy attacks Greece on 28 October 1940, must Turkey help?"
    )
    assert (
        "If the United Kingdom or France fights for Greece, Turkey must help it militarily "
        "(Ankara Treaty of 1939, Art. 3)."
    ) in greece
    before = told(world, "If Italy attacks Greece on 1 October 1939, must Turkey help?")
    assert "fights for Greece" not in before
    spared = told(
        world, "If the Soviet Union attacks Romania on 1 May 1940, must Turkey help?"
    )
    assert "Ankara" not in spared
    called = told(
        world,
        "If Russia attacks Austria-Hungary on 5 August 1914, must the Ottoman Empire help?",
    )
    assert "fights for Austria-Hungary" not in called
