"""What a state owes without an attack, and things that are hit without an owner."""

from __future__ import annotations

import pytest

from engine.question.offers import AskedAgain
from engine.question.sentence import parse_question
from engine.question.topic import Kind
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("What commitments does Russia have toward Belarus?", "russia", "belarus"),
        ("What treaty obligations does India have to Bhutan?", "india", "bhutan"),
        ("What liabilities does India have to Bhutan?", "india", "bhutan"),
        ("What duty does Turkey have towards Azerbaijan?", "turkey", "azerbaijan"),
        ("Does Russia have any obligations toward Belarus?", "russia", "belarus"),
        ("What are Russia's commitments toward Belarus?", "russia", "belarus"),
        (
            "What obligations did France have toward Serbia on 1 July 1914?",
            "france",
            "serbia",
        ),
    ],
)
def test_a_duty_toward_a_state_without_force_is_what_is_owed(
    law: Corpus, text: str, who: str, whom: str
) -> None:
    found = parse_question(text, law)
    assert found.kind is Kind.OWES
    assert (found.about, found.acts[0].victim) == ((who,), (whom,))


@pytest.mark.parametrize(
    "text",
    [
        "What obligations does France have toward Poland if Russia attacks it?",
        "Does France have any obligation to Poland if Russia attacks it?",
        "What did France owe Poland under the treaty of 1921 when Germany attacked it on 1 September 1939?",
    ],
)
def test_a_duty_in_a_case_is_what_must_be_done(law: Corpus, text: str) -> None:
    found = parse_question(text, law)
    assert found.kind is Kind.MUST
    assert (found.about, found.acts[0].victim) == (("france",), ("poland",))
    assert found.acts[0].by


@pytest.mark.parametrize(
    "text",
    [
        "Which of Estonia's neighbours must help if Russia attacks it?",
        "Which neighbours must help if Russia attacks Estonia?",
        "Which of Estonia's rivals must help if Russia attacks it?",
        "Peru may attack Chile. Who must help?",
        "Germany was in NATO. If Russia attacks Estonia, must Germany help?",
    ],
)
def test_a_word_that_narrows_the_question_is_not_passed_over(
    law: Corpus, text: str
) -> None:
    with pytest.raises(CasusError):
        parse_question(text, law)


@pytest.mark.parametrize(
    ("text", "thing", "owners"),
    [
        (
            "Would an attack on a coast guard vessel trigger the US-Philippines treaty?",
            "coast guard vessel",
            {"philippines", "united-states"},
        ),
        (
            "Does NATO cover warships in the Black Sea?",
            "warships",
            {"france", "germany", "united-kingdom"},
        ),
    ],
)
def test_a_thing_that_is_nobodys_is_asked_back_with_its_owners(
    law: Corpus, text: str, thing: str, owners: set[str]
) -> None:
    with pytest.raises(AskedAgain, match=f"`{thing}` may be any state's") as error:
        parse_question(text, law)
    offered = [parse_question(question, law) for question in error.value.questions]
    assert {act.victim[0] for asked in offered for act in asked.acts} == owners
    assert all(asked.kind is Kind.COVERS for asked in offered)
    assert all(asked.acts[0].thing or asked.acts[0].at for asked in offered)


def test_without_a_treaty_it_is_asked_whose_it_is(law: Corpus) -> None:
    with pytest.raises(CasusError, match="`coast guard vessel` may be any state's"):
        parse_question("If China attacks a coast guard vessel, must the US help?", law)
