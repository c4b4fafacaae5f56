"""Distances: the figures of the full answer, on random small worlds and on pairs of the shipped corpus."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.answer import Answer
from engine.sweep import shortest
from engine.sweep.costs import UNIT, cost_of, distance
from engine.sweep.daylaw import DayLaw
from engine.sweep.distance import Distances, Far
from engine.sweep.exact import question, traverse
from engine.sweep.goal import Goal, parse_goal
from engine.verdicts.solution import solve
from engine.verdicts.verdict import Distance, Status
from tests import worlds
from tests.sweep.test_atonce import readings
from treaties.corpus import Corpus
from treaties.errors import CasusError
from treaties.model import Treaty
from treaties.readings import Reading

CALM = settings(max_examples=25)


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


SAMPLES = {
    date(1870, 7, 19): [("france", "germany")],
    date(1914, 7, 28): [("austria-hungary", "serbia"), ("russia", "austria-hungary"), ("germany", "france")],
    date(1935, 6, 1): [("germany", "czechoslovakia"), ("italy", "turkey")],
    date(1939, 9, 1): [("germany", "poland"), ("russia", "romania")],
    date(1962, 10, 1): [("china", "india"), ("egypt", "israel")],
    date(2026, 1, 1): [("india", "pakistan"), ("iran", "saudi-arabia"), ("armenia", "azerbaijan")],
}


@pytest.mark.parametrize("day", SAMPLES)
def test_pairs_of_the_shipped_corpus(law: Corpus, day: date) -> None:
    """Every state of the full answer, and both classes of powers, as far as the answer's own search is whole."""
    compiled = DayLaw(law, day)
    far = Distances(compiled)
    for attacker, victim in SAMPLES[day]:
        rounds = 3 if day.year < 1945 else 2
        answer = Answer.of(solve(law, question(attacker, victim, day), rounds=rounds, horizon=6, graph=compiled.graph))
        # What is first met in the next round rests on that many answers at least.
        whole = min(answer.labels.exact_below or 7, 7 if answer.record.complete else 2 * rounds - 1)
        for row in answer.rows:
            if row.status is not Status.PRINCIPAL and row.grounds:
                near = drawn_in(answer, row.state, None)
                found = far.to(Goal("", state=row.state), attacker, victim)
                if near is not None and near < whole * UNIT:
                    assert found == Far(distance(near), "exact"), (attacker, victim, row.state)
                else:
                    assert found.distance is None or found.distance.total >= whole
        for powers in ("nuclear", "great"):
            two = Goal("", powers=powers)
            near = opposed(answer, two.among(law, day), None)
            found = far.to(two, attacker, victim)
            if near is not None and near < whole * UNIT:
                assert found == Far(distance(near), "exact"), (attacker, victim, powers)
            else:
                assert found.distance is None or found.distance.total >= whole


def test_goals(law: Corpus) -> None:
    compiled = Distances(DayLaw(law, date(2026, 1, 1)))
    drawn = parse_goal("USA drawn in", law)
    assert compiled.to(drawn, "north-korea", "south-korea") == Far(Distance(), "exact")
    assert compiled.to(drawn, "united-states", "peru").distance == Distance()
    assert compiled.to(drawn, "india", "bhutan") == Far(None, "more than 12")
    two = parse_goal("Two nuclear powers on opposite sides", law)
    assert compiled.to(two, "india", "pakistan").distance == Distance()
    assert compiled.to(two, "russia", "estonia") == Far(Distance(1, 0), "exact")


def test_strikes_between_two_that_joined_count() -> None:
    """France helps Turkey against Britain alone, so that no chain of strikes with a principal at one end leads there."""
    pacts = [
        _pact(1, ("palau", "united-kingdom"), trigger="armed-attack"),
        _pact(2, ("azerbaijan", "turkey"), trigger="war"),
        _pact(
            3,
            ("turkey", "france"),
            trigger="armed-attack",
            conditions=[{"kind": "attacker", "among": ["united-kingdom"]}],
        ),
    ]
    law = worlds.of(pacts)
    two = parse_goal("two nuclear powers on opposite sides", law)
    compiled = Distances(DayLaw(law, date(2026, 1, 1)))
    assert compiled.to(two, "azerbaijan", "palau") == Far(Distance(4, 2), "exact")
    assert compiled.asked


def _pact(number: int, parties: tuple[str, ...], **duty: object) -> Treaty:
    owed = {"article": "1", "duty": "assist", "gist": "A made-up duty for tests."} | duty
    return Treaty.model_validate(
        {
            "id": f"pact-{number}",
            "title": f"Pact {number}",
            "parties": parties,
            "signed": "2000-01-01",
            "in_force": "2001-01-01",
            "sources": ["design-note"],
            "obligations": [owed],
        }
    )


@pytest.mark.parametrize("limit", ["STEPS", "BUDGET"])
def test_what_a_limit_cuts_is_said(law: Corpus, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    two = parse_goal("two nuclear powers on opposite sides", law)
    monkeypatch.setattr(shortest, limit, 0)
    found = Distances(DayLaw(law, date(2026, 1, 1))).to(two, "azerbaijan", "palau")
    assert found.certainty == "at most"
    assert found.distance is not None
    assert found.distance.total >= 3


def test_a_reading_moves_a_goal(law: Corpus) -> None:
    """Whether North Korea's strikes count as self-defence decides how far off China is."""
    day = DayLaw(law, date(2026, 1, 1), (None, law.reading("shen-dingli"), law.reading("charter")))
    goal = parse_goal("China drawn in", law)
    far = [Distances(day).to(goal, "north-korea", "south-korea", i) for i in range(3)]
    assert far[0] == Far(Distance(1, 2), "exact")
    assert far[1] == Far(Distance(1, 0), "exact")
    assert far[2].distance is None


def test_a_reading_that_settles_a_decision_is_followed(law: Corpus) -> None:
    """Where a reading says that nobody strikes, only what is owed at once is near."""
    calm = Reading.model_validate(
        {
            "id": "calm",
            "name": "Calm",
            "kind": "scholar",
            "who": "nobody",
            "gist": "Nobody strikes any further.",
            "answers": {"strikes:*": "no"},
            "sources": ["design-note"],
        }
    )
    day = DayLaw(law.with_reading(calm), date(2026, 1, 1), (None, calm))
    goal = parse_goal("China drawn in", law)
    assert Distances(day).to(goal, "north-korea", "south-korea", 0).distance == Distance(1, 2)
    assert Distances(day).to(goal, "north-korea", "south-korea", 1).distance is None


@pytest.mark.parametrize("text", ["", "war", "two big powers on opposite sides", "Atlantis drawn in"])
def test_what_is_no_goal_is_refused(law: Corpus, text: str) -> None:
    with pytest.raises(CasusError):
        parse_goal(text, law)
