"""Where outside data may be found, and one loaded world for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.world import World, shipped
from treaties.corpus import Corpus

HOME = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def world() -> World:
    """The shipped law."""
    return shipped()


@pytest.fixture(scope="session")
def law(world: World) -> Corpus:
    """The shipped corpus."""
    return world.corpus


@pytest.fixture(scope="session")
def outside() -> Path:
    """The folder of outside data (`CASUS_DATA`); tests that need it are skipped where it is not."""
    folder = Path(os.environ.get("CASUS_DATA", HOME.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the outside data files are not here; set CASUS_DATA to their folder")
    return folder
