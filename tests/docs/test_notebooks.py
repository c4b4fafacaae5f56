"""The five notebooks run from top to bottom, stay small, and become pages."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jupytext
import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from tests import HOME
from tests.support.sampling import drawn, sampled
from tests.validation.experts.test_real_data import EXPERTS

pytestmark = sampled(2)

FOLDER = HOME / "notebooks"
NAMES = sorted(p.stem for p in FOLDER.glob("*.md"))
SIZE = 200_000
RELIABILITY = "alliance-reliability"
MERGING = "merging-the-dataset"


@pytest.fixture(scope="module")
def executed() -> Callable[..., Any]:
    """A notebook, executed; `data` is the folder of outside data, if any."""

    @cache
    def run(name: str, data: str = "") -> Any:
        notebook = jupytext.read(FOLDER / f"{name}.md")
        env = {k: v for k, v in os.environ.items() if k != "CASUS_DATA"} | (
            {"CASUS_DATA": data} if data else {}
        )
        env["PYTHONPATH"] = os.pathsep.join(
            filter(None, [str(HOME), env.get("PYTHONPATH", "")])
        )
        client = NotebookClient(
            notebook,
            timeout=180,
            kernel_name="python3",
            resources={"metadata": {"path": FOLDER}},
        )
        with client.setup_kernel(env=env):
            for index, cell in enumerate(notebook.cells):
                client.execute_cell(cell, index)
        return notebook

    return run


def outputs(notebook: Any) -> list[Any]:
    return [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]


def said(notebook: Any) -> str:
    return "".join(
        o.text
        for o in outputs(notebook)
        if o.output_type == "stream" and o.name == "stdout"
    )


def test_there_are_five() -> None:
    assert NAMES == [
        "2019-to-today",
        RELIABILITY,
        "july-1914",
        "korean-question",
        MERGING,
    ]


@pytest.mark.parametrize("name", NAMES)
def test_it_runs_without_a_fault_and_stays_small(
    name: str, executed: Callable[..., Any]
) -> None:
    notebook = executed(name)
    nbformat.validate(notebook)
    faults = [
        o
        for o in outputs(notebook)
        if o.output_type == "error" or o.get("name") == "stderr"
    ]
    assert not faults
    assert len(nbformat.writes(notebook).encode()) < SIZE
    drawn = sum(
        "data:image/svg+xml" in o.get("data", {}).get("text/html", "")
        for o in outputs(notebook)
    )
    assert drawn >= (0 if name == MERGING else 2)
    code = [c.source for c in notebook.cells if c.cell_type == "code"]
    assert max(len(line) for c in code for line in c.splitlines()) <= 120
    assert all(
        o.data.get("text/plain")
        for o in outputs(notebook)
        if o.output_type == "execute_result"
    )


def test_the_korean_question_gives_the_answer_of_the_command_line(
    executed: Callable[..., Any],
) -> None:
    assert "contested to fight\n0 events and 2 judgements away" in said(
        executed("korean-question")
    )


def test_july_1914_has_the_days_in_order(executed: Callable[..., Any]) -> None:
    text = said(executed("july-1914"))
    assert "28 July: conditional: must stay neutral (2 events away)" in text
    assert (
        "30 July: conditional: must help militarily (2 events, 1 judgement away)"
        in text
    )


@pytest.mark.parametrize("name", [MERGING])
def test_the_dataset_is_merged_in_pandas(
    name: str, executed: Callable[..., Any]
) -> None:
    notebook = executed(name)
    (days,) = [
        line.split()
        for line in said(notebook).splitlines()
        if line.strip().startswith("anglo-polish-1939:1 ")
    ]
    assert days[1] == "1939-08-25"
    table = next(
        o.data["text/plain"]
        for o in outputs(notebook)
        if "Belgium" in o.get("data", {}).get("text/plain", "")
    )
    poland = next(line for line in table.splitlines() if "Poland" in line)
    assert poland.split()[-4:] == ["1", "0", "1", "0"]


def test_without_the_data_it_says_that_the_figures_mean_nothing(
    executed: Callable[..., Any],
) -> None:
    assert said(executed(RELIABILITY)).startswith("MADE-UP DATA")


def test_with_the_data_it_replicates_the_table(
    outside: Path, executed: Callable[..., Any], tmp_path: Path
) -> None:
    """On the rows of drawn wars; on all of them in a whole run."""
    with (outside / EXPERTS).open(newline="", encoding="latin-1") as file:
        head, *rows = csv.reader(file)
    wars = sorted({row[head.index("warid")] for row in rows})
    kept = drawn(wars, len(wars) // 3)
    for name in {p.relative_to(outside).parts[0] for p in outside.rglob("*.csv")} - {
        Path(EXPERTS).parts[0]
    }:
        (tmp_path / name).symlink_to(outside / name)
    (tmp_path / EXPERTS).parent.mkdir()
    with (tmp_path / EXPERTS).open("w", newline="", encoding="latin-1") as file:
        csv.writer(file).writerows(
            [head, *(r for r in rows if r[head.index("warid")] in kept)]
        )
    notebook = executed(RELIABILITY, str(tmp_path))
    text = said(notebook)
    assert text.startswith("real data")
    found = re.search(r"(\d+) of (\d+) = 0\.\d+", text)
    assert found
    assert int(found[2]) >= (90 if kept == wars else 20)
    assert len(nbformat.writes(notebook).encode()) < SIZE


def test_it_becomes_a_page(executed: Callable[..., Any]) -> None:
    page, _ = HTMLExporter().from_notebook_node(executed("korean-question"))
    assert page.count("data:image/svg+xml") >= 5
    assert (
        "If North Korea is attacked by Ukraine on 2026-01-01, who is drawn in?" in page
    )
    assert "Traceback" not in page
