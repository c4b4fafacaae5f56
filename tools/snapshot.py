#!/usr/bin/env python3
"""Digests of what the engine says: every case, every scenario and sixty pairs of states from 1820 to 2026.

`python tools/snapshot.py NEW.json` writes the digests; `python tools/snapshot.py NEW.json --against OLD.json` also
names every question whose answer is another one, and exits with 1 if there is any. `--law FOLDER` asks under the data
files of another folder, so that a change of code can be told from a change of law; `--full` keeps whole answers.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

PAIRS, FIRST, LAST = 60, 1820, 2026


def answers(root: Path | None) -> Iterator[tuple[str, Any]]:
    """The key and the JSON of every answer."""
    from engine import World
    from engine.trials.cases.findings import run as hold

    world = World.load(root)
    for case in world.corpus.cases:
        yield f"case {case.code}", hold(case, world.corpus).to_dict()
    for scenario in world.corpus.scenarios:
        yield f"scenario {scenario.id}", asked(world, scenario=scenario.id)
    draw = random.Random(1815)
    for i in range(PAIRS):
        day = date(FIRST + i * (LAST - FIRST) // (PAIRS - 1), draw.randrange(1, 13), draw.randrange(1, 29))
        there = sorted(s.id for s in world.corpus.states.all if s.exists_on(day))
        allied = sorted({p for t in world.corpus.treaties for p in t.parties_on(day)} & set(there))
        attacker, victim = draw.sample(there, 1)[0], draw.choice(allied or there)
        if attacker == victim:
            attacker = next(s for s in there if s != victim)
        rounds = None if i % 4 == 0 and day.year < 1945 else 1
        yield f"pair {attacker}>{victim} {day}", asked(world, victim, by=attacker, on=day, rounds=rounds)


def asked(world: Any, victim: str | None = None, **keywords: Any) -> dict[str, Any]:
    """The JSON of one answer, without the hash of the law."""
    said: dict[str, Any] = world.ask(victim, **keywords).to_dict(full=True)
    said.pop("law")
    return said


def main() -> int:
    """Write the digests, and compare them where an older file is named."""
    take = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    take.add_argument("out", type=Path)
    take.add_argument("--against", type=Path)
    take.add_argument("--law", type=Path)
    take.add_argument("--full", action="store_true")
    given = take.parse_args()
    new = {}
    for key, said in answers(given.law):
        text = json.dumps(said, ensure_ascii=False, sort_keys=True)
        new[key] = said if given.full else hashlib.sha256(text.encode()).hexdigest()[:16]
    given.out.write_text(json.dumps(new, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if not given.against:
        return 0
    old = json.loads(given.against.read_text(encoding="utf-8"))
    other = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    print("\n".join(other) if other else f"all {len(new)} answers are the same")
    return bool(other)


if __name__ == "__main__":
    sys.exit(main())
