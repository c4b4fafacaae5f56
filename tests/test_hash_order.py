"""The same question gives the same bytes whatever order sets come in, which differs from process to process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests import HOME
from tests.support.sampling import drawn, part, sampled

pytestmark = sampled(1)

ASKED = "north-korea --by ukraine --on 2026-01-01"
LINES = [
    *(
        f"{verb} {ASKED}"
        for verb in (
            "ask",
            "ask --all",
            "why china",
            "ways china",
            "ways china --out",
        )
    ),
    *(
        f"{verb} {ASKED}"
        for verb in (
            "conflicts",
            "questions",
            "odds china --p *=0.5",
        )
    ),
    f"draw {ASKED} -o -",
    "ask cuba --by usa --on 1962-10-24",
    "cases",
]
SAID = """
import hashlib, sys
from typer.testing import CliRunner
from cli import app
for line in map(str.split, sys.argv[1:]):
    json = [] if line[0] == "draw" or "--all" in line else ["--json"]
    done = CliRunner().invoke(app, [*line, *json])
    print(line[0], done.exit_code, len(done.stdout) > 200, hashlib.sha256(done.stdout.encode()).hexdigest()[:16])
"""


def test_verbs_print_the_same_bytes_under_every_order_of_sets() -> None:
    runs, lines = [], drawn(LINES, 4)
    for seed in ("1", "2"):
        env = os.environ | {"PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", SAID, *lines],
            cwd=HOME,
            env=env,
            capture_output=True,
            text=True,
            check=True,
            timeout=300,
        )
        runs.append(done.stdout.splitlines())
    assert all(line.split()[1:3] == ["0", "True"] for line in runs[0]), runs[0]
    assert runs[0] == runs[1]


COMPILED = """
import hashlib, os, pathlib
from treaties.loading.corpus import load_corpus
load_corpus()
for path in pathlib.Path(os.environ["CASUS_CACHE"]).glob("corpus-*"):
    print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
"""


def test_the_compiled_corpus_is_the_same_under_every_order_of_sets(
    tmp_path: Path,
) -> None:
    """Else the site would have another version after every build."""
    made = []
    for seed in map(str, range(max(2, part(3)))):
        (tmp_path / seed).mkdir(mode=0o700)
        env = os.environ | {"PYTHONHASHSEED": seed, "CASUS_CACHE": str(tmp_path / seed)}
        command = [sys.executable, "-c", COMPILED]
        done = subprocess.run(
            command,
            cwd=HOME,
            env=env,
            capture_output=True,
            text=True,
            check=True,
            timeout=300,
        )
        made.append(done.stdout.split())
    assert len(made[0]) == 2
    assert made == [made[0]] * len(made)
