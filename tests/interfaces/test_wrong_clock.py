"""A clock that is wrong, by years or by centuries, changes no answer that names its day, and the cache stays of use."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sampling import sampled

pytestmark = sampled(3)

YEAR = 365.25 * 86_400
CLOCKS = {
    "before all": -70 * YEAR,
    "at zero": 0.0,
    "in another century": 300 * YEAR,
}
"""Seconds since 1970 at which the clock stands."""
SET = """
import sys, time
stands = float(sys.argv.pop(1))
time.time = lambda: stands
time.time_ns = lambda: int(stands * 1e9)
from casus_foederis.__main__ import main
main()
"""
"""The command line where the clock stands at its first argument; `date.today` asks it too."""
QUESTION = ("Serbia", "--by", "Austria-Hungary", "--on", "1914-07-28", "--rounds", "1")


def at(clock: float | None, cache: Path, *args: str) -> tuple[int, bytes, bytes]:
    """Run a command line where the clock stands there, or goes right: its status and what it wrote."""
    code = [] if clock is None else ["-c", SET, str(clock)]
    done = subprocess.run(
        [sys.executable, *(code or ["-m", "casus_foederis"]), *args],
        capture_output=True,
        env=dict(os.environ) | {"CASUS_CACHE": str(cache)},
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("name", CLOCKS)
def test_a_question_with_its_day_has_the_same_answer(name: str, tmp_path: Path) -> None:
    """With no cache, with one that the wrong clock has written, and with that once the clock goes right again."""
    asked = ("ask", *QUESTION)
    right = at(None, tmp_path / "right", *asked)
    assert right[0] == 0
    for clock in (CLOCKS[name], CLOCKS[name], None):
        assert at(clock, tmp_path / "wrong", *asked) == right
    assert len(list((tmp_path / "wrong").glob("corpus-*.json"))) == 1
    assert not list((tmp_path / "wrong").glob("*.part"))


@pytest.mark.parametrize("name", CLOCKS)
def test_a_question_without_a_day_is_answered_or_refused_in_one_line(
    name: str, tmp_path: Path
) -> None:
    status, out, err = at(CLOCKS[name], tmp_path, "ask", "Poland", "--by", "Russia")
    assert b"Traceback" not in err
    assert (status == 0) == (err == b"")
    if status:
        assert out == b""
        assert len(err.decode().strip().splitlines()) == 1
