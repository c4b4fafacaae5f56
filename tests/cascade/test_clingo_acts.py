"""What an act short of war calls and breaks, by another hand: an answer-set program over all plain articles of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.record.verdict import Status
from engine.setting.graph import Clause, clauses_of, obligations
from engine.verdicts.judging import Verdicts
from engine.verdicts.solution import Solution, solve
from tests.cascade.test_clingo_law import q, word
from treaties.loading.corpus import load_corpus
from treaties.models import conditions as c
from treaties.models.scenario import Event, Scenario
from treaties.models.treaty import Treaty
from treaties.vocabulary.terms import AttackerKind, Duty, Trigger

clingo = pytest.importorskip("clingo", reason="the oracle clingo is not installed")

LAW = load_corpus().model_copy(update={"wars": ()})
RULES = (Path(__file__).parent / "acts.lp").read_text(encoding="utf-8")
PLAIN = (c.BetweenParties, c.Request)
TRIGGERS = (Trigger.ARMED_ATTACK, Trigger.AGGRESSION, Trigger.FORCE, Trigger.THREAT)
LEVEL = {Status.BOUND: 0, Status.CONDITIONAL: 1, Status.CONTESTED: 2}
TODAY, EVE = date(2026, 1, 1), date(1939, 6, 1)
PAIRS = [
    *(
        (TODAY, a, b)
        for a, b in (
            ("russia", "poland"),
            ("turkey", "greece"),
            ("china", "philippines"),
            ("north-korea", "south-korea"),
            ("iran", "qatar"),
            ("venezuela", "guyana"),
            ("united-states", "denmark"),
            ("india", "pakistan"),
        )
    ),
    *(
        (EVE, a, b)
        for a, b in (
            ("germany", "poland"),
            ("germany", "belgium"),
            ("italy", "greece"),
            ("germany", "romania"),
        )
    ),
]
ACTS = ("", "overflight", "drones", "seizure", "harassment", "mines")


def sure(t: Treaty, day: date) -> bool:
    """Whether nothing about an instrument's life is in question on a day."""
    apart = t.doubts or t.extracted or t.reservations or t.rests or t.secret
    vague = t.doubtful_on(day) or any(t.doubtful_party(p, day) for p in t.states)
    standing = any(t.standing(p, day) for p in t.states)
    return not (apart or vague or standing) and t.rank.binding


def plain(day: date) -> Iterator[Clause]:
    """The articles of a day that the program speaks of: no condition but those that it knows."""
    for t in LAW.treaties:
        if not sure(t, day) or not t.parties_on(day):
            continue
        for clause in clauses_of(t):
            o = clause.obligation
            known = all(isinstance(x, PLAIN) for x in o.conditions)
            usual = o.attacker is not AttackerKind.GROUP and not o.as_published
            held = o.holds_on(day) and not o.doubtful_on(day)
            fits = o.trigger in TRIGGERS or o.duty is Duty.NOT_ATTACK
            if held and known and usual and fits:
                yield clause


def article(clause: Clause) -> Iterator[str]:
    key, o = q(clause.key), clause.obligation
    yield f"of({key},{q(clause.treaty.id)})."
    yield from (f"obligor({key},{q(s)})." for s in o.obligors)
    yield from (f"beneficiary({key},{q(s)})." for s in o.beneficiaries)
    if o.duty is Duty.NOT_ATTACK:
        yield f"peace({key})."
    else:
        yield f"trigger({key},{word(o.trigger)})."
    if o.toward_all:
        yield f"to_all({key})."
    for x in o.conditions:
        yield (
            f"request({key},{x.by})."
            if isinstance(x, c.Request)
            else f"between({key})."
        )


def facts(day: date, attacker: str, victim: str, means: str) -> Iterator[str]:
    found = LAW.means_of(means)
    taken = {
        t: str(getattr(found, t)) if found else "yes"
        for t in ("armed_attack", "aggression", "force")
    }
    yield f"act({q(attacker)},{q(victim)}). taken(threat,yes)."
    yield from (f"taken({t},{how})." for t, how in taken.items())
    if not means:
        yield "attack."
    if any(r.id == "no-force" and r.holds_on(day) for r in LAW.rules):
        yield "charter."
    for clause in plain(day):
        yield from article(clause)
    for t in LAW.treaties:
        yield from (f"bound({q(t.id)},{q(s)})." for s in LAW.parties_on(t, day))


def by_clingo(*given: Any) -> tuple[dict[tuple[str, str], int], set[str], bool]:
    control = clingo.Control(["--warn=none"])
    control.add("base", [], RULES + "\n".join(facts(*given)))
    control.ground([("base", [])])
    calls: dict[tuple[str, str], int] = {}
    broken, forbidden = set[str](), False
    with control.solve(yield_=True) as handle:
        for atom in handle.model().symbols(shown=True):
            said = atom.arguments
            if atom.name == "calls":
                calls[said[0].string, said[1].string] = said[2].number
            elif atom.name == "broken":
                broken.add(said[0].string)
            else:
                forbidden = True
    return calls, broken, forbidden


def by_engine(day: date, attacker: str, victim: str, means: str) -> Solution:
    found = LAW.means_of(means)
    event = Event.model_validate(
        {
            "kind": found.kind if found else "armed-attack",
            "by": (attacker,),
            "against": (victim,),
            "means": means,
        }
    )
    scenario = Scenario(on=day, events=(event,), background=False)
    return solve(LAW, scenario, rounds=1, graph=obligations(LAW, day))


def levels(answer: Solution, victim: str) -> Iterator[tuple[tuple[str, str], int]]:
    """How near each obligor's duty under each article is, on the act alone."""
    verdicts = Verdicts(answer.stances)
    for state, grounds in answer.grounds.items():
        if state in answer.setting.principals:
            continue
        for ground, verdict in zip(grounds, verdicts.each(grounds), strict=True):
            near = ground.round <= 1 and ground.beneficiary == victim
            if near and verdict.status in LEVEL:
                yield (ground.clause.key, state), LEVEL[verdict.status]


@pytest.mark.parametrize("means", ACTS, ids=lambda m: m or "attack")
def test_an_act_calls_and_breaks_the_same_by_clingo(means: str) -> None:
    compared = 0
    for day, attacker, victim in PAIRS:
        given = (day, attacker, victim, means)
        calls, broken, forbidden = by_clingo(*given)
        answer = by_engine(*given)
        known = {k.key for k in plain(day)}
        ours = {x: n for x, n in levels(answer, victim) if x[0] in known}
        assert ours == calls, (given, sorted(ours.items() ^ calls.items())[:6])
        compared += len(calls)
        peace = {b.clause.key for b in answer.broken if not b.helper}
        assert peace & known == broken & known, given
        assert bool(answer.forbidden) == forbidden, given
    assert compared > 20
