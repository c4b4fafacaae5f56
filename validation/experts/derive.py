"""Derivation for one alliance in one war: every attack is tested under the law of its day, and the strongest result
counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from engine.output.failures import reason as reason_of
from engine.record.grounds import Ground
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
    """The verdict on one alliance in one war, and the facts that decided it."""

    verdict: Arising
    decided_by: str
    rule: str = ""
    """The kind of the deciding point: a rule of the codebook, a condition, or the trigger."""
    level: str = "flags"
    """`text` if an article of the corpus was used, `flags` if ATOP's row was."""
    questions: tuple[str, ...] = ()
    """The ids of the questions on which a contested verdict depends."""


@dataclass
class Deriver:
    """An object that derives verdicts from a file of alliances and a corpus; `articles` says whether to use articles of
    the corpus where it has them.
    """

    outside: OutsideLaw
    corpus: Corpus
    articles: bool = True
    reach: Borders | None = None
    """Data on borders, if the user supplies them."""

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
        found: list[Derived] = []
        level = "flags"
        for hit, treaty, day, level in self._instruments(war, atopid, legs):
            for one in self._hold(treaty, war, hit, day, level, legs):
                if one.verdict.arose and not one.questions:
                    return one
                found.append(one)
        arisen = [one for one in found if one.verdict.arose]
        if arisen:
            barred = self._other_adversary(war, atopid) if self.articles else None
            return barred or arisen[0]
        contested = [one for one in found if one.verdict is Arising.CONTESTED]
        return contested[0] if contested else _not_arisen(found, level)

    def _instruments(
        self, war: War, atopid: int, legs: list[AllianceLeg]
    ) -> Iterator[tuple[Hit, Treaty, date, str]]:
        """Each attack that concerns the members, with each instrument and day whose law has to be asked."""
        members = {s for leg in legs for s in (leg.obligor, leg.beneficiary)}
        for hit in war.hits:
            concerned = bool(members & {hit.attacker, hit.victim})
            for treaty, day, level in self._law(atopid, hit):
                if concerned or wide(treaty):
                    yield hit, treaty, day, level

    def _hold(
        self,
        treaty: Treaty,
        war: War,
        hit: Hit,
        day: date,
        level: str,
        legs: list[AllianceLeg],
    ) -> Iterator[Derived]:
        """What an instrument makes of an attack: duties that arise or are contested, then conditions that failed."""
        answer = self._ask(treaty, war, hit, day)
        if answer is None:
            return
        reading = codebook.reading_of(self.corpus)
        stance = answer.assignments.under(reading)
        name = self._ask.names(war, day)
        pairs = self._pairs(
            [x for x in legs if overlaps(x, hit.since, hit.until)], name, day
        )
        for row in answer:
            for ground in row.grounds:
                if (
                    ground.treaty == treaty.id
                    and (ground.obligor, ground.beneficiary) in pairs
                    and _is_tested(ground.duty)
                    and not _of_own_attack(ground, treaty, hit, name)
                    and (left := stance.restrict(ground.arisen))
                ):
                    yield _of_ground(ground, treaty, left, answer, level)
            for failed in row.blocked:
                if failed.clause.startswith(f"{treaty.id}:"):
                    why = f"{treaty.name}: {reason_of(answer.setting, failed)}"
                    yield Derived(Arising.DID_NOT, why, failed.condition, level)

    def _pairs(
        self, legs: Iterable[AllianceLeg], name: dict[int, str], day: date
    ) -> set[tuple[str | None, str | None]]:
        """Obligor and beneficiary of each leg, as belligerents and as states of the register."""
        pairs: set[tuple[str | None, str | None]] = set()
        for leg in legs:
            pairs.add((name.get(leg.obligor), name.get(leg.beneficiary)))
            pairs.add(
                (self._ask.name(leg.obligor, day), self._ask.name(leg.beneficiary, day))
            )
        return pairs

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


def _not_arisen(found: list[Derived], level: str) -> Derived:
    """Give the first reason why the casus foederis did not arise; that a trigger was not met says least."""
    weak = ("trigger", "attacker-is-ally")
    telling = [one for one in found if one.rule not in weak] or found
    if telling:
        return replace(telling[0], level=level)
    why = "no member with a claim to help is attacked or at war"
    return Derived(Arising.DID_NOT, why, "trigger", level)


def _is_tested(duty: Duty) -> bool:
    return duty.drawn_in or duty.forbids_help or duty is Duty.MOBILISE


def _of_own_attack(
    ground: Ground, treaty: Treaty, hit: Hit, name: dict[int, str]
) -> bool:
    """Whether the beneficiary itself makes the attack, and the article does not speak of any war."""
    if ground.beneficiary != name.get(hit.attacker):
        return False
    if name.get(hit.victim) not in ground.adversaries:
        return False
    any_war = ground.clause.obligation.trigger is Trigger.WAR
    return not any_war and not made_in(treaty, hit)


def _of_ground(
    ground: Ground, treaty: Treaty, left: tuple[int, ...], answer: Solution, level: str
) -> Derived:
    """What one ground says, by the questions that its nearest support leaves open.

    Args:
        ground: the duty of one state to another.
        treaty: its instrument.
        left: its supports under the codebook, as masks.
        answer: what the instrument says of the attack.
        level: `text` or `flags`.
    """
    words = (
        f"{treaty.name}, {ground.article} ({ground.duty}): {ground.obligor} for "
        f"{ground.beneficiary} against {', '.join(ground.adversaries)}"
    )
    nearest = min(left, key=int.bit_count)
    open_ = tuple(q for q, _ in answer.labels.literals.decode(nearest))
    if not open_:
        trigger = str(ground.clause.obligation.trigger)
        return Derived(Arising.AROSE, words, trigger, level)
    if not any(_is_event(answer, q) for q in open_):
        met = f"{words}; taken as met: {', '.join(open_)}"
        return Derived(Arising.AROSE, met, "open-judgement", level, open_)
    if bodies := _undecided(answer, open_):
        why = f"waits for a decision of {bodies[0]}, and no file tells of one"
        words = f"{treaty.name}: {ground.article} {why}"
        return Derived(Arising.DID_NOT, words, "decision", level)
    contested = f"{words}; open: {', '.join(open_)}"
    return Derived(Arising.CONTESTED, contested, "question", level, open_)


def _is_event(answer: Solution, question: str) -> bool:
    """Whether a question asks for an event, not for a judgement."""
    asked = answer.assignments.questions[question]
    return asked.is_event or question.startswith(f"{WHOM}-")


def _undecided(answer: Solution, open_: tuple[str, ...]) -> list[str]:
    """The bodies, no states and no belligerents, on whose decision a duty depends."""
    asked = [answer.assignments.questions[q] for q in open_]
    return [q.decider for q in asked if q.is_event and q.decider.startswith("the ")]


def overlaps(leg: AllianceLeg, since: date, until: date) -> bool:
    """Return whether both states were members on a day of a period; the day on which the alliance ends counts.

    Args:
        leg: the promise of one member to another.
        since: the first day of the period.
        until: the last day of the period.
    """
    return leg.window.possible <= until and leg.window.over >= since


def plain(law: AtopLaw, war: War, atopid: int) -> bool:
    """Return whether help is due by ATOP's flags alone: if a member is attacked (`defense`) or at war (`offense`,
    `neutral`).

    Args:
        law: the data set.
        war: the war.
        atopid: ATOP's number of the alliance.
    """
    return _flags(law, war, atopid, ())


def named(law: AtopLaw, war: War, atopid: int) -> bool:
    """Return whether help is due by ATOP's flags as in `plain`, given two further limits: an adversary that the
    alliance names must be the adversary, and the attack must be unprovoked where the alliance requires it.

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
    attacked = leg.beneficiary == hit.victim
    help_ = {Promise.OFFENSE, Promise.NEUTRAL}
    if attacked:
        help_.add(Promise.DEFENSE)
    return any(
        _within_limits(leg, promise, hit, war, limits) for promise in owed & help_
    )


def _within_limits(
    leg: AllianceLeg, promise: Promise, hit: Hit, war: War, limits: Collection[Limit]
) -> bool:
    """Whether the attack is one for which the promise was made, as far as the limits that are looked at say."""
    only = leg.limits.get(promise, frozenset()) & set(limits)
    attacked = leg.beneficiary == hit.victim
    if Limit.ADVERSARY in only and leg.threats:
        enemy = hit.attacker if attacked else hit.victim
        if enemy not in leg.threats:
            return False
    if Limit.UNPROVOKED in only:
        return attacked and not codebook.provoked(war, hit.victim, hit.since)
    return True
