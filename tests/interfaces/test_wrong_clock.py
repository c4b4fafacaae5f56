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
PACT = """title = "Pact of nowhere"
parties = ["iceland", "ireland"]
signed = 1999-05-04
in_force = 2000-01-01
sources = ["vclt"]

[[obligations]]
article = "1"
duty = "assist"
trigger = "armed-attack"
gist = "If one of the two is attacked the other helps."
"""
SOURCES = '[[sources]]\nid = "vclt"\ntitle = "Convention"\nkind = "text"\n'


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


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """A corpus of one treaty."""
    (tmp_path / "law" / "data").mkdir(parents=True)
    (tmp_path / "law" / "data" / "nowhere-1999.toml").write_text(PACT, encoding="utf-8")
    (tmp_path / "law" / "sources.toml").write_text(SOURCES, encoding="utf-8")
    return tmp_path / "law"


@pytest.mark.parametrize("name", CLOCKS)
def test_a_question_with_its_day_has_the_same_answer(
    name: str, law: Path, tmp_path: Path
) -> None:
    """With no cache, with one that the wrong clock has written, and with that once the clock goes right again."""
    asked = ("ask", "Iceland", "--by", "Norway", "--on", "2005-05-05")
    asked += ("--corpus", str(law))
    right = at(None, tmp_path / "right", *asked)
    assert right[0] == 0
    assert b"Ireland must help" in right[1]
    for clock in (CLOCKS[name], CLOCKS[name], None):
        assert at(clock, tmp_path / "wrong", *asked) == right
    assert len(list((tmp_path / "wrong").glob("corpus-*.json"))) == 1
    assert not list((tmp_path / "wrong").glob("*.part"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that these clocks share."""
    return tmp_path_factory.mktemp("kept")


@pytest.mark.parametrize("name", CLOCKS)
def test_a_question_without_a_day_is_answered_or_refused_in_one_line(
    name: str, kept: Path
) -> None:
    status, out, err = at(CLOCKS[name], kept, "ask", "Poland", "--by", "Russia")
    assert b"Traceback" not in err
    assert (status == 0) == (err == b"")
    if status:
        assert out == b""
        assert len(err.decode().strip().splitlines()) == 1
