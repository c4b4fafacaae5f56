"""The forty questions for an assistant: their keys are what the engine derives; the runner marks as it says."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from engine.verdicts.verdict import Status
from engine.world import World
from tests import HOME
from tests.support.sampling import sampled
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


def derived(world: World, q: dict[str, Any]) -> list[str]:
    """The key of each statement of a question, by the engine: what is due at once on a treaty."""
    answer = world.ask(q["victim"], by=q["by"], on=q["on"], at=q.get("at"), rounds=1)
    victim = world.corpus.states.resolve(q["victim"], q["on"]).id
    found = []
    for s in q["statement"]:
        toward = world.corpus.states.resolve(s["beneficiary"], q["on"]).id if "beneficiary" in s else victim
        if "treaty" in s:
            world.corpus.treaty(s["treaty"])
        statuses = {
            j.at_once.status
            for j in answer[s["state"]].judged
            if j.at_once.duty
            and j.ground.binding
            and j.ground.beneficiary == toward
            and (j.at_once.duty.drawn_in if s["duty"] == "help" else j.at_once.duty is Duty(s["duty"]))
            and s.get("treaty", j.ground.treaty) == j.ground.treaty
        }
        open_ = statuses & {Status.CONTESTED, Status.CONDITIONAL}
        found.append("true" if Status.BOUND in statuses else "depends" if open_ else "false")
    return found


@sampled(12)
@pytest.mark.parametrize("q", QUESTIONS, ids=lambda q: q["id"])
def test_every_key_is_what_follows_from_the_law(q: dict[str, Any], world: World) -> None:
    assert derived(world, q) == [s["key"] for s in q["statement"]]
    assert all(s["because"] and s["says"].endswith(".") for s in q["statement"])


def test_the_questions_cover_the_world_and_its_past() -> None:
    assert len(QUESTIONS) == len({q["id"] for q in QUESTIONS}) == 40
    regions = {q["region"] for q in QUESTIONS}
    assert len(regions) == 7
    for region in regions:
        years = {q["on"].year for q in QUESTIONS if q["region"] == region}
        assert min(years) < 2026
    keys = [s["key"] for q in QUESTIONS for s in q["statement"]]
    assert set(keys) == set(SCORE.WORDS)
    assert max(keys.count(w) for w in SCORE.WORDS) < 0.6 * len(keys)


def test_an_answer_is_read_as_people_write_it() -> None:
    assert SCORE.read("1. True\n2) **false** (Art. 5)\n- 3: depends\n4: perhaps", 5) == [
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
    return subprocess.run([sys.executable, str(FILE), *args], capture_output=True, text=True, cwd=HOME, check=False)


def test_an_assistant_is_scored_alone_and_with_casus(assistant: str, tmp_path: Path) -> None:
    out = tmp_path / "marks.json"
    done = run(assistant, "--only", "north-korea-2026", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert "alone" in done.stdout.splitlines()[0]
    rows = {" ".join(line.split()[:-4]): line.split()[-4:] for line in done.stdout.splitlines()[1:3]}
    assert rows["all"] == ["0/3", "0%", "2/3", "67%"]
    assert done.stdout.splitlines()[-1].split()[-2:] == ["2", "0"]
    kept = json.loads(out.read_text(encoding="utf-8"))
    assert [m["answer"] for m in kept["marks"]["alone"]] == ["true"] * 3
    assert kept["answers"][0]["answers"]["with casus"].split() == ["1:", "depends", "2:", "depends", "3:", "depends"]


def test_another_command_may_be_the_one_with_casus(assistant: str) -> None:
    done = run("false", "--with", assistant, "--only", "japan-1904", "taiwan-2026")
    assert done.returncode == 0
    assert "ended with status 1" in done.stderr
    assert done.stdout.splitlines()[-2].split() == ["no", "answer", "4", "0"]


def test_faults_are_one_line() -> None:
    assert (
        run("no-such-assistant-here", "--only", "japan-1904")
        .stderr.splitlines()[-1]
        .startswith("`no-such-assistant-here` can't be run")
    )
    assert "no question has the id `x`" in run("true", "--only", "x").stderr
