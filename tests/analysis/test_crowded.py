"""Worlds too crowded to be followed to their end: every verb ends by a budget of work, and says what it did not follow."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import combinations, count, pairwise
from pathlib import Path

import pytest

from engine.analysis.firebreak_sets import firebreaks
from engine.analysis.probability import by_supports
from engine.analysis.probability.odds import Odds, odds
from engine.analysis.supports_list import supports
from engine.answer import Answer
from engine.cascade import depth as depths
from engine.cascade.cascade import Cascade
from engine.cascade.depth import Depth
from engine.export import export
from engine.record.verdict import Status
from engine.setting.graph import ObligationGraph
from engine.setting.setting import set_out
from engine.world import World
from tests.support.sampling import sampled
from treaties.models.treaty import Treaty
from treaties.support import budget as looks
from treaties.support.budget import budgeted
from treaties.vocabulary.errors import CasusError

pytestmark = sampled(4, alone="whole")


def by_pairs(ids: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """All pairs."""
    return combinations(ids, 2)


def by_neighbours(ids: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """Each with the next two: many ways along, none direct."""
    return [*pairwise(ids), *zip(ids, ids[2:], strict=False)]


def pacts(
    world: World,
    size: int,
    paired: Callable[[Sequence[str]], Iterable[tuple[str, ...]]] = pairwise,
) -> tuple[World, list[str]]:
    """A law in which so many states are allied by twos, each pact for the case of an attack on the one."""
    ids = [s.id for s in world.corpus.states.all if s.exists_on(date(2026, 1, 1))][
        :size
    ]
    made = [
        Treaty.model_validate(
            {
                "id": f"{a}-{b}-1990",
                "title": "Pact",
                "parties": [a, b],
                "signed": date(1990, 1, 1),
                "in_force": date(1990, 1, 1),
                "sources": ["vclt"],
                "obligations": [
                    {
                        "article": "1",
                        "duty": "fight",
                        "trigger": "armed-attack",
                        "gist": "The other helps.",
                        "source": "vclt",
                    }
                ],
            }
        )
        for a, b in paired(ids)
    ]
    corpus = world.corpus.model_copy(
        update={"treaties": tuple(made), "scenarios": (), "cases": (), "wars": ()}
    )
    return World(corpus, corpus.readings), ids


@pytest.fixture
def cut(world: World, monkeypatch: pytest.MonkeyPatch) -> tuple[Answer, str]:
    """A chain of pacts of which only the nearest strikes are followed, and a state far down the chain."""
    monkeypatch.setattr(depths, "WHOLE", 2)
    monkeypatch.setattr(depths, "STRIKES", 2)
    made, ids = pacts(world, 12)
    return made.ask(ids[1], by=ids[11], on="2026-01-01"), ids[7]


def test_every_verb_says_that_it_is_cut(cut: tuple[Answer, str]) -> None:
    answer, far = cut
    assert answer.whole.record.partial
    ways = supports(answer, far)
    assert not ways.complete
    assert ways.sure == answer.whole.record.exact_below
    assert "too crowded to be followed to its end" in str(ways)
    assert "can't come about" not in str(odds(answer, far, {"*": "0.5"}))
    assert not odds(answer, far, {"*": "0.5"}).exact
    assert not firebreaks(answer, far).complete
    assert "too crowded" in str(firebreaks(answer, far))
    with pytest.raises(
        CasusError, match="too crowded to be followed to its end; ask with fewer"
    ):
        export(answer, "clingo")


def test_a_layer_that_is_too_much_is_left_unfinished(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, ids = pacts(world, 12)
    full = made.ask(ids[1], by=ids[11], on="2026-01-01", far=2)
    monkeypatch.setattr(depths, "STEPS", 0)
    less = made.ask(ids[1], by=ids[11], on="2026-01-01", far=2)
    assert less.record.partial
    assert less.labels.exact_below is not None
    assert len(less.record.steps) < len(full.record.steps)
    assert {r.state for r in less if r.status is Status.BOUND} <= {
        r.state for r in full if r.status is Status.BOUND
    }


def test_the_budget_is_looked_at_within_a_layer(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where everybody is allied to everybody the second layer is everything, and most steps wait to be written."""
    made, ids = pacts(world, 16, by_pairs)
    full = made.ask(ids[1], by=ids[0], on="2026-01-01", far=2)
    monkeypatch.setattr(depths, "STEPS", 1_500)
    less = made.ask(ids[1], by=ids[0], on="2026-01-01", far=2)
    assert less.record.exact_below is not None
    assert len(less.record.steps) < len(full.record.steps) / 2
    assert "open answers away may be missing" in less.text(all=True)
    assert {r.state: r.status for r in less} == {r.state: r.status for r in full}


def test_the_whole_derivation_has_a_budget_of_its_own(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, ids = pacts(world, 16, by_pairs)
    answer = made.ask(ids[1], by=ids[0], on="2026-01-01")
    monkeypatch.setattr(depths, "WHOLE_STEPS", 1_500)
    less = answer.whole.record
    monkeypatch.undo()
    full = made.ask(ids[1], by=ids[0], on="2026-01-01").whole.record
    assert less.partial
    assert len(less.steps) < len(full.steps) / 2


def test_near_layers_are_begun_however_many_strikes_there_are(world: World) -> None:
    made, ids = pacts(world, 12, by_pairs)
    setting = set_out(
        made.corpus, made.ask(ids[1], by=ids[0], on="2026-01-01").scenario
    )
    record = Cascade(
        setting, ObligationGraph(made.corpus, setting.on), Depth(horizon=6, strikes=1)
    ).run()
    assert record.exact_below is None or record.exact_below > depths.NEAR


def halves(answer: Answer, state: str) -> Odds:
    """The odds where every question is as likely as not."""
    return odds(answer, state, {"*": "1/2"})


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which a day goes by between two looks at the clock."""
    days = count(step=86_400)
    monkeypatch.setattr(looks, "monotonic", lambda: float(next(days)))


@pytest.mark.usefixtures("slow")
def test_a_slow_machine_finds_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, ids = pacts(world, 7, by_neighbours)
    slow = made.ask(ids[1], by=ids[0], on="2026-01-01")
    there = [str(f(slow, ids[5])) for f in (supports, firebreaks, halves)]
    assert not any("cut" in t for t in there)
    monkeypatch.undo()
    here = made.ask(ids[1], by=ids[0], on="2026-01-01")
    assert [str(f(here, ids[5])) for f in (supports, firebreaks, halves)] == there


@pytest.mark.usefixtures("slow")
def test_only_time_that_was_given_cuts_and_that_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, ids = pacts(world, 7, by_neighbours)
    answer = made.ask(ids[1], by=ids[0], on="2026-01-01")
    for found in (firebreaks(answer, ids[5], seconds=1),):
        assert found.late
        assert not found.complete
        assert "cut by the time that was given" in str(found)
    monkeypatch.setattr(by_supports, "EXPANDED", 0)
    likely = odds(answer, ids[5], {"*": "1/2"}, seconds=1)
    assert likely.late
    assert not likely.exact
    assert "cut by the time that was given" in str(likely)


def test_odds_of_a_world_that_is_not_closed_are_a_lower_bound(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, ids = pacts(world, 7, by_neighbours)
    answer = made.ask(ids[1], by=ids[0], on="2026-01-01")
    whole = halves(answer, ids[5])
    monkeypatch.setattr(by_supports, "EXPANDED", 0)
    less = halves(answer, ids[5])
    assert (whole.exact, less.exact, less.late) == (True, False, False)
    assert less.value <= whole.value
    assert "at least" in str(less)


def test_little_work_is_told_and_sound(world: World) -> None:
    """Whatever little is found under a small budget is true: sets that stop it are among all, or hold one of them."""
    made, ids = pacts(world, 7, by_neighbours)
    answer = made.ask(ids[1], by=ids[0], on="2026-01-01")
    full = firebreaks(answer, ids[5])
    for few in (0, 10, 100, 1_000, 10_000):
        with budgeted(units=answer.whole.spent + few):
            less = firebreaks(answer, ids[5])
        assert less.complete or less.masks != full.masks
        assert all(any(m & f == f for f in full.masks) for m in less.masks)


def test_steps_that_wait_are_counted_as_they_are_written(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty attacks of a day: sides, and what obligors share, make most of the steps, and used to be left out."""
    monkeypatch.setattr(depths, "STEPS", 20_000)
    day, dice = date(2026, 1, 1), random.Random(1)
    there = [s.id for s in world.corpus.states if s.exists_on(day)]
    lines = [
        f'title = "Sixty attacks"\ngist = "Sixty pairs at random."\non = {day}\nbackground = false'
    ]
    for _ in range(60):
        one, other = dice.sample(there, 2)
        lines.append(
            f'[[events]]\nkind = "armed-attack"\nby = "{one}"\nagainst = "{other}"\non = {day}'
        )
    file = tmp_path / "attacks.toml"
    file.write_text("\n".join(lines), encoding="utf-8")
    record = world.ask(scenario=file).record
    assert record.partial
    assert len(record.steps) < 1.5 * depths.STEPS
