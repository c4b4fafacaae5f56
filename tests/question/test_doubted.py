"""A question is asked back where what it leaves out, or the side that is joined, may make another of it."""

from __future__ import annotations

from datetime import date

import pytest

from engine.question.offers import AskedAgain
from engine.question.sentence import parse_question
from engine.question.topic import Kind
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError

TODAY = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("context", "question", "offered"),
    [
        (
            "I'm asking because of the treaty signed in 1951.",
            "Must the United States help the Philippines if China attacks it?",
            "If China attacks the Philippines, must the United States help under the US–Philippines Treaty of 1951?",
        ),
        (
            "My essay is about the Rio Treaty.",
            "Who must help Colombia if Venezuela attacks it?",
            "If Venezuela attacks Colombia, who must help under the Rio Treaty of 1947?",
        ),
        (
            "I know it's something about 1960.",
            "Must the United States help Japan if China attacks it?",
            "If China attacks Japan, must the United States help under the US–Japan Treaty of 1960?",
        ),
        (
            "I'm planning a talk on NATO.",
            "Must Germany help France if Russia attacks it?",
            "If Russia attacks France, must Germany help under the North Atlantic Treaty?",
        ),
        (
            "I know it's something about 1877.",
            "Must Germany help France if Russia attacks it?",
            "If Russia attacks France, must Germany help?",
        ),
    ],
)
def test_what_is_left_out_and_hints_at_a_treaty_is_asked_back(
    law: Corpus, context: str, question: str, offered: str
) -> None:
    for text in (f"{context} {question}", f"{question} {context}"):
        with pytest.raises(AskedAgain) as refused:
            parse_question(text, law, TODAY)
        assert refused.value.questions == (offered,), text
        assert refused.value.left_out == ((context.rstrip("."),),)
        assert parse_question(offered, law, TODAY).question(law) == offered


@pytest.mark.parametrize(
    "context", ["I'm a teacher.", "My brother serves in Latvia.", "For my seminar:"]
)
def test_what_is_left_out_and_hints_at_nothing_changes_nothing(
    law: Corpus, context: str
) -> None:
    found = parse_question(f"{context} Who must help if Russia attacks Latvia?", law)
    assert found.kind is Kind.WHO


@pytest.mark.parametrize("verb", ["meet", "act", "consult"])
@pytest.mark.parametrize(
    "when",
    [
        "once Peru has been attacked by Chile",
        "after Chile attacks Peru",
        "if Peru is attacked by Chile",
    ],
)
def test_how_soon_the_parties_to_a_treaty_must_act_is_how_soon(
    law: Corpus, verb: str, when: str
) -> None:
    text = f"How soon must the parties to the Rio Treaty {verb} {when}?"
    found = parse_question(text, law, TODAY)
    assert (found.kind, found.instruments) == (Kind.HOW_SOON, ("rio-1947",))


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        (
            "Must Belarus join if Russia goes to war with Poland?",
            "If Russia attacks Poland, must Belarus help Russia?",
        ),
        (
            "Why didn't Romania have to join in when Germany went to war against Russia in 1914?",
            "If the German Empire attacks the Russian Empire in 1914, why does Romania not have to help the German Empire?",
        ),
    ],
)
def test_who_goes_to_war_is_the_one_joined(
    law: Corpus, text: str, offered: str
) -> None:
    with pytest.raises(AskedAgain) as refused:
        parse_question(text, law, TODAY)
    assert refused.value.questions == (offered,)


@pytest.mark.parametrize(
    "text",
    [
        "Fighting has broken out between Peru and Chile, who must join in?",
        "War has broken out between Peru and Chile. Who must help?",
        "Peru and Chile are fighting. Who must join?",
        "Peru and Chile are at war, who is drawn in?",
        "Peru and Chile are fighting each other: which states must help?",
        "Peru and Chile go to war with each other: who joins?",
    ],
)
def test_a_war_of_two_asks_back_who_attacks_whom(law: Corpus, text: str) -> None:
    with pytest.raises(AskedAgain) as refused:
        parse_question(text, law, TODAY)
    assert sorted(refused.value.questions) == [
        "If Chile attacks Peru, who is drawn in?",
        "If Peru attacks Chile, who is drawn in?",
    ]


WEIGHED = "Which binds harder, the North Atlantic Treaty or the Aachen Treaty of 2019?"


@pytest.mark.parametrize(
    "text",
    [
        "Which weighs more on Germany if France is attacked, the North Atlantic Treaty or the Aachen Treaty?",
        "If Russia attacks France, which commits Germany more: NATO or the Aachen Treaty?",
        "If France is attacked, does the North Atlantic Treaty bind Germany harder than the Aachen Treaty?",
        "If France is attacked, which is the stricter duty, the North Atlantic Treaty vs the Aachen Treaty?",
        "Compare the North Atlantic Treaty and the Aachen Treaty if Russia attacks France: which goes further?",
    ],
)
def test_two_treaties_are_weighed_beside_a_case(law: Corpus, text: str) -> None:
    with pytest.raises(AskedAgain) as refused:
        parse_question(text, law, TODAY)
    assert refused.value.questions == (WEIGHED,)
    assert "France" in str(refused.value.left_out)


@pytest.mark.parametrize(
    "text",
    [
        "If Peru attacks Chile, is Brazil bound to help because of the alliance?",
        "Since Finland is in NATO, must Spain help if Russia attacks Finland?",
        "Finland is in NATO. Must Spain help if Russia attacks Finland?",
    ],
)
def test_a_reason_or_a_membership_hints_at_nothing_else(law: Corpus, text: str) -> None:
    assert parse_question(text, law, TODAY).about


@pytest.mark.parametrize(
    "text",
    [
        "Identify the pact under which Belgium could claim French aid on 3 May 1930.",
        "Under which treaty was it that France owed them help, in Poland?",
        "Name the treaty by which Japan may claim American aid.",
        "India and Pakistan are fighting, what do they owe?",
    ],
)
def test_what_two_states_owe_is_no_guess_for_which_treaty_or_a_war(
    law: Corpus, text: str
) -> None:
    with pytest.raises(CasusError) as refused:
        parse_question(text, law, TODAY)
    assert "owe" not in " ".join(getattr(refused.value, "questions", ()))


def test_which_treaty_is_offered_as_such(law: Corpus) -> None:
    text = "By which treaty was Britain obliged to give help to the Belgium in the year 1930?"
    with pytest.raises(AskedAgain) as refused:
        parse_question(text, law, TODAY)
    question = "If Belgium is attacked in 1930, which treaty obliges the United Kingdom to help?"
    assert refused.value.questions == (question,)


@pytest.mark.parametrize(
    "text",
    [
        "Since when has the American commitment to Norway covered Svalbard?",
        "Is a Greek-flagged tanker off the coast of Libya covered by the NATO treaty if Egypt fires on it?",
        "Does the Turkish decree of March 2024 oblige Turkey to respond to an Israeli attack on Qatar?",
        "By which treaty is Italy obliged to assist Albania? I have the 2021 partnership in mind but am happy to hear.",
    ],
)
def test_no_offer_drops_a_place_or_takes_the_day_of_a_paper(
    law: Corpus, text: str
) -> None:
    with pytest.raises(CasusError) as refused:
        parse_question(text, law, TODAY)
    for question in getattr(refused.value, "questions", ()):
        assert not any(year in question for year in ("2021", "2024")), question
        assert "Libya is" not in question
        assert "attacks Libya" not in question
        assert "Norway" not in question or "Svalbard" in question, question
