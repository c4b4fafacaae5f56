"""Places on an invented map: whose they are when they are hit, and what a clause with an area makes of them."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from engine.cascade.areas import (
    administrators,
    covers,
    may_reach,
    territorial_status,
)
from engine.setting.occurrences import AFLOAT, Occurrence, Where
from engine.setting.setting import Setting, set_out
from tests.cascade.test_rules_of_law import NEW, OLD, hits
from tests.support.each import each
from tests.support.worlds import of
from treaties.models.place import Area, Gazetteer, Place
from treaties.models.scenario import Scenario
from treaties.vocabulary.terms import EventKind, PlaceKind

VICTIM, STRIKER, OTHER = "france", "germany", "spain"
NOBODY: tuple[str, ...] = ()
HOLDERS = (NOBODY, (VICTIM,), (STRIKER,), (OTHER,), (VICTIM, STRIKER))


def where(kind: PlaceKind = PlaceKind.ISLAND, **more: Any) -> Where:
    return Where("the rock", kind, frozenset(("near", "rocks")), **more)


# What a place is to the one hit there


def test_home_is_its_own_whoever_is_said_to_hold_it() -> None:
    for held in HOLDERS:
        found = territorial_status(
            where(PlaceKind.VESSEL, home=True, of=held, administered_by=held),
            VICTIM,
            STRIKER,
        )
        assert (found.relation, found.kind) == ("own", PlaceKind.TERRITORY)


def test_a_place_described_is_not_home() -> None:
    assert (
        territorial_status(
            Where("high seas", PlaceKind.VESSEL, frozenset()), VICTIM
        ).relation
        == "abroad"
    )


@pytest.mark.parametrize("kind", [PlaceKind.ISLAND, PlaceKind.TERRITORY])
def test_land_is_a_states_own_by_recognition_or_by_control_unless_it_is_the_strikers_own(
    kind: PlaceKind,
) -> None:
    for held, run, claim in product(HOLDERS, HOLDERS, (NOBODY, (VICTIM,), (OTHER,))):
        here = where(kind, of=held, administered_by=run, claimed_by=claim)
        found = territorial_status(here, VICTIM, STRIKER)
        strikers_alone = STRIKER in held and VICTIM not in held
        if strikers_alone:
            said = "claimed" if VICTIM in claim else "guest"
        elif VICTIM in held or VICTIM in run:
            said = "own"
        else:
            said = "claimed" if VICTIM in claim else "abroad"
        assert found.relation == said, here
        assert found.kind is (
            kind if said in ("own", "claimed") else PlaceKind.FORCES
        ), here


@pytest.mark.parametrize("kind", AFLOAT)
def test_ships_and_aircraft_are_nobodys_land_and_forces_at_home_stand_on_it(
    kind: PlaceKind,
) -> None:
    at_home = "own" if kind is PlaceKind.FORCES else "abroad"
    for held, relation in (
        (NOBODY, "abroad"),
        ((VICTIM,), at_home),
        ((OTHER,), "abroad"),
        ((STRIKER,), "guest"),
    ):
        found = territorial_status(where(kind, of=held), VICTIM, STRIKER)
        assert (found.relation, found.kind) == (relation, kind)
    assert (
        territorial_status(where(kind, of=(VICTIM, STRIKER)), VICTIM, STRIKER).relation
        == at_home
    )
    assert (
        territorial_status(
            where(kind, administered_by=(VICTIM,)), VICTIM, STRIKER
        ).relation
        == "own"
    )


def test_a_zone_at_sea_stays_a_zone() -> None:
    assert (
        territorial_status(where(PlaceKind.ZONE), VICTIM, STRIKER).kind
        is PlaceKind.ZONE
    )


def test_where_no_striker_is_named_nobody_is_its_guest() -> None:
    assert territorial_status(where(of=("",)), VICTIM, "").relation == "abroad"
    assert territorial_status(where(of=(STRIKER,)), VICTIM, "").relation == "abroad"


def test_who_administers_a_place_is_who_holds_it_unless_another_is_named() -> None:
    assert administrators(where(of=(OTHER,))) == (OTHER,)
    assert administrators(where(of=(OTHER,), administered_by=(STRIKER,))) == (STRIKER,)


# What a clause reaches


def rock(ident: str = "rock", kind: str = "island", **more: Any) -> Place:
    return Place.model_validate(
        {"id": ident, "name": ident, "kind": kind, "regions": ("near", "rocks")} | more
    )


def area(*limbs: dict[str, Any]) -> Area:
    return Area.model_validate(
        {"id": "drawn", "name": "drawn", "gist": "Made up.", "limbs": limbs}
    )


def setting(*places: Place, on: date = NEW) -> Setting:
    law = of([]).model_copy(update={"gazetteer": Gazetteer(places=places)})
    return set_out(
        law, Scenario(on=on, events=(hits(STRIKER, VICTIM),), background=False)
    )


def struck(
    here: Where, kind: EventKind = EventKind.ARMED_ATTACK, **more: Any
) -> Occurrence:
    return Occurrence(kind, STRIKER, VICTIM, here, NEW, **more)


HERE = where(place=rock(), of=(VICTIM,))
LIMBS = [
    ({}, True),
    ({"kinds": ("territory",)}, False),
    ({"kinds": ("territory", "island")}, True),
    ({"regions": ("near",)}, True),
    ({"regions": ("far", "near")}, True),
    ({"regions": ("far",)}, False),
    ({"places": ("rock",)}, True),
    ({"places": ("reef",)}, False),
    ({"places": ("reef",), "regions": ("near",)}, True),
    ({"places": ("rock",), "regions": ("far",)}, True),
    ({"places": ("reef",), "regions": ("far",)}, False),
    ({"excluding": ("rock",)}, False),
    ({"excluding": ("near",)}, False),
    ({"excluding": ("far", "reef")}, True),
    ({"excluding": ("rock",), "regions": ("near",)}, False),
    ({"of": (VICTIM,)}, True),
    ({"of": (OTHER,)}, False),
    ({"of": (OTHER, VICTIM)}, True),
    ({"administered_by": (VICTIM,)}, True),
    ({"administered_by": (OTHER,)}, False),
    ({"administered_by": (OTHER,), "places": ("rock",)}, False),
    ({"of": (OTHER,), "places": ("rock",)}, False),
    ({"between": {"until": NEW}}, False),
    ({"between": {"since": NEW}}, True),
]


@each(("limb", "inside"), LIMBS)
def test_a_limb_reaches_what_is_of_its_kind_and_place_and_holder_while_it_holds(
    limb: dict[str, Any], inside: bool
) -> None:
    limb = {"kinds": ("island",)} | limb
    here = setting()
    assert covers(area(limb), here, struck(HERE)) == ("yes" if inside else "no")
    assert covers(area(limb | {"holds": "doubtful"}), here, struck(HERE)) == (
        "doubtful" if inside else "no"
    )
    nowhere = {"kinds": ("vessel",), "regions": ("far",)}
    assert covers(area(nowhere, limb), here, struck(HERE)) == (
        "yes" if inside else "no"
    )


def test_what_one_limb_settles_another_does_not_put_in_doubt() -> None:
    sure = {"kinds": ("island",)}
    doubtful = sure | {"holds": "doubtful"}
    for limbs in ((sure, doubtful), (doubtful, sure)):
        assert covers(area(*limbs), setting(), struck(HERE)) == "yes"


def test_a_place_without_a_name_is_none_that_a_clause_names() -> None:
    spot = where(of=(VICTIM,))
    assert (
        covers(
            area({"kinds": ("island",), "places": ("rock",)}), setting(), struck(spot)
        )
        == "no"
    )
    assert (
        covers(
            area({"kinds": ("island",), "excluding": ("rock",)}),
            setting(),
            struck(spot),
        )
        == "yes"
    )


def test_of_force_only_what_stands_to_the_victim_counts_and_of_a_war_or_a_mobilisation_the_place() -> (
    None
):
    on_land, among_forces = area({"kinds": ("island",)}), area({"kinds": ("forces",)})
    foreign = where(of=(OTHER,))
    said = {
        "attack": struck(foreign),
        "mobilisation": struck(foreign, EventKind.MOBILISATION),
        "own war": struck(foreign, own_war=True),
    }
    assert {k: covers(on_land, setting(), e) for k, e in said.items()} == {
        "attack": "no",
        "mobilisation": "yes",
        "own war": "yes",
    }
    assert {k: covers(among_forces, setting(), e) for k, e in said.items()} == {
        "attack": "yes",
        "mobilisation": "no",
        "own war": "no",
    }
    soil = where(of=(STRIKER,), administered_by=(VICTIM,))
    assert covers(on_land, setting(), struck(soil)) == "no", (
        "who strikes on its own soil strikes none of the victim's"
    )


# Whether a striker could choose a target inside


MINE = {"of": [{"state": VICTIM}]}
RUN = {"of": [{"state": OTHER}], "administered_by": [{"state": VICTIM}]}
REACHED = [
    ([MINE], {"places": ("rock",)}, True),
    ([MINE], {"regions": ("near",)}, True),
    ([MINE], {"regions": ("far",)}, False),
    ([MINE], {"places": ("reef",)}, False),
    ([RUN], {"places": ("rock",)}, True),
    ([{"of": [{"state": OTHER}]}], {"places": ("rock",)}, False),
    ([MINE], {"places": ("rock",), "kinds": ("territory",)}, False),
    ([MINE], {"places": ("rock",), "excluding": ("rock",)}, False),
    ([MINE], {"places": ("rock",), "excluding": ("near",)}, False),
    ([MINE], {"places": ("rock",), "excluding": ("far",)}, True),
    ([MINE], {"places": ("rock",), "administered_by": (VICTIM,)}, True),
    ([MINE], {"places": ("rock",), "administered_by": (OTHER,)}, False),
    ([RUN], {"places": ("rock",), "administered_by": (VICTIM,)}, True),
    ([{"of": [{"state": VICTIM, "until": OLD}]}], {"places": ("rock",)}, False),
    (
        [{"administered_by": [{"state": VICTIM, "until": OLD}]}],
        {"places": ("rock",)},
        False,
    ),
    ([{"kind": "vessel"} | MINE], {"places": ("rock",)}, False),
    ([{"of": [{"state": OTHER}]}, MINE], {"regions": ("near",)}, True),
    ([{"kind": "territory"} | MINE, MINE], {"regions": ("near",)}, True),
    ([MINE, RUN], {"regions": ("near",), "administered_by": (OTHER,)}, True),
    ([MINE | {"regions": ("far",)}, MINE], {"regions": ("near",)}, True),
    ([MINE], {"places": ("rock",), "between": {"until": NEW}}, False),
    ([], {"kinds": ("vessel",), "regions": ("near",)}, True),
    ([], {"kinds": ("island", "forces"), "places": ("rock",)}, True),
    ([], {"kinds": ("aircraft",), "administered_by": (OTHER,)}, True),
    (
        [],
        {"kinds": ("vessel",), "regions": ("near",), "between": {"until": NEW}},
        False,
    ),
    ([], {"kinds": ("island",), "regions": ("near",)}, False),
]


@each(("places", "limb", "reached"), REACHED)
def test_a_target_lies_inside_where_the_one_struck_holds_something_there_or_may_have_ships(
    places: list[dict[str, Any]], limb: dict[str, Any], reached: bool
) -> None:
    ids = ["rock"] if len(places) == 1 else [f"rock-{n}" for n in range(len(places))]
    there = setting(*(rock(ident, **p) for ident, p in zip(ids, places, strict=True)))
    limb = {"kinds": ("island",)} | limb
    assert may_reach(area(limb), there, VICTIM) is reached
    nowhere = {"kinds": ("island",), "regions": ("far-away",)}
    past = {"kinds": ("vessel",), "regions": ("near",), "between": {"until": OLD}}
    for before in (nowhere, past):
        assert may_reach(area(before, limb), there, VICTIM) is reached
