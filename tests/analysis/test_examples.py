"""The historical examples that these verbs were made for: 1914, 1938, and the chain from Kursk to Beijing."""

from __future__ import annotations

from datetime import date

from engine.analysis.changes import changes
from engine.analysis.comparison import compare, what_if
from engine.analysis.conflict_list import conflicts, standing_conflicts
from engine.analysis.firebreak_sets import firebreaks
from engine.analysis.probability.odds import odds
from engine.analysis.supports_list import supports
from engine.answer import Answer
from engine.question.query import Query
from engine.record.verdict import Distance
from engine.world import World
from tests.support.command import casus
from tests.support.sampling import sampled
from treaties.models.scenario import LawChange

pytestmark = sampled(6, alone="whole")

STRIKE = ("strikes:ukraine>north-korea", True)
WAR = ("state-of-war:ukraine>north-korea", True)
UNLAWFUL = ("lawful-defence:ukraine>north-korea", False)
PERFORMS = ("performs:north-korea/russia-dprk-2024:4>russia", True)


def test_the_chain_to_beijing_is_one_choice_and_two_judgements(chain: Answer) -> None:
    ways = supports(chain, "China")
    assert ways.complete
    assert [set(s) for s in ways] == [{STRIKE, WAR, UNLAWFUL}]
    assert ways.nearest == Distance(events=1, judgements=2)
    assert "1 event, 2 judgements away" in str(ways)


def test_who_can_break_the_chain(world: World, chain: Answer) -> None:
    """Kyiv's choice of target, Pyongyang's decision to perform, Beijing's judgements."""
    apart = world.ask("Russia", by="Ukraine", on="2025-06-01", background=False)
    found = firebreaks(apart, "China")
    assert found.complete
    assert not found.together
    single = {
        name: {s for m in masks for s in found.inquiry.decode(m)}
        for name, masks in found.alone
    }
    assert single["Ukraine"] == {(STRIKE[0], False)}
    assert single["North Korea"] == {(PERFORMS[0], False)}
    assert (WAR[0], False) in single["China"]
    running = firebreaks(chain, "China")
    two = {
        s
        for name, masks in running.alone
        if name == "China"
        for m in masks
        for s in running.inquiry.decode(m)
    }
    assert two == {(WAR[0], False), (UNLAWFUL[0], True)}
    assert "WHO ALONE CAN STOP IT" in str(found)


def test_frances_decision_alone_cuts_the_soviet_duty_of_1938(world: World) -> None:
    prague = world.ask(scenario="czechoslovakia-1938")
    found = firebreaks(prague, "Soviet Union")
    cuts = [dict(found.inquiry.decode(mask)) for mask in dict(found.alone)["France"]]
    left = "franco-czechoslovak-1925:1(2)>czechoslovakia"
    both = {
        "performs:france/franco-czechoslovak-1925:1(1)>czechoslovakia": False,
        f"performs:france/{left}": False,
    }
    judged = {
        "locarno-undertakings:franco-czechoslovak-1925/germany>czechoslovakia": False,
        f"performs:france/{left}": False,
    }
    assert sorted(map(str, cuts)) == sorted(map(str, (both, judged)))
    assert "Soviet Union" not in found.deciders
    assert all(
        any(q.startswith("performs:france/") for q, _ in s)
        for s in supports(prague, "Soviet Union")
    )


def test_the_chain_that_came_back(world: World) -> None:
    then, now = (
        world.ask("Russia", by="Ukraine", on=f"{y}-06-01", background=False)
        for y in (2023, 2025)
    )
    found = compare(then, now)
    assert {found["North Korea"].kind, found["China"].kind} == {"appeared"}
    link = found["North Korea"].gained[0]
    assert link.ground.treaty == "russia-dprk-2024"
    assert link.former is not None
    assert link.former.until == date(1996, 9, 10)
    assert "had been missing since 1996-09-10" in " ".join(found.text(all=True).split())
    assert found["China"].gained[0].in_force


def test_in_1995_the_chain_still_held(world: World) -> None:
    held, broken = (
        world.ask("Russia", by="Ukraine", on=d, background=False)
        for d in ("1996-01-01", "1997-01-01")
    )
    found = compare(held, broken)
    assert {found["North Korea"].kind, found["China"].kind} == {"vanished"}


def test_one_convention_couples_east_and_west_in_1914(world: World) -> None:
    july = world.ask(scenario="july-1914")
    without = {
        t: compare(july, world.without(t).ask(scenario="july-1914"))
        for t in ("franco-russian-1892", "triple-alliance-1882")
    }
    assert {c.kind for c in without["triple-alliance-1882"]} == {"lesser"}
    assert {c.state for c in without["franco-russian-1892"].of_kind("vanished")} == {
        "austria-hungary",
        "france",
        "japan",
        "russia",
    }


def test_italy_between_its_alliances_in_1914(world: World) -> None:
    paper = standing_conflicts(world.corpus, date(1914, 7, 1))
    pairs = {
        (c.first.treaty.id, c.second.treaty.id) for c in paper.of("italy") if c.second
    }
    assert ("triple-alliance-1882", "franco-italian-1902") in pairs
    event = conflicts(world.ask("France", by="Germany", on="1914-08-03"))
    assert ("triple-alliance-1882", "franco-italian-1902") in {
        (c.first.treaty.id, c.second.treaty.id) for c in event.of("italy") if c.second
    }


def test_a_guarantor_that_attacks_is_in_breach(world: World) -> None:
    found = conflicts(world.ask("Belgium", by="Germany", on="1914-08-04")).of("germany")
    assert {(c.kind, c.first.treaty.id) for c in found if c.kind == "breach"} == {
        ("breach", "london-1839")
    }


def test_general_law_bars_what_the_text_gives(world: World) -> None:
    charter = world.reading("charter").ask(scenario="strikes-on-a-co-belligerent")
    assert [c.kind for c in conflicts(charter).of("china")] == ["general-law"]


def test_what_each_question_would_change(chain: Answer) -> None:
    found = changes(chain)
    moved = {m.state: m for m in found[STRIKE[0]].changes.no}
    assert moved["china"].after.duty != moved["china"].before.duty
    data = found.to_dict()["questions"]
    assert all({"yes", "no"} == set(q["changes"]) for q in data)


def test_odds_of_the_chain_are_the_product_of_its_links(chain: Answer) -> None:
    found = odds(chain, "China", {STRIKE[0]: "0.2", WAR[0]: "0.5", UNLAWFUL[0]: "0.6"})
    assert str(found.value) == "1/25"


def test_the_same_question_asked_again_is_the_same_answer(world: World) -> None:
    asked = world.ask("South Korea", by="North Korea", on="2026-01-01").scenario
    scenario = asked.model_copy(update={"law": LawChange(without=("us-rok-1953",))})
    once = world.answer(Query.of(scenario=scenario, rounds=1), limit=7)
    again = world.answer(Query.of(scenario=scenario, rounds=1), limit=7)
    assert not compare(once, again)
    assert again.to_dict() == once.to_dict()
    assert not again.record.complete
    assert what_if(once, on="2026-01-02").bounds == once.bounds


def test_the_command_compares_like_with_like() -> None:
    asked = (
        "compare",
        "Russia",
        "--by",
        "Poland",
        "--on",
        "2026-01-01",
        "--rounds",
        "1",
        "--then",
        "2026-01-02",
    )
    assert "Nothing changed." in casus(*asked).stdout


def test_another_scenario_brings_its_own_law(world: World) -> None:
    """The first scenario's states of the law are no part of the second."""
    bare = world.ask("South Korea", by="North Korea", on="2026-01-01").scenario
    without = bare.model_copy(update={"law": LawChange(without=("us-rok-1953",))})
    found = what_if(world.ask(scenario=without, rounds=1), scenario=bare, world=world)
    assert found["United States"].status.value == "bound"
