"""The laws of the first lines of an answer, held over whole answers, hot spots, scenarios and attacks drawn at random."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from random import Random

import pytest

from engine.answer import Answer
from engine.findings.calls import triggered_articles
from engine.output.first_lines.duty import needs_of
from engine.output.first_lines.ruled import ruled
from engine.output.plain import LINES
from engine.output.prose import BRACKETS, capital
from engine.output.ruling_text import ruling_text
from engine.question.topic import Kind, Topic
from engine.ruling.attack import ruling_of
from engine.ruling.ruling import Holding, Ruling
from engine.world import shipped
from tests.output.golden_answers import COLUMNS, QUESTIONS
from tests.output.test_forms_agree import QUESTIONS as REAL
from tests.support.each import each
from treaties.loading.hot_spots import load_hot_spots

WORDS = 25
"""Words of the first sentence at most, brackets left out."""
LONGER = 35
"""Lines that the answer on a scenario of several events may take."""
DAYS = (
    "1854-03-28",
    "1899-10-11",
    "1914-08-04",
    "1925-06-01",
    "1939-09-01",
    "1955-06-01",
    "1982-04-02",
    "2026-01-01",
)
OTHERS_WORDS = 30
"""The largest number of words of the sentence on others where nobody else is bound for certain."""
LEGEND = "° Article not read here."
OPENS = {
    Holding.OBLIGED: "Yes: ",
    Holding.OWN_MEANS: "Yes, but it chooses how: ",
    Holding.ONLY_IF: "Only if ",
    Holding.UNKNOWN: "Unknown: ",
}
"""How an answer on a state opens, by what is held of it; every other holding is a no."""


def at_random(number: int) -> list[str]:
    """Attacks of states of the time on each other, on eight days of two centuries."""
    dice, states = Random(1815), shipped().corpus.states.all
    asked = []
    for n in range(number):
        day = date.fromisoformat(DAYS[n % len(DAYS)])
        known = [s for s in states if s.cow_on(day) is not None and s.exists_on(day)]
        victim, attacker = dice.sample(known, 2)
        asked.append(f"{day} {victim.name_on(day)} < {attacker.name_on(day)}")
    return asked


ATTACKS = [*REAL, *at_random(300)]
SCENARIOS = [f"scenario:{s.id}" for s in shipped().corpus.scenarios]
ASKED = [
    *QUESTIONS.values(),
    *(s.question for s in load_hot_spots()),
    *ATTACKS,
    *SCENARIOS,
]
law = each("question", ASKED, most=12)
"""A rule that holds for every question."""


@cache
def asked(question: str) -> Answer:
    if question.startswith("scenario:"):
        return shipped().ask(scenario=question.removeprefix("scenario:"), rounds=1)
    if question in ATTACKS:
        on, _, rest = question.partition(" ")
        victim, by = rest.split(" < ")
        return shipped().ask(victim, by=by, on=on, rounds=1)
    return shipped().ask(question, rounds=1)


def all_who(answer: Answer) -> Answer:
    """The same attack with the question of who must help."""
    return replace(answer, topic=Topic())


def about(answer: Answer) -> list[Answer]:
    """The same attack with the question of whether a state must help: of one that is called, and of Brazil."""
    first = [c.states[0] for c in triggered_articles(answer).calls][:1]
    sides = {*answer.setting.attacked, *answer.setting.attacking}
    states = [s for s in dict.fromkeys((*first, "brazil")) if s not in sides]
    return [
        replace(answer, topic=Topic(kind=Kind.MUST, states=(s,)))
        for s in states
        if answer.corpus.states[s].exists_on(answer.setting.on)
    ]


def one_line(text: str) -> str:
    return " ".join(text.split())


@law
def test_the_first_sentence_is_short(question: str) -> None:
    answer = asked(question)
    for one in (answer, *about(answer)):
        first = BRACKETS.sub("", ruling_text(one)[0])
        ends = (
            r"\. (?=Then |And only if |[^.]* judges that\.)"
            if first.startswith("Only ")
            else r"\. "
        )
        lead = re.split(ends, first)[0]
        assert len(lead.split()) <= WORDS, first


@law
def test_conditions_of_a_state_are_told_where_it_is_held_to_be_bound(
    question: str,
) -> None:
    """A first line tells each condition of its own duty, and counts none."""
    for one in about(asked(question)):
        first = ruling_text(one)[0]
        assert not re.search(r"\bthings? holds?\b|\. The conditions?: ", first)
        main = ruling_of(one).states[0].main
        if main and not main.settled and first.startswith("Only "):
            told = first.replace("it also finds that", "that")
            assert all(need in told for need in needs_of(ruled(one), main)), first


@law
def test_the_sentence_on_others_who_may_be_bound_is_short(question: str) -> None:
    for one in about(asked(question)):
        for line in ruling_text(one):
            if line.startswith("No other state is bound for certain"):
                assert len(BRACKETS.sub("", line).split()) <= OTHERS_WORDS


@law
def test_an_answer_fits_a_screen(
    question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", COLUMNS)
    answer = asked(question)
    several = answer.scenario.id or len(answer.setting.events) > 1
    assert str(answer).count("\n") <= (LONGER if several else LINES)


@law
def test_no_state_is_told_twice_to_owe_the_same_under_one_article(
    question: str,
) -> None:
    answer = all_who(asked(question))
    ruling, text = ruling_of(answer), " ".join(ruling_text(answer))
    owed = [*ruling.settled, *ruling.open]
    keys = Counter(
        (s, o.call.duty, o.call.clause.key, o.call.beneficiaries, o.on, o.events)
        for o in owed
        for s in o.call.states
    )
    assert [k for k, n in keys.items() if n > 1] == []
    labels = Counter(o.call.clause.label for o in owed)
    told = {label: text.count(f"({label})") for label in labels}
    assert [label for label, n in told.items() if n > labels[label]] == []


def untold(answer: Answer, ruling: Ruling, text: str) -> list[str]:
    """The states whose help depends on nothing and that are neither named nor counted."""
    left = []
    for state in ruling.bound:
        day = answer.setting.on
        groups = {
            o.call.treaty.members_on(day, o.call.states)
            for o in ruling.settled
            if state in o.call.states
        }
        counted = any(g in text for g in groups) or re.search(
            "other states?|--all", text
        )
        if answer.setting.name_in_line(state) not in text and not counted:
            left.append(state)
    return left


@law
def test_every_state_whose_help_is_settled_is_named_or_counted(question: str) -> None:
    answer = all_who(asked(question))
    text = " ".join(ruling_text(answer)).replace("The ", "the ")
    assert untold(answer, ruling_of(answer), text) == []


@law
def test_a_state_asked_about_opens_the_answer_with_what_is_held_of_it(
    question: str,
) -> None:
    for one in about(asked(question)):
        (held,) = ruling_of(one).states
        first = ruling_text(one)[0]
        assert first.startswith(OPENS.get(held.holding, "No"))
        if held.main and one.topic.deed is None:
            name = one.setting.name_in_line(held.state).removeprefix("the ")
            who = rf"{re.escape(name)}|{re.escape(name)} (?:finds|judges) .* Then it"
            does = re.search(rf"({who}) (must|need|may|owes) ", first)
            assert does, first


@law
def test_the_text_and_the_data_hold_the_same(question: str) -> None:
    for one in about(asked(question)):
        (told,) = one.to_dict(fields=["ruling"])["ruling"]["states"]
        held = ruling_of(one).states[0].holding
        assert told["holding"] == str(held)
        assert told["says"]["ruling"] == ruling_text(one)[0]
        assert told["says"]["ruling"] in one_line(str(one))


@law
def test_sentences_are_well_formed(question: str) -> None:
    answer = asked(question)
    for one in (all_who(answer), *about(answer)):
        for line in ruling_text(one):
            assert line == capital(line)
            assert line.endswith(".")
            assert "  " not in line
            assert ".." not in line
            assert not re.search(
                r"; (The|A|One|Two|Five|Every|Only|If|No|Nobody) ", line
            )
            assert not re.search(r"\bone (other )?states\b|\bstates? owes\b", line)
            assert not re.search(
                r"^[^,;:]*(allies|members|parties)\b[^.;:]* but chooses", line
            )
            assert not re.search(r"^[^,;]*must act, but chooses how \(.*\) and ", line)


ON_CONDITION = re.compile(
    r"^(Only|If|On other conditions|On the same|What) |, (but |and )?(only )?if "
)
"""How a sentence on help that depends on something begins, or goes on."""
CONDITION = re.compile(r"^If [^,]*,|, (?:but |and )?only if (.*)")
"""The condition of a sentence."""


@law
def test_what_is_settled_comes_before_what_is_open(question: str) -> None:
    answer = all_who(asked(question))
    helping = {o.call.clause.label for o in ruling_of(answer).settled}
    conditional = False
    for line in ruling_text(answer):
        conditional |= bool(ON_CONDITION.search(line))
        cites = any(f"({label})" in line for label in helping)
        if cites and not ON_CONDITION.search(line):
            assert not conditional, line


@law
def test_a_condition_is_told_once(question: str) -> None:
    answer = all_who(asked(question))
    found = filter(None, map(CONDITION.search, ruling_text(answer)))
    told = [match[0] for match in found]
    assert len(told) == len(set(told)), told


@law
def test_a_great_power_is_named_before_others_of_its_group(question: str) -> None:
    answer = all_who(asked(question))
    names = {
        answer.setting.name_in_line(s): answer.display_order.great(s)
        for o in (*ruling_of(answer).settled, *ruling_of(answer).open)
        for s in o.call.states
    }
    for line in ruling_text(answer):
        for group in re.findall(r"\(including ([^()]+)\)", line):
            each = re.split(r", | and (?=the |[A-Z])", group)
            great = [names[n] for n in each if n in names]
            assert great == sorted(great, reverse=True), line


@law
def test_every_mark_of_words_not_read_has_its_legend(question: str) -> None:
    answer = asked(question)
    for one in (answer, *about(answer)):
        text = one_line(str(one))
        assert ("°" in text.replace(LEGEND, "")) == (LEGEND in text)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "If Ukraine strikes North Korean troops in Kursk, is China bound?",
            "Only if China finds that an attack on forces of North Korea abroad counts "
            "and that Ukraine is not acting in lawful self-defence. And only if it also "
            "finds that North Korea is at war because Ukraine struck it. Then it must "
            "help militarily (",
        ),
        (
            "If Rwanda attacks the DRC, must South Africa help?",
            "Only if the Summit of the Community so decides and South Africa finds that "
            "the treaty reaches a war older than itself. Then South Africa must act",
        ),
        (
            "If Israel attacks Lebanon, must Egypt help?",
            "Only if a separate peace with Israel permits help to Lebanon in lawful "
            "defence, which Egypt decides: Egypt must help militarily (",
        ),
        (
            "Must the US consult if Egypt attacks Israel?",
            "Only if the United States is satisfied that the Treaty of Peace between",
        ),
        (
            "If the US attacks Iran, must Russia help?",
            "No. Russia need only consult (Russia–Iran Treaty of 2025, Art. 5.4°).",
        ),
        (
            "If Argentina attacks the Falklands on 2 April 1982, must the US help?",
            "No. The United States need only consult (North Atlantic Treaty, Art. 4): "
            "the treaty's area leaves out the Falkland Islands (Arts 5 and 6).",
        ),
        (
            "If China attacks Taiwan, must the US help?",
            "No. The US–Republic of China Treaty of 1954 ended on 1 January 1980.",
        ),
    ],
)
def test_the_first_line_tells_conditions_further_duties_and_reason(
    question: str, first: str
) -> None:
    assert ruling_text(asked(question))[0].startswith(first)


def test_a_condition_too_long_with_who_judges_is_told_before_who_judges() -> None:
    answer = shipped().ask("Cuba", by="USA", on="1975-01-01", must="Colombia", rounds=1)
    first = ruling_text(answer)[0]
    assert first.startswith("Only if Art. 3(1) of the Rio Treaty protects Cuba, whose ")
    assert ". Colombia judges that. Then it must help, " in first


def test_no_reason_for_owing_no_help_explains_neutrality() -> None:
    answer = shipped().ask(
        "Austria-Hungary", by="Serbia", on="1914-07-20", must="Germany", rounds=1
    )
    first = ruling_text(answer)[0]
    assert (
        "must stay neutral (Dual Alliance, Art. II.1). The attacker is Serbia" in first
    )
