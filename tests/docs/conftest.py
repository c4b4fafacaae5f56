"""The site, built once for all tests of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests import HOME
from tests.support.shared import in_turn


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; a warning of Sphinx is a failure, and so is a page whose command says something else."""
    pytest.importorskip("sphinx", reason="Sphinx is not installed (extra `docs`)")
    with in_turn(tmp_path_factory, "documentation") as folder:
        target = folder / "site"
        if not (folder / "whole").exists():
            command = [sys.executable, HOME / "docs" / "build.py", target]
            done = subprocess.run(
                command, capture_output=True, text=True, cwd=HOME, check=False
            )
            assert done.returncode == 0, done.stderr[-4000:]
            (folder / "whole").touch()
    return target
