"""A folder that all the processes that share the tests have in common, each in its turn."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def in_turn(factory: pytest.TempPathFactory, name: str) -> Iterator[Path]:
    """The folder of a name, while no other process of this run is in it: who comes first makes what the others find."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    with (folder / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield folder
