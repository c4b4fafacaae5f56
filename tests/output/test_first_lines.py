"""The rules of `docs/first-lines.md`, held over the shipped questions, the hot spots and real attacks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape
from itertools import groupby
from random import Random

from engine.output.first_lines import PAIR, SCENARIO, beside, first_lines

from engine.answer import Answer
from engine.interfaces.assistant import tools
from engine.output.answer_tables import tables
from engine.output.bottom_line import bottom_line
from engine.output.clause_words import BRACKETS
from engine.output.extent import DetailOptions
from engine.output.instruments_text import called_sections
from engine.output.owing import MARKS, claim, must
from engine.output.picture.finding import AMONG, finding
from engine.output.report.report_page import lead
from engine.verdicts.calls import called, firmest
from engine.verdicts.prominence import DisplayOrder
from engine.verdicts.rows import nearness_of_row
from engine.verdicts.unbound import Lack, unbound
from engine.verdicts.verdict import Status
from engine.world import ask, shipped
from tests import HOME
from tests.output.golden_answers import QUESTIONS, file_of
from tests.output.test_forms_agree import QUESTIONS as REAL
from tests.support.each import each
from treaties.loading.hot_spots import load_hot_spots
from treaties.vocabulary.terms import Duty, Warrant

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


def at_random(number: int) -> list[str]:
    """Attacks of states of the time on each other, on eight days of two centuries."""
    dice, states = Random(1815), shipped().corpus.states.all
    asked = []
    for n in range(number):
        day = date.fromisoformat(DAYS[n % len(DAYS)])
        victim, attacker = dice.sample(
            [s for s in states if s.cow_on(day) is not None and s.exists_on(day)], 2
        )
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
BANNED = re.findall(
    r"^\* `(.+)`$", (HOME / "docs" / "first-lines.md").read_text(encoding="utf-8"), re.M
)


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
    calls = [
        c
        for c in called(answer).calls
        if c.helping and c.verdict.status is not Status.RELEASED
    ]
    return [(c.clause.label, s) for c in calls for s in c.states]


@law
def test_the_first_sentence_answers_the_question(question: str) -> None:
    answer = asked(question)
    first = first_lines(answer)[0]
    if not owing(answer):
        assert re.match(
            "No treaty known here obliges any state(, .* included,)? to help ", first
        )
        return
    assert " must " in first or first.startswith("What ")
    unpublished = any(s.startswith("What ") for s in first_lines(answer))
    assert any(label in first for label, _ in owing(answer)) or (
        unpublished and re.search("^What | must consult", first)
    )
    names = [
        answer.setting.name_in_line(s).removeprefix("the ")
        for s in answer.setting.attacked
    ]
    assert any(n in first for n in names) or "all those attacked" in first


@law
def test_the_first_lines_are_short_and_in_plain_words(question: str) -> None:
    answer = asked(question)
    told = first_lines(answer)
    words = len(" ".join(told).split())
    limit = SCENARIO if answer.scenario.id or len(answer.setting.attacked) > 1 else PAIR
    assert words <= limit or len(told) == 1
    text = " ".join(str(answer).split())
    assert [b for b in BANNED if b in text] == []
    assert not told[0].startswith("They ")
    for sentence in bottom_line(answer):
        assert "?" not in sentence.replace("”", "")
        assert not re.search(r"\[[a-z]\]", sentence)
        assert not re.search(r"\b(judgements|clearly|obviously|likely)\b", sentence)


@law
def test_no_small_state_opens_on_words_that_were_not_seen_where_another_owes_help(
    question: str,
) -> None:
    answer = asked(question)
    order = DisplayOrder(answer.setting, answer.graph)
    calls = [
        c
        for c in called(answer).calls
        if c.helping and c.verdict.status is not Status.RELEASED
    ]
    last = {
        o.object
        for o in answer.setting.asked_for
        if o.object in answer.setting.attacked
    }
    better = [
        c
        for c in calls
        if c.clause.warrant is Warrant.SEEN and last & set(c.beneficiaries)
    ]
    first = first_lines(answer)[0]
    for call in calls:
        seen = any(c.states[0] == call.states[0] for c in better)
        small = (
            not order.great(call.states[0])
            and call.clause.warrant is not Warrant.SEEN
            and not seen
        )
        if small and better and len(answer.setting.attacked) == 1:
            name = order.setting.name_in_line(call.states[0])
            assert not first.lower().startswith(f"{name} must".lower())


def test_a_title_without_the_members_of_its_groups_still_names_each_group() -> None:
    two = "The five other A, among them B and the C, and the 20 other D, among them E, F and the G, must help the H"
    assert AMONG.sub("", two) == "The five other A and the 20 other D must help the H"


@each("question", ASKED, most=6)
def test_every_form_has_the_same_first_sentence(question: str) -> None:
    answer = asked(question)
    near = answer.toward(*answer.scenario.about)
    first = bottom_line(near)[0]
    assert first in " ".join(answer.text().split())
    assert answer.to_dict(fields=["bottom_line"])["bottom_line"][0] == first
    assert first in unescape(lead(near))
    duty = re.sub("^Only if .*?: ", "", BRACKETS.sub("", first))
    said = duty.split("; ")[0].split(", only if ")[0].removesuffix(".")
    drawn = " ".join(finding(near, 900.0, 17.0)).removeprefix("Contested: ")
    assert drawn.casefold().startswith(
        (said.casefold(), AMONG.sub("", said).casefold())
    )


@each("question", ASKED, most=8)
def test_a_state_asked_about_comes_first(question: str) -> None:
    answer = asked(question)
    bound = {s for c in called(answer).calls for s in c.states}
    for state in {*sorted(bound)[:1], "brazil"} - {
        *answer.setting.attacked,
        *answer.setting.attacking,
    }:
        if answer.corpus.states[state].exists_on(answer.setting.on):
            about = replace(
                answer, scenario=answer.scenario.model_copy(update={"about": (state,)})
            )
            first = bottom_line(about)[0]
            name = answer.setting.name_in_line(state).removeprefix("the ")
            assert name in first
            assert (
                len(" ".join(first_lines(about, len(first.split()))[1:]).split())
                <= SCENARIO
            )


@law
def test_what_is_counted_is_what_is_bound(question: str) -> None:
    answer = asked(question)
    for call in called(answer).calls:
        for sentence in first_lines(answer):
            told = re.search(
                rf"The (\d+) other [^,;(]*(?:, among them [^(;]*)? \({re.escape(call.clause.label)}",
                sentence,
            )
            if told and call.helping:
                assert int(told[1]) == len(
                    set(call.states) - set(answer.setting.attacked)
                )


@law
def test_states_and_articles_stand_in_one_order_in_every_form(question: str) -> None:
    answer = asked(question)
    order, found = DisplayOrder(answer.setting, answer.graph), called(answer).asked
    for _, same in groupby(answer.rows, key=lambda r: nearness_of_row(r, order)[:-1]):
        states = [r.state for r in same]
        assert states == order.sorted(states)
    told = [r.state for r in answer.rows]
    data = answer.to_dict()
    assert [s["state"] for s in data["states"]] == told
    assert [r["state"] for r in tables(answer)["states"]().rows] == told
    firsts = [min(c.weight for c in i.calls) for i in found]
    assert firsts == sorted(firsts)
    named = [i["treaty"] for i in data["instruments"]]
    assert named == [i.treaty.id for i in found][: len(named)]
    shown = sorted(
        firmest(c for i in found for c in i.calls if c.helping), key=lambda c: c.weight
    )
    helping = list(dict.fromkeys(c.treaty.id for c in shown))
    text = [
        b.clause.partition(":")[0]
        for b in next(called_sections(answer, DetailOptions())).blocks
    ]
    assert [t for t in dict.fromkeys(text) if t in helping] == helping
    for call in (c for i in found for c in i.calls):
        assert list(call.states) == order.sorted(call.states)


@law
def test_a_doubt_is_said_once_and_a_state_owes_help_in_one_clause(
    question: str,
) -> None:
    answer = asked(question)
    told = first_lines(answer)
    block = " ".join(told)
    doubts = {
        claim(answer, x)
        for c in called(answer).calls
        if c.helping and c.verdict.supports
        for x in answer.labels.literals.decode(c.verdict.supports[0])
    }
    for doubt in doubts:
        # What two states have to judge each for itself is said of each.
        found = re.findall(
            rf"(?<!\w){re.escape(doubt)}(?:, which ([^.;]*) decides)?(?!\w)", block
        )
        assert len(found) <= len(set(found))
    for state in {s for c in called(answer).calls for s in c.states}:
        name = re.escape(answer.setting.name_in_line(state).removeprefix("the "))
        assert (
            len(
                re.findall(
                    rf"(?:^|; |\. |The |the ){name} must (?:help|give|act)", block
                )
            )
            <= 1
        )
    named = [
        n
        for group in re.findall(
            r"among them ([^(;]*?)(?:,? must|, and the|\.$|, may)", block
        )
        for n in re.split(r", (?:and )?| and ", group)
    ]
    assert len(named) == len(set(named))


@law
def test_every_great_power_is_bound_or_has_a_reason(question: str) -> None:
    answer = asked(question)
    sides = {*answer.setting.attacked, *answer.setting.attacking}
    bound = {s for c in called(answer).calls if c.helping for s in c.states}
    reasons = {u.state: u.reasons for u in unbound(answer)}
    for state in (
        s
        for s in answer.corpus.states.all
        if s.is_great_power(answer.setting.on) and s.id not in sides
    ):
        assert state.id in bound or reasons[state.id]
    line = next(
        (s for s in bottom_line(answer) if s.startswith("Bound to nothing: ")), ""
    )
    for state, why in reasons.items():
        great = answer.corpus.states[state].is_great_power(answer.setting.on)
        if (
            great
            and state not in bound
            and why[0].lack not in (Lack.TALKS, Lack.NO_TREATY, Lack.ALLY_ATTACKS)
        ):
            name = answer.setting.name_in_line(state)
            assert name in line or re.search(r"\d+|more|other", line)


@law
def test_all_that_is_told_first_is_owed_to_those_attacked(question: str) -> None:
    answer = asked(question)
    if any(o.background for o in answer.setting.occurrences):
        assert all(
            set(c.beneficiaries) <= set(answer.setting.attacked)
            for c in called(answer).calls
        )


@law
def test_a_doubt_is_told_with_who_decides_it(question: str) -> None:
    answer = asked(question)
    for sentence in first_lines(answer):
        doubt = re.search(r"only if (.*)", sentence, re.I)
        if doubt and not sentence.startswith("No treaty"):
            assert (
                re.search(
                    r" decides?\b| a question of fact| questions of fact", doubt[1]
                )
                or "asks for help" in doubt[1]
            ), sentence


@law
def test_words_that_were_not_seen_are_marked_where_they_are_cited(
    question: str,
) -> None:
    answer = asked(question)
    lines = " ".join(first_lines(answer))
    marks: dict[str, set[str]] = {}
    for call in called(answer).calls:
        marks.setdefault(call.clause.label, set()).add(MARKS[call.clause.warrant])
    for label, mark in (
        (label, *only) for label, only in marks.items() if len(only) == 1
    ):
        for after in re.findall(
            rf"\({re.escape(label)}((?:[^()]|\([^()]*\))*)\)", lines
        ):
            assert mark in after, (label, lines)


@law
def test_one_further_step_is_told_and_begins_with_what_it_supposes(
    question: str,
) -> None:
    answer = asked(question)
    steps = [s for s in beside(answer) if not s.startswith("On the side of ")]
    assert len(steps) <= 1
    for step in steps:
        supposed, _, owed = step.partition(", ")
        assert supposed.startswith("If ")
        assert " must " in owed


@each("question", QUESTIONS.values(), most=6)
def test_the_assistant_and_the_page_lead_with_the_lines_of_the_text(
    question: str,
) -> None:
    answer = shipped().ask(question)
    lines = bottom_line(answer)
    flat = " ".join(answer.text().split())
    assert flat.index(lines[0]) < flat.index(
        " AT ONCE" if " AT ONCE" in flat else lines[-1]
    )
    assert all(s in flat for s in lines)
    near = shipped().ask(question, rounds=1)
    assert (
        re.sub("<[^>]+>", "\n", unescape(lead(near))).split("\n")[1]
        == bottom_line(near)[0]
    )
    text, data = tools.call(shipped(), "ask", {"question": question})
    shown = data["result"]["bottom_line"]
    assert shown[0] == lines[0]
    at = text.splitlines().index(shown[0])
    assert text.splitlines()[at : at + len(shown)] == shown


def test_no_shipped_answer_has_a_banned_word() -> None:
    assert len(BANNED) > 10
    for name in QUESTIONS:
        text = " ".join(file_of(name).read_text(encoding="utf-8").split())
        assert [b for b in BANNED if b in text] == []


def test_an_obligor_with_several_texts_has_one_clause() -> None:
    lead = " ".join(
        first_lines(asked("If Armenia attacks Azerbaijan, who is drawn in?"))
    )
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


def test_an_instrument_asked_about_says_what_it_waits_for_and_is_not_said_twice() -> (
    None
):
    text = str(
        ask(
            "Does Article 5 apply if Russia shoots down a Polish jet over the Baltic Sea?"
        )
    )
    flat = " ".join(text.split())
    first = flat[flat.index("Art. 5 of the North Atlantic Treaty is called") :]
    assert (
        ", only if the treaty reaches what Russia hits of Poland"
        in first.partition(".  ")[0][:400]
    )
    assert flat.count("must act for Poland") == 1


def test_a_time_asked_about_stands_in_the_title() -> None:
    answer = shipped().ask("If Russia attacks Poland in 2025, who is drawn in?")
    assert (
        answer.heading
        == "Poland attacked by Russia within 2025, told for 1 January 2025. Law of that day."
    )


def test_where_only_a_small_state_owes_help_on_words_not_seen_the_great_powers_lead() -> (
    None
):
    told = first_lines(asked(QUESTIONS["falklands-1982"]))
    assert told[0].startswith(
        "The 14 other NATO allies, among them the United States and France, must only consult ("
    )
    assert (
        "; Portugal must help the United Kingdom if the United Kingdom asks for help ("
        in told[0]
    )


def test_whom_no_treaty_binds_though_one_might_expect_it_stands_in_the_first_sentence() -> (
    None
):
    assert first_lines(asked(QUESTIONS["cuba-1962"]))[0].startswith(
        "No treaty known here obliges the Soviet Union to help Cuba; 19 parties to the Rio Treaty, among them "
    )
    taiwan = first_lines(asked(QUESTIONS["taiwan"]))[0]
    assert (
        taiwan
        == "No treaty known here obliges any state, the United States and Japan included, to help Taiwan."
    )


@each(
    ("question", "said"),
    [
        ("If Argentina attacks the Falklands on 2 April 1982, who must help?", "Art. 5: {}does not reach the Falkland Islands"),
        ("If Morocco attacks Ceuta on 1 June 2024, who must help?", "Art. 5: {}does not reach Ceuta"),
        ("If Spain attacks Hawaii on 1 June 1960, who must help?", "Art. 5: {}does not reach Hawaii"),
        ("If Madagascar attacks Réunion on 1 June 2021, who must help?", "Art. 5: {}does not reach Réunion"),
        ("If China attacks New Caledonia on 1 June 2024, who must help?", "Art. 5: {}does not reach New Caledonia"),
        ("If China attacks Guam on 1 June 2024, who must help?", "Art. V: {}does not reach Guam"),
        ("If Argentina attacks the Falklands on 2 April 1982, who must help?", "Art. IV.1: {}does not reach the Falkland Islands"),
        ("The Soviet Union attacks Poland on 17 September 1939", "Art. 1: the attacker is the Soviet Union, not Germany"),
    ],
)  # fmt: skip
def test_a_place_or_an_attacker_outside_the_treaty_is_named_at_the_top(
    question: str, said: str
) -> None:
    lines = " ".join(bottom_line(shipped().ask(question)))
    assert said.format("the area of the treaty ") in lines


def test_an_ally_against_others_is_told_only_for_want_of_a_nearer_reason() -> None:
    attacked = ask("India", by="Pakistan", on="2026-01-01", rounds=1)
    reasons = next(u.reasons for u in unbound(attacked) if u.state == "united-states")
    assert [r.lack for r in reasons] == [Lack.BELOW, Lack.ALLY_ATTACKS]
    line = next(s for s in bottom_line(attacked) if s.startswith("Bound to nothing: "))
    assert "United States, Japan and Australia (no more than the Quad" in line


def test_what_is_unpublished_is_told_by_those_whom_it_may_help() -> None:
    told = " ".join(first_lines(asked(QUESTIONS["gulf"])))
    assert "What France and Türkiye owe Qatar is unpublished" in told
    assert "South Korea owe Qatar" not in told


@law
def test_help_of_great_powers_and_nuclear_states_on_unpublished_words_is_told(
    question: str,
) -> None:
    answer = asked(question)
    states, on = answer.corpus.states, answer.setting.on
    calls = firmest(c for c in called(answer).calls if c.helping and c.live)
    hidden = {
        c
        for c in calls
        if c.clause.warrant is Warrant.UNPUBLISHED
        and c.verdict.status is Status.CONTESTED
    }
    told = " ".join(first_lines(answer))
    for state in {s for c in hidden for s in c.states}:
        if states[state].is_great_power(on) or states[state].is_nuclear(on):
            assert re.search(
                rf"What [^.]*{states[state].name_on(on)}[^.]* is unpublished", told
            ), told


def test_what_a_group_may_owe_leaves_room_to_say_what_is_unpublished() -> None:
    told = first_lines(ask("Saudi Arabia", by="Houthis", on="2026-11-28", rounds=1))
    assert told[0].startswith(
        "The five other GCC members must give Saudi Arabia military aid ("
    )
    assert told[1:] == (
        "15 more states below.",
        "What Pakistan and Türkiye owe is unpublished.",
    )


def test_who_owes_as_much_in_any_case_is_not_told_in_doubt_as_well() -> None:
    answer = ask("If Israel attacks Egypt on 2026-01-01, who must help?")
    assert any("among them Libya and Sudan" in s for s in bottom_line(answer))
    assert "In doubt: Jordan." in bottom_line(answer)
    assert "Egyptian–Sudanese Defence Agreement of 1976, Art. 1: Sudan" in answer.text()


def test_members_of_a_group_asked_about_are_no_further_states() -> None:
    lines = bottom_line(
        ask(
            "If Azerbaijan and Turkey attack Armenia on 2026-01-01, does the CSTO have to act?"
        )
    )
    assert lines[0].startswith(
        "Obliged on a condition: Kazakhstan, Belarus, Tajikistan and Kyrgyzstan must give Armenia"
    )
    assert lines[1].startswith("Obliged: Russia must give Armenia military aid")
    assert lines[2].startswith("Bound to nothing: ")


def test_who_is_asked_about_is_told_first_what_it_owes_the_state_of_the_question_and_no_other_of_the_war() -> (
    None
):
    lines = bottom_line(
        ask("If Iran attacks Bahrain on 2026-10-10, does the GCC have to help?")
    )
    obliged = "Obliged: Saudi Arabia, the United Arab Emirates, Qatar, Kuwait and Oman must give Bahrain military aid"
    assert lines[0].startswith(obliged)


def test_that_a_text_is_unpublished_is_said_once() -> None:
    answer = ask("If Iraq attacks Kuwait on 2026-01-01, who must help?")
    assert "unpublished (unpublished)" not in answer.text()
    assert (
        "US–Kuwait Agreement of 1991, unpublished: The United States must consult."
        in answer.text()
    )


def test_who_was_told_in_doubt_and_owes_help_in_any_case_is_not_told_as_a_further_state() -> (
    None
):
    told = first_lines(ask("Kyrgyzstan", by="Tajikistan", on="2026-11-28", rounds=1))
    assert "Kazakhstan" in told[1]
    assert told[-1] == "In any case: Kazakhstan."


def test_of_an_unpublished_instrument_it_is_not_said_that_it_has_no_article_of_help() -> (
    None
):
    line = next(
        s
        for s in bottom_line(ask("Oman", by="Iran", on="2026-11-28", rounds=1))
        if s.startswith("Bound to")
    )
    assert (
        "no article of help is known in the Anglo-Omani Joint Defence Agreement of 2019, which is unpublished"
        in line
    )
    line = next(
        s
        for s in bottom_line(ask("Jordan", by="Israel", on="2026-11-28", rounds=1))
        if s.startswith("Bound to")
    )
    assert "the US–Jordan Agreement of 2021 has no article of help" in line


def test_the_same_article_toward_two_states_is_not_told_as_a_group_of_its_own() -> None:
    told = first_lines(
        ask("Soviet Union attacks the United States at West Berlin in 1961")
    )
    assert told[0].startswith("The 13 other NATO allies, among them ")
    assert "them NATO allies too" not in " ".join(told)
