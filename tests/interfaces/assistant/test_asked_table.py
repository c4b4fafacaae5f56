"""What `ask` says of the states asked about: a row a state, in few words, and the same as fields."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from engine.interfaces.assistant import tools
from engine.interfaces.assistant.tools import call
from engine.world import World
from tests import HOME
from tests.interfaces.assistant.test_evaluation import QUESTIONS
from tests.support.each import each
from tests.support.sampling import sampled
from treaties.vocabulary.errors import CasusError

pytestmark = sampled(5, alone="whole")

EIGHT = ["Germany", "USA", "Serbia", "Finland", "Austria", "Belarus", "China", "UK"]
ESTONIA: dict[str, Any] = {"victim": "Estonia", "by": "Russia", "on": "2026-01-01"}


def client() -> ModuleType:
    import importlib.util
    import sys

    path = HOME / "benchmarks" / "assistant" / "one_call.py"
    spec = importlib.util.spec_from_file_location("one_call_client", path)
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made
    spec.loader.exec_module(made)
    return made


CLIENT = client()


@pytest.fixture(scope="module")
def eight(world: World) -> tuple[str, dict[str, Any]]:
    return call(world, "ask", ESTONIA | {"must": EIGHT})


def test_eight_states_take_three_kilobytes(eight: tuple[str, dict[str, Any]]) -> None:
    text, data = eight
    assert len(text.encode()) <= 3_000
    assert text.count("CAVEAT: ") == 1
    for row in data["result"]["asked"]:
        assert f"  {row['name']}: {row['holding']}; " in text


def test_a_row_has_every_settled_duty_with_day_and_warrant(
    eight: tuple[str, dict[str, Any]],
) -> None:
    text, data = eight
    rows = {row["state"]: row for row in data["result"]["asked"]}
    german = [o["clause"]["key"] for o in rows["germany"]["settled"]]
    assert german[:2] == ["teu-42-7-2007:42.7", "north-atlantic-1949:5"]
    assert (
        "North Atlantic Treaty, Art. 5; in force since 24 August 1949; words read"
        in text
    )
    assert rows["serbia"]["holding"] == "none"
    assert "Serbia has no treaty of help" in rows["serbia"]["says"]["because"]


def test_a_condition_is_named_with_its_judge(world: World) -> None:
    text, data = call(
        world,
        "ask",
        {
            "victim": "North Korea",
            "by": "Ukraine",
            "on": "2026-01-01",
            "must": ["China"],
        },
    )
    assert "must help militarily [3], only if [a] and [b]" in text
    assert "is not acting in lawful self-defence" in text
    assert "(China judges)" in text
    (china,) = data["result"]["asked"]
    assert china["holding"] == "only-if"
    assert data["result"]["background"], "the running war stands apart"


def test_the_fields_say_what_was_understood(eight: tuple[str, dict[str, Any]]) -> None:
    result = eight[1]["result"]
    understood = result["understood"]
    assert (understood["kind"], understood["side"]) == ("must", "victim")
    assert (understood["victim"], understood["by"]) == (["estonia"], ["russia"])
    assert len(understood["asked"]) == 8
    by_treaty = {g["clause"]["treaty"]: g for g in result["groups"]}
    nato = by_treaty["north-atlantic-1949"]
    assert nato["count"] == len(nato["states"]) >= 30
    assert result["instrument"] == []


def test_a_treaty_asked_about_is_a_field(world: World) -> None:
    _, data = call(world, "ask", ESTONIA | {"under": ["nato:5"]})
    (treaty,) = data["result"]["instrument"]
    assert (treaty["treaty"], treaty["article"]) == ("north-atlantic-1949", "5")
    assert treaty["lacking"] is None


def test_the_law_alone_is_asked_by_the_same_tool(world: World) -> None:
    day = {"on": "2026-01-01"}
    text, data = call(world, "ask", day | {"kind": "owes", "must": ["USA", "Japan"]})
    title, _, first, *_ = text.splitlines()
    assert title == "What the United States owes Japan on 1 January 2026."
    assert first.startswith("The United States must act, but chooses how, if Japan is")
    assert data["result"]["state"] == "united-states"
    text, data = call(
        world, "ask", day | {"kind": "weigh", "under": ["nato:5", "csto:4"]}
    )
    assert text.startswith("The Collective Security Treaty (Art. 4) binds harder")
    assert data["result"]["first"] == "north-atlantic-1949"


def test_what_changes_nothing_is_noted(world: World) -> None:
    idle = "request:estonia>north-atlantic-1949=yes"
    manila = {"victim": "Philippines", "by": "China", "on": "2026-01-01"}
    text, _ = call(world, "ask", manila | {"must": ["USA"], "suppose": [idle]})
    assert f"NOTE: `{idle}` changes nothing" in text


def test_explain_opens_with_what_is_owed_on_the_events_given(world: World) -> None:
    text, data = call(world, "explain", ESTONIA | {"state": "Germany"})
    assert text.startswith("Germany: bound. Yes: Germany must help (EU Treaty")
    assert data["result"]["proofs"][0]["clause"]["treaty"] == "teu-42-7-2007"
    none, _ = call(world, "explain", ESTONIA | {"state": "Serbia"})
    assert "No. Serbia has no treaty of help with Estonia." in none.splitlines()[0]


@each("q", QUESTIONS, called=lambda q: q["id"], most=8)
def test_one_call_has_every_status(q: dict[str, Any], world: World) -> None:
    assert [t for t in CLIENT.told(world, q) if not t.right] == []


def test_a_row_has_the_answers_that_make_a_duty_due(world: World) -> None:
    tuvalu = {"victim": "Tuvalu", "on": "2025-03-01", "must": ["Australia"]}
    (row,) = call(world, "ask", tuvalu)[1]["result"]["asked"]
    needs = [
        o["verdict"]["needs"]
        for o in row["open"]
        if o["clause"]["treaty"] == "falepili-2023"
    ]
    assert needs == [["request:tuvalu>falepili-2023=yes"]]
    (then,) = call(world, "ask", tuvalu | {"suppose": needs[0]})[1]["result"]["asked"]
    assert "falepili-2023" in [o["clause"]["treaty"] for o in then["settled"]]


def test_a_row_says_what_the_victim_owes_in_return(world: World) -> None:
    one_way = {"victim": "Palau", "by": "China", "on": "2026-01-01", "must": ["USA"]}
    (row,) = call(world, "ask", one_way)[1]["result"]["asked"]
    assert row["in_return"] == []
    (german,) = call(world, "ask", ESTONIA | {"must": ["Germany"]})[1]["result"][
        "asked"
    ]
    assert "North Atlantic Treaty, Art. 5" in german["in_return"]


@pytest.mark.parametrize(
    "ident", ["tuvalu-2025", "taiwan-2026", "greece-1937", "russia-1904"]
)
def test_what_a_statement_supposes_is_read_from_the_one_call(
    ident: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    monkeypatch.setattr(tools, "call", lambda *a: calls.append(a) or call(*a))
    (q,) = (q for q in QUESTIONS if q["id"] == ident)
    assert all(t.right for t in CLIENT.told(world, q))
    assert len(calls) == 1


def test_a_call_answers_further_cases_beside_the_question(world: World) -> None:
    own = {"victim": "Kosovo", "by": "Serbia", "on": "2026-11-28", "must": ["USA"]}
    other = {"victim": "Italy", "at": "Kosovo", "under": ["nato:5"]}
    text, data = call(world, "ask", own | {"what_if": [other]})
    alone, same = call(world, "ask", own | other)
    (case,) = data["result"]["what_if"]
    assert case["asked"] == same["result"]["asked"]
    assert f"WHAT IF 1: victim Italy; at Kosovo; under nato:5\n{case['title']}" in text
    assert case["title"] in alone
    assert {a["id"] for a in data["articles"]} >= {a["id"] for a in same["articles"]}


@pytest.mark.parametrize(
    ("case", "fault"),
    [
        ({}, "case 1 of `what_if`: it changes no field"),
        ({"by": ["Narnia"]}, "case 1 of `what_if`: no state is called `Narnia`"),
        ({"whom": "USA"}, "case 1 of `what_if`: there is no field `whom`"),
        ({"detail": True}, "case 1 of `what_if`: `detail` is of the whole call"),
    ],
)
def test_a_case_that_cannot_be_answered_is_refused(
    case: dict[str, Any], fault: str, world: World
) -> None:
    with pytest.raises(CasusError, match=fault):
        call(world, "ask", ESTONIA | {"must": ["USA"], "what_if": [case]})


def test_the_law_alone_has_no_cases(world: World) -> None:
    law = {"kind": "owes", "must": ["USA"], "what_if": [{"by": "Russia"}]}
    with pytest.raises(CasusError, match="`what_if` changes an attack"):
        call(world, "ask", law)


def test_a_treaty_is_taken_away_from_the_law_alone_too(world: World) -> None:
    owes = {"kind": "owes", "must": ["Germany", "Poland"], "on": "2026-01-01"}
    _, whole = call(world, "ask", owes)
    _, less = call(world, "ask", owes | {"without": ["teu-42-7-2007"]})
    owed = [{p["treaty"] for p in d["result"]["owed"]} for d in (whole, less)]
    assert owed[0] - owed[1] == {"teu-42-7-2007"}
