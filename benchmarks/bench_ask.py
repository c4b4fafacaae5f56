"""Questions as people ask them: processor time, memory and completeness, beside the bare search for who is linked.

    python benchmarks/bench_ask.py --atop atop5_1m.csv

Each question has a process of its own: a small question first, so that everything is loaded, then the question with its
rows and its text. In the same process the bare reach over the promises of that day, by a dict and by networkx.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
from collections import deque
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

TODAY = "2026-01-01"
QUESTIONS = {
    "North Korea by Ukraine (the seed question)": ("north-korea", "ukraine", TODAY, 40, 128),
    "Poland by Germany, 1939": ("poland", "germany", "1939-09-01", 80, 128),
    "Cuba by the United States, 1962": ("cuba", "united-states", "1962-10-24", 80, 128),
    "Estonia by Russia": ("estonia", "russia", TODAY, 400, 120),
    "Niger by Nigeria": ("niger", "nigeria", TODAY, 400, 120),
    "Congo by Rwanda": ("democratic-republic-of-the-congo", "rwanda", TODAY, 400, 120),
    "Poland by Russia": ("poland", "russia", TODAY, 400, 120),
    "South Korea by North Korea": ("south-korea", "north-korea", TODAY, 400, 120),
    "Japan by China": ("japan", "china", TODAY, 400, 120),
    "Brazil by Russia": ("brazil", "russia", TODAY, 400, 120),
    "Norway by Sweden": ("norway", "sweden", TODAY, 1000, 200),
    "Brazil by Argentina": ("brazil", "argentina", TODAY, 1000, 200),
}
"""Victim, attacker, day, and what is aimed at: milliseconds and MiB."""
ATOP = ("poland", "russia", "2018-06-01", 5000, 1 << 20)
"""The question asked of every alliance of a file, beside the corpus."""
SIZES = (20, 40, 80)
"""Members of each of two pacts that face each other."""


def two_pacts(members: int) -> Any:
    """A world of two pacts of mutual defence, members of the one against members of the other."""
    from engine import World
    from treaties.loading.corpus import load_corpus
    from treaties.models.corpus import Corpus
    from treaties.models.treaty import Treaty

    base = load_corpus()
    on = date(2026, 1, 1)
    there = sorted(s.id for s in base.states.all if s.exists_on(on))[: 2 * members]
    duty = {"article": "1", "duty": "assist", "trigger": "armed-attack", "gist": "Help for whoever is attacked."}
    pacts = tuple(
        Treaty.model_validate(
            {
                "id": f"pact-{side}",
                "title": f"Pact {side}",
                "parties": there[side::2],
                "signed": "2000-01-01",
                "in_force": "2001-01-01",
                "sources": ("design-note",),
                "obligations": [duty],
            }
        )
        for side in (0, 1)
    )
    fields = {name: getattr(base, name) for name in Corpus.model_fields}
    fields |= {"treaties": pacts, "readings": (), "scenarios": (), "wars": (), "cases": (), "hash": "benchmark"}
    return World.of(Corpus(**fields)), there[1], there[0]


def reached(near: dict[str, list[str]], start: str) -> int:
    """Who is linked to a state by promises of help, step after step."""
    seen, todo = {start}, deque([start])
    while todo:
        for state in near.get(todo.popleft(), ()):
            if state not in seen:
                seen.add(state)
                todo.append(state)
    return len(seen) - 1


def measure(world: Any, victim: str, by: str, on: str) -> dict[str, Any]:
    """One question: milliseconds in all and by part, memory, completeness; and the bare reach both ways."""
    import networkx as nx

    start = process_time()
    answer = world.ask(victim, by=by, on=on)
    asked = process_time()
    rows = len(answer.rows)
    judged = process_time()
    str(answer)
    told = process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    bare = nx.DiGraph()
    for obligor, owed, clause in answer.graph.graph.edges(data="clause"):
        if clause.obligation.duty.drawn_in:
            bare.add_edge(owed, obligor)
    near = {n: list(bare[n]) for n in bare}
    first = process_time()
    linked = reached(near, victim)
    second = process_time()
    assert linked == (len(nx.descendants(bare, victim)) if victim in bare else 0)
    third = process_time()
    horizon = answer.bounds.horizon
    below = answer.labels.exact_below
    return {
        "ms": 1e3 * (told - start),
        "ask": 1e3 * (asked - start),
        "rows": 1e3 * (judged - asked),
        "text": 1e3 * (told - judged),
        "MiB": peak,
        "steps": len(answer.record.steps),
        "states": rows,
        "complete": "all" if below is None else f"below {below}",
        "whole": below is None or below > horizon,
        "dict": 1e3 * (second - first),
        "networkx": 1e3 * (third - second),
        "linked": linked,
    }


def one(name: str) -> None:
    """What a process of its own does: one question, one size, or a question under the alliances of a file."""
    if name.isdigit():
        world, victim, by = two_pacts(int(name))
        print(json.dumps(measure(world, victim, by, TODAY)))
        return
    from engine import World

    world = World.load()
    str(world.ask("belgium", by="germany", on="1914-08-04", rounds=1))
    if name not in QUESTIONS:
        world = world.with_law(f"atop:{name}")
    print(json.dumps(measure(world, *QUESTIONS.get(name, ATOP)[:3])))


def apart(name: str) -> dict[str, Any]:
    """Measure in a new process."""
    told = subprocess.run(
        [sys.executable, __file__, "--one", name], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def main() -> None:
    """Print the table as Markdown, then the growth of two pacts."""
    take = argparse.ArgumentParser(description=__doc__)
    take.add_argument("--one")
    take.add_argument("--atop", help="ATOP's member file, for the question about all of its alliances")
    given = take.parse_args()
    if given.one:
        one(given.one)
        return
    print("| question | ms | ask | rows | text | steps | MiB | complete | aim | reach by dict, networkx |")
    print("|---|---:|---:|---:|---:|---:|---:|---|---|---:|")
    for name, (*_, ms, mib) in QUESTIONS.items():
        print(line(name, apart(name), f"{ms} ms, {mib} MiB", ms, mib), flush=True)
    times = []
    for size in SIZES:
        found = apart(str(size))
        times.append(found["ms"])
        print(line(f"two pacts of {size}", found, "2000 ms" if size == 80 else "", 2000, 1 << 20), flush=True)
    if given.atop:
        print(line("all alliances of ATOP in 2018: Poland by Russia", apart(given.atop), f"{ATOP[3]} ms", *ATOP[3:]))
    growth = math.log(times[-1] / times[0]) / math.log(SIZES[-1] / SIZES[0])
    print(f"\nGrowth from {SIZES[0]} to {SIZES[-1]} members: members to the power of {growth:.2f} (aim 1.3).")


def line(name: str, found: dict[str, Any], aim: str, ms: int, mib: int) -> str:
    """One row of the table; what misses its aim is marked."""
    missed = found["ms"] > ms or found["MiB"] > mib or not found["whole"]
    return (
        f"| {name} | {found['ms']:.0f} | {found['ask']:.0f} | {found['rows']:.0f} | {found['text']:.0f} "
        f"| {found['steps']:,} | {found['MiB']} | {found['complete']} | {aim}{' **missed**' if missed and aim else ''} "
        f"| {found['dict']:.2f}, {found['networkx']:.2f} ms, {found['linked']} states |"
    )


if __name__ == "__main__":
    main()
