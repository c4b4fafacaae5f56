"""Questions about wars that happened, as a lawyer would answer them: statuses, duties, failed conditions, questions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from engine.answer import Answer
from engine.output.bottom_line import bottom_line
from engine.world import shipped
from tests.cascade.test_semantics import asks, failed, how
from tests.support.each import each


def ask(victim: str, by: str | tuple[str, ...], on: str, **more: object) -> Answer:
    """A plain question, with the wars that ran on its day."""
    return shipped().ask(victim, by=by, on=on, rounds=1, **more)  # type: ignore[arg-type]


def owing_help(answer: Answer) -> set[str]:
    """Those who owe help to the state asked about, on settled facts or under a question."""
    (victim,) = answer.setting.attacked
    return {
        row.state
        for row in answer.rows
        for j in row.judged
        if j.ground.beneficiary == victim
        and j.verdict.duty
        and j.verdict.duty.drawn_in
        and j.ground.binding
        and str(j.verdict.status) in ("bound", "conditional", "contested")
    }


def open_questions(answer: Answer, states: Iterable[str]) -> set[str]:
    """The kinds of question on which the main duty of these states rests."""
    found = set()
    for state in states:
        for mask in answer[state].verdict.supports[:1]:
            found |= {q.split(":")[0] for q, _ in answer.labels.literals.decode(mask)}
    return found


def test_libya_in_2011_nobody_helps_against_what_the_council_authorised() -> None:
    answer = ask("libya", "france", "2011-03-19")
    assert owing_help(answer) == set()
    # Their treaty goes to the aid of one another by the right of self-defence, which there is none of here.
    assert how(answer, "egypt", "arab-league-1950", "2") == "none"
    assert "authorised" in failed(answer, "egypt", "arab-league-1950")
    assert how(answer, "niger", "au-pact-2005") == "released assist"
    assert not answer.broken
    # Two days before the resolution, and by a state that it does not name, it is an attack like any other.
    assert owing_help(ask("libya", "france", "2011-03-15")) >= {"egypt", "algeria"}
    assert owing_help(ask("libya", "russia", "2011-03-19")) >= {"egypt", "algeria"}


def test_iraq_in_1991_was_fought_with_the_councils_leave() -> None:
    answer = ask("iraq", "united-states", "1991-01-17")
    assert owing_help(answer) == set()
    assert "authorised" in failed(answer, "jordan", "arab-league-1950")


def test_iraq_in_2003_turns_on_whether_the_leave_of_1990_was_alive() -> None:
    answer = ask("iraq", "united-states", "2003-03-20")
    assert how(answer, "syria", "arab-league-1950", "2") == "contested fight"
    assert asks(answer, "syria", "arab-league-1950", "2") == {"authorised"}
    by_reading = {
        name: str(answer.under(name)["syria"].verdict.duty)
        for name in ("goldsmith-2003", "annan-2004")
    }
    assert by_reading == {"goldsmith-2003": "consult", "annan-2004": "fight"}


def test_iraq_in_1998_turns_on_it_too() -> None:
    answer = ask("iraq", ("united-states", "united-kingdom"), "1998-12-16")
    assert how(answer, "syria", "arab-league-1950", "2") == "contested fight"
    assert str(answer.under("lobel-ratner-1999")["syria"].verdict.status) == "bound"


def test_yemen_in_2015_turns_on_who_could_ask_for_it() -> None:
    answer = ask("yemen", "saudi-arabia", "2015-03-26")
    assert "consent" in asks(answer, "oman", "arab-league-1950", "2")
    assert all("gave leave for it" in b.excused for b in answer.broken)


def test_mali_in_2013_asked_for_what_france_did() -> None:
    answer = ask("mali", "france", "2013-01-12")
    assert owing_help(answer) == set()
    assert "consented" in failed(answer, "senegal", "au-pact-2005")


def test_korea_in_1950_the_north_is_fought_with_leave_and_the_south_has_no_treaty() -> (
    None
):
    south = ask("south-korea", "north-korea", "1950-06-25")
    assert owing_help(south) == set()
    north = ask("north-korea", "united-states", "1950-07-01")
    assert owing_help(north) == set()


def test_hungary_in_1956_and_prague_in_1968_turn_on_a_members_attack() -> None:
    hungary = ask("hungary", "russia", "1956-11-04")
    assert how(hungary, "poland", "warsaw-1955", "4") == "contested act"
    assert asks(hungary, "poland", "warsaw-1955", "4") == {"between-parties"}
    prague = ask("czechoslovakia", "russia", "1968-08-21")
    assert how(prague, "romania", "warsaw-1955", "4") == "contested act"
    assert how(prague, "poland", "poland-czechoslovakia-1967", "8") == "bound fight"


def test_belgium_in_1940_is_helped_by_a_declaration() -> None:
    answer = ask("belgium", "germany", "1940-05-10")
    assert {"france", "united-kingdom"} <= owing_help(answer)
    declared = "anglo-french-declaration-belgium-1937"
    assert how(answer, "united-kingdom", declared) == "bound assist"


def test_kuwait_in_1990_turns_on_a_members_attack_and_binds_no_stranger() -> None:
    answer = ask("kuwait", "iraq", "1990-08-02")
    assert len(owing_help(answer)) == 19
    assert open_questions(answer, ["egypt"]) == {"between-parties"}
    assert not {"united-states", "united-kingdom"} & owing_help(answer)


def test_the_falklands_in_1982_bind_nobody_to_help_for_certain() -> None:
    answer = ask("united-kingdom", "argentina", "1982-04-02", at="falkland-islands")
    assert "in-area" in failed(answer, "united-states", "north-atlantic-1949")
    assert how(answer, "united-states", "north-atlantic-1949", "4") == "bound consult"
    assert owing_help(answer) == {"portugal"}
    assert asks(answer, "portugal", "anglo-portuguese-1386") == {"request", "in-area"}


def test_a_seized_tanker_is_no_armed_attack() -> None:
    ship = {"at": "strait-of-hormuz", "means": "seizure", "target": "merchantman"}
    answer = ask("united-kingdom", "iran", "2019-07-19", **ship)
    assert owing_help(answer) == set()
    assert how(answer, "germany", "north-atlantic-1949", "4") == "conditional consult"


def test_drones_over_poland_call_for_talks_if_one_asks() -> None:
    answer = ask("poland", "russia", "2025-09-10", means="drones", background=False)
    assert how(answer, "germany", "north-atlantic-1949", "4") == "conditional consult"
    assert how(answer, "germany", "north-atlantic-1949", "5") == "contested act"
    over = ask("poland", "russia", "2025-09-10", means="overflight", background=False)
    assert owing_help(over) == set()


def test_cut_cables_wait_for_how_grave_it_is() -> None:
    answer = ask("finland", (), "2024-12-25", means="cable-cutting", background=False)
    assert how(answer, "estonia", "north-atlantic-1949", "5") == "contested act"
    assert asks(answer, "estonia", "north-atlantic-1949", "5") == {"armed-attack"}


def test_wagner_is_no_terrorist_for_being_a_group() -> None:
    answer = ask("estonia", (), "2023-07-01", group="Wagner Group", background=False)
    assert how(answer, "latvia", "tfeu-222-2007", duty="assist") == "contested assist"
    assert "terrorist-attack" in asks(answer, "latvia", "tfeu-222-2007", duty="assist")


def test_cuba_is_kept_out_of_the_organs_and_stays_a_member() -> None:
    # The quarantine of October 1962: whether the pact still protects Cuba is the question.
    answer = ask("cuba", "united-states", "1962-10-27")
    assert how(answer, "mexico", "rio-1947", "3.1") == "contested assist"
    assert asks(answer, "mexico", "rio-1947", "3.1") == {"excluded-protected"}
    assert how(answer, "mexico", "oas-charter-1948") == "bound consult"
    asked = {q.id for q in answer.assignments.questions}
    assert "still-bound:oas-charter-1948/cuba" in asked


def test_whoever_attacks_austria_in_1866_began_it() -> None:
    answer = ask("austria-hungary", "germany", "1866-06-16")
    asked = {q.id for q in answer.assignments.questions}
    assert not [q for q in asked if q.startswith("prussian-initiative")]


ANSWERS = [
    ("argentina", "united-kingdom", "1982-05-01", "brazil"),
    ("iraq", "iran", "1982-07-14", "syria"),
    ("russia", "ukraine", "2015-01-01", "armenia"),
    ("syria", "israel", "1973-10-11", "iraq"),
]
"""Who began a war and is struck in answer, by whom, on which day, and an ally that owes it help."""


@each("war", ANSWERS)
def test_an_answering_blow_in_a_war_of_the_past_is_told_as_one(
    war: tuple[str, str, str, str],
) -> None:
    began, striker, on, ally = war
    answer = ask(began, striker, on)
    assert "lawful-defence" in open_questions(answer, [ally])
    alone = ask(began, striker, on, background=False)
    assert "lawful-defence" not in open_questions(alone, [ally])


FIRST_BLOWS = [
    ("united-kingdom", "argentina", "1982-04-02"),
    ("poland", "germany", "1939-09-01"),
    ("kuwait", "iraq", "1990-08-02"),
    ("south-korea", "north-korea", "1950-06-25"),
    ("serbia", "austria-hungary", "1914-07-28"),
    ("finland", "russia", "1939-11-30"),
    ("belgium", "germany", "1914-08-04"),
    ("russia", "germany", "1941-06-22"),
]


@each("blow", FIRST_BLOWS)
def test_the_first_blow_of_a_war_is_told_as_it_would_be_without_it(
    blow: tuple[str, str, str],
) -> None:
    victim, by, on = blow
    with_war, alone = ask(victim, by, on), ask(victim, by, on, background=False)
    assert bottom_line(with_war) == bottom_line(alone)


def test_a_war_bears_on_no_day_before_it_and_on_none_after_it() -> None:
    law = shipped().corpus
    for war in law.wars:
        assert war.since is not None
        before, after = war.since - timedelta(days=1), war.until
        assert not war.holds_on(before)
        assert after is None or not war.holds_on(after)
        assert all(war.since <= (e.on or war.since) for e in war.events)
        assert after is None or all((e.on or war.since) < after for e in war.events)
