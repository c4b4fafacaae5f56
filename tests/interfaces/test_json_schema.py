"""The schemas of results: as shipped, sound in themselves, and true of what the verbs print."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from cli import app
from engine.interfaces.json_schema import LAW_ADDED, RESULTS, schema
from engine.world import World
from tests import FIXTURES
from tests.support.each import each
from validation.atop.agreement import compare
from validation.atop.agreement_text import to_dict
from validation.atop.coverage import coverages
from validation.experts.experts_key import HonourTable, Rate

ITALY = ("Italy", "Austria-Hungary", "--by", "Russia", "--on", "1914-07-28")
PRINTED = {
    "answer": ("ask", *ITALY[1:]),
    "why": ("why", *ITALY),
    "questions": ("questions", *ITALY[1:]),
    "play": ("play", "july-1914"),
    "play-sheet": ("play", "july-1914", "--for", "Italy"),
    "ways": ("ways", *ITALY),
    "ways-out": ("ways", *ITALY, "--out"),
    "compare": ("compare", *ITALY[1:], "--then", "1902-01-01"),
    "conflicts": ("conflicts", "--on", "1914-07-01"),
    "odds": ("odds", *ITALY, "--p", "*=0.25"),
    "scan": (
        "scan",
        "--on",
        "1914-07-28",
        "--among",
        "Germany",
        "--among",
        "France",
        "--top",
        "1",
    ),
    "show": ("show", "london-1839"),
    "list": ("list", "--unverified", "--on", "1914-07-28"),
    "timeline": ("timeline", "Belgium", "--to", "1914-07-28"),
    "cases": ("case", "G1a"),
    "corpus-state": ("check", "--state"),
}
"""A small question for every verb that needs no file."""


@each("kind", RESULTS)
def test_the_schema_is_sound(kind: str) -> None:
    Draft202012Validator.check_schema(schema(kind))


@each("kind", PRINTED)
def test_what_a_verb_prints_is_as_its_schema_says(kind: str) -> None:
    done = CliRunner().invoke(app, [*PRINTED[kind], "--json"])
    said = json.loads(done.stdout)
    judge = Draft202012Validator(schema(kind))
    assert [f"{e.json_path}: {e.message}" for e in judge.iter_errors(said)] == []
    assert not judge.is_valid(said | {"colour": "red"})
    if RESULTS[kind][0].startswith(LAW_ADDED):
        assert not judge.is_valid({k: v for k, v in said.items() if k != "law"})


@pytest.mark.parametrize("rows", [("--scenarios",), ("--hot-spots",)])
def test_the_other_lists_are_as_the_schema_says(rows: tuple[str, ...]) -> None:
    said = json.loads(CliRunner().invoke(app, ["list", *rows, "--json"]).stdout)
    Draft202012Validator(schema("list")).validate(said)


def test_results_that_need_files_are_as_their_schemas_say(world: World) -> None:
    atop, cow = FIXTURES / "atop_member.csv", FIXTURES / "cow_by_member.csv"
    pacts = coverages(world.corpus, atop, cow)
    for kind, said in (
        ("agreement", to_dict(compare(world.corpus, atop), pacts)),
        ("agreement", to_dict(None, pacts)),
        (
            "honoured",
            HonourTable(
                (Rate("all", 1, 2, (0.1, 0.9)), Rate("nobody", 0, 0, (0.0, 1.0))), 2
            ).to_dict(),
        ),
    ):
        Draft202012Validator(schema(kind)).validate(json.loads(json.dumps(said)))
