"""What a sweep writes, and what the command says."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from engine.sweep import criteria as asked
from engine.sweep import store, top
from engine.sweep.work import SweepRow, run_chunk
from tests.support.each import each
from treaties.vocabulary.errors import CasusError

SMALL = ["--on", "1939-09-01", "-q"] + [
    x for s in ("germany", "poland", "france", "romania") for x in ("--among", s)
]


@pytest.fixture(scope="module")
def rows() -> list[SweepRow]:
    """Twelve pairs under two readings."""
    plan = asked.plan(
        on="1939-09-01",
        among=["germany", "poland", "france", "romania"],
        readings=["text"],
    )
    return [r for c in plan.chunks() for r in run_chunk(plan, c)]


def test_csv_and_json_lines(rows: list[SweepRow], tmp_path: Path) -> None:
    assert len(rows) == 24
    assert store.write(rows, tmp_path / "a.csv", "csv") == 24
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as f:
        back = list(csv.DictReader(f))
    assert back == [
        {k: "" if v is None else str(v) for k, v in r.items()} for r in rows
    ]
    store.write(rows, tmp_path / "a.jsonl", "jsonl")
    assert [
        json.loads(line)
        for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    ] == rows
    assert not list(tmp_path.glob("*.part"))


def test_a_cell_that_a_spreadsheet_would_work_out_is_quoted(tmp_path: Path) -> None:
    row: SweepRow = {
        "on": "2026-01-01",
        "attacker": "=1+1",
        "victim": "@x",
        "n_bound": -1,
    }
    store.write([row], tmp_path / "x.csv", "csv")
    (read,) = csv.DictReader(
        (tmp_path / "x.csv").read_text(encoding="utf-8").splitlines()
    )
    assert list(read.values()) == ["2026-01-01", "'=1+1", "'@x", "-1"]


def test_sqlite(rows: list[SweepRow], tmp_path: Path) -> None:
    store.write(rows, tmp_path / "a.db", "sqlite")
    with closing(sqlite3.connect(tmp_path / "a.db")) as db:
        assert db.execute("select * from scan").fetchall() == [
            tuple(r.values()) for r in rows
        ]
        found = db.execute(
            "select bound from scan where attacker='germany' and victim='poland' and reading=''"
        )
        assert "france" in found.fetchone()[0].split()


def test_the_command() -> None:
    run = CliRunner().invoke(app, ["scan", *SMALL, "--format", "csv"])
    assert run.exit_code == 0, run.output
    assert run.stdout.splitlines()[0].startswith("on,attacker,victim,reading,n_bound")
    assert len(run.stdout.splitlines()) == 13
    run = CliRunner().invoke(app, ["scan", *SMALL, "--limit", "2"])
    assert run.stdout.splitlines()[0].split() == [
        "on",
        "attacker",
        "victim",
        "bound",
        "conditional",
        "contested",
        "cascade",
    ]


def test_top_has_a_proof_for_every_clause() -> None:
    run = CliRunner().invoke(app, ["scan", *SMALL, "--top", "3", "--json"])
    found = json.loads(run.stdout)["dyads"]
    assert [d["bound_to_one"] for d in found] == sorted(
        (d["bound_to_one"] for d in found), reverse=True
    )
    for dyad in found:
        for direction in dyad["directions"]:
            states = [
                s
                for c in direction["causes"]
                for s in c["states"]
                if c["status"] == "bound"
            ]
            assert sorted(states) == sorted(direction["bound"].split())
            assert all(c["proof"]["says"] for c in direction["causes"])
    said = " ".join(
        CliRunner().invoke(app, ["scan", *SMALL, "--top", "1"]).stdout.split()
    )
    assert "uses force against" in said


def test_common_allies_do_not_count() -> None:
    assert top.partisans([{"bound": "x y"}, {"bound": "x"}], "bound") == 1


@each(
    ("options", "said"),
    [
        (["--on", "1914-07-28", "--since", "1914-01-01"], "leave out one of them"),
        (["--until", "1914-01-01"], "name the first day too"),
        (["--since", "1914-01-02", "--until", "1914-01-01"], "swap the two days"),
        (["--since", "1914-01-02", "--step", "week"], "is not a step"),
        (["--on", "1914-01-02", "--step", "year"], "`step` as `year` needs `since`"),
        (["--among", "germany"], "one state makes no pair"),
        (["--among", "germny"], "did you mean"),
        (["--reading", "nobody"], "no reading is called"),
        (["--format", "sqlite"], "name a file in `out`"),
        (["--out", "a.doc"], "end the name in"),
        (["--out", "a.parquet"], "end the name in"),
    ],
)
def test_bad_input_is_told_in_one_line(options: list[str], said: str) -> None:
    run = CliRunner().invoke(app, ["scan", "-q", *options])
    assert isinstance(run.exception, CasusError)
    assert said in str(run.exception)
    assert "\n" not in str(run.exception)


def test_days_of_change(law) -> None:  # type: ignore[no-untyped-def]
    from datetime import date

    days = asked.days_between(law, date(1939, 8, 1), date(1939, 9, 30), "changes")
    assert days[0] == date(1939, 8, 1)
    assert date(1939, 8, 25) in days
    assert len(days) < 61
