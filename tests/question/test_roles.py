"""Questions offered by the roles of the states that a sentence names: each is read, and none turns the sentence round."""

from __future__ import annotations

from datetime import date

import pytest

from engine.question.offers import AskedAgain
from engine.question.roles.casting import casts, cues, support
from engine.question.roles.likely import likely
from engine.question.roles.signs import mentions, signs_of
from engine.question.sentence import parse_question, pieces_of
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError

TODAY = date(2026, 7, 1)

OFFERED = {
    "A minister on the radio: our partners would all come running if Serbia shelled Albania. "
    "Who is in truth bound to come to Tirana's aid?": (
        "If Serbia attacks Albania, who is drawn in?",
    ),
    "For the board: Iranian missiles on Oman. Does Kuwait owe the Omanis any help?": (
        "If Iran attacks Oman, must Kuwait help?",
    ),
    "Tell the seminar how many states stand bound when Japan attacks Mongolia.": (
        "If Japan attacks Mongolia, how many states must help?",
    ),
    "Remind the class what Belarus and Russia owe one another under the Tashkent Treaty.": (
        "What does Belarus owe Russia under the Collective Security Treaty?",
        "What does Russia owe Belarus under the Collective Security Treaty?",
    ),
}
"""Sentences that no grammar takes up, and what is offered for them."""
NOT_OFFERED = (
    "A minister on the radio: if Serbia never shelled Albania, who is bound to come to Tirana's aid?",
    "For the board: Iranian lawsuits at Muscat. Does Kuwait owe the Omanis any help?",
    "On the map: Iran supposedly strikes Oman. Does Kuwait owe the Omanis any help?",
    "What are the odds, given all this, that Kuwait honours its pact and helps Oman if Iran strikes?",
    "So Serbia, unlike Bosnia, shells Albania. Who is in truth bound to come to Tirana's aid?",
    "So Serbia has Bosnia shell Albania. Who is in truth bound to come to Tirana's aid?",
    "So Serbia shells Albania's friends. Who is in truth bound to come to Tirana's aid?",
    "So Serbia shells Wakanda and Albania. Who is in truth bound to come to Tirana's aid?",
    "So we are shelled by Serbia. Who is in truth bound to come to our aid?",
    "Long ago Serbia shelled Albania. Who was in truth bound to come to Tirana's aid?",
)
"""Sentences for which nothing may be offered."""


def offered(text: str, law: Corpus) -> tuple[str, ...]:
    with pytest.raises(CasusError) as found:
        parse_question(text, law, TODAY)
    return found.value.questions if isinstance(found.value, AskedAgain) else ()


@pytest.mark.parametrize("text", OFFERED)
def test_roles_make_whole_questions(law: Corpus, text: str) -> None:
    assert offered(text, law) == OFFERED[text]


@pytest.mark.parametrize("text", NOT_OFFERED)
def test_nothing_is_offered_for_what_may_be_turned_round(
    law: Corpus, text: str
) -> None:
    assert likely(text, pieces_of(text, law, TODAY), law, TODAY) == []


def test_what_is_left_out_is_said(law: Corpus) -> None:
    text = next(iter(OFFERED))
    (found,) = likely(text, pieces_of(text, law, TODAY), law, TODAY)
    assert any("radio" in words for words in found.left_out)


def test_the_words_beside_a_name_give_it_its_role(law: Corpus) -> None:
    text = "Serbian planes bombed Albania, said the wire; must Greece do its part?"
    signs = signs_of(text, pieces_of(text, law, TODAY))
    best = casts(support(signs, list(mentions(signs, law, TODAY))))[0]
    assert best.roles == {
        "serbia": "attacker",
        "albania": "victim",
        "greece": "asked",
    }


def test_each_cue_can_stand_beside_a_name() -> None:
    assert {cue.role for cue in cues()} == {"victim", "attacker", "asked", "party"}
    assert not any(cue.before.search("") and cue.after.match("") for cue in cues())


@pytest.mark.parametrize(
    "text",
    [
        "Bolivia and never Bahrain is attacked by Iraq. Who must help?",
        "Who must help if Chad is attacked by Mali and Bolivia and never Bahrain is attacked by Iraq?",
    ],
)
def test_never_between_two_states_is_no_contrast(law: Corpus, text: str) -> None:
    assert offered(text, law) == ()


def test_not_between_two_states_is_a_contrast(law: Corpus) -> None:
    meant = parse_question(
        "If Bolivia and not Bahrain is attacked by Iraq, who must help?", law, TODAY
    )
    assert [act.victim for act in meant.acts] == [("bolivia",)]
