"""What conditions on areas, territory and recognition ask, on an invented map."""

from __future__ import annotations

from typing import Any

from engine.cascade.outcomes import Context
from engine.setting.occurrences import Where
from tests.cascade.test_rules_of_law import NEW
from tests.cascade.test_what_conditions_ask import ATTACK, asks, only
from tests.support.holding import first, held, ways
from tests.support.worlds import of
from treaties.models.place import Area, Gazetteer, Place
from treaties.models.scenario import Event
from treaties.models.treaty import Treaty
from treaties.vocabulary.terms import Nature, PlaceKind

ROCK = Place.model_validate(
    {"id": "rock", "name": "the Rock", "kind": "island", "regions": ("sea",)}
)
SEA = Area.model_validate(
    {
        "id": "sea",
        "name": "the sea",
        "gist": "x",
        "limbs": [{"kinds": ("vessel", "island"), "regions": ("sea",)}],
    }
)
LANDS = Area.model_validate(
    {
        "id": "lands",
        "name": "the lands",
        "gist": "x",
        "limbs": [{"kinds": ("territory",), "regions": ("moon",)}],
    }
)


def drawn(*areas: Area, places: tuple[Place, ...] = (ROCK,)) -> Gazetteer:
    return Gazetteer(places=places, areas=areas)


def on_the_map(
    pact_: Treaty, *events: Event, areas: tuple[Area, ...] = (SEA, LANDS), **more: Any
) -> Context:
    law = of([pact_]).model_copy(update={"gazetteer": drawn(*areas)})
    return held(pact_, NEW, *events, law=law, **more)


def at_the_rock(**holders: Any) -> Where:
    return Where(
        "the Rock", PlaceKind.ISLAND, frozenset(("sea",)), place=ROCK, **holders
    )


def test_an_area_is_kept_to_or_doubtful_or_left() -> None:
    inside = on_the_map(
        asks("in-area", area="sea"), ATTACK, where=at_the_rock(of=("germany",))
    )
    assert ways(first(inside)) == [""]
    doubtful = SEA.model_copy(
        update={"limbs": (SEA.limbs[0].model_copy(update={"holds": "doubtful"}),)}
    )
    asked = on_the_map(
        asks("in-area", area="sea"),
        ATTACK,
        areas=(doubtful,),
        where=at_the_rock(of=("germany",)),
    )
    assert ways(first(asked)) == ["in-area:pact-0/poland>germany"]
    assert only(asked)[1:] == (
        Nature.LAW,
        "obligor",
        "the clause can be read both ways",
    )
    outside = on_the_map(asks("in-area", area="sea"), ATTACK)
    (why,) = ways(first(outside))
    assert (
        why
        == "fails: the treaty's area (the sea) leaves out the home territory of West Germany"
    )


def test_land_inside_an_area_that_only_the_victim_claims_is_a_question_still() -> None:
    ctx = on_the_map(
        asks("in-area", area="sea"),
        ATTACK,
        where=at_the_rock(of=("spain",), claimed_by=("germany",)),
    )
    assert ways(first(ctx)) == ["territory:rock/germany"]
    assert (
        only(ctx)[3]
        == "West Germany claims it; it is generally recognised as territory of Spain"
    )


def test_a_striker_may_yet_choose_a_target_inside_and_what_is_given_was_chosen() -> (
    None
):
    sea, lands = asks("in-area", area="sea"), asks("in-area", area="lands")
    ctx = on_the_map(sea, ATTACK, given=False)
    assert ways(first(ctx)) == ["in-area:pact-0/poland>germany"]
    assert only(ctx)[:3] == (
        "Does Poland choose a target of West Germany within the scope of Pact 0?",
        Nature.WILL,
        "poland",
    )
    own = on_the_map(sea, ATTACK, given=False, own_war=True)
    assert ways(first(own)) == ["in-area:pact-0/germany>poland"]
    assert only(own)[2] == "germany"
    assert first(on_the_map(lands, ATTACK, given=False)).ways == ()
    assert first(on_the_map(sea, ATTACK)).ways == ()


def test_whose_target_it_would_be_is_the_one_struck_in_either_view() -> None:
    rock = Place.model_validate(ROCK.model_dump() | {"of": ({"state": "germany"},)})
    island = Area.model_validate(
        {
            "id": "sea",
            "name": "the sea",
            "gist": "x",
            "limbs": [{"kinds": ("island",), "places": ("rock",)}],
        }
    )
    law = of([asks("in-area", area="sea")]).model_copy(
        update={"gazetteer": Gazetteer(places=(rock,), areas=(island,))}
    )
    for own_war, asked in ((False, True), (True, False)):
        ctx = held(
            asks("in-area", area="sea"),
            NEW,
            ATTACK,
            law=law,
            given=False,
            own_war=own_war,
        )
        assert bool(first(ctx).ways) is asked


def test_only_land_is_territory() -> None:
    law = asks("on-territory")
    said = {
        "own": at_the_rock(of=("germany",)),
        "claimed": at_the_rock(of=("spain",), claimed_by=("germany",)),
        "abroad": at_the_rock(of=("spain",)),
        "guest": at_the_rock(of=("poland",)),
        "own ship": Where(
            "a ship", PlaceKind.VESSEL, frozenset(), administered_by=("germany",)
        ),
        "claimed zone": Where(
            "a zone", PlaceKind.ZONE, frozenset(), place=ROCK, claimed_by=("germany",)
        ),
    }
    found = {k: ways(first(on_the_map(law, ATTACK, where=w))) for k, w in said.items()}
    assert {k: v for k, v in found.items() if not v[0].startswith("fails")} == {
        "own": [""],
        "claimed": ["territory:rock/germany"],
    }
    assert found["abroad"] == [
        "fails: what is hit, the Rock, is not territory of West Germany"
    ]


def test_recognition_is_asked_only_of_a_place_that_somebody_else_claims_or_governs() -> (
    None
):
    law = asks("recognised-territory")
    rock = Place.model_validate(
        ROCK.model_dump() | {"claimed_by": ({"state": "spain"},)}
    )
    ruled = Place.model_validate(
        ROCK.model_dump() | {"administered_by": ({"state": "germany"},)}
    )

    def at(place: Place | None, **holders: Any) -> list[str]:
        here = Where(
            "the Rock", PlaceKind.ISLAND, frozenset(("sea",)), place=place, **holders
        )
        return ways(first(on_the_map(law, ATTACK, where=here)))

    own = {"of": ("germany",)}
    assert at(ROCK, **own) == [""]
    assert at(rock, **own) == ["recognised:rock/germany"]
    assert at(ruled, **own) == ["recognised:rock/germany"]
    assert at(None, **own) == [""]
    assert at(rock, of=("spain",), claimed_by=("germany",)) == [
        "territory:rock/germany"
    ]
    assert at(rock, of=("spain",)) == [""]
