"""Laws about sides, order and names, tried on small crowded worlds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import permutations

from hypothesis import assume, given
from hypothesis import strategies as st

from engine.record.facts import Fact
from engine.record.verdict import Status
from engine.verdicts.solution import Solution, solve
from tests.support.sampling import examples
from tests.support.worlds import CHARTERLESS, DAY, STATES, answer, laws, of, scenarios
from treaties.models import conditions as c
from treaties.models.corpus import Corpus
from treaties.models.scenario import Event, RunningWar, Scenario
from treaties.models.treaty import Obligation, Treaty
from treaties.vocabulary.terms import Duty, EventKind, Trigger

small = examples(100)
Supports = dict[Fact, set[frozenset[tuple[str, bool]]]]


def due(found: Solution) -> Supports:
    decode = found.labels.literals.decode
    return {
        f: {frozenset(decode(m)) for m in label}
        for f, label in found.labels.of.items()
        if f.kind == "due" and label
    }


def hits(by: str, against: str, **more: object) -> Event:
    return Event.model_validate(
        {"kind": "armed-attack", "by": by, "against": against} | more
    )


def at_once(law: Corpus, on: date, *events: Event) -> Solution:
    return solve(
        law, Scenario(on=on, events=events, background=False), rounds=1, horizon=None
    )


def renamed(text: str, names: Mapping[str, str]) -> str:
    return re.sub("|".join(names), lambda m: names[m[0]], text)


@small
@given(laws(), scenarios(), st.permutations(STATES))
def test_states_by_other_names_owe_the_same(
    law: Corpus, scenario: Scenario, order: list[str]
) -> None:
    names = dict(zip(STATES, order, strict=True))
    pacts = [
        Treaty.model_validate_json(renamed(t.model_dump_json(by_alias=True), names))
        for t in law.treaties
    ]
    other = Scenario.model_validate_json(
        renamed(scenario.model_dump_json(by_alias=True), names)
    )
    said = {
        Fact(f.kind, tuple(renamed(a, names) for a in f.args)): {
            frozenset((renamed(q, names), yes) for q, yes in s) for s in supports
        }
        for f, supports in due(answer(law, scenario)).items()
    }
    assert due(answer(of(pacts), other)) == said


BARE = st.lists(
    st.sampled_from(
        [
            {"kind": "state-of-war"},
            {"kind": "unprovoked"},
            {"kind": "self-defence"},
            {"kind": "on-territory"},
            {"kind": "attacker", "among": ["germany", "italy"]},
            {"kind": "attackers", "at_least": 2},
            {"kind": "no-war-with", "states": ["poland"]},
        ]
    ),
    max_size=2,
)


@small
@given(
    st.sampled_from([Duty.FIGHT, Duty.ASSIST, Duty.CONSULT, Duty.STAY_NEUTRAL]),
    st.sampled_from(
        [
            Trigger.ARMED_ATTACK,
            Trigger.AGGRESSION,
            Trigger.THREAT,
            Trigger.WAR,
            Trigger.FORCE,
        ]
    ),
    BARE,
    st.integers(3, 4),
    scenarios(),
)
def test_a_pact_of_several_is_the_pacts_of_each_two(
    duty: Duty,
    trigger: Trigger,
    conditions: list[dict[str, object]],
    size: int,
    scenario: Scenario,
) -> None:
    article = {
        "article": "1",
        "duty": duty,
        "trigger": trigger,
        "conditions": conditions,
        "gist": "A made-up duty.",
    }

    def pact(number: int, parties: Iterable[str]) -> Treaty:
        return Treaty.model_validate(
            {
                "id": f"pact-{number}",
                "title": "Pact",
                "parties": tuple(parties),
                "signed": date(1925, 1, 1),
                "in_force": date(1926, 1, 1),
                "sources": ("design-note",),
                "obligations": (article,),
            }
        )

    def owed(law: Corpus) -> dict[tuple[str, str], set[frozenset[tuple[str, bool]]]]:
        found = due(solve(law, scenario, rounds=1, horizon=None))
        return {
            (f.args[0], f.args[2]): {
                frozenset((re.sub(r"pact-\d+", "pact", q), y) for q, y in s)
                for s in supports
            }
            for f, supports in found.items()
        }

    each = [
        pact(i, two)
        for i, two in enumerate(
            p for p in permutations(STATES[:size], 2) if p[0] < p[1]
        )
    ]
    assert owed(of([pact(0, STATES[:size])])) == owed(of(each))


ASIDE = st.lists(
    st.sampled_from(
        [
            {"kind": "request", "by": "poland", "to": "pact-0"},
            {"kind": "waiver", "by": "france", "to": "italy"},
            {"kind": "mobilisation", "by": "germany"},
            {"kind": "council-measures"},
            {"kind": "threat", "by": "italy", "against": "france"},
            {"kind": "abstains", "by": "italy", "for": "poland"},
        ]
    ),
    max_size=3,
    unique_by=lambda e: str(e["kind"]),
)


@small
@given(laws(), scenarios(), ASIDE, st.data())
def test_on_one_day_only_the_order_of_force_counts(
    law: Corpus, scenario: Scenario, aside: list[dict[str, object]], data: st.DataObject
) -> None:
    events = [*scenario.events, *(Event.model_validate(e) for e in aside)]
    shuffled = data.draw(st.permutations(events))
    forcible = iter(scenario.events)
    other = [next(forcible) if e.kind.forcible else e for e in shuffled]
    one, two = (
        scenario.model_copy(update={"events": tuple(es)}) for es in (events, other)
    )
    assert due(answer(law, one)) == due(answer(law, two))


@small
@given(
    laws(),
    st.lists(st.sampled_from(list(permutations(STATES, 2))), min_size=2, max_size=3),
    st.data(),
)
def test_nor_does_the_order_of_attacks_on_states_that_strike_nobody(
    law: Corpus, pairs: list[tuple[str, str]], data: st.DataObject
) -> None:
    assume(not {a for a, _ in pairs} & {v for _, v in pairs})
    other = data.draw(st.permutations(pairs))
    one, two = (
        due(at_once(law, DAY, *(hits(a, v) for a, v in each)))
        for each in (pairs, other)
    )
    assert {f: set(map(_by_war, s)) for f, s in one.items()} == {
        f: set(map(_by_war, s)) for f, s in two.items()
    }


def _by_war(support: frozenset[tuple[str, bool]]) -> frozenset[tuple[str, bool]]:
    """A support with decisions to perform named by obligor and clause: a war has the name of its first victim."""
    return frozenset(
        (re.sub(r"^(performs:[^>]*)>.*", r"\1", q), yes) for q, yes in support
    )


@small
@given(laws(), scenarios(), st.data())
def test_an_answer_moves_a_status_only_the_way_it_may(
    law: Corpus, scenario: Scenario, data: st.DataObject
) -> None:
    """What is bound stays bound, what nothing can call stays uncalled, and the nearer answer is a step nearer."""
    found = answer(law, scenario)
    asked = [q.id for q in found.questions if str(q.presumed) == "open"]
    assume(asked)
    ident = data.draw(st.sampled_from(asked))
    said = [
        solve(
            law,
            Scenario.model_validate(
                {**scenario.model_dump(by_alias=True), "answers": {ident: w}}
            ),
            horizon=None,
        )
        for w in ("yes", "no")
    ]
    for fact in (f for f in found.labels.of if f.kind in ("due", "arisen")):
        now, one, two = (_of(s, fact) for s in (found, *said))
        if now is None or now == 0:
            assert one == two == now, fact
        else:
            nearer = min(x for x in (one, two) if x is not None)
            assert nearer <= now <= nearer + 1, fact


def _of(found: Solution, fact: Fact) -> int | None:
    """How many open answers away a duty is; None where it can't be due."""
    stance = found.assignments.under(None)
    return min(
        (m.bit_count() for m in stance.restrict(found.labels[fact])), default=None
    )


# Sides


@small
@given(laws(), st.permutations(STATES), st.sampled_from([DAY, CHARTERLESS]))
def test_whom_a_defender_strikes_is_helped_as_if_nothing_had_gone_before(
    law: Corpus, order: list[str], on: date
) -> None:
    aggressor, defender, third = order[:3]
    alone = due(at_once(law, on, hits(defender, third)))
    both = due(at_once(law, on, hits(aggressor, defender), hits(defender, third)))
    for fact, supports in alone.items():
        if fact.args[2] == third and fact.args[0] not in (aggressor, defender):
            for s in supports:
                # Who fights in one war already is not derived to perform in another.
                if not any(
                    q.startswith((f"performs:{aggressor}/", f"performs:{defender}/"))
                    for q, _ in s
                ):
                    assert any(w <= s for w in both.get(fact, ())), (fact, s)


ONLY_ATTACK = (Trigger.ARMED_ATTACK, Trigger.AGGRESSION)


@small
@given(
    laws(),
    st.permutations(STATES),
    st.sampled_from([DAY, CHARTERLESS]),
    st.booleans(),
    st.booleans(),
)
def test_within_a_war_that_it_began_no_ally_of_the_aggressor_is_bound(
    law: Corpus, order: list[str], on: date, answered: bool, turned: bool
) -> None:
    """Whether one asks about the aggressor's attack again, or about the victim's answer."""
    aggressor, victim = order[:2]
    before = [hits(aggressor, victim, on=on - timedelta(days=700))]
    before += [hits(victim, aggressor, on=on - timedelta(days=300))] if answered else []
    war = RunningWar(
        id="war",
        title="War",
        gist="A war that was already running.",
        since=on - timedelta(days=700),
        events=tuple(before),
        sources=("design-note",),
    )
    asked = hits(victim, aggressor) if turned else hits(aggressor, victim)
    found = solve(
        law.model_copy(update={"wars": (war,)}),
        Scenario(on=on, events=(asked,)),
        rounds=1,
        horizon=None,
    )
    for row in found:
        for j in row.judged:
            if (
                j.ground.beneficiary == aggressor
                and j.ground.clause.obligation.trigger in ONLY_ATTACK
            ):
                assert j.at_once.status is not Status.BOUND, j.ground.clause.obligation


# Peace and breach


@small
@given(laws(), scenarios(), st.data())
def test_peace_never_adds_a_duty(
    law: Corpus, scenario: Scenario, data: st.DataObject
) -> None:
    one = data.draw(st.sampled_from(scenario.events))
    peace = Event(kind=EventKind.SEPARATE_PEACE, by=one.by, to=one.against)
    before, after = (
        due(answer(law, scenario)),
        due(
            answer(
                law, scenario.model_copy(update={"events": (*scenario.events, peace)})
            )
        ),
    )
    for fact, supports in after.items():
        assert all(any(w <= s for w in before.get(fact, ())) for s in supports), fact


PROMISES = st.sampled_from([Duty.NOT_ATTACK, Duty.NOT_ALLY_AGAINST, Duty.FIGHT])


@small
@given(PROMISES, st.permutations(STATES), st.integers(2, 4), st.booleans())
def test_force_breaks_what_is_owed_and_the_answer_to_it_breaks_nothing(
    duty: Duty, order: list[str], size: int, answered: bool
) -> None:
    attacker, victim = order[:2]
    trigger = Trigger.STANDING if duty.standing else Trigger.ARMED_ATTACK
    pact = Treaty(
        id="pact-0",
        title="Pact",
        parties=tuple(order[:size]),
        signed=date(1925, 1, 1),
        in_force=date(1926, 1, 1),
        sources=("design-note",),
        obligations=(
            Obligation(article="1", duty=duty, trigger=trigger, gist="A made-up duty."),
        ),
    )
    events = [hits(attacker, victim), *([hits(victim, attacker)] if answered else [])]
    (breach,) = at_once(of([pact]), DAY, *events).broken
    assert (breach.state, breach.beneficiary, set(breach.others)) == (
        attacker,
        victim,
        set(order[2:size]),
    )
    assert breach.clause.obligation.article == "1"
    assert at_once(of([pact]), date(1925, 6, 1), *events).broken == ()


def test_the_conditions_of_the_split_law_say_nothing_about_membership() -> None:
    """The law of splitting holds for duties of bare text: who is a party must not matter to them."""
    assert "non-party" not in str(BARE)
    assert c.BetweenParties.model_fields["kind"].default not in str(BARE)
