"""What a state owed and was owed over time, held against the law of single days."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, timedelta

import pytest
from typer.testing import CliRunner

from cli import app
from engine.catalogue.timeline import timeline
from engine.setting.graph import ObligationGraph
from engine.world import World
from tests.support.each import each
from treaties.loading.corpus import load_corpus
from treaties.models.corpus import Corpus
from treaties.models.legs import legs_of, legs_on
from treaties.models.treaty import Treaty
from treaties.vocabulary.errors import CasusError

LAW = load_corpus()


def changes(t: Treaty) -> list[date]:
    """Every day on which an instrument changes, and the day before it."""
    spans = [t, *t.parties, *t.obligations, *t.suspensions]
    days = {d for span in spans for d in (span.since, span.until) if d} | {t.signed}
    return sorted(days | {d - timedelta(days=1) for d in days})


@each("treaty", LAW.treaties, called=lambda t: t.id, most=30)
def test_the_legs_of_a_day_are_the_spans_that_hold_on_it(treaty: Treaty) -> None:
    spans = [
        found
        for o in treaty.obligations
        for s in LAW.states.ids
        for found in legs_of(treaty, o, s)
    ]
    for day in changes(treaty):
        held = {
            (id(leg.obligation), *leg[1:])
            for leg, (since, until) in spans
            if since <= day and (not until or day < until)
        }
        assert held == {
            (id(leg.obligation), *leg[1:]) for leg in legs_on(treaty, day)
        }, day


@each(
    "day",
    [
        date(1836, 5, 1),
        date(1914, 7, 28),
        date(1917, 1, 1),
        date(1937, 6, 1),
        date(2026, 1, 1),
    ],
    most=1,
)
def test_the_timeline_and_the_graph_of_a_day_say_the_same(day: date) -> None:
    drawn_of = defaultdict(set)
    for s, o, d in ObligationGraph(LAW, day).graph.edges(data=True):
        article = d["clause"].treaty.id, d["clause"].obligation.article
        drawn_of[s].add((True, o, *article))
        drawn_of[o].add((False, s, *article))
    for state in LAW.states.ids:
        drawn = drawn_of[state]
        held = timeline(LAW, state, since=day, until=day)
        assert {
            (e.owes, other, e.treaty, e.article) for e in held for other in e.others
        } == drawn, state


@pytest.mark.parametrize(
    ("state", "treaty", "day"),
    [
        (
            "romania",
            "austria-romania-1883",
            date(1917, 1, 1),
        ),  # it had declared war on its allies in August 1916
        (
            "germany",
            "locarno-1925",
            date(1937, 1, 1),
        ),  # it had repudiated the pact in March 1936
    ],
)
def test_who_has_left_is_owed_nothing(state: str, treaty: str, day: date) -> None:
    assert LAW.treaty(treaty).parties_on(day)
    assert treaty not in {
        c.treaty.id for c, _ in ObligationGraph(LAW, day).owed_to(state)
    }


def test_a_guaranteed_state_need_not_be_bound() -> None:
    pact = Treaty(
        id="pact",
        title="Pact",
        parties=("iceland", {"state": "ireland", "until": date(1950, 1, 1)}),
        signed=date(1940, 1, 1),
        in_force=date(1940, 1, 1),
        sources=("x",),
        obligations=(
            {
                "article": "1",
                "duty": "assist",
                "trigger": "armed-attack",
                "beneficiaries": ["norway"],
                "gist": "help to a third",
            },
            {
                "article": "2",
                "duty": "assist",
                "trigger": "armed-attack",
                "gist": "help to each other",
            },
            {
                "article": "3",
                "duty": "assist",
                "trigger": "armed-attack",
                "beneficiaries": ["ireland"],
                "party_or_not": True,
                "gist": "help to it in any case",
            },
        ),
    )
    assert [
        (leg.obligation.article, leg.beneficiary)
        for leg in legs_on(pact, date(1951, 1, 1))
    ] == [
        ("1", "norway"),
        ("3", "ireland"),
    ]


def test_a_suspended_leg_is_left_out_while_it_is(law: Corpus) -> None:
    legs = [
        e
        for e in timeline(law, "new-zealand", duty="act")
        if e.treaty == "anzus-1951" and e.owes
    ]
    assert [
        ("united-states" in e.others, "australia" in e.others, e.until is None)
        for e in legs
        if e.until is None
    ] == [(False, True, True)]
    assert any(
        "united-states" in e.others and e.until and e.until.year == 1986 for e in legs
    )


def test_spans_are_narrowed_to_the_party(law: Corpus) -> None:
    entries = timeline(law, "finland", duty="act")
    assert {e.since for e in entries if e.treaty == "north-atlantic-1949"} == {
        date(2023, 4, 4),
        date(2024, 3, 7),
    }


def test_a_wrong_duty_is_told(law: Corpus) -> None:
    with pytest.raises(CasusError, match="did you mean `fight`"):
        timeline(law, "france", duty="figth")


def test_the_verb() -> None:
    run = CliRunner().invoke(
        app, ["timeline", "DPRK", "--from", "2020-01-01", "--duty", "fight", "--json"]
    )
    data = json.loads(run.stdout)
    assert data["state"] == "north-korea"
    assert {(e["direction"], e["treaty"]) for e in data["entries"]} >= {
        ("owes", "sino-dprk-1961"),
        ("is owed", "sino-dprk-1961"),
    }
    text = CliRunner().invoke(app, ["timeline", "DPRK", "--to", "1962-01-01"]).stdout
    assert "1961-09-10 to now  owes and is owed by China: fight" in " ".join(
        text.split("\n")
    )
    assert "2024" not in text


def test_a_time_that_ends_before_it_begins_is_refused_with_the_days_in_order() -> None:
    with pytest.raises(CasusError, match="1990-01-01") as refused:
        timeline(LAW, "estonia", since=date(2000, 1, 1), until=date(1990, 1, 1))
    assert refused.value.remedy == "write `--from 1990-01-01 --to 2000-01-01`"


def test_a_state_over_some_years_is_one_frame() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed (extra `pandas`)")
    frame = World.load().over("Poland", years=range(1920, 2027)).to_pandas("years")
    assert set(frame.year) <= set(range(1920, 2027))
    helped = frame.query("beneficiary == 'poland' and defense == 1")
    bound = helped.groupby("year").obligor.nunique()
    assert bound[1921] >= 1
    assert bound[2026] > 30 > bound.get(1998, 0)
    with pytest.raises(CasusError, match="holds no year"):
        World.load().over("Poland", years=[])
