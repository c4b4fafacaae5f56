"""The report of a mistake: it has the parts of the form, and question, ruling and edition are filled in."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import application
from engine import ask
from engine.output.mistake import FORM, mistake_report
from engine.output.report import report
from engine.output.ruling_text import ruling_text
from tests import HOME
from treaties.models.edition import edition_line

yaml = pytest.importorskip("yaml", reason="pyyaml is not installed (extra `dev`)")
QUESTION = "If North Korea attacks South Korea on 2026-01-01, who must help?"


def test_the_parts_are_those_of_the_form() -> None:
    form = HOME / ".github" / "ISSUE_TEMPLATE" / "law-mistake.yml"
    body = yaml.safe_load(form.read_text(encoding="utf-8"))["body"]
    labels = [part["attributes"]["label"] for part in body]
    assert labels == [line[3:] for line in FORM.splitlines() if line.startswith("## ")]


def test_question_ruling_and_edition_are_filled_in() -> None:
    answer = ask(QUESTION, rounds=1)
    told = mistake_report(answer, QUESTION)
    parts = [p.split("\n\n", 1) for p in told.split("## ")[1:]]
    filled = {heading: text.strip() for heading, text in parts}
    assert filled == {
        "The question": QUESTION,
        "What the answer says": "\n".join(ruling_text(answer)),
        "What is right, and why": "",
        "Where that can be read": "",
        "Version and hash of the law": f"{edition_line(answer.corpus)}.",
    }


def test_a_page_ends_with_its_report() -> None:
    answer = ask(QUESTION, rounds=1)
    foot = report(answer).partition("<footer>")[2].partition("</footer>")[0]
    assert "Report a mistake" in foot
    assert mistake_report(answer) in unescape(foot)


def test_the_command_writes_it_once(tmp_path: Path) -> None:
    file = str(tmp_path / "mistake.md")
    done = CliRunner().invoke(application("new"), ["new", "mistake", file, QUESTION])
    assert done.exit_code == 0, done.output
    told = Path(file).read_text(encoding="utf-8")
    assert told.startswith(f"## The question\n\n{QUESTION}\n")
    again = CliRunner().invoke(application("new"), ["new", "mistake", file, QUESTION])
    assert again.exit_code == 1
    assert Path(file).read_text(encoding="utf-8") == told


def test_a_dash_prints_it() -> None:
    done = CliRunner().invoke(application("new"), ["new", "mistake", "-", QUESTION])
    assert done.output == mistake_report(ask(QUESTION), QUESTION)
