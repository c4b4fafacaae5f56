"""The atlas without a browser: its web is the law's, its table is the engine's, its words are its own."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest

from engine.forms.svg import esc
from engine.interfaces.atlas.atlas_page import atlas_section, hot_spots, own
from engine.interfaces.atlas.duty_web import web
from engine.interfaces.atlas.first_round import once, table
from engine.interfaces.page.replies import API
from engine.interfaces.remedies import remedies
from engine.output.bottom_line import bottom_line
from engine.question.query import Query
from engine.setting.graph import ObligationGraph
from engine.sweep.clauses import binding
from engine.world import World
from tests.support.sampling import sampled
from treaties.atlas import load_atlas, place_points
from treaties.loading.hot_spots import load_hot_spots
from treaties.vocabulary.errors import CasusError, See
from treaties.vocabulary.terms import Trigger

pytestmark = sampled(4)

DAY = date(2026, 11, 26)
FAR_FROM_HOME = {
    *(
        "akrotiri",
        "american-samoa",
        "anguilla",
        "aruba-and-curacao",
        "ascension-island",
        "bermuda",
        "bonaire-place",
        "bouvet",
        "british-virgin-islands",
        "cayman-islands",
        "chagos-place",
        "christmas-island",
        "clipperton",
        "cocos-islands",
        "dhekelia",
        "diego-garcia",
        "east-timor-portuguese",
        "easter-island",
        "guam",
        "heard-island",
        "macquarie-island",
        "midway",
        "montserrat",
        "norfolk-island",
        "northern-marianas",
        "palmyra-atoll",
        "pitcairn",
        "saint-helena",
        "saint-pierre-and-miquelon",
        "sint-maarten",
        "south-georgia",
        "swains",
        "tokelau",
        "tristan-da-cunha",
        "turks-and-caicos",
        "wake",
        "wallis-and-futuna",
    )
}
"""Places more than 12 degrees of arc from all land of those who hold or claim them."""


@pytest.fixture(scope="module")
def found(world: World) -> dict[str, Any]:
    return table(world, DAY)


def pairs(states: list[str]) -> Iterator[tuple[str, str]]:
    """Some two hundred attacks, the same each time."""
    yield from ((a, v) for v in states[::14] for a in states[3::13] if a != v)
    yield from (
        ("china", "philippines"),
        ("russia", "ukraine"),
        ("israel", "iran"),
        ("north-korea", "south-korea"),
    )


def found_in(
    table: Mapping[str, Any], attacker: str, victim: str
) -> dict[str, Any] | None:
    """The answer that a table holds, in the form of `once`: what the page's script does; none where it asks the
    engine."""
    at, runs = table["subjects"].index(attacker), table["attacks"][victim]
    result = next(
        runs[i + 1] for i in range(0, len(runs), 2) if sum(runs[: i + 1 : 2]) > at
    )
    if result < 0:
        return None
    flat, calls = table["results"][result], []
    for i in range(0, len(flat), 2):
        states = [table["states"][n] for n in table["groups"][flat[i + 1]]]
        if states := [s for s in states if s not in (attacker, victim)]:
            calls.append(table["verdicts"][flat[i]] | {"states": states})
    return {
        "day": table["day"],
        "victims": [victim],
        "attackers": [attacker],
        "calls": calls,
    }


def without_lines(told: Mapping[str, Any]) -> dict[str, Any]:
    """The reply of the engine without its sentences, which no table holds."""
    assert told["lines"]
    return {k: v for k, v in told.items() if k != "lines"}


def test_the_table_says_what_the_engine_says(
    world: World, found: dict[str, Any]
) -> None:
    """Where force on an entity hits the state whose land it is for others too, the table has the page ask the engine."""
    contested = [c for c in world.corpus.contested if c.state in found["attacks"]]
    mothers = [(of, c.state) for c in contested for of in c.of]
    strangers = [(a, c.state) for c in contested for a in ("turkey", "russia")]
    for attacker, victim in (*pairs(found["subjects"]), *strangers, *mothers):
        told = without_lines(once(world, Query.of(victim=victim, by=attacker, on=DAY)))
        known = told if told["victims"] == [victim] else None
        assert found_in(found, attacker, victim) == known, (attacker, victim)
    assert found_in(found, "turkey", "abkhazia") is None


def test_the_web_is_the_graph_of_the_day(world: World) -> None:
    for day in (date(1914, 7, 28), DAY):
        told = web(world, day)
        graph = ObligationGraph(world.corpus, day)
        ids = [s[0] for s in told["states"]]
        bonds = {
            (ids[o], ids[b], told["clauses"][c]["key"])
            for c, obligors, owed in told["bonds"]
            for b in owed
            for o in obligors
            if o != b
        }
        keys = binding(day, graph)
        edges = {
            (o, b, key)
            for o, b, key in graph.graph.edges(keys=True)
            if key in keys
            and graph.clauses[key].obligation.trigger
            not in (Trigger.MOBILISATION, Trigger.INSURRECTION)
        }
        assert bonds == edges


def test_second_thomas_shoal(world: World) -> None:
    told = once(
        world,
        Query.of(victim="Philippines", by="China", at="Second Thomas Shoal", on=DAY),
    )
    first = told["calls"][0]
    assert (first["label"], first["status"]) == (
        "US–Philippines Treaty of 1951, Art. IV",
        "bound",
    )
    assert first["states"] == ["united-states"]


def test_each_article_lists_all_whom_it_calls(
    world: World, found: dict[str, Any]
) -> None:
    """A member of the Union is an ally too: no article has only those whom no other calls to more."""
    told = once(world, Query.of(victim="Estonia", by="Russia", on=DAY))
    assert without_lines(told) == found_in(found, "russia", "estonia")
    called = {c["label"]: len(c["states"]) for c in told["calls"]}
    assert called["North Atlantic Treaty, Art. 5"] == 31
    assert called["EU Treaty, Art. 42.7"] == 26


@pytest.mark.parametrize(
    "word", re.findall('<option value="([a-z]+)">', own("atlas.html"))
)
def test_every_kind_of_attack_makes_a_sentence(world: World, word: str) -> None:
    told = once(
        world,
        Query.of(victim=f"If Estonia is {word} by Russia, who is drawn in?", on=DAY),
    )
    assert (told["victims"], told["attackers"]) == (["estonia"], ["russia"])


def test_the_hot_spots_of_a_region(world: World) -> None:
    """Each is a link that asks it on the map; where no server is, also its first lines and the page that answers it."""
    pacific = [s for s in load_hot_spots() if s.region == "Pacific"]
    served, alone = (
        hot_spots(world, DAY, "Pacific", pacific, alone=a, pages="../" if a else "")
        for a in (False, True)
    )
    for spot in pacific:
        for html in (served, alone):
            assert (
                f'href="#atlas:{urlencode({"victim": spot.question})}">{esc(spot.question)}</a>'
                in html
            )
        assert f'href="../hot-spots/{spot.id}.html"' in alone
        assert esc(bottom_line(world.ask(spot.question, on=DAY, rounds=1))[0]) in alone
    assert f"<small>({len(pacific)})</small>" in served
    assert "hot-spots/" not in served
    assert "<p>" not in served


def test_a_day_before_all_law_is_refused(world: World) -> None:
    with pytest.raises(CasusError, match="before all that is known here"):
        API["web"](world, {"on": ["1700-01-01"]})


def test_the_page_never_speaks_as_the_command_line() -> None:
    for see in See:
        told = CasusError("it is not known", remedy=see).wording(remedies("page"))
        assert "`" not in told
        assert "--" not in told
    assert set(remedies("page")) == set(See)


def test_a_war_that_is_running_is_told(world: World) -> None:
    told = API["bottom"](
        world,
        {
            "victim": ["Ukraine"],
            "by": ["Russia"],
            "on": ["2026-01-01"],
            "rounds": ["1"],
        },
    )
    assert told["given"].startswith(
        "Already at war: Belarus has taken the side of Russia since 2022; "
    )
    assert "--no-background" not in told["given"]
    assert told["lines"]


def test_every_marked_place_is_known_and_lies_near_whose_it_is(world: World) -> None:
    """A slip of a sign would put a place on another continent."""
    atlas, section = load_atlas(), atlas_section(world, DAY, alone=False)

    def names_of(name: str) -> list[str]:
        return [
            (
                name.rpartition(" in the ")[2] if name.startswith("Warships") else name
            ).removeprefix("the ")
        ]

    def far(a: tuple[float, float], b: tuple[float, float]) -> float:
        (x, y), (u, v) = (tuple(map(math.radians, p)) for p in (a, b))
        return math.degrees(
            math.acos(
                min(
                    1.0,
                    math.sin(y) * math.sin(v)
                    + math.cos(y) * math.cos(v) * math.cos(x - u),
                )
            )
        )

    for ident, point in place_points().items():
        place = world.corpus.gazetteer.place(ident)
        assert place.id == ident
        assert any(
            f'data-place="{esc(name)}"' in section for name in names_of(place.name)
        ), ident
        assert all(
            world.corpus.gazetteer.place(name).id == ident
            for name in names_of(place.name)
        ), ident
        holders = {
            h.state for h in (*place.of, *place.administered_by, *place.claimed_by)
        }
        land = [
            r
            for s in holders
            for r in atlas.land.get(world.corpus.states[s].iso3 or "", ())
        ]
        if land and not {"vessel", "aircraft"} & {str(place.kind)}:
            assert (
                min(far(point, p) for ring in land for p in ring) < 12
                or ident in FAR_FROM_HOME
            ), ident
