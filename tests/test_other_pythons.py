"""The checks end with the quick tests on the lowest versions and on each Python there is; what can't be had is told."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests import HOME


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """`run.py`, with an empty folder for its environments."""
    spec = importlib.util.spec_from_file_location("run_by_test", HOME / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "pyproject.toml").write_bytes((HOME / "pyproject.toml").read_bytes())
    monkeypatch.setattr(module, "HOME", tmp_path)
    return module


def test_a_python_that_is_not_here_is_told_and_is_no_failure(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "python_of", lambda _: None)
    assert run.Others(run.QUICK).tested() == 0
    told = capsys.readouterr().err.splitlines()
    assert told == [
        f"not tried under Python 3.{n}: it is not on this machine" for n in (11, 12, 13)
    ]


def test_versions_that_cannot_be_fetched_are_told_and_are_no_failure(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "python_of", lambda _: Path(sys.executable))
    monkeypatch.setattr(
        run, "pip_for", lambda python: [python, "-c", "raise SystemExit(1)"]
    )
    assert run.Others(run.QUICK).tested() == 0
    assert (
        capsys.readouterr().err.count("the lowest versions could not be fetched") == 3
    )


@pytest.mark.parametrize(("holds", "code"), [("True", 0), ("False", 1)])
def test_a_test_that_fails_there_fails_the_checks(
    run: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    holds: str,
    code: int,
) -> None:
    (run.HOME / "conftest.py").write_text(
        "def pytest_addoption(parser):\n    parser.addoption('--few', action='store_true')\n",
        encoding="utf-8",
    )
    (run.HOME / "test_x.py").write_text(
        f"def test_x():\n    assert {holds}\n", encoding="utf-8"
    )
    monkeypatch.setattr(run, "QUICK", ("test_x.py",))
    monkeypatch.setattr(run.Others, "environment", lambda *_: Path(sys.executable))
    assert run.Others(run.QUICK).tested() == code
    told = capsys.readouterr().err
    assert "Python 3.13 with networkx==" in told
    assert ("1 passed" if holds == "True" else "1 failed") in told


def test_the_python_of_this_process_is_found(run: ModuleType) -> None:
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert run.python_of(version) == Path(sys.executable)
    assert run.python_of("3.0") is None
