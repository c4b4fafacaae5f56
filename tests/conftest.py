"""One loaded world for all tests, a few answers of it, a browser, and where outside data may be found."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.answer import Answer
from engine.world import World, ask, shipped
from tests import FIXTURES, HOME, SEED
from tests.support.asked_once import (
    pytest_runtest_setup,
    pytest_runtest_teardown,
    pytest_unconfigure,
    share_answers,
)
from tests.support.browser import browse, page
from tests.support.firefox import firefox
from tests.support.sampling import (
    pytest_addoption,
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_runtest_protocol,
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
)
from treaties.models.corpus import Corpus

__all__ = [
    "browse",
    "firefox",
    "page",
    "pytest_addoption",
    "pytest_collection_modifyitems",
    "pytest_configure",
    "pytest_runtest_protocol",
    "pytest_runtest_setup",
    "pytest_runtest_teardown",
    "pytest_sessionfinish",
    "pytest_terminal_summary",
    "pytest_testnodedown",
    "pytest_unconfigure",
]

share_answers()
os.environ.pop(
    "COLUMNS", None
)  # a process that shares the tests is given a width of its own


@pytest.fixture(scope="session")
def world() -> World:
    """The shipped law."""
    return shipped()


@pytest.fixture(scope="session")
def law(world: World) -> Corpus:
    """The shipped corpus."""
    return world.corpus


@pytest.fixture(scope="session")
def seed() -> Answer:
    return ask(SEED)


@pytest.fixture(scope="session")
def july() -> Answer:
    return ask("Serbia", by="Austria-Hungary", on="1914-07-28")


@pytest.fixture(scope="session")
def poland() -> Answer:
    return ask("Poland", by="Germany", on="1939-09-01")


@pytest.fixture(scope="session")
def outside() -> Path:
    """The folder of outside data (`CASUS_DATA`); tests that need it are skipped where it is not."""
    folder = Path(os.environ.get("CASUS_DATA", HOME.parent / "shared" / "data"))
    if not (folder / "atop").is_dir():
        pytest.skip(
            "the outside data files are not here; set CASUS_DATA to their folder"
        )
    return folder


@pytest.fixture
def altered(tmp_path: Path) -> Callable[..., Path]:
    """A copy of a fixture with cells changed: `altered("x.csv", {(line, column): text})`, or with columns dropped."""

    def alter(
        name: str,
        cells: dict[tuple[int, str], str] | None = None,
        drop: tuple[str, ...] = (),
    ) -> Path:
        with (FIXTURES / name).open(newline="") as source:
            header, *rows = list(csv.reader(source))
        for (line, column), text in (cells or {}).items():
            rows[line - 2][header.index(column)] = text
        keep = [i for i, c in enumerate(header) if c not in drop]
        path = tmp_path / name
        with path.open("w", newline="") as target:
            csv.writer(target).writerows(
                [[row[i] for i in keep] for row in [header, *rows]]
            )
        return path

    return alter
