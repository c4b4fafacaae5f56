"""The law of whole days by another hand: an answer-set program with time as data, all ordered pairs of states."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from engine.setting.graph import clauses_of
from engine.sweep.daylaw import DayLaw
from tests.support.sampling import drawn, sampled
from treaties.loading.corpus import load_corpus
from treaties.models import conditions as c
from treaties.models.corpus import Corpus
from treaties.models.dated import Dated
from treaties.models.treaty import Treaty
from treaties.vocabulary.precision import Vague, earliest, latest
from treaties.vocabulary.terms import (
    AttackerKind,
    Duty,
    Nature,
    PlaceKind,
    Presumption,
)

pytestmark = sampled(2)
clingo = pytest.importorskip("clingo", reason="the oracle clingo is not installed")

LAW = load_corpus().model_copy(update={"wars": ()})
RULES = (Path(__file__).parent / "law.lp").read_text(encoding="utf-8")
DAYS = (
    date(1822, 6, 1),
    date(1885, 6, 1),
    date(1914, 7, 1),
    date(1938, 6, 1),
    date(2026, 1, 1),
)
STATUS = ("bound", "conditional", "contested")
EVER, NEVER = 0, 4_000_000
TRAITS = ("great_power", "communist", "nuclear")
REGIONS = {
    "european": "europe",
    "balkan": "balkans",
    "american": "americas",
    "arab": "arab",
}


def day(when: date | None, other: int) -> int:
    return when.toordinal() if when else other


def span(thing: Any) -> str:
    return f"{day(thing.since, EVER)},{day(thing.until, NEVER)}"


def unknown(thing: Dated) -> Iterator[str]:
    """The days on which it is not known whether something holds: a first or last day is known only within them."""
    for edge in (thing.since, thing.until):
        if isinstance(edge, Vague):
            yield f"{earliest(edge).toordinal()},{latest(edge).toordinal()}"


def q(text: object) -> str:
    return '"' + str(text).replace('"', "'") + '"'


def register(law: Corpus) -> Iterator[str]:
    """States, their lives, traits and regions."""
    for s in law.states.all:
        for since, until in s.spans:
            yield f"life({q(s.id)},{day(since, EVER)},{day(until, NEVER)})."
        for trait in TRAITS:
            for held in getattr(s, trait):
                until = held.until.toordinal() + 1 if held.until else NEVER
                yield f"class({trait},{q(s.id)},{day(held.since, EVER)},{until})."
        for name, region in REGIONS.items():
            if region in s.regions:
                yield f"class({name},{q(s.id)},{EVER},{NEVER})."
        yield from (f"region({q(s.id)},{q(r)})." for r in s.regions)


def areas(law: Corpus) -> Iterator[str]:
    """Area clauses limb by limb."""
    for area in law.gazetteer.areas:
        for n, limb in enumerate(area.limbs):
            ident = q(f"{area.id}/{n}")
            yield f"limb({q(area.id)},{ident}). limb_time({ident},{span(limb.between)})."
            yield from (f"limb_kind({ident},{k})." for k in limb.kinds)
            yield from (f"limb_region({ident},{q(r)})." for r in limb.regions)
            yield from (f"limb_place({ident},{q(p)})." for p in limb.places)
            yield from (f"limb_excludes({ident},{q(x)})." for x in limb.excluding)
            yield from (f"limb_of({ident},{q(s)})." for s in limb.of)
            yield from (
                f"limb_administered({ident},{q(s)})." for s in limb.administered_by
            )
            if limb.holds == "yes":
                yield f"sure({ident})."


def permissions(law: Corpus, on: date) -> Iterator[tuple[str, str, str, str]]:
    """Who has leave to use force in or against whom on the day, at the home of whoever is hit: its kind, the two
    states, and how it is presumed.
    """
    alive = [s.id for s in law.states.all if s.exists_on(on)]
    for p in (*law.authorisations, *law.invitations):
        if p.holds_on(on) and p.covers(PlaceKind.TERRITORY):
            kind = "authorised" if p in law.authorisations else "consent"
            for state in p.by or alive:
                yield from ((kind, state, b, str(p.presumed)) for b in p.against)


def breaking_away(law: Corpus, on: date) -> Iterator[tuple[str, str, str]]:
    """Whose statehood is contested on the day, whose land it is for others, and how it is presumed."""
    for entity in law.contested:
        if entity.holds_on(on):
            yield from ((entity.state, p, str(entity.presumed)) for p in entity.of)


def instrument(t: Treaty) -> Iterator[str]:
    """One instrument: parties, suspensions, clauses."""
    if t.since is None:
        return
    yield f"treaty({q(t.id)},{span(t)})."
    yield from (f"unknown({q(t.id)},{days})." for days in unknown(t))
    for p in t.parties:
        yield from (f"unknown({q(t.id)},{q(p.state)},{days})." for days in unknown(p))
        yield f"party({q(t.id)},{q(p.state)},{span(p)}). member({q(t.id)},{q(p.state)})."
    for s in t.suspensions:
        yield f"suspension({q(t.id)},{q(s.between[0])},{q(s.between[1])},{span(s)})."
    for clause in clauses_of(t):
        o = clause.obligation
        if o.as_published or o.attacker is AttackerKind.GROUP:
            continue
        key = q(clause.key)
        yield f"clause({key},{q(t.id)},{span(o)}). of({key},{q(t.id)}). trigger({key},{word(o.trigger)})."
        yield from (f"unknown({key},{days})." for days in unknown(o))
        yield from (f"obligor({key},{q(s)})." for s in o.obligors)
        yield from (f"beneficiary({key},{q(s)})." for s in o.beneficiaries)
        for name, true in (
            ("party_or_not", o.party_or_not),
            ("standing", o.duty.standing),
            ("helps", o.duty.drawn_in),
            ("arms", o.duty.drawn_in or o.duty is Duty.MAY_ASSIST),
            ("binding", t.rank.binding),
        ):
            if true:
                yield f"{name}({key})."
        for i, x in enumerate(o.conditions):
            yield from condition(key, i, x)


def word(text: object) -> str:
    return str(text).replace("-", "_")


def condition(key: str, i: int, x: Any) -> Iterator[str]:
    """One condition, and under what it is asked where its answer is open."""
    kind = word(x.kind)
    if isinstance(x, c.Judgement):
        kind = "open_law" if x.nature is Nature.LAW else "open_deed"
        if x.presumed is not Presumption.OPEN:
            kind = "" if str(x.presumed) == x.needs else "against_presumption"
        if kind:
            yield f"cond({key},{i},{kind})."
        if x.outsiders:
            yield f"outsiders({key},{i})."
        return
    if isinstance(x, c.LeagueCouncilFinding):
        kind = "open_law"
    if isinstance(x, c.InConflict | c.Request):
        kind = "open_deed"
    if isinstance(x, c.CasusFoederis):
        kind = "casus"
        yield f"casus({key},{q(x.treaty)},{q(x.obligor)},{q(x.beneficiary)})."
    yield f"cond({key},{i},{kind})."
    if isinstance(x, c.InArea):
        yield f"area({key},{q(x.area)})."
    if isinstance(x, c.ForceBegan):
        yield f"window({key},{i},{day(x.since, 0)},{day(x.until, NEVER)})."
    if isinstance(x, c.NoWarWith):
        yield from (f"spared({key},{i},{q(s)})." for s in x.states)
    if isinstance(x, c.Attacker):
        yield from (f"among({key},{i},{q(s)})." for s in x.among)
        yield from (f"wants({key},{i},{word(k)})." for k in x.classes)
        yield from (f"ally_of({key},{i},{q(s)})." for s in x.allied_with)
        yield from (f"excluding({key},{i},{q(s)})." for s in x.excluding)
        yield from (
            f"excluding_class({key},{i},{word(k)})." for k in x.excluding_classes
        )
        if x.supported_by:
            yield f"supported({key},{i})."


def reserving(law: Corpus) -> set[str]:
    """States whose reservations carry conditions: they are left to other tests."""
    return {r.state for t in law.treaties for r in t.reservations if r.conditions}


Owing = dict[tuple[str, str], int]
"""How near each duty to help is, by obligor and article: 0 bound, 1 conditional, 2 contested."""


@dataclass(frozen=True)
class Solved:
    """What the answer-set program finds for all attacks of a day."""

    legs: dict[tuple[str, str], list[str]]
    """Who owes what an article says, by article and beneficiary."""
    helps: list[tuple[str, str, str, str, int]]
    """Each article that is called: victim, attacker, article, mode, and how near it is."""
    unsure: set[tuple[str, str]]
    """The articles of which it is not known whether they bind an obligor on the day."""

    def owing(
        self, sides: Collection[str] = ("d", "t")
    ) -> dict[tuple[str, str], Owing]:
        """For each pair of attacker and victim, how near each duty to help is; to the victim where `sides` has `d`."""
        found: dict[tuple[str, str], Owing] = {}
        for victim, attacker, clause, mode, near in self.helps:
            if mode not in sides:
                continue
            pair = found.setdefault((attacker, victim), {})
            for obligor in self.legs[clause, victim if mode == "d" else attacker]:
                if obligor not in (attacker, victim):
                    sure = max(near, (clause, obligor) in self.unsure)
                    pair[obligor, clause] = min(sure, pair.get((obligor, clause), 9))
        return found


@cache
def solved(on: date) -> Solved:
    """Run the answer-set program on the law of a day, once."""
    law = LAW
    facts = [
        f"today({on.toordinal()}).",
        *register(law),
        *areas(law),
        *(f"{kind}({q(a)},{q(b)},{how})." for kind, a, b, how in permissions(law, on)),
        *(f"breaks_away({q(a)},{q(b)},{how})." for a, b, how in breaking_away(law, on)),
        *(f for t in law.treaties for f in instrument(t)),
    ]
    if any(r.id == "self-defence" and r.holds_on(on) for r in law.rules):
        facts.append("charter.")
    control = clingo.Control(["--warn=none"])
    control.add("base", [], RULES + "#show leg/3. #show unsure/2.\n" + "\n".join(facts))
    control.ground([("base", [])])
    found = Solved({}, [], set())
    with control.solve(yield_=True) as handle:
        for atom in handle.model().symbols(shown=True):
            said = [
                a.string if a.type is clingo.SymbolType.String else a
                for a in atom.arguments
            ]
            if atom.name == "leg":
                found.legs.setdefault((said[0], said[2]), []).append(said[1])
            elif atom.name == "unsure":
                found.unsure.add((said[0], said[1]))
            else:
                called = (said[0], said[1], said[2], str(said[3]), said[4].number)
                found.helps.append(called)
    return found


def by_clingo(
    on: date, sides: Collection[str] = ("d", "t")
) -> dict[tuple[str, str], dict[str, int]]:
    """For each pair of attacker and victim, how near each obligor's nearest duty to help is: 0 bound, 1 conditional, 2 contested.

    Help to the victim counts where `sides` has `d`, help to the attacker where it has `t`.
    """
    found: dict[tuple[str, str], dict[str, int]] = {}
    for pair, owing in solved(on).owing(sides).items():
        nearest = found.setdefault(pair, {})
        for (obligor, _), near in owing.items():
            nearest[obligor] = min(near, nearest.get(obligor, 9))
    return found


def differing(
    law: DayLaw, pairs: Iterable[tuple[str, str]]
) -> list[tuple[str, str, list[tuple[str, int]]]]:
    """The pairs of attacker and victim for which the program and the answer-set program differ, and in what."""
    theirs = by_clingo(law.on)
    apart = reserving(LAW)
    wrong = []
    for attacker, victim in pairs:
        tally = law.tallies(attacker, victim)[0]
        ours = {
            s: n
            for n, group in enumerate(STATUS)
            for s in getattr(tally, group)
            if s not in apart
        }
        other = {
            s: n
            for s, n in theirs.get((attacker, victim), {}).items()
            if s not in apart
        }
        if ours != other:
            wrong.append((attacker, victim, sorted(ours.items() ^ other.items())))
    return wrong


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_all_pairs_of_a_day_owe_the_same_by_clingo(on: date) -> None:
    law = DayLaw(LAW, on)
    wrong = differing(law, drawn(permutations(law.subjects, 2), 2_000))
    assert not wrong, f"{len(wrong)} pairs differ: {wrong[:6]}"


@pytest.mark.parametrize(
    "on",
    [date(2003, 3, 20), date(2011, 3, 20), date(2015, 4, 1)],
    ids=str,
)
def test_force_with_leave_calls_the_same_by_clingo(on: date) -> None:
    law = DayLaw(LAW, on)
    named = [
        (a, b)
        for p in (*LAW.authorisations, *LAW.invitations)
        if p.holds_on(on)
        for a in p.by
        for b in p.against
    ]
    pairs = {
        pair for a, b in named if {a, b} <= {*law.subjects} for pair in ((a, b), (b, a))
    }
    assert pairs
    wrong = differing(law, sorted(pairs))
    assert not wrong, f"{len(wrong)} pairs differ: {wrong[:6]}"


@pytest.mark.parametrize("on", [date(1961, 1, 1), date(2026, 1, 1)], ids=str)
def test_who_breaks_away_calls_the_same_by_clingo(on: date) -> None:
    law = DayLaw(LAW, on)
    named = [(a, b) for a, b, _ in breaking_away(LAW, on)]
    pairs = {pair for a, b in named for pair in ((a, b), (b, a))}
    assert pairs
    wrong = differing(law, sorted(pairs))
    assert not wrong, f"{len(wrong)} pairs differ: {wrong[:6]}"


def test_the_program_knows_every_condition() -> None:
    """A new kind of condition must be said there too."""
    open_questions = {
        "judgement",
        "league-council-finding",
        "in-conflict",
        "request",
        "casus-foederis",
    }
    met_where_nothing_else_is_given = {
        "recognised-territory",
        "domestic-law",
        "external-attack",
    }
    assert {
        k for k in c.KINDS if word(k) not in RULES
    } == open_questions | met_where_nothing_else_is_given
