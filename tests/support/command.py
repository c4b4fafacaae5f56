"""The command line run in this process, which spares the start of one: its two streams and its exit status.

What only a process of its own can show is tested with one, in `tests/interfaces/test_command_line.py` first of all.
"""

from __future__ import annotations

import gc
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

import cli
from tests import HOME

WIDTH = "100"
"""Columns of the terminal, unless a test says otherwise."""


def casus(
    *args: str, cwd: Path | None = None, said: str = "", **env: str
) -> subprocess.CompletedProcess[str]:
    """Run a command line as `main` does.

    Args:
        args: its words.
        cwd: the folder in which it is run.
        said: what comes on standard input.
        env: variables of its environment.
    """
    given = io.TextIOWrapper(io.BytesIO(said.encode()), encoding="utf-8")
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        streams = {"stdin": given, "stdout": out, "stderr": err}
        for name, value in {**streams, "argv": ["casus", *args]}.items():
            patch.setattr(sys, name, value)
        for name, word in ({"COLUMNS": WIDTH} | env).items():
            patch.setenv(name, word)
        patch.chdir(cwd or Path.cwd())
        status = ended()
    return subprocess.CompletedProcess(["casus", *args], status, *map(told, (out, err)))


def ended() -> int:
    """Run `main`; the exit status with which it ends."""
    try:
        cli.main()
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        gc.unfreeze()  # `main` ends a process, which looks through nothing again
    raise AssertionError("`main` ends with an exit status")


def told(stream: io.TextIOWrapper) -> str:
    """What was written to a stream."""
    stream.flush()
    return stream.buffer.getvalue().decode()  # type: ignore[attr-defined]


def process(
    *args: str, cwd: Path | None = None, encoding: str | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run a command line in a process of its own.

    Args:
        args: its words.
        cwd: the folder in which it is run.
        encoding: the character set of its streams.
        env: variables of its environment.
    """
    return subprocess.run(
        [sys.executable, str(HOME / "cli.py"), *args],
        capture_output=True,
        text=True,
        encoding=encoding,
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(HOME), "COLUMNS": WIDTH} | env,
        check=False,
    )
