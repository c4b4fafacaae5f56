"""What simpler answers reach: the commoner verdict, bare flags, and flags with the two conditions that a row names."""

from __future__ import annotations

from collections.abc import Collection

from treaties.outside.atop import AtopLaw
from treaties.outside.law import Leg
from treaties.outside.promises import Limit, Promise
from validation.experts import codebook
from validation.experts.derive import overlaps
from validation.experts.wars import Hit, War


def plain(law: AtopLaw, war: War, atopid: int) -> bool:
    """By ATOP's flags alone: help where a member is attacked (`defense`) or at war (`offense`, `neutral`)."""
    return _flags(law, war, atopid, ())


def named(law: AtopLaw, war: War, atopid: int) -> bool:
    """The same, and a named adversary must be the adversary, and an unprovoked attack must be unprovoked."""
    return _flags(law, war, atopid, (Limit.ADVERSARY, Limit.UNPROVOKED))


def _flags(law: AtopLaw, war: War, atopid: int, limits: Collection[Limit]) -> bool:
    legs = law.alliance(atopid) if atopid in law.alliances else ()
    return any(
        _arises(leg, hit, war, limits) for hit in war.hits for leg in legs if overlaps(leg, hit.since, hit.until)
    )


def _arises(leg: Leg, hit: Hit, war: War, limits: Collection[Limit]) -> bool:
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
        if Limit.ADVERSARY in limits and Limit.ADVERSARY in only and leg.threats and enemy not in leg.threats:
            continue
        asks = Limit.UNPROVOKED in limits and Limit.UNPROVOKED in only
        if asks and (leg.beneficiary != hit.victim or codebook.provoked(war, hit.victim, hit.since)):
            continue
        return True
    return False
