"""Distances: the figures of the full answer, on random small worlds and on pairs of the shipped corpus."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from engine.answer import Answer
from engine.sweep import shortest
from engine.sweep.costs import UNIT, cost_of
from engine.sweep.daylaw import DayLaw
from engine.sweep.distance import Distances, Far
from engine.sweep.exact import traverse
from engine.sweep.goals import Goal, parse_goal
from engine.verdicts import Distance, Status
from tests import worlds
from tests.sweep.test_atonce import readings
from treaties.corpus import Corpus
from treaties.errors import CasusError
from treaties.readings import Reading

CALM = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def drawn_in(answer: Answer, state: str, reading: Reading | None) -> int | None:
    """The cost of the nearest ground on which a state owes help in a full answer, read off its supports."""
    stance = answer.stances.under(reading)
    costs = []
    for row in answer.rows:
        for ground in row.grounds if row.state == state and row.status is not Status.PRINCIPAL else ():
            if ground.binding and shortest.joins(ground.clause, reading):
                left = stance.restrict(ground.due)
                costs += [cost_of(answer.stances.distance(m)) for m in left]
    return min(costs, default=None)


def opposed(answer: Answer, among: frozenset[str], reading: Reading | None) -> int | None:
    """The cost of two states fighting on opposite sides, from every pair of supports of the two."""
    stance, labels = answer.stances.under(reading), answer.labels
    fights: dict[tuple[str, str], list[int]] = {}
    for fact in answer.record.rounds:
        if fact.kind == "belligerent" and fact.args[0] in among:
            fights[fact.args] = list(stance.restrict(labels[fact]))
    costs = []
    for (one, side), mine in fights.items():
        for (other, facing), theirs in fights.items():
            if one != other and (side, facing) == ("0.0", "0.1"):
                unions = [a | b for a in mine for b in theirs if labels.literals.consistent(a | b)]
                costs += [cost_of(answer.stances.distance(m)) for m in unions]
    return min(costs, default=None)


def hold(far: Far, expected: int | None) -> None:
    """A figure that is said to be exact must be; one that is not must be no nearer."""
    if far.distance is None:
        ruled_out = int(far.certainty.rpartition(" ")[2])
        assert expected is None or expected > ruled_out * UNIT + ruled_out
    elif far.certainty == "exact":
        assert cost_of(far.distance) == expected
    else:
        assert far.certainty == "at most"
        assert expected is not None
        assert cost_of(far.distance) >= expected


@given(worlds.laws(), readings(), st.sampled_from([worlds.DAY, worlds.CHARTERLESS]))
@CALM
def test_random_worlds(pacts: Corpus, reading: Reading, day: date) -> None:
    law = DayLaw(pacts.with_reading(reading), day, (None, reading))
    far = Distances(law)
    for attacker, victim in list(permutations(worlds.STATES, 2))[::3]:
        answer = traverse(law.corpus, law.graph, attacker, victim, [reading], rounds=None)
        assume(not answer.labels.truncated)
        for i, read in enumerate((None, reading)):
            for state in worlds.STATES:
                if state not in (attacker, victim):
                    found = far.to(Goal("", state=state), attacker, victim, i)
                    assert found.certainty != "at most"
                    hold(found, drawn_in(answer, state, read))
            two = Goal("", powers="great")
            found = far.to(two, attacker, victim, i)
            assert found.certainty != "at most"
            hold(found, opposed(answer, two.among(law.corpus, day), read))
