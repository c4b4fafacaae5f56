"""What is asked back comes with whole questions: each is read as meant, says what it leaves out, and drops nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from engine.question.offers import AskedAgain
from engine.question.sentence import parse_question
from engine.question.topic import Kind
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError

TODAY = date(2026, 7, 1)


def error_of(text: str, law: Corpus) -> CasusError:
    with pytest.raises(CasusError) as found:
        parse_question(text, law, TODAY)
    return found.value


@pytest.mark.parametrize(
    ("text", "question", "left_out"),
    [
        (
            "If the balloon goes up and Russia attacks Estonia, must Germany help?",
            "If Russia attacks Estonia, must Germany help?",
            "If the balloon goes up and",
        ),
    ],
)
def test_what_was_recognised_is_handed_over(
    law: Corpus, text: str, question: str, left_out: str
) -> None:
    error = error_of(text, law)
    assert isinstance(error, AskedAgain)
    assert (error.questions[0], error.left_out[0]) == (question, (left_out,))
    told, asked, *_ = error.offers()
    assert told == f"I read: {question} Left out: *{left_out}*."
    assert asked == f'casus ask "{question}"'
    row = error.to_dict()["offered"][0]
    assert (row["question"], row["left_out"]) == (question, [left_out])


@pytest.mark.parametrize(
    "text",
    [
        "If Russia does not attack Latvia, who must help?",
        "Unless Russia attacks Finland, who must defend it?",
        "Must Latvia refrain from helping Estonia if Russia attacks it?",
        "If Russia is afraid to attack Estonia, who must help?",
        "Romania denies having attacked Latvia. Who must help Latvia?",
        "If Belgium attacks New Guinea, who must help?",
        "If Russia attacks Poland's invaders, who must help?",
        "Was Denmark protected by the London Treaty of 1852 if Prussia attacked it in 1864?",
    ],
)
def test_nothing_is_offered_that_drops_a_negation_a_place_a_treaty_or_who_acts(
    law: Corpus, text: str
) -> None:
    assert not list(error_of(text, law).offers())


@pytest.mark.parametrize(
    "text",
    [
        "If the balloon goes up and Russia attacks Estonia, must Germany help?",
        "if rusia attacks estnia who must help",
        "Is Algeria bound to help Kuwait if Chad or Lithuania attacks Kuwait?",
        "If Korea is attacked by China, who must help?",
        "whats up: chna invades taiwan, must japan help",
    ],
)
def test_every_question_offered_is_read_again_and_has_english_names(
    law: Corpus, text: str
) -> None:
    error = error_of(text, law)
    for question in getattr(error, "questions", ()):
        assert parse_question(question, law, TODAY).question(law) == question
    assert "Cina" not in str(error)


@pytest.mark.parametrize(
    ("sentence", "questions"),
    [
        (
            "Are Ceuta and Melilla covered by NATO?",
            [
                "If Spain is attacked at Ceuta, does the North Atlantic Treaty apply?",
                "If Spain is attacked at Melilla, does the North Atlantic Treaty apply?",
            ],
        ),
        (
            "Did SEATO cover South Vietnam?",
            [
                "If South Vietnam is attacked on 25 March 1965, does the Manila Pact of 1954 apply?"
            ],
        ),
        (
            "Was Britain bound to help East Germany?",
            [
                "If East Germany is attacked on 5 April 1970, must the United Kingdom help?"
            ],
        ),
        (
            "Does the US-Philippines treaty cover coast guard vessels in the South China Sea?",
            [
                f"If ships of {state} are attacked in the South China Sea, "
                "does the US–Philippines Treaty of 1951 apply?"
                for state in ("the Philippines", "the United States")
            ],
        ),
    ],
)
def test_what_a_treaty_covers_is_asked_of_one_place_day_and_state(
    law: Corpus, sentence: str, questions: list[str]
) -> None:
    with pytest.raises(AskedAgain) as refused:
        parse_question(sentence, law, today=date(2026, 11, 30))
    assert list(refused.value.questions) == questions


def test_a_state_that_is_no_more_is_put_in_its_time_in_the_past_alone(
    law: Corpus,
) -> None:
    with pytest.raises(CasusError) as refused:
        parse_question("Does NATO cover South Vietnam?", law, today=date(2026, 11, 30))
    assert not isinstance(refused.value, AskedAgain)


def test_who_owed_nothing_is_who_need_not_help(law: Corpus) -> None:
    asked = (
        "Which states owed Poland nothing when Germany invaded it on 1 September 1939?"
    )
    meant = parse_question(asked, law)
    assert meant.kind is Kind.WHO_NOT
    assert meant.acts[0].victim == ("poland",)


@pytest.mark.parametrize(
    ("sentence", "left_out"),
    [
        ("Which Baltic Sea states wouldn't be bound to help Finland?", "Baltic Sea"),
        ("Which neutral countries must help Finland if Russia attacks it?", "neutral"),
        ("Which nuclear states must help Japan if it is attacked?", "nuclear"),
    ],
)
def test_a_word_for_some_of_the_states_is_said_to_be_left_out(
    law: Corpus, sentence: str, left_out: str
) -> None:
    with pytest.raises(AskedAgain) as refused:
        parse_question(sentence, law, today=date(2026, 11, 30))
    assert refused.value.left_out == ((left_out,),)
