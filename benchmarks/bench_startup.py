"""Start-up as a user feels it: whole processes, each as a ratio to importing what the project needs, in one run.

python benchmarks/bench_startup.py [RUNS]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
SEED = "If North Korea is attacked by Ukraine on 2026-01-01, who is drawn in?"
CLI = [sys.executable, str(HOME / "cli.py")]
COMMANDS = {
    "import networkx, pydantic, typer": [sys.executable, "-c", "import networkx, pydantic, typer"],
    "casus --help": [*CLI, "--help"],
    "casus ask (the seed question)": [*CLI, "ask", SEED],
}


def main(runs: int) -> None:
    """Time each command in turn, run by run, and print medians and ratios."""
    with tempfile.TemporaryDirectory() as cache:
        env = os.environ | {"PYTHONPATH": str(HOME), "CASUS_CACHE": cache}
        times: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for run in range(runs + 1):
            for name, command in COMMANDS.items():
                start = time.perf_counter()
                subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
                if run:
                    times[name].append(time.perf_counter() - start)
    base = times[next(iter(COMMANDS))]
    print(f"{'command':34} {'median s':>9} {'ratio':>6}")
    for name, found in times.items():
        ratio = statistics.median(t / b for t, b in zip(found, base, strict=True))
        print(f"{name:34} {statistics.median(found):9.3f} {ratio:6.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
