"""One alliance in one war: every attack is put to the law of its day, and the strongest answer counts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from engine.output.failures import reason as reason_of
from engine.verdicts.solution import Solution
from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty
from treaties.outside.as_treaties import WHOM, OutsideLaw, phase_treaty
from treaties.outside.atop import AtopLaw
from treaties.outside.law import AllianceLeg
from treaties.outside.promises import Limit, Promise
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Duty, Trigger
from validation.experts import codebook
from validation.experts.experts_key import Arising
from validation.experts.war_scenarios import (
    Asker,
    Borders,
    as_signed,
    days_of,
    made_in,
    wide,
)
from validation.experts.wars import Hit, War

TESTED = (Promise.DEFENSE, Promise.OFFENSE, Promise.NEUTRAL)


@dataclass(frozen=True, slots=True)
class Derived:
    """The verdict on one alliance in one war, and what decided it."""

    verdict: Arising
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
    reach: Borders | None = None
    """Who borders on whom, where the user brings it."""

    @cached_property
    def _ask(self) -> Asker:
        return Asker(self.corpus, self.reach)

    def __call__(self, war: War, atopid: int) -> Derived:
        """The verdict on one alliance in one war."""
        legs = [
            leg
            for leg in self.outside.law.alliance(atopid)
            if overlaps(leg, war.since, war.until)
        ]
        if not legs:
            return Derived(
                Arising.DID_NOT, "no two members while the war lasted", "membership"
            )
        if broken := next(self._broken(war, atopid, legs), None):
            return broken
        promises = {p for leg in legs for p, a in leg.owed.items() if not a.no}
        if not promises & set(TESTED):
            if Promise.NONAGG in promises:
                return Derived(
                    Arising.NONAGGRESSION, "no member attacks another", "type"
                )
            return Derived(
                Arising.CONSULTATION, "the alliance promises consultation only", "type"
            )
        return self._tested(war, atopid, legs)

    def _broken(
        self, war: War, atopid: int, legs: list[AllianceLeg]
    ) -> Iterator[Derived]:
        mutual = (Promise.DEFENSE, Promise.NONAGG)
        breakable = mutual if self._guarantees(atopid) else (*TESTED, Promise.NONAGG)
        for hit in war.hits:
            for leg in legs:
                if {leg.obligor, leg.beneficiary} == {
                    hit.attacker,
                    hit.victim,
                } and overlaps(leg, hit.since, hit.until):
                    for promise in breakable:
                        if promise in leg.owed and not leg.owed[promise].no:
                            words = f"{hit.attacker} attacks {hit.victim}, its ally (`{promise}`)"
                            yield Derived(Arising.AROSE, words, "attack-on-ally")

    def _guarantees(self, atopid: int) -> bool:
        """Whether the alliance's texts promise help to third states alone: a guarantee, not an alliance of its parties."""
        texts = (
            [self.corpus.treaty(i) for i in self._texts.get(atopid, ())]
            if self.articles
            else []
        )
        helped = [
            set(o.beneficiaries or t.states) & set(t.states)
            for t in texts
            for o in t.obligations
            if o.duty.drawn_in
        ]
        return bool(helped) and not any(helped)

    def _tested(self, war: War, atopid: int, legs: list[AllianceLeg]) -> Derived:
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
            order = sorted(
                blocked.items(),
                key=lambda x: x[0][0] in ("trigger", "attacker-is-ally"),
            )
            (condition, _), reason = order[0]
            return Derived(Arising.DID_NOT, reason, condition, level)
        return Derived(
            Arising.DID_NOT,
            "no member with a claim to help is attacked or at war",
            "trigger",
            level,
        )

    def _other_adversary(self, war: War, atopid: int) -> Derived | None:
        """What ATOP's row says by itself, where it turns on a named adversary that is another."""
        plain = Deriver(self.outside, self.corpus, False, self.reach)(war, atopid)
        return plain if not plain.verdict.arose and plain.rule == "attacker" else None

    def _law(self, atopid: int, hit: Hit) -> Iterator[tuple[Treaty, date, str]]:
        """The instruments of the alliance with the days within the attack on which their law has to be asked."""
        texts = (
            [as_signed(self.corpus.treaty(i)) for i in self._texts.get(atopid, ())]
            if self.articles
            else []
        )
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
        binding = (t for t in self.corpus.treaties if t.rank.binding and t.obligations)
        return grouped((number, t.id) for t in binding for number in t.atop.ids)

    def _rows(self, atopid: int) -> list[Treaty]:
        law = self.outside.law
        phases = sorted({r.phase for r in law.rows if r.atopid == atopid})
        made = [
            phase_treaty(
                law,
                [r for r in law.rows if (r.atopid, r.phase) == (atopid, p)],
                self.corpus.states,
                set(),
            )
            for p in phases
        ]
        return [t for t in made if t]

    def _hold(
        self,
        treaty: Treaty,
        war: War,
        hit: Hit,
        day: date,
        level: str,
        legs: list[AllianceLeg],
        blocked: dict[tuple[str, str], str],
    ) -> Iterator[Derived]:
        answer = self._ask(treaty, war, hit, day)
        if answer is None:
            return
        reading = codebook.reading_of(self.corpus)
        stance = answer.stances.under(reading)
        name = self._ask.names(war, day)
        pairs = {(name.get(leg.obligor), name.get(leg.beneficiary)) for leg in legs} | {
            (self._ask.name(leg.obligor, day), self._ask.name(leg.beneficiary, day))
            for leg in legs
        }
        for row in answer:
            for ground in row.grounds:
                duty = ground.duty
                if (
                    ground.treaty != treaty.id
                    or (ground.obligor, ground.beneficiary) not in pairs
                ):
                    continue
                if not (duty.drawn_in or duty.forbids_help or duty is Duty.MOBILISE):
                    continue
                began = (
                    ground.beneficiary == name.get(hit.attacker)
                    and name.get(hit.victim) in ground.adversaries
                )
                if (
                    began
                    and ground.clause.obligation.trigger is not Trigger.WAR
                    and not made_in(treaty, hit)
                ):
                    continue
                left = stance.restrict(ground.arisen)
                if not left:
                    continue
                words = f"{treaty.name}, {ground.article} ({duty}): {ground.obligor} for {ground.beneficiary} against {', '.join(ground.adversaries)}"
                open_ = tuple(
                    q
                    for q, _ in answer.labels.literals.decode(
                        min(left, key=int.bit_count)
                    )
                )
                if not open_:
                    yield Derived(
                        Arising.AROSE,
                        words,
                        str(ground.clause.obligation.trigger),
                        level,
                    )
                elif not any(
                    answer.stances.questions[q].is_event or q.startswith(f"{WHOM}-")
                    for q in open_
                ):
                    yield Derived(
                        Arising.AROSE,
                        f"{words}; taken as met: {', '.join(open_)}",
                        "open-judgement",
                        level,
                        open_,
                    )
                elif bodies := self._undecided(answer, open_):
                    reason = f"{ground.article} waits for a decision of {bodies[0]}, and no file tells of one"
                    blocked.setdefault(
                        ("decision", bodies[0]), f"{treaty.name}: {reason}"
                    )
                else:
                    yield Derived(
                        Arising.CONTESTED,
                        f"{words}; open: {', '.join(open_)}",
                        "question",
                        level,
                        open_,
                    )
            for b in row.blocked:
                if b.clause.startswith(f"{treaty.id}:"):
                    why = reason_of(answer.setting, b)
                    blocked.setdefault((b.condition, why), f"{treaty.name}: {why}")

    def _undecided(self, answer: Solution, open_: tuple[str, ...]) -> list[str]:
        """The bodies, no states and no belligerents, on whose decision a duty depends."""
        asked = [answer.stances.questions[q] for q in open_]
        return [q.decider for q in asked if q.is_event and q.decider.startswith("the ")]


def overlaps(leg: AllianceLeg, since: date, until: date) -> bool:
    """Tell whether both were members on a day of the span; the day on which the alliance ends counts as one of it.

    Args:
        leg: the promise of one member to another, with its days.
        since: the first day of the span.
        until: the last.
    """
    return leg.window.possible <= until and leg.window.over >= since


def plain(law: AtopLaw, war: War, atopid: int) -> bool:
    """Judge by ATOP's flags alone: help where a member is attacked (`defense`) or at war (`offense`, `neutral`).

    Args:
        law: the data set.
        war: the war.
        atopid: ATOP's number of the alliance.
    """
    return _flags(law, war, atopid, ())


def named(law: AtopLaw, war: War, atopid: int) -> bool:
    """Judge by ATOP's flags as `plain` does; and a named adversary must be the adversary, an unprovoked attack
    unprovoked.

    Args:
        law: the data set.
        war: the war.
        atopid: ATOP's number of the alliance.
    """
    return _flags(law, war, atopid, (Limit.ADVERSARY, Limit.UNPROVOKED))


def _flags(law: AtopLaw, war: War, atopid: int, limits: Collection[Limit]) -> bool:
    legs = law.alliance(atopid) if atopid in law.alliances else ()
    return any(
        _arises(leg, hit, war, limits)
        for hit in war.hits
        for leg in legs
        if overlaps(leg, hit.since, hit.until)
    )


def _arises(leg: AllianceLeg, hit: Hit, war: War, limits: Collection[Limit]) -> bool:
    owed = {p for p, answer in leg.owed.items() if not answer.no}
    if {leg.obligor, leg.beneficiary} == {hit.attacker, hit.victim}:
        return bool(owed - {Promise.CONSUL})
    if leg.beneficiary not in (hit.attacker, hit.victim) or leg.obligor == hit.attacker:
        return False
    enemy = hit.attacker if leg.beneficiary == hit.victim else hit.victim
    for promise in owed & {Promise.DEFENSE, Promise.OFFENSE, Promise.NEUTRAL}:
        only = leg.limits.get(promise, frozenset())
        if promise is Promise.DEFENSE and leg.beneficiary != hit.victim:
            continue
        if (
            Limit.ADVERSARY in limits
            and Limit.ADVERSARY in only
            and leg.threats
            and enemy not in leg.threats
        ):
            continue
        asks = Limit.UNPROVOKED in limits and Limit.UNPROVOKED in only
        if asks and (
            leg.beneficiary != hit.victim
            or codebook.provoked(war, hit.victim, hit.since)
        ):
            continue
        return True
    return False
