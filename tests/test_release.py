"""What a release is made of: its metadata from one place, workflows that run what there is, forms, and fragments."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests import HOME
from tests.support.each import each
from tools import metadata, try_wheel

yaml = pytest.importorskip("yaml", reason="pyyaml is not installed (extra `dev`)")

PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
GITHUB = HOME / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[!c]*.yml"))


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def steps(path: Path) -> list[dict[str, Any]]:
    """Every step of a workflow."""
    jobs = read(path)["jobs"].values()
    return [step for job in jobs for step in job.get("steps", ())]


@each("name", metadata.FILES)
def test_metadata_are_made_from_what_is_cited_and_installed(name: str) -> None:
    assert (HOME / name).read_text(encoding="utf-8") == metadata.text_of(name)
    assert (
        json.loads(metadata.text_of(name))["version"] == PROJECT["project"]["version"]
    )


@each("path", WORKFLOWS, called=lambda p: p.name)
def test_a_workflow_may_do_little_and_ends_in_time(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        if "uses" in job:
            assert (HOME / job["uses"]).is_file(), name
        else:
            assert 0 < job["timeout-minutes"] <= 120, name
    for step in steps(path):
        if "uses" in step:
            assert re.fullmatch(r"[\w/-]+@(v\d+|release/v1)", step["uses"]), step


@each("path", WORKFLOWS, called=lambda p: p.name)
def test_a_workflow_runs_what_there_is(path: Path) -> None:
    for command in (step["run"] for step in steps(path) if "run" in step):
        for file in re.findall(r"\bpython ([\w/]+\.py)", command):
            assert (HOME / file).is_file(), command
        for extra in re.findall(r"\.\[(\w+)\]", command):
            assert extra in PROJECT["project"]["optional-dependencies"], command


def test_each_python_of_the_project_is_tried_on_three_systems() -> None:
    matrix = read(GITHUB / "workflows" / "checks.yml")["jobs"]["quick"]["strategy"][
        "matrix"
    ]
    named = re.findall(r":: (3\.\d+)", "\n".join(PROJECT["project"]["classifiers"]))
    assert named == [p for p in matrix["python"] if p != "3.14"]
    assert matrix["os"] == ["ubuntu-latest", "macos-latest", "windows-latest"]


@each("path", FORMS, called=lambda p: p.name)
def test_a_form_asks_for_what_is_needed(path: Path) -> None:
    fields = read(path)["body"]
    ids = [field["id"] for field in fields]
    assert len(ids) == len(set(ids)) >= 4
    for field in fields:
        asked = field.get("validations") or field["attributes"]["options"][0]
        assert asked["required"] is True, field["id"]


def test_every_fragment_is_of_a_kind_that_the_changelog_has() -> None:
    kinds = {kind["directory"] for kind in PROJECT["tool"]["towncrier"]["type"]}
    for path in (HOME / "changes").glob("*.md"):
        if path.name != "README.md":
            assert re.fullmatch(r"[a-z0-9-]+\.(\w+)\.md", path.name), path.name
            assert path.suffixes[0].lstrip(".") in kinds, path.name
            assert path.read_text(encoding="utf-8").strip().endswith("."), path.name
    page = (HOME / "CHANGELOG.md").read_text(encoding="utf-8")
    assert PROJECT["tool"]["towncrier"]["start_string"] in page


def test_hooks_run_what_the_checks_run() -> None:
    (repository,) = read(HOME / ".pre-commit-config.yaml")["repos"]
    assert [hook["entry"] for hook in repository["hooks"]] == [
        "python -m ruff check --fix",
        "python -m ruff format",
        "python -m cli check",
    ]


def test_a_wheel_that_answers_otherwise_is_told(tmp_path: Path) -> None:
    def told(code: str, wanted: str, **changes: str | None) -> str:
        command = (try_wheel.sys.executable, "-c", code)
        return try_wheel.failed(
            try_wheel.Trial("a trial", command, wanted, changes), tmp_path
        )

    assert told("print('well')", "well") == ""
    assert told("print('ill')", "well") == "`well` is not in its output"
    assert told("raise SystemExit('gone')", "").startswith("ended with 1: gone")
    home = "import os; print(os.environ.get('HOME'))"
    assert told(home, "None", HOME=None) == ""
    assert told(home, "elsewhere", HOME="elsewhere") == ""
    assert {t.name for t in try_wheel.trials(Path("python"))} >= {
        "isolated",
        "without a home",
        "in an old character set",
    }


def test_each_extra_has_its_line_in_the_table_of_what_it_gives() -> None:
    page = (HOME / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert named == set(PROJECT["project"]["optional-dependencies"])
