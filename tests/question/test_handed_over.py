"""Drawn sentences that are not read: what is offered is read as the same query, and drops nothing that turns it round."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from engine.question.as_fields import fields_of
from engine.question.as_scenario import scenario_of, topic_of
from engine.question.misspelt import mended, mends
from engine.question.offers import AskedAgain
from engine.question.query import Query
from engine.question.sentence import parse_question
from engine.question.spans import WhichDay
from engine.question.tokens import cut
from engine.question.understood import Understood
from engine.question.ways import tells
from tests.support.each import each
from tests.support.sampling import part
from tools.fuzz_sentences import SPOILERS, TODAY, TRAPS, Made, Writer, asked
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError

OPENERS = (
    "Blimey folks, ",
    "My aunt wonders: ",
    "Asking purely for an essay: ",
    "We had a lively debate about this at dinner. ",
)
"""What somebody may write before a question, in words that nobody has listed."""
CLOSERS = (" Greetings on a rainy evening.", " Cheers to all of you, Sam.", "")
SWAPPED = part(40)
"""Sentences that are drawn for each test."""


def offered(text: str, law: Corpus) -> tuple[str, ...]:
    try:
        parse_question(text, law, TODAY)
    except AskedAgain as error:
        return error.questions
    except CasusError:
        pass
    return ()


def plain(law: Corpus, seed: int) -> list[Made]:
    r, writer = random.Random(seed), Writer(law)
    made = (writer.made(r) for _ in range(6 * SWAPPED))
    return [m for m in made if not m.trap and _is_read(m, law)][:SWAPPED]


def _is_read(made: Made, law: Corpus) -> bool:
    try:
        found = parse_question(made.text, law, TODAY)
    except CasusError:
        return False
    return asked(found) == (made.acts, made.on, made.about)


def mistyped(text: str, r: random.Random) -> str:
    """The sentence with two neighbouring letters of a long word exchanged."""
    words = text.split(" ")
    long = [n for n, w in enumerate(words) if w.isalpha() and len(w) > 6]
    if not long:
        return text
    n = r.choice(long)
    at = r.randrange(2, len(words[n]) - 2)
    w = words[n]
    words[n] = w[:at] + w[at + 1] + w[at] + w[at + 2 :]
    return " ".join(words)


@pytest.mark.parametrize("seed", [7, 11])
def test_a_mistyped_sentence_is_offered_as_it_was_meant(law: Corpus, seed: int) -> None:
    r, right, wrong = random.Random(seed), 0, []
    for made in plain(law, seed):
        text = mistyped(made.text, r)
        found = offered(text, law)
        meant = (made.acts, made.on, made.about)
        held = [asked(parse_question(q, law, TODAY)) == meant for q in found]
        right += any(held)
        if held and not held[0]:
            wrong.append((text, found))
    assert right >= SWAPPED // 4
    assert not wrong


@each("made", [(o, c) for o in OPENERS for c in CLOSERS])
def test_what_stands_round_a_question_is_left_out_and_said(
    law: Corpus, made: tuple[str, str]
) -> None:
    before, behind = made
    text = f"{before}if Peru attacks Chile, must Brazil help?{behind}"
    try:
        found = parse_question(text, law, TODAY)
        left = " ".join(found.not_read)
    except AskedAgain as error:
        found, left = (
            parse_question(error.questions[0], law, TODAY),
            " ".join(error.left_out[0]),
        )
    assert found.question(law) == "If Peru attacks Chile, must Brazil help?"
    assert before.strip(" ,:.").split()[0] in left


@pytest.mark.parametrize("seed", [3, 5])
def test_every_offer_is_read_as_the_same_query_by_words_and_by_fields(
    law: Corpus, seed: int
) -> None:
    r, writer, tried = random.Random(seed), Writer(law), 0
    for _ in range(3 * SWAPPED):
        for question in offered(mistyped(writer.made(r).text, r), law):
            found = parse_question(question, law, TODAY)
            assert found.question(law) == question
            assert same_query(question, found, law), question
            tried += 1
    assert tried > SWAPPED // 4


def same_query(question: str, found: Understood, law: Corpus) -> bool:
    fields = fields_of(found, law)
    one, other = Query.of(victim=question), Query.of(**fields)
    try:
        first, meant = scenario_of(one, law)
        second, again = scenario_of(other, law)
    except WhichDay as error:  # of a month or a year the day is asked back
        return error.scenario.on == found.on
    kept = replace(topic_of(one, first, meant, law), group="")
    alike = replace(topic_of(other, second, again, law), group="")
    events = (first.events, first.on, set(first.answers))
    return events == (second.events, second.on, set(second.answers)) and kept == alike


@pytest.mark.parametrize("seed", [1, 2])
def test_no_offer_where_a_word_was_put_in_that_turns_it_round(
    law: Corpus, seed: int
) -> None:
    r = random.Random(seed)
    for made in plain(law, seed):
        for word in r.sample(SPOILERS, 4):
            words = made.text.split(" ")
            words.insert(r.randrange(1, len(words)), word)
            text = " ".join(words)
            assert all(_denies(q, word, text, law) for q in offered(text, law)), text


def _denies(question: str, word: str, text: str, law: Corpus) -> bool:
    """Whether a denial of a duty is asked as such, or said to be left out: the answer to the plain question tells both."""
    with pytest.raises(AskedAgain) as error:
        parse_question(text, law, TODAY)
    said = f"{word} (asked without the denial)"
    return "not have to" in question or said in error.value.left_out[0]


@each("trap", [t for t in TRAPS if " or " not in t and "it " not in t])
def test_no_offer_for_a_trap(law: Corpus, trap: str) -> None:
    text = trap.format(a="Peru", v="Chile", w="Bolivia")
    for question in offered(text, law):
        assert all(name in question for name in ("Peru", "Chile")), question
        assert "Bolivia" in question or "Bolivia" not in text, question


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "wich countrys are oblidged to defend findland aginst russia",
            ["If Russia attacks Finland, who is drawn in?"],
        ),
        (
            "If Russai attacks Estnoia, and must Polnad help?",
            ["If Russia attacks Estonia, must Poland help?"],
        ),
        (
            "Iran vs Saudi Arabia: who helps?",
            [
                "If Iran attacks Saudi Arabia, who is drawn in?",
                "If Saudi Arabia attacks Iran, who is drawn in?",
            ],
        ),
        (
            "Who must help Chile if Peru attacks, and who must help Kenya if Somalia attacks?",
            [
                "If Peru attacks Chile, who is drawn in?",
                "If Somalia attacks Kenya, who is drawn in?",
            ],
        ),
        (
            "If Peru attacks Chile tomorrow, like in 1879, who must help?",
            [
                "If Peru attacks Chile on 2 July 2026, who is drawn in?",
                "If Peru attacks Chile in 1879, who is drawn in?",
            ],
        ),
        (
            "If the balloon goes up and Peru attacks Chile, who must help?",
            ["If Peru attacks Chile, who is drawn in?"],
        ),
        (
            "Suppose arguendo that Peru attacks Chile. Must Brazil help?",
            ["If Peru attacks Chile, must Brazil help?"],
        ),
    ],
)
def test_what_is_offered(law: Corpus, text: str, questions: list[str]) -> None:
    assert list(offered(text, law)) == questions


@pytest.mark.parametrize(
    "text",
    [
        "In case Chile is struck by Peru, and Brazil recalls its envoy, who must help?",
        "If Chile has Peru strike it, who must help?",
        "The assailant is Peru and the prey is Chile. Who must fight for Chile?",
        "Does Peru have to help Chile or Chile Peru?",
        "Repeat after me: Peru must defend Chile.",
        "Nobody says that Peru attacks Chile. Must Brazil help?",
        "If Peru attacks Chile with lawsuits, who must help?",
        "If Peru attacks Chile verbally, who must help?",
        "If Peru attacks Chile supposedly, who must help?",
        "If Peru attacks Chile just kidding, who must help?",
        "Chile has left the Rio Treaty. If Peru attacks Chile, must Brazil help?",
        "victim: Chile; attacker: not Peru; asked: Brazil",
        "set victim=Peru. If Peru attacks Chile, who must help?",
        "Bolivia doubts that Peru has attacked Chile. Must Brazil help?",
        "If Peru attacks Yugoslavia in 2026, must Brazil help?",
        "We met in Arica. Peru attacks Chile. Who must help?",
    ],
)
def test_what_is_not_offered(law: Corpus, text: str) -> None:
    assert offered(text, law) == ()


def test_all_faults_are_told_at_once(law: Corpus) -> None:
    with pytest.raises(AskedAgain) as error:
        parse_question("if Koraea is atacked by Estnia who hasto help", law, TODAY)
    told = str(error.value)
    assert all(w in told for w in ("`Koraea`", "`Estnia`", "`hasto`", "`Korea` may be"))
    assert error.value.questions == (
        "If Estonia attacks North Korea, who is drawn in?",
        "If Estonia attacks South Korea, who is drawn in?",
    )


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("if noth korea attaks estnia", "if North Korea attaks Estonia"),
        ("Virginia is attacked by Gondor", "Virginia is attacked by Gondor"),
        ("if the countrys hasto step in", "if the countries has to step in"),
        ("Peru attracts Chile", "Peru attracts Chile"),
        ("Turkish positions", "Turkish positions"),
    ],
)
def test_only_slips_of_the_hand_are_mended(law: Corpus, wrong: str, right: str) -> None:
    assert mended(wrong, mends(wrong, cut(wrong, law), law)) == right


def test_words_that_tell_something_are_known(law: Corpus) -> None:
    assert tells("and Brazil left the Rio Treaty", law)
    assert not tells("a beer for you", law)
    assert date(2026, 7, 1) == TODAY


def test_the_enemy_of_a_state_at_war_is_named_and_said(law: Corpus) -> None:
    """Who fights whom is on file; the title says for whom the words were taken."""
    asked = parse_question(
        "If Pyongyang fights Russia's war and Russia's enemy strikes North Korea, is China bound?",
        law,
        date(2026, 1, 1),
    )
    (act,) = asked.acts
    assert (act.by, act.victim, asked.about) == (
        ("ukraine",),
        ("north-korea",),
        ("china",),
    )
    assert asked.taken_for == (
        "Ukraine for “Russia's enemy”",
        "“Pyongyang fights Russia's war” as on file",
    )
    with pytest.raises(CasusError, match="enemy"):
        parse_question("If China's enemy strikes Mongolia, is Russia bound?", law)
    with pytest.raises(CasusError):
        parse_question(
            "If China fights Russia's war and Ukraine strikes China, is Iran bound?",
            law,
        )
    with pytest.raises(CasusError):  # Its troops came in the autumn of 2024.
        parse_question(
            "If North Korea fights Russia's war and Ukraine strikes North Korea on 1 March 2023, is China bound?",
            law,
            date(2026, 1, 1),
        )
