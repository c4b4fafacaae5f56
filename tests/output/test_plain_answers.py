"""Laws of the short answer: what is broken is told whenever it is found, a duty once, a treaty's count is its own."""

from __future__ import annotations

import re

import pytest

from engine.answer import Answer
from engine.findings.further import all_bound, further
from engine.output.bottom_line import asks_who, bottom_line
from engine.output.breach_line import breach_line
from engine.output.first_lines.helpers import help_on_condition
from engine.output.first_lines.ruled import ruled
from engine.output.plain import LINES, as_text
from engine.output.unbound_text import unbound_line
from engine.question.query import Query
from engine.world import shipped
from tests.support.sampling import drawn, sampled
from treaties.loading.hot_spots import load_hot_spots

pytestmark = sampled(12, alone="whole")

SEVERAL = {
    "soviet-1939": "If the Soviet Union attacks Poland on 1939-09-17, who must help?",
    "falklands": "If Argentina attacks the United Kingdom in the Falklands on 2026-11-28, who must help?",
    "belarus": "If Ukraine attacks Belarus on 2026-11-28, who must help Belarus?",
    "greenland": "If the United States attacks Denmark at Greenland on 2026-11-28, who must help?",
    "yemen": "If Saudi Arabia attacks Yemen on 2015-03-26, who must help Yemen?",
    "qatar": "If Qatar is attacked by Israel on 2026-11-28, who must help?",
    "hungary": "If the Soviet Union attacks Hungary on 1956-11-04, who must help?",
    "israel": "If Iran attacks Israel on 2026-10-01, who must help Israel?",
}


def answered(question: str) -> Answer:
    """The answer to a question in words."""
    return shipped().answer(Query.of(victim=question))


def of_case(code: str) -> Answer:
    """The answer to the scenario of a case."""
    (case,) = shipped().corpus.case(code)
    return shipped().ask(scenario=case.scenario)


def short(answer: Answer) -> str:
    """The short text in one line."""
    return " ".join(as_text(answer.document(), lines=LINES).split())


@pytest.mark.parametrize("name", SEVERAL)
def test_the_short_form_tells_what_is_broken_whenever_something_is(name: str) -> None:
    answer = answered(SEVERAL[name])
    assert answer.broken or answer.forbidden
    line = breach_line(answer)
    assert line in short(answer)
    for state in {b.state for b in answer.broken}:
        assert answer.setting.name(state) in line


@pytest.mark.parametrize("name", SEVERAL)
def test_a_short_answer_takes_25_lines_and_names_few_who_owe_nothing(name: str) -> None:
    answer = answered(SEVERAL[name])
    assert as_text(answer.document(), lines=LINES).count("\n") < LINES
    free = unbound_line(answer)
    assert not re.search(r"(other|more) (states|great powers)|and \w+ more", free)
    assert free.count("; ") <= 2 * 4


def told_once(answer: Answer) -> list[str]:
    """Every sentence of the bottom line that is told twice, or that tells the same duty of the same states again."""
    lines = bottom_line(answer)
    duties = [
        m.groups()
        for line in lines
        for m in re.finditer(
            r"([^.;:]+) must ([a-z ]+?)(?:, but each chooses how)? \((.+?, Art[^)]*)\)",
            line,
        )
    ]
    return [str(x) for many in (lines, duties) for x in many if many.count(x) > 1]


def test_hot_spots_keep_the_laws_of_the_short_answer() -> None:
    spots = [s.question for s in load_hot_spots() if s.question]
    for question in drawn(spots, 12):
        answer = answered(question)
        assert as_text(answer.document(), lines=LINES).count("\n") < LINES + 1, question
        assert told_once(answer) == [], question
        assert breach_line(answer) in short(answer), question
        assert "no help: ," not in short(answer)


def test_cases_keep_the_laws_of_the_short_answer() -> None:
    for case in drawn(shipped().corpus.cases, 12):
        answer = shipped().ask(scenario=case.scenario, rounds=1)
        assert as_text(answer.document(), lines=35).count("\n") <= 35, case.code
        assert told_once(answer) == [], case.code
        line = " ".join(as_text(answer.document(), lines=35).split())
        # Who asks of one state, or of one treaty, is not told what the attack breaks.
        assert breach_line(answer) in line or not asks_who(answer), case.code


def test_every_attacker_is_told_to_break_its_own_promises() -> None:
    line = breach_line(of_case("S218"))
    assert "France breaks the Franco–Soviet Non-Aggression Pact of 1932" in line
    assert "The United Kingdom breaks the Pact of Paris of 1928 (Art. I)." in line


def test_of_duties_to_help_the_victim_a_breach_line_names_one_of_a_treaty_of_two() -> (
    None
):
    line = breach_line(answered(SEVERAL["greenland"]))
    assert (
        "Agreement of 1951 (Art. I, a promise of help) and the North Atlantic Treaty (Art. 1)"
        in (line)
    )
    assert "Art. 5" not in line
    canal = "If the United States seizes the Panama Canal on 2025-03-10, who must help?"
    assert "Neutrality Treaty of 1977 (Art. IV, understanding)" in (
        breach_line(answered(canal))
    )
    alone = breach_line(answered("If Germany attacks Belgium on 1914-08-04, who?"))
    assert alone == "The German Empire breaks the Treaty of London of 1839 (Art. II)."


def test_a_binding_declaration_to_the_victim_is_named_beside_a_treaty() -> None:
    line = breach_line(answered("If Germany attacks Belgium on 1940-05-10, who?"))
    assert "(declaration of 13 October 1937) and the Pact of Paris" in line


def test_drones_that_only_fly_over_break_the_ban_if_they_are_force() -> None:
    flown = "If Russian drones fly over Poland on 2026-01-01, who must help?"
    assert ", if this is force at all" in breach_line(answered(flown))
    hit = breach_line(answered(flown.replace("fly over", "hit")))
    assert hit
    assert "if this is force" not in hit


def test_neutrality_owed_by_great_powers_and_by_partners_is_told_beside_talks() -> None:
    told = " ".join(bottom_line(of_case("S218")))
    for state in ("Germany (Mol", "Turkey (Sov", "Iran (Sov", "Italy (Ital"):
        assert state in told.partition("must stay neutral")[0]
    assert "Germany must consult" in told
    assert "need only" not in told.partition("must stay neutral")[0]


def test_who_was_expelled_did_not_leave() -> None:
    told = unbound_line(of_case("S224"))
    assert "the Soviet Union (expelled from the League of Nations" in told
    assert "Japan (left the League of Nations" in told


def test_the_next_step_counts_all_whom_a_treaty_binds() -> None:
    answer = answered("If France attacks Libya on 2011-03-19, who must help Libya?")
    nato = next(
        c for c in further(answer) if c.clause.treaty.id == "north-atlantic-1949"
    )
    assert len(nato.states) < len(all_bound(answer, nato)) == 27


def test_two_whose_own_peace_is_the_same_condition_share_a_sentence() -> None:
    answer = answered(SEVERAL["qatar"])
    told = list(help_on_condition(ruled(answer), ruled(answer).ruling.open))
    peace = [s for s in told if "the obligor's own peace with Israel" in s]
    assert len(peace) == 1
    assert "The United Arab Emirates (Gulf Co-operation Council" in peace[0]
    assert "Egypt and Jordan (Arab Joint Defence Treaty of 1950" in peace[0]


def test_one_partys_notice_is_told_where_it_matters_and_as_its_own() -> None:
    assert "Denounced" not in short(answered("If Russia attacks Kazakhstan, who?"))
    moldova = short(answered("If Russia attacks Moldova, who must help?"))
    assert "Denounced by Moldova, and in force" in moldova


def test_a_treaty_presumed_ended_and_a_pact_that_makes_no_allies_make_none() -> None:
    assert "Syria" not in unbound_line(answered(SEVERAL["israel"]))
    assert "Finland" not in unbound_line(answered(SEVERAL["hungary"]))


def test_the_newest_promise_to_the_state_itself_is_the_one_told() -> None:
    told = unbound_line(answered("If Iran attacks Saudi Arabia, who must help?"))
    assert "the US–Saudi Strategic Defense Agreement of 2025" in told
    assert "Carter" not in told


def test_help_owed_to_an_attacker_names_the_attack_on_which_it_rests() -> None:
    told = bottom_line(answered("If Pakistan attacks Afghanistan, who must help?"))
    owed = [s for s in told if s.startswith("Owed to Pakistan")]
    assert owed
    assert all(
        "taken as attacked by Afghanistan on 26 February 2026" in s for s in owed
    )


def test_the_answer_comes_before_the_question_whether_the_attacked_is_a_state() -> None:
    first, second, *_ = bottom_line(answered("If China attacks Taiwan, who must help?"))
    assert first.startswith("Nobody: no treaty obliges any state")
    assert second.startswith("Whether Taiwan is a state is contested")


def test_those_who_are_helped_are_named_where_nobody_is_attacked() -> None:
    told = " ".join(bottom_line(of_case("W1")))
    assert "must help France and Belgium (Locarno Pact of 1925, Art. 4(3))" in told
    assert "Owe  no help" not in told


def test_a_case_about_one_state_answers_for_it() -> None:
    assert bottom_line(of_case("G2b"))[0].startswith("No. Austria-Hungary used force")
    assert of_case("G2b").heading == "Romania, 6 August 1914. Law of that day."


def test_a_war_of_others_has_no_place_in_a_case_that_it_does_not_change() -> None:
    told = " ".join(bottom_line(of_case("S283")))
    assert "Ukraine" not in told
    assert "he United States must act, but chooses how" in told


def test_letters_that_ask_for_counter_measures_ask_for_more_than_talks() -> None:
    told = " ".join(bottom_line(answered("If China attacks Nepal, who must help?")))
    assert "India must act, but chooses how (India–Nepal Treaty of 1950" in told
    assert "India must consult in any case" in told
