"""Laws about what an answer says: what is settled, what stands at once, which ground is named, what is broken."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.record.verdict import Status
from engine.verdicts.solution import solve
from tests.cascade.test_rules_of_law import NEW, OLD, happens, hits, pact, status
from tests.support.sampling import examples
from tests.support.worlds import DAY, STATES, answer, laws, of, scenarios, treaties
from treaties.models.corpus import Corpus
from treaties.models.scenario import Scenario
from treaties.models.treaty import Treaty
from treaties.vocabulary.terms import PlaceKind

small = examples(60)
NOTHING = 99
OF_WILL = ("performs:", "strikes:")


# What is settled


def settled(found: Any) -> dict[str, int]:
    """The rank of what each state owes on settled facts, where it owes something; a lower one is a stronger duty."""
    return {r.state: r.settled.duty.rank for r in found if r.settled.duty}


@small
@given(laws(), scenarios(), treaties(number=9))
def test_one_more_treaty_never_hides_what_was_settled(
    law: Corpus, scenario: Scenario, more: Treaty
) -> None:
    before, after = (
        settled(answer(law, scenario)),
        settled(answer(of([*law.treaties, more]), scenario)),
    )
    for state, rank in before.items():
        assert after.get(state, NOTHING) <= rank, state


@small
@given(laws(), scenarios())
def test_what_is_settled_needs_nobody_to_act_and_stands_beside_whatever_follows(
    law: Corpus, scenario: Scenario
) -> None:
    whole = answer(law, scenario)
    assert settled(whole) == settled(solve(law, scenario, rounds=1, horizon=None))
    for row in whole:
        bound = [
            j.verdict.duty.rank
            for j in row.judged
            if j.verdict.status is Status.BOUND and j.verdict.duty
        ]
        assert min(bound, default=NOTHING) == (
            row.settled.duty.rank if row.settled.duty else NOTHING
        )
        if row.status is Status.BOUND and row.duty:
            assert row.settled.duty is not None
            assert row.settled.duty.rank <= row.duty.rank


@small
@given(laws(), scenarios())
def test_nothing_that_waits_for_somebody_to_perform_or_strike_stands_in_the_first_round(
    law: Corpus, scenario: Scenario
) -> None:
    found = answer(law, scenario)
    for row in found:
        for j in row.judged:
            ways = [
                found.labels.literals.decode(m)
                for m in (*j.ground.due, *j.ground.arisen)
            ]
            free = [w for w in ways if not any(q.startswith(OF_WILL) for q, _ in w)]
            assert bool(free) is (j.ground.round == 1), (
                j.ground.clause.key,
                j.ground.round,
            )


# Which of equal grounds is named

EARLY, LATE = date(1925, 1, 1), date(1925, 6, 1)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({}, {"verified": False}),
        ({}, {"parties": ("italy", "germany", "france")}),
        ({"signed": LATE}, {"signed": EARLY}),
        ({"parties": ("italy", "germany", "france")}, {"verified": False}),
        (
            {"signed": EARLY},
            {"signed": LATE, "parties": ("italy", "germany", "france")},
        ),
    ],
    ids=[
        "verified",
        "fewer parties",
        "later",
        "verified before fewer",
        "fewer before later",
    ],
)
def test_of_equal_grounds_the_better_founded_is_named_and_all_are_kept(
    better: dict[str, Any], worse: dict[str, Any]
) -> None:
    made = [
        pact(
            *more.get("parties", ("italy", "germany")),
            number=n,
            **{k: v for k, v in more.items() if k != "parties"},
        )
        for n, more in ((0, worse), (1, better), (2, worse))
    ]
    for order in permutations(made):
        row = happens(of(order), NEW, hits("poland", "germany"))["italy"]
        assert row.grounds[row.verdict.ground].treaty == "pact-1"
        assert {
            j.ground.treaty for j in row.judged if j.verdict.status is Status.BOUND
        } == {
            "pact-0",
            "pact-1",
            "pact-2",
        }


# Answering force


@small
@given(
    st.sampled_from(["war", "hostilities"]),
    st.permutations(STATES),
    st.sampled_from(["fight", "consult", "stay-neutral"]),
)
def test_who_owes_in_any_war_owes_the_same_whoever_began_it(
    trigger: str, order: list[str], duty: str
) -> None:
    ally, began, victim = order[:3]
    law = of([pact(ally, began, trigger=trigger, duty=duty)])
    plain = happens(law, OLD, hits(victim, began))
    answered = happens(law, OLD, hits(began, victim), hits(victim, began))
    assert status(plain, ally) == status(answered, ally) == f"bound {duty}"


# Place


@pytest.mark.parametrize("kind", [PlaceKind.TERRITORY, PlaceKind.VESSEL])
def test_a_described_place_in_no_region_of_an_area_is_outside(kind: PlaceKind) -> None:
    base = of([])
    regions = {r for s in base.states.all for r in s.regions} | {
        r for p in base.gazetteer.places for r in p.regions
    }
    outside = 0
    for area in base.gazetteer.areas:
        drawn = {r for limb in area.limbs for r in limb.regions}
        if not drawn or not all(limb.regions or limb.places for limb in area.limbs):
            continue
        (far, *_) = sorted(regions - drawn)
        law = of(
            [
                pact(
                    "italy",
                    "germany",
                    conditions=[{"kind": "in-area", "area": area.id}],
                )
            ]
        )
        at = {"of": "germany", "kind": kind, "regions": [far]}
        found = solve(
            law,
            Scenario(
                on=DAY, events=(hits("poland", "germany", at=at),), background=False
            ),
            rounds=1,
        )
        assert status(found, "italy") == "not-triggered", area.id
        outside += 1
    assert outside > 20


# Breach

OF_THE_ATTACK = {"trigger", "attacker", "attackers", "in-area", "on-territory"}
BARRING = st.lists(
    st.sampled_from(
        [
            {"kind": "attacker", "among": ["germany"]},
            {"kind": "attacker", "excluding": ["germany"]},
            {"kind": "attackers", "at_least": 2},
            {"kind": "in-area", "area": "china-and-korea"},
            {"kind": "in-area", "area": "europe-continent"},
            {"kind": "on-territory"},
            {"kind": "request"},
            {"kind": "self-defence"},
            {"kind": "domestic-law"},
            {"kind": "no-war-with", "states": ["germany"]},
        ]
    ),
    max_size=3,
)


@small
@given(BARRING, st.permutations(STATES), st.sampled_from(["fight", "assist", "act"]))
def test_a_promise_of_help_is_broken_by_an_attack_that_would_call_the_others(
    conditions: list[dict[str, Any]], order: list[str], duty: str
) -> None:
    """Whoever attacks a partner breaks what the third partner is called to keep against that very attack."""
    attacker, victim, third = order[:3]
    law = of([pact(attacker, victim, third, conditions=conditions, duty=duty)])
    found = happens(law, NEW, hits(attacker, victim))
    barred = {
        b.condition
        for b in found[third].blocked
        if b.clause == "pact-0:1" and b.beneficiary == victim
    }
    assert bool(found.broken) is not bool(barred & OF_THE_ATTACK), barred


@small
@given(laws(), scenarios(), st.integers(1, 400))
def test_a_breach_is_told_on_every_later_day(
    law: Corpus, scenario: Scenario, later: int
) -> None:
    """What an attack broke it has broken, also when the treaty has ended since."""
    assume(all(e.kind.forcible for e in scenario.events))
    dated = tuple(e.model_copy(update={"on": scenario.on}) for e in scenario.events)
    then = Scenario(on=scenario.on, events=dated, background=False)
    on = date.fromordinal(scenario.on.toordinal() + later)
    ended = of(
        t.model_copy(update={"until": date.fromordinal(scenario.on.toordinal() + 1)})
        for t in law.treaties
    )
    now = Scenario(on=on, events=dated, background=False)
    told = [
        [
            (b.state, b.clause.key, b.beneficiary, b.others)
            for b in solve(one, asked, rounds=1).broken
        ]
        for one, asked in ((law, then), (law, now), (ended, now))
    ]
    assert told[0] == told[1] == told[2]
