"""Questions about wars that happened, as a lawyer would answer them: statuses, duties, failed conditions, questions."""

from __future__ import annotations

from collections.abc import Iterable

from engine.answer import Answer
from engine.world import shipped
from tests.cascade.test_semantics import asks, failed, how


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
