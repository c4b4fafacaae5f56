"""A refused call is answered in one line with a call that works: the user's own, with one thing changed."""

from __future__ import annotations

import json
import re
import shlex
from typing import Any

import pytest
from typer.testing import CliRunner

from cli import app
from engine.interfaces.assistant.tools import call
from engine.question.query import Query
from engine.question.topic import LawAlone
from engine.world import World, understand
from treaties.vocabulary.errors import CasusError, See

POLAND = {"victim": "Poland", "by": ("Russia",), "on": "2026-01-01"}
REFUSED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (POLAND | {"must": "Gondor"}, POLAND),
    (POLAND | {"must": ("Gondor", "France")}, POLAND | {"must": ("France",)}),
    (POLAND | {"must": "Frnce"}, POLAND | {"must": ("France",)}),
    (POLAND | {"victim": "Polnd"}, POLAND),
    (POLAND | {"under": "natoo"}, POLAND | {"under": ("nato",)}),
    (POLAND | {"under": "NATO:77"}, POLAND | {"under": ("NATO",)}),
    (POLAND | {"without": "natoo:USA"}, POLAND | {"without": ("nato:USA",)}),
    (POLAND | {"kind": "why"}, POLAND | {"kind": "why", "must": ("France",)}),
    (POLAND | {"kind": "covers"}, POLAND | {"kind": "covers", "under": ("NATO:5",)}),
    (POLAND | {"must": "France", "kind": "weigh"}, POLAND | {"must": ("France",)}),
    (
        {"victim": "Poland", "on": "1939-09-01", "under": "NATO"},
        {"victim": "Poland", "on": "1939-09-01"},
    ),
    (POLAND | {"victim": "Yugoslavia"}, POLAND | {"victim": "serbia"}),
    (
        {"kind": "weigh", "under": "NATO:5"},
        {"kind": "weigh", "under": ("NATO:5", "CSTO:4")},
    ),
    (
        {"victim": "If Russia attacks Poland, why must France help?", "kind": "covers"},
        {"victim": "If Russia attacks Poland, why must France help?"},
    ),
]


def refusal(world: World, given: dict[str, Any]) -> CasusError:
    with pytest.raises(CasusError) as error:
        world.ask(**given)
    return error.value


def asked_by(command: str) -> dict[str, Any]:
    """The fields of a command line."""
    opens, verb, *words = shlex.split(command)
    assert (opens, verb) == ("casus", "ask")
    found: dict[str, Any] = {}
    while words:
        word = words.pop(0)
        if not word.startswith("--"):
            found["victim"] = word
            continue
        name, value = word.removeprefix("--"), words.pop(0)
        several = name in ("by", "must", "under", "without")
        found[name] = (*found.get(name, ()), value) if several else value
    return found


@pytest.mark.parametrize(("given", "works"), REFUSED)
def test_the_call_that_works_is_named_in_one_line(
    world: World, given: dict[str, Any], works: dict[str, Any]
) -> None:
    line = str(refusal(world, given))
    assert "\n" not in line
    assert "casus list" not in line
    command = re.findall(r"`(casus ask [^`]*)`$", line)
    assert asked_by(command[0]) == works
    try:
        understand(world, Query.of(**works))
    except LawAlone:
        assert "kind" in works


@pytest.mark.parametrize("without", [(), ("--without", "natoo")])
def test_the_command_line_prints_a_command_that_can_be_pasted(
    without: tuple[str, ...],
) -> None:
    wrong = without or ("--must", "Gondor")
    told = CliRunner().invoke(app, ["ask", "Norway", "--by", "Russia", *wrong])
    assert told.exit_code == 1
    (command,) = re.findall(r"`(casus ask [^`]*)`", str(told.exception))
    assert CliRunner().invoke(app, shlex.split(command)[1:]).exit_code == 0


def test_the_error_as_data_has_the_call(world: World) -> None:
    data = refusal(world, POLAND | {"must": "Gondor"}).to_dict()
    assert data["call"]["command"] == "casus ask Poland --by Russia --on 2026-01-01"


def test_the_assistant_is_given_arguments_that_work(world: World) -> None:
    asked = {"victim": "Poland", "by": ["Russia"], "on": "2026-01-01"}
    with pytest.raises(CasusError) as error:
        call(world, "ask", asked | {"under": ["natoo"]})
    (arguments,) = re.findall(r"Arguments: (.*)$", str(error.value))
    given = json.loads(arguments)
    assert given == {
        "victim": ["Poland"],
        "by": ["Russia"],
        "on": "2026-01-01",
        "under": ["nato"],
    }
    call(world, "ask", given)


def test_a_name_that_nothing_can_replace_is_looked_up(world: World) -> None:
    error = refusal(world, {"victim": "Gondor"})
    assert error.remedy is See.STATES
    assert not error.call


def test_an_error_that_is_not_of_the_question_has_no_call(world: World) -> None:
    error = refusal(world, POLAND | {"suppose": "hamas=yes"})
    assert not error.call


def test_a_call_is_not_shortened(world: World) -> None:
    names = ("Germany", "Lithuania", "Latvia", "Estonia", "Finland", "Norway")
    line = str(refusal(world, POLAND | {"must": (*names, "Gondor")}))
    assert all(f"--must {name}" in line for name in names)
