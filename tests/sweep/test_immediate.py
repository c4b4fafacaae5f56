"""The compiled first round against the engine: the same states, the same status, the same article."""

from __future__ import annotations

from datetime import date

import pytest

from engine.sweep.daylaw import DayLaw
from engine.sweep.exact import traverse
from engine.sweep.immediate import FirstRounds, at_once
from treaties.models.corpus import Corpus

DAYS = {
    date(1914, 7, 28): (
        "austria-hungary",
        "serbia",
        "germany",
        "russia",
        "france",
        "belgium",
        "united-kingdom",
        "italy",
    ),
    date(1962, 10, 22): ("united-states", "cuba", "russia", "china", "taiwan", "japan"),
    date(2026, 11, 26): (
        "china",
        "philippines",
        "russia",
        "ukraine",
        "estonia",
        "north-korea",
        "iran",
        "armenia",
    ),
}


@pytest.mark.parametrize("day", list(DAYS), ids=str)
def test_the_compiled_first_round_is_the_engine_s(law: Corpus, day: date) -> None:
    compiled = DayLaw(law, day)
    found = FirstRounds(compiled)
    for attacker in DAYS[day]:
        for victim in DAYS[day]:
            if attacker != victim:
                told = at_once(traverse(law, compiled.graph, attacker, victim))
                assert found.of(attacker, victim) == told, (attacker, victim)


def test_every_group_of_a_sweep_is_in_the_standings(law: Corpus) -> None:
    """All pairs of a day: who owes help there is whom the sweep counts."""
    day = DayLaw(law, date(1914, 7, 28))
    found = FirstRounds(day)
    for attacker in day.subjects:
        for victim in day.subjects:
            cells = day.cells(attacker, victim) if attacker != victim else None
            if cells is not None:
                told = found.of(attacker, victim)
                bound = {
                    s
                    for f, states in told.items()
                    if f.duty.drawn_in and f.status == "bound"
                    for s in states
                }
                assert bound == set(day.named(cells[0][0])), (attacker, victim)
