"""What must follow when a question is changed in one respect, tried on every instrument of the corpus.

Every clause that can be called at all is called once (`tests.support.summons`), on given events alone; then the attack is turned
round, moved, dated a day earlier, left without its request, joined by a second attacker, or asked under another law.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache

import pytest

from engine.answer import Answer
from engine.record.facts import Fact
from engine.setting.graph import ObligationGraph, clauses_of
from engine.verdicts.solution import solve
from tests.support.sampling import drawn, sampled
from tests.support.summons import (
    TriggeringAct,
    called,
    everything,
    law_of,
    outsiders,
    places,
)
from treaties.loading.corpus import load_corpus
from treaties.models import conditions as c
from treaties.models.corpus import Corpus
from treaties.models.parties import Party
from treaties.models.scenario import Event, Scenario
from treaties.models.treaty import Treaty
from treaties.vocabulary.terms import EventKind, Trigger

pytestmark = sampled(10)

LAW = load_corpus()
NOT_CALLED = {
    # Germany had no government that could break the peace on any day that the registers know before it was divided.
    "czechoslovakia-yugoslavia-1946:3",
    "czechoslovakia-yugoslavia-1946:3#2",
    "romania-yugoslavia-1947:3#2",
    # They leave Italy a free hand against the Porte on the Porte's own land, where nobody attacks Italy.
    "franco-italian-1902:preamble",
    "triple-alliance-1882:declarationof30June1902",
}
Support = frozenset[tuple[str, bool]]


@cache
def answered(number: int) -> Answer:
    """The answer to a summons, on given events alone."""
    return asked(called()[number])


def asked(s: TriggeringAct, *events: Event, on: date | None = None) -> Answer:
    """The answer to a summons, or to other events of its day, under the law that its clause looks at."""
    return Answer.of(solve(law_of(s), s.scenario(*events, on=on), rounds=1))


def arisen(answer: Answer, s: TriggeringAct) -> set[Support]:
    """The supports of the casus foederis for the obligor of a summons; none where it can't arise."""
    return {
        frozenset(answer.labels.literals.decode(m)) for m in answer.labels[_fact(s)]
    }


def _fact(s: TriggeringAct) -> Fact:
    return Fact("arisen", (s.obligor, s.clause.key, s.victim))


def graph_of(treaty: Treaty, day: date) -> ObligationGraph:
    """What one instrument gives on a day."""
    return ObligationGraph(LAW.model_copy(update={"treaties": (treaty,)}), day)


def due(answer: Answer) -> dict[Fact, set[Support]]:
    """Every duty that can be due, with its supports."""
    decode = answer.labels.literals.decode
    return {
        f: {frozenset(decode(m)) for m in label}
        for f, label in answer.labels.of.items()
        if f.kind == "due" and label
    }


def test_every_clause_of_the_corpus_can_be_called() -> None:
    wanted = {k.key for k in everything(LAW) if not k.obligation.duty.standing}
    assert wanted - {s.clause.key for s in called()} == NOT_CALLED
    reached = {s.clause.key: answered(i).record.rounds for i, s in enumerate(called())}
    assert not [s.clause.key for s in called() if _fact(s) not in reached[s.clause.key]]
    waiting = [s.clause for i, s in enumerate(called()) if not arisen(answered(i), s)]
    # What waits for another duty to arise, or for another's help or support, has no support before that.
    assert all(any(_waits(x) for x in k.obligation.conditions) for k in waiting)


def _waits(condition: object) -> bool:
    return isinstance(condition, c.CasusFoederis | c.Assists) or bool(
        getattr(condition, "supported_by", ())
    )


def test_swapping_attacker_and_victim_moves_the_duty() -> None:
    """Whoever is owed help against an attack is owed none for attacking."""
    tried = 0
    for s in called():
        if s.clause.obligation.trigger not in (
            Trigger.ARMED_ATTACK,
            Trigger.AGGRESSION,
            Trigger.FORCE,
        ):
            continue
        turned = tuple(
            Event(kind=e.kind, by=e.against, against=e.by)
            for e in s.events
            if e.kind is EventKind.ARMED_ATTACK
        )
        answer = asked(s, *turned)
        assert not arisen(answer, s), s.clause.key
        tried += 1
    assert tried > 200


def test_moving_the_place_across_the_line_of_an_area_turns_the_duty_off() -> None:
    tried = set()
    for i, s in enumerate(called()):
        if not any(isinstance(x, c.InArea) for x in s.clause.obligation.conditions):
            continue
        outside = next(places(LAW, s.clause, s.day, s.victim, inside=False), "nowhere")
        if outside == "nowhere":
            continue
        moved = tuple(
            e.model_copy(update={"at": outside})
            if e.kind is not EventKind.REQUEST
            else e
            for e in s.events
        )
        answer = asked(s, *moved)
        assert arisen(answered(i), s), s.clause.key
        assert not arisen(answer, s), f"{s.clause.key} reaches {outside}"
        failed = {
            b.condition for b in answer.record.blocked if b.clause == s.clause.key
        }
        assert "in-area" in failed
        tried.add(
            next(
                x.area
                for x in s.clause.obligation.conditions
                if isinstance(x, c.InArea)
            )
        )
    drawn = {
        x.area
        for k in everything(LAW)
        for x in k.obligation.conditions
        if isinstance(x, c.InArea)
    }
    assert len(tried) > 0.8 * len(drawn), drawn - tried


BEFORE_THE_REGISTER = {("guatemala-nicaragua-1839", True)}
"""Treaties that begin before the register has their parties as states."""


def test_one_day_before_entry_into_force_and_on_the_day_of_the_end_there_is_no_duty() -> (
    None
):
    tried = 0
    for treaty in LAW.treaties:
        if treaty.since is None or treaty.obligations == ():
            continue
        for day in (treaty.since - timedelta(days=1), treaty.until):
            if day is not None:
                assert not [
                    k
                    for k in graph_of(treaty, day).clauses.values()
                    if k.treaty.id == treaty.id
                ], (
                    treaty.id,
                    day,
                )
        last = treaty.until - timedelta(days=1) if treaty.until else None
        for day in (treaty.since, last):
            if (
                day is not None
                and (treaty.id, day == treaty.since) not in BEFORE_THE_REGISTER
            ):
                assert treaty.id in graph_of(treaty, day).parties, (treaty.id, day)
                tried += 1
    assert tried > 300


def test_one_day_before_in_force_is_given_as_the_reason() -> None:
    seen = set()
    for s in called():
        treaty = s.clause.treaty
        assert treaty.since is not None
        day = treaty.since - timedelta(days=1)
        dated = any(o.since or o.until for o in treaty.obligations)
        if (
            treaty.id in seen
            or dated
            or treaty.signed > day
            or treaty.secret
            or s.clause.obligation.as_published
        ):
            continue
        if not all(
            LAW.states[x].exists_on(day) for x in (s.victim, s.obligor, *s.attackers)
        ):
            continue
        seen.add(treaty.id)
        answer = asked(s, on=day)
        assert not arisen(answer, s)
        reasons = {
            b.condition
            for b in answer[s.obligor].blocked
            if b.clause == s.clause.key and b.beneficiary == s.victim
        }
        if any(e.against for e in s.events):
            assert reasons == {"in-force"}, (s.clause.key, reasons)
    assert len(seen) > 60


def test_a_party_is_bound_from_its_own_day_to_its_own_day() -> None:
    tried = 0
    for treaty in LAW.treaties:
        for party in treaty.parties:
            for day, bound in ((party.since, True), (party.until, False)):
                if day is None or treaty.since is None or not clauses_of(treaty):
                    continue
                before = day - timedelta(days=1)
                assert (party.state in treaty.parties_on(day)) is bound or _again(
                    treaty, party, day
                )
                assert (
                    party.state in treaty.parties_on(before)
                ) is not bound or _again(treaty, party, before)
                owes = {
                    k.treaty.id
                    for k in graph_of(treaty, day if not bound else before).owed_by(
                        party.state
                    )
                }
                assert treaty.id not in owes or _again(
                    treaty, party, day if not bound else before
                )
                tried += 1
    assert tried > 120


def _again(treaty: Treaty, party: Party, day: date) -> bool:
    """Whether another membership of the same state covers the day."""
    return any(
        p is not party and p.state == party.state and p.holds_on(day)
        for p in treaty.parties
    )


def test_without_the_request_help_waits_for_it() -> None:
    tried = 0
    for i, s in enumerate(called()):
        if not any(isinstance(x, c.Request) for x in s.clause.obligation.conditions):
            continue
        unasked = tuple(e for e in s.events if e.kind is not EventKind.REQUEST)
        answer = asked(s, *unasked)
        for support in arisen(answer, s):
            assert any(q.startswith("request:") and yes for q, yes in support), (
                s.clause.key
            )
        assert any(
            not any(q.startswith("request:") for q, _ in x)
            for x in arisen(answered(i), s)
        ), s.clause.key
        tried += 1
    assert tried > 15


def test_a_second_attacker_takes_no_duty_away() -> None:
    """Unless the text spares somebody, more enemies never mean less help."""
    tried = 0
    for i, s in enumerate(called()):
        if i % 3 or any(e.kind is not EventKind.ARMED_ATTACK for e in s.events[:1]):
            continue
        whose = [
            s.clause.obligation.conditions,
            *(r.conditions for r in s.clause.treaty.reservations),
        ]
        if any(isinstance(x, c.NoWarWith) for group in whose for x in group):
            continue
        more = next(
            (
                x
                for x in outsiders(LAW, s.clause, s.day)
                if x not in (*s.attackers, s.victim, s.obligor)
            ),
            None,
        )
        if more is None:
            continue
        second = Event(
            kind=EventKind.ARMED_ATTACK,
            by=(more,),
            against=(s.victim,),
            at=s.events[0].at,
        )
        both = arisen(asked(s, *s.events, second), s)
        assert all(any(w <= x for w in both) for x in arisen(answered(i), s)), (
            s.clause.key
        )
        tried += 1
    assert tried > 60


def test_clauses_on_numbers_need_the_number() -> None:
    tried = 0
    for i, s in enumerate(called()):
        counts = [
            x.at_least
            for x in s.clause.obligation.conditions
            if isinstance(x, c.Attackers)
        ]
        if not counts:
            continue
        (first, *rest) = s.events
        alone = first.model_copy(update={"by": first.by[: counts[0] - 1]})
        assert arisen(answered(i), s)
        assert not arisen(asked(s, alone, *rest), s), s.clause.key
        tried += 1
    assert tried >= 2


def test_a_treaty_taken_away_and_put_back_changes_nothing_and_twice_is_once() -> None:
    for treaty in LAW.treaties:
        s = next((s for s in called() if s.clause.treaty.id == treaty.id), None)
        less = LAW.without(treaty.id)
        assert less.without().treaties == less.treaties
        assert less.with_treaty(treaty).treaties == LAW.treaties
        if s is None:
            continue
        gone = Answer.of(solve(law_of(s).without(treaty.id), s.scenario(), rounds=1))
        assert not [
            f
            for f in gone.record.rounds
            if f.kind == "arisen" and f.args[1].split(":")[0] == treaty.id
        ]


@pytest.mark.parametrize(
    "code", ["G1c", "G7", "G12b", "G14b", "G16b", "J6", "N1", "N19"]
)
def test_the_order_of_the_files_is_irrelevant(code: str) -> None:
    (case,) = LAW.case(code)
    treaties = list(LAW.treaties)
    random.Random(code).shuffle(treaties)
    shuffled = LAW.model_copy(update={"treaties": tuple(treaties)})
    one, other = (
        Answer.of(solve(law, case.scenario, rounds=1)).to_dict(full=True)["findings"]
        for law in (LAW, shuffled)
    )
    assert one["states"] == other["states"]
    assert one["questions"] == other["questions"]


def test_removing_a_treaty_never_adds_a_duty() -> None:
    """For every case of the corpus and every treaty that has a part in its answer."""
    tried = 0
    cases = drawn((c for c in LAW.cases if len(c.scenario.events) <= 2), 40)
    for case in cases:
        whole = Answer.of(solve(LAW, case.scenario, rounds=1))
        before = due(whole)
        for treaty in sorted({f.args[1].split(":")[0] for f in before})[:3]:
            less = due(Answer.of(solve(LAW.without(treaty), case.scenario, rounds=1)))
            for fact, supports in less.items():
                assert all(
                    any(w <= x for w in before.get(fact, ())) for x in supports
                ), (case.code, treaty, fact)
            assert not [f for f in less if f.args[1].split(":")[0] == treaty]
            tried += 1
    assert tried > len(cases)


def test_an_attack_on_a_state_without_treaties_calls_nobody() -> None:
    bare = LAW.model_copy(update={"treaties": ()})
    for s in called()[::25]:
        answer = solve(bare, s.scenario())
        assert not due(answer)
        assert {str(r.status) for r in answer} <= {"belligerent"}


def test_a_scenario_means_the_same_whoever_asks_twice() -> None:
    for i, s in list(enumerate(called()))[::25]:
        assert asked(s).to_dict(full=True) == answered(i).to_dict(full=True)


def test_the_corpus_is_large_enough_for_these_laws_to_mean_something(
    law: Corpus,
) -> None:
    assert len(called()) > 400
    assert len({s.clause.treaty.id for s in called()}) > 150
    assert Scenario in type(called()[0].scenario()).__mro__
    assert law == LAW
