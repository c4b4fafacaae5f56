"""Every clause of the corpus with events made for it: one that calls it, and for each condition one that fails it alone.

Nothing here names a treaty: what is tried is read off the clause, so that a new one is tested without writing a test.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from engine.record.facts import Fact
from engine.record.verdict import Status
from engine.setting.graph import ObligationGraph
from engine.verdicts.solution import Solution, solve
from tests.support.each import each
from tests.support.summons import KIND, TriggeringAct, called, law_of, outsiders, places
from treaties.loading.corpus import load_corpus
from treaties.models import conditions as c
from treaties.models.conditions import KINDS
from treaties.models.scenario import Event, Scenario, Spot
from treaties.vocabulary.terms import (
    AttackerClass,
    EventKind,
    Nature,
    PlaceKind,
    Presumption,
    Trigger,
)

LAW = load_corpus()


@dataclass(frozen=True)
class Case:
    """A clause, the events that call it, and what kind of condition is to fail."""

    summons: TriggeringAct
    condition: Any
    events: tuple[Event, ...]
    answers: tuple[tuple[str, str], ...] = ()
    waits: str = ""
    """The kind of question that everything then waits for, where the condition is not failed outright."""
    law: str = ""
    """The instrument that is taken away, where the condition looks at another one."""

    @property
    def name(self) -> str:
        """The clause and the condition that fails."""
        return f"{self.summons.clause.key} without {self.condition.kind}"


def answer(
    s: TriggeringAct,
    events: tuple[Event, ...],
    answers: tuple[tuple[str, str], ...] = (),
    less: str = "",
) -> Solution:
    known = "public" if s.clause.obligation.as_published else ""
    scenario = Scenario(
        on=s.day,
        events=events,
        background=False,
        as_known_by=known,
        answers=dict(answers),
    )
    return solve(
        law_of(s).without(less) if less else law_of(s), scenario, rounds=1, horizon=None
    )


def supports(
    found: Solution, s: TriggeringAct, kind: str = "due"
) -> list[frozenset[tuple[str, bool]]]:
    """What the duty of the obligor rests on, less what is presumed or supposed."""
    fact = Fact(kind, (s.obligor, s.clause.key, s.victim))
    masks = found.assignments.under(None).restrict(found.labels[fact])
    return [frozenset(found.labels.literals.decode(m)) for m in masks]


def waits(s: TriggeringAct) -> bool:
    """Whether the clause waits for another state's help, or for a duty under another instrument."""
    return any(
        isinstance(x, c.CasusFoederis | c.Assists) or getattr(x, "supported_by", ())
        for x in s.clause.obligation.conditions
    )


def test_every_clause_is_called_by_the_event_made_for_it() -> None:
    """Due if every open question goes the way the clause needs, and nothing of the clause is failed."""
    silent = [
        s.clause.key
        for s in called()
        if not supports(answer(s, s.events), s) and not waits(s)
    ]
    kept = [
        k
        for k in silent
        if not _presumed_against(next(s for s in called() if s.clause.key == k))
    ]
    assert kept == []


def _presumed_against(s: TriggeringAct) -> bool:
    """Whether the text's own question is presumed to go against the duty, so that only a reading makes it due."""
    return any(
        isinstance(x, c.Judgement)
        and x.presumed is not Presumption.OPEN
        and str(x.presumed) != x.needs
        for x in s.clause.obligation.conditions
    )


# For each condition, the events that fail it alone


def without(s: TriggeringAct, condition: Any) -> Case | None:
    """The summons changed in one respect, so that this condition fails; None where the registers hold nothing that would."""
    first, rest = s.events[0], s.events[1:]
    if isinstance(condition, c.CasusFoederis):
        return Case(s, condition, s.events, law=condition.treaty)
    make = _WITHOUT.get(type(condition))
    changed = make(s, condition, first) if make else None
    if changed is None:
        return None
    event, answers, question = changed
    events = event if isinstance(event, tuple) else (event, *rest)
    return Case(s, condition, events, answers, question)


Change = tuple[Event | tuple[Event, ...], tuple[tuple[str, str], ...], str]


def _isolated(_: TriggeringAct, __: Any, e: Event) -> Change:
    return e.model_copy(update={"isolated": True}), (), ""


def _elsewhere(s: TriggeringAct, _: Any, e: Event) -> Change | None:
    outside = next(places(LAW, s.clause, s.day, s.victim, inside=False), "nowhere")
    on_land = any(
        isinstance(x, c.OnTerritory | c.Recognised)
        for x in s.clause.obligation.conditions
    )
    if outside == "nowhere" or on_land:
        return None
    return e.model_copy(update={"at": outside}), (), ""


def _at_sea(s: TriggeringAct, _: Any, e: Event) -> Change | None:
    if any(isinstance(x, c.InArea) for x in s.clause.obligation.conditions):
        return None
    third = next(iter(outsiders(LAW, s.clause, s.day)), None)
    afloat = Spot(of=third or s.obligor, kind=PlaceKind.VESSEL, regions=("pacific",))
    return e.model_copy(update={"at": afloat}), (), ""


def _another(s: TriggeringAct, condition: c.Attacker, e: Event) -> Change | None:
    """An attacker that the text does not mean and every other condition lets pass; two where one must join the other."""
    named = {*condition.among, *condition.allied_with, *condition.supported_by}
    others = [x for x in s.clause.obligation.conditions if x is not condition]
    if not (
        named or condition.classes or condition.excluding or condition.excluding_classes
    ):
        return None
    if any(isinstance(x, c.Attackers | c.NoWarWith) for x in others):
        return None
    loose = bool(condition.supported_by) and named == {*condition.supported_by}
    apart = {*s.attackers, *condition.supported_by, s.victim, s.obligor}
    pool = [
        *condition.excluding,
        *outsiders(LAW, s.clause, s.day),
        *sorted(s.clause.treaty.parties_on(s.day)),
    ]
    wrong = [
        x
        for x in dict.fromkeys(pool)
        if x not in apart and LAW.states[x].exists_on(s.day)
    ]
    wrong = [x for x in wrong if loose or not _fits(x, condition, s)]
    for other in others:
        if isinstance(other, c.Attacker):
            wrong = [x for x in wrong if _fits(x, other, s)]
        elif isinstance(other, c.JoinedBy):
            wrong = [
                x
                for x in wrong
                if x in other.among
                or (other.classes and all(_of_class(x, k, s) for k in other.classes))
            ]
    count = 1 + any(isinstance(x, c.JoinedBy) for x in others)
    if len(wrong) < count:
        return None
    return (
        e.model_copy(update={"by": tuple(wrong[:count])}),
        (),
        "performs" if loose else "",
    )


@cache
def graph_of(day: date) -> ObligationGraph:
    """All that binds on a day."""
    return ObligationGraph(LAW, day)


def _fits(state: str, condition: c.Attacker, s: TriggeringAct) -> bool:
    """Whether the text means this attacker."""
    if state in condition.excluding or any(
        _of_class(state, k, s) for k in condition.excluding_classes
    ):
        return False
    meant = [
        state in condition.among,
        bool(condition.classes)
        and all(_of_class(state, k, s) for k in condition.classes),
        any(
            a != state and graph_of(s.day).allied(state, a)
            for a in condition.allied_with
        ),
    ]
    return any(meant) or not (
        condition.among or condition.classes or condition.allied_with
    )


def _of_class(state: str, kind: AttackerClass, s: TriggeringAct) -> bool:
    entry = LAW.states[state]
    regions = {
        AttackerClass.EUROPEAN: "europe",
        AttackerClass.BALKAN: "balkans",
        AttackerClass.AMERICAN: "americas",
        AttackerClass.ARAB: "arab",
    }
    held = {
        AttackerClass.GREAT_POWER: entry.is_great_power(s.day),
        AttackerClass.COMMUNIST: entry.is_communist(s.day),
        AttackerClass.NUCLEAR: entry.is_nuclear(s.day),
        AttackerClass.NON_PARTY: state not in s.clause.treaty.parties_on(s.day),
    }
    return regions[kind] in entry.regions if kind in regions else held[kind]


def _fewer(_: TriggeringAct, condition: c.Attackers, e: Event) -> Change | None:
    alone = e.by[: condition.at_least - 1]
    return (
        (e.model_copy(update={"by": alone}), (), "") if len(alone) < len(e.by) else None
    )


def _provoked(s: TriggeringAct, _: Any, e: Event) -> Change | None:
    asks_law = any(isinstance(x, c.SelfDefence) for x in s.clause.obligation.conditions)
    return None if asks_law else (e.model_copy(update={"unprovoked": False}), (), "")


def _unasked(s: TriggeringAct, _: Any, __: Event) -> Change:
    return tuple(e for e in s.events if e.kind is not EventKind.REQUEST), (), "request"


def _lawful(_: TriggeringAct, __: Any, e: Event) -> Change:
    return (
        e.model_copy(update={"unprovoked": None}),
        (("unlawful:*", "no"),),
        "unlawful",
    )


def _law_forbids(_: TriggeringAct, __: Any, e: Event) -> Change:
    return e, (("domestic-law:*", "no"),), "domestic-law"


def _no_finding(_: TriggeringAct, __: Any, e: Event) -> Change:
    return e, (("league-council-finding:*", "no"),), "league-council-finding"


def _judged_otherwise(
    _: TriggeringAct, condition: c.Judgement, e: Event
) -> Change | None:
    if (
        condition.outsiders
    ):  # asked of whoever is no party, and who is struck here is one
        return None
    other = "no" if condition.needs == "yes" else "yes"
    if any(s.unprovoked for s in condition.settled):
        e = e.model_copy(update={"unprovoked": None})
    return e, ((f"{condition.id}:*", other),), condition.id


def _in_another(_: TriggeringAct, condition: c.InConflict, e: Event) -> Change:
    return e.model_copy(update={"conflict": f"not-{condition.conflict}"}), (), ""


def _begun_outside(_: TriggeringAct, condition: c.ForceBegan, e: Event) -> Change:
    outside = condition.until or (condition.since or e.on or date.min) - timedelta(
        days=1
    )
    return e.model_copy(update={"on": outside}), (), ""


def _unjoined(_: TriggeringAct, condition: c.JoinedBy, e: Event) -> Change | None:
    alone = tuple(b for b in e.by if b not in condition.among)[:1]
    return (e.model_copy(update={"by": alone}), (), "performs") if alone else None


def _spared(s: TriggeringAct, condition: c.NoWarWith, e: Event) -> Change | None:
    spared = [
        x
        for x in condition.states
        if x not in (s.victim, s.obligor) and LAW.states[x].exists_on(s.day)
    ]
    named = any(isinstance(x, c.Attacker) for x in s.clause.obligation.conditions)
    return (
        (e.model_copy(update={"by": (*e.by, spared[0])}), (), "")
        if spared and not named
        else None
    )


def _a_party(s: TriggeringAct, _: Any, e: Event) -> Change | None:
    """Force by another party, which the text does not speak of."""
    inside = sorted(set(s.clause.treaty.parties_on(s.day)) - {s.victim, s.obligor})
    return (
        (e.model_copy(update={"by": tuple(inside[:1])}), (), "between-parties")
        if inside
        else None
    )


def _from_within(s: TriggeringAct, _: Any, e: Event) -> Change:
    """Unrest of which nobody knows whether it came from outside."""
    unrest = Event(
        kind=EventKind.UNREST, against=(s.victim,), at=e.at, conflict=e.conflict
    )
    return (unrest, *s.events[1:]), (), "attributed"


def _unhelped(_: TriggeringAct, __: Any, e: Event) -> Change:
    return e, (), "performs"


_WITHOUT: dict[type, Any] = {
    c.StateOfWar: _isolated,
    c.InArea: _elsewhere,
    c.OnTerritory: _at_sea,
    c.Attacker: _another,
    c.Attackers: _fewer,
    c.Unprovoked: _provoked,
    c.Request: _unasked,
    c.SelfDefence: _lawful,
    c.DomesticLaw: _law_forbids,
    c.LeagueCouncilFinding: _no_finding,
    c.Judgement: _judged_otherwise,
    c.InConflict: _in_another,
    c.ForceBegan: _begun_outside,
    c.JoinedBy: _unjoined,
    c.NoWarWith: _spared,
    c.BetweenParties: _a_party,
    c.ExternalAttack: _from_within,
    c.Assists: _unhelped,
}
ELSEWHERE = {
    "recognised-territory": "no clause of the corpus has it but in a reservation",
}
"""Kinds of condition that no clause of the corpus lets fail, and why."""
NOT_FAILED = {
    # Any attacker but Russia, joined by Russia: whoever is not meant is Russia itself, which then joins nobody.
    "dual-alliance-1879:II.2",
    "dual-alliance-1879:II.2#2",
    # Romania, joined by Austria-Hungary: whoever is not meant is Austria-Hungary itself, which then joins nobody.
    "russia-bulgaria-1902:5-joined",
    # Any outside great power, joined by another: whoever is not meant is no great power and joins nobody.
    "triple-alliance-1882:III#4",
    "triple-alliance-1882:III#5",
    # Whether a state that is no party is protected: tried by Cuba and Guyana in the cases.
    "rio-1947:3.1",
    # The same of a state outside the Organization: tried by Venezuela in the law since 1919.
    "oas-charter-1948:3(h),28",
    # Whether a member of the Union that is no party is protected: tried by Ethiopia and Somalia in the answers on file.
    "au-pact-2005:4(b)",
    "au-pact-2005:4(b)#2",
    # On the day on which they are called two parties are left, and no third can attack one of them.
    "france-car-1960:1",
    "france-entente-1961:1",
}
"""Clauses that have a condition which can't be failed without another."""


@cache
def cases() -> tuple[Case, ...]:
    """Every condition of every clause that can be failed alone."""
    return tuple(_cases())


def _cases() -> Iterator[Case]:
    for s in called():
        for condition in s.clause.obligation.conditions:
            if case := without(s, condition):
                yield case


def test_every_kind_of_condition_is_failed_or_tried_elsewhere() -> None:
    made = {case.condition.kind for case in cases()}
    assert made | set(ELSEWHERE) == set(KINDS)
    assert not made & set(ELSEWHERE)
    failed = {(case.summons.clause.key, id(case.condition)) for case in cases()}
    there = {
        (s.clause.key, id(x)) for s in called() for x in s.clause.obligation.conditions
    }
    assert {key for key, _ in there - failed} == NOT_FAILED


@each("kind", sorted(set(KINDS) - set(ELSEWHERE)))
def test_without_one_condition_nothing_is_due_for_that_reason_alone(kind: str) -> None:
    wrong = []
    for case in cases():
        if case.condition.kind == kind and (fault := _fault(case)):
            wrong.append(f"{case.name}: {fault}")
    assert wrong == []


def _fault(case: Case) -> str:
    s = case.summons
    found = answer(s, case.events, case.answers, case.law)
    key = s.clause.key
    left = supports(found, s)
    plain = answer(s, s.events)
    known = {
        (b.condition, b.adversary) for b in plain.record.blocked if b.clause == key
    }
    failed = {
        b.condition
        for b in found.record.blocked
        if b.clause == key
        and b.beneficiary == s.victim
        and (b.condition, b.adversary) not in known
    }
    if case.waits:
        loose = [
            x for x in left if not any(q.startswith(f"{case.waits}:") for q, _ in x)
        ]
        asked = {q.id.split(":")[0] for q in plain.assignments.questions} | {
            q.id.split(":")[0] for q in found.assignments.questions
        }
        if not waits(s) and case.waits not in asked and case.waits != "performs":
            return f"`{case.waits}` is never asked"
        return f"due without it: {sorted(loose[0])}" if loose else ""
    if left:
        return f"still due: {sorted(left[0])}"
    if case.law:
        return (
            "" if supports(plain, s) and not failed else f"failed are {sorted(failed)}"
        )
    own = {case.condition.kind}
    return "" if failed == own else f"failed are {sorted(failed)}"


# The trigger, and the day


def test_without_the_event_nothing_is_called() -> None:
    """A threat calls no clause that waits for force, and a mobilisation none that waits for a threat to somebody else."""
    wrong = []
    for s in called():
        trigger = s.clause.obligation.trigger
        if trigger in (Trigger.THREAT, Trigger.MOBILISATION):
            continue
        threat = Event(kind=EventKind.THREAT, by=s.attackers, against=(s.victim,))
        if supports(answer(s, (threat,)), s, "arisen"):
            wrong.append(s.clause.key)
    assert wrong == []


def test_what_calls_a_clause_calls_it_for_nobody_who_attacks() -> None:
    for s in called()[::7]:
        if KIND.get(s.clause.obligation.trigger):
            continue
        turned = replace(s, obligor=s.attackers[0])
        found = answer(s, s.events)
        assert not supports(found, turned, "arisen"), s.clause.key
        row = found[s.attackers[0]]
        assert row.status in (
            Status.BELLIGERENT,
            Status.NO_TREATY,
            Status.NOT_TRIGGERED,
        ), s.clause.key


def test_questions_of_will_are_no_judgements() -> None:
    for s in called()[::40]:
        for q in answer(s, s.events).assignments.questions:
            assert q.is_event == (q.nature is Nature.WILL)
