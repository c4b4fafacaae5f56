"""What an act short of war calls and breaks, by another hand: an answer-set program over all plain articles of a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.output.first_lines.lesser import declared_neutral
from engine.output.first_lines.ruled import ruled
from engine.question.mother_countries import with_mother_countries
from engine.record.verdict import Status
from engine.setting.graph import Clause, clauses_of, obligations
from engine.verdicts.judging import Verdicts
from engine.verdicts.solution import Solution, solve
from tests.cascade.test_clingo_law import q, span, word
from tests.cascade.test_life_of_treaties import APPLIED, BEFORE, BINDING
from tests.cascade.test_life_of_treaties import applied as provisionally
from treaties.loading.corpus import load_corpus
from treaties.models import conditions as c
from treaties.models.corpus import Corpus
from treaties.models.reading import Answered
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
    rests = t.suspensions or any(p.suspended for p in t.parties)
    apart = t.doubts or t.extracted or t.reservations or rests or t.secret
    vague = t.doubtful_on(day) or any(t.doubtful_party(p, day) for p in t.states)
    standing = any(t.standing(p, day) for p in t.states)
    return not (apart or vague or standing) and t.rank.binding


def plain(day: date, law: Corpus = LAW) -> Iterator[Clause]:
    """The articles of a day that the program speaks of: no condition but those that it knows."""
    for t in law.treaties:
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


def bond(law: Corpus, t: Treaty, day: date) -> Iterator[str]:
    """Whom an instrument binds; of one that is applied before it is in force the days, and the program works it out."""
    yield from (f"member({q(t.id)},{q(s)})." for s in t.states)
    if not t.provisional:
        yield from (f"bound({q(t.id)},{q(s)})." for s in law.parties_on(t, day))
        return
    yield f"applied({q(t.id)},{t.provisional.toordinal()})."
    if isinstance(t.since, date):
        yield f"begun({q(t.id)},{t.since.toordinal()})."
    yield from (f"party({q(t.id)},{q(s)})." for s in t.states)


def entities(law: Corpus, day: date) -> Iterator[str]:
    """Whose statehood is contested, whose land it is for others, and who recognises it."""
    for e in law.contested:
        if e.holds_on(day):
            yield from (f"entity({q(e.state)},{q(m)},{e.presumed})." for m in e.of)
            known = e.recognising(day)
            yield from (f"recognises({q(s)},{q(e.state)})." for s in known)


def neutralities(law: Corpus) -> Iterator[str]:
    """Who declared itself neutral, in the wars of whom, on which days."""
    for n in law.neutralities:
        yield from (f"declared({q(n.state)},{q(b)},{span(n)})." for b in n.between)


def facts(
    day: date, attacker: str, victim: str, means: str, law: Corpus = LAW
) -> Iterator[str]:
    found = law.means_of(means)
    taken = {
        t: str(getattr(found, t)) if found else "yes"
        for t in ("armed_attack", "aggression", "force")
    }
    yield f"act({q(attacker)},{q(victim)}). taken(threat,yes). today({day.toordinal()})."
    yield from (f"taken({t},{how})." for t, how in taken.items())
    if not means:
        yield "attack."
    if any(r.id == "no-force" and r.holds_on(day) for r in law.rules):
        yield "charter."
    yield from (*entities(law, day), *neutralities(law))
    for clause in plain(day, law):
        yield from article(clause)
    for t in law.treaties:
        yield from bond(law, t, day)


@dataclass
class Found:
    """What the program derives: how near each duty is, what is broken, whether force is forbidden, who is neutral."""

    calls: dict[tuple[str, str], int] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    forbidden: bool = False


def by_clingo(*given: Any, more: str = "") -> Found:
    control = clingo.Control(["--warn=none"])
    control.add("base", [], RULES + "\n".join((*facts(*given), more)))
    control.ground([("base", [])])
    found = Found()
    with control.solve(yield_=True) as handle:
        for atom in handle.model().symbols(shown=True):
            said = atom.arguments
            if atom.name == "calls":
                key = (said[0].string, said[1].string)
                found.calls[key] = min(found.calls.get(key, 9), said[2].number)
            elif atom.name == "forbidden":
                found.forbidden = True
            else:
                kind = found.broken if atom.name == "broken" else found.told
                kind.add(said[0].string)
    return found


def by_engine(
    day: date,
    attacker: str,
    victim: str,
    means: str,
    law: Corpus = LAW,
    answers: tuple[Answered, ...] = (),
) -> Solution:
    found = law.means_of(means)
    event = Event.model_validate(
        {
            "kind": found.kind if found else "armed-attack",
            "by": (attacker,),
            "against": (victim,),
            "means": means,
        }
    )
    events = with_mother_countries([event], law, day)
    scenario = Scenario(on=day, events=events, background=False, answers=answers)
    return solve(law, scenario, rounds=1, graph=obligations(law, day))


def levels(answer: Solution, *victims: str) -> Iterator[tuple[tuple[str, str], int]]:
    """How near each obligor's duty under each article is, on the act alone."""
    verdicts = Verdicts(answer.assignments)
    for state, grounds in answer.grounds.items():
        if state in answer.setting.belligerents:
            continue
        for ground, verdict in zip(grounds, verdicts.each(grounds), strict=True):
            near = ground.round <= 1 and ground.beneficiary in victims
            if near and verdict.status in LEVEL:
                yield (ground.clause.key, state), LEVEL[verdict.status]


@pytest.mark.parametrize("means", ACTS, ids=lambda m: m or "attack")
def test_an_act_calls_and_breaks_the_same_by_clingo(means: str) -> None:
    compared = 0
    for day, attacker, victim in PAIRS:
        given = (day, attacker, victim, means)
        theirs, answer = by_clingo(*given), by_engine(*given)
        known = {k.key for k in plain(day)}
        ours = {x: n for x, n in levels(answer, victim) if x[0] in known}
        assert ours == theirs.calls, (
            given,
            sorted(ours.items() ^ theirs.calls.items())[:6],
        )
        compared += len(ours)
        peace = {b.clause.key for b in answer.broken if not b.helper}
        assert peace & known == theirs.broken & known, given
        assert bool(answer.forbidden) == theirs.forbidden, given
    assert compared > 20


ENTITIES = [
    ("ethiopia", "somaliland", "somalia"),
    ("russia", "northern-cyprus", "cyprus"),
    ("greece", "northern-cyprus", "cyprus"),
    ("iran", "abkhazia", "georgia"),
    ("albania", "kosovo", "serbia"),
    ("ukraine", "transnistria", "moldova"),
    ("algeria", "western-sahara", "morocco"),
]


def test_what_a_third_state_does_to_a_contested_entity_calls_the_same_by_clingo() -> (
    None
):
    compared = 0
    for attacker, entity, mother in ENTITIES:
        given = (TODAY, attacker, entity, "")
        theirs, answer = by_clingo(*given).calls, by_engine(*given)
        known = {k.key for k in plain(TODAY)}
        near = dict[tuple[str, str], int]()
        for key, n in levels(answer, entity, mother):
            if key[0] in known:
                near[key] = min(near.get(key, 9), n)
        assert near == theirs, (given, sorted(near.items() ^ theirs.items())[:6])
        compared += len(near)
    assert compared > 20


@pytest.mark.parametrize("denied", [False, True])
def test_provisional_application_binds_the_same_by_clingo(denied: bool) -> None:
    law = provisionally()
    answer = Answered(question="provisional:pact-0", answer="no" if denied else "yes")
    more = 'denied("pact-0").' if denied else ""
    for day in (BEFORE, APPLIED, BINDING):
        given = (day, "poland", "germany", "", law)
        theirs = by_clingo(*given, more=more).calls
        ours = dict(levels(by_engine(*given, (answer,)), "germany"))
        assert ours == theirs, day
        assert bool(theirs) == (day == BINDING or (day == APPLIED and not denied))


WARS = [
    (date(1914, 8, 10), "germany", "belgium"),
    (date(1917, 5, 1), "germany", "russia"),
    (date(1939, 9, 10), "germany", "poland"),
    (date(1940, 6, 11), "italy", "france"),
    (date(1940, 7, 1), "germany", "united-kingdom"),
    (date(1940, 7, 1), "germany", "peru"),
    (date(1941, 6, 22), "germany", "russia"),
    (date(1946, 1, 1), "russia", "finland"),
]


def test_declared_neutrality_is_told_the_same_by_clingo_and_calls_nothing() -> None:
    silent = LAW.model_copy(update={"neutralities": ()})
    heard = set()
    for day, attacker, victim in WARS:
        theirs = by_clingo(day, attacker, victim, "").told
        told = declared_neutral(ruled(by_engine(day, attacker, victim, "")))
        names = {LAW.states[s].name_on(day).removeprefix("the ") for s in theirs}
        text = " ".join(told)
        assert bool(text) == bool(theirs), (day, text)
        assert all(n in text or " other states" in text for n in names), (day, text)
        heard |= theirs
        given = (day, attacker, victim, "")
        with_them = dict(levels(by_engine(*given), victim))
        assert with_them == dict(levels(by_engine(*given, silent), victim))
    assert {"united-states", "italy", "turkey", "spain"} <= heard
