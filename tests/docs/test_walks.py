"""The four walks of docs/walks.md: the first two are traced, the last two are done in a copy of the project."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from engine import World
from tests import HOME
from tests.docs.test_contributing import run
from treaties.vocabulary.terms import Duty, Trigger

PAGE = (HOME / "docs" / "walks.md").read_text(encoding="utf-8")
WRITTEN = re.compile(
    r"In `([^`]+)`, above (?:``(.+?)``|`(.+?)`), write:\n\n```\w+\n(.*?)^```$",
    re.M | re.S,
)
FILE = re.compile(r"^```toml\n(title.*?)^```$", re.M | re.S)
ADDED = re.compile(r"^```toml\n(\n\[\[obligations.*?)^```$", re.M | re.S)


def section(title: str) -> str:
    """The part of the page under a heading."""
    return PAGE.split(f"## {title}\n", 1)[1].split("\n## ")[0]


def steps(title: str) -> list[tuple[str, str]]:
    """The steps of a walk: file and name."""
    return re.findall(r"\| `([\w/]+\.py): (\w+)` \|", section(title))


def traced(walk: Callable[[], Any]) -> list[tuple[str, str]]:
    """The functions of this project in the order in which a walk first calls them: file and qualified name."""
    found: dict[tuple[str, str], None] = {}

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            code = frame.f_code
            found.setdefault((code.co_filename, code.co_qualname))

    sys.setprofile(note)
    try:
        walk()
    finally:
        sys.setprofile(None)
    home = f"{HOME}/"
    return [(f.removeprefix(home), n) for f, n in found if f.startswith(home)]


def place(step: tuple[str, str], calls: list[tuple[str, str]]) -> int:
    """Where a step stands among the calls; -1 where it was not called."""
    file, name = step
    found = (i for i, (f, n) in enumerate(calls) if f == file and name in n.split("."))
    return next(found, -1)


def follow(title: str, walk: Callable[[], Any]) -> None:
    """Trace a walk: each step is called, and none before the one that stands above it."""
    calls, wanted = traced(walk), steps(title)
    places = [place(step, calls) for step in wanted]
    assert [s for s, at in zip(wanted, places, strict=True) if at < 0] == []
    assert places == sorted(places), [
        s for _, s in sorted(zip(places, wanted, strict=True))
    ]


def test_a_question_comes_to_its_text_by_these_steps() -> None:
    asked = re.findall(
        r"^`(casus ask .*)`$", section("From a question to a text"), re.M
    )
    words = shlex.split(asked[0])[1:]

    def walk() -> None:
        import cli

        held, sys.argv = sys.argv, ["casus", *words]
        try:
            with pytest.raises(SystemExit) as ended:
                cli.main()
            assert ended.value.code in (None, 0)
        finally:
            sys.argv = held

    follow("From a question to a text", walk)


def test_a_treaty_file_comes_to_its_effect_by_these_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A kept law of the same files would be loaded without the steps of its making.
    monkeypatch.setenv("CASUS_CACHE", "")
    folder = tmp_path / "data" / "1991-"
    folder.mkdir(parents=True)
    (told,) = FILE.findall(PAGE)
    known = told.replace('duty = "pay"', 'duty = "assist"')
    (folder / "subsidy-1999.toml").write_text(known, encoding="utf-8")
    answers = []

    def walk() -> None:
        world = World.load(tmp_path)
        answers.append(world.ask("ireland", by="russia", on="2001-03-01"))

    follow("From a treaty file to its effect", walk)
    assert answers[0]["iceland"].status.value == "bound"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the commands need, with the glossary."""
    copy = tmp_path_factory.mktemp("walks")
    for name in ("casus_foederis", "engine", "treaties", "validation"):
        shutil.copytree(HOME / name, copy / name)  # with what Python has compiled of it
    shutil.copy(HOME / "cli.py", copy)
    (copy / "docs").mkdir()
    shutil.copy(HOME / "docs" / "glossary.md", copy / "docs")
    return copy


def write(title: str, house: Path) -> None:
    """Write what a walk says into the files it names, above the line it names."""
    found = WRITTEN.findall(section(title))
    assert found
    for file, quoted, plain, content in found:
        path, line = house / file, quoted or plain
        text = path.read_text(encoding="utf-8")
        assert text.count(f"\n{line}") == 1, (file, line)
        path.write_text(
            text.replace(f"\n{line}", f"\n{content}{line}"), encoding="utf-8"
        )


def asked(title: str, house: Path) -> None:
    """Ask what a walk asks; each line that it shows is printed, in order of the questions where there are as many."""
    commands = re.findall(r"^```sh\n(.*?)^```$", section(title), re.M | re.S)[0]
    shown = re.findall(r"^```text\n([^|].*?)^```$", section(title), re.M | re.S)[-1]
    lines = commands.splitlines()
    assert len(lines) == len(shown.splitlines())
    for command, line in zip(lines, shown.splitlines(), strict=True):
        told = run(command.replace("casus ", "python3 run.py ", 1), house)
        assert line in " ".join(told.split())


def test_a_new_duty_and_a_new_trigger_are_written_and_asked(house: Path) -> None:
    treaty = house / "subsidy.toml"
    write("A new duty", house)
    treaty.write_text(FILE.findall(PAGE)[0], encoding="utf-8")
    asked("A new duty", house)
    write("A new trigger", house)
    (added,) = ADDED.findall(PAGE)
    treaty.write_text(FILE.findall(PAGE)[0] + added, encoding="utf-8")
    asked("A new trigger", house)


def test_the_example_in_words_is_no_word_of_the_law() -> None:
    assert "pay" not in {*Duty}
    assert "blockade" not in {*Trigger}


@pytest.mark.parametrize(
    "title", ["From a question to a text", "From a treaty file to its effect"]
)
def test_every_step_names_a_file_and_a_name_in_it(title: str) -> None:
    assert len(steps(title)) > 8
    for file, name in steps(title):
        text = (HOME / file).read_text(encoding="utf-8")
        assert re.search(rf"^\s*(def|class) {name}\b", text, re.M), (file, name)
