"""Distances over the compiled law: never nearer than the traversal finds, and as near on real days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from engine.answer import Answer
from engine.sweep.daylaw import DayLaw
from engine.sweep.distance import UNIT, Distances
from engine.sweep.exact import traverse
from engine.sweep.goals import parse_goal
from engine.verdicts import Status
from tests import worlds
from treaties.corpus import Corpus
from treaties.errors import CasusError


def nearest(answer: Answer) -> dict[str, tuple[int, int]]:
    """The fewest answers, and the judgements among them, under which each state owes help."""
    found: dict[str, tuple[int, int]] = {}
    for row in answer.rows:
        for ground, v in zip(row.grounds, row.grounded, strict=True):
            if v.duty and v.duty.drawn_in and v.status is not Status.RELEASED and ground.binding:
                d = v.distance.total, v.distance.judgements
                found[row.state] = min(found.get(row.state, d), d)
    return {s: d for s, d in found.items() if s not in answer.setting.principals}


def reached(law: DayLaw, attacker: str, victim: str) -> dict[str, tuple[int, int]]:
    """The same over the compiled law."""
    found: dict[str, tuple[int, int]] = {}
    for side in Distances(law).reach(attacker, victim):
        for i, cost in side.due.items():
            d = divmod(cost, UNIT)
            found[law.states[i]] = min(found.get(law.states[i], d), d)
    return found


@given(worlds.laws())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_never_nearer_than_the_traversal(pacts: Corpus) -> None:
    law = DayLaw(pacts, worlds.DAY)
    attacker, victim = worlds.STATES[:2]
    exact = nearest(traverse(law.corpus, law.graph, attacker, victim, rounds=None))
    for state, d in reached(law, attacker, victim).items():
        assert d >= exact[state]


@pytest.mark.parametrize(
    ("day", "attacker", "victim", "third"),
    [
        (date(1870, 7, 19), "france", "germany", set()),
        (date(1914, 7, 28), "russia", "austria-hungary", {"italy"}),
        (date(1914, 7, 28), "germany", "france", {"italy"}),
        (date(1935, 6, 1), "germany", "czechoslovakia", set()),
        (date(1939, 9, 1), "germany", "poland", set()),
    ],
)
def test_as_near_as_the_traversal(law: Corpus, day: date, attacker: str, victim: str, third: set[str]) -> None:
    """All within the bound, but for `third`: states whose duty waits for a second attacker."""
    compiled = DayLaw(law, day)
    exact = nearest(traverse(law, compiled.graph, attacker, victim, rounds=None))
    within = {s: d for s, d in exact.items() if d[0] <= 12}
    found = reached(compiled, attacker, victim)
    assert within.keys() - found.keys() == third
    assert found == {s: d for s, d in within.items() if s not in third}


def test_goals(law: Corpus) -> None:
    compiled = Distances(DayLaw(law, date(2026, 1, 1)))
    drawn_in = parse_goal("USA drawn in", law)
    assert compiled.to(drawn_in, "north-korea", "south-korea").total == 0
    assert compiled.to(drawn_in, "united-states", "peru").total == 0
    assert compiled.to(drawn_in, "india", "bhutan") is None
    two = parse_goal("Two nuclear powers on opposite sides", law)
    assert compiled.to(two, "india", "pakistan").total == 0
    assert compiled.to(two, "russia", "estonia").events == 1


def test_a_reading_moves_a_goal(law: Corpus) -> None:
    """Whether North Korea's strikes count as self-defence decides how far off China is."""
    day = DayLaw(law, date(2026, 1, 1), (None, law.reading("shen-dingli"), law.reading("charter")))
    goal = parse_goal("China drawn in", law)
    far = [Distances(day).to(goal, "north-korea", "south-korea", i) for i in range(3)]
    assert (far[0].events, far[0].judgements) == (1, 2)
    assert (far[1].events, far[1].judgements) == (1, 0)
    assert far[2] is None


@pytest.mark.parametrize("text", ["", "war", "two big powers on opposite sides", "Atlantis drawn in"])
def test_what_is_no_goal_is_refused(law: Corpus, text: str) -> None:
    with pytest.raises(CasusError):
        parse_goal(text, law)
