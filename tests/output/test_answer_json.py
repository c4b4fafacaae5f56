"""The JSON of an answer: short by default and said to be, whole where asked for, and picked by field."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from engine import World
from engine.interfaces.json_schema import schema
from engine.output import answer_json, written
from engine.output.answer_json import answer_to_dict
from engine.output.written import answers_in, fields_of, in_words, keys_in
from engine.output.written_schema import models
from engine.verdicts.solution import Solution
from tests.snapshot.answers import questions
from tests.support.each import each
from tests.support.sampling import sampled
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import UnknownName

pytestmark = sampled(6, alone="whole")

LIMIT = 150_000
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
    assert data["schema"] == 3
    assert len(json.dumps(data, ensure_ascii=False).encode()) < LIMIT
    Draft202012Validator(schema("answer")).validate(json.loads(json.dumps(data)))
    everybody(answer, data)
    findings = data["findings"]
    search = findings["completeness"]
    assert search["whole"] is (
        answer.record.complete and not search["truncated"] and not answer.further_off
    )
    assert search["far"] == 1
    read = [r for group in findings["readings"] for r in group["readings"]]
    assert sorted(read) == sorted(r.id for r in answer.readings)
    asked = {q["id"] for q in findings["questions"]}
    assert {*answers_in([findings["called"], findings["states"]])} <= asked
    left_out = findings["left_out"]["questions"]
    assert len(asked) + left_out == len(answer.questions)


def test_every_article_that_is_named_is_described_once(world: World) -> None:
    data = world.ask("Norway", by="Russia", on="2026-01-01", rounds=1).to_dict()
    articles = [a["key"] for a in data["findings"].pop("articles")]
    assert articles == list(dict.fromkeys(keys_in(data)))


def test_words_stand_under_says_alone(world: World) -> None:
    """What is no `says`, no name and no word of the law has no blank between two words."""
    data = world.ask("Estonia", by="Russia", on="2026-01-01", must="USA").to_dict()
    law = ("name", "decider", "gist", "source", "haste", "article", "articles")
    found = {
        (path[-1], text)
        for path, text in texts(data)
        if " " in text and not {"says", "law", "proof", *law} & {*path}
    }
    assert found == set()


def test_the_duty_of_one_state_is_worded_for_one(world: World) -> None:
    asked = world.ask("Estonia", by="Russia", on="2026-01-01", must="Germany")
    (germany,) = asked.to_dict()["ruling"]["states"]
    duties = [owed["says"]["duty"] for owed in germany["settled"]]
    assert "must act, but chooses how (North Atlantic Treaty, Art. 5)" in duties


def texts(data: Any, *path: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of some JSON data, with the names of the fields in which it stands."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for name, part in data.items():
            yield from texts(part, *path, name)
    elif isinstance(data, list):
        for part in data:
            yield from texts(part, *path)


def everybody(answer: Solution, data: dict[str, Any]) -> None:
    """Every row is in `states` with its verdicts, its article and what it waits for, and nobody else is told of."""
    data = data["findings"]
    told = {s["state"]: s for s in data["states"]}
    assert list(told) == [r.state for r in answer]
    for row in answer:
        state = told[row.state]
        for verdict, said in (
            (row.verdict, state["verdict"]),
            (row.settled, state["settled"]),
            (row.at_once, state["at_once"]),
        ):
            assert (said["status"], said["duty"]) == (
                str(verdict.status),
                str(verdict.duty) if verdict.duty else None,
            )
        assert (state["ground"] or {}).get("clause", {}).get("key") == (
            row.ground.clause.key if row.ground else None
        )
        nearest = next(iter(row.supports), ())
        assert state["verdict"]["needs"] == [*map(in_words, nearest)]
    named = {
        s
        for part in data["called"].values()
        for i in part
        for c in i["calls"]
        for s in c["states"]
    }
    named |= {s for chain in data["chains"] for s in chain["states"]}
    named |= {
        s
        for group in data["readings"]
        for change in group["changes"]
        for s in change["states"]
    }
    assert named <= set(told)


@each("name", [q for q in questions() if not q.startswith("pair-")][::5], most=6)
def test_whoever_is_told_of_anywhere_is_among_the_states(name: str) -> None:
    answer = questions()[name]()
    everybody(answer, answer_to_dict(answer))


def test_the_full_form_leaves_nothing_out(world: World) -> None:
    answer = world.ask("North Korea", by="Ukraine", on="2026-01-01")
    data = answer.to_dict(full=True)
    findings = data["findings"]
    assert findings["left_out"] is None
    everybody(answer, data)
    for row, state in zip(answer, findings["states"], strict=True):
        assert len(state["grounds"]) == len(row.judged)
        assert [len(g["supports"]) for g in state["grounds"]] == [
            len(j.verdict.supports) for j in row.judged
        ]
        for reading, verdict in row.by_reading.items():
            found = state["by_reading"][reading]
            assert {k: found[k] for k in ("status", "duty")} == verdict.to_dict()
        assert len(state["blocked"]) == len(row.blocked)
    short = answer.to_dict()
    assert all(short[k] == data[k] for k in ("question", "ruling", "says", "law"))
    assert short["findings"]["called"]["asked"] == findings["called"]["asked"]
    assert short["findings"]["broken"] == findings["broken"]
    assert "grounds" not in short["findings"]["states"][0]


def test_a_reading_is_told_with_what_it_changes(world: World) -> None:
    answer = world.ask("North Korea", by="Ukraine", on="2026-01-01")
    groups = answer.to_dict()["findings"]["readings"]
    (charter,) = (g for g in groups if "charter" in g["readings"])
    verdict = answer["China"].by_reading["charter"]
    (change,) = (c for c in charter["changes"] if "china" in c["states"])
    assert (change["status"], change["duty"]) == (
        str(verdict.status),
        str(verdict.duty),
    )


def test_fields_pick_and_an_unknown_one_is_named(world: World) -> None:
    answer = world.ask("North Korea", by="Ukraine", on="2026-01-01", rounds=1)
    some = answer.to_dict(fields=["law", "states"])
    assert list(some) == ["schema", "law", "findings"]
    assert list(some["findings"]) == ["states"]
    with pytest.raises(UnknownName, match="did you mean `states`"):
        answer.to_dict(fields=["stats"])


def test_the_models_write_what_they_publish() -> None:
    published = schema("answer")
    assert list(published["properties"]) == published["required"]
    assert published["required"] == [f.name for f in fields_of("AnswerDocument")]


def test_every_row_of_the_table_is_of_a_kind_that_is_written() -> None:
    table = sibling_toml(written.__file__)
    assert {*table} - {"full"} == {*models()}
    assert {*table["full"]} <= {*models()}


def test_nobody_known_to_help_is_said(world: World) -> None:
    (said,) = world.ask("Nepal", by="India", on="1971-01-01", rounds=1).to_dict(
        fields=["says"]
    )["says"]["not_known"][:1]
    assert "binds anybody to help Nepal. Read, and none binds:" in said


def test_all_is_written_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    answer, made = (
        world.ask("Poland", by="Russia", on="2026-01-01", rounds=1),
        Counter[str](),
    )
    for name in ("bottom_line", "not_known", "_document", "_shortened"):
        whole = getattr(answer_json, name)
        monkeypatch.setattr(
            answer_json, name, lambda *a, n=name, f=whole: made.update([n]) or f(*a)
        )
    assert answer_to_dict(answer)["findings"]["states"]
    assert made == {
        "bottom_line": 1,
        "not_known": 1,
        "_document": 1,
        "_shortened": 1,
    }
