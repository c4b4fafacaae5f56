"""Loading the register of states."""

from __future__ import annotations

from pathlib import Path

from treaties.loading.corpus_files import HOME
from treaties.loading.register import read_register
from treaties.models.states import States


def load_states(path: Path | None = None, content: bytes | None = None) -> States:
    """The register in `path`, by default the one that comes with the project; with `content` nothing is read.

    Raises DataError with every fault of the file, each with its line.

    >>> load_states().resolve("Soviet Union").id
    'russia'
    """
    return States(read_register(path or HOME / "states.toml", content))
