"""What a rewriting leaves out, puts in or turns round is told, or refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from engine.interfaces.commands.model_guard import compared
from engine.interfaces.commands.model_names import treaties_near
from engine.interfaces.commands.model_reader import NotRead, rewritten
from engine.question.offers import AskedAgain
from engine.question.sentence import parse_question
from tools.measured_reading import measured
from tools.model_replies import Unwritten, after_replies, read_replies, to_be_sent
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError


@pytest.mark.parametrize(
    ("text", "question", "left", "put"),
    [
        # Nothing is said where all recurs, however it is named.
        ("Moscow hits the Estonians: Berlin bound?", "If Russia attacks Estonia, must Germany help?", "", ""),
        ("Kinmen blockaded by Beijing, US in?", "If China blockades Taiwan at Quemoy, must the United States help?", "", ""),
        ("Would the Atlantic alliance's article five cover Guam?", "If the United States is attacked at Guam, does Art. 5 of the North Atlantic Treaty apply?", "", ""),
        ("Article IV ANZUS, NZ hit, is Australia in?", "If New Zealand is attacked, must Australia help under Art. 4 of ANZUS?", "", ""),
        ("Greece's treaty with Serbia of June 1913: bound in October 1915, Bulgaria attacks Serbia?", "If Bulgaria attacks Serbia in October 1915, must Greece help under the Greco-Serbian Alliance?", "", ""),
        ("Who could stay out if Russia attacked Estonia?", "If Russia attacks Estonia, who does not have to help?", "", ""),
        ("Russia attacks Estonia today, Germany in, yes or no?", "If Russia attacks Estonia, must Germany help?", "", ""),
        ("Seoul hit by the North, China joins: is Japan in?", "If North Korea attacks South Korea and China takes the side of North Korea, must Japan help?", "", "North Korea"),
        ("Article V of the 1960 treaty: US in if China lands on the Senkakus, Japan?", "If China attacks Japan at the Senkaku Islands, must the United States help under Art. 5 of the US–Japan Treaty of 1960?", "", ""),
        # What is dropped.
        ("Russia attacks Estonia, not Latvia: must Germany help?", "If Russia attacks Estonia, must Germany help?", "not, Latvia", ""),
        ("Poland wasn't obliged, was it, if Russia attacks Estonia?", "If Russia attacks Estonia, must Poland help?", "wasn't", "today"),
        ("Russia attacks Estonia in 2019, must Germany help?", "If Russia attacks Estonia, must Germany help?", "in 2019", "today"),
        ("Russia attacks Estonia at Narva, must Germany help?", "If Russia attacks Estonia, must Germany help?", "Narva", ""),
        ("Under the Rio Treaty, must Peru help Chile?", "Must Peru help Chile?", "the Rio Treaty", ""),
        ("Under Article 3 of NATO, if Russia attacks Estonia, must Germany help?", "If Russia attacks Estonia, must Germany help under the North Atlantic Treaty?", "Article 3", ""),
        ("If López attacks Brazil in May 1865, must Uruguay help?", "If Paraguay attacks Brazil in May 1865, must Uruguay help?", "López", "Paraguay"),
        ("How come nobody must help Malta?", "If Malta is attacked, who does not have to help?", "How come", ""),
        ("How many must help Malta?", "If Malta is attacked, who must help?", "How many", ""),
        ("Until when must Poland help France?", "If France is attacked, must Poland help?", "Until when", ""),
        ("Must we (UK) defend Portugal by that old alliance?", "If Portugal is attacked, must the United Kingdom help?", "alliance", ""),
        ("Is the UK treaty-bound, or by any alliance, to defend Portugal?", "If Portugal is attacked, must the United Kingdom help?", "", ""),
        # What is put in.
        ("Russia attacks Estonia, who helps?", "If Russia attacks Estonia, who does not have to help?", "", "not"),
        ("Russia attacks Estonia, who helps?", "If Russia attacks Estonia in 2019, who must help?", "", "2019"),
        ("Russia attacks Estonia in 2018, who helps?", "If Russia attacks Estonia in 2019, who must help?", "in 2018", "2019"),
        ("Russia attacks Estonia, who helps?", "If Russia attacks Estonia at Narva, who must help?", "", "Narva"),
        ("China rams a Philippine cutter: must America help?", "If China attacks ships of the Philippines in the South China Sea, must the United States help?", "", "ships in the South China Sea"),
        ("Russia attacks Estonia, must Germany help?", "If Russia attacks Estonia, must Germany help under the EU Treaty?", "", "the EU Treaty"),
        ("Russia attacks Estonia, must Germany help under NATO?", "If Russia attacks Estonia, must Germany help under Art. 5 of NATO?", "", "Art. 5"),
    ],
)  # fmt: skip
def test_a_name_a_day_and_a_denial_are_told(
    law: Corpus, text: str, question: str, left: str, put: str
) -> None:
    found = compared(text, parse_question(question, law), law)
    assert (", ".join(found.left_out), ", ".join(found.put_in)) == (left, put)
    assert not found.turned


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Estonia attacks Russia, must Germany help?", "If Russia attacks Estonia, must Germany help?"),
        ("Estonia is attacked by Russia. Who helps?", "If Estonia attacks Russia, who is drawn in?"),
        ("An attack by Serbia on Austria-Hungary in 1914: who helps?", "If Austria-Hungary attacks Serbia in 1914, who is drawn in?"),
    ],
)  # fmt: skip
def test_who_attacks_whom_is_never_turned_round(
    law: Corpus, text: str, question: str
) -> None:
    error = rewritten(text, lambda *_: question, "stub", law)
    assert "turned round who attacks whom" in str(error)
    assert not isinstance(error, AskedAgain)


def test_two_readings_are_both_offered(law: Corpus) -> None:
    text = "Border fire between Pakistan and India: who comes to help?"
    both = (
        "If Pakistan attacks India, who is drawn in?",
        "If India attacks Pakistan, who is drawn in?",
    )
    error = after_replies(text, ["\n".join(both)], law)
    assert isinstance(error, AskedAgain)
    assert error.questions == both
    assert "in 2 ways" in str(error)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("NONE: prediction", "treaties do not say whether that will happen"),
        ("NONE: unclear", "it is not clear who is attacked"),
        ("NONE: Yes, Germany must help", "finds no question about treaties in it; ask"),
    ],
)
def test_why_there_is_no_question_is_told_in_the_words_of_this_program(
    law: Corpus, written: str, told: str
) -> None:
    error = after_replies("Will it rain?", [written], law)
    assert told in str(error)
    assert "Yes" not in str(error)


def test_a_question_that_is_not_read_is_written_once_more(law: Corpus) -> None:
    text = "Paraguay storms Fort Vanguardia in December 1928, Bolivian: who helps?"
    bad = "If Paraguay attacks Bolivia at Fort Vanguardia in 1928, who is drawn in?"
    with pytest.raises(Unwritten) as sent:
        after_replies(text, [bad], law)
    assert text in sent.value.prompt
    assert bad in sent.value.prompt
    assert "`Vanguardia` is not understood" in sent.value.prompt
    good = "If Paraguay attacks Bolivia in December 1928, who is drawn in?"
    error = after_replies(text, [bad, good], law)
    assert isinstance(error, AskedAgain)
    assert error.questions == (good,)
    assert error.left_out == (("Vanguardia",),)
    assert isinstance(after_replies(text, [bad, bad], law), NotRead)


def test_a_question_that_a_command_answers_hands_it_on(law: Corpus) -> None:
    asked = "What are the parties, days and articles of the North Atlantic Treaty?"
    error = after_replies("Terms of NATO, Norway?", [asked], law)
    assert isinstance(error, AskedAgain)
    assert error.verbs[0]
    assert error.verbs[0].command == "casus show north-atlantic-1949"
    assert error.left_out == (("Norway",),)


def test_the_model_is_given_names_of_treaties_as_they_are_read(law: Corpus) -> None:
    near = treaties_near("Did the Polish-Romanian pact of 1921 bind Bucharest?", law)
    assert near[0] == "the Polish–Romanian Alliance"
    assert treaties_near("Will you marry me?", law) == []
    (row,) = to_be_sent(["Shusha: Turkey bound?"], {}, law)
    assert row["prompt"] == "Shusha: Turkey bound?"
    assert "the Shusha Declaration of 2021" in row["system"]


def test_what_is_sent_holds_nothing_but_the_sentence_and_the_instructions(
    law: Corpus,
) -> None:
    def write(prompt: str, system: str) -> str:
        assert prompt == "If Estonia is attacked, who helps?"
        assert system.startswith("You rewrite a sentence")
        return "NONE"

    assert isinstance(
        rewritten("If Estonia is attacked, who helps?", write, "stub", law), CasusError
    )


@pytest.mark.parametrize(
    ("reply", "how"),
    [
        ("If Russia attacks Estonia, must Germany help?", "as meant"),
        ("If Russia attacks Estonia, must France help?", "another"),
        ("If Russia attacks Latvia, must Germany help?", "another"),
        ("NONE: opinion", "refused"),
        ("Yes.", "refused"),
    ],
)
def test_what_a_model_wrote_is_held_against_the_meaning(
    law: Corpus, tmp_path: Path, reply: str, how: str
) -> None:
    text = "russkies roll over estonia, has berlin got to muck in"
    meaning = {"victims": ["Estonia"], "attackers": ["Russia"], "asked": ["Germany"]}
    row = {"id": "1", "text": text, "plain": True, "meaning": meaning}
    path = tmp_path / "replies.jsonl"
    line = json.dumps({"sentence": text, "reply": reply})
    path.write_text(f"{line}\n", encoding="utf-8")
    (found,) = measured([row], law, date(2026, 7, 1), read_replies(path))
    assert found.how == how, found.detail
    (without,) = measured([row], law, date(2026, 7, 1), {})
    assert without.how == "refused"


def test_a_question_is_shown_only_if_it_is_read_as_the_model_meant_it(
    law: Corpus,
) -> None:
    written = (
        "If Estonia and Finland are sabotaged in the Gulf of Finland, who must help?"
    )
    error = after_replies(
        "Estlink cut, Estonia, Finland: who helps?", [written, written], law
    )
    assert isinstance(error, AskedAgain)
    asked = parse_question(error.questions[0], law)
    assert asked.acts == parse_question(written, law).acts


def test_a_place_with_names_of_other_times_is_compared(law: Corpus) -> None:
    asked = "If Panama is attacked at the Panama Canal, who is drawn in?"
    found = after_replies("Does Port Said count?", [asked, asked], law)
    assert isinstance(found, AskedAgain)


def test_a_member_whom_only_its_alliance_names_is_put_in(law: Corpus) -> None:
    text = "Did the Warsaw Pact have Romania join in the invasion of Czechoslovakia in 1968?"
    one = "If the Soviet Union attacks Czechoslovakia in 1968, must Romania help the Soviet Union?"
    meant = parse_question(one, law)
    assert "Russia" in compared(text, meant, law).put_in
    every = parse_question(
        "If the Warsaw Pact attacks Austria on 1 June 1985, who is drawn in?", law
    )
    told = "1 June 1985, Warsaw Pact divisions roll into Austria"
    assert compared(told, every, law).put_in == ()
