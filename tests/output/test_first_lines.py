"""The rules of `docs/first-lines.md`, held over the shipped questions, the hot spots and real attacks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape
from random import Random

import pytest

from engine.answer import Answer
from engine.output.bottom_line import bottom_line
from engine.output.first_lines import BRACKETS, PAIR, SCENARIO, first_lines
from engine.output.owing import must
from engine.output.picture.finding import finding
from engine.output.report.lead import lead
from engine.verdicts.calls import called
from engine.verdicts.prominence import DisplayOrder
from engine.verdicts.verdict import Status
from engine.world import ask, shipped
from tests import HOME
from tests.output.golden_answers import QUESTIONS, file_of
from tests.output.test_forms_agree import QUESTIONS as REAL
from tests.support.sampling import sampled
from treaties.loading.hot_spots import load_hot_spots
from treaties.vocabulary.terms import Duty, Warrant

DAYS = ("1854-03-28", "1899-10-11", "1914-08-04", "1925-06-01", "1939-09-01", "1955-06-01", "1982-04-02", "2026-01-01")


def at_random(number: int) -> list[str]:
    """Attacks of states of the time on each other, on eight days of two centuries."""
    dice, states = Random(1815), shipped().corpus.states.all
    asked = []
    for n in range(number):
        day = date.fromisoformat(DAYS[n % len(DAYS)])
        victim, attacker = dice.sample([s for s in states if s.cow_on(day) is not None and s.exists_on(day)], 2)
        asked.append(f"{day} {victim.name_on(day)} < {attacker.name_on(day)}")
    return asked


ATTACKS = [*REAL, *at_random(300)]
SCENARIOS = [f"scenario:{s.id}" for s in shipped().corpus.scenarios]
ASKED = [*QUESTIONS.values(), *(s.question for s in load_hot_spots()), *ATTACKS, *SCENARIOS]
law = sampled(30)
BANNED = re.findall(r"^\* `(.+)`$", (HOME / "docs" / "first-lines.md").read_text(encoding="utf-8"), re.M)


@cache
def asked(question: str) -> Answer:
    if question.startswith("scenario:"):
        return shipped().ask(scenario=question.removeprefix("scenario:"), rounds=1)
    if question in ATTACKS:
        on, _, rest = question.partition(" ")
        victim, by = rest.split(" < ")
        return shipped().ask(victim, by=by, on=on, rounds=1)
    return shipped().ask(question, rounds=1)


def owing(answer: Answer) -> list[tuple[str, str]]:
    calls = [c for c in called(answer).calls if c.helping and c.verdict.status is not Status.RELEASED]
    return [(c.clause.label, s) for c in calls for s in c.states]


@law
@pytest.mark.parametrize("question", ASKED)
def test_the_first_sentence_answers_the_question(question: str) -> None:
    answer = asked(question)
    first = first_lines(answer)[0]
    if not owing(answer):
        assert first.startswith("No treaty known here obliges any state to help ")
        return
    assert " must " in first or first.startswith("What ")
    assert any(label in first for label, _ in owing(answer))
    names = [answer.setting.name_in_line(s).removeprefix("the ") for s in answer.setting.attacked]
    assert any(n in first for n in names) or "all those attacked" in first


@law
@pytest.mark.parametrize("question", ASKED)
def test_the_first_lines_are_short_and_in_plain_words(question: str) -> None:
    answer = asked(question)
    told = first_lines(answer)
    words = len(" ".join(told).split())
    limit = SCENARIO if answer.scenario.id or len(answer.setting.attacked) > 1 else PAIR
    assert words <= limit or len(told) == 1
    text = " ".join(str(answer).split())
    assert [b for b in BANNED if b in text] == []
    for sentence in bottom_line(answer):
        assert "?" not in sentence.replace("”", "")
        assert not re.search(r"\[[a-z]\]", sentence)
        assert not re.search(r"\b(judgements|clearly|obviously|likely)\b", sentence)


@law
@pytest.mark.parametrize("question", ASKED)
def test_no_small_state_opens_on_words_that_were_not_seen_where_another_owes_help(question: str) -> None:
    answer = asked(question)
    order = DisplayOrder(answer.setting, answer.graph)
    calls = [c for c in called(answer).calls if c.helping and c.verdict.status is not Status.RELEASED]
    last = {o.object for o in answer.setting.asked_for if o.object in answer.setting.attacked}
    better = [c for c in calls if c.clause.warrant is Warrant.SEEN and last & set(c.beneficiaries)]
    first = first_lines(answer)[0]
    for call in calls:
        small = not order.great(call.states[0]) and call.clause.warrant is not Warrant.SEEN
        if small and better and len(answer.setting.attacked) == 1:
            name = order.setting.name_in_line(call.states[0])
            assert not first.lower().startswith(f"{name} must".lower())


@sampled(12)
@pytest.mark.parametrize("question", ASKED)
def test_every_form_has_the_same_first_sentence(question: str) -> None:
    answer = asked(question)
    near = answer.toward(*answer.scenario.about)
    first = bottom_line(near)[0]
    assert first in " ".join(answer.text().split())
    assert answer.to_dict(fields=["bottom_line"])["bottom_line"][0] == first
    assert first in unescape(lead(near))
    said = BRACKETS.sub("", first).split("; ")[0].removesuffix(".")
    assert " ".join(finding(near, 900.0, 17.0)).startswith(said)


@sampled(20)
@pytest.mark.parametrize("question", ASKED)
def test_a_state_asked_about_comes_first(question: str) -> None:
    answer = asked(question)
    bound = {s for c in called(answer).calls for s in c.states}
    for state in {*sorted(bound)[:1], "brazil"} - {*answer.setting.attacked, *answer.setting.attacking}:
        if answer.corpus.states[state].exists_on(answer.setting.on):
            about = replace(answer, scenario=answer.scenario.model_copy(update={"about": (state,)}))
            first = bottom_line(about)[0]
            name = answer.setting.name_in_line(state).removeprefix("the ")
            assert name in first
            assert len(" ".join(first_lines(about, len(first.split()))[1:]).split()) <= SCENARIO


@law
@pytest.mark.parametrize("question", ASKED)
def test_what_is_counted_is_what_is_bound(question: str) -> None:
    answer = asked(question)
    for call in called(answer).calls:
        for sentence in first_lines(answer):
            told = re.search(
                rf"The (\d+) other [^,;(]*(?:, among them [^(;]*)? \({re.escape(call.clause.label)}", sentence
            )
            if told and call.helping:
                assert int(told[1]) == len(set(call.states) - set(answer.setting.attacked))


def test_no_shipped_answer_has_a_banned_word() -> None:
    assert len(BANNED) > 10
    for name in QUESTIONS:
        text = " ".join(file_of(name).read_text(encoding="utf-8").split())
        assert [b for b in BANNED if b in text] == []


def test_an_obligor_with_several_texts_has_one_clause() -> None:
    lead = " ".join(first_lines(asked("If Armenia attacks Azerbaijan, who is drawn in?")))
    assert lead.count("Türkiye must") == 1
    assert must(Duty.FIGHT, toward="Azerbaijan") in lead
    assert "; also three articles)" in lead


def test_who_was_hit_last_comes_first_and_those_helped_are_named() -> None:
    lead = first_lines(asked("scenario:july-1914"))
    assert lead[0].startswith("France must give the Russian Empire military aid (")
    assert any(s.startswith("Greece must give Serbia military aid (") for s in lead)


def test_the_title_has_the_victim_the_day_and_the_day_of_the_law() -> None:
    answer = asked(next(q for q in ATTACKS if q.endswith("North Korea < Ukraine")))
    assert answer.heading == (
        "North Korea attacked by Ukraine on 1 January 2026, in the war running since 24 February 2022. Law of that day."
    )
    assert first_lines(answer)[0].startswith(
        "Russia (Russia–North Korea Treaty of 2024, Art. 4), already in the war, and China ("
    )


def test_an_instrument_asked_about_says_what_it_waits_for_and_is_not_said_twice() -> None:
    text = str(ask("Does Article 5 apply if Russia shoots down a Polish jet over the Baltic Sea?"))
    flat = " ".join(text.split())
    first = flat[flat.index("Art. 5 of the North Atlantic Treaty is called") :]
    assert ", only if the treaty reaches what Russia hits of Poland" in first.partition(".  ")[0][:400]
    assert flat.count("must act for Poland") == 1
