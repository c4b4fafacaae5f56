#!/usr/bin/env python3
"""Sweeps that are killed at any moment and gone on from: whether a row is lost, or the result is another.

`python tools/killed_sweeps.py --count 20 --seed 1` kills that many sweeps, into CSV and SQLite, by one process and by
two, each up to three times, then lets them end and holds the result against that of a sweep nobody disturbed.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic

HOME = Path(__file__).resolve().parent.parent
SWEEP = ("--since", "1914-06-01", "--until", "1914-08-31", "--quiet")
AMONG = ("serbia", "austria-hungary", "germany", "russia", "france", "belgium", "united-kingdom", "japan")


def command(folder: Path, out: Path, jobs: int) -> list[str]:
    """The command line of the sweep, with its finished pieces in a folder."""
    among = [word for state in AMONG for word in ("--among", state)]
    kept = ["--parts", str(folder / "parts"), "-o", str(out), "-j", str(jobs)]
    return [sys.executable, "-m", "cli", "scan", *SWEEP, *among, *kept]


def rows(out: Path) -> list[object]:
    """The rows of a result, in its order."""
    if out.suffix == ".csv":
        return list(out.read_text(encoding="utf-8").splitlines())
    with sqlite3.connect(out) as link:
        tables = [name for (name,) in link.execute("select name from sqlite_master where type = 'table' order by name")]
        return [(name, *row) for name in tables for row in link.execute(f'select * from "{name}"')]


def killed(folder: Path, out: Path, jobs: int, after: float) -> bool:
    """Start the sweep and kill it, with all of its processes; whether it was still running."""
    process = subprocess.Popen(command(folder, out, jobs), cwd=HOME, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def main() -> int:
    """Kill as many as asked for; the exit status says whether any result was another."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    r = random.Random(given.seed)
    wrong = kills = 0
    with tempfile.TemporaryDirectory() as root:
        whole: dict[str, list[object]] = {}
        took = 0.0
        for ending in ("csv", "sqlite"):
            folder = Path(root) / ending
            folder.mkdir()
            began = monotonic()
            subprocess.run(command(folder, out := folder / f"rows.{ending}", 1), cwd=HOME, check=True)
            took = monotonic() - began
            whole[ending] = rows(out)
            print(f"undisturbed, {ending}: {len(whole[ending])} rows in {took:.1f} s", flush=True)
        for n in range(given.count):
            ending, jobs = ("csv", "sqlite")[n % 2], 1 + n // 2 % 2
            folder = Path(root) / str(n)
            folder.mkdir()
            out = folder / f"rows.{ending}"
            times = sum(killed(folder, out, jobs, r.uniform(0.3, 1.0) * took) for _ in range(r.choice((1, 1, 2, 3))))
            kills += times
            pieces = sum(p.stat().st_size for p in (folder / "parts").glob("*")) if (folder / "parts").exists() else 0
            end = subprocess.run(command(folder, out, jobs), cwd=HOME, capture_output=True, text=True, check=False)
            same = end.returncode == 0 and rows(out) == whole[ending]
            wrong += not same
            told = "same rows" if same else f"OTHER ROWS, exit {end.returncode}: {end.stderr[-300:]}"
            print(f"{n}: {ending}, {jobs} jobs, killed {times} times with {pieces} bytes done: {told}", flush=True)
    print(f"{given.count} sweeps, {kills} kills, {wrong} with other rows")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
