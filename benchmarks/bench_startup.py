"""Start-up as a user feels it: whole processes, each as a ratio to importing what the project needs, in one run.

python benchmarks/bench_startup.py [RUNS]

Seconds are of processor, of the child alone. The command line is begun as the installed `casus` begins it, with its byte
code and the compiled corpus in their caches.
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
CLI = [sys.executable, "-c", "from casus_foederis.__main__ import main; main()"]
COMMANDS = {
    "import networkx, pydantic, typer": ([sys.executable, "-c", "import networkx, pydantic, typer"], None),
    "casus --help": ([*CLI, "--help"], 0.5),
    "casus show north-atlantic-1949": ([*CLI, "show", "north-atlantic-1949"], 1.2),
    "casus ask (the seed question)": ([*CLI, "ask", SEED], 1.5),
}
"""The commands, each with the ratio aimed at."""
REST = 4
"""Seconds before files that were just written are believed to be unchanged (`treaties.loading.corpus_files.CALM`)."""


def spent(command: list[str], env: dict[str, str]) -> float:
    """Seconds of processor that a process takes."""
    child = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return used.ru_utime + used.ru_stime


def main(runs: int) -> None:
    """Time each command in turn, run by run, and print medians and ratios."""
    with tempfile.TemporaryDirectory() as cache:
        own = {"PYTHONPATH": str(HOME), "CASUS_CACHE": f"{cache}/law", "PYTHONPYCACHEPREFIX": f"{cache}/code"}
        env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | own
        for _ in range(2):
            time.sleep(REST)
            for command, _ in COMMANDS.values():
                spent(command, env)
        times = [{name: spent(command, env) for name, (command, _) in COMMANDS.items()} for _ in range(runs)]
    base = next(iter(COMMANDS))
    print("| command | seconds of processor | ratio | aim |\n|---|---:|---:|---:|")
    for name, (_, aim) in COMMANDS.items():
        median = statistics.median(t[name] for t in times)
        ratio = statistics.median(t[name] / t[base] for t in times)
        missed = f"{aim} **missed**" if aim and ratio > aim else aim or ""
        print(f"| {name} | {median:.3f} | {ratio:.2f} | {missed} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
