"""What a state owed and was owed over time, held against the law of single days."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cli import app
from engine.graph import ObligationGraph
from engine.timeline import timeline
from treaties.corpus import Corpus, load_corpus
from treaties.errors import CasusError

LAW = load_corpus()


@settings(max_examples=25, deadline=None)
@given(
    st.dates(date(1816, 1, 1), date(2026, 6, 1)),
    st.sampled_from(["france", "russia", "china", "serbia", "new-zealand"]),
)
def test_the_timeline_and_the_graph_of_a_day_say_the_same(day: date, state: str) -> None:
    graph = ObligationGraph(LAW, day)
    edges = [(s, o, d["clause"]) for s, o, d in graph.graph.edges(data=True) if state in (s, o)]
    drawn = {(s == state, o if s == state else s, c.treaty.id, c.obligation.article) for s, o, c in edges}
    held = timeline(LAW, state, since=day, until=day)
    listed = {(e.owes, other, e.treaty, e.article) for e in held for other in e.others}
    assert listed == drawn


def test_a_suspended_leg_is_left_out_while_it_is(law: Corpus) -> None:
    legs = [e for e in timeline(law, "new-zealand", duty="act") if e.treaty == "anzus-1951" and e.owes]
    assert [
        ("united-states" in e.others, "australia" in e.others, e.until is None) for e in legs if e.until is None
    ] == [(False, True, True)]
    assert any("united-states" in e.others and e.until and e.until.year == 1986 for e in legs)


def test_spans_are_narrowed_to_the_party(law: Corpus) -> None:
    entries = timeline(law, "finland", duty="act")
    assert {e.since for e in entries if e.treaty == "north-atlantic-1949"} == {date(2023, 4, 4), date(2024, 3, 7)}


def test_a_wrong_duty_is_told(law: Corpus) -> None:
    with pytest.raises(CasusError, match="did you mean `fight`"):
        timeline(law, "france", duty="figth")


def test_the_verb() -> None:
    run = CliRunner().invoke(app, ["timeline", "DPRK", "--from", "2020-01-01", "--duty", "fight", "--json"])
    data = json.loads(run.stdout)
    assert data["state"] == "north-korea"
    assert {(e["direction"], e["treaty"]) for e in data["entries"]} >= {
        ("owes", "sino-dprk-1961"),
        ("is owed", "sino-dprk-1961"),
    }
    text = CliRunner().invoke(app, ["timeline", "DPRK", "--to", "1962-01-01"]).stdout
    assert "1961-09-10 to now  owes and is owed by China: fight" in " ".join(text.split("\n"))
    assert "2024" not in text
