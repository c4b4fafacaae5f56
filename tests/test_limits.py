"""What is given is taken up to each limit of the table, and refused one above it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from engine.analysis.claims import claims
from engine.analysis.probability.exact_number import exact
from engine.analysis.probability.priors import Priors
from engine.question.sentence import parse_question
from engine.world import World
from tests.support.each import each
from treaties.loading.files import read_toml
from treaties.outside import tables
from treaties.support import limits
from treaties.vocabulary.errors import CasusError, DataError, plain

Given = Callable[[World, Path, int], object]


def law(text: Callable[[int], str]) -> Given:
    """A file of law of some size."""

    def taken(world: World, path: Path, size: int) -> None:  # noqa: ARG001
        path.write_text(text(size), encoding="utf-8")
        if problems := read_toml(path, path.name, entries=limits.ENTRIES)[2]:
            raise DataError(problems)

    return taken


def priors(text: Callable[[int], str]) -> Given:
    """A file of priors of some size."""

    def taken(world: World, path: Path, size: int) -> None:  # noqa: ARG001
        path.write_text(text(size), encoding="utf-8")
        _ = Priors.of(file=path).chance("performs:italy>germany")

    return taken


def table(text: Callable[[int], str]) -> Given:
    """A table of outside data of some size; that it is none of the field is no matter here."""

    def taken(world: World, path: Path, size: int) -> None:  # noqa: ARG001
        path.write_text(text(size), encoding="utf-8")
        tables._frame(path)

    return taken


def asked(world: World, path: Path, size: int) -> None:  # noqa: ARG001
    parse_question(
        "If Russia attacks Estonia, who must help".ljust(size - 1) + "?",
        world.corpus,
        date(2026, 1, 1),
    )


def claimed(world: World, path: Path, size: int) -> None:  # noqa: ARG001
    claims(world, "Russia must help Estonia.".ljust(size), on="2026-01-01")


GIVEN: dict[str, Given] = {
    "FILE": law(lambda n: "#".ljust(n, "x")),
    "NESTED": law(lambda n: f"a = {'[' * n}{']' * n}"),
    "ENTRIES": law(lambda n: f"a = [{', '.join('1' * n)}]"),
    "LAST_YEAR": law(lambda n: f"a = {n}-12-31"),
    "COLUMNS": table(
        lambda n: ",".join(map(str, range(n))) + "\n" + ",".join("1" * n) + "\n"
    ),
    "QUESTION": asked,
    "CLAIMS": claimed,
    "CHANCE": lambda world, path, n: exact("0." + "1" * (n - 2)),  # noqa: ARG005
    "PATTERNS": priors(
        lambda n: "[priors]\n" + "".join(f'"performs:s{i}>*" = 0.5\n' for i in range(n))
    ),
}
"""By limit how something of any size is given."""
ELSEWHERE = {
    "TABLE": "tests/treaties/test_intake.py",
    "FOLDER": "tests/treaties/test_intake.py",
    "LEGS": "tests/treaties/test_sizes.py",
    "LISTED": "tests/treaties/test_intake.py",
    "STRIKES": "tests/analysis/test_crowded.py",
    "STEPS": "tests/analysis/test_crowded.py",
    "WHOLE": "tests/analysis/test_crowded.py",
    "WHOLE_STEPS": "tests/analysis/test_crowded.py",
    "NEAR": "tests/cascade/test_how_far_it_goes.py",
    "PATIENCE": "tests/labels/test_nearest_first.py",
    "LAST": "tests/labels/test_nearest_first.py",
    "EXPANDED": "tests/analysis/test_crowded.py",
    **dict.fromkeys(
        ("ROOM", "EXACT", "ASKED", "WORK"),
        "tests/test_limits_of_searches.py",
    ),
}
"""Limits that another file tries, most of them lowered so that a small world reaches them."""


@each("name", GIVEN)
def test_what_is_given_is_taken_up_to_the_limit_and_no_further(
    name: str, world: World, tmp_path: Path
) -> None:
    most, give = getattr(limits, name), GIVEN[name]
    give(world, tmp_path / "given", most)
    with pytest.raises((CasusError, ValueError)):
        give(world, tmp_path / "given", most + 1)


@pytest.mark.parametrize("more", [0, 1, 50])
def test_a_line_is_as_long_as_may_be(more: int) -> None:
    words, line = "x" * (limits.WORDS + more), "x" * (limits.LINE + more)
    assert (plain(line) == line) is (not more)
    assert len(plain(line)) == limits.LINE
    assert (f"`{words}`" in plain(f"no `{words}`")) is (not more)
    assert len(plain(f"no `{words}`")) == limits.WORDS + 5


@each("name", ELSEWHERE)
def test_other_limits_are_tried_by_name(name: str) -> None:
    assert name in (Path(__file__).resolve().parents[1] / ELSEWHERE[name]).read_text(
        encoding="utf-8"
    )


def test_the_cells_of_a_table_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "demand", lambda *_: None)
    monkeypatch.setattr(tables, "CELLS", 12)
    file = tmp_path / "table.csv"
    file.write_text("a,b,c\n" + "1,2,3\n" * 4, encoding="utf-8")
    assert len(tables.read_table(file).rows) == 4
    file.write_text("a,b,c\n" + "1,2,3\n" * 5, encoding="utf-8")
    with pytest.raises(CasusError, match="more than 12 cells"):
        tables.read_table(file)
