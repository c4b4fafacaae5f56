"""A short run of `tools/fuzz.py`: nothing that is put in ends in a traceback, a stall or two answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.sampling import part
from tools import fuzz

TRIES = {
    "files": 60,
    "folders": 15,
    "tables": 60,
    "scenarios": 6,
    "command lines": 20,
    "priors": 40,
    "parts": 40,
    "requests": 30,
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    made = fuzz.Bench(tmp_path_factory.mktemp("bench"))
    yield made
    made.close()


def test_every_kind_is_tried() -> None:
    assert TRIES.keys() == fuzz.KINDS.keys()


@pytest.mark.parametrize("kind", TRIES)
def test_bad_input(bench: Any, kind: str) -> None:
    assert fuzz.fuzz(kind, bench, seed=2026, tries=part(TRIES[kind])).found == []


def test_what_falls_is_found(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def falls(_: Any, r: Any) -> None:
        r.choice((list, [].index))(())

    monkeypatch.setitem(fuzz.KINDS, "files", falls)
    report = fuzz.fuzz("files", bench, seed=1, tries=50)
    assert report.tried == 50
    assert 5 < len(report.found) < 45
    assert "ValueError" in report.found[0]
    again = fuzz.fuzz("files", bench, seed=1, tries=1, first=int(report.found[0].partition(":")[0]))
    assert again.found == report.found[:1]
