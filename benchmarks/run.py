"""One table: this commit against a given one, question by question, interleaved, with its budgets and its peers.

    python benchmarks/run.py --against COMMIT [--runs 7] [--quick] [--write]

Seconds are of processor, of whole processes with byte code and compiled law in caches of their own; what counts is the ratio to
importing networkx, pydantic and typer in the same run. Goals stand in `budgets.toml`. `--quick` leaves out what is warm,
the sweeps and the peers. `--write` puts the tables into README.md too, between its two marks.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
README = HOME / "benchmarks" / "README.md"
MARKS = ("<!-- tables -->\n", "<!-- end of tables -->\n")
BARE = ["-c", "import networkx, pydantic, typer"]
CLI = ["-c", "from casus_foederis.__main__ import main; main()"]
REST = 4
"""Seconds before files that were just written are believed to be unchanged (`treaties.loading.corpus_files.CALM`)."""
SAMPLES = (
    ("odds, chain of 20", ["by_problog"], ["ours"], ["chain", 20]),
    ("odds, blocs of 20", ["by_problog"], ["ours"], ["blocs", 20]),
    (
        "supports, 45 shared judgements, seed 2",
        ["by_clingo"],
        ["labelled", {"every": False}],
        ["shared", {"seed": 2}],
    ),
    (
        "supports, the same, seed 4",
        ["by_clingo"],
        ["labelled", {"every": False}],
        ["shared", {"seed": 4}],
    ),
)
"""Worlds of `crowds` with a peer and our own way (functions of `rivals`)."""


class Commit:
    """The files of one commit, with caches of their own."""

    def __init__(self, home: Path, caches: Path) -> None:
        self.home = home
        own = {
            "PYTHONPATH": str(home),
            "CASUS_CACHE": f"{caches}/law",
            "PYTHONPYCACHEPREFIX": f"{caches}/code",
        }
        self.env = {
            k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"
        } | own

    def spent(self, command: Sequence[str]) -> tuple[float, float]:
        """Seconds of processor and MiB at the peak of one process."""
        child = subprocess.Popen(
            [sys.executable, *command],
            env=self.env,
            cwd=self.home,
            stdout=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(child.pid, 0)
        if status:
            raise SystemExit(f"{command} failed")
        return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024

    def inside(self, task: str, *words: str) -> dict[str, Any]:
        """What `inside.py` measures in a process of its own."""
        with tempfile.NamedTemporaryFile() as result:
            self.spent(
                [str(HOME / "benchmarks" / "inside.py"), task, result.name, *words]
            )
            found: dict[str, Any] = json.loads(
                Path(result.name).read_text(encoding="utf-8")
            )
        return found


def questions(
    commits: dict[str, Commit], budgets: dict[str, Any], runs: int
) -> Iterator[list[str]]:
    """The rows of the table of questions."""
    asked = {name: [*CLI, *b["words"]] for name, b in budgets.items() if "words" in b}
    for _ in range(2):
        time.sleep(REST)
        for commit in commits.values():
            for command in asked.values():
                commit.spent(command)
    times: dict[tuple[str, str], list[float]] = {}
    peaks: dict[tuple[str, str], float] = {}
    bare = []
    for _ in range(runs):
        bare.append(next(iter(commits.values())).spent(BARE)[0])
        for name, command in asked.items():
            for label, commit in commits.items():
                seconds, peak = commit.spent(command)
                times.setdefault((name, label), []).append(seconds)
                peaks[name, label] = max(peak, peaks.get((name, label), 0))
    base = statistics.median(bare)
    yield ["import networkx, pydantic, typer", f"{base:.3f} s: 1.00", "", "", "", ""]
    for name, command in asked.items():
        ratios = {
            label: statistics.median(times[name, label]) / base for label in commits
        }
        counted = {
            label: c.inside("counts", *command[2:]) for label, c in commits.items()
        }
        goal, most = budgets[name].get("ratio"), budgets[name].get("peak")
        first = next(iter(commits))
        missed = (goal and ratios[first] > goal) or (most and peaks[name, first] > most)
        aim = ", ".join(filter(None, (goal and f"{goal}", most and f"{most} MiB"))) + (
            " **missed**" if missed else ""
        )
        yield [
            name,
            " / ".join(f"{r:.2f}" for r in ratios.values()),
            " / ".join(f"{peaks[name, label]:.0f}" for label in commits),
            aim,
            " / ".join(f"{c['steps']:,}" for c in counted.values()),
            " / ".join(str(c["solves"]) for c in counted.values()),
        ]


def warm(commits: dict[str, Commit], goals: dict[str, float]) -> Iterator[list[str]]:
    """The rows of what is asked in a process that has asked before, and of the sweeps."""
    found = {label: commit.inside("warm") for label, commit in commits.items()}
    first = next(iter(found.values()))
    for name, value in first.items():
        goal = goals.get(name)
        aim = f"{goal:,}{' **missed**' if value > goal else ''}" if goal else ""
        yield [
            name,
            " / ".join(f"{f[name]:,.1f}" if name in f else "—" for f in found.values()),
            aim,
        ]


def peers(commit: Commit) -> Iterator[list[str]]:
    """The rows of other programs on the same worlds, and the bare search."""
    from contest import agree, run

    for name, peer, own, world in SAMPLES:
        theirs, ours = run(peer, world), run(own, world)
        assert agree([theirs, ours]), f"{name}: {theirs}, {ours}"
        yield [name, peer[0].removeprefix("by_"), str(theirs), str(ours)]
    bare = commit.inside("reach")
    yield [
        f"who is linked to Estonia at all ({bare['states']:.0f} states)",
        "search by dict",
        f"{bare['ms'] / 1e3:.5f}",
        "",
    ]


def table(head: Sequence[str], rows: Iterator[list[str]]) -> None:
    """Print a table in Markdown, row by row."""
    print("| " + " | ".join(head) + " |\n|---|" + "---:|" * (len(head) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)
    print(flush=True)


@contextmanager
def compared(against: str | None) -> Iterator[dict[str, Commit]]:
    """This commit by name and, beside it while the block lasts, another; says what is measured, and the load."""
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        commits, other = {"this": Commit(HOME, place / "this-cache")}, place / "other"
        if against:
            subprocess.run(
                ["git", "worktree", "add", "-q", "--detach", str(other), against],
                cwd=HOME,
                check=True,
            )
            commits[against[:8]] = Commit(other, place / "other-cache")
        try:
            named = " / ".join(commits)
            print(
                f"Load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}; {named}.\n"
            )
            yield commits
            print(f"Load at the end {os.getloadavg()[0]:.1f}.")
        finally:
            if against:
                subprocess.run(
                    ["git", "worktree", "remove", "--force", str(other)],
                    cwd=HOME,
                    check=True,
                )


def main() -> None:
    """Print the tables, and write them where that is asked for."""
    take = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    take.add_argument("--against", help="the commit to compare with")
    take.add_argument("--runs", type=int, default=7)
    take.add_argument("--quick", action="store_true")
    take.add_argument(
        "--write", action="store_true", help="put the tables into README.md too"
    )
    given = take.parse_args()
    told = io.StringIO()
    with redirect_stdout(told) if given.write else nullcontext():
        measured(given)
    if given.write:
        print(told.getvalue())
        README.write_text(
            renewed(README.read_text(encoding="utf-8"), told.getvalue()),
            encoding="utf-8",
        )


def renewed(page: str, tables: str) -> str:
    """A page with new tables between its marks, under the day and the commit."""
    before, mark, rest = page.partition(MARKS[0])
    _, end, after = rest.partition(MARKS[1])
    if not (mark and end):
        raise SystemExit("README.md has no two marks for the tables")
    commit = subprocess.run(
        ["git", "rev-parse", "--short=8", "HEAD"],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    head = f"{date.today()}, commit {commit}.\n\n"
    return f"{before}{mark}{head}{tables.strip()}\n\n{end}{after}"


def measured(given: argparse.Namespace) -> None:
    """Measure, and print the tables."""
    budgets = tomllib.loads(
        (HOME / "benchmarks" / "budgets.toml").read_text(encoding="utf-8")
    )
    with compared(given.against) as commits:
        named = " / ".join(commits)
        head = ("question", f"ratio: {named}", "peak, MiB", "goal", "steps", "solves")
        table(head, questions(commits, budgets, given.runs))
        if not given.quick:
            table(
                ("warm, ms (sweep: µs)", named, "goal"), warm(commits, budgets["warm"])
            )
            profile = {
                n: commits["this"].inside("parts", *budgets[n]["words"])
                for n in ("seed", "Estonia by Russia")
            }
            table(
                ("part, ms", *profile),
                ([p, *(f"{v[p]}" for v in profile.values())] for p in profile["seed"]),
            )
            table(("peers", "program", "its seconds", "ours"), peers(commits["this"]))


if __name__ == "__main__":
    main()
