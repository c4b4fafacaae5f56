"""One alliance in one war: every attack is put to the law of its day, and the strongest answer stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from engine.answer import Answer, solve
from engine.backtest import codebook
from engine.backtest.experts import Verdict
from engine.backtest.wars import Hit, War
from engine.outside_law import OutsideLaw, phase_treaty
from treaties.conditions import Assists, Attacker, CasusFoederis, InConflict, Judgement
from treaties.corpus import Corpus
from treaties.errors import UnknownName
from treaties.model import Treaty
from treaties.outside.law import Leg
from treaties.outside.promises import Promise
from treaties.scenarios import Event, Scenario, Spot
from treaties.terms import Duty, EventKind, PlaceKind, Trigger

DAY = timedelta(days=1)
TESTED = (Promise.DEFENSE, Promise.OFFENSE, Promise.NEUTRAL)


@dataclass(frozen=True, slots=True)
class Derived:
    """The verdict on one alliance in one war, and what decided it."""

    verdict: Verdict
    decided_by: str
    rule: str = ""
    """The kind of thing that decided: a rule of the codebook, a condition, or the trigger."""
    level: str = "flags"
    """`text` where an article of the corpus was read, `flags` where ATOP's row was."""
    questions: tuple[str, ...] = ()
    """What a contested verdict turns on."""


@dataclass
class Deriver:
    """Derives verdicts from one law and one corpus; `articles` says whether the corpus is read where it can be."""

    outside: OutsideLaw
    corpus: Corpus
    articles: bool = True
    _small: dict[tuple[str, ...], Corpus] = field(default_factory=dict)

    def __call__(self, war: War, atopid: int) -> Derived:
        """The verdict on one alliance in one war."""
        legs = [leg for leg in self.outside.law.alliance(atopid) if overlaps(leg, war.since, war.until)]
        if not legs:
            return Derived(Verdict.DID_NOT, "no two members while the war lasted", "membership")
        if broken := next(self._broken(war, legs), None):
            return broken
        promises = {p for leg in legs for p, a in leg.owed.items() if not a.no}
        if not promises & set(TESTED):
            if Promise.NONAGG in promises:
                return Derived(Verdict.NONAGGRESSION, "no member attacks another", "type")
            return Derived(Verdict.CONSULTATION, "the alliance promises consultation only", "type")
        return self._tested(war, atopid, legs)

    def _broken(self, war: War, legs: list[Leg]) -> Iterator[Derived]:
        for hit in war.hits:
            for leg in legs:
                if {leg.obligor, leg.beneficiary} == {hit.attacker, hit.victim} and overlaps(leg, hit.since, hit.until):
                    for promise in (*TESTED, Promise.NONAGG):
                        if promise in leg.owed and not leg.owed[promise].no:
                            words = f"{hit.attacker} attacks {hit.victim}, its ally (`{promise}`)"
                            yield Derived(Verdict.AROSE, words, "attack-on-ally")

    def _tested(self, war: War, atopid: int, legs: list[Leg]) -> Derived:
        members = {s for leg in legs for s in (leg.obligor, leg.beneficiary)}
        contested: list[Derived] = []
        open_: list[Derived] = []
        blocked: dict[tuple[str, str], str] = {}
        level = "flags"
        for hit in war.hits:
            around = [leg for leg in legs if overlaps(leg, hit.since, hit.until)]
            for treaty, day, lvl in self._law(atopid, hit):
                if not (members & {hit.attacker, hit.victim} or wide(treaty)):
                    continue
                level = lvl
                for found in self._hold(treaty, war, hit, day, lvl, around, blocked):
                    if found.verdict.arose and not found.questions:
                        return found
                    (open_ if found.verdict.arose else contested).append(found)
        if open_:
            if self.articles and (barred := self._other_adversary(war, atopid)):
                return barred
            return open_[0]
        if contested:
            return contested[0]
        if blocked:
            order = sorted(blocked.items(), key=lambda x: x[0][0] in ("trigger", "attacker-is-ally"))
            (condition, _), reason = order[0]
            return Derived(Verdict.DID_NOT, reason, condition, level)
        return Derived(Verdict.DID_NOT, "no member with a claim to help is attacked or at war", "trigger", level)

    def _other_adversary(self, war: War, atopid: int) -> Derived | None:
        """What ATOP's row says by itself, where it turns on a named adversary that is another."""
        plain = Deriver(self.outside, self.corpus, False)(war, atopid)
        return plain if not plain.verdict.arose and plain.rule == "attacker" else None

    def _law(self, atopid: int, hit: Hit) -> Iterator[tuple[Treaty, date, str]]:
        """The instruments of the alliance with the days within the attack on which their law has to be asked."""
        texts = [as_signed(self.corpus.treaty(i)) for i in self._texts.get(atopid, ())] if self.articles else []
        any_ = False
        for treaty in texts:
            for day in days_of(treaty, hit):
                any_ = True
                yield treaty, day, "text"
        if not any_:
            for treaty in self._rows(atopid):
                for day in days_of(treaty, hit):
                    yield treaty, day, "flags"

    @cached_property
    def _texts(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for treaty in self.corpus.treaties:
            if treaty.rank.binding and treaty.obligations:
                for number in treaty.atop:
                    found.setdefault(number, []).append(treaty.id)
        return found

    def _rows(self, atopid: int) -> list[Treaty]:
        law = self.outside.law
        phases = sorted({r.phase for r in law.rows if r.atopid == atopid})
        made = [
            phase_treaty(law, [r for r in law.rows if (r.atopid, r.phase) == (atopid, p)], self.corpus.states, set())
            for p in phases
        ]
        return [t for t in made if t]

    def _hold(
        self, treaty: Treaty, war: War, hit: Hit, day: date, level: str, legs: list[Leg],
        blocked: dict[tuple[str, str], str],
    ) -> Iterator[Derived]:  # fmt: skip
        answer = self._ask(treaty, war, hit, day)
        if answer is None:
            return
        reading = codebook.reading_of(self.corpus)
        stance = answer.stances.under(reading)
        name = self._names(war, day)
        pairs = {(name.get(leg.obligor), name.get(leg.beneficiary)) for leg in legs} | {
            (self._id(leg.obligor, day), self._id(leg.beneficiary, day)) for leg in legs
        }
        for row in answer:
            for ground in row.grounds:
                duty = ground.duty
                if ground.treaty != treaty.id or not (duty.drawn_in or duty in (Duty.MOBILISE, Duty.STAY_NEUTRAL)):
                    continue
                if (ground.obligor, ground.toward) not in pairs:
                    continue
                began = ground.toward == name.get(hit.attacker) and name.get(hit.victim) in ground.against
                if began and ground.clause.obligation.trigger is not Trigger.WAR and not made_in(treaty, hit):
                    continue
                left = stance.restrict(ground.arisen)
                if not left:
                    continue
                words = f"{treaty.name}, {ground.article} ({duty}): {ground.obligor} for {ground.toward} against {', '.join(ground.against)}"
                open_ = tuple(q for q, _ in answer.labels.literals.decode(min(left, key=int.bit_count)))
                if not open_:
                    yield Derived(Verdict.AROSE, words, str(ground.clause.obligation.trigger), level)
                elif not any(answer.stances.questions[q].is_event for q in open_):
                    yield Derived(
                        Verdict.AROSE, f"{words}; taken as met: {', '.join(open_)}", "open-judgement", level, open_
                    )
                else:
                    yield Derived(Verdict.CONTESTED, f"{words}; open: {', '.join(open_)}", "question", level, open_)
            for b in row.blocked:
                if b.clause.startswith(f"{treaty.id}:"):
                    blocked.setdefault((b.condition, b.reason), f"{treaty.name}: {b.reason}")

    def _ask(self, treaty: Treaty, war: War, hit: Hit, day: date) -> Answer | None:
        name = self._names(war, day)
        if hit.attacker not in name or hit.victim not in name:
            return None
        events = []
        earlier = [
            h
            for h in war.hits
            if (h.victim == hit.victim or wide(treaty)) and h.since <= hit.since and h is not hit
        ]  # fmt: skip
        for h in (*earlier, hit):
            if h.attacker in name and h.victim in name and name[h.attacker] != name[h.victim]:
                events.append(self._attack(war, h, name, day))
        foe, own = name[hit.victim], name[hit.attacker]
        if made_in(treaty, hit):
            back = Hit(hit.victim, hit.attacker, hit.since, hit.until)
            events.append(self._attack(war, back, name, day))
        events.append(
            Event(
                kind=EventKind.DECLARATION_OF_WAR,
                by=(foe,),
                against=(own,),
                at=Spot(of=foe, kind=PlaceKind.TERRITORY),
                on=min(hit.since, day),
                unprovoked=not codebook.provoked(war, hit.attacker, hit.since),
            )
        )
        made = [treaty.signed, *(d for d in (treaty.since,) if d)]
        given = codebook.answers(treaty, war, hit, hit.victim, made=made, away=self._away(war, hit, name))
        scenario = Scenario(on=day, events=tuple(events), answers=given, background=False)
        return solve(self._restricted(treaty), scenario, rounds=1)

    def _attack(self, war: War, hit: Hit, name: dict[int, str], day: date) -> Event:
        victim = name[hit.victim]
        theatre = name.get(war.theatre, victim)
        at: Spot | None = None
        if codebook.overseas(war, hit.victim, self._home(victim)):
            owned = Spot(of=victim, kind=PlaceKind.TERRITORY, regions=war.fought[hit.victim])
            at = Spot(of=theatre, kind=PlaceKind.FORCES) if theatre != victim else owned
        elif codebook.joined(war, hit, hit.victim) and theatre != victim:
            at = Spot(of=theatre, kind=PlaceKind.FORCES)
        return Event(
            kind=EventKind.ARMED_ATTACK,
            by=(name[hit.attacker],),
            against=(victim,),
            at=at,
            on=min(hit.since, day),
            unprovoked=not codebook.provoked(war, hit.victim, hit.since),
        )

    def _away(self, war: War, hit: Hit, name: dict[int, str]) -> bool:
        home = self._home(name[hit.victim])
        return codebook.joined(war, hit, hit.victim) or codebook.overseas(war, hit.victim, home)

    def _home(self, state: str) -> tuple[str, ...]:
        return tuple(self.corpus.states[state].regions)

    def _id(self, code: int, day: date) -> str:
        try:
            return self.corpus.states.numbered(code, day).id
        except UnknownName:
            return ""

    def _names(self, war: War, day: date) -> dict[int, str]:
        found = {}
        for code in war.states:
            try:
                found[code] = self.corpus.states.numbered(code, day).id
            except UnknownName:
                continue
        return found

    def _restricted(self, treaty: Treaty) -> Corpus:
        """The law of this instrument alone, unless its conditions look at others."""
        key = (treaty.id,)
        if key not in self._small:
            law = (*(t for t in self.corpus.treaties if t.id != treaty.id), treaty) if wide(treaty) else (treaty,)
            self._small[key] = self.corpus.model_copy(update={"treaties": law})
        return self._small[key]


def wide(treaty: Treaty) -> bool:
    """Whether a condition of the instrument looks at other instruments."""
    return any(
        isinstance(c, CasusFoederis | Assists) or (isinstance(c, Attacker) and c.allied_with)
        for o in treaty.obligations
        for c in o.conditions
    )


def made_in(treaty: Treaty, hit: Hit) -> bool:
    """Whether the instrument was made while the two were fighting, and for that conflict."""
    limits = [c for o in treaty.obligations for c in o.conditions]
    own = any(
        isinstance(c, InConflict) or (isinstance(c, Judgement) and c.id.startswith("conflict-of-")) for c in limits
    )  # fmt: skip
    return own and hit.since < treaty.signed <= hit.until


def as_signed(treaty: Treaty) -> Treaty:
    """The instrument as if it had bound from its signature, which is how ATOP dates alliances."""
    if treaty.since is None or treaty.since > treaty.signed:
        return treaty.model_copy(update={"since": treaty.signed})
    return treaty


def overlaps(leg: Leg, since: date, until: date) -> bool:
    """Whether both were members on a day of the span; the day on which the alliance ends counts as one of it."""
    return leg.window.possible <= until and leg.window.over >= since


def days_of(treaty: Treaty, hit: Hit) -> list[date]:
    """The days within an attack on which the law of an instrument can differ: the eve, the day, each later beginning."""
    starts = [treaty.since, *(p.since for p in treaty.parties), *(o.since for o in treaty.obligations)]
    days = {hit.since - DAY, hit.since, *(d for d in starts if d and hit.since < d <= hit.until)}
    return sorted(d for d in days if len(treaty.parties_on(d)) > 1 or (treaty.parties_on(d) and _third(treaty)))


def _third(treaty: Treaty) -> bool:
    return any(set(o.beneficiaries) - set(treaty.states) for o in treaty.obligations)
