from __future__ import annotations

from pathlib import Path

import pytest

from tests import FIXTURES


@pytest.fixture
def fixtures() -> Path:
    return FIXTURES


@pytest.fixture(autouse=True)
def _pandas() -> None:
    """Tables of outside data are read by it."""
    pytest.importorskip("pandas", reason="the extra `pandas` is not installed")
