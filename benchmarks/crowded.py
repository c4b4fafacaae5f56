"""The worst that may be asked: processor and memory of questions in crowded worlds, each in a process of its own.

    python benchmarks/crowded.py [WORD ...] [--against COMMIT] [--runs 1]

The questions stand in `crowded.toml`; only those whose name has one of the words are asked where words are given. Seconds
are of processor, user and system, beside what importing networkx, pydantic and typer takes just before, since a loaded
machine counts both higher. What is over ten seconds or 400 MiB is marked; the least of several runs counts.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parent.parent))

from engine.world import shipped
from run import BARE, CLI, HOME, REST, Commit, compared, table

SECONDS, PEAK = 10, 400
"""What nothing may take: seconds of processor, and MiB."""
INSIDE = [
    "-c",
    "import sys, casus_foederis; from engine.world import World; exec(sys.argv[1])",
]
"""A program of Python instead of a command line."""


def command(asked: dict[str, Any]) -> list[str]:
    """The command of a question, with as many attacks, or attackers of the last word, as it wants, drawn by seed."""
    if "python" in asked:
        return [*INSIDE, asked["python"]]
    words, on = list(asked["words"]), date.fromisoformat(asked["on"])
    rng = random.Random(asked.get("seed", 1))
    states = [s.id for s in shipped().corpus.states if s.exists_on(on)]
    if many := asked.get("attacks"):
        pairs = attacks(states, many, rng)
        (by, victim), *rest = pairs
        words += [
            victim,
            "--by",
            by,
            *(w for a, b in rest for w in ("--also", f"{a}>{b}")),
        ]
    if many := asked.get("attackers"):
        others = [s for s in states if s != words[-1]]
        words += [
            w for a in rng.sample(others, min(many, len(others))) for w in ("--by", a)
        ]
    return [*CLI, *words, "--on", asked["on"], *asked.get("last", [])]


def attacks(states: list[str], many: int, rng: random.Random) -> list[tuple[str, str]]:
    """Attacker and victim, so many times; of two states only one attacks the other."""
    found: dict[tuple[str, str], None] = {}
    while len(found) < many:
        a, b = rng.sample(states, 2)
        if (b, a) not in found:
            found[a, b] = None
    return list(found)


def rows(
    commits: dict[str, Commit], questions: dict[str, Any], runs: int
) -> Iterator[list[str]]:
    """The rows of the table."""
    for _ in range(2):
        time.sleep(REST)
        for commit in commits.values():
            commit.spent([*CLI, "show", "north-atlantic-1949"])
    for name, asked in questions.items():
        words = command(asked)
        found = {
            label: [measured(commit, words) for _ in range(runs)]
            for label, commit in commits.items()
        }
        best = {label: min(f) for label, f in found.items()}
        worst = any(s > SECONDS or p > PEAK for s, p, _ in best.values())
        yield [
            name,
            " / ".join(f"{s:.1f}" for s, _, _ in best.values())
            + (" **over**" if worst else ""),
            " / ".join(f"{s / bare:.0f}" for s, _, bare in best.values()),
            " / ".join(f"{p:.0f}" for _, p, _ in best.values()),
        ]


def measured(commit: Commit, words: list[str]) -> tuple[float, float, float]:
    """Seconds and MiB of one process, and the seconds of the imports alone just before."""
    bare, _ = commit.spent(BARE)
    return *commit.spent(words), bare


def main() -> None:
    """Print the table."""
    take = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    take.add_argument(
        "words", nargs="*", help="only questions with one of these in their name"
    )
    take.add_argument("--against", help="the commit to compare with")
    take.add_argument("--runs", type=int, default=1)
    given = take.parse_args()
    questions = tomllib.loads(
        (HOME / "benchmarks" / "crowded.toml").read_text(encoding="utf-8")
    )
    chosen = {
        n: q
        for n, q in questions.items()
        if not given.words or any(w in n for w in given.words)
    }
    with compared(given.against) as commits:
        table(
            ("question", "seconds", "times the imports", "peak, MiB"),
            rows(commits, chosen, given.runs),
        )


if __name__ == "__main__":
    main()
