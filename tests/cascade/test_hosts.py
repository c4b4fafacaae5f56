"""Force on a guest's forces falls on its host's soil, and calls whoever is bound to help the host."""

from __future__ import annotations

from datetime import date

import pytest

from engine.verdicts.solution import Solution
from tests.cascade.test_rules_of_law import does, happens, hits, pact, status
from tests.support.worlds import of
from treaties.models.corpus import Corpus
from treaties.models.place import Gazetteer, Place

DAY = date(1960, 6, 1)


def law() -> Corpus:
    made = of([pact("italy", "spain"), pact("france", "denmark", number=1)])
    soil = [
        {
            "id": "base",
            "name": "the base",
            "kind": "forces",
            "of": [{"state": "spain"}],
        },
        {
            "id": "leased",
            "name": "the leased base",
            "of": [{"state": "spain"}],
            "administered_by": [{"state": "denmark"}],
        },
        {"id": "sovereign", "name": "the sovereign base", "of": [{"state": "denmark"}]},
        {"id": "sea", "name": "the sea", "kind": "vessel", "of": [{"state": "spain"}]},
    ]
    places = tuple(Place.model_validate({"regions": ["europe"]} | s) for s in soil)
    gazetteer = Gazetteer(places=places, areas=made.gazetteer.areas)
    return made.model_copy(update={"gazetteer": gazetteer})


def struck(at: str, **more: object) -> Solution:
    return happens(law(), DAY, hits("poland", "denmark", at=at, **more))


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("base", "bound fight"),
        ("leased", "contested fight"),
        ("sovereign", ""),
        ("sea", ""),
    ],
)
def test_the_host_is_hit_by_what_falls_on_its_soil(at: str, said: str) -> None:
    answer = struck(at)
    assert (
        status(answer, "italy")
        if said
        else "italy" in {r.state for r in answer if r.grounds}
    ) == (said or False)
    assert ("spain" in answer.setting.belligerents) is bool(said)


def test_the_title_names_the_host_and_the_question_says_why() -> None:
    answer = struck("leased")
    assert (
        answer.title
        == "If Denmark is attacked by Poland at the leased base on 1960-06-01, who is drawn in?"
    )
    (asked,) = [
        q for q in answer.assignments.questions if q.id == "host-hit:poland>spain"
    ]
    assert (
        asked.text
        == "Is the force of Poland at the leased base force against Spain too?"
    )
    assert (asked.presumed, asked.why) == ("open", "the place is held by Denmark")
    (asked,) = [
        q
        for q in struck("base").assignments.questions
        if q.id == "host-hit:poland>spain"
    ]
    assert (asked.presumed, asked.why) == ("yes", "it falls on the territory of Spain")


def test_who_stands_there_without_leave_is_no_guest() -> None:
    assert "italy" not in {r.state for r in struck("base", leave=False) if r.grounds}


def test_who_fights_the_striker_or_the_one_hit_is_no_host() -> None:
    for first in (
        hits("spain", "denmark"),
        hits("denmark", "spain"),
        hits("spain", "poland"),
    ):
        answer = happens(law(), DAY, first, hits("poland", "denmark", at="base"))
        assert not [o for o in answer.setting.occurrences if o.guest]


def test_a_threat_at_a_place_hits_no_host() -> None:
    answer = happens(law(), DAY, does("threat", "poland", "denmark", at="base"))
    assert not [o for o in answer.setting.occurrences if o.guest]


def test_a_host_that_is_hit_by_a_friend_of_ours_has_joined_nobody() -> None:
    """Help against a second enemy is not owed where the friend itself struck the soil of that state."""
    second = [{"kind": "joined-by", "among": ["spain"]}]
    made = of([pact("poland", "france", trigger="war", conditions=second)])
    world = law().model_copy(update={"treaties": made.treaties})
    found = happens(world, DAY, hits("poland", "denmark", at="leased"))
    assert [o for o in found.setting.occurrences if o.guest]
    assert not found["france"].judged
