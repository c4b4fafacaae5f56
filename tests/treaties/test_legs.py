"""The legs of a day: what binds and what rests are told apart, and together are what the parties laid down."""

from __future__ import annotations

from datetime import date

from treaties.models.legs import legs_on, resting_on
from treaties.models.treaty import Treaty

PACT = Treaty.model_validate(
    {
        "id": "pact",
        "title": "An invented pact of three",
        "parties": ["a", "b", {"state": "c", "until": date(1930, 1, 1)}],
        "signed": date(1920, 1, 1),
        "in_force": date(1920, 1, 1),
        "sources": ["invented"],
        "suspensions": [
            {
                "between": ["a", "b"],
                "why": "a quarrel",
                "since": date(1925, 1, 1),
                "until": date(1926, 1, 1),
            }
        ],
        "obligations": [
            {
                "article": "1",
                "duty": "fight",
                "trigger": "armed-attack",
                "gist": "All help each other in war.",
            }
        ],
    }
)


def pairs(day: date) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    bind, rest = (
        {(leg.obligor, leg.beneficiary) for leg in of(PACT, day)}
        for of in (legs_on, resting_on)
    )
    return bind, rest


def test_a_suspended_leg_rests_and_the_others_bind() -> None:
    bind, rest = pairs(date(1925, 6, 1))
    assert rest == {("a", "b"), ("b", "a")}
    assert bind == {("a", "c"), ("c", "a"), ("b", "c"), ("c", "b")}


def test_nothing_rests_before_or_after_or_between_states_that_left() -> None:
    for day in (date(1924, 12, 31), date(1926, 1, 1)):
        assert pairs(day)[1] == set()
        assert len(pairs(day)[0]) == 6
    assert pairs(date(1930, 1, 1)) == ({("a", "b"), ("b", "a")}, set())
