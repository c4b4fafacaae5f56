"""The same question gives the same bytes whatever order sets come in, which differs from process to process."""

from __future__ import annotations

import os
import subprocess
import sys

from tests import HOME
from tests.support.sampling import drawn

ASKED = "north-korea --by ukraine --on 2026-01-01"
LINES = [
    *(f"{verb} {ASKED}" for verb in ("ask", "ask --all", "why china", "supports china", "firebreaks china")),
    *(f"{verb} {ASKED}" for verb in ("pivots china", "conflicts", "ambiguity", "questions", "odds china --p *=0.5")),
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
