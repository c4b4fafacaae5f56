"""The JSON of an answer: short by default and said to be, whole where asked for, and picked by field."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from engine import World
from engine.interfaces.json_schema import schema
from engine.output import json_form
from engine.output.json_form import answer_to_dict
from engine.output.json_models import AnswerJson
from engine.verdicts.solution import Solution
from tests.snapshot.answers import questions
from tests.support.each import each
from treaties.vocabulary.errors import UnknownName

LIMIT = 150_000
PARTS = ("instruments", "for_attackers", "aside", "below", "neutral")
QUESTIONS = (
    ("North Korea", "Ukraine", date(2026, 1, 1)),
    ("United States", "China", date(2026, 1, 1)),
    ("Qatar", "Iran", date(2026, 1, 1)),
    ("Poland", "Germany", date(1939, 9, 1)),
    ("Serbia", "Austria-Hungary", date(1914, 7, 28)),
    ("Taiwan", "China", date(2026, 1, 1)),
)


@pytest.mark.parametrize(
    ("victim", "by", "on"), QUESTIONS, ids=[f"{v}-{d.year}" for v, _, d in QUESTIONS]
)
def test_the_short_form_is_short_and_tells_of_every_state(
    victim: str, by: str, on: date, world: World
) -> None:
    answer = world.ask(victim, by=by, on=on)
    data = answer.to_dict()
    assert len(json.dumps(data, ensure_ascii=False).encode()) < LIMIT
    Draft202012Validator(schema("answer")).validate(json.loads(json.dumps(data)))
    assert data["complete"] is (
        answer.record.complete and not data["truncated"] and not answer.further_off
    )
    assert data["far"] == 1
    everybody(answer, data)
    read = [r for group in data["readings"] for r in group["readings"]]
    assert sorted([*read, *data["unmoved"]]) == sorted(r.id for r in answer.readings)
    asked = {q["id"] for q in data["questions"]}
    needs = [c["needs"] for i in data["instruments"] for c in i["calls"]] + [
        s["needs"] for s in data["states"]
    ]
    assert {a["question"] for n in needs for a in n} <= asked
    assert len(data["questions"]) + data["left_out"]["questions"] == len(
        answer.questions
    )
    doubtful = {(u["treaty"], u["article"]) for u in data["unverified"]}
    for i in data["instruments"]:
        assert all(
            c["verified"] or (i["treaty"], c["article"]) in doubtful for c in i["calls"]
        )


def everybody(answer: Solution, data: dict[str, Any]) -> None:
    """Every row is in `states` with its verdicts, its article and what it waits for, and nobody else is told of."""
    told = {s["state"]: s for s in data["states"]}
    assert list(told) == [r.state for r in answer]
    for row in answer:
        state = told[row.state]
        for verdict, said in (
            (row.verdict, state),
            (row.settled, state["settled"]),
            (row.at_once, state["at_once"]),
        ):
            assert (said["status"], said["duty"]) == (
                str(verdict.status),
                str(verdict.duty) if verdict.duty else None,
            )
        assert (state["ground"] or {}).get("treaty") == (
            row.ground.treaty if row.ground else None
        )
        assert {(n["question"], n["answer"] == "yes") for n in state["needs"]} == set(
            next(iter(row.supports), ())
        )
    named = {
        s for part in PARTS for i in data[part] for c in i["calls"] for s in c["states"]
    }
    named |= {s for chain in data["chains"] for s in chain["states"]}
    named |= {
        s
        for group in data["readings"]
        for change in group["changes"]
        for s in change["states"]
    }
    assert named <= set(told)


@each("name", [q for q in questions() if not q.startswith("pair-")][::5], most=12)
def test_whoever_is_told_of_anywhere_is_among_the_states(name: str) -> None:
    answer = questions()[name]()
    everybody(answer, answer_to_dict(answer))


def test_the_full_form_leaves_nothing_out(world: World) -> None:
    answer = world.ask("North Korea", by="Ukraine", on="2026-01-01")
    data = answer.to_dict(full=True)
    assert data["left_out"] is None
    everybody(answer, data)
    for row, state in zip(answer, data["states"], strict=True):
        assert len(state["grounds"]) == len(row.judged)
        assert [len(g["supports"]) for g in state["grounds"]] == [
            len(j.verdict.supports) for j in row.judged
        ]
        assert state["by_reading"] == {
            k: v.to_dict() for k, v in row.by_reading.items()
        }
        assert len(state["blocked"]) == len(row.blocked)
    short = answer.to_dict()
    assert all(
        short[k] == data[k] for k in ("bottom_line", "instruments", "broken", "law")
    )
    assert "grounds" not in short["states"][0]


def test_a_reading_is_told_with_what_it_changes(world: World) -> None:
    answer = world.ask("North Korea", by="Ukraine", on="2026-01-01")
    (charter,) = (g for g in answer.to_dict()["readings"] if "charter" in g["readings"])
    verdict = answer["China"].by_reading["charter"]
    (change,) = (c for c in charter["changes"] if "china" in c["states"])
    assert (change["status"], change["duty"]) == (
        str(verdict.status),
        str(verdict.duty),
    )


def test_fields_pick_and_an_unknown_one_is_named(world: World) -> None:
    answer = world.ask("North Korea", by="Ukraine", on="2026-01-01", rounds=1)
    assert list(answer.to_dict(fields=["law", "on"])) == ["law", "on"]
    with pytest.raises(UnknownName, match="did you mean `states`"):
        answer.to_dict(fields=["stats"])


def test_the_models_write_what_they_publish() -> None:
    published = schema("answer")
    assert set(published["properties"]) == {
        f.alias or n for n, f in AnswerJson.model_fields.items()
    }
    assert set(published["required"]) == set(published["properties"])


def test_nobody_known_to_help_is_said(world: World) -> None:
    (said,) = world.ask("Nepal", by="India", on="1971-01-01", rounds=1).to_dict(
        fields=["not_known"]
    )["not_known"][:1]
    assert "binds anybody to help Nepal. Read, and none binds:" in said


def test_what_is_never_cut_is_made_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many measures are tried until the short form is short enough."""
    answer, made = (
        world.ask("Poland", by="Russia", on="2026-01-01", rounds=1),
        Counter[str](),
    )
    for name in ("bottom_line", "not_known", "_measured"):
        whole = getattr(json_form, name)
        monkeypatch.setattr(
            json_form, name, lambda *a, n=name, f=whole: made.update([n]) or f(*a)
        )
    monkeypatch.setattr(json_form, "SIZE", 0)
    assert answer_to_dict(answer)["states"]
    assert made == {
        "bottom_line": 1,
        "not_known": 1,
        "_measured": len(json_form.MEASURES),
    }
