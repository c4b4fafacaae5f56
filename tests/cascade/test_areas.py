"""Area clauses on real treaties: the same attack, somewhere else or on another day, asks something else."""

from __future__ import annotations

from datetime import date

import pytest

from engine.cascade.areas import covers, may_reach
from engine.record.verdict import Status
from engine.setting.occurrences import AFLOAT
from engine.setting.setting import set_out
from engine.world import World
from tests.support.each import each
from treaties.models.place import Area
from treaties.models.scenario import Event, Scenario
from treaties.models.statehood import REGIONS

NATO = ("italy", "north-atlantic-1949", "5")
JAPAN = ("japan", "us-japan-1960", "V")
KOREA = ("south-korea", "us-rok-1953", "III")
FOR_KOREA = ("united-states", "us-rok-1953", "III")
ANZUS = ("australia", "anzus-1951", "IV")
MANILA = ("united-states", "us-philippines-1951", "IV")
TAIPEI = ("united-states", "us-roc-1954", "V")

CASES = [
    # victim, attacker, day, place, clause, inside
    ("united-kingdom", "argentina", "1982-04-02", "falklands", NATO, "no"),
    ("denmark", "iran", "2026-01-01", "greenland", NATO, "yes"),
    ("spain", "iran", "2026-01-01", "ceuta", NATO, "no"),
    ("spain", "iran", "2026-01-01", "canaries", NATO, "yes"),
    ("united-kingdom", "iran", "2026-01-01", "akrotiri", NATO, "doubtful"),
    ("turkey", "iran", "2026-01-01", None, NATO, "yes"),
    ("united-states", "iran", "2026-01-01", "incirlik", NATO, "yes"),
    ("united-states", "iran", "2026-01-01", "canaries", NATO, "yes"),
    ("united-states", "iran", "2026-01-01", "forces-in-syria", NATO, "no"),
    ("united-states", "iran", "2026-01-01", "ships-in-the-mediterranean", NATO, "yes"),
    ("united-states", "iran", "2026-01-01", "ships-in-the-black-sea", NATO, "doubtful"),
    ("united-states", "iran", "2026-01-01", "hawaii", NATO, "no"),
    ("united-states", "iran", "2026-01-01", "puerto-rico", NATO, "doubtful"),
    ("united-states", "russia", "1998-01-01", "forces-in-poland", NATO, "no"),
    ("united-states", "russia", "2026-01-01", "forces-in-poland", NATO, "yes"),
    ("united-states", "russia", "1950-01-01", "forces-in-west-berlin", NATO, "yes"),
    ("france", "egypt", "1962-07-02", "algerian-departments", NATO, "yes"),
    ("france", "egypt", "1962-07-06", "algerian-departments", NATO, "no"),
    ("france", "iran", "2026-01-01", "reunion", NATO, "no"),
    ("united-states", "china", "1965-01-01", "okinawa", JAPAN, "no"),
    ("united-states", "china", "1975-01-01", "okinawa", JAPAN, "yes"),
    ("united-states", "china", "2026-01-01", "guam", JAPAN, "no"),
    ("united-states", "china", "2026-01-01", "senkaku", JAPAN, "yes"),
    ("united-states", "north-korea", "2026-01-01", "guam", KOREA, "yes"),
    ("united-states", "north-korea", "2026-01-01", "camp-humphreys", KOREA, "yes"),
    ("united-states", "north-korea", "2026-01-01", "kadena", KOREA, "no"),
    ("united-states", "north-korea", "2026-01-01", "ships-in-the-pacific", KOREA, "no"),
    ("united-states", "north-korea", "2026-01-01", None, KOREA, "doubtful"),
    ("south-korea", "north-korea", "2026-01-01", "yeonpyeong", FOR_KOREA, "yes"),
    ("united-states", "china", "2026-01-01", "forces-in-japan", ANZUS, "yes"),
    (
        "united-states",
        "china",
        "2026-01-01",
        "ships-in-the-south-china-sea",
        ANZUS,
        "doubtful",
    ),
    ("united-states", "iran", "2026-01-01", "forces-in-syria", ANZUS, "no"),
    ("philippines", "china", "2015-01-01", "second-thomas-shoal", MANILA, "doubtful"),
    ("philippines", "china", "2026-01-01", "second-thomas-shoal", MANILA, "yes"),
    ("taiwan", "china", "1958-08-23", "taiwan-island", TAIPEI, "yes"),
    ("taiwan", "china", "1958-08-23", "quemoy", TAIPEI, "doubtful"),
    ("taiwan", "china", "1975-01-01", "quemoy", TAIPEI, "no"),
]


@each(("victim", "by", "day", "place", "clause", "inside"), CASES, most=len(CASES))
def test_area_clause(
    world: World,
    victim: str,
    by: str,
    day: str,
    place: str | None,
    clause: tuple[str, str, str],
    inside: str,
) -> None:
    obligor, treaty, article = clause
    row = world.ask(victim, by=by, on=day, at=place, background=False, rounds=1)[
        obligor
    ]
    found = {
        v.status
        for g, v in ((j.ground, j.verdict) for j in row.judged)
        if (g.treaty, g.article, g.beneficiary) == (treaty, article, victim)
    }
    if inside == "no":
        assert not found & {Status.BOUND, Status.CONTESTED}
        assert any(
            b.condition == "in-area" and b.clause.startswith(f"{treaty}:{article}")
            for b in row.blocked
        )
    else:
        assert found == {Status.BOUND if inside == "yes" else Status.CONTESTED}


PACIFIC = {"kinds": ["vessel"], "regions": ["pacific"]}
REACH = [
    # limbs, day, whether a striker could find a target of the United States inside
    ([PACIFIC], "2026-01-01", True),
    ([{"kinds": ["vessel"]}], "2026-01-01", False),
    ([{"kinds": ["island"], "regions": ["pacific"]}], "2026-01-01", True),
    (
        [{"kinds": ["island"], "regions": ["pacific"], "excluding": ["pacific"]}],
        "2026-01-01",
        False,
    ),
    ([{"kinds": ["island"], "places": ["guam"]}], "2026-01-01", True),
    ([{"kinds": ["territory"], "places": ["guam"]}], "2026-01-01", False),
    (
        [{"kinds": ["island"], "places": ["guam"], "administered_by": ["japan"]}],
        "2026-01-01",
        False,
    ),
    ([{"kinds": ["island"], "places": ["dokdo"]}], "2026-01-01", False),
    ([PACIFIC | {"between": {"until": "2000-01-01"}}], "2026-01-01", False),
    ([PACIFIC | {"between": {"until": "2000-01-01"}}], "1999-01-01", True),
    (
        [
            PACIFIC | {"between": {"until": "2000-01-01"}},
            {"kinds": ["island"], "places": ["guam"]},
        ],
        "2026-01-01",
        True,
    ),
]


@each(("limbs", "day", "reached"), REACH)
def test_whether_a_striker_could_choose_a_target_inside(
    world: World, limbs: list[dict[str, object]], day: str, reached: bool
) -> None:
    area = Area.model_validate(
        {"id": "nowhere", "name": "nowhere", "gist": "Made up.", "limbs": limbs}
    )
    attack = Event.model_validate(
        {"kind": "armed-attack", "by": "russia", "against": "united-states"}
    )
    setting = set_out(
        world.corpus,
        Scenario(on=date.fromisoformat(day), events=(attack,), background=False),
    )
    assert may_reach(area, setting, "united-states") is reached


OF_WHOM = [
    # whose, what, in which regions, inside the area of the North Atlantic Treaty
    ("turkey", "forces", ["africa"], "no"),
    ("poland", "forces", ["africa"], "no"),
    ("greece", "vessel", ["pacific"], "no"),
    ("france", "aircraft", ["north-africa"], "no"),
    ("united-states", "vessel", ["mediterranean"], "yes"),
    ("poland", "forces", ["europe"], "yes"),
    ("united-states", "forces", ["europe"], "doubtful"),
    ("turkey", "forces", [], "yes"),
]


@pytest.mark.parametrize(("state", "kind", "regions", "inside"), OF_WHOM)
def test_forces_described_by_whose_they_are_stand_where_their_regions_say(
    world: World, state: str, kind: str, regions: list[str], inside: str
) -> None:
    area = world.corpus.gazetteer.area("north-atlantic-treaty-area")
    assert reach(world, area, state, kind, regions) == inside


@pytest.mark.parametrize("kind", AFLOAT)
def test_no_area_reaches_forces_in_a_region_that_it_does_not_touch(
    world: World, kind: str
) -> None:
    gazetteer, states = world.corpus.gazetteer, world.corpus.states
    for area in gazetteer.areas:
        if any(not (limb.regions or limb.places or limb.of) for limb in area.limbs):
            continue
        touched = {r for limb in area.limbs for r in limb.regions} | {
            r for limb in area.limbs for s in limb.of for r in states[s].regions
        }
        outside = sorted(REGIONS - touched)[:1]
        for state in ("turkey", "france", "japan", "nigeria", "brazil"):
            if outside and not {*outside} & {*states[state].regions}:
                assert reach(world, area, state, kind, outside) == "no", area.id


def reach(world: World, area: Area, state: str, kind: str, regions: list[str]) -> str:
    """How an area clause takes force on a state's forces, ships or aircraft in some regions."""
    attack = Event.model_validate(
        {
            "kind": "armed-attack",
            "by": "iran",
            "against": state,
            "at": {"of": state, "kind": kind, "regions": regions},
        }
    )
    on = date.fromisoformat("2026-01-01")
    setting = set_out(world.corpus, Scenario(on=on, events=(attack,), background=False))
    return covers(area, setting, setting.occurrences[0])
