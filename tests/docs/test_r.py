"""The page for R: its code runs where R is, and what it reads off the CSV is there wherever Python is."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess

import pytest

from engine import ask
from engine.export import export
from tests import HOME
from tests.support.sampling import sampled

pytestmark = sampled(1, alone="whole")

PAGE = HOME / "docs" / "r.md"
CODE = "\n".join(re.findall(r"```r\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S))


@pytest.mark.skipif(
    not (shutil.which("Rscript") and shutil.which("casus")),
    reason="needs R and the command",
)
def test_the_code_runs() -> None:
    done = subprocess.run(
        ["Rscript", "-e", CODE], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "north-atlantic-1949" in done.stdout


def test_the_columns_that_it_names_are_there_with_one_value_a_cell() -> None:
    rows = list(
        csv.DictReader(
            io.StringIO(
                export(ask("Estonia", by="Russia", on="2026-01-01", rounds=1), "csv")
            )
        )
    )
    named = set(re.findall(r"\$(\w+)", CODE)) & {"treaty", "duty"} | {
        "at_once",
        "at_once_status",
        "ccode1",
        "article",
    }
    assert named <= set(rows[0])
    assert (rows[0]["at_once"], rows[0]["at_once_status"]) == ("TRUE", "bound")
    assert {r["ccode1"] for r in rows} >= {"2", "200", "220", "255"}
    assert {r["at_once"] for r in rows} <= {"TRUE", "FALSE"}


def test_an_answer_shows_itself_in_one_line() -> None:
    for victim, by in (("Estonia", "Russia"), ("Taiwan", "China")):
        answer = ask(victim, by=by, on="2026-01-01", rounds=1)
        first = answer.text(brief=True).split("\n\n")[1].splitlines()[0]
        assert repr(answer).startswith(f"<Answer '{answer.title}': {first[:40]}")
