"""Help against a rising: called by the rising itself, whoever is behind it; by no attack, and it puts nobody at war."""

from __future__ import annotations

from typing import Any

import pytest

from engine.answer import Answer
from engine.world import World, shipped
from tests.output.test_bottom_line import pact
from tests.support.reasons import in_words
from tests.support.worlds import of
from treaties.models.scenario import Scenario


def _given(*events: dict[str, Any], on: str = "1930-01-01") -> Scenario:
    return Scenario.model_validate({"title": "invented", "on": on, "events": events})


def _happens(*events: dict[str, Any], duty: str = "assist", **article: Any) -> Answer:
    law = of(
        [
            pact(
                "pact-a",
                "iceland",
                "norway",
                duty=duty,
                signed="1920-01-01",
                in_force="1920-01-01",
                article={"trigger": "insurrection"} | article,
            )
        ]
    )
    return World(law, ()).ask(scenario=_given(*events))


RISING = {"kind": "unrest", "against": "iceland"}


@pytest.mark.parametrize("behind", [{}, {"by": "portugal"}, {"group": "the Junta"}])
def test_a_rising_calls_the_help_that_was_promised_against_it(
    behind: dict[str, str],
) -> None:
    row = _happens({**RISING, **behind})["norway"]
    assert (str(row.at_once.status), str(row.at_once.duty)) == ("bound", "assist")


def test_nobody_is_at_war_by_helping_against_a_rising() -> None:
    answer = _happens(RISING)
    assert "norway" not in {
        f.args[0] for f in answer.record.rounds if f.kind == "belligerent"
    }
    attacked = _happens(
        {"kind": "armed-attack", "by": "portugal", "against": "iceland"},
        trigger="armed-attack",
    )
    assert "norway" in {
        f.args[0] for f in attacked.record.rounds if f.kind == "belligerent"
    }


@pytest.mark.parametrize("kind", ["armed-attack", "threat", "blockade", "sabotage"])
def test_no_attack_calls_help_against_a_rising(kind: str) -> None:
    row = _happens({"kind": kind, "by": "portugal", "against": "iceland"})["norway"]
    assert row.at_once.duty is None
    assert {in_words(b) for b in row.blocked} == {"there is no rising in Iceland"}


def test_a_rising_waits_for_the_request_that_the_text_asks_for() -> None:
    row = _happens(RISING, conditions=["request"])["norway"]
    assert str(row.at_once.status) == "conditional"
    asked = _happens(
        RISING,
        {"kind": "request", "by": "iceland", "to": "pact-a"},
        conditions=["request"],
    )["norway"]
    assert str(asked.at_once.status) == "bound"


def test_the_carlists_call_the_quadruple_alliance_and_the_poles_the_convention_of_1863() -> (
    None
):
    carlists = {
        "kind": "unrest",
        "against": "spain",
        "conflict": "the Portuguese and Spanish wars of succession",
    }
    spain = shipped().ask(scenario=_given(carlists, on="1836-06-01"))
    assert {s: str(spain[s].at_once.duty) for s in ("united-kingdom", "portugal")} == {
        "united-kingdom": "assist",
        "portugal": "fight",
    }
    poles = {
        "kind": "unrest",
        "against": "russia",
        "at": "kingdom-of-poland",
        "conflict": "the Polish rising of 1863",
    }
    russia = shipped().ask(scenario=_given(poles, on="1863-02-15"))
    assert (
        str(russia["germany"].at_once.status),
        str(russia["germany"].at_once.duty),
    ) == ("conditional", "may-assist")
    assert russia["austria-hungary"].at_once.duty is None


def test_an_attack_by_nobody_named_may_be_a_rising() -> None:
    attack = {"kind": "armed-attack", "against": "iceland"}
    row = _happens(attack)["norway"]
    assert (str(row.at_once.status), str(row.at_once.duty)) == ("conditional", "assist")
    named = _happens({**attack, "by": "portugal"})["norway"]
    assert str(named.at_once.status) == "not-triggered"
    abroad = _happens({**attack, "group": "the Junta"})["norway"]
    assert str(abroad.at_once.status) == "not-triggered"
