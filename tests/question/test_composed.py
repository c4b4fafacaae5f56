"""Questions composed of the parts of a sentence that are read: read back as composed, and nothing that counts is left out."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import pytest

from engine.question.offers import AskedAgain
from engine.question.sentence import parse_question
from tests.support.each import each
from tools.fuzz_sentences import TODAY, Writer, asked
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import AmbiguousName, CasusError, UnknownName

COMPOSED = {
    "Does Brazil have to send troops if Peru invades Chile, or is that up to its senate?": "If Peru attacks Chile, must Brazil fight?",
    "In my campaign Peru declares war on Chile, 1879. Does Bolivia have to fight?": "If Peru declares war on Chile in 1879, must Bolivia fight?",
    "My uncle is a reservist in Kenya. If Peru attacks Chile, does Brazil have to fight, or can it sit it out?": "If Peru attacks Chile, must Brazil fight?",
    "If Peru attacks Chile, who in the OAS is on the hook?": "If Peru attacks Chile, must the OAS help?",
    "Did the Five Power Defence Arrangements ever oblige Britain to fight for Malaysia, or only to consult?": "If Malaysia is attacked, must the United Kingdom fight under the Five Power Defence Arrangements of 1971?",
    "I'm Peru. If I attack Chile on the third turn, must Brazil step in?": "",
    "PERU ATTACKS CHILE STOP MUST BRAZIL HELP QUERY": "If Peru attacks Chile, must Brazil help?",
    "Say it plainly: does the 2024 Russia–DPRK pact oblige Pyongyang to assist Moscow if Ukraine attacks Kursk?": "If Ukraine attacks Russia at Kursk Oblast, must North Korea help under the Russia–North Korea Treaty of 2024?",
    "Suppose the Locarno treaties had never been signed. Who would've had to help France if Germany attacked it in 1930?": "Without the Locarno Pact of 1925, if Germany attacks France in 1930, who is drawn in?",
    "nobody has to help Chile if Peru attacks it, right?": "If Peru attacks Chile, who is drawn in?",
    "Query: given attacker = Peru, victim = Chile, date = 1879-04-05, identify all states with a binding commitment to the victim.": "If Peru attacks Chile on 5 April 1879, who is drawn in?",
    "Parameters — victim: Brazil; attacker: Venezuela; year: 1950. Return: parties obligated under the Rio Treaty.": "If Venezuela attacks Brazil in 1950, who must help under the Rio Treaty of 1947?",
    "Pakistan and Saudi Arabia signed a defence pact in September 2025 - if India bombs Karachi, does Riyadh have to do something?": "If India attacks Pakistan at Karachi, must Saudi Arabia help under the Saudi–Pakistani Agreement of 2025?",
    "Peru jumps Chile in our scenario. Is Brazil bound to help Santiago?": "",
}
"""Sentences, and the question that is offered first; empty where none may be: a place may stand in words not understood."""
TRAPS = (
    "If Peru is too weak to attack Chile, does Brazil have to fight, or can it sit it out?",
    "Let us say Chile's allies are bombed by Peru. Must Brazil help Chile, or is that politics?",
    "Bolivia fears Chile. Peru attacks Chile. Who must help?",
    "If friends of Peru attack Chile, who must help?",
    "If Peru attacks New Chile, who must help?",
    "If Peru does not attack Chile, or is it Bolivia, does Brazil have to help?",
    "If Chile had left the Rio Treaty and Peru attacks it, does Brazil have to pay up?",
    "Despite the old pact, must Brazil pay tribute to Chile if Peru attacks it?",
    "Does Brazil have to help Chile or Chile Brazil?",
    "If Peru attacks Chile from Bolivia, must Brazil step in, or is it free?",
    "If Peru attacks Chile once Bolivia agrees, must Brazil step in, or is it free?",
    "If Peru attacks Chile, must Brazil refrain from helping, or is it free?",
    "If Peru attacked Chile in 1879 and Bolivia in 1880, must Brazil step in, or what?",
    "Under the Gondor Treaty, must Brazil help Chile if Peru attacks it, or what?",
)
"""Sentences of which nothing may be offered: a negation, an exception, a place, a treaty, a day or somebody would be lost."""
ROUND = (
    ("My aunt, who reads a lot, asked me at dinner: ", ""),
    ("", " Or is that just politics?"),
    ("Here is one for the nerds. ", " I can't find it anywhere."),
)
"""What may stand round a question and changes nothing."""


def offered(text: str, law: Corpus, today: date = TODAY) -> AskedAgain | None:
    try:
        parse_question(text, law, today)
    except AskedAgain as error:
        return error
    except CasusError:
        pass
    return None


def read(text: str, law: Corpus) -> Iterator[str]:
    """The question that a sentence is read as, if it is read."""
    with suppress(CasusError):
        yield parse_question(text, law, TODAY).question(law)


@each("text", COMPOSED)
def test_the_right_question_is_offered_first(law: Corpus, text: str) -> None:
    error = offered(text, law)
    questions = error.questions if error else tuple(read(text, law))
    assert "".join(questions[:1]) == COMPOSED[text]
    for question in questions:
        assert parse_question(question, law, TODAY).question(law) == question


@each("text", TRAPS)
def test_nothing_is_offered_that_loses_a_part(law: Corpus, text: str) -> None:
    error = offered(text, law)
    assert error is None, error.questions


@pytest.mark.parametrize("seed", [1, 2])
def test_what_stands_round_a_drawn_question_changes_nothing(
    law: Corpus, seed: int
) -> None:
    r, writer, tried = random.Random(seed), Writer(law), 0
    for made in (writer.made(r) for _ in range(60)):
        before, behind = r.choice(ROUND)
        error = None if made.trap else offered(f"{before}{made.text}{behind}", law)
        if error is None or any(error.verbs) or not error.questions:
            continue
        found = [parse_question(q, law, TODAY) for q in error.questions]
        assert (made.acts, made.on, made.about) in map(asked, found), made.text
        tried += 1
    assert tried > 5


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        (
            "whats up between russia and belarus do they owe each other",
            ["owes russia belarus", "owes belarus russia"],
        ),
        (
            "The North Atlantic Treaty and the Rio Treaty of 1947: which obligation prevails?",
            ["weigh north-atlantic-1949 rio-1947"],
        ),
    ],
)
def test_a_question_without_an_attack_is_given_the_verb_with_its_names(
    law: Corpus, text: str, commands: list[str]
) -> None:
    error = offered(text, law)
    assert error is not None
    found = [call for call in error.verbs if call]
    assert [" ".join(call.words) for call in found] == commands
    assert [line for line in error.offers() if line.startswith("casus ")] == [
        f"casus {words}" for words in commands
    ]
    for call in found:
        known = law.treaties if call.verb in ("show", "weigh") else law.states
        assert all(
            name in {k.id for k in getattr(known, "all", known)} for name in call.names
        )


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("rio", "rio-1947"),
        ("kellogg-briand", "pact-of-paris-1928"),
        ("Molotov-Ribbentrop", "molotov-ribbentrop-1939"),
        ("shusha", "shusha-2021"),
    ],
)
def test_a_treaty_is_found_by_the_name_that_people_give_it(
    law: Corpus, name: str, found: str
) -> None:
    assert law.treaty(name).id == found


def test_a_name_of_several_treaties_is_asked_back_with_each(law: Corpus) -> None:
    with pytest.raises(
        AmbiguousName, match="`franco-russian-1891`, `franco-russian-1892`"
    ):
        law.treaty("franco-russian")
    with pytest.raises(UnknownName, match="did you mean"):
        law.treaty("treaty")


def test_how_soon_the_allies_must_act_is_read_for_whoever_must(law: Corpus) -> None:
    found = parse_question(
        "How soon must the allies act if Peru attacks Chile?", law, TODAY
    )
    assert found.question(law) == "If Peru attacks Chile, how soon must anybody help?"
    assert parse_question(found.question(law), law, TODAY) == found
