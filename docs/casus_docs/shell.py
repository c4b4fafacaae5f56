"""Running a command of `casus` in this process, so that a page shows what it prints and nothing else."""

from __future__ import annotations

import shlex
from functools import lru_cache

from typer.testing import CliRunner

from treaties.vocabulary.errors import CasusError

COLUMNS = 84
"""Width of the output on the pages."""


@lru_cache(maxsize=256)
def run(command: str) -> tuple[str, int]:
    """What `casus COMMAND` prints, both streams in order, and its exit status.

    >>> said, status = run("list --states DPRK --on 2026-01-01")
    >>> status, "north-korea" in said
    (0, True)
    """
    from cli import app

    env = {"COLUMNS": str(COLUMNS), "NO_COLOR": "1", "TERMINAL_WIDTH": str(COLUMNS)}
    done = CliRunner().invoke(app, shlex.split(command), prog_name="casus", env=env)
    if isinstance(done.exception, CasusError):
        return f"{done.output}casus: {done.exception}\n", 1
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output, done.exit_code


def excerpt(said: str, *, start: str = "", stop: str = "", lines: int = 0) -> str:
    """Part of an output: from the line that holds `start` to the one before `stop`, at most so many lines.

    What is left out is marked by an ellipsis. Raises `CasusError` where the words are not there.

    >>> excerpt("a\\nb\\nc\\nd\\n", start="b", stop="d")
    '…\\nb\\nc\\n…'
    """
    rows = said.rstrip("\n").split("\n")
    first = _line(rows, start, 0) if start else 0
    last = _line(rows, stop, first + 1) if stop else len(rows)
    last = min(last, first + lines) if lines else last
    while last > first and not rows[last - 1].strip():
        last -= 1
    return "\n".join(
        [
            *(["…"] if first else []),
            *rows[first:last],
            *(["…"] if last < len(rows) else []),
        ]
    )


def _line(rows: list[str], word: str, since: int) -> int:
    for i, row in enumerate(rows):
        if i >= since and word in row:
            return i
    raise CasusError(f"`{word}` is not in the output", remedy="amend the page")
