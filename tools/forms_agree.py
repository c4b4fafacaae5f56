#!/usr/bin/env python3
"""Real questions in every form: whether text, JSON, CSV, tables, page, picture and the assistant's server say the same.

`python tools/forms_agree.py --count 280 --crowded 20 --seed 1` asks that many, on days spread over 1820 to 2026: somebody
attacks a state that a treaty of that day protects. Each is read as it stands and under three readings, those first that
tell some state otherwise; the page under every one. The checks are those of the tests; the same seed asks the same.
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
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine.answer import Answer
from engine.world import World, shipped
from tests.interfaces.assistant.test_says_the_same import from_the_server, serving
from tests.output.test_forms_agree import agree
from tests.output.test_page_and_picture_agree import in_the_picture, on_the_page

if TYPE_CHECKING:
    from tools.fuzz_assistant import Client

STEPS = 12_000
"""Steps of a derivation up to which a world is not crowded."""
READ = 3
"""Readings under which all forms of an answer are read; the page always under each."""


def questions(
    world: World, r: random.Random, count: int
) -> Iterator[tuple[date, str, str]]:
    """Day, victim and attacker, in the order of the days."""
    for n in range(count):
        on = (
            date(1820, 1, 1).toordinal()
            + n
            * (date(2026, 11, 1).toordinal() - date(1820, 1, 1).toordinal())
            // count
        )
        day = date.fromordinal(on)
        parties = sorted(
            {
                s
                for t in world.corpus.treaties
                if t.rank.binding and t.holds_on(day)
                for s in t.states
            }
            & {s.id for s in world.corpus.states.all if s.exists_on(day)}
        )
        victim, by = r.sample(parties, 2)
        yield day, victim, by


def hold(answer: Answer, client: Client, asked: dict[str, Any]) -> int:
    """Hold every form of an answer, as it stands and under so many readings; how many readings those were."""
    on_the_page(answer)
    found = [
        (
            r.id,
            tuple((v.status, v.duty) for row in answer for v in [row.by_reading[r.id]]),
        )
        for r in answer.readings
    ]
    first = {told: ident for ident, told in reversed(found)}
    apart = [ident for ident, told in found if first[told] == ident]
    chosen = [*apart, *(ident for ident, _ in found if ident not in apart)][:READ]
    for reading in (None, *chosen):
        one = answer.under(reading) if reading else answer
        whole = one.to_dict(full=True)
        agree(one, whole)
        in_the_picture(one)
        from_the_server(
            client,
            whole,
            asked | ({"reading": [reading]} if reading else {}),
            quick=True,
        )
    return len(chosen)


def main() -> int:
    """Ask them; the exit status says whether any form said otherwise."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("--count", type=int, default=280)
    parser.add_argument(
        "--crowded", type=int, default=20, help="how many crowded worlds are let in"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--steps",
        type=int,
        default=STEPS,
        help="steps of a derivation beyond which a world is crowded",
    )
    parser.add_argument(
        "--last", type=int, help="end with the question before this number"
    )
    parser.add_argument("--first", type=int, default=0, help="go on from this number")
    given = parser.parse_args()
    os.environ["COLUMNS"] = "100"
    world, r, client = shipped(), random.Random(given.seed), serving()
    asked = crowded = passed = found = read = states = 0
    slowest = 0.0
    for on, victim, by in islice(
        questions(world, r, given.count + given.crowded), given.first, given.last
    ):
        began = process_time()
        answer, sent = (
            world.ask(victim, by=by, on=on),
            {"victim": victim, "by": [by], "on": str(on)},
        )
        if len(answer.record.steps) > given.steps:
            if crowded == given.crowded:
                passed += 1
                answer, sent = (
                    world.ask(victim, by=by, on=on, rounds=1),
                    sent | {"rounds": 1},
                )
            else:
                crowded += 1
        asked += 1
        try:
            read += hold(answer, client, sent)
            states += len(list(answer))
        except AssertionError as error:
            found += 1
            print(f"{on} {victim} < {by}: {error!r:.300}", flush=True)
        slowest = max(slowest, process_time() - began)
        if asked % 10 == 0:
            print(
                f"{asked} asked to {on}, {crowded} crowded, {passed} cut to a round, {found} found",
                flush=True,
            )
    client.close()
    print(
        f"{asked} asked, {crowded} crowded, {passed} cut to a round, slowest {slowest:.1f} s of processor, {found} found"
    )
    print(
        f"{states} states, each as the answer stands and under readings, {read} in all"
    )
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
