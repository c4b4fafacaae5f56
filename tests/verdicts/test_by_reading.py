"""Verdicts under readings: as if each reading were asked alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from engine.record.verdict import lowered
from engine.verdicts.assignments import Assignments
from engine.verdicts.grounds import judge, strongest
from engine.verdicts.solution import Solution, solve
from tests.cascade.test_rules_of_law import NEW, happens, hits, pact
from tests.support.worlds import of
from tests.verdicts.whole import reading, verdict
from treaties.models.reading import Reading
from treaties.models.scenario import Scenario
from treaties.vocabulary.terms import Duty

LAW = of(
    [
        pact("italy", "germany"),
        pact("italy", "germany", number=1, duty="assist", conditions=("unprovoked",)),
        pact("italy", "germany", number=2, duty="consult", trigger="threat"),
        pact("france", "germany", number=3, conditions=("request",)),
        pact("spain", "poland", number=4),
    ]
)
EVENTS = (hits("germany", "poland"), hits("poland", "germany"))
NO, YES = {"lawful-defence:*": "no"}, {"lawful-defence:*": "yes"}
READINGS = [
    reading("idle"),
    reading("aside", {"nothing:*": "yes"}),
    reading("elsewhere", {}, (("pact-4", "*", "may-assist"),)),
    reading("no", NO),
    reading("no-too", {"lawful-defence:poland>germany": "no"}),
    reading("yes", YES),
    reading("no-of-one", NO, (), "pact-1"),
    reading("no-of-other", NO, (), "pact-3"),
    reading("lower", {}, (("pact-0", "1", "act"),)),
    reading("lower-too", {}, (("pact-0", "1", "act"),), "pact-0"),
    reading("lower-silent", {}, (("pact-0", "1", "act"),), "pact-3"),
    reading(
        "lower-all",
        NO,
        (
            ("pact-0", "*", "may-assist"),
            ("pact-1", "*", "consult"),
            ("pact-3", "2", "may-assist"),
        ),
    ),
    reading("provoked", {"unprovoked:*": "no", **NO}),
    reading("strike", {"rule:*": "no"}),
]


def asked(one: Reading | None, rounds: int | None = None) -> Solution:
    return solve(
        LAW,
        Scenario(on=NEW, events=EVENTS, background=False),
        readings=READINGS,
        asked=one,
        rounds=rounds,
    )


@pytest.mark.parametrize(
    "one", [None, *READINGS[3:9]], ids=lambda r: r.id if r else "none"
)
def test_the_verdict_under_a_reading_is_that_of_all_its_grounds_judged_under_it(
    one: Reading | None,
) -> None:
    for rounds in (1, None):
        answer = asked(one, rounds)
        for row in answer.rows:
            linked = row.link.answers
            for r in READINGS:
                alone = Assignments(
                    answer.labels.literals, answer.assignments.questions
                )
                anew = [judge(g, alone, r, i) for i, g in enumerate(row.grounds)]
                assert row.by_reading[r.id] == strongest(
                    row.grounds, anew, linked=linked
                ), (row.state, r.id)
            assert list(row.by_reading) == [r.id for r in READINGS]


def test_what_was_judged_under_one_reading_is_not_taken_for_another() -> None:
    """Every order of asking gives the same: what is remembered is told apart by all that bears on it."""
    answer = asked(None, rounds=1)
    want = {
        r.id: [
            verdict(
                judge(
                    g,
                    Assignments(answer.labels.literals, answer.assignments.questions),
                    r,
                )
            )
            for g in answer["italy"].grounds
        ]
        for r in READINGS
    }
    for order in (READINGS, READINGS[::-1], READINGS[5:] + READINGS[:5]):
        assignments = Assignments(answer.labels.literals, answer.assignments.questions)
        for at_once in (False, True):
            for r in order:
                found = [
                    verdict(judge(g, assignments, r, at_once=at_once))
                    for g in answer["italy"].grounds
                ]
                assert found == want[r.id], (r.id, at_once)


def test_to_ask_for_a_reading_moves_its_verdict_to_the_top_and_no_other() -> None:
    plain = asked(None)
    for r in READINGS:
        under = replace(plain, asked=r)
        for row in under.rows:
            before = plain[row.state]
            told = {
                k: (v.status, v.duty, v.distance, v.supports)
                for k, v in row.by_reading.items()
            }
            assert told == {
                k: (v.status, v.duty, v.distance, v.supports)
                for k, v in before.by_reading.items()
            }
            if row.round:
                assert (row.status, row.duty) == (
                    row.by_reading[r.id].status,
                    row.by_reading[r.id].duty,
                )


def test_readings_that_say_nothing_of_a_state_share_one_verdict() -> None:
    italy = asked(None, rounds=1)["italy"].by_reading
    assert all(italy[k] is italy["idle"] for k in ("aside", "elsewhere", "strike"))
    assert italy["no"] == italy["no-too"] == italy["provoked"]
    assert (
        len({str(italy[k]) for k in ("idle", "no", "yes", "lower", "lower-all")}) == 5
    )


def test_a_reading_lowers_what_it_speaks_of() -> None:
    said = {
        k: f"{v.status} {v.duty}" for k, v in asked(None)["italy"].by_reading.items()
    }
    assert said == dict.fromkeys(said, "contested fight") | {
        "no": "bound fight",
        "no-too": "bound fight",
        "yes": "released fight",
        "lower": "contested act",
        "lower-too": "contested act",
        "lower-all": "bound may-assist",
        "provoked": "bound fight",
    }


def test_a_reading_that_lowers_one_state_s_duty_leaves_all_others() -> None:
    lower = reading("lower", None, (("pact-a", "*", "may-assist"),)).model_dump()
    low = lower["lowers"][0]
    for whose, duty in ((), "may-assist"), (["italy"], "may-assist"), (["iran"], "act"):
        one = Reading.model_validate(lower | {"lowers": [low | {"obligors": whose}]})
        assert str(lowered(Duty.ACT, one, "pact-a", "1", "italy")) == duty


UNASKED = Reading.model_validate(
    reading("unasked").model_dump()
    | {"unasked": [{"question": "lawful-defence:*"}, {"question": "unprovoked:*"}]}
)


def test_what_a_reading_holds_unasked_stands_in_no_duty_s_way() -> None:
    """Either answer counts as given: the duty is due, and nobody is found to have struck first."""
    plain = asked(None)["italy"]
    found = solve(
        LAW,
        Scenario(on=NEW, events=EVENTS, background=False),
        readings=[UNASKED],
        asked=None,
    )["italy"].by_reading["unasked"]
    assert plain.status.value == "contested"
    assert (found.status.value, str(found.duty)) == ("bound", "fight")


def test_a_word_of_somebody_in_office_is_heard_until_he_leaves_it() -> None:
    spoken = Reading.model_validate(
        reading("spoken").model_dump()
        | {"kind": "official", "since": "2022-09-18", "until": "2025-01-20"}
    )
    days = ("2021-12-31", "2022-01-01", "2025-01-19", "2025-01-20")
    heard = [spoken.heard_on(date.fromisoformat(day)) for day in days]
    assert heard == [False, True, True, False]


def test_a_word_about_one_place_is_not_heard_of_another() -> None:
    spoken = Reading.model_validate(
        reading("spoken").model_dump() | {"places": ["senkaku"]}
    )
    assert spoken.heard_at({"senkaku"})
    assert not spoken.heard_at({"okinawa"})
    assert not spoken.heard_at(())


def test_without_readings_there_is_none() -> None:
    assert happens(LAW, NEW, *EVENTS)["italy"].by_reading == {}


def test_of_duties_that_a_reading_makes_equal_the_better_founded_is_told() -> None:
    law = of(
        [
            pact("italy", "germany", verified=False),
            pact("italy", "germany", number=1, duty="act"),
            pact("italy", "germany", "spain", number=2, duty="assist"),
        ]
    )
    low = reading("low", {}, (("pact-0", "*", "act"), ("pact-2", "*", "act")))
    attack = Scenario(on=NEW, events=(hits("poland", "germany"),), background=False)
    for asked_for in (None, low):
        italy = solve(law, attack, readings=[low], asked=asked_for, rounds=1)["italy"]
        assert italy.judged[italy.by_reading["low"].ground].ground.treaty == "pact-1"
        assert italy.grounds[italy.verdict.ground].treaty == (
            "pact-1" if asked_for else "pact-0"
        )
        assert italy.grounds[italy.settled.ground].treaty == (
            "pact-1" if asked_for else "pact-0"
        )


def test_help_that_a_reading_takes_for_a_lesser_duty_is_one() -> None:
    """It says no more than an article with that duty would: help that waits for a request stands before it."""
    waits = pact("italy", "germany", number=1, duty="assist", conditions=("request",))
    attack = Scenario(on=NEW, events=(hits("poland", "germany"),), background=False)
    low = reading("low", {}, (("pact-0", "*", "consult"),))
    read = solve(
        of([pact("italy", "germany"), waits]), attack, readings=[low], rounds=1
    )["italy"]
    written = solve(
        of([pact("italy", "germany", duty="consult"), waits]), attack, rounds=1
    )["italy"]
    assert (
        verdict(read.by_reading["low"])
        == verdict(written.verdict)
        == "conditional assist 1+0"
    )
    assert verdict(read.verdict) == "bound fight"


def test_help_that_a_reading_leaves_to_choice_stands_after_help_that_is_due_and_before_lesser_duties() -> (
    None
):
    low = reading("low", {}, (("pact-0", "*", "may-assist"),))
    attack = Scenario(on=NEW, events=(hits("poland", "germany"),), background=False)

    def said(*others: object) -> str:
        return verdict(
            solve(
                of([pact("italy", "germany"), *others]),
                attack,
                readings=[low],
                rounds=1,
            )["italy"].by_reading["low"]
        )  # type: ignore[list-item]

    assert (
        said(pact("italy", "germany", number=1, duty="consult")) == "bound may-assist"
    )
    assert (
        said(pact("italy", "germany", number=1, conditions=("request",)))
        == "conditional fight 1+0"
    )
