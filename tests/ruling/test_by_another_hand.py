"""Rulings on drawn questions, held against the answer-set program, which knows nothing of the engine."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from engine.ruling.ruling import Holding
from engine.world import World
from tests.cascade.test_clingo_law import DAYS, LAW, by_clingo, reserving
from tests.support.each import each
from tests.support.sampling import part

pytest.importorskip("clingo", reason="the oracle clingo is not installed")

PAIRS = 25
"""Attacks that are drawn of a day."""
STATES = 4
"""States that are asked about for each attack."""
HELD = {
    None: (),
    0: (Holding.OBLIGED, Holding.OWN_MEANS),
    1: (Holding.ONLY_IF, Holding.UNKNOWN),
    2: (Holding.ONLY_IF, Holding.UNKNOWN),
}
"""What may be held of a state by how near the program finds its duty to help."""


def questions(on: date, number: int) -> list[tuple[str, str, tuple[str, ...]]]:
    """Draw attacks of a day, each with states to ask about: half of them states that the program finds to owe help."""
    dice = Random(f"{on}")
    found = by_clingo(LAW, on, "d")
    states = [s.id for s in LAW.states.all if s.exists_on(on) and s.cow_on(on)]
    kept = [s for s in states if s not in reserving(LAW)]
    asked = []
    for _ in range(number):
        attacker, victim = dice.sample(states, 2)
        owing = [s for s in sorted(found.get((attacker, victim), {})) if s in kept]
        some = dice.sample(owing, min(STATES // 2, len(owing)))
        others = [s for s in kept if s not in (attacker, victim, *some)]
        some += dice.sample(others, STATES - len(some))
        asked.append((attacker, victim, tuple(some)))
    return asked


@each("on", DAYS, most=1)
def test_a_ruling_is_that_of_the_answer_set_program(on: date) -> None:
    theirs, world = by_clingo(LAW, on, "d"), World.of(LAW)
    wrong = []
    for attacker, victim, states in questions(on, part(PAIRS)):
        answer = world.ask(
            victim, by=attacker, on=on, must=states, rounds=1, background=False
        )
        for ruling in answer.ruling.states:
            near = theirs.get((attacker, victim), {}).get(ruling.state)
            fits = ruling.holding in HELD[near]
            if not (fits if near is not None else not ruling.holding.helps):
                wrong.append(
                    (attacker, victim, ruling.state, near, str(ruling.holding))
                )
    assert not wrong, wrong[:6]
