"""For any clause of the corpus: a day, an attacker, a victim and a place that together call it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from engine.cascade import areas
from engine.setting.graph import Clause, clauses_of
from engine.setting.setting import set_out
from treaties.loading.corpus import load_corpus
from treaties.models import conditions as c
from treaties.models.corpus import Corpus
from treaties.models.dated import Dated
from treaties.models.scenario import Event, Scenario
from treaties.models.states import State
from treaties.models.treaty import Obligation, Treaty
from treaties.vocabulary.terms import AttackerClass, AttackerKind, EventKind, Trigger

KIND = {
    Trigger.THREAT: EventKind.THREAT,
    Trigger.MOBILISATION: EventKind.MOBILISATION,
    Trigger.INSURRECTION: EventKind.UNREST,
}
REGION = {
    AttackerClass.EUROPEAN: "europe",
    AttackerClass.BALKAN: "balkans",
    AttackerClass.AMERICAN: "americas",
    AttackerClass.ARAB: "arab",
}


@dataclass(frozen=True)
class TriggeringAct:
    """A scenario made to call one clause for one victim."""

    clause: Clause
    day: date
    obligor: str
    victim: str
    attackers: tuple[str, ...]
    events: tuple[Event, ...]

    def scenario(self, *events: Event, on: date | None = None) -> Scenario:
        """The scenario, or another one of the same day."""
        known = "public" if self.clause.obligation.as_published else ""
        return Scenario(
            on=on or self.day,
            events=events or self.events,
            background=False,
            as_known_by=known,
        )


def days_of(
    treaty: Treaty, clause: Clause | None = None, others: Sequence[Dated] = ()
) -> tuple[date, ...]:
    """The day in the middle of the life of a clause, and of other instruments that it looks at, and the first."""
    if treaty.since is None:
        return ()
    o = clause.obligation if clause else None
    first = max(
        d
        for d in (treaty.since, o.since if o else None, *(t.since for t in others))
        if d
    )
    published = o.published if o and o.as_published else None
    ends = (treaty.until, o.until if o else None, published, *(t.until for t in others))
    last = min((d for d in ends if d), default=first + timedelta(days=3660))
    return (
        tuple(dict.fromkeys((first + (last - first) // 2, first)))
        if first < last
        else ()
    )


def summons(law: Corpus, clause: Clause) -> TriggeringAct | None:
    """A scenario that calls the clause, if the registers hold what it takes."""
    if clause.obligation.duty.standing:
        return None
    days = days_of(clause.treaty, clause, tuple(_looked_at(law, clause)))
    return next(filter(None, (_summons(law, clause, day) for day in days)), None)


def _summons(law: Corpus, clause: Clause, day: date) -> TriggeringAct | None:
    bound = clause.treaty.parties_on(day)
    o = clause.obligation
    for victim in o.beneficiaries or bound:
        obligors = [
            s
            for s in o.obligors or bound
            if s in bound and s != victim and _exists(law, s, day)
        ]
        if not obligors or not _exists(law, victim, day):
            continue
        for obligor in obligors:
            if any(
                s.rests(obligor, victim, o.article, day)
                for s in clause.treaty.suspensions
            ):
                continue
            attackers = _attackers(law, clause, day, victim, obligor)
            if attackers:
                events = _events(law, clause, day, victim, attackers)
                if events:
                    return TriggeringAct(
                        clause, day, obligor, victim, attackers, events
                    )
    return None


@cache
def called() -> tuple[TriggeringAct, ...]:
    """A scenario for every clause of the corpus that something triggers."""
    law = load_corpus()
    found = (summons(law, k) for k in everything(law) if not k.obligation.duty.standing)
    return tuple(s for s in found if s is not None)


def law_of(s: TriggeringAct) -> Corpus:
    """The instrument of a summons alone, or the whole law where its conditions look at other instruments."""
    conditions = [
        *s.clause.obligation.conditions,
        *(x for r in s.clause.treaty.reservations for x in r.conditions),
    ]
    wide = any(
        isinstance(x, c.CasusFoederis | c.Assists) or getattr(x, "allied_with", ())
        for x in conditions
    )
    return (
        load_corpus()
        if wide
        else load_corpus().model_copy(update={"treaties": (s.clause.treaty,)})
    )


def _looked_at(law: Corpus, clause: Clause) -> Iterator[Dated]:
    """The lives of the instruments and duties that a clause makes its own condition."""
    for x in clause.obligation.conditions:
        if isinstance(x, c.ForceBegan) and x.until:
            yield Dated(since=x.until)
        if isinstance(x, c.CasusFoederis):
            other = law.treaty(x.treaty)
            yield Dated(since=other.since, until=other.until)
            yield from (
                o for o in other.obligations if x.beneficiary in o.beneficiaries
            )
            yield from (p for p in other.parties if p.state == x.beneficiary)


def everything(law: Corpus) -> Iterator[Clause]:
    """Every clause of every instrument that was ever in force."""
    for treaty in law.treaties:
        if treaty.since:
            yield from clauses_of(treaty)


def _exists(law: Corpus, state: str, day: date) -> bool:
    return law.states[state].exists_on(day)


@lru_cache(maxsize=4)
def _alive(register: tuple[State, ...], day: date) -> tuple[State, ...]:
    return tuple(s for s in register if s.exists_on(day))


def outsiders(law: Corpus, clause: Clause, day: date) -> list[str]:
    """States of the day that neither are party to the instrument nor profit from it, great powers first."""
    inside = {*clause.treaty.states, *clause.obligation.beneficiaries}
    alive = [s for s in _alive(law.register_, day) if s.id not in inside]
    return [
        s.id for s in sorted(alive, key=lambda s: (not s.is_great_power(day), s.id))
    ]


def _attackers(
    law: Corpus, clause: Clause, day: date, victim: str, obligor: str
) -> tuple[str, ...]:
    conditions = [*clause.obligation.conditions]
    for r in clause.treaty.reservations:
        if r.state == obligor and (
            not r.articles or clause.obligation.article in r.articles
        ):
            conditions += r.conditions
    pool = outsiders(law, clause, day)
    wanted = [x for x in conditions if isinstance(x, c.Attacker)]
    for x in wanted:
        pool = [s for s in (list(x.among) or pool) if s not in x.excluding]
        if x.classes or x.excluding_classes:
            # Where the class is that of those who are owed, one of them attacks another.
            inside = [s.id for s in _alive(law.register_, day)]
            pool = [s for s in pool if all(_is(law, s, k, day) for k in x.classes)] or [
                s
                for s in inside
                if x.classes and all(_is(law, s, k, day) for k in x.classes)
            ]
            if AttackerClass.NON_PARTY in x.excluding_classes:
                pool = [s for s in inside if s in clause.treaty.parties_on(day)]
            barred = set(x.excluding_classes) - {AttackerClass.NON_PARTY}
            pool = [s for s in pool if not any(_is(law, s, k, day) for k in barred)]
    pool = [s for s in pool if s not in (victim, obligor) and _exists(law, s, day)]
    count = max(
        (x.at_least for x in conditions if isinstance(x, c.Attackers)), default=1
    )
    for y in conditions:
        if isinstance(y, c.Attackers):
            pool = [
                s
                for s in pool
                if s not in y.excluding and all(_is(law, s, k, day) for k in y.classes)
            ]
        if isinstance(y, c.NoWarWith):
            pool = [s for s in pool if s not in y.states]
    helpers: list[str] = []
    for x in (*wanted, *(y for y in conditions if isinstance(y, c.JoinedBy))):
        if isinstance(x, c.JoinedBy):
            helpers += [s for s in x.among if _exists(law, s, day)][:1]
            if x.classes and not x.among:
                fits = [
                    s
                    for s in outsiders(law, clause, day)
                    if all(_is(law, s, k, day) for k in x.classes)
                ]
                helpers += [s for s in fits if s not in pool[:1]][:1]
        elif x.supported_by:
            helpers += [s for s in x.supported_by if _exists(law, s, day)][:1]
    chosen = [*pool[:count], *helpers]
    return tuple(dict.fromkeys(chosen)) if len(pool) >= count else ()


def _is(law: Corpus, state: str, kind: AttackerClass, day: date) -> bool:
    s = law.states[state]
    if kind in REGION:
        return REGION[kind] in s.regions
    if kind is AttackerClass.NON_PARTY:
        return True
    tests = {
        AttackerClass.GREAT_POWER: s.is_great_power,
        AttackerClass.COMMUNIST: s.is_communist,
        AttackerClass.NUCLEAR: s.is_nuclear,
    }
    return tests[kind](day)


def _events(
    law: Corpus, clause: Clause, day: date, victim: str, attackers: tuple[str, ...]
) -> tuple[Event, ...]:
    o = clause.obligation
    conflict = next(
        (x.conflict for x in o.conditions if isinstance(x, c.InConflict)), ""
    )
    late = next((x.until for x in o.conditions if isinstance(x, c.ForceBegan)), None)
    begun = late - timedelta(days=1) if late else None
    kind = KIND.get(o.trigger, EventKind.ARMED_ATTACK)
    for at in places(law, clause, day, victim):
        if kind is EventKind.MOBILISATION:
            first = Event(kind=kind, by=attackers, at=at, conflict=conflict, on=begun)
        else:
            harsh = kind is EventKind.ARMED_ATTACK and not _by_itself(o)
            group = "Wagner Group" if o.attacker is AttackerKind.GROUP else ""
            force = {
                "at": at,
                "unprovoked": harsh or None,
                "conflict": conflict,
                "on": begun,
                "group": group,
            }
            first = Event(kind=kind, by=attackers, against=(victim,), **force)  # type: ignore[arg-type]
        asked = [Event(kind=EventKind.REQUEST, by=(victim,), to=(clause.treaty.id,))]
        needs = any(isinstance(x, c.Request) for x in o.conditions)
        elsewhere = {
            x.beneficiary for x in o.conditions if isinstance(x, c.CasusFoederis)
        } - {*first.against}
        calling = (
            Event(
                kind=EventKind.ARMED_ATTACK, by=attackers, against=(b,), unprovoked=True
            )
            for b in sorted(elsewhere)
        )
        return (first, *(asked if needs else ()), *calling)
    return ()


def _by_itself(o: Obligation) -> bool:
    """Whether a clause is for a war that its beneficiary is made to begin: an unprovoked attack on it is another."""
    asked = (x for x in o.conditions if isinstance(x, c.Judgement))
    return any(s.unprovoked and s.answer != x.needs for x in asked for s in x.settled)


def places(
    law: Corpus, clause: Clause, day: date, victim: str, *, inside: bool = True
) -> Iterator[str | None]:
    """Places of the victim within the clause's area (or, not `inside`, outside it); home territory where it draws none."""
    area = next(
        (x for x in clause.obligation.conditions if isinstance(x, c.InArea)), None
    )
    if area is None:
        if inside:
            yield None
        return
    drawn = law.gazetteer.area(area.area)
    mobilised = clause.obligation.trigger is Trigger.MOBILISATION
    held = [
        p
        for p in law.gazetteer.places
        if any(
            h.state == victim and h.holds_on(day) for h in (*p.of, *p.administered_by)
        )
    ]
    afloat = [p for p in law.gazetteer.places if not p.of and not p.administered_by]
    known = {p.id for p in (*held, *afloat)}
    land = [p for p in law.gazetteer.places if p.id not in known]
    for place in (None, *held, *afloat, *land):
        at = place.id if place else None
        event = (
            Event(kind=EventKind.MOBILISATION, by=("x",), at=at) if mobilised else None
        )
        given = event or Event(kind=EventKind.ARMED_ATTACK, against=(victim,), at=at)
        setting = set_out(law, Scenario(on=day, events=(given,), background=False))
        if areas.covers(drawn, setting, setting.occurrences[0]) == (
            "yes" if inside else "no"
        ):
            yield at
