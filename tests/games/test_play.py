"""Games: what each move changes, held against the keys of the games that are shipped."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from engine.analysis.comparison import compare, what_if
from engine.catalogue.game_files import load_game
from engine.games.forms import ToldGame, play
from engine.games.ladder import Bound
from engine.games.sheet_page import sheet_page
from engine.ruling.difference import changes_between, duties_of
from engine.world import World
from tests.support.sampling import sampled
from treaties.loading.scaffold import write_scenario
from treaties.models.scenario import Event, GameMove, Scenario
from treaties.vocabulary.errors import CasusError, DataError
from validation.cases.findings import finding

pytestmark = sampled(6, alone="whole")

KEYED = ("july-1914", "poland-1939", "cuba-1962", "korean-chain", "baltic-2026")


@pytest.fixture(scope="session")
def games(world: World) -> Callable[[str], ToldGame]:
    """Play a game once."""
    known: dict[str, ToldGame] = {}

    def played(name: str) -> ToldGame:
        if name not in known:
            known[name] = play(world, name)
        return known[name]

    return played


def moves(*made: GameMove, **more: object) -> Scenario:
    given = {"title": "A game", "background": False, "moves": made, "on": made[-1].day}
    return Scenario.model_validate(given | more)


def attack(by: str, against: str, day: date, **more: object) -> GameMove:
    event = Event(kind="armed-attack", by=by, against=against)
    return GameMove(title=f"{by} attacks", day=day, events=(event,), **more)


@pytest.mark.parametrize("name", KEYED)
def test_a_game_agrees_with_its_key(
    games: Callable[[str], ToldGame], name: str
) -> None:
    played = games(name)
    faults = [
        f"move {move.number}, {state}: {', '.join(found.faults)}"
        for move in played.moves
        for expected in move.made.move.expected
        for state in expected.state
        if (found := finding(expected, state, move.answer)).faults
    ]
    assert faults == []
    assert sum(len(m.made.move.expected) for m in played.moves) >= 4


CALLS = {
    ("france", "franco-russian-1892", "mobilise"): date(1914, 7, 26),
    ("russia", "franco-russian-1892", "mobilise"): date(1914, 7, 26),
    ("montenegro", "serbia-montenegro-1912", "fight"): date(1914, 7, 28),
    ("france", "franco-russian-1892", "fight"): date(1914, 8, 1),
    ("russia", "franco-russian-1892", "fight"): date(1914, 8, 3),
    ("italy", "franco-italian-1902", "stay-neutral"): date(1914, 8, 3),
    ("united-kingdom", "grey-cambon-1912", "consult"): date(1914, 8, 3),
}
"""The documented day of each call of 1914 that hung on no judgement."""
OPEN = {
    ("greece", "greece-serbia-1913"): date(1914, 7, 28),
    ("united-kingdom", "luxembourg-1867"): date(1914, 8, 2),
    ("united-kingdom", "london-1839"): date(1914, 8, 4),
    ("japan", "anglo-japanese-1911"): date(1914, 8, 7),
}
"""The day from which each call hung on a judgement."""


def test_july_1914_calls_each_alliance_on_its_documented_day(
    games: Callable[[str], ToldGame],
) -> None:
    july = games("july-1914")
    assert len(july.moves) == 12
    sure: dict[tuple[str, str, str], date] = {}
    pending: dict[tuple[str, str], date] = {}
    for move in july.moves:
        for owed in move.changes.anew:
            call = owed.call
            key = (call.states[0], call.treaty.id, str(call.duty))
            sure.setdefault(key, move.made.move.day)
        for owed in move.changes.helping(move.changes.opened):
            key_open = (owed.call.states[0], owed.call.treaty.id)
            pending.setdefault(key_open, move.made.move.day)
    assert {k: sure.get(k) for k in CALLS} == CALLS
    assert {k: pending.get(k) for k in OPEN} == OPEN
    helped = {k for k in sure if k[2] in ("fight", "assist", "act")}
    assert not {k for k in helped if k[0] in ("germany", "italy", "romania", "japan")}


def test_a_duty_is_told_as_new_once(games: Callable[[str], ToldGame]) -> None:
    """The same duty of the same state toward the same other is new in one move alone."""
    seen: set[tuple[str, str, str]] = set()
    for move in games("baltic-2026").moves:
        new = {
            (o.call.states[0], o.call.treaty.id, o.call.beneficiaries[0])
            for o in move.changes.helping(move.changes.anew)
        }
        assert not new & seen
        seen |= new
    assert len(seen) > 60


def test_the_ladder_says_who_is_bound_to_what(
    games: Callable[[str], ToldGame],
) -> None:
    july = games("july-1914")
    cells = {s: rung.cells for rung in july.rungs for s in rung.states}
    assert [c.value for c in cells["france"][:8]] == [
        "",
        "must mobilise",
        "must mobilise",
        "must mobilise",
        "must fight",
        "must fight",
        "attacked",
        "attacked",
    ]
    assert cells["united-kingdom"][8:10] == (Bound.IF, Bound.AT_WAR)
    baltic = {s: r.cells for r in games("baltic-2026").rungs for s in r.states}
    assert baltic["hungary"][3:5] == (Bound.ASSIST, Bound.REFUSES)
    assert baltic["estonia"][:4] == (Bound.HIT, Bound.HIT, Bound.HIT, Bound.ATTACKED)
    assert baltic["russia"][:3] == (Bound.NOTHING, Bound.NOTHING, Bound.FORCE)
    assert baltic["finland"][5] is Bound.AT_WAR


def test_a_refusal_is_held_against_what_is_owed(
    games: Callable[[str], ToldGame], world: World
) -> None:
    (deed,) = games("baltic-2026").moves[4].deeds
    assert deed.breaks == ("North Atlantic Treaty, Art. 5",)
    assert "that breaks North Atlantic Treaty, Art. 5. Still bound" in deed.line
    italy, romania = games("july-1914").moves[7].deeds
    assert not italy.breaks
    assert not romania.breaks
    assert "breaks nothing" in italy.line
    poland = world.corpus.scenario("poland-1939")
    begun = poland.model_copy(update={"moves": poland.moves[:3]})
    (released,) = play(world, begun).moves[2].deeds
    assert "released from Pact of Steel, Art. III" in released.line


def test_a_judgement_of_one_state_settles_its_own_duty_alone(world: World) -> None:
    given = ("China judges lawful-defence:ukraine>north-korea no",)
    given += ("China judges state-of-war:ukraine>north-korea yes",)
    hit = attack("ukraine", "north-korea", date(2026, 3, 2))
    war = Event(
        kind="armed-attack", by="russia", against="ukraine", on=date(2022, 2, 24)
    )
    join = Event.model_validate(
        {"kind": "performs", "by": "north-korea", "for": "russia", "on": "2024-10-08"}
    )
    judged = GameMove(title="Beijing judges", day=date(2026, 3, 4), given=given)
    told = play(world, moves(hit, judged, events=(war, join)))
    china = [o for o in told.moves[1].changes.anew if o.call.states == ("china",)]
    assert [o.call.treaty.id for o in china] == ["sino-dprk-1961"]
    assert all(o.call.states == ("china",) for o in told.moves[1].changes.anew)


def test_what_the_umpire_judges_holds_for_everybody(world: World) -> None:
    fire = Event(kind="limited-force", by="russia", against="estonia")
    first = GameMove(title="Shots", day=date(2026, 9, 8), events=(fire,))
    word = "the umpire judges armed-attack:russia>estonia yes"
    ruled = GameMove(title="It is an attack", day=date(2026, 9, 9), given=(word,))
    told = play(world, moves(first, ruled))
    assert not told.moves[0].changes.helping(told.moves[0].changes.anew)
    new = {o.call.states[0] for o in told.moves[1].changes.anew if o.call.helping}
    assert {"united-states", "poland"} <= new
    assert "armed-attack:russia>estonia" in told.moves[1].changes.judgements_settled


def test_shots_before_it_put_no_armed_attack_in_doubt(world: World) -> None:
    day = date(2026, 9, 12)
    shots = Event(kind="limited-force", by="russia", against="estonia")
    taken = Event(kind="armed-attack", by="russia", against="estonia")
    both = Scenario(on=day, events=(shots, taken), background=False)
    answer = world.ask(both, rounds=1)
    owed = [o for o in duties_of(answer) if o.call.treaty.id == "north-atlantic-1949"]
    helping = [o for o in owed if o.call.helping]
    assert helping
    assert all(o.settled for o in helping)


def test_the_difference_of_an_answer_and_itself_is_nothing(world: World) -> None:
    answer = world.ask("Poland", by="Germany", on="1939-09-01", rounds=1)
    assert changes_between(answer, answer).nothing
    assert not changes_between(None, answer).nothing


def test_every_wrong_move_is_told_at_once(world: World) -> None:
    first = attack("russia", "estonia", date(2026, 9, 1))
    wrong = GameMove(
        title="All that is wrong",
        day=date(2026, 9, 2),
        given=(
            "Switzerland refuses NATO for Estonia",
            "Poland performs NATO for Estonia",
            "Poland refuses NATO for Estonia",
            "China judges such-a-question yes",
            "Poland dances",
        ),
    )
    with pytest.raises(CasusError) as raised:
        play(world, moves(first, wrong))
    lines = str(raised.value).splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        f"`moves.1.given.{n}`" for n in (0, 2, 3, 4)
    ]
    for words in ("no party to", "exclude each other", "such-a-question", "no fact"):
        assert any(words in line for line in lines)


def test_moves_out_of_order_are_refused_with_their_place() -> None:
    late, early = date(2026, 9, 2), date(2026, 9, 1)
    with pytest.raises(ValueError, match="comes before the day of the move before it"):
        moves(attack("russia", "estonia", late), attack("russia", "latvia", early))


def test_a_game_is_asked_about_as_it_stands_on_a_day(world: World) -> None:
    july = world.corpus.scenario("july-1914")
    assert "belgium" not in world.ask(july, rounds=1).setting.attacked
    later = world.ask(july, on="1914-08-04", rounds=1)
    assert "belgium" in later.setting.attacked
    with pytest.raises(CasusError, match="begins on 1914-07-23"):
        world.ask(july, on="1914-07-01")


def test_the_table_has_a_row_for_each_move(games: Callable[[str], ToldGame]) -> None:
    july = games("july-1914")
    rows = list(csv.DictReader(io.StringIO(july.csv)))
    assert [r["move"] for r in rows] == [str(n) for n in range(1, 13)]
    assert rows[4]["france"] == "must fight"


def test_the_ladder_is_one_page_without_a_script(
    games: Callable[[str], ToldGame],
) -> None:
    page = games("july-1914").page
    assert "<script" not in page
    assert page.count("<tr>") == 1 + len(games("july-1914").rungs)
    assert "Franco-Russian Convention, Art. 1.2" in page


def test_a_sheet_says_what_a_player_owes_and_may_refuse(
    games: Callable[[str], ToldGame],
) -> None:
    sheet = games("july-1914").sheet("Italy", 8)
    assert [i.article for i in sheet.owes] == [
        "Prinetti–Barrère letters, letter 1, not seen"
    ]
    assert any("Luxembourg" in i.text for i in sheet.may_refuse)
    assert sheet.decides
    assert sheet.if_attacked
    assert sheet.done
    page = sheet_page(sheet)
    assert "What you may refuse" in page
    assert "<script" not in page
    estonia = games("baltic-2026").sheet("Estonia")
    assert any("NATO" in i.text for i in estonia.owed_to_it)
    assert not estonia.if_attacked


def test_a_player_must_have_a_state(games: Callable[[str], ToldGame]) -> None:
    with pytest.raises(CasusError):
        games("july-1914").sheet("Estonia")
    with pytest.raises(CasusError, match="there is no move 99"):
        games("july-1914").sheet("Italy", 99)


def test_two_moves_are_compared_by_the_same_difference(world: World) -> None:
    july = world.ask(scenario="july-1914")
    later = what_if(july, on="1914-08-04")
    assert "belgium" in later.setting.attacked
    found = compare(july, later)
    assert found.difference == changes_between(july, later)
    assert len(found.text().splitlines()) < len(found.text(all=True).splitlines())
    earlier = what_if(later, on="1914-08-01")
    assert earlier.setting.attacked == july.setting.attacked


def test_what_is_given_besides_goes_with_a_game_to_another_day(world: World) -> None:
    more = world.ask(scenario="july-1914", also="Italy>France", rounds=1)
    later = what_if(more, on="1914-08-04")
    assert {"italy"} <= set(later.setting.attacking)


def test_a_refusal_may_be_given_in_any_question(world: World) -> None:
    asked = {"by": "Germany", "on": "1939-09-01", "rounds": 2}
    plain = world.ask("Poland", **asked)
    refused = world.ask("Poland", **asked, given="Italy refuses pact-of-steel-1939")
    performs = "performs:italy/pact-of-steel-1939"
    assert any(q.id.startswith(performs) for q in plain.assignments.questions)
    assert not any(q.id.startswith(performs) for q in refused.assignments.questions)
    with pytest.raises(CasusError, match="no party to the Pact of Steel"):
        world.ask("Poland", **asked, given="France refuses pact-of-steel-1939")
    with pytest.raises(CasusError, match="holds for one state alone"):
        world.ask("Poland", **asked, given="France judges state-of-war:*>* yes")


def test_a_new_scenario_can_be_checked_and_played(world: World, tmp_path: Path) -> None:
    path = tmp_path / "narva-2026.toml"
    write_scenario(path, world.corpus, "Russia", "Estonia", date(2026, 11, 2))
    told = play(world, load_game(str(path), world.corpus))
    assert "must act for Estonia" in told.moves[0].words.changed
    with pytest.raises(CasusError, match="is there already"):
        write_scenario(path, world.corpus, "Russia", "Estonia", date(2026, 11, 2))


BAD = """title = "Bad"
[[moves]]
title = "Russia attacks Estonia"
day = 2026-11-02
[[moves.events]]
kind = "armed-atack"
by = "Russia"
against = "Estonia"
[[moves]]
title = "Switzerland refuses"
day = 2026-11-01
given = ["Switzerland refuses NATO for Estonia"]
[[moves]]
title = "Nobody is called so"
day = 2026-11-05
[[moves.events]]
kind = "armed-attack"
by = "Russia"
against = "Estonai"
"""


def test_a_bad_game_is_told_at_once_line_by_line(world: World, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(BAD, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        load_game(str(path), world.corpus)
    lines = [(p.line, p.path) for p in raised.value.problems]
    assert lines == [
        (6, "moves.0.events.0.kind"),
        (11, "moves.1.day"),
        (12, "moves.1.given.0"),
        (19, "moves.2.events.0.against"),
    ]


def test_every_move_of_a_shipped_game_that_happened_has_a_source(world: World) -> None:
    known = {s.id for s in world.corpus.sources}
    for game in (s for s in world.corpus.scenarios if s.moves):
        assert not [m.source for m in game.moves if m.source and m.source not in known]
        happened = [
            m for m in game.moves if m.day.year < 2026 or game.id == "gulf-2026"
        ]
        assert all(m.source for m in happened), game.id
