"""Sentences made by the grammar of strangers, where it is found: none is read, or offered first, as another question."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from engine.question.sentence import parse_question
from tests.support.each import each
from tools.measured_reading import (
    OUTCOMES,
    Wanted,
    differences,
    made,
    measured,
    outcome,
    outcome_of_replies,
    table,
    wanted,
)
from treaties.models.corpus import Corpus

DRAWN = 310
"""Sentences of one draw: ten of each family."""


@pytest.mark.parametrize("seed", [19, 20])
def test_a_draw_is_read_as_meant_or_handed_over(law: Corpus, seed: int) -> None:
    rows = made(DRAWN, seed)
    if not rows:
        pytest.skip(
            "made.py is not here: it stands beside the folder that CASUS_DATA names"
        )
    found = measured(rows, law, date.today())
    counts = Counter((one.want.expect, one.how) for one in found)
    plain = sum(n for (expect, _), n in counts.items() if expect == "understood")
    # One in a hundred is a dispute of the key: land that one state holds and another claims, or drones as force.
    wrong = [one.want.text for one in found if one.how in ("another", "offered, wrong")]
    assert len(wrong) <= DRAWN // 100, wrong
    assert counts["understood", "as meant"] >= 0.65 * plain, counts


def test_each_outcome_is_told_apart(law: Corpus) -> None:
    attack = frozenset([("peru", "chile")])
    day = date(2026, 7, 1)
    cases = {
        "If Peru attacks Chile, who must help?": "as meant",
        "If Chile attacks Peru, who must help?": "another",
        "If Peru attcks Chlie, who must help?": "offered",
        "If Chile attcks Preu, who must help?": "offered, wrong",
        "Who gloats?": "refused",
    }
    found = []
    for text, how in cases.items():
        want = Wanted(text, "plain", "understood", attack, day, day, False, frozenset())
        found.append(outcome(want, law, day))
        assert found[-1].how == how, text
    head, *_, plain = table(found)
    assert head.split()[0] == "class"
    assert plain.split()[1:] == ["1"] * len(OUTCOMES)


TODAY = date(2026, 11, 30)
SAME: dict[str, tuple[str, dict[str, object]]] = {
    # What a party of a treaty of two owes under it, it owes the other party.
    "What does Germany owe Russia under the Reinsurance Treaty?": (
        "What does the Reinsurance Treaty bind Germany to?",
        {"kind": "owes", "asked": ["Germany"], "treaty": "Reinsurance Treaty"},
    ),
    # So is whoever is helped under such a treaty, however soon.
    "If Saudi Arabia is attacked, how soon must Pakistan help under the Saudi–Pakistani Agreement of 2025?": (
        "How many hours does the Saudi-Pakistani pact give Pakistan?",
        {
            "kind": "how-soon",
            "asked": ["Pakistan"],
            "treaty": "Saudi-Pakistani Agreement",
        },
    ),
    # The days of a treaty are asked of no day; that of the file is its year.
    "When did the Franco-Polish Alliance of 1921 begin and end?": (
        "When does the Franco-Polish alliance become active in a 1921 start?",
        {"kind": "when", "treaty": "Franco-Polish Alliance", "on": "1921"},
    ),
    # The guarantors are all parties but the state that they guarantee.
    "If Cyprus is attacked on 15 July 1974, must Greece, Turkey and the United Kingdom help under the Cyprus Treaty of Guarantee of 1960?": (
        "Were the three guarantors obliged to act upon the coup?",
        {
            "victims": ["Cyprus"],
            "treaty": "Cyprus Treaty of Guarantee",
            "on": "1974-07-15",
        },
    ),
    # A name of one treaty of 1951 and of its successor means today the successor.
    "If Japan is under a cyber attack at Okinawa, does Art. V of the US–Japan Treaty of 1960 apply?": (
        "Does Article V of the US-Japan treaty include a cyber operation against Okinawa?",
        {"kind": "covers", "victims": ["Japan"], "treaty": "US-Japan Security Treaty"},
    ),
    # The place that is asked about is itself what is attacked.
    "Does the Collective Security Treaty cover Abkhazia?": (
        "Does the Collective Security Treaty reach as far as Abkhazia?",
        {
            "kind": "covers",
            "treaty": "Collective Security Treaty",
            "place": "Abkhazia",
        },
    ),
    # A file of states has no word for terrorists, whom the sentence names.
    "If terrorists attack France, must Italy help?": (
        "Must Italy help if terrorists storm France?",
        {"kind": "must", "victims": ["France"], "asked": ["Italy"]},
    ),
}
OTHER: dict[str, tuple[str, dict[str, object]]] = {
    "What does Germany owe Poland under the North Atlantic Treaty?": (
        "What does NATO bind Germany to?",
        {"kind": "owes", "asked": ["Germany"], "treaty": "North Atlantic Treaty"},
    ),
    "If Cyprus is attacked on 15 July 1974, must Greece and Turkey help under the Cyprus Treaty of Guarantee of 1960?": (
        "Were the three guarantors obliged to act upon the coup?",
        {
            "victims": ["Cyprus"],
            "treaty": "Cyprus Treaty of Guarantee",
            "on": "1974-07-15",
        },
    ),
    "When did the Franco-Polish Alliance of 1921 begin and end?": (
        "When does the Franco-Polish alliance become active in a 1936 start?",
        {"kind": "when", "treaty": "Franco-Polish Alliance", "on": "1936"},
    ),
    "If terrorists attack France, must Italy help?": (
        "Must Italy help if somebody storms France?",
        {"kind": "must", "victims": ["France"], "asked": ["Italy"]},
    ),
}


@each("question", SAME)
def test_the_same_question_in_other_words_is_as_meant(
    law: Corpus, question: str
) -> None:
    text, meaning = SAME[question]
    want = wanted({"text": text, "meaning": meaning}, law, TODAY)
    assert differences(want, parse_question(question, law, TODAY), law) == []


@each("question", OTHER)
def test_what_asks_more_or_less_is_another_question(law: Corpus, question: str) -> None:
    text, meaning = OTHER[question]
    want = wanted({"text": text, "meaning": meaning}, law, TODAY)
    assert differences(want, parse_question(question, law, TODAY), law)


def test_a_reply_is_held_against_what_was_meant(law: Corpus) -> None:
    text = "We debate on Thursday whether Britain was bound to the Czechs."
    row = {"text": text, "victims": ["Czechoslovakia"], "asked": ["United Kingdom"]}
    row |= {"on": "1938-09"}
    asked = "If Germany attacks Czechoslovakia in September 1938, must the United Kingdom help?"
    found = outcome_of_replies(wanted(row, law, TODAY), [asked], law, TODAY)
    assert (found.how, found.noted) == ("offered", True)
    refused = wanted({"text": text, "plain": False}, law, TODAY)
    assert outcome_of_replies(refused, [asked], law, TODAY).how == "offered, wrong"
