from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parents[1] / "fixtures" / "outside"


@pytest.fixture
def fixtures() -> Path:
    return FIXTURES


@pytest.fixture
def altered(tmp_path: Path) -> Callable[..., Path]:
    """A copy of a fixture with cells changed: `altered("x.csv", {(line, column): text})`, or with columns dropped."""

    def alter(name: str, cells: dict[tuple[int, str], str] | None = None, drop: tuple[str, ...] = ()) -> Path:
        with (FIXTURES / name).open(newline="") as source:
            header, *rows = list(csv.reader(source))
        for (line, column), text in (cells or {}).items():
            rows[line - 2][header.index(column)] = text
        keep = [i for i, c in enumerate(header) if c not in drop]
        path = tmp_path / name
        with path.open("w", newline="") as target:
            csv.writer(target).writerows([[row[i] for i in keep] for row in [header, *rows]])
        return path

    return alter


@pytest.fixture(scope="session")
def casus_data() -> Path:
    """The folder of outside data, which is not part of the project."""
    path = Path(os.environ.get("CASUS_DATA", Path(__file__).parents[3] / "shared" / "data"))
    if not (path / "atop").is_dir():
        pytest.skip(f"no outside data in {path}: set CASUS_DATA to the folder that holds atop/, cow/ and wars/")
    return path
