"""Facts that a question gives beside the attack: who asked whom for help, who mobilised, who declared war."""

from __future__ import annotations

import pytest

from engine import ask
from engine.question.sentence import parse_question
from engine.record.verdict import Status
from engine.verdicts.solution import Solution
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError

DAY = "2024-01-01"


def armenia(*given: str) -> Solution:
    return ask("Armenia", by="Azerbaijan", on=DAY, given=given, rounds=1)


@pytest.mark.parametrize(
    "fact",
    ["armenia asks csto", "Armenia asks the CSTO for help.", "Armenia asks Kazakhstan"],
)
def test_a_request_that_is_given_is_waited_for_no_more(fact: str) -> None:
    assert str(armenia()["Kazakhstan"].at_once.status) == "conditional"
    assert str(armenia(fact)["Kazakhstan"].at_once.status) == "bound"
    refused = armenia(fact.replace("asks", "does not ask"))["Kazakhstan"]
    assert str(refused.at_once.duty) == "consult"


@pytest.mark.parametrize(
    "clause",
    [
        "and it asks the CSTO for help",
        "and asks its allies for help",
        "and invokes the CSTO",
    ],
)
def test_a_sentence_gives_it_too(clause: str) -> None:
    answer = ask(
        f"If Azerbaijan attacks Armenia on {DAY} {clause}, must Kazakhstan help?",
        rounds=1,
    )
    assert str(answer["Kazakhstan"].at_once.status) == "bound"
    assert "\nGiven: Armenia asks " in str(answer)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (
            "If Estonia is attacked by Russia and asks for help, who must give it?",
            "Estonia asks for help",
        ),
        (
            "If Poland is attacked by Belarus, provided it requests it, must Germany act?",
            "Poland asks for help",
        ),
        (
            "If Russia attacks Estonia and Estonia does not ask for help, must Poland act?",
            "Estonia does not ask for help",
        ),
        (
            "If Moldova requests assistance after being attacked by Russia, who has to give it?",
            "Moldova asks for help",
        ),
        (
            "At Cyprus' request, must Greece help if Turkey attacks it?",
            "Cyprus asks for help",
        ),
        (
            "If asked by Poland after a Russian attack, must the UK send troops?",
            "Poland asks for help",
        ),
        (
            "If Djibouti is attacked by Eritrea and France is asked for help, must France act?",
            "Djibouti asks France",
        ),
        (
            "Russia attacked Ukraine. Must Belarus help if asked?",
            "Ukraine asks for help",
        ),
        (
            "If Armenia is attacked by Azerbaijan and calls on the CSTO, must Kazakhstan fight?",
            "Armenia asks the CSTO",
        ),
    ],
)
def test_who_asks_whom_is_read_however_it_is_put(
    law: Corpus, text: str, given: str
) -> None:
    found = parse_question(text, law)
    assert found.given == (given,)
    assert parse_question(found.question(law), law).given == (given,)


def test_a_request_that_no_treaty_waits_for_changes_nothing() -> None:
    asked = ask(
        "If Iraq attacks Kuwait on 2024-01-01 and Kuwait asks Japan for help, must Japan help?",
        rounds=1,
    )
    assert asked.understood is not None
    assert asked.understood.given == ("Kuwait asks Japan",)
    assert not asked.scenario.answers


def test_mobilising_and_declaring_war_are_events() -> None:
    before = ask(
        "France", by="Germany", on="1914-07-30", given="Russia mobilises", rounds=1
    )
    assert [(str(e.kind), e.by) for e in before.setting.events][1:] == [
        ("mobilisation", ("russia",))
    ]
    declared = ask(
        "France",
        by="Germany",
        on="1914-08-03",
        given="Germany declares war on France",
        rounds=1,
    )
    assert declared.setting.declared == {frozenset(("germany", "france"))}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            ("Armenia asks the CSTO", "Armenia does not ask Russia"),
            "cst-1992=yes` and `request:armenia>cst-1992=no` contradict",
        ),
        (
            ("Armenia is sad",),
            "`Armenia is sad` is no fact that can be given; write it as",
        ),
        (("Armenia does not mobilise",), "is no fact that can be given"),
        (("Armenia asks Narnia",), "`Narnia` is no state, group or treaty"),
        (("Atlantis asks NATO",), "Atlantis"),
    ],
)
def test_what_contradicts_or_means_nothing_is_refused(
    given: tuple[str, ...], says: str
) -> None:
    with pytest.raises(CasusError, match=says):
        armenia(*given)


@pytest.mark.parametrize("fact", ["Armenia asks Japan", "Armenia does not ask Japan"])
def test_a_fact_that_changes_nothing_is_named_and_the_answer_given(fact: str) -> None:
    told = " ".join(str(armenia(fact)).split())
    assert f"`{fact}` changes nothing: no treaty waits for it that day." in told
    assert "must" in told
    assert "changes nothing" not in str(armenia("Armenia asks the CSTO"))


@pytest.mark.parametrize(
    "sentence",
    [
        "If Taiwan is attacked by China and the US defends it, who is drawn in?",
        "Taiwan is attacked by China and the US defends it; who must help?",
        "If China attacks Taiwan and the US fights on the side of Taiwan, who must help?",
        "If China attacks Taiwan and the US comes to its defence, who must help?",
        "If China attacks Taiwan and the US comes to Taiwan's aid, who must help?",
    ],
)
def test_who_takes_the_side_of_the_attacked_is_given(sentence: str) -> None:
    answer = ask(sentence, on="2026-11-01", rounds=1)
    assert answer.heading.startswith(
        "Taiwan attacked by China, with the United States on the side of Taiwan,"
    )
    assert answer["USA"].status is Status.BELLIGERENT
    assert answer.setting.attacked == ("taiwan",)


def test_a_side_is_taken_of_who_is_in_the_war_alone() -> None:
    with pytest.raises(CasusError, match="not in the war"):
        ask("If China attacks Taiwan and the US defends Japan, who is drawn in?")


def test_whom_one_sides_with_is_named_where_it_may_be_either() -> None:
    with pytest.raises(CasusError):
        ask("If China attacks Taiwan and North Korea sides with it, who is drawn in?")


def test_the_side_of_the_attacker_may_be_taken() -> None:
    answer = ask(
        "If Azerbaijan attacks Armenia and Turkey sides with Azerbaijan, who must help?",
        on="2026-11-01",
        rounds=1,
    )
    assert "with Türkiye on the side of Azerbaijan," in answer.heading
