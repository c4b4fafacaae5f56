"""Answers read as prose: who is meant by name, what is owed twice told once, and no question put twice."""

from __future__ import annotations

import re
from datetime import date

import pytest

from engine import ask
from engine.analysis.pledges import owes
from engine.answer import Answer
from engine.findings.extent import DetailOptions
from engine.output.answer_document import document
from engine.output.bottom_line import bottom_line
from engine.world import shipped


def words(answer: Answer) -> str:
    """The whole text in one line."""
    return " ".join(answer.text(all=True).split())


def test_some_of_a_crowd_are_named_even_where_none_is_a_great_power_or_a_neighbour() -> (
    None
):
    lines = bottom_line(ask("Cuba", by="United States", on="1962-10-22", rounds=1))
    assert (
        "19 parties to the Rio Treaty (including Brazil and Colombia) must help, by measures of each party's own choice"
        in lines[1]
    )


def test_an_armed_group_is_called_by_its_name() -> None:
    answer = ask("Saudi Arabia", group="the Houthis", on="2026-11-28", rounds=1)
    assert answer.setting.name("unnamed-state") == "the Houthis"
    assert "unnamed state" not in words(answer)
    assert answer.setting.unnamed == "the Houthis"
    assert (
        ask("Estonia", on="2026-01-01", rounds=1).setting.unnamed == "an unnamed state"
    )


def test_one_question_has_one_letter_and_all_who_decide_it() -> None:
    told = words(ask("Poland", by="Soviet Union", on="1939-09-17", rounds=1))
    war = "the Soviet Union has gone to war in disregard of its engagements under the Covenant"
    assert told.lower().count(f"{war}; each judges".lower()) == 1


def test_a_question_names_the_one_state_that_it_is_about() -> None:
    told = words(ask("Greece", by="Turkey", on="2026-01-01", rounds=1))
    assert (
        "The two find together that an armed attack is taking place; the parties together decide."
        in told
    )
    assert "the obligor" not in told


def test_each_for_itself_takes_in_those_who_are_named() -> None:
    told = words(ask("Saudi Arabia", group="the Houthis", on="2026-11-28", rounds=1))
    assert "; each judges for itself." in told
    assert "each for itself, " not in told


def test_those_who_must_consult_and_may_help_are_told_once() -> None:
    answer = ask("Azerbaijan", by="Iran", on="2026-11-28", rounds=1)
    told = [s for s in bottom_line(answer) if "CIS Charter" in s]
    assert len(told) == 1
    assert "need only consult" in told[0]
    assert sum("consult" in s for s in bottom_line(answer)) == 1
    assert "may help, but need not, toward Azerbaijan" in words(answer)
    near = " ".join(answer.text(only="Kazakhstan").split())
    assert "No. Kazakhstan may help, but need not (CIS Charter, Art. 12°)" in near
    assert "It must also consult (same treaty, Art. 12°)." in near


def test_a_single_article_is_told_and_not_counted() -> None:
    lead = " ".join(bottom_line(ask("Germany", by="Russia", on="2026-01-01", rounds=1)))
    assert re.search(r"26 other EU members must help \(EU Treaty", lead)
    assert "--all" not in lead


def test_nobody_decides_a_question_of_fact_but_it_is_named_as_one() -> None:
    told = words(ask("Azerbaijan", by="Armenia", on="2026-11-28", rounds=1))
    assert (
        "The Azerbaijan–Türkiye Memorandum of 2025 is in force; a question of fact."
        in told
    )


def test_every_letter_has_its_question_below_a_treaty_too() -> None:
    told = words(
        shipped().ask("What if Russia sabotages cables of Finland in the Baltic?")
    )
    used = set(re.findall(r"only if .*?\[([a-z])\]", told))
    assert used
    assert used <= set(re.findall(r"\[([a-z])\] [A-Z]", told))


def test_no_acts_head_two_groups_of_what_follows() -> None:
    answer = ask("Palau", by="China", on="2026-11-28")
    whole = document(answer, DetailOptions(all=True))
    section = next(s for s in whole.sections if s.heading == "If it goes on")
    heads = [b.body for b in section.blocks]
    assert len(heads) > 2
    assert len(heads) == len(set(heads))


def test_parties_are_other_than_the_one_attacked_only_where_it_is_a_party() -> None:
    lead = bottom_line(ask("Eritrea", by="Ethiopia", on="2026-11-28", rounds=1))[1]
    assert lead.startswith("19 parties to the African Union Defence Pact (")


def test_that_an_instrument_was_in_force_is_asked_once_of_whoever_breaks_it() -> None:
    answer = ask("Azerbaijan", by="Turkey", on="2026-11-28")
    excuses = {b.excused for b in answer.broken if "in force" in b.excused}
    assert excuses == {"only if it was in force that day"}


def test_an_article_that_is_asked_about_is_ruled_on_once() -> None:
    answer = ask("Does Article 5 apply if Russia attacks Estonia in 2026?")
    told = " ".join(answer.text().split())
    assert "Yes: 31 other NATO allies (" in told
    assert told.count("must act, but each chooses how (North Atlantic Treaty") == 1


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "France attacked Libya on 19 March 2011. Who had to help Libya?",
            "must consult in any case (",
        ),
        (
            "Must Australia help Pakistan if India attacks it on 6 September 1965?",
            "No. Australia need only consult (Manila Pact of 1954, Art. IV.2).",
        ),
        (
            "If Russia attacks Norway at Svalbard, who must help?",
            "and the Svalbard Treaty (Art. 9).",
        ),
        (
            "China attacked Taiwan at Quemoy on 23 August 1958. Did the United States have to help?",
            "Under the Formosa Resolution of 1955 the United States may help, but is not",
        ),
        (
            "Did Germany have to help Japan when the United States attacked it on 8 December 1941?",
            "Tripartite Pact of 1940 covers a party that is attacked, and Japan began this war.",
        ),
        (
            "Was Japan bound to help Germany when Britain attacked it on 3 September 1939?",
            "No. Japan has no treaty of help with Germany.",
        ),
        (
            "Did Bavaria have to help Prussia when France attacked it on 19 July 1870?",
            "and Württemberg (Prussia–Württemberg Alliance) must help militarily.",
        ),
        (
            "If Iran attacks Israel, must the United States help?",
            "No. The attacker is Iran, not Egypt (US–Israeli Memorandum of 1979, Art. 2).",
        ),
    ],
)
def test_a_clause_says_what_holds_and_why(question: str, words: str) -> None:
    assert words in " ".join(str(ask(question)).split())


def test_who_began_a_war_is_in_doubt_only_where_each_side_accuses_the_other() -> None:
    text = str(ask("Kuwait", by="Iran", on="2026-03-01", rounds=1))
    assert "who began" not in text


def test_who_asks_of_one_state_is_not_told_what_the_attack_breaks() -> None:
    assert " breaks " in str(ask("Estonia", by="Russia", on="2026-01-01", rounds=1))
    one = str(ask("Estonia", by="Russia", on="2026-01-01", must="Germany", rounds=1))
    assert " breaks " not in one
    assert "“No treaty”" not in one


def test_what_two_states_owe_each_other_alike_is_told_once() -> None:
    found = owes(shipped().corpus, "Turkey", "Azerbaijan", on=date(2026, 1, 1))
    text = " ".join(str(found).split())
    assert "In return Azerbaijan owes Türkiye the same." in text
    assert text.count("Must help") <= 4


def test_the_next_treaty_is_called_by_force_within_its_area() -> None:
    lines = bottom_line(ask("Iraq", by="USA", on="2003-03-20"))
    told = "If Iraq strikes back at the United States within the North Atlantic Treaty area, "
    assert any(line.startswith(told) for line in lines)


def test_what_is_owed_for_certain_is_not_told_again_with_a_condition() -> None:
    lines = bottom_line(ask("Afghanistan", by="Pakistan", on="2026-10-10"))
    owed = [line for line in lines if line.startswith("Owed to Pakistan")]
    assert sum("Saudi Arabia" in line for line in owed) == 1
    assert any("Türkiye must help" in line for line in owed)


def test_members_of_a_wider_pact_who_only_consult_are_told_beside_others() -> None:
    lines = bottom_line(ask("Canada", by="United States", on="2026-10-10"))
    assert any("other OAS members" in line for line in lines)
