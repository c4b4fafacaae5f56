"""Rows as records, titles in words, and who is told first."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import date

import pytest

from engine.record.facts import Fact
from engine.record.rows import Record, StateVerdict
from engine.setting.prominence import DisplayOrder
from engine.verdicts.solution import Solution, solve
from tests.cascade.test_rules_of_law import OLD, does, happens, hits, pact
from tests.support.each import each
from tests.support.worlds import of
from tests.verdicts.whole import reading
from treaties.models.scenario import Event, Scenario
from treaties.vocabulary.errors import CasusError

LAW = of(
    [
        pact("italy", "germany", atop={"ids": [1234, 5]}),
        pact("italy", "france", number=1),
        pact("spain", "germany", number=2, conditions=("request",), verified=False),
        pact("belgium", "germany", number=3, until=date(1929, 6, 1)),
    ]
)


def asked(**more: str) -> Solution:
    return happens(LAW, OLD, hits("poland", "germany", **more), rounds=None)


def test_a_record_is_itself_when_copied_and_cannot_be_changed() -> None:
    found = Record()
    found.__dict__["_columns"] = {"ccode": 731}
    assert copy.copy(found) is found
    assert copy.deepcopy(found) is found
    with pytest.raises(TypeError, match="read only"):
        found.a = 1  # type: ignore[attr-defined]
    assert not {"update", "pop", "popitem", "clear", "setdefault", "__setitem__"} & set(
        dir(found)
    )
    assert dict(found) == {"ccode": 731}


def test_a_row_is_a_flat_record_of_what_it_says() -> None:
    answer = asked()
    common = {"on": OLD, "year": 1930}
    assert dict(answer["italy"]) == common | {
        "state": "italy",
        "name": "Italy",
        "ccode": 325,
        "gwcode": 325,
        "iso3": "ITA",
        "status": "bound",
        "link": "article",
        "warrant": "not-seen",
        "duty": "fight",
        "events": 0,
        "judgements": 0,
        "round": 1,
        "at_once_status": "bound",
        "at_once_duty": "fight",
        "treaty": "pact-0",
        "article": "1",
        "atopid": 1234,
        "beneficiary": "germany",
        "verified": True,
    }
    spain = answer["spain"]
    keys = (
        "status",
        "duty",
        "events",
        "judgements",
        "round",
        "atopid",
        "verified",
        "at_once_status",
        "at_once_duty",
    )
    assert [spain[k] for k in keys] == [
        "conditional",
        "fight",
        1,
        0,
        1,
        None,
        False,
        "conditional",
        "fight",
    ]
    assert (spain.events, spain.judgements, spain.supports) == (
        1,
        0,
        ((("request:germany>pact-2", True),),),
    )
    belgium = answer["belgium"]
    assert [belgium[k] for k in keys] == [
        "not-triggered",
        None,
        0,
        0,
        0,
        None,
        None,
        "not-triggered",
        None,
    ]
    assert [belgium[k] for k in ("treaty", "article", "beneficiary")] == [None] * 3
    assert belgium.articles == {"pact-3:1": ("pact-3", "1", "fight")}
    assert (belgium.ground, belgium.grounds, belgium.supports) == (None, (), ())
    italy = answer["italy"]
    assert italy.ground is italy.grounds[0]
    assert italy.of(replace(italy.verdict, ground=1)) is italy.grounds[1]
    assert italy.articles == {}


def test_rows_are_equal_where_all_that_they_say_is() -> None:
    one, other = asked()["italy"], asked()["italy"]
    assert one == other
    assert (one != other) is False
    assert one != dict(one)
    assert one != asked()["spain"]
    parts = {k: v for k, v in vars(one).items() if k in StateVerdict.__annotations__}
    for k, v in (
        ("settled", one.by_reading.get("x", asked()["spain"].settled)),
        ("blocked", asked()["belgium"].blocked),
    ):
        changed = StateVerdict(**parts | {k: v})
        assert changed != one
        assert dict(changed) == dict(one)
    with pytest.raises(TypeError, match="a row is made of state, name"):
        StateVerdict(state="italy")
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_a_row_is_told_in_a_word() -> None:
    answer = asked()
    assert [repr(answer[s]) for s in ("italy", "belgium", "germany")] == [
        "<Row Italy: bound fight>",
        "<Row Belgium: not-triggered>",
        "<Row Germany: belligerent fight>",
    ]


def test_an_answer_gives_every_state_a_row_and_those_that_are_linked_in_order() -> None:
    answer = asked()
    assert len(answer) == len(list(answer)) == len(answer.rows)
    assert [r.state for r in answer] == [
        "poland",
        "germany",
        "italy",
        "spain",
        "france",
        "belgium",
    ]
    assert answer["iceland"].status == "no-treaty"
    assert answer["ITA"] is answer["italy"]
    assert answer.grounds.keys() == {"germany", "italy", "spain", "france"}


def test_of_those_drawn_in_by_the_same_round_the_nearest_is_told_first_whomever_it_helps() -> (
    None
):
    """Turkey owes Germany help once Italy gives it and Germany asks; France owes Italy help once it is struck."""
    once = [{"kind": "assists", "state": "italy"}, "request"]
    law = of(
        [
            pact("italy", "germany"),
            pact("france", "italy", number=1),
            pact("turkey", "germany", number=2, conditions=once),
        ]
    )
    rows = [
        r
        for r in happens(law, OLD, hits("poland", "germany"), rounds=2)
        if r.round == 2
    ]
    assert [(r.state, r.verdict.distance.total) for r in rows] == [
        ("france", 2),
        ("turkey", 2),
    ]


def test_unnamed_attackers_have_no_row() -> None:
    answer = happens(LAW, OLD, hits((), "germany"))
    assert "unnamed-state" not in {r.state for r in answer}
    assert answer["italy"].status == "bound"


@pytest.mark.parametrize(("limit", "budget"), [(1, 0), (1, 2), (1, 4), (24, 10_000)])
def test_a_ground_whose_labels_were_cut_says_so(limit: int, budget: int) -> None:
    attack = Scenario(on=OLD, events=(hits("poland", "germany"),), background=False)
    answer = solve(LAW, attack, limit=limit, budget=budget)
    cut = answer.labels.truncated
    assert bool(cut) == (budget < 100)
    for g in (g for grounds in answer.grounds.values() for g in grounds):
        arisen = Fact("arisen", g.fact.args)
        assert g.truncated == (g.fact in cut or arisen in cut)
        assert g.fact == Fact("due", (g.obligor, g.clause.key, g.beneficiary))


# The whole of it


def test_what_was_derived_to_its_end_is_its_own_whole() -> None:
    answer = asked()
    assert not answer.record.partial
    assert answer.whole is answer
    assert answer.entire is answer


def test_what_was_cut_is_derived_anew_for_its_whole() -> None:
    near = solve(
        LAW,
        Scenario(on=OLD, events=(hits("poland", "germany"),), background=False),
        horizon=1,
    )
    assert near.record.partial
    whole = near.whole
    assert not whole.record.partial
    assert (whole.bounds, whole.scenario, whole.corpus) == (
        near.bounds,
        near.scenario,
        near.corpus,
    )
    assert len(whole.record.steps) > len(near.record.steps)
    assert near.entire is near.whole
    assert replace(near, furthest=True).whole.record is near.record
    with pytest.raises(CasusError, match="too crowded"):
        _ = replace(near, furthest=True).entire


def test_a_reading_is_put_at_the_top_by_its_name() -> None:
    said = reading("said", {"request:*": "yes"})
    law = LAW.model_copy(update={"readings": (said,)})
    answer = solve(
        law,
        Scenario(on=OLD, events=(hits("poland", "germany"),), background=False),
        rounds=1,
    )
    assert answer["spain"].status == "conditional"
    under = answer.under("said")
    assert under.asked == said
    assert under["spain"].status == "bound"
    assert under.record is answer.record


def test_a_day_after_the_law_was_followed_is_said() -> None:
    law = LAW.model_copy(update={"current_to": OLD})
    for on, said in (
        (OLD, "1 June 1930. Law of that day."),
        (date(1930, 6, 2), "2 June 1930. Law as of 1 June 1930."),
    ):
        answer = happens(law, on, hits("poland", "germany"))
        assert answer.heading == f"Germany attacked by Poland on {said}"
    assert happens(
        LAW.model_copy(update={"current_to": None}), OLD, hits("poland", "germany")
    ).heading.endswith("Law of that day.")


# Titles


@each(
    ("events", "said"),
    [
        (
            [hits("poland", "germany")],
            "If Germany is attacked by Poland on 1930-06-01, who is drawn in?",
        ),
        (
            [hits("poland", ("germany", "italy"))],
            "If Germany and Italy are attacked by Poland on 1930-06-01, who is drawn in?",
        ),
        (
            [hits(("poland", "spain"), "germany")],
            "If Germany is attacked by Poland and Spain on 1930-06-01, who is drawn in?",
        ),
        (
            [hits((), "germany")],
            "If Germany is attacked on 1930-06-01, who is drawn in?",
        ),
        (
            [hits((), "germany", group="a band")],
            "If Germany is attacked by a band on 1930-06-01, who is drawn in?",
        ),
        (
            [does("threat", "poland", "germany")],
            "If Germany is threatened by Poland on 1930-06-01, who is drawn in?",
        ),
        (
            [does("blockade", "poland", "germany")],
            "If Germany is blockaded by Poland on 1930-06-01, who is drawn in?",
        ),
        (
            [does("declaration-of-war", "poland", "germany")],
            "If Poland declares war on Germany on 1930-06-01, who is drawn in?",
        ),
        (
            [does("cyber-attack", "poland", "germany")],
            "If Germany is under a cyber attack by Poland on 1930-06-01, who is drawn in?",
        ),
        (
            [does("mobilisation", "poland")],
            "If Poland does this (mobilisation) on 1930-06-01, who is drawn in?",
        ),
        (
            [hits("poland", "germany", at="east-prussia")],
            "If Germany is attacked by Poland at East and West Prussia on 1930-06-01, who is drawn in?",
        ),
        (
            [hits("poland", "germany"), does("threat", "spain", "france")],
            "If Germany is attacked by Poland on 1930-06-01, who is drawn in?",
        ),
        (
            [hits("poland", "germany"), hits("germany", "poland")],
            "If Germany is attacked by Poland and Poland is attacked by Germany on 1930-06-01, who is drawn in?",
        ),
        (
            [does("threat", "poland", "germany"), does("threat", "spain", "france")],
            "If Germany is threatened by Poland on 1930-06-01, who is drawn in?",
        ),
        (
            [does("performs", "italy", **{"for": "germany"})],
            "Who is drawn in on 1930-06-01?",
        ),
    ],
)
def test_a_question_is_put_in_words(events: list[Event], said: str) -> None:
    assert happens(LAW, OLD, *events).title == said


def test_a_scenarios_own_title_stands() -> None:
    told = Scenario(
        on=OLD,
        events=(hits("poland", "germany"),),
        background=False,
        title="A day in June",
    )
    assert solve(LAW, told, rounds=1).title == "A day in June"


# Who is told first


def test_only_great_powers_and_neighbours_are_weighty() -> None:
    answer = asked()
    order = DisplayOrder(answer.setting, answer.graph)
    weighty = {
        s: order.weighty(s)
        for s in ("france", "belgium", "spain", "iceland", "italy", "san-marino")
    }
    assert weighty == {
        "france": True,
        "belgium": True,
        "spain": False,
        "iceland": False,
        "italy": True,
        "san-marino": False,
    }
    assert [order.known(s) for s in ("belgium", "holy-see")] == [True, False]
    assert order.sorted(["spain", "italy", "spain"]) == ["italy", "spain"]
    bound = -order.graph.instruments["italy"]
    assert order.key("italy") == (False, True, False, True, True, bound, "Italy")
    assert order.key("holy-see")[:5] == (True, True, True, True, True)
    assert order.sorted(["holy-see", "iceland", "belgium", "italy"]) == [
        "italy",
        "belgium",
        "iceland",
        "holy-see",
    ]
