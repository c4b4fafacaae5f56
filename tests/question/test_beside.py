"""Words beside the question of a sentence are left out and said; those of the case never are."""

from __future__ import annotations

from datetime import date

import pytest

from engine.question.beside import without_beside
from engine.question.sentence import parse_question
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hello chaps! Must Latvia help Estonia if Russia attacks?", "Hello chaps"),
        ("oi listen, must Latvia help Estonia if Russia attacks", "oi listen"),
        ("Must Latvia, pray tell, help Estonia if Russia attacks?", "pray tell"),
        ("yo nerds must Latvia help Estonia if Russia attacks", "yo nerds"),
        (
            "Must Latvia help Estonia if Russia attacks? My boss never told me.",
            "My boss never told me",
        ),
        ("must Latvia help Estonia if Russia attacks my boss asks", "my boss asks"),
    ],
)
def test_idle_words_are_left_out_and_said(text: str, left: str, law: Corpus) -> None:
    found = parse_question(text, law, TODAY)
    assert [act.by for act in found.acts] == [("russia",)]
    assert found.about == ("latvia",)
    assert left in " ".join(found.not_read)


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
    ("text", "state"),
    [
        ("Must we Danes help Estonia if Russia attacks?", "denmark"),
        ("As a Norwegian I ask: must we help Estonia if Russia attacks?", "norway"),
        ("Greetings from Lisbon! Must we help Estonia if Russia attacks?", "portugal"),
        ("We're Canadian. Must we help Estonia if Russia attacks?", "canada"),
        ("must we help Estonia if Russia attacks, us Danes i mean", "denmark"),
    ],
)
def test_we_is_the_country_of_whoever_asks(text: str, state: str, law: Corpus) -> None:
    found = parse_question(text, law, TODAY)
    assert found.about == (state,)


def test_the_country_of_whoever_asks_is_said(law: Corpus) -> None:
    text = "Greetings from Lisbon! Must we help Estonia if Russia attacks?"
    told = parse_question(text, law, TODAY).wording(law)
    assert "taking `we` for Portugal" in told
    assert "Greetings from Lisbon" in told


@pytest.mark.parametrize(
    "text",
    [
        "We in NATO: must we help Estonia if Russia attacks?",
        "As a Dane and as a Swede, must we help Estonia if Russia attacks?",
    ],
)
def test_several_countries_of_whoever_asks_are_none(text: str, law: Corpus) -> None:
    assert not without_beside(text, law).taken


def test_a_city_that_is_hit_is_kept(law: Corpus) -> None:
    text = "Must Fiji help if China bombs us here in Darwin?"
    assert "Darwin" in without_beside(text, law).text


def test_were_is_no_word_of_whoever_asks(law: Corpus) -> None:
    text = "In 1864, were Britain and France bound to fight for Denmark?"
    assert without_beside(text, law).text == text


def test_two_readers_that_agree_answer(law: Corpus) -> None:
    text = "Minute of noon: what would Denmark owe Norway in the case of a Russian attack, my lord?"
    found = parse_question(text, law, TODAY)
    assert (found.about, found.acts[0].by) == (("denmark",), ("russia",))


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


def test_a_sign_within_a_word_parts_nothing(law: Corpus) -> None:
    text = "If Italy attacks Beirut, 24.ii.1912, who must help?"
    assert "24.ii.1912" in without_beside(text, law).text


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
def test_words_written_in_haste(hasty: str, plain: str, law: Corpus) -> None:
    assert without_beside(hasty, law).text == plain


@pytest.mark.parametrize(
    ("errand", "question"),
    [
        ("The committee meets on Thursday", "Who must help Chad if Libya attacks it?"),
        ("Paper due Monday!", "Who must help Moldova if Russia invades it?"),
    ],
)
def test_a_day_of_the_users_own_week_is_left_out(
    errand: str, question: str, law: Corpus
) -> None:
    asked = parse_question(f"{errand.rstrip('!')}. {question}", law, TODAY)
    assert asked.not_read == (errand.rstrip("!"),)
    assert asked.acts == parse_question(question, law, TODAY).acts


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
