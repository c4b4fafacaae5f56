"""Classes of fault that a reader of whole answers found: sides, talks, named risings, days of a war, breaches."""

from __future__ import annotations

import pytest

from engine import ask
from tests.support.sampling import sampled

pytestmark = sampled(6, alone="whole")


def _told(sentence: str) -> str:
    return " ".join(str(ask(sentence)).split())


def test_to_fight_is_to_fight_on_either_side_and_a_release_is_told() -> None:
    # Pact of Steel, Art. III; Germany did without Italian arms on 1 September 1939 (case w8-italy-released).
    text = _told(
        "When Germany attacked Poland on 1 September 1939, did Italy have to fight?"
    )
    lead = "Yes: Italy must help Germany militarily by the text, though released ("
    assert lead in text
    assert "Toward Poland it must preserve the attacked member's territory" in text
    assert "Germany released Italy on 1 September 1939" in text


def test_to_help_whom_is_said_first_where_the_duty_is_to_the_other_side() -> None:
    text = _told("If Germany attacks Poland on 1 September 1939, must Italy help?")
    assert "No: Italy must help Germany militarily" in text


def test_a_rising_named_as_a_war_is_that_war_while_it_lasts() -> None:
    # Quadruple Alliance of 1834, additional articles 2 and 3.
    text = _told("Who had to help Spain against the Carlist rebels on 1 June 1836?")
    assert "Portugal must help militarily" in text
    assert "The United Kingdom must help with arms, stores" in text
    assert "question of fact" not in text
    later = _told("Who had to help Spain against the Carlists on 1 June 1847?")
    assert "Nobody: no treaty obliges any state to help Spain." in later


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        (
            "If Iraq threatens Turkey on 10 February 2003, must NATO members consult?",
            "Only if one of them asks: 18 other NATO allies",
        ),
        (
            "If the Soviet Union threatens Estonia on 1 June 1935, must France consult?",
            "Only if Estonia asks for help: France must treat the danger as one to the whole League",
        ),
        (
            "If Russia attacks Ukraine, must China consult?",
            "Yes: China must consult",
        ),
        (
            "If China attacks Taiwan, must the United States consult?",
            "No. No treaty obliges the United States to consult with Taiwan.",
        ),
        (
            "If Russia threatens Estonia, who must consult?",
            "26 other EU members",
        ),
    ],
)
def test_talks_that_are_asked_about_are_not_answered_as_help(
    sentence: str, lead: str
) -> None:
    text = _told(sentence)
    assert lead in text
    assert "need only consult" not in text


def test_a_month_is_tried_on_each_day_of_the_war_on_file() -> None:
    # Pakistan's aircraft struck India on 3 December 1971 (background bangladesh-1971).
    answer = ask("If India attacks Pakistan in December 1971, who?")
    assert answer.over is not None
    assert [str(s.since) for s in answer.over.spans] == [
        "1971-12-01",
        "1971-12-03",
        "1971-12-18",
    ]
    assert str(answer.over.day) == "1971-12-03"


def test_who_need_only_consult_is_a_whole_list_without_the_victim() -> None:
    text = _told("If China attacks the United States at Okinawa on 6 August 2022, who?")
    assert "Japan must act, but chooses how (US–Japan Treaty of 1960, Art. V)." in text
    assert "16 other parties to the Rio Treaty" in text
    assert "South Korea" in text.split("need only consult")[0]


def test_talks_on_request_are_told_of_all_and_not_in_any_case() -> None:
    text = _told("If Turkey attacks Greece, who must help?")
    assert (
        "All 30 other NATO allies must consult (North Atlantic Treaty, Art. 4) if one of them asks."
        in text
    )
    assert "in any case (North Atlantic" not in text


def test_the_others_of_a_pact_are_others_only_where_one_named_is_a_party() -> None:
    # African Union Defence Pact, Arts 1(c) and 4(b): Somalia and Egypt are no parties.
    text = _told("If Ethiopia attacks Somalia, must Egypt help?")
    assert "other parties to the African Union Defence Pact" not in text
    whole = _told("If Ethiopia attacks Somalia, who must help?")
    assert "only if the pact protects Somalia" in whole


def test_a_breach_line_names_a_binding_article_made_for_the_victim() -> None:
    line = _told("If Serbia attacks Kosovo, who must help?")
    assert "Serbia breaks the Kumanovo Agreement of 1999 (Art. II.1) and" in line


def test_an_armistice_and_an_order_are_cited_by_paragraph() -> None:
    korea = ask("South Korea", by="North Korea", on="2010-11-23")
    assert "Korean Armistice of 1953 (para. 12)" in str(korea).replace("\n  ", " ")


def test_a_contrary_promise_stands_beside_a_duty_to_help() -> None:
    # Russo-Tajik Treaty of 1993 beside the Russo-Kyrgyz Treaty of 1992, both known from reports.
    text = _told(
        "Tajikistan attacked Kyrgyzstan on 29 April 2021. Who had to help Kyrgyzstan?"
    )
    assert "But Russia has also promised to help nobody against Tajikistan (" in text
    assert "aggression clause°)" in text
    assert "only if the treaty, whose text was not found, promises Kyrgyzstan help" in (
        text
    )


def test_a_duty_to_fight_that_waits_is_no_denial() -> None:
    text = _told("If Germany attacks Poland on 24 August 1939, must Britain fight?")
    assert "Bound to help, and to fight only on a condition: the United" in text


def test_the_place_of_the_title_is_named_in_a_condition() -> None:
    text = _told("If Denmark is attacked by the United States at Greenland, who?")
    assert " takes in Greenland" in text
    shot = _told(
        "If Turkey attacks a Russian bomber over Syria on 24 November 2015, who?"
    )
    assert "(aircraft in or over Syria)" in shot
