"""The JSON Schemas: as generated, sound in themselves, true of every shipped file, false of spoilt ones."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli import app
from engine.interfaces.json_schema import schema
from tests import HOME
from tests.support.sampling import drawn
from treaties.loading.schema import KINDS
from treaties.vocabulary.errors import CasusError

Draft202012Validator: Any = pytest.importorskip(
    "jsonschema", reason="jsonschema is not installed (extra `dev`)"
).Draft202012Validator
FOLDERS = {
    "treaty": "data",
    "scenario": "scenarios",
    "reading": "readings",
    "case": "cases",
}
"""The folder of each kind; what has none is one file of that name."""


def files(kind: str) -> list[Path]:
    folder = HOME / "treaties"
    return (
        sorted((folder / FOLDERS[kind]).rglob("*.toml"))
        if kind in FOLDERS
        else [folder / f"{kind}.toml"]
    )


def content(path: Path) -> Any:
    return json.loads(
        json.dumps(tomllib.loads(path.read_text(encoding="utf-8")), default=str)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_sound(kind: str) -> None:
    made = schema(kind)
    Draft202012Validator.check_schema(made)
    assert made.get("required") or kind == "scenario", "its day is filled in"
    assert made["additionalProperties"] is False


@pytest.mark.parametrize("kind", KINDS)
def test_every_shipped_file_is_valid(kind: str) -> None:
    judge = Draft202012Validator(schema(kind))
    every = files(kind)
    assert every
    faults = [
        f"{p.name}: {e.json_path}: {e.message}"
        for p in drawn(every, len(every))
        for e in judge.iter_errors(content(p))
    ]
    assert faults == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_spoilt_file_is_not(kind: str) -> None:
    judge = Draft202012Validator(schema(kind))
    whole = content(files(kind)[0])
    assert not judge.is_valid(whole | {"colour": "red"})
    for key in schema(kind).get("required", ()):
        assert not judge.is_valid({k: v for k, v in whole.items() if k != key}), key


def test_a_condition_may_be_a_bare_word_or_a_table_of_a_known_kind() -> None:
    judge = Draft202012Validator(schema("treaty"))
    whole = content(HOME / "treaties" / "data" / "1946-1990" / "sino-dprk-1961.toml")
    duty = whole["obligations"][1]
    for conditions, valid in (
        (["state-of-war"], True),
        ([{"kind": "in-area", "area": "x"}], True),
        ([{"kind": "in-aera"}], False),
        ([{"question": "peace-duty-breached", "needs": "no"}], True),
        ([{"kind": "judgement", "id": "alive", "text": "Is it alive?"}], False),
    ):
        assert (
            judge.is_valid(whole | {"obligations": [duty | {"conditions": conditions}]})
            is valid
        )


def test_the_verb() -> None:
    assert json.loads(CliRunner().invoke(app, ["schema", "treaty"]).stdout) == schema(
        "treaty"
    )
    with pytest.raises(CasusError, match="did you mean `treaty`"):
        schema("traety")


def test_fields_are_described_by_the_words_that_stand_under_them() -> None:
    made = schema("treaty")
    assert (
        made["properties"]["exit"]["description"]
        == "How a party may leave, in our own words."
    )
    assert made["$defs"]["Obligation"]["properties"]["article"][
        "description"
    ].startswith("The article as cited")
