"""Whoever is called stands in the picture on the side of the one for whom it would act; called by both sides, between them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.answer import Answer
from engine.findings.further import further
from engine.findings.scene import LEFT, RIGHT, Scene, Stage
from engine.findings.staging import EVERY, scene_of
from engine.output.picture.layout import lay_out
from engine.question.as_scenario import scenario_of
from engine.question.query import Query
from engine.verdicts.solution import solve
from engine.world import ask
from tests.support.real import real_worlds
from tests.support.sampling import sampled
from treaties.loading.hot_spots import load_hot_spots
from treaties.models.corpus import Corpus
from treaties.models.scenario import Scenario

PAIRS, PARTS = 300, 48


def questions(law: Corpus) -> list[Scenario]:
    """Every case, every scenario, pairs of states and every question of the day."""
    spots = (scenario_of(Query.of(victim=s.question), law)[0] for s in load_hot_spots())
    return [*real_worlds(law, pairs=PAIRS), *spots]


def whose(state: str, acts: list[str], scene: Scene) -> set[int]:
    """The sides on which a state fights: its own in the question, else that of those it fights for, step by step.

    Who neither fights nor would is called by what threatens the side of the state asked about.
    """
    sides = {p.side for p in scene.parties if state in p.states}
    helped = [a.rpartition(">")[2] for a in acts if a.startswith(f"performs:{state}/")]
    return (
        sides
        or {side for other in helped for side in whose(other, acts, scene)}
        or {LEFT}
    )


def misplaced(answer: Answer, scene: Scene) -> Iterator[tuple[object, ...]]:
    """What stands in a picture elsewhere than with those for whom it would act."""
    chains = {
        (c.clause.key, c.states, c.beneficiary): [q for q, yes in c.acts if yes]
        for c in further(answer)
    }
    for card in scene.cards:
        for row in card.groups:
            if card.stage is Stage.ASIDE:
                continue
            acts = [
                a
                for t in row.beneficiaries
                for a in chains.get((row.ground.clause.key, row.states, t), ())
            ]
            sides = {side for t in row.beneficiaries for side in whose(t, acts, scene)}
            drawn = {LEFT, RIGHT} if card.side == 0 else {card.side}
            if sides != drawn:
                yield answer.title, card.id, row.states[:3], row.beneficiaries, sides


def beside(answer: Answer, scene: Scene) -> Iterator[tuple[str, str]]:
    """Who stands beside the one whom it strikes."""
    side = {s: p.side for p in scene.parties for s in p.states}
    for o in answer.setting.asked_for:
        if o.kind.forcible and side.get(o.actor, 0) == side.get(o.object, 1):
            yield o.actor, o.object


@sampled(1)
@pytest.mark.parametrize("part", range(PARTS))
def test_each_stands_with_those_for_whom_it_would_act(part: int, law: Corpus) -> None:
    drawn, wrong = 0, list[tuple[object, ...]]()
    for scenario in questions(law)[part::PARTS]:
        answer = Answer.of(solve(law, scenario, rounds=2, readings=()))
        scene = scene_of(answer, full=99)
        drawn += len(scene.groups)
        wrong += [*misplaced(answer, scene), *beside(answer, scene)]
    assert not wrong
    assert drawn > 2_400 // PARTS


def test_who_is_called_by_both_stands_between_them() -> None:
    answer = ask("Bahrain", by="Qatar", also="Bahrain>Qatar", on="2026-01-01", rounds=1)
    assert {(LEFT, "gcc-2000"), (RIGHT, "gcc-2000")} <= {
        (c.side, c.treaty.id) for c in scene_of(answer).cards
    }, "each side has a box for what it alone is owed"
    layout = lay_out(scene_of(answer, full=EVERY))
    cards = [c for c in layout.scene.cards if c.stage is Stage.AT_ONCE]
    between = [c for c in cards if c.side == 0]
    assert {t for c in between for g in c.groups for t in g.beneficiaries} == {
        "bahrain",
        "qatar",
    }
    assert {"gcc-2000", "arab-league-1950"} <= {c.treaty.id for c in between}
    beside = [layout.boxes[g.id] for c in cards if c.side for g in c.groups]
    for b in (layout.boxes[g.id] for c in between for g in c.groups):
        assert b.x + b.w / 2 == layout.wide / 2
        assert b.y > max(x.y + x.h for x in beside)


def test_the_partners_of_the_gulf_stand_against_iran() -> None:
    scene = scene_of(ask(scenario="gulf-2026"), full=EVERY)
    iran = next(p.side for p in scene.parties if p.id == "iran")
    france = next(
        c.side for c in scene.cards for g in c.groups if g.states == ("france",)
    )
    nato = next(c.side for c in scene.cards if c.treaty.id == "north-atlantic-1949")
    assert france == nato == -iran
