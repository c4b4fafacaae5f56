"""The ninety questions for an assistant: their keys are what the engine derives; the runner marks as it says."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from engine.record.verdict import Status
from engine.world import World
from tests import HOME
from tests.support.each import each
from treaties.vocabulary.terms import Duty

FILE = HOME / "benchmarks" / "assistant" / "score.py"


def loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_of_assistants", FILE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SCORE = loaded()
QUESTIONS: list[dict[str, Any]] = SCORE.questions()


LEFT_OUT = {"un-charter-1945", "league-covenant-1919"}
TURNED = {"true": "false", "false": "true", "depends": "depends"}


def fitting(s: dict[str, Any]) -> tuple[Duty, ...]:
    """The duties that make a statement true: those that a claim of that kind counts, or the one that it names."""
    return tuple(d for d in Duty if d.asks_for(s["duty"]))


def derived(world: World, q: dict[str, Any], s: dict[str, Any]) -> str:
    """The word for a statement by the engine: what is due on a treaty, at once or in as many rounds as it names."""
    event = SCORE.event(q, s)
    answer = world.ask(**event | {"rounds": s.get("rounds", 1)})
    toward = world.corpus.states.resolve(
        s.get("beneficiary", event["victim"]), q["on"]
    ).id
    if "treaty" in s:
        world.corpus.treaty(s["treaty"])
    statuses = {
        verdict.status
        for j in answer[s["state"]].judged
        for verdict in [j.verdict if "rounds" in s else j.at_once]
        if verdict.duty
        and j.ground.binding
        and j.ground.treaty not in LEFT_OUT
        and j.ground.beneficiary == toward
        and verdict.duty in fitting(s)
        and s.get("treaty", j.ground.treaty) == j.ground.treaty
    }
    open_ = statuses & {Status.CONTESTED, Status.CONDITIONAL}
    found = "true" if Status.BOUND in statuses else "depends" if open_ else "false"
    return TURNED[found] if s.get("denies") else found


@each("q", QUESTIONS, called=lambda q: q["id"], most=20)
def test_every_key_is_what_follows_from_the_law(
    q: dict[str, Any], world: World
) -> None:
    for s in q["statement"]:
        assert derived(world, q, s) == s.get("engine", s["key"]), s["says"]
    assert not (q.get("nothing_due") and any(due(s) for s in q["statement"]))


def due(s: dict[str, Any]) -> bool:
    """Whether help is due to the one attacked, by the key of a statement on the question's own event."""
    help_ = s["duty"] in ("help", "act", "assist", "fight") and not {
        "victim",
        "beneficiary",
        "by",
    } & set(s)
    return help_ and s["key"] == ("false" if s.get("denies") else "true")


def test_each_statement_has_its_reason_and_each_difference_is_argued() -> None:
    statements = [s for q in QUESTIONS for s in q["statement"]]
    assert (
        len({(q["id"], s["says"]) for q in QUESTIONS for s in q["statement"]})
        == len(statements)
        == 400
    )
    for s in statements:
        assert s["because"]
        assert s["says"].endswith(".")
        assert ("engine" in s) == ("differs" in s)
        assert s.get("engine") != s["key"]
    assert sum("engine" in s for s in statements) <= 6


def test_the_questions_cover_the_world_and_its_past() -> None:
    assert len(QUESTIONS) == len({q["id"] for q in QUESTIONS}) == 90
    assert len({q["region"] for q in QUESTIONS}) == 7
    eras = [q["era"] for q in QUESTIONS]
    assert len(set(eras)) == 4
    assert 2 * eras.count("2018 to today") >= len(eras)
    assert 4 * sum(q.get("nothing_due", False) for q in QUESTIONS) >= len(QUESTIONS)
    keys = [s["key"] for q in QUESTIONS for s in q["statement"]]
    assert set(keys) == set(SCORE.WORDS)
    assert max(keys.count(w) for w in SCORE.WORDS) < 0.6 * len(keys)


def test_the_canary_is_in_the_file_and_in_no_prompt() -> None:
    canary = tomllib.loads(
        (FILE.parent / "questions.toml").read_text(encoding="utf-8")
    )["canary"]
    assert "not for training" in canary
    assert not any(canary in SCORE.prompt(q) for q in QUESTIONS)


def test_an_answer_is_read_as_people_write_it() -> None:
    assert SCORE.read(
        "1. True\n2) **false** (Art. 5)\n- 3: depends\n4: perhaps", 5
    ) == [
        "true",
        "false",
        "depends",
        "",
        "",
    ]
    assert SCORE.read("1: true\nlater\n1: false", 1) == [""]


@pytest.fixture
def assistant(tmp_path: Path) -> str:
    """A command that knows nothing, but reads what it is told: it finds a word of the tool's in its question."""
    path = tmp_path / "fake.py"
    path.write_text(
        "import sys\nasked = sys.stdin.read()\n"
        "word = 'depends' if 'A tool for treaty law says' in asked and 'only if' in asked else 'true'\n"
        "numbers = [line.split('.')[0] for line in asked.splitlines() if line[:1].isdigit() and '. ' in line[:4]]\n"
        "print('\\n'.join(f'{n}: {word}' for n in numbers))\n",
        encoding="utf-8",
    )
    return f"{sys.executable} {path}"


def run(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(FILE), *args],
        capture_output=True,
        text=True,
        cwd=HOME,
        check=False,
    )


def test_an_assistant_is_scored_alone_and_with_casus(
    assistant: str, tmp_path: Path
) -> None:
    out = tmp_path / "marks.json"
    done = run(assistant, "--only", "north-korea-2026", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert "alone" in done.stdout.splitlines()[0]
    rows = {line[:34].strip(): line[34:].split() for line in done.stdout.splitlines()}
    assert rows["all"] == ["0/3", "0%", "2/3", "67%", "+2"]
    assert rows["wrong"] == ["3", "1", "-2"]
    assert rows["wrong where a duty is due"] == ["0", "0", "+0"]
    assert rows["certain where the law is open"] == ["2", "0", "-2"]
    assert rows["calls"] == ["0", "1", "+1"]
    kept = json.loads(out.read_text(encoding="utf-8"))
    assert [m["answer"] for m in kept["sides"]["alone"]["marks"]] == ["true"] * 3
    assert kept["answers"][0]["answers"]["with casus"].split() == [
        "1:",
        "depends",
        "2:",
        "depends",
        "3:",
        "depends",
    ]


def test_another_command_may_be_the_one_with_casus(assistant: str) -> None:
    statements = sum(
        len(q["statement"]) for q in SCORE.questions(["japan-1904", "taiwan-2026"])
    )
    done = run("false", "--with", assistant, "--only", "japan-1904", "taiwan-2026")
    assert done.returncode == 0
    assert "ended with status 1" in done.stderr
    rows = {line[:34].strip(): line[34:].split() for line in done.stdout.splitlines()}
    assert rows["no answer"] == [str(statements), "0", str(-statements)]


def test_an_article_that_the_instrument_does_not_have_is_counted(world: World) -> None:
    answer = "1: true, under Art. 5 of the North Atlantic Treaty; 2: false (Article 99 of ANZUS). Art. 9 of my own."
    assert SCORE.unknown_articles(world, answer) == ["Art. 99 of ANZUS"]


def test_calls_are_those_that_the_command_reports() -> None:
    done = run("echo calls: 3", "--with", "echo 'Calls: 4'", "--only", "japan-1904")
    assert done.stdout.splitlines()[-1].split() == ["calls", "3", "4", "+1"]


def test_faults_are_one_line() -> None:
    assert (
        run("no-such-assistant-here", "--only", "japan-1904")
        .stderr.splitlines()[-1]
        .startswith("`no-such-assistant-here` can't be run")
    )
    assert "no question has the id `x`" in run("true", "--only", "x").stderr
