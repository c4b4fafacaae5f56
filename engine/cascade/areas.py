"""Area clauses: whether the place where force falls lies inside, outside or perhaps inside the area."""

from __future__ import annotations

from dataclasses import dataclass

from engine.setting.occurrences import AFLOAT, Occurrence, Where
from engine.setting.setting import Setting
from treaties.models.place import Area, Limb, Place
from treaties.vocabulary.terms import EventKind, PlaceKind


@dataclass(frozen=True, slots=True)
class TerritorialStatus:
    """The legal relation between the place that is attacked and the victim."""

    relation: str
    """`own`, `claimed`, `guest` (forces on the attacker's territory) or `abroad` (forces, ships or aircraft elsewhere)."""
    kind: PlaceKind


def territorial_status(where: Where, victim: str, actor: str = "") -> TerritorialStatus:
    """Return the legal relation of a place to the victim: its territory, territory that it claims, the attacker's
    territory, or none of these.

    Territory generally recognised as the attacker's is not the victim's, even if the victim controls it; if the victim
    claims it, the relation is `claimed`. The victim's forces on its own soil count as its territory; its ships and
    aircraft do not.

    Args:
        where: the place that is attacked.
        victim: the id of the state that is attacked.
        actor: the id of the attacker; empty if it is unknown or makes no difference.
    """
    if where.home:
        return TerritorialStatus("own", PlaceKind.TERRITORY)
    strikers = bool(actor) and actor in where.of and victim not in where.of
    at_sea = where.kind in AFLOAT and where.kind is not PlaceKind.FORCES
    own = victim in where.administered_by or (victim in where.of and not at_sea)
    if own and not strikers:
        return TerritorialStatus("own", where.kind)
    if victim in where.claimed_by:
        return TerritorialStatus("claimed", where.kind)
    kind = where.kind if where.kind in (*AFLOAT, PlaceKind.ZONE) else PlaceKind.FORCES
    return TerritorialStatus("guest" if strikers else "abroad", kind)


def administrators(where: Where) -> tuple[str, ...]:
    """Return the states that control a place."""
    return where.administered_by or where.of


def covers(area: Area, setting: Setting, event: Occurrence) -> str:
    """Return whether an area clause covers the place of an attack: `yes`, `doubtful` or `no`.

    Args:
        area: the area clause; one of its parts suffices.
        setting: the setting, whose day determines names and borders.
        event: the force.
    """
    reached = [limb for limb in area.limbs if _limb(limb, setting, event)]
    verdicts = {
        "doubtful" if _perhaps_there(limb, event.where) else limb.holds
        for limb in reached
    }
    return "yes" if "yes" in verdicts else "doubtful" if verdicts else "no"


def may_reach(area: Area, setting: Setting, victim: str) -> bool:
    """Return whether an attacker could choose a target of the victim inside the area.

    This is so if the clause covers forces, ships or aircraft, or if the victim holds a place inside the area.

    Args:
        area: the area clause.
        setting: the setting, whose day determines who holds which place.
        victim: the id of the state that would be attacked.
    """
    limbs = [limb for limb in area.limbs if limb.between.holds_on(setting.on)]
    holdings = setting.holdings.get(victim, ())
    return any(
        _reaches_what_moves(limb)
        or any(_lies_within(limb, place, holders) for place, holders in holdings)
        for limb in limbs
    )


def _reaches_what_moves(limb: Limb) -> bool:
    """Whether a limb covers forces, ships or aircraft somewhere."""
    somewhere = limb.regions or limb.places or limb.administered_by
    return bool(somewhere) and any(k in AFLOAT for k in limb.kinds)


def _lies_within(limb: Limb, place: Place, holders: frozenset[str]) -> bool:
    """Whether a place lies within a limb, and is held by those that the limb asks for."""
    if place.kind not in limb.kinds:
        return False
    if place.id not in limb.places and not set(place.regions) & set(limb.regions):
        return False
    if set(limb.excluding) & {place.id, *place.regions}:
        return False
    return not limb.administered_by or bool(holders & set(limb.administered_by))


def _perhaps_there(limb: Limb, where: Where) -> bool:
    """Whether a limb asks on whose land forces, ships or aircraft are, and nobody knows: they are described by whose
    they are and by a region alone.
    """
    return bool(limb.of) and not where.of and not where.place and where.kind in AFLOAT


def _on_land_of(limb: Limb, setting: Setting, where: Where) -> bool:
    """Whether the target is, or may be, on the land of a state that the limb names."""
    if set(where.of) & set(limb.of):
        return True
    regions = {r for s in limb.of for r in setting.home_of(s).regions}
    return _perhaps_there(limb, where) and not regions.isdisjoint(where.regions)


def _limb(limb: Limb, setting: Setting, event: Occurrence) -> bool:
    where, victim = event.where, event.object
    # A mobilisation is the actor's own and hits nobody, and a war is wherever it is fought: only the place counts.
    anybody = event.kind is EventKind.MOBILISATION or event.own_war
    here = (
        TerritorialStatus("own", where.kind)
        if anybody
        else territorial_status(where, victim, event.actor)
    )
    if not limb.between.holds_on(setting.on) or here.kind not in limb.kinds:
        return False
    place = where.place.id if where.place else ""
    if set(limb.excluding) & {place, *where.regions}:
        return False
    if limb.administered_by and not set(administrators(where)) & set(
        limb.administered_by
    ):
        return False
    if limb.of and not _on_land_of(limb, setting, where):
        return False
    if limb.places and place in limb.places:
        return True
    if limb.regions:
        return bool(where.regions & set(limb.regions))
    return not limb.places
