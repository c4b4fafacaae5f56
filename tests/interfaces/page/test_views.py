"""What the page shows under each reading is what the engine says, through a JavaScript engine."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from engine.answer import Answer
from engine.output.report.payload import payload
from engine.output.report.report_page import asset
from engine.record.verdict import Verdict
from engine.world import ask
from tests import SEED
from tests.support.sampling import sampled

pytestmark = sampled(2, alone="whole")

quickjs: Any = pytest.importorskip(
    "quickjs", reason="quickjs is not installed (extra `dev`)"
)

TOLD = """
(chosen) => JSON.stringify([...view(chosen)].map(([id, x]) => [id, x.at, x.own, ...[[x.top, x.owed], x.judged, x.first].map((vs) => vs.map((v) => [v.status, v.duty, v.events, v.judgements, v.needs.map((n) => [question_of(n), n.endsWith("=yes")])]))]))
"""
QUESTIONS: dict[str, dict[str, Any]] = {
    "seed": {"victim": SEED},
    "july 1914": {"scenario": "july-1914"},
    "poland 1939": {"victim": "Poland", "by": "Germany", "on": "1939-09-01"},
    "poland 2022, supports cut": {
        "victim": "Poland",
        "by": "USA",
        "on": "2022-02-24",
        "rounds": 2,
    },
    "estonia": {"victim": "Estonia", "by": "Russia", "on": "2026-01-01", "rounds": 2},
    "taiwan": {"victim": "Taiwan", "by": "China", "on": "2026-01-01", "rounds": 2},
    "armenia": {"victim": "Armenia", "by": "Azerbaijan", "on": "2020-09-27"},
    "gulf": {"victim": "Saudi Arabia", "by": "Iran", "on": "2026-01-01", "rounds": 1},
    "suez": {"victim": "Egypt", "by": "Israel", "on": "1956-10-29"},
}
Told = tuple[str, str | None, int, int, list[list[object]]]


def told_by(data: dict[str, Any]) -> Callable[[str], list[list[Any]]]:
    """What the script of the page makes of the data of a page, under a reading."""
    engine = quickjs.Context()
    engine.eval(f"const D = {json.dumps(data, default=str)};{asset('view.js')}")
    rule = engine.eval(TOLD)

    def told(reading: str) -> list[list[Any]]:
        found = json.loads(rule(reading))
        assert isinstance(found, list)
        return found

    return told


@pytest.fixture(scope="module", params=QUESTIONS)
def asked(request: pytest.FixtureRequest) -> Answer:
    return ask(**QUESTIONS[request.param])


def said(answer: Answer, v: Verdict) -> list[object]:
    """A verdict of the engine as the page tells it."""
    near = answer.labels.literals.decode(v.supports[0]) if v.supports else ()
    return [
        str(v.status),
        str(v.duty) if v.duty else None,
        v.distance.events,
        v.distance.judgements,
        [list(x) for x in near],
    ]


def test_every_verdict_under_every_reading_that_is_offered(asked: Answer) -> None:
    data = payload(asked)
    told = told_by(data)
    for reading in ("", *(r["id"] for r in data["readings"])):
        answer = asked.under(reading) if reading else asked
        seen = set()
        for state, at, own, (top, owed), judged, first in told(reading):
            row = answer[state]
            seen.add(state)
            assert top == said(answer, row.verdict), (reading, state)
            assert at == row.verdict.ground
            assert judged == [said(answer, j.verdict) for j in row.judged]
            assert first == [said(answer, j.at_once) for j in row.judged]
            if row.status != "belligerent":
                assert (own, owed) == (at, top), (reading, state)
                continue
            assert own == row.at_once.ground
            assert owed == (
                first[own] if own >= 0 else ["not-triggered", None, 0, 0, []]
            )
        assert seen == {
            r.state for r in asked if r.grounds or r.status == "belligerent"
        }


def test_a_reading_that_is_not_offered_changes_no_verdict(asked: Answer) -> None:
    offered = {r["id"] for r in payload(asked)["readings"]}
    assert len(offered) < len(asked.readings)
    for reading in [r for r in asked.readings if r.id not in offered][::20]:
        for row in asked.under(reading.id):
            plain = asked[row.state]
            assert (row.status, row.duty, row.verdict.distance) == (
                plain.status,
                plain.duty,
                plain.verdict.distance,
            ), (reading.id, row.state)


def test_the_page_of_a_reading_has_the_answer_without_it_too(seed: Answer) -> None:
    assert (
        payload(seed.under("shen-dingli"))["views"][""] == (payload(seed)["views"][""])
    )


def test_who_is_at_war_already_and_bound_is_told(seed: Answer) -> None:
    owed = {x[0]: x[3][1][:2] for x in told_by(payload(seed))("")}
    assert owed["russia"] == ["contested", "fight"]
    assert owed["ukraine"] == ["not-triggered", None]


def test_the_proof_of_a_verdict_is_carried(seed: Answer) -> None:
    states = {s["id"]: s for s in payload(seed)["states"]}
    first, *rest = states["china"]["proof"].splitlines()
    assert "China" in first
    assert any("Ukraine" in line for line in rest)
