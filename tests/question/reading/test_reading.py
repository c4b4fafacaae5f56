"""Sentences read by the chart: each class of the grammar, what is asked back, and frames that come back as they were put."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.question.composing.clues import listed
from engine.question.reading.chart import MOST, Chart, TooMany
from engine.question.reading.productions import Productions, grammar, word_classes
from engine.question.sentence import parse_question
from engine.question.topic import Kind, Side
from engine.question.understood import Act, Understood
from tests.support.each import each
from tests.support.sampling import examples
from treaties.loading.corpus import load_corpus
from treaties.models.corpus import Corpus
from treaties.models.states import NotThen
from treaties.vocabulary.days import SpokenDay
from treaties.vocabulary.errors import CasusError

FILE: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8")
)
TODAY: date = FILE["today"]
LAW = load_corpus()


def told(found: Understood) -> str:
    """What was understood, as the file of sentences has it."""
    acts = " ".join(f"{'+'.join(a.by)}>{'+'.join(a.victim)}" for a in found.acts)
    about = f":{'+'.join(found.about)}" if found.about else ""
    plain = found.topic.kind in (Kind.WHO, Kind.MUST)
    parts = [
        acts + about,
        "" if plain else str(found.topic.kind),
        "attacker" if found.side is Side.ATTACKER else "",
        f"under {found.instruments[0]}" if found.instruments else "",
        f"without {found.without[0]}" if found.without else "",
    ]
    return " ".join(filter(None, parts))


@each("text", FILE["meant"])
def test_a_sentence_of_each_class_is_read_as_it_is_meant(
    law: Corpus, text: str
) -> None:
    assert told(parse_question(text, law, TODAY)) == FILE["meant"][text]


@each("text", FILE["meant"])
def test_it_is_read_again_as_the_same_from_its_plain_form(
    law: Corpus, text: str
) -> None:
    found = parse_question(text, law, TODAY)
    again = parse_question(found.question(law), law, TODAY)
    assert told(again) == told(found), found.question(law)
    assert (again.acts, again.on) == (found.acts, found.on)


@each("text", FILE["asked_back"]["sentences"])
def test_what_is_not_one_question_is_asked_back(law: Corpus, text: str) -> None:
    with pytest.raises(CasusError):
        parse_question(text, law, TODAY)


def test_a_place_that_stands_in_the_question_is_where_the_attack_is(
    law: Corpus,
) -> None:
    text = "Is NATO on the hook for La Réunion if China attacks the French there?"
    (act,) = parse_question(text, law, TODAY).acts
    assert (act.by, act.victim, act.at) == (("china",), ("france",), "reunion")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Does the US have to defend the Philippines at Scarborough Shoal?",
            "scarborough-shoal",
        ),
        ("Must the US help Japan at the Senkaku Islands?", "senkaku"),
    ],
)
def test_a_place_behind_whom_one_helps_is_where_the_attack_is(
    law: Corpus, text: str, place: str
) -> None:
    (act,) = parse_question(text, law, today=TODAY).acts
    assert (len(act.victim), act.at) == (1, place)


def test_a_ruler_is_the_state_ruled_and_that_is_said(law: Corpus) -> None:
    found = parse_question("If Putin attacks Moldova, who must help?", law, TODAY)
    assert found.taken_for == ("`Putin` for Russia",)
    assert "taking `Putin` for Russia" in found.wording(law)


@pytest.mark.parametrize(
    ("text", "told_beside"),
    [
        ("If Putin attacks Moldova, who must help?", "Taken: `Putin` for Russia."),
        (
            "Without the Rio Treaty, who must help Chile if Peru attacks it?",
            "Supposed: without the Rio Treaty of 1947.",
        ),
        (
            "If Peru, unprovoked, attacks Chile, who must help?",
            "Presumed in any case: unprovoked.",
        ),
        (
            "Must Brazil help the attacker if Peru invades Chile?",
            "Asked: who helps the attacker.",
        ),
    ],
)
def test_what_was_assumed_stands_beside_the_title(
    law: Corpus, text: str, told_beside: str
) -> None:
    assert parse_question(text, law, TODAY).assumed == told_beside


def test_what_is_left_out_is_said(law: Corpus) -> None:
    text = (
        "I teach a class of beginners here. If Peru brazenly attacks Chile, who helps?"
    )
    assert parse_question(text, law, TODAY).not_read == (
        "I teach a class of beginners here",
        "brazenly",
    )


NAMED = [
    s
    for s in LAW.states.all
    if s.exists_on(TODAY) and LAW.states.resolve(s.name_on(TODAY), TODAY).id == s.id
]


@st.composite
def frames(draw: st.DrawFn) -> Understood:
    """A question of any kind about states of today."""
    size = draw(st.integers(4, 6))
    several = st.lists(
        st.sampled_from(NAMED), min_size=size, max_size=size, unique_by=lambda s: s.id
    )
    victim, attacker, about, *more = (s.id for s in draw(several))
    kinds = [k for k in Kind if k not in (Kind.WEIGH, Kind.COVERS, Kind.OWES)]
    kind = draw(st.sampled_from(kinds))
    of_a_state = (Kind.MUST, Kind.WHY, Kind.WHY_NOT, Kind.WHEN, Kind.HOW_SOON)
    names_state = kind in of_a_state
    acts = [Act((victim,), (attacker,))]
    if draw(st.booleans()):
        acts.append(Act(tuple(more[1:]) or (more[0],), (more[0],) if more[1:] else ()))
    on = draw(st.none() | st.dates(date(2010, 1, 1), TODAY))
    return Understood(
        tuple(acts),
        SpokenDay(on, on.isoformat()) if on else None,
        (about,) if names_state else (),
        kind=Kind.WHO if kind is Kind.MUST else kind,
        side=draw(st.sampled_from(Side)) if kind is Kind.MUST else Side.VICTIM,
    )


@examples(150)
@given(frames())
def test_any_frame_comes_back_as_it_was_put(put: Understood) -> None:
    text = put.question(LAW)
    try:
        found = parse_question(text, LAW, TODAY)
    except NotThen:
        return
    assert told(found) == told(put), text
    assert (found.acts, found.on) == (put.acts, put.on), text


def test_every_part_of_the_grammar_is_made_or_is_a_class_of_words() -> None:
    rules = grammar().rules
    used = {part.symbol for ways in rules.values() for w in ways for part in w.parts}
    assert {symbol for symbol in used if symbol.islower()} <= set(rules)
    named = {symbol for symbol in rules if not symbol.startswith("group")}
    assert named <= used | {"whole", "claim", "background", "reason"}


def test_every_class_of_words_of_the_grammar_is_used() -> None:
    rules = grammar().rules
    used = {part.symbol for ways in rules.values() for w in ways for part in w.parts}
    by_name = {
        "LIGHT_WORDS",
        "ASIDES",
        "SPEAKS",
        "SPEAKS_FOR_STATE",
        "BEFORE_NOUN",
        "REASON",
        "MERELY",
        "OPAQUE",
        "LAWFUL",
        "PERSONS",
        "MEMBERSHIP",
        "COVERS_ONLY",
        "PAST_VERBS",
        "PRESENT_VERBS",
    }
    by_clues = set(listed("weighing"))
    assert set(word_classes()) <= used | by_name | by_clues


def edges(*classes: str) -> list[dict[str, list[tuple[int, int]]]]:
    """One word of each class, in a row."""
    return [{c: [(n + 1, n)]} for n, c in enumerate(classes)] + [{}]


def test_a_chart_gives_every_reading_with_its_least_cost() -> None:
    rules = Productions(
        {
            "all": ["who:list VERB", "who:NAME AND rest:all", "list VERB ~3"],
            "list": ["who:NAME (AND who:NAME)*"],
        }
    )
    chart = Chart(edges("NAME", "AND", "NAME", "VERB"), rules)
    assert chart.readings("all", 0, 4) == {
        (("who", (("who", 0), ("who", 2))),): 0,
        (("who", 0), ("rest", (("who", (("who", 2),)),))): 0,
        (("who", 0), ("rest", (("who", 2),))): 3,
        (("who", 0), ("who", 2)): 3,
    }


def test_a_chart_stops_where_the_readings_are_too_many() -> None:
    rules = Productions({"all": ["(a:NAME | b:NAME)*"]})
    with pytest.raises(TooMany):
        Chart(edges(*["NAME"] * 12), rules).readings("all", 0, 12)
    assert MOST < 2**12
