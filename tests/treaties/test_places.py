"""The gazetteer as data: names are unique, references lead somewhere, control is dated."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from treaties.loading.corpus import load_corpus
from treaties.models.place import Gazetteer, Holder
from treaties.vocabulary.errors import UnknownName
from treaties.vocabulary.names import fold
from treaties.vocabulary.terms import PlaceKind

REGIONS = {
    *("europe", "balkans", "mediterranean", "north-atlantic", "south-atlantic", "africa", "north-africa"),
    *("sub-saharan-africa", "asia", "east-asia", "southeast-asia", "south-asia", "central-asia", "caucasus"),
    *("middle-east", "arab", "north-america", "central-america", "caribbean", "south-america", "americas"),
    *("oceania", "pacific", "west-pacific", "south-china-sea", "british-isles", "indian-ocean", "arctic"),
    *("black-sea", "baltic", "north-asia", "far-east", "antarctica"),
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_corpus().gazetteer


def held(holders: tuple[Holder, ...], day: str) -> set[str]:
    return {h.state for h in holders if h.holds_on(date.fromisoformat(day))}


def test_every_name_leads_to_one_place(gazetteer: Gazetteer) -> None:
    names = Counter(n for p in gazetteer.places for n in {fold(p.id), fold(p.name), *map(fold, p.aliases)})
    assert [n for n, times in names.items() if times > 1] == []
    assert [i for i, times in Counter(a.id for a in gazetteer.areas).items() if times > 1] == []


def test_regions_and_references_exist(gazetteer: Gazetteer) -> None:
    places = {p.id for p in gazetteer.places}
    assert {r for p in gazetteer.places for r in p.regions} <= REGIONS
    for area in gazetteer.areas:
        for limb in area.limbs:
            assert set(limb.regions) <= REGIONS, area.id
            assert set(limb.places) <= places, area.id
            assert set(limb.excluding) <= REGIONS | places, area.id


def test_a_claimant_is_not_also_the_recognised_owner(gazetteer: Gazetteer) -> None:
    for p in gazetteer.places:
        days = {h.since or date(1816, 1, 1) for h in (*p.of, *p.claimed_by)}
        for day in days:
            assert not held(p.of, str(day)) & held(p.claimed_by, str(day)), (p.id, day)


def test_ships_and_aircraft_stand_on_nobodys_land(gazetteer: Gazetteer) -> None:
    for p in gazetteer.places:
        if p.kind in (PlaceKind.VESSEL, PlaceKind.AIRCRAFT):
            assert p.of == (), p.id


@pytest.mark.parametrize(
    ("name", "day", "of", "administered_by"),
    [
        ("沖縄", "1965-01-01", {"japan"}, {"united-states"}),
        ("沖縄", "1972-05-15", {"japan"}, set()),
        ("Malvinas", "1982-05-01", {"united-kingdom"}, {"argentina"}),
        ("Malvinas", "1983-05-01", {"united-kingdom"}, set()),
        ("Goa", "1961-12-18", {"portugal"}, set()),
        ("Goa", "1961-12-19", {"india"}, set()),
        ("Sevastopol", "2010-01-01", {"ukraine"}, set()),
        ("Sevastopol", "2024-08-06", {"ukraine"}, {"russia"}),
        ("Königsberg", "1939-09-01", {"germany"}, set()),
        ("kurSK", "2024-08-06", {"russia"}, set()),
    ],
)
def test_who_holds_what_when(
    gazetteer: Gazetteer, name: str, day: str, of: set[str], administered_by: set[str]
) -> None:
    place = gazetteer.place(name)
    assert (held(place.of, day), held(place.administered_by, day)) == (of, administered_by)


def test_a_misspelt_place_is_met_with_the_right_one(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownName, match="did you mean `yeonpyeong`"):
        gazetteer.place("yeonpyong")
