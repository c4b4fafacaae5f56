"""The gazetteer as data: names are unique, references lead somewhere, control is dated."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from tests.support.each import each
from treaties.loading.corpus import load_corpus
from treaties.models.place import Gazetteer, Holder
from treaties.vocabulary.errors import CasusError, UnknownName
from treaties.vocabulary.names import fold
from treaties.vocabulary.terms import PlaceKind

REGIONS = {
    *(
        "europe",
        "balkans",
        "mediterranean",
        "north-atlantic",
        "south-atlantic",
        "africa",
        "north-africa",
        "eu-overseas",
        "outside-eu-treaties",
    ),
    *(
        "sub-saharan-africa",
        "asia",
        "east-asia",
        "southeast-asia",
        "south-asia",
        "central-asia",
        "caucasus",
    ),
    *(
        "middle-east",
        "arab",
        "north-america",
        "central-america",
        "caribbean",
        "south-america",
        "americas",
    ),
    *(
        "oceania",
        "pacific",
        "west-pacific",
        "south-china-sea",
        "british-isles",
        "indian-ocean",
        "arctic",
    ),
    *("black-sea", "baltic", "north-asia", "far-east", "antarctica"),
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_corpus().gazetteer


def held(holders: tuple[Holder, ...], day: str) -> set[str]:
    return {h.state for h in holders if h.holds_on(date.fromisoformat(day))}


def test_every_name_leads_to_one_place(gazetteer: Gazetteer) -> None:
    names = Counter(
        n
        for p in gazetteer.places
        for n in {fold(p.id), fold(p.name), *map(fold, p.aliases)}
    )
    assert [n for n, times in names.items() if times > 1] == []
    assert [
        i for i, times in Counter(a.id for a in gazetteer.areas).items() if times > 1
    ] == []


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


@each(
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
        ("Lemberg", "1914-08-01", {"austria-hungary"}, set()),
        ("Lwów", "1939-09-17", {"poland"}, set()),
        ("İzmir", "1920-06-01", {"turkey"}, {"greece"}),
        ("Mariupol", "2021-01-01", {"ukraine"}, set()),
        ("Danzig", "1939-08-31", set(), set()),
        ("Danzig", "1939-09-01", set(), {"germany"}),
        ("Lwów", "1942-01-01", {"poland"}, {"germany"}),
        ("Lemberg", "1945-09-01", {"poland"}, {"russia"}),
        ("Arica", "1925-01-01", {"peru"}, {"chile"}),
        ("Arica", "1930-01-01", {"chile"}, set()),
        ("Tacna", "1930-01-01", {"peru"}, set()),
    ],
)
def test_who_holds_what_when(
    gazetteer: Gazetteer, name: str, day: str, of: set[str], administered_by: set[str]
) -> None:
    place = gazetteer.place(name)
    assert (held(place.of, day), held(place.administered_by, day)) == (
        of,
        administered_by,
    )


def test_a_misspelt_place_is_met_with_the_right_one(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownName, match="did you mean `yeonpyeong`"):
        gazetteer.place("yeonpyong")


DEPENDENCIES = """Åland Islands; American Samoa; Anguilla; Antarctica; Aruba; Bermuda; Bonaire, Sint Eustatius and Saba;
Bouvet Island; British Indian Ocean Territory; Cayman Islands; Christmas Island; Cocos (Keeling) Islands; Curaçao;
Falkland Islands; Faroe Islands; French Guiana; French Polynesia; French Southern and Antarctic Lands; Gibraltar;
Greenland; Guadeloupe; Guam; Guernsey; Heard Island and McDonald Islands; Hong Kong; Isle of Man; Jersey; Macau;
Martinique; Mayotte; Montserrat; New Caledonia; Norfolk Island; Northern Mariana Islands; Pitcairn; Puerto Rico; Réunion;
Saint Barthélemy; Saint Helena; Saint Martin; Saint Pierre and Miquelon; Sint Maarten; South Georgia;
South Sandwich Islands; Svalbard; Jan Mayen; Tokelau; Turks and Caicos Islands; Wake Island; Midway; Johnston Atoll;
Palmyra Atoll; British Virgin Islands; US Virgin Islands; Wallis and Futuna; Western Sahara"""
"""Dependencies of ISO 3166-1 that are no states of the register."""
SEAS = """Adriatic Sea; Aegean Sea; Alboran Sea; Andaman Sea; Arabian Sea; Arafura Sea; Baffin Bay; Balearic Sea; Bali Sea;
Banda Sea; Barents Sea; Bass Strait; Bay of Bengal; Bay of Biscay; Bay of Fundy; Beaufort Sea; Bering Sea; Bismarck Sea;
Black Sea; Celebes Sea; Celtic Sea; Ceram Sea; Chukchi Sea; Coral Sea; Davis Strait; East China Sea; East Siberian Sea;
English Channel; Flores Sea; Great Australian Bight; Greenland Sea; Gulf of Aden; Gulf of Alaska; Gulf of Aqaba;
Gulf of Boni; Gulf of Bothnia; Gulf of California; Gulf of Finland; Gulf of Guinea; Gulf of Mexico; Gulf of Oman;
Gulf of Riga; Gulf of Saint Lawrence; Gulf of Suez; Gulf of Thailand; Gulf of Tomini; Halmahera Sea; Hudson Bay;
Hudson Strait; Indian Ocean; Inner Seas of Scotland; Ionian Sea; Irish Sea; Java Sea; Kara Sea; Kattegat; Labrador Sea;
Laccadive Sea; Laptev Sea; Ligurian Sea; Lincoln Sea; Makassar Strait; Mediterranean Sea; Molucca Sea;
Mozambique Channel; North Atlantic; North Pacific; North Sea; Norwegian Sea; Northwestern Passages; Persian Gulf;
Philippine Sea; Red Sea; River Plate; Savu Sea; Sea of Azov; Sea of Japan; Sea of Marmara; Sea of Okhotsk;
Seto Inland Sea; Singapore Strait; Skagerrak; Solomon Sea; South Atlantic; South China Sea; South Pacific;
Strait of Gibraltar; Strait of Malacca; Sulu Sea; Tasman Sea; Timor Sea; Tyrrhenian Sea; White Sea; Yellow Sea;
Strait of Hormuz; Bab el-Mandeb; Taiwan Strait; Bering Strait; Danish Straits; Denmark Strait; Kerch Strait;
Luzon Strait; Strait of Magellan; Sunda Strait; Torres Strait; Tsugaru Strait; Caspian Sea"""
"""Seas of the International Hydrographic Organization (1953), and straits that are fought over."""


@pytest.mark.parametrize("listing", [DEPENDENCIES, SEAS])
def test_the_places_of_the_lists_are_known(gazetteer: Gazetteer, listing: str) -> None:
    named = [" ".join(name.split()) for name in listing.split(";")]
    assert [name for name in named if gazetteer.get(name) is None] == []


def test_more_than_sixty_places_are_in_dispute(gazetteer: Gazetteer) -> None:
    assert len([p for p in gazetteer.places if p.claimed_by and p.kind.land]) > 60


@each(
    ("place", "day", "holders"),
    [
        ("Crete", "1890-01-01", {"turkey"}),
        ("Crete", "2026-01-01", {"greece"}),
        ("the Isthmus of Panama", "1903-11-02", {"colombia"}),
        ("the Isthmus of Panama", "1903-11-03", {"panama"}),
        ("colonial Angola", "1914-10-01", {"portugal"}),
        ("Danish West Indies", "1916-01-01", {"denmark"}),
        ("South Tyrol", "1914-01-01", {"austria-hungary"}),
        ("Christmas Island", "1950-01-01", {"united-kingdom"}),
        ("Hans Island", "2026-01-01", {"canada", "denmark"}),
        ("Vilna", "1930-01-01", set()),
    ],
)
def test_whose_a_place_was(
    gazetteer: Gazetteer, place: str, day: str, holders: set[str]
) -> None:
    assert held(gazetteer.place(place).of, day) == holders


@pytest.mark.parametrize(
    ("name", "victim", "day"),
    [
        ("Beirut", "lebanon", "2024-10-01"),
        ("Beirut, Lebanon", "lebanon", "2024-10-01"),
        ("eastern Poland (drones)", "poland", "2025-09-10"),
        ("the south of Sweden", "sweden", "2025-09-10"),
        ("Israeli-Lebanese border", "lebanon", "2024-10-01"),
        ("the border of Poland", "poland", "2025-09-10"),
        ("Tallinn", "russia", "1900-01-01"),
        ("Tallinn", "estonia", "2000-01-01"),
    ],
)
def test_a_city_a_part_and_a_border_of_the_attacked_state_are_its_own_land(
    name: str, victim: str, day: str
) -> None:
    assert load_corpus().place_hit(name, [victim], date.fromisoformat(day)) is None


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Beirut", "`Beirut` lies in Lebanon, and no place of the gazetteer"),
        ("Iraq", "`Iraq` is a state, and no place"),
        ("Tripoli", "`tripoli` may be any state of"),
        ("Atlantis", "no place is called `Atlantis`"),
        ("the border of Austria", "no place is called `the border of Austria`"),
    ],
)
def test_what_lies_elsewhere_or_nowhere_is_asked_back(name: str, says: str) -> None:
    with pytest.raises(CasusError, match=re.escape(says)):
        load_corpus().place_hit(name, ["israel"], date(2024, 10, 1))


OUTERMOST = {
    "azores",
    "canaries",
    "french-guiana",
    "french-saint-martin",
    "guadeloupe",
    "madeira",
    "marouini",
    "martinique",
    "martinique-guadeloupe",
    "reunion",
}
"""What TFEU Art. 355(1) names, and parts of it."""
BY_DATE = {"mayotte", "saint-barthelemy"}
"""What passed from one class to the other."""
AT_HOME = {"ceuta", "melilla", "alboran-and-plazas"}
"""Parts of a member at home, though in Africa."""


def test_what_a_member_holds_overseas_is_of_a_class_of_the_eu_treaties(
    gazetteer: Gazetteer,
) -> None:
    overseas = {
        p.id
        for p in gazetteer.places
        if p.kind in (PlaceKind.TERRITORY, PlaceKind.ISLAND)
        and "europe" not in p.regions
        and not {"eu-overseas", "outside-eu-treaties"} & set(p.regions)
        and any(
            h.until is None
            and h.state
            in (
                "denmark",
                "france",
                "netherlands",
                "portugal",
                "spain",
                "united-kingdom",
            )
            for h in p.of
        )
    }
    assert overseas - OUTERMOST - BY_DATE == AT_HOME
