"""The page, through a JavaScript engine, and the picture say what the rows say, under every reading."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from engine import World
from engine.answer import Answer
from engine.findings.scene import Stage
from engine.findings.staging import scene_of
from engine.output.report.payload import payload
from engine.record.verdict import Status
from tests.interfaces.page.test_views import told_by
from tests.output.test_forms_agree import QUESTIONS, said
from tests.support.sampling import sampled


def on_the_page(answer: Answer) -> None:
    """Whether the page says of every state, under no reading and under each that it offers, what its row says."""
    data = payload(answer)
    told = told_by(data)
    for reading in ("", *(r["id"] for r in data["readings"])):
        for state, *found in ((x[0], *x[3][0][:4]) for x in told(reading)):
            row = answer[state]
            v = row.by_reading[reading] if reading else row.verdict
            status = (
                Status.BELLIGERENT if row.status is Status.BELLIGERENT else v.status
            )
            assert found == [
                status,
                v.duty,
                v.distance.events,
                v.distance.judgements,
            ], (state, reading)
    shown = {s["id"] for s in data["states"]}
    assert shown == {
        r.state for r in answer if r.grounds or r.status is Status.BELLIGERENT
    }


def in_the_picture(answer: Answer) -> None:
    """Whether every row of a card is a ground of each state in it, and whoever is bound at once to help is shown."""
    scene = scene_of(answer)
    for card in scene.cards:
        for group in card.groups:
            for state in group.states:
                article = group.ground.treaty, group.ground.article
                mine = [
                    j
                    for j in answer[state].judged
                    if (j.ground.treaty, j.ground.article) == article
                ]
                verdicts = [
                    said(j.at_once if card.stage is not Stage.LATER else j.verdict)
                    for j in mine
                ]
                assert said(group.verdict) in verdicts, (card.id, state)
    there = {n for g in scene.groups for n in g.names} | {
        n for names in scene.rest.values() for n in names
    }
    there |= {n for p in scene.parties for n in p.names}
    for row in answer:
        v = row.at_once
        if (
            v.status is Status.BOUND
            and v.duty
            and v.duty.drawn_in
            and row.status is not Status.BELLIGERENT
        ):
            assert row.name in there, row.name
    drawn = " ".join(ElementTree.fromstring(answer.svg()).itertext())
    assert all(n in drawn for g in scene.groups for n in g.names)


@sampled(3)
@pytest.mark.parametrize("question", QUESTIONS[::5])
def test_page_and_picture_say_the_same(question: str, world: World) -> None:
    on, _, rest = question.partition(" ")
    victim, by = rest.split(" < ")
    answer = world.ask(victim, by=by, on=on)
    on_the_page(answer)
    in_the_picture(answer)
    for reading in answer.readings[::9]:
        in_the_picture(answer.under(reading.id))
