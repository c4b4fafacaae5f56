#!/usr/bin/env python3
"""Laws that every answer keeps, held on real questions: two states and a day, drawn by seed from the shipped law.

`python -m tools.laws --count 500 --seed 1` holds each law of each question and prints how often each applied and what
broke it; `--at 17` holds those of one question again.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import networkx as nx

from engine.analysis.inquiry import Inquiry
from engine.analysis.supports_list import supports
from engine.answer import Answer
from engine.question.query import Query
from engine.record.verdict import Status
from engine.world import World, shipped
from treaties.vocabulary.errors import CasusError

FIRST, LAST = 1816, 2026
"""The years of the questions."""
NEAR, MOST = 4, 4
"""The supports of a question of which one is drawn and supposed, and how many answers it may have."""


@dataclass(frozen=True)
class Real:
    """A question: victim, one or two attackers, the day, and its answer."""

    world: World
    asked: dict[str, Any]
    answer: Answer

    def again(self, **changed: Any) -> Answer:
        """The answer to the question with something changed."""
        return self.world.ask(**(self.asked | changed))


def drawn(world: World, r: random.Random, last: int = LAST) -> Real:
    """A question of states that existed that day, of which the victim is party to something."""
    while True:
        on = date(r.randrange(FIRST, last + 1), r.randrange(1, 13), r.randrange(1, 29))
        living = sorted(s.id for s in world.corpus.states.all if s.exists_on(on))
        owed = sorted(
            {p for t in world.corpus.treaties for p in t.parties_on(on)} & set(living)
        )
        victim = r.choice(owed or living)
        by = r.sample([s for s in living if s != victim], r.choice((1, 1, 2)))
        try:
            asked = {"victim": victim, "by": by, "on": str(on), "background": False}
            return Real(world, asked, world.ask(**asked))
        except CasusError:
            continue


def duties(answer: Answer, *, at_once: bool = False) -> dict[tuple[str, str, str], str]:
    """By obligor, beneficiary and clause what is due, as a word: of every ground, or of those of the first round."""
    found: dict[tuple[str, str, str], str] = {}
    for row in answer:
        for j in row.judged:
            g = j.ground
            if not at_once or g.round == 1:
                found[row.state, g.beneficiary, g.clause.key] = str(j.verdict.status)
    return found


def bound(answer: Answer) -> set[tuple[str, str, str]]:
    """The duties that are due on settled facts."""
    return {
        key for key, status in duties(answer).items() if status == Status.BOUND.value
    }


def elsewhere(real: Real, r: random.Random) -> bool:
    """An attack between states that nothing links to those of the question changes nothing for these: no promise, and
    no land that one holds to be its own and another to be a state.
    """
    graph = nx.Graph(real.answer.graph.graph)
    graph.add_edges_from(
        (entry.state, holder)
        for entry in real.world.corpus.contested
        for holder in entry.of
    )
    principals = {real.asked["victim"], *real.asked["by"]}
    graph.add_nodes_from(principals)
    near = {s for p in principals for s in nx.node_connected_component(graph, p)}
    on = date.fromisoformat(real.asked["on"])
    far = sorted({s.id for s in real.world.corpus.states.all if s.exists_on(on)} - near)
    if len(far) < 2:
        return False
    one, other = r.sample(far, 2)
    more = real.again(also=[f"{one}>{other}"])
    before, after = duties(real.answer), duties(more)
    assert {k: v for k, v in after.items() if k[0] in near} == before, (
        f"{one} against {other} changes something"
    )
    return True


def order(real: Real, r: random.Random) -> bool:
    """Attackers, and attacks beside, may be given in any order."""
    there = sorted(
        s.state
        for s in real.answer
        if s.state not in (real.asked["victim"], *real.asked["by"])
    )
    if len(there) < 2:
        return False
    one, other = r.sample(there, 2)
    also = [f"{one}>{real.asked['victim']}", f"{other}>{real.asked['victim']}"]
    here, turned = (
        real.again(also=also),
        real.again(also=also[::-1], by=real.asked["by"][::-1]),
    )
    assert duties(here) == duties(turned), f"{also} in another order is another answer"
    return True


def renamed(real: Real, r: random.Random) -> bool:
    """A state by any of its names of the day is that state."""
    states, on = real.world.corpus.states, date.fromisoformat(real.asked["on"])
    names = []
    for word in (
        states[real.asked["victim"]].name_on(on),
        *states[real.asked["victim"]].aliases,
    ):
        try:
            meant = states.resolve(word, on).id
        except CasusError:
            continue
        names += [word] if meant == real.asked["victim"] and not word.isdigit() else []
    if not names:
        return False
    word = r.choice(names)
    assert real.again(victim=word).to_dict() == real.answer.to_dict(), (
        f"as {word!r} it is another answer"
    )
    return True


def taken_away(real: Real, r: random.Random) -> bool:
    """Without a treaty nobody comes to owe what nobody owed, but what that treaty replaced or ended."""
    ids = sorted(
        {t for row in real.answer for j in row.judged for t in [j.ground.treaty]}
    )
    if not ids:
        return False
    gone = r.choice(ids)
    less = bound(real.again(without=gone)) - bound(real.answer)
    assert not less, f"without {gone}: {sorted(less)[:3]}"
    return True


def one_round(real: Real, r: random.Random) -> bool:  # noqa: ARG001
    """What one round gives is what is due at once in the whole."""
    one = real.again(rounds=1)
    first, whole = duties(one), duties(real.answer, at_once=True)
    assert {k for k, v in first.items() if v == "bound"} == {
        k for k, v in whole.items() if v == "bound" and k in first
    }, "another first round"
    return True


def sets(real: Real, r: random.Random) -> bool:
    """Each support suffices when it is supposed, and no longer when one of its answers is left out."""
    open_ = [
        s
        for s in real.answer
        if s.status in (Status.CONTESTED, Status.CONDITIONAL) and s.duty
    ]
    open_ = [s for s in open_ if s.duty and s.duty.drawn_in]
    if not open_:
        return False
    state = r.choice(open_[:12]).state
    near = [x for x in supports(real.answer, state) if x and len(x) <= MOST][:NEAR]
    if not near:
        return False
    given = [f"{q}={'yes' if yes else 'no'}" for q, yes in r.choice(near)]
    assert _due(real, state, given), f"{given} do not suffice for {state}"
    if len(given) > 1:
        left = r.randrange(len(given))
        less = given[:left] + given[left + 1 :]
        assert not _due(real, state, less), (
            f"{less} suffice for {state}: {given} is not minimal"
        )
    return True


def _due(real: Real, state: str, given: list[str]) -> bool:
    """Whether a state owes help on settled facts where these answers are supposed, in the whole derivation."""
    asked = Query.of(**real.asked | {"suppose": given})
    return Inquiry.of(real.world.answer(asked, whole=True), state).settled is True


LAWS: dict[str, Callable[[Real, random.Random], bool]] = {
    "an attack elsewhere": elsewhere,
    "order": order,
    "renaming": renamed,
    "a treaty taken away": taken_away,
    "one round": one_round,
    "supports": sets,
}


def held(
    world: World, seed: int, n: int, last: int = LAST
) -> Iterator[tuple[str, str | None]]:
    """Of one question, of no later year than `last`, each law that applies, with what broke it, if anything did."""
    r = random.Random(f"law {seed} {n}")
    real = drawn(world, r, last)
    for name, law in LAWS.items():
        try:
            if law(real, r):
                yield name, None
        except AssertionError as error:
            yield (
                name,
                f"{n}: {real.asked['victim']} by {real.asked['by']}, {real.asked['on']}: {error}",
            )


def main() -> int:
    """Hold the laws; the exit status says whether any was broken."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at", type=int, help="only this question")
    parser.add_argument("--first", type=int, default=0, help="go on from this question")
    parser.add_argument(
        "--seconds", type=float, default=1e9, help="stop after so much processor time"
    )
    given = parser.parse_args()
    world, times, broken = shipped(), Counter[str](), []
    began = process_time()
    for n in [given.at] if given.at is not None else range(given.first, given.count):
        if process_time() - began > given.seconds:
            break
        for name, why in held(world, given.seed, n):
            times[name] += 1
            if why:
                broken.append(why)
                print(f"    {name}: {why}", flush=True)
        if n % 10 == 9:
            print(
                f"after {n + 1}: {dict(times)}, {len(broken)} broken, {process_time() - began:.0f} s",
                flush=True,
            )
    print(
        f"{dict(times)}: {sum(times.values())} held or broken, {len(broken)} broken, {process_time() - began:.0f} s"
    )
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
