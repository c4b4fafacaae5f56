"""Words beside the question of a sentence are left out and said; those of the case never are."""

from __future__ import annotations

from datetime import date

import pytest

from engine.question.sentence import parse_question
from engine.question.vocabulary import in_full
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    "text",
    [
        "Must Latvia, unlike Finland, help Estonia if Russia attacks?",
        "Must Latvia help Estonia if Russia attacks, verbally?",
        "If Russia attacks Estonia, allegedly, must Latvia help?",
        "If Russia attacks Estonia, in Ruritania, must Latvia help?",
        "Never. Must Latvia help Estonia if Russia attacks, or is it free?",
        "If Zubrowka, of all places, attacks Estonia, must Latvia help?",
        'Must Latvia "pretend to" help Estonia if Russia attacks?',
    ],
)
def test_what_may_change_the_case_is_never_left_out(text: str, law: Corpus) -> None:
    with pytest.raises(CasusError):
        parse_question(text, law, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "Must Latvia avoid helping Estonia if Russia attacks?",
        "Must Latvia hesitate to help Estonia if Russia attacks?",
        "Must Latvia shun helping Estonia if Russia attacks?",
        "Which nuclear states must help Estonia if Russia attacks?",
        "Who must help somebody in Estonia if Russia attacks?",
        "Russia may attack Estonia. Who must help?",
    ],
)
def test_words_beside_a_name_or_a_deed_are_no_idle_words(
    text: str, law: Corpus
) -> None:
    with pytest.raises(CasusError):
        parse_question(text, law, TODAY)


@pytest.mark.parametrize(
    ("hasty", "plain"),
    [
        ("who doesnt have to help Estonia", "who doesn't have to help Estonia"),
        ("who's gotta help Estonia", "who has to help Estonia"),
        ("have the Danes got to help Estonia", "must the Danes help Estonia"),
        ("who had to help Egypt in '56", "who had to help Egypt in 1956"),
        ("who had to help Egypt in '14", "who had to help Egypt in '14"),
    ],
)
def test_words_written_in_haste(hasty: str, plain: str) -> None:
    assert in_full(hasty) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Russia attacked Estonia on Thursday. Who must help?",
        "On Friday Russia will attack. Who must help Estonia?",
        "Poland votes on Sunday. Who must help it if Russia attacks?",
    ],
)
def test_a_weekday_beside_a_state_or_a_deed_is_asked_back(
    text: str, law: Corpus
) -> None:
    with pytest.raises(CasusError, match="is not one day"):
        parse_question(text, law, TODAY)
