"""CONTRIBUTING.md followed to the letter in a copy of the project: every file written, every command run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import HOME
from tests.support.sampling import sampled

pytestmark = sampled(2)

GUIDE = (HOME / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
TARGET = re.compile(r"(Append to|Write) `([\w./-]+)`:\n*$")


def steps(part: str) -> Iterator[tuple[str, str, str]]:
    """The blocks of a section in order: kind (`Append to`, `Write`, `sh`, `text`), file, content."""
    section = GUIDE.split(f"## {part}\n", 1)[1].split("\n## ")[0]
    for found in BLOCK.finditer(section):
        language, content = found[1], found[2]
        if language != "toml":
            yield language, "", content
            continue
        target = TARGET.search(section[: found.start()])
        assert target, f"no file is named before:\n{content}"
        yield target[1], target[2], content


def follow(part: str, house: Path) -> list[str]:
    """Do what the section says; the output of its commands."""
    said: list[str] = []
    batch = ""
    for kind, file, content in steps(part):
        path = house / file
        if kind == "Append to":
            path.write_text(
                path.read_text(encoding="utf-8") + "\n" + content, encoding="utf-8"
            )
        elif kind == "Write":
            assert not path.exists(), f"{file} is there already"
            path.write_text(content, encoding="utf-8")
        elif kind == "sh":
            batch = "".join(run(line, house) for line in content.splitlines())
            said.append(batch)
        elif kind == "text":
            for line in content.splitlines():
                assert line in " ".join(batch.split()), f"`{line}` is not in:\n{batch}"
    return said


def run(line: str, house: Path) -> str:
    words = shlex.split(line)
    assert words[:2] == ["python3", "run.py"], line
    clean = {
        k: v for k, v in os.environ.items() if not k.startswith(("CASUS", "PYTHON"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "cli", *words[2:]],
        cwd=house,
        env=clean | {"CASUS_CACHE": str(house / "kept"), "PYTHONPATH": str(house)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{line}: {done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the commands need."""
    copy = tmp_path_factory.mktemp("house")
    for name in ("casus_foederis", "engine", "treaties", "validation"):
        shutil.copytree(HOME / name, copy / name)  # with what Python has compiled of it
    shutil.copy(HOME / "cli.py", copy)
    return copy


@pytest.fixture(scope="module")
def treaty(house: Path) -> list[str]:
    """The output of the four steps of a treaty, once."""
    return follow("Add a treaty in four steps", house)


def test_a_treaty_takes_four_steps(treaty: list[str]) -> None:
    assert re.findall(r"^\*\*(\d)\. ", GUIDE, re.M) == ["1", "2", "3", "4"]
    check, asked = treaty
    assert "no fault" in check
    during, before = asked.split("Ireland attacked ")[1:]
    assert "Iceland" in during.split("Owe Ireland no help")[0]
    assert "Iceland" not in before.split("Owe Ireland no help")[0]


def test_a_reading(treaty: list[str], house: Path) -> None:
    assert treaty
    (said,) = follow("Add a reading", house)
    assert "no fault" in said


def test_a_case(treaty: list[str], house: Path) -> None:
    assert treaty
    (told,) = follow("Add a case", house)
    assert "Its ministers flew to Dublin" in told


def test_every_file_that_is_named_exists() -> None:
    for name in re.findall(r"\]\(([\w./-]+)\)", GUIDE):
        assert (HOME / name).exists(), name


def test_the_example_is_not_in_the_corpus() -> None:
    ids = {
        s["id"]
        for s in tomllib.loads(
            (HOME / "treaties" / "sources.toml").read_text(encoding="utf-8")
        )["sources"]
    }
    assert "reykjavik-text-1999" not in ids
    assert not (
        HOME / "treaties" / "data" / "1991-" / "iceland-ireland-1999.toml"
    ).exists()
