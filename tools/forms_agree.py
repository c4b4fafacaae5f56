#!/usr/bin/env python3
"""Real questions in every form: whether text, JSON, CSV, tables, page and picture say the same, under every reading.

`python tools/forms_agree.py --count 270 --crowded 20 --seed 1` asks that many, on days spread over 1820 to 2026: somebody
attacks a state that a treaty of that day protects. The checks are those of the tests; the same seed asks the same.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine.answer import Answer
from engine.world import World, shipped
from tests.output.test_forms_agree import agree
from tests.output.test_page_and_picture_agree import in_the_picture, on_the_page

STEPS = 12_000
"""Steps of a derivation up to which a world is not crowded."""
READ = 2
"""Readings that part the states of a crowded world, under which all of its forms are read; the page always under each."""


def questions(world: World, r: random.Random, count: int) -> Iterator[tuple[date, str, str]]:
    """Day, victim and attacker, in the order of the days."""
    for n in range(count):
        on = date(1820, 1, 1).toordinal() + n * (date(2026, 11, 1).toordinal() - date(1820, 1, 1).toordinal()) // count
        day = date.fromordinal(on)
        parties = sorted(
            {s for t in world.corpus.treaties if t.rank.binding and t.holds_on(day) for s in t.states}
            & {s.id for s in world.corpus.states.all if s.exists_on(day)}
        )
        victim, by = r.sample(parties, 2)
        yield day, victim, by


def hold(answer: Answer, most: int | None = None) -> None:
    """Every form of an answer, as it stands and under each reading that tells it otherwise, or so many of them."""
    on_the_page(answer)
    apart: dict[object, str] = {}
    for r in answer.readings:
        apart.setdefault(tuple((v.status, v.duty) for row in answer for v in [row.by_reading[r.id]]), r.id)
    for one in (answer, *map(answer.under, [*apart.values()][:most])):
        agree(one, one.to_dict(full=True))
        in_the_picture(one)


def main() -> int:
    """Ask them; the exit status says whether any form said otherwise."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("--count", type=int, default=270)
    parser.add_argument("--crowded", type=int, default=20, help="how many crowded worlds are let in")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="go on from this number")
    given = parser.parse_args()
    os.environ["COLUMNS"] = "100"
    world, r = shipped(), random.Random(given.seed)
    asked = crowded = passed = found = 0
    slowest = 0.0
    for on, victim, by in islice(questions(world, r, given.count + given.crowded), given.first, None):
        began = process_time()
        answer = world.ask(victim, by=by, on=on)
        if len(answer.record.steps) > STEPS:
            if crowded == given.crowded:
                passed += 1
                answer = world.ask(victim, by=by, on=on, rounds=1)
            else:
                crowded += 1
        asked += 1
        try:
            hold(answer, READ if len(answer.record.steps) > STEPS else None)
        except AssertionError as error:
            found += 1
            print(f"{on} {victim} < {by}: {error!r:.300}", flush=True)
        slowest = max(slowest, process_time() - began)
        if asked % 10 == 0:
            print(f"{asked} asked to {on}, {crowded} crowded, {passed} cut to a round, {found} found", flush=True)
    print(f"{asked} asked, {crowded} crowded, {passed} cut to a round, slowest {slowest:.1f} s, {found} found")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
