"""The hand-written pages without building anything: their commands, their examples, their links, their length."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from casus_docs import build, command_pages, python_pages, shell, stage

from engine import ask
from tests import HOME
from tests.support.each import each

DOCS = HOME / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
BLOCK = re.compile(r"^```\{casus\} (.+)\n((?::.*\n)*)```$", re.M)


def blocks() -> list[tuple[str, str, str]]:
    """Every command that a page shows with its output: page, command, options."""
    return [
        (p.name, m[1], m[2])
        for p in PAGES
        for m in BLOCK.finditer(p.read_text(encoding="utf-8"))
    ]


@each(("page", "command", "options"), blocks(), most=8)
def test_a_command_says_what_the_page_says(
    page: str, command: str, options: str
) -> None:
    said, status = shell.run(command)
    given = dict(re.findall(r"^:(\w+): (.*)$", options, re.M))
    assert status == int(given.get("exit", 0)), said
    assert given.get("holds"), f"{page}: no words to hold the prose to"
    for word in given["holds"].split("||"):
        assert word.strip() in " ".join(said.split()), page


def test_what_an_answer_turns_on_is_asked_and_answered() -> None:
    text = (DOCS / "questions.md").read_text(encoding="utf-8")
    sections = re.findall(r"^## (\d)\. .*\n((?:(?!^## )[\s\S])*)", text, re.M)
    assert [int(n) for n, _ in sections] == list(range(1, 7))
    assert [n for n, body in sections if not BLOCK.search(body)] == []


def test_one_path_leads_from_the_start_to_the_limits() -> None:
    """Each page of the path ends with the next, and the front page lists them in this order."""
    path = ("start", "asking", "why", "questions", "limits")
    for page, after in pairwise(path):
        last = (
            (DOCS / f"{page}.md").read_text(encoding="utf-8").rstrip().split("\n")[-1]
        )
        assert last.startswith("Next: ")
        assert f"({after}.md)" in last
    listed = re.findall(
        r"^\w[\w/-]*$", (DOCS / "index.md").read_text(encoding="utf-8"), re.M
    )
    assert listed[: len(path)] == [*path]


@each("page", PAGES, most=12, called=lambda p: p.name)
def test_examples_in_python_run(page: Path) -> None:
    failed, _ = doctest.testfile(
        str(page),
        module_relative=False,
        optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS,
    )
    assert failed == 0


def test_every_command_that_a_page_names_exists() -> None:
    known = set(command_pages.commands())
    for page in (*PAGES, DOCS.parent / "README.md", DOCS.parent / "CONTRIBUTING.md"):
        for verb in re.findall(
            r"\b(?:casus|run\.py) ([a-z]+)\b(?=[ `\n])",
            page.read_text(encoding="utf-8"),
        ):
            assert verb in known | {"test", "docs", "foederis"}, f"{page.name}: {verb}"


def test_reasoning_takes_two_pages() -> None:
    text = (DOCS / "reasoning.md").read_text(encoding="utf-8")
    prose = re.sub(r"^```[\s\S]*?^```", "", text.split("## References")[0], flags=re.M)
    assert 800 <= len(prose.split()) <= 1100


def test_problog_and_clingo_say_what_the_reasoning_page_says() -> None:
    """The page tells readers to check it in this way."""
    clingo = pytest.importorskip("clingo")
    problog = pytest.importorskip("problog.program")
    from problog import get_evaluatable

    text = (DOCS / "reasoning.md").read_text(encoding="utf-8")
    asked = next(m[1] for m in BLOCK.finditer(text) if "--as problog" in m[1])
    program = problog.PrologString(shell.run(asked)[0])
    (odds,) = get_evaluatable().create_from(program).evaluate().values()
    assert float(odds) == pytest.approx(0.045)
    export, solve = re.findall(r"^(casus export .*|clingo .*)$", text, re.M)[-2:]
    shown, _ = shell.run(export.removeprefix("casus ").replace("-o kursk.lp", ""))
    control = clingo.Control(shlex.split(solve)[2:])
    control.add("base", [], shown)
    control.ground([("base", [])])
    found = []
    control.solve(
        on_model=lambda m: found.append(
            {str(s) for s in m.symbols(shown=True) if s.name in ("yes", "no")}
        )
    )
    assert [len(s) for s in found] == [3]


def test_dir_of_an_answer_lists_what_a_page_explains() -> None:
    shown = [n for n in dir(ask("Norway", on="1960-01-01", rounds=1)) if n[0] != "_"]
    told = " ".join(p.read_text(encoding="utf-8") for p in PAGES)
    assert {"text", "why", "svg", "to_dict"} <= {*shown}
    assert [n for n in shown if not re.search(rf"(answer|`)\.{n}\b", told)] == []


def test_no_page_reaches_outside_for_what_it_shows() -> None:
    for page in PAGES:
        assert not re.search(
            r"!\[[^\]]*\]\(https?:", page.read_text(encoding="utf-8")
        ), page.name


def test_every_page_finds_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages that come later are listed without anybody touching the front page."""
    house = tmp_path / "house"
    shutil.copytree(DOCS, house / "docs")
    shutil.copy(DOCS.parent / "CITATION.cff", house)
    (house / "docs" / "zz-late.md").write_text("# A page\n", encoding="utf-8")
    monkeypatch.setattr(stage, "HOME", house)
    stage.stage(tmp_path / "staged")
    front = (tmp_path / "staged" / "index.md").read_text(encoding="utf-8")
    assert "\nzz-late\n" in front
    assert stage.OTHERS not in front
    assert not re.search(r"^\w+\*$", front, re.M)


def test_every_public_name_says_what_it_means() -> None:
    bare = [
        f"{m.name}.{n.name}"
        for m in python_pages.modules()
        for n in m.public
        if not python_pages.ast.get_docstring(n)
    ]
    assert bare == []


def test_a_folder_of_something_else_is_not_emptied(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("kept", encoding="utf-8")
    assert build.main([str(tmp_path)]) == 1
    assert (tmp_path / "mine.txt").exists()
    assert "holds what no build of this site made" in capsys.readouterr().err
