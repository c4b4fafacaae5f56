"""The JSON of an answer: short by default and said to be, whole where asked for, and picked by field."""

from __future__ import annotations

import json
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from engine import World
from engine.doors.json_schema import schema
from engine.forms.json_models import AnswerJson
from engine.verdicts.verdict import Status
from treaties.errors import UnknownName

LIMIT = 40_000
QUESTIONS = (
    ("North Korea", "Ukraine", date(2026, 1, 1)),
    ("United States", "China", date(2026, 1, 1)),
    ("Qatar", "Iran", date(2026, 1, 1)),
    ("Poland", "Germany", date(1939, 9, 1)),
    ("Serbia", "Austria-Hungary", date(1914, 7, 28)),
    ("Taiwan", "China", date(2026, 1, 1)),
)


@pytest.mark.parametrize(("victim", "by", "on"), QUESTIONS, ids=[f"{v}-{d.year}" for v, _, d in QUESTIONS])
def test_the_short_form_is_short_and_tells_of_every_state(victim: str, by: str, on: date, world: World) -> None:
    answer = world.ask(victim, by=by, on=on)
    data = answer.to_dict()
    assert len(json.dumps(data, ensure_ascii=False).encode()) < LIMIT
    Draft202012Validator(schema("answer")).validate(json.loads(json.dumps(data)))
    told = {s["state"]: (s["status"], s["duty"]) for s in data["states"]}
    told |= {s: (o["status"], o["duty"]) for o in data["others"] for s in o["states"]}
    assert told == {r.state: (str(r.status), str(r.duty) if r.duty else None) for r in answer}
    assert {s["state"] for s in data["states"]} >= {r.state for r in answer if r.status is Status.PRINCIPAL}
    settled = {s["state"]: s["settled"]["duty"] for s in data["states"]}
    assert all(
        settled[r.state] == (str(r.settled.duty) if r.settled.duty else None)
        for r in answer
        if r.state in told and r.state in settled
    )
    read = [r for group in data["readings"] for r in group["readings"]]
    assert sorted([*read, *data["unmoved"]]) == sorted(r.id for r in answer.readings)
    asked = {q["id"] for q in data["questions"]}
    needs = [c["needs"] for i in data["instruments"] for c in i["calls"]] + [s["needs"] for s in data["states"]]
    assert {a["question"] for n in needs for a in n} <= asked
    assert len(data["questions"]) + data["left_out"]["questions"] == len(answer.questions)
    doubtful = {(u["treaty"], u["article"]) for u in data["unverified"]}
    for i in data["instruments"]:
        assert all(c["verified"] or (i["treaty"], c["article"]) in doubtful for c in i["calls"])


def test_the_full_form_leaves_nothing_out(world: World) -> None:
    answer = world.ask("North Korea", by="Ukraine", on="2026-01-01")
    data = answer.to_dict(full=True)
    assert data["left_out"] is None
    assert data["others"] == []
    for row, state in zip(answer, data["states"], strict=True):
        assert len(state["grounds"]) == len(row.judged)
        assert [len(g["supports"]) for g in state["grounds"]] == [len(j.verdict.supports) for j in row.judged]
        assert state["by_reading"] == {k: v.to_dict() for k, v in row.by_reading.items()}
        assert len(state["blocked"]) == len(row.blocked)
    short = answer.to_dict()
    assert all(short[k] == data[k] for k in ("bottom_line", "instruments", "broken", "law"))
    assert "grounds" not in short["states"][0]


def test_a_reading_is_told_with_what_it_changes(world: World) -> None:
    answer = world.ask("North Korea", by="Ukraine", on="2026-01-01")
    (charter,) = (g for g in answer.to_dict()["readings"] if "charter" in g["readings"])
    verdict = answer["China"].by_reading["charter"]
    (change,) = (c for c in charter["changes"] if "china" in c["states"])
    assert (change["status"], change["duty"]) == (str(verdict.status), str(verdict.duty))


def test_fields_pick_and_an_unknown_one_is_named(world: World) -> None:
    answer = world.ask("North Korea", by="Ukraine", on="2026-01-01", rounds=1)
    assert list(answer.to_dict(fields=["law", "on"])) == ["law", "on"]
    with pytest.raises(UnknownName, match="did you mean `states`"):
        answer.to_dict(fields=["stats"])


def test_the_models_write_what_they_publish() -> None:
    published = schema("answer")
    assert set(published["properties"]) == {f.alias or n for n, f in AnswerJson.model_fields.items()}
    assert set(published["required"]) == set(published["properties"])


def test_nobody_known_to_help_is_said(world: World) -> None:
    (said,) = world.ask("Nepal", by="India", on="1971-01-01", rounds=1).to_dict(fields=["not_known"])["not_known"][:1]
    assert "binds anybody to help Nepal. What may be missing:" in said
