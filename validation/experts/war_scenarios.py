"""Scenarios for attacks of past wars, under the law of one instrument and one day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from os import PathLike
from typing import Self

from engine.verdicts.solution import Solution, solve
from treaties.models.conditions import (
    Assists,
    Attacker,
    CasusFoederis,
    InArea,
    InConflict,
    Judgement,
)
from treaties.models.corpus import Corpus
from treaties.models.scenario import Event, Scenario, Spot
from treaties.models.treaty import Treaty
from treaties.outside.disputes import Border, read_contiguity
from treaties.support.grouping import grouped
from treaties.vocabulary.errors import UnknownName
from treaties.vocabulary.terms import EventKind, PlaceKind
from validation.experts import codebook
from validation.experts.wars import Hit, War


@dataclass(frozen=True)
class Borders:
    """The borders between the homelands of states: by land, or over at most 400 miles of water."""

    borders: dict[tuple[int, int], list[Border]]
    known: dict[int, list[Border]]

    @classmethod
    def of(cls, borders: Iterable[Border]) -> Self:
        """Return the borders that rows of COW's file describe."""
        kept = [b for b in borders if b.kind]
        return cls(
            grouped(((b.state, b.neighbour), b) for b in kept),
            grouped((b.state, b) for b in kept),
        )

    @classmethod
    def read(cls, path: str | PathLike[str]) -> Self:
        """Load COW's direct contiguity."""
        return cls.of(read_contiguity(path))

    def far_off(self, one: int, other: int, day: date) -> bool:
        """Return whether two states have no common border; False unless the file knows neighbours of both on the day.

        Args:
            one: the COW code of a state.
            other: the COW code of the other state; the order does not matter.
            day: the day.

        >>> wide = (date(1816, 1, 1), date(2016, 12, 31))
        >>> reach = Borders.of(Border(a, b, 1, *wide) for a, b in [(1, 2), (2, 1), (2, 3), (3, 2)])
        >>> reach.far_off(1, 3, date(1900, 1, 1)), reach.far_off(1, 2, date(1900, 1, 1)), reach.far_off(1, 9, date(1900, 1, 1))
        (True, False, False)
        """
        if not all(_on(self.known.get(s, ()), day) for s in (one, other)):
            return False
        return not _on(self.borders.get((one, other), ()), day) and not _on(
            self.borders.get((other, one), ()), day
        )


def _on(borders: Iterable[Border], day: date) -> bool:
    return any(b.first <= day <= b.last for b in borders)


DAY = timedelta(days=1)


@dataclass
class Asker:
    """An object that tests attacks under the law of a corpus, one instrument at a time."""

    corpus: Corpus
    reach: Borders | None = None
    _small: dict[str, Corpus] = field(default_factory=dict)

    def __call__(
        self, treaty: Treaty, war: War, hit: Hit, day: date
    ) -> Solution | None:
        """What the instrument says of the attack on that day; None where a party to it is no state of the register."""
        name = self.names(war, day)
        if hit.attacker not in name or hit.victim not in name:
            return None
        attacks = [h for h in _earlier(treaty, war, hit) if _between_two(h, name)]
        if _between_two(hit, name):
            attacks.append(hit)
        if made_in(treaty, hit):
            attacks.append(Hit(hit.victim, hit.attacker, hit.since, hit.until))
        events = [self._attack(war, h, name, day, treaty) for h in attacks]
        events.append(_declaration(war, hit, name, day))
        made = [treaty.signed, *(d for d in (treaty.since,) if d)]
        given = codebook.answers(
            treaty, war, hit, hit.victim, made=made, away=self._away(war, hit, name)
        )
        scenario = Scenario(
            on=day, events=tuple(events), answers=given, background=False
        )
        return solve(self._restricted(treaty), scenario, rounds=1)

    def _attack(
        self, war: War, hit: Hit, name: dict[int, str], day: date, treaty: Treaty
    ) -> Event:
        acts = {
            "kind": EventKind.ARMED_ATTACK,
            "by": (name[hit.attacker],),
            "against": (name[hit.victim],),
        }
        at = self._struck(war, hit, name, day, treaty)
        calm = not codebook.provoked(war, hit.victim, hit.since)
        return Event(**acts, at=at, on=min(hit.since, day), unprovoked=calm)

    def _struck(
        self, war: War, hit: Hit, name: dict[int, str], day: date, treaty: Treaty
    ) -> Spot | str | None:
        """Where an attack falls: abroad where the victim fought there, else at home."""
        victim = name[hit.victim]
        theatre = name.get(hit.place or war.theatre, victim)
        abroad = theatre != victim
        overseas = codebook.overseas(war, hit.victim, self._home(victim))
        fought_abroad = hit.place or overseas or codebook.joined(war, hit, hit.victim)
        if abroad and fought_abroad:
            return Spot(of=theatre, kind=PlaceKind.FORCES)
        if overseas:
            regions = war.fought[hit.victim]
            return Spot(of=victim, kind=PlaceKind.TERRITORY, regions=regions)
        if self._far_off(hit):
            soil = theatre if abroad else name[hit.attacker]
            return Spot(of=soil, kind=PlaceKind.FORCES)
        return self._part_of_home(treaty, victim, min(hit.since, day))

    def _part_of_home(self, treaty: Treaty, victim: str, day: date) -> str | None:
        """The part of the victim's lands that the text speaks of: no file says where in them it was struck."""
        gazetteer = self.corpus.gazetteer
        areas = [
            c.area
            for o in treaty.obligations
            for c in o.conditions
            if isinstance(c, InArea)
        ]
        limbs = [
            x for area in areas for x in gazetteer.area(area).limbs if not x.regions
        ]
        for ident in (place for limb in limbs for place in limb.places):
            holders = gazetteer.place(ident).of
            if any(h.state == victim and h.holds_on(day) for h in holders):
                return ident
        return None

    def _away(self, war: War, hit: Hit, name: dict[int, str]) -> bool:
        home = self._home(name[hit.victim])
        elsewhere = hit.place not in (0, hit.victim)
        return (
            elsewhere
            or codebook.joined(war, hit, hit.victim)
            or codebook.overseas(war, hit.victim, home)
            or self._far_off(hit)
        )

    def _far_off(self, hit: Hit) -> bool:
        """Whether a power that is no great one, and far off, strikes a great power: then not at home."""
        if (
            not self.reach
            or hit.place == hit.victim
            or not self.reach.far_off(hit.attacker, hit.victim, hit.since)
        ):
            return False
        great = [
            self.corpus.states.numbered(c, hit.since).is_great_power(hit.since)
            for c in (hit.attacker, hit.victim)
        ]
        return great == [False, True]

    def _home(self, state: str) -> tuple[str, ...]:
        return tuple(self.corpus.states[state].regions)

    def name(self, code: int, day: date) -> str:
        """Return the id of the state that a data set means by a code; empty if the register has none."""
        try:
            return self.corpus.states.numbered(code, day).id
        except UnknownName:
            return ""

    def names(self, war: War, day: date) -> dict[int, str]:
        """Return the ids of the belligerents that are in the register of states, by code."""
        return {code: found for code in war.states if (found := self.name(code, day))}

    def _restricted(self, treaty: Treaty) -> Corpus:
        """The law of this instrument alone, unless its conditions look at others."""
        key = treaty.id
        if key not in self._small:
            law = (
                (*(t for t in self.corpus.treaties if t.id != treaty.id), treaty)
                if wide(treaty)
                else (treaty,)
            )
            self._small[key] = self.corpus.model_copy(update={"treaties": law})
        return self._small[key]


def _earlier(treaty: Treaty, war: War, hit: Hit) -> list[Hit]:
    """The other attacks of the war, begun by then, that the instrument may look at."""
    others = (
        war.hits if wide(treaty) else [h for h in war.hits if h.victim == hit.victim]
    )
    return [h for h in others if h.since <= hit.since and h is not hit]


def _between_two(hit: Hit, name: dict[int, str]) -> bool:
    """Whether attacker and victim are two states of the register."""
    if hit.attacker not in name or hit.victim not in name:
        return False
    return name[hit.attacker] != name[hit.victim]


def _declaration(war: War, hit: Hit, name: dict[int, str], day: date) -> Event:
    """The victim's declaration of war on the attacker: its allies of any war are called too."""
    victim, attacker = name[hit.victim], name[hit.attacker]
    acts = {
        "kind": EventKind.DECLARATION_OF_WAR,
        "by": (victim,),
        "against": (attacker,),
    }
    soil = Spot(of=victim, kind=PlaceKind.TERRITORY)
    calm = not codebook.provoked(war, hit.attacker, hit.since)
    return Event(**acts, at=soil, on=min(hit.since, day), unprovoked=calm)


def wide(treaty: Treaty) -> bool:
    """Return whether a condition of the instrument depends on other instruments."""
    return any(
        isinstance(c, CasusFoederis | Assists)
        or (isinstance(c, Attacker) and c.allied_with)
        for o in treaty.obligations
        for c in o.conditions
    )


def made_in(treaty: Treaty, hit: Hit) -> bool:
    """Return whether the instrument was made during the attack, and for the conflict to which the attack belongs."""
    limits = [c for o in treaty.obligations for c in o.conditions]
    own = any(
        isinstance(c, InConflict)
        or (isinstance(c, Judgement) and c.id.startswith("conflict-of-"))
        for c in limits
    )
    return own and hit.since < treaty.signed <= hit.until


def as_signed(treaty: Treaty) -> Treaty:
    """Return a copy of the instrument that binds from its signature, which is how ATOP dates alliances."""
    if treaty.since is None or treaty.since > treaty.signed:
        return treaty.model_copy(update={"since": treaty.signed})
    return treaty


def days_of(treaty: Treaty, hit: Hit) -> list[date]:
    """Return the days within an attack on which the law of an instrument may differ: the eve, the first day, and each
    later beginning.
    """
    starts = [
        treaty.since,
        *(p.since for p in treaty.parties),
        *(o.since for o in treaty.obligations),
    ]
    days = {
        hit.since - DAY,
        hit.since,
        *(d for d in starts if d and hit.since < d <= hit.until),
    }
    return sorted(
        d
        for d in days
        if len(treaty.parties_on(d)) > 1 or (treaty.parties_on(d) and _third(treaty))
    )


def _third(treaty: Treaty) -> bool:
    return any(set(o.beneficiaries) - set(treaty.states) for o in treaty.obligations)
