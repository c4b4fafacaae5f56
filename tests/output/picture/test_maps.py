"""The map: the projection keeps areas, the borders cover every state, chips keep apart, and it shows what the answer says."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from cli import app
from engine.answer import Answer
from engine.findings.calls import triggered_articles
from engine.findings.mapped import beyond, map_content
from engine.findings.scene import LEFT, sides_of
from engine.forms.globe import (
    MapWindow,
    area_of,
    around,
    clipped,
    project,
    thinned,
    whole_world,
)
from engine.forms.style import SIDES, text_width
from engine.output.bottom_line import bottom_line
from engine.output.picture import draw, world_map
from engine.output.picture.finding import finding
from engine.output.picture.map_panel import CHIP, Chip, attacks, chips_of, panel_of
from engine.output.picture.map_window import OPEN, patterns
from engine.output.picture.worldmap import NARROW, WIDE, sheet
from engine.output.prose import BRACKETS
from engine.output.report.sheets import page_content
from engine.output.unbound_text import unbound_line
from engine.record.verdict import Status
from engine.world import ask
from tests.output.picture.test_pictures import SVG, Text, overlaps, texts_of
from tests.support.each import each
from tests.support.sampling import sampled
from tools.borders import encoded
from treaties.atlas import HOME, QUANTUM, decoded, load_atlas, struck_points
from treaties.loading.corpus import load_corpus
from treaties.models.corpus import Corpus
from treaties.vocabulary.days import in_words
from treaties.vocabulary.errors import CasusError
from validation.cases.findings import answer_of

pytestmark = sampled(20, alone="whole")

LON, LAT = st.floats(-179, 179), st.floats(-85, 85)


@pytest.fixture(params=("seed", "july", "poland"))
def answer(request: pytest.FixtureRequest) -> Answer:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Answer)
    return found


@given(LON, LAT)
def test_the_projection_keeps_areas(lon: float, lat: float) -> None:
    """A small square of the globe has the same area on the sheet wherever it lies."""
    h = 1e-4
    (x0, y0), (x1, y1) = project(lon - h, lat), project(lon + h, lat)
    (u0, v0), (u1, v1) = project(lon, lat - h), project(lon, lat + h)
    area = abs((x1 - x0) * (v1 - v0) - (u1 - u0) * (y1 - y0))
    globe = math.radians(2 * h) ** 2 * math.cos(math.radians(lat))
    assert area / globe == pytest.approx(1.0, rel=2e-3)


@given(LON, LAT)
def test_the_projection_is_symmetric(lon: float, lat: float) -> None:
    x, y = project(lon, lat)
    assert project(-lon, lat) == pytest.approx((-x, y))
    assert project(lon, -lat) == pytest.approx((x, -y))
    assert project(lon, lat, middle=lon) == pytest.approx((0.0, y))


@given(
    st.lists(
        st.tuples(st.integers(-9000, 9000), st.integers(-4500, 4500)),
        min_size=1,
        max_size=40,
    )
)
def test_a_ring_survives_its_encoding(units: list[tuple[int, int]]) -> None:
    points = [(x * QUANTUM, y * QUANTUM) for x, y in units]
    kept = [p for p, q in zip(units, [None, *units], strict=False) if p != q]
    assert [
        (round(x / QUANTUM), round(y / QUANTUM)) for x, y in decoded(encoded(points))
    ] == kept


@given(
    st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=3, max_size=12),
    st.floats(-8, 8),
)
def test_two_halves_make_the_whole(
    ring: list[tuple[float, float]], bound: float
) -> None:
    def signed(r: list[tuple[float, float]]) -> float:
        return (
            sum(
                a[0] * b[1] - b[0] * a[1] for a, b in zip(r, r[1:] + r[:1], strict=True)
            )
            / 2
        )

    left, right = clipped(ring, 0, bound, -1), clipped(ring, 0, bound, 1)
    assert all(x <= bound + 1e-9 for x, _ in left)
    assert all(x >= bound - 1e-9 for x, _ in right)
    assert signed(left) + signed(right) == pytest.approx(signed(ring), abs=1e-6)


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), max_size=30))
def test_thinning_leaves_only_points_of_the_grid(
    points: list[tuple[float, float]],
) -> None:
    thin = thinned(points, 0.5)
    assert len(thin) <= len(points)
    assert all(float(c * 2).is_integer() for p in thin for c in p)
    assert all(a != b for a, b in pairwise(thin))


# --- The borders ---


def inside(p: tuple[float, float], ring: Sequence[tuple[float, float]]) -> bool:
    """Whether a point lies in a ring."""
    x, y = p
    hit = False
    ax, ay = ring[-1]
    for bx, by in ring:
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            hit = not hit
        ax, ay = bx, by
    return hit


def test_a_point_between_two_lines_of_the_grid_is_rounded_alike_everywhere() -> None:
    """The last digit of a sine differs between the browser and other machines."""
    below, above = (
        thinned([(-3 + by, 0), (40, 0), (40, 40)], 2.0) for by in (-1e-12, 1e-12)
    )
    assert below == above


def test_every_state_has_land_or_a_dot(law: Corpus) -> None:
    """Whoever exists today has land of today or a dot; whoever is gone has a dot."""
    atlas, today = load_atlas(), date.today()
    for state in law.states:
        if state.exists_on(today):
            assert state.iso3 in atlas.land or atlas.seat(state.id, today), state.id
            assert not (state.iso3 in atlas.land and atlas.seat(state.id, today)), (
                state.id
            )
        else:
            last = max(p.until for p in state.lifetime if p.until)
            assert atlas.seat(state.id, last), state.id
    assert set(atlas.seats) <= set(law.states.ids)
    assert set(atlas.land) <= {s.iso3 for s in law.states}


def test_the_borders_are_small_and_say_whose_they_are() -> None:
    text = (HOME / "borders.json").read_text(encoding="utf-8")
    assert len(text.encode()) < 150_000
    about = json.loads(text)["about"]
    for word in (
        "Natural Earth",
        "public domain",
        "world-atlas",
        "ISC",
        "tools/borders.py",
        "No position",
    ):
        assert word in about


@each(
    ("iso", "lon", "lat"),
    [
        ("FRA", 2.35, 48.86),
        ("RUS", 37.6, 55.75),
        ("RUS", 177.5, 64.9),
        ("RUS", 181.0, 67.0),
        ("CHN", 116.4, 39.9),
        ("USA", -95.0, 40.0),
        ("USA", -150.0, 65.0),
        ("PRK", 125.75, 39.05),
        ("ZAF", 28.05, -26.2),
        ("TWN", 121.0, 23.8),
        ("AUT", 16.3, 48.2),
        ("UKR", 31.0, 49.5),
    ],
)
def test_places_lie_where_they_lie(iso: str, lon: float, lat: float) -> None:
    atlas = load_atlas()
    owners = [
        i
        for i, rings in atlas.land.items()
        if sum(inside((lon, lat), r) for r in rings) % 2
    ]
    assert owners == [iso]


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        (34.1, 45.2),
        (-13.7, 24.2),
        (33.6, 35.3),
        (146.0, 44.2),
        (-13.0, 27.0),
        (28.3, -29.5),
    ],
)
def test_disputed_land_is_nobodys(lon: float, lat: float) -> None:
    """Land that two states claim is coloured for neither; a state within another is its own (the last point)."""
    atlas = load_atlas()
    owners = {
        i
        for i, rings in atlas.land.items()
        if sum(inside((lon, lat), r) for r in rings) % 2
    }
    disputed = any(inside((lon, lat), r) for r in atlas.disputed)
    assert (owners, disputed) == (
        (set(), True) if (lon, lat) != (28.3, -29.5) else ({"LSO"}, False)
    )


def test_neighbours_share_their_border() -> None:
    atlas = load_atlas()
    for a, b in (("FRA", "ESP"), ("UKR", "POL"), ("PRK", "KOR"), ("CHN", "RUS")):
        one, other = ({p for r in atlas.land[i] for p in r} for i in (a, b))
        assert len(one & other) >= 4, (a, b)


# --- Windows ---


@given(st.lists(st.tuples(LON, st.floats(-50, 80)), min_size=1, max_size=6))
def test_a_window_holds_what_it_is_asked_to_hold(
    points: list[tuple[float, float]],
) -> None:
    window = around(points, WIDE, (1.85, 2.3))
    assert all(window.holds(window.place(*p), -1.0) for p in points)
    assert window.wide / window.high <= 3.01


def test_land_across_the_antimeridian_is_whole() -> None:
    """Chukotka lies beside Kamchatka whichever way the world is centred, unless the cut goes through it."""
    russia = load_atlas().land["RUS"][:1]
    pacific = MapWindow(155.0, -2.7, -1.3, 5.4, 2.4, 960)
    assert len(pacific.outlines(russia)) == 1
    whole = whole_world([(100.0, 60.0)], 960)
    assert sum(map(area_of, whole.outlines(russia))) == pytest.approx(
        sum(map(area_of, pacific.outlines(russia))), rel=0.02
    )


# --- The drawing ---


def box_of(chip: Chip) -> Text:
    """The name, left, upper, right and lower edge of a label."""
    return chip.name, chip.x, chip.y, chip.x + chip.wide, chip.y + CHIP


@pytest.mark.parametrize("wide", [WIDE, NARROW])
def test_chips_name_the_states_of_the_title_at_the_edge(
    answer: Answer, wide: float
) -> None:
    content = map_content(answer, every=True)
    panel = panel_of(content, wide)
    chips = chips_of(content, panel)
    assert not overlaps([box_of(c) for c in chips])
    for c in chips:
        _, x0, y0, x1, y1 = box_of(c)
        assert 0 <= x0 < x1 <= panel.window.wide, c.state.name
        assert 0 <= y0 < y1 <= panel.window.high, c.state.name
        assert min(x0, panel.window.wide - x1) == 5.0, c.state.name
        assert c.at == panel.points.get(c.state.state)
    named = {c.state.state for c in chips if c.at}
    given = {*answer.setting.attacked, *answer.setting.attacking}
    assert named == given & panel.points.keys()
    svg = world_map(answer, portrait=wide == NARROW)
    labels = {
        g.get("data-state")
        for g in ElementTree.fromstring(svg).iter(f"{SVG}g")
        if (g.get("class") or "").startswith("label ")
    }
    assert labels & given
    helping = [
        s
        for s in map_content(answer).states
        if s.verdict.duty and s.verdict.duty.drawn_in and not s.role
    ]
    surest = min((s.status.order for s in helping), default=0)
    assert labels <= given | {s.state for s in helping if s.status.order == surest}


def test_more_chips_than_the_edge_has_room_for_are_left_out() -> None:
    asked = ask(scenario="gulf-2026", rounds=1)
    content = map_content(asked)
    panel = panel_of(content, NARROW)
    low = replace(panel, window=replace(panel.window, height=panel.window.height / 3))
    chips = chips_of(content, low)
    assert 0 < len(chips) < len(chips_of(content, panel))
    assert not overlaps([box_of(c) for c in chips])


@pytest.mark.parametrize("portrait", [False, True])
def test_the_words_below_do_not_meet(answer: Answer, portrait: bool) -> None:
    texts = texts_of(ElementTree.fromstring(world_map(answer, portrait=portrait)))
    assert not overlaps(texts)


def spots_of(svg: str) -> dict[str, list[str]]:
    """The classes of every state drawn."""
    spots = (
        g
        for g in ElementTree.fromstring(svg).iter(f"{SVG}g")
        if (g.get("class") or "").startswith("spot ")
    )
    return {
        g.get("data-state") or "": (g.get("class") or "").split()[1:]
        for g in spots
        if g.get("data-state")
    }


def words_of(svg: str) -> str:
    """All that a picture says, its lines joined."""
    return " ".join(
        "".join(t.itertext()) for t in ElementTree.fromstring(svg).iter(f"{SVG}text")
    )


def test_the_map_shows_who_fights_and_who_is_called(answer: Answer) -> None:
    svg = world_map(answer)
    drawn, sides = spots_of(svg), sides_of(answer)
    called_ = {
        s
        for i in (
            *triggered_articles(answer).asked,
            *triggered_articles(answer).attackers,
        )
        for c in i.calls
        for s in c.states
        if c.duty.drawn_in
    }
    fights = {r.state for r in answer if r.status is Status.BELLIGERENT}
    words = words_of(svg)
    key, _, _ = words.partition("Not on this map: ")
    named = {r.state for r in answer if r.name in key}
    content = map_content(answer)
    # Who fights far from the attacked has a chip at the edge.
    named |= {s.state for s in beyond(content, panel_of(content, WIDE).points)}
    assert called_ | fights <= set(drawn) | named
    for state, (status, side, _) in drawn.items():
        row = answer[state]
        assert (
            status == f"s-{row.status if state in fights else row.at_once.status}"
            or side == "side-aside"
        ), state
        if state in fights:
            assert side == (
                "side-attacked" if sides[state] == LEFT else "side-attacker"
            ), state
    for s in map_content(answer).states:
        helps = s.verdict.duty is not None and s.verdict.duty.drawn_in
        assert s.name in words or not (helps or s.role)
    past = answer.setting.on.year < 2011  # South Sudan is the last state that came
    assert (f"not those of {in_words(answer.setting.on)}" in words) == past
    assert "no position on disputed territory" in words


def test_hue_is_the_side_and_hollow_is_neutral() -> None:
    """Bound to stay out, bound to help one and bound to help the other are three looks."""
    svg = world_map(ask("Estonia", by="Russia", on="2026-11-26", rounds=1))
    drawn = spots_of(svg)
    assert drawn["estonia"] == ["s-belligerent", "side-attacked", "d-none"]
    assert drawn["russia"] == ["s-belligerent", "side-attacker", "d-none"]
    assert drawn["france"] == ["s-bound", "side-attacked", "d-assist"]
    assert drawn["turkey"] == ["s-bound", "side-attacked", "d-act"]
    assert drawn["switzerland"][1] == "side-aside"
    assert ">Must help neither side<" in svg
    assert svg.count(">Must help<") == 1
    assert "armenia" not in drawn
    assert "armenia" in spots_of(
        world_map(ask("Estonia", by="Russia", on="2026-11-26"), further=True)
    )


def test_a_printed_map_is_cut_to_those_attacked_and_chips_name_who_is_far_off() -> None:
    near = ask("Estonia", by="Russia", on="2026-11-26", rounds=1)
    svg = world_map(near)
    words = words_of(svg)
    assert "united-states" not in spots_of(svg)
    assert "‹ United States must act, but chooses how" in words
    assert "‹ Canada must act, but chooses how" in words
    assert "Must act, but each chooses how United States" in words


def test_no_chip_says_that_a_state_is_bound_where_that_is_open() -> None:
    struck = ask("North Korea", by="United States", on="2026-11-26", rounds=1)
    content = map_content(struck)
    assert "cuba" in {s.state for s in content.states}
    chips = chips_of(content, panel_of(content, WIDE))
    assert [c.says for c in chips if c.state.state == "cuba"] in (
        [],
        ["contested: must help"],
    )


def test_where_a_duty_is_open_the_chip_of_a_state_far_off_says_so() -> None:
    """The first line names the United States, which lies beyond the map."""
    shoal = ask(
        "If China harasses the Philippines at Second Thomas Shoal on 2024-06-17, who is drawn in?",
        rounds=1,
    )
    words = words_of(world_map(shoal))
    assert "United States › contested: must act, but chooses how" in words
    assert "Philippines met with limited force" in words


def test_a_threat_has_both_states_in_picture_and_map() -> None:
    law = load_corpus()
    case = next(c for c in law.cases if c.id == "n32-greenland-threat")
    threat = Answer.of(answer_of(case, law))
    content = map_content(threat)
    roles = {s.state: s.role for s in content.states if s.role}
    assert roles["denmark"] == "threatened"
    assert roles["united-states"].startswith("threatens")
    assert {s.role for s in content.states if s.is_place} <= {"threatened here"}
    for portrait in (False, True):
        words = words_of(draw(threat, portrait=portrait))
        assert "Denmark United States" in words or "United States Denmark" in words


def test_a_seat_of_a_state_that_stays_out_has_no_colour_of_a_side() -> None:
    """Austria-Hungary, neutral in a war of France and Germany, was a red diamond as France is red."""
    svg = world_map(ask("German Empire", by="France", on="1888-04-01", rounds=1))
    [seat] = [
        p
        for g in ElementTree.fromstring(svg).iter(f"{SVG}g")
        if g.get("data-state") == "austria-hungary"
        for p in g.iter(f"{SVG}circle")
    ]
    assert seat.get("stroke-dasharray")


def test_who_is_bound_to_nothing_is_named_below_picture_and_map() -> None:
    cuba = ask("Cuba", by="United States", on="1962-10-22", rounds=1)
    assert unbound_line(cuba) in words_of(world_map(cuba))
    assert "Soviet Union" in unbound_line(cuba)
    for svg in (draw(cuba), draw(cuba, portrait=True)):
        words = words_of(svg)
        assert unbound_line(cuba) in words
        assert "Soviet statement of 11 September 1962" in words


def test_the_key_of_a_narrow_map_counts_who_only_consults() -> None:
    """Eighty names of states that only consult, half of them twice, made a sheet of 1,480 px."""
    answer = ask(
        "United States", by="North Korea", at="Guam", on="2026-11-26", rounds=1
    )
    words = words_of(world_map(answer, portrait=True))
    consulting = words.partition("Must consult ")[2]
    assert "more, with the United States (North Atlantic Treaty)" in consulting[:100]
    assert words.count("Luxembourg") == 0


def test_the_window_shows_of_who_helps_the_nearest_part_alone() -> None:
    """The war in the Caucasus filled a hundredth of a map that reached from Norway to Mongolia."""
    answer = ask("Armenia", by="Azerbaijan", on="2022-09-14", rounds=1)
    panel = panel_of(map_content(answer), WIDE)
    assert {"armenia", "azerbaijan", "russia"} <= set(panel.points)
    assert not panel.window.holds(panel.window.place(10.0, 60.0))


@pytest.mark.parametrize("victim", ["Malaysia", "Estonia"])
def test_the_map_of_the_page_has_the_window_of_the_picture_s(victim: str) -> None:
    """Whoever may be drawn in later is on it only if the war's region holds it."""
    attacker = {"Malaysia": "China", "Estonia": "Russia"}[victim]
    answer = ask(victim, by=attacker, on="2026-11-26")
    printed, shown = map_content(answer), page_content(answer)
    assert len(shown.states) > len(printed.states)
    for wide in (WIDE, NARROW):
        window = panel_of(shown, wide).window
        assert window == panel_of(printed, wide).window
        assert window.width < panel_of(shown, wide, world=True).window.width / 3


def test_a_second_duty_of_a_state_is_striped_and_the_key_says_so() -> None:
    svg = world_map(ask("Estonia", by="Russia", on="2026-11-26", rounds=1))
    striped = {
        g.get("data-state")
        for g in ElementTree.fromstring(svg).iter(f"{SVG}g")
        if any(p.get("class") == "also" for p in g)
    }
    assert {"france", "germany", "poland"} <= striped, "both NATO and the EU bind it"
    assert striped.isdisjoint({"turkey", "united-kingdom", "austria", "russia"})
    assert "White stripes: a second duty to help besides." in words_of(svg)


def test_the_window_is_the_war_s() -> None:
    """Who attacks from far off is a chip, and a war over an island does not show the capital of whose it is."""
    gulf = panel_of(map_content(ask(scenario="gulf-2026", rounds=1)), WIDE).window
    recife, tunis = gulf.place(-34.9, -8.1), gulf.place(10.2, 36.8)
    assert gulf.holds(tunis)
    assert not gulf.holds(recife), "South America has no part in it"
    struck = map_content(ask("Iran", by="United States", on="2026-01-01", rounds=1))
    shown = panel_of(struck, WIDE)
    assert "iran" in shown.points
    assert "united-states" not in shown.points
    assert "united-states" in {s.state for s in beyond(struck, shown.points)}
    falklands = map_content(
        ask(
            "United Kingdom",
            by="Argentina",
            at="Falkland Islands",
            on="1982-04-02",
            rounds=1,
        )
    )
    panel = panel_of(falklands, WIDE)
    assert "united-kingdom" not in panel.points
    assert "argentina" in panel.points
    assert "united-kingdom" in {s.state for s in beyond(falklands, panel.points)}


def test_the_finding_is_the_first_line_of_the_answer() -> None:
    for asked in (
        {"scenario": "gulf-2026"},
        {"victim": "Estonia", "by": "Russia", "on": "2026-11-26"},
        {"victim": "Cuba", "by": "United States", "on": "1962-10-22"},
    ):
        answer = ask(**asked, rounds=1)
        told = finding(answer)
        assert told == BRACKETS.sub("", bottom_line(answer)[0])
        assert told in words_of(draw(answer, portrait=True))
    poland = ask("Poland", by="Germany", on="1939-09-01")
    assert finding(poland) == "The United Kingdom must help militarily."
    britain, france = bottom_line(poland)[:2]
    assert france.startswith("France must help (Franco-Polish Alliance of 1921")
    assert britain.startswith("The United Kingdom must help militarily (Anglo-Polish")


def test_a_side_is_named_by_whom_the_question_names(seed: Answer) -> None:
    told = words_of(world_map(seed))
    assert "Blue is the side of North Korea, red that of Ukraine" in told


def test_the_arrow_leads_to_the_place_that_is_hit() -> None:
    answer = ask("Japan", by="China", at="Senkaku", on="2026-06-01", rounds=1)
    content = map_content(answer)
    [place] = [s for s in content.states if s.is_place]
    assert (place.name, place.side) == ("Senkaku Islands", "attacked")
    panel = panel_of(content, WIDE)
    [(_, line)] = attacks(content, panel)
    assert (
        math.dist(line[-1], panel.points["senkaku"])
        < 15
        < math.dist(line[-1], panel.points["japan"])
    )
    told = words_of(world_map(answer))
    assert "Attacked Japan" in told
    assert "Senkaku Islands" in told
    assert "Must act, but chooses how United States, for Japan" in told
    assert "Blue is the side of Japan, red that of China" in told


def test_the_arrow_leads_to_a_land_that_is_ruled_from_elsewhere() -> None:
    answer = ask("UK", by="Russia", at="British India", on="1907-10-01", rounds=1)
    panel = panel_of(map_content(answer), WIDE)
    [(_, line)] = attacks(map_content(answer), panel)
    assert math.dist(line[-1], panel.points["india-british"]) < 15
    assert "united-kingdom" not in panel.points, "no part of the war"


def test_a_place_at_which_two_states_are_hit_is_marked_once(law: Corpus) -> None:
    case = next(c for c in law.cases if c.id == "s85-odesa-2026")
    content = map_content(Answer.of(answer_of(case, law)))
    assert [s.state for s in content.states if s.is_place] == ["odesa"]


def test_every_place_with_a_point_is_in_the_gazetteer(law: Corpus) -> None:
    assert {p.id for p in law.gazetteer.places} >= struck_points().keys()


def test_the_key_has_one_entry_for_a_kind_of_duty_and_no_line_runs_over() -> None:
    """Some fifteen states of the Gulf owe one thing to several: who owes it to whom stands with the names."""
    svg = world_map(ask(scenario="gulf-2026", rounds=1))
    told = words_of(svg)
    for entry in (
        "Attacks United States",
        "Attacks, attacked Israel",
        "Attacked Saudi Arabia",
        "Must help militarily France, for the United Arab Emirates (Franco-Emirati Defence Agreement of 2009); Egypt",
        "Kuwait, Jordan and Bahrain (Arab Joint Defence Treaty of 1950); Oman",
        "If more happens: must help Pakistan, for Saudi Arabia",
        "Contested: must help Türkiye, for Qatar",
    ):
        assert entry in told
    root = ElementTree.fromstring(svg)
    key = [t for t in root.iter(f"{SVG}text") if t.get("x") == "42"]
    meanings = [t.text for t in key if "key " in (t.get("class") or "")]
    assert len(meanings) <= 12
    assert len(set(meanings)) == len(meanings)
    for t in key:
        bold = t.get("font-weight") == "700"
        assert 42 + text_width(t.text or "", 12, bold=bold) <= WIDE


def test_who_is_on_no_map_is_named() -> None:
    told = map_content(ask("Estonia", on="2026-01-01", rounds=1))
    assert told.absent == ("An unnamed state",)
    assert "Not on this map: An unnamed state" in words_of(
        world_map(ask("Estonia", on="2026-01-01", rounds=1))
    )


def test_a_state_that_is_gone_is_a_dot(july: Answer) -> None:
    gone = next(s for s in map_content(july).states if s.state == "austria-hungary")
    assert not gone.rings
    assert gone.point
    assert gone.point == pytest.approx((16.37, 48.21), abs=0.05)
    assert ">Austria-Hungary<" in world_map(july)


def test_patterns_differ_without_colour() -> None:
    """With every colour struck out no two patterns are alike."""
    plain = {}
    for p in patterns("m"):
        name = re.search(r'id="m-([\w-]+)"', p)
        assert name
        plain[name[1]] = re.sub(r'#[0-9a-f]{6}| id="[^"]*"| class="[^"]*"', "", p)
    assert {f"{side}-{status}" for side in SIDES for status in OPEN} < plain.keys()
    kinds = {
        name.removeprefix("attacked-"): look
        for name, look in plain.items()
        if name.startswith("attacked-")
    }
    assert len(set(kinds.values())) == len(kinds)


def test_drawn_twice_is_drawn_alike_and_bad_titles_stay_inside(july: Answer) -> None:
    assert world_map(july) == world_map(july)
    bad = replace(
        july,
        scenario=july.scenario.model_copy(
            update={"title": '</title><script>x</script>"\x00&'}
        ),
    )
    svg = world_map(bad)
    ElementTree.fromstring(svg)
    assert "<script" not in svg


def test_the_whole_world_can_be_asked_for(july: Answer) -> None:
    near, world = (ElementTree.fromstring(july.map(world=w)) for w in (False, True))
    paths = [
        sum(
            len(p.get("d", ""))
            for p in r.iter(f"{SVG}path")
            if p.get("class") == "land"
        )
        for r in (near, world)
    ]
    assert paths[1] > paths[0]
    told = map_content(july)
    assert (
        panel_of(told, WIDE, world=True).window.width
        > 2 * panel_of(told, WIDE).window.width
    )


def test_ids_of_two_maps_on_a_page_differ(july: Answer) -> None:
    told = map_content(july)
    found = [
        re.findall(r' id="([^"]+)"', "".join(sheet(july, told, w, name=n)[0]))
        for w, n in ((WIDE, "m"), (NARROW, "mt"))
    ]
    together = found[0] + found[1]
    assert len(set(together)) == len(together)


def test_a_map_as_png(july: Answer, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py", reason="resvg-py is not installed (extra `png`)")
    from engine.output.picture.saving import save_picture

    made = save_picture(july.map(), tmp_path / "map.png").read_bytes()
    assert made.startswith(b"\x89PNG")


def test_pictures_on_the_command_line(tmp_path: Path) -> None:
    words = ["draw", "Serbia", "--by", "Austria-Hungary", "--on", "1914-07-28"]

    def run(*more: str) -> Result:
        return CliRunner().invoke(
            app, [*words, *([] if "-o" in more else ["-o", "-"]), *more]
        )

    kinds = {
        (): 'width="380"',
        ("--map",): "Natural Earth",
        ("--map", "--portrait"): "Natural Earth",
        ("--focus", "Greece"): "Greece",
    }
    made = {more: run(*more).stdout for more in kinds}
    assert all(svg.startswith("<svg") for svg in made.values())
    assert len(set(made.values())) == len(kinds)
    assert all(said in made[more] for more, said in kinds.items() if more)
    assert kinds[()] in run("--portrait").stdout
    page = tmp_path / "map.html"
    assert run("--map", "-o", str(page)).exit_code == 0
    assert "viewport" in page.read_text(encoding="utf-8")
    for wrong in (
        ["--world"],
        ["--further"],
        ["--map", "--focus", "Greece"],
        ["--focus", "Fiji"],
    ):
        assert isinstance(run(*wrong).exception, CasusError)


def test_every_point_of_a_territory_lies_on_land_or_near_its_coast() -> None:
    """A town on a coast, or an island too small to be drawn, lies within a degree and a half of an outline."""
    atlas = load_atlas()
    rings = [*(r for land in atlas.land.values() for r in land), *atlas.disputed]
    made = json.loads((HOME / "territories.json").read_text(encoding="utf-8"))
    for place in made:
        at = struck_points()[place]
        near = min(math.dist(at, p) for ring in rings for p in ring)
        assert any(inside(at, ring) for ring in rings) or near < 1.7, place


def test_a_colony_that_is_a_state_today_is_the_middle_of_its_land() -> None:
    land = load_atlas().land
    made = json.loads((HOME / "territories.json").read_text(encoding="utf-8"))
    states = {place: at for place, at in made.items() if isinstance(at, str)}
    assert len(states) > 40
    for place, iso in states.items():
        assert any(inside(struck_points()[place], ring) for ring in land[iso]), place
