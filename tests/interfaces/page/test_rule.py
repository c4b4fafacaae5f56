"""The page's rule is the engine's: the same verdicts on real questions under every reading, through a JavaScript engine."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from engine.answer import Answer
from engine.output.report.payload import Payload
from engine.output.report.report_page import asset
from engine.verdicts.calls import called
from engine.world import ask
from tests import SEED

quickjs: Any = pytest.importorskip(
    "quickjs", reason="quickjs is not installed (extra `dev`)"
)

TOLD = """
(chosen, mine) => {
  const reading = D.readings.find((r) => r.id === chosen) || null, value = settle(reading, new Map(mine.map(([q, v]) => [QI.get(q), v])));
  return JSON.stringify(D.states.map((s) => {
    const { top, at, judged } = standingOf(s, reading, value);
    return [s.id, top.status, top.duty, top.events, top.judgements, at, chosen ? [] : judged.map((v, i) => [v, judge(s.grounds[i], reading, value, true)].map((x) => [x.status, x.duty, x.events, x.judgements, x.supports]))];
  }));
}
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


CALLED = """
(chosen, mine) => {
  const reading = D.readings.find((r) => r.id === chosen) || null, value = settle(reading, new Map(mine.map(([q, v]) => [QI.get(q), v])));
  return JSON.stringify(calledAtOnce(reading, value).flat().flatMap(({ part, c, v, states }) => [...states].map((s) => [part, c.t, c.a, v.status, v.duty, v.events, v.judgements, s.id])));
}
"""


def told_by(
    data: dict[str, Any], what: str = TOLD
) -> Callable[[str, dict[str, bool]], list[Any]]:
    """The page's rule over the data of a page."""
    engine = quickjs.Context()
    engine.eval(f"const D = {json.dumps(data, default=str)};{asset('verdict.js')}")
    rule = engine.eval(what)

    def told(reading: str, suppose: dict[str, bool]) -> list[Any]:
        found = json.loads(
            rule(
                reading,
                engine.parse_json(
                    json.dumps([[q, int(v)] for q, v in suppose.items()])
                ),
            )
        )
        assert isinstance(found, list)
        return found

    return told


@pytest.fixture(scope="module", params=QUESTIONS)
def asked(request: pytest.FixtureRequest) -> Answer:
    return ask(**QUESTIONS[request.param])


def test_every_verdict_under_every_reading(asked: Answer) -> None:
    data = Payload(asked).data
    told = told_by(data)
    numbered = {q[0]: i for i, q in enumerate(data["questions"])}
    for state, status, duty, events, judgements, at, judged in told("", {}):
        row = asked[state]
        assert (status, duty, events, judgements) == (
            row.status,
            row.duty,
            row.events,
            row.judgements,
        ), state
        assert at == row.verdict.ground, state
        for j, both in zip(row.judged, judged, strict=True):
            for v, (*told_, supports) in zip((j.verdict, j.at_once), both, strict=True):
                assert told_ == [
                    v.status,
                    v.duty,
                    v.distance.events,
                    v.distance.judgements,
                ], (
                    state,
                    j.ground.clause.key,
                )
                decoded = [
                    [2 * numbered[q] + a for q, a in row.literals.decode(m)]
                    for m in v.supports
                ]
                assert decoded[:1] == supports[:1] or v.status == "released"
                assert sorted(decoded) == sorted(supports)
    cut = {s["id"]: [g["cut"] for g in s["grounds"]] for s in data["states"]}
    assert cut == {
        row.state: [g.truncated for g in row.grounds]
        for row in asked
        if row.state in cut
    }
    rows = {row.state: row for row in asked}
    for reading in asked.readings:
        for state, status, duty, events, judgements, *_ in told(reading.id, {}):
            v = rows[state].by_reading[reading.id]
            status_ = (
                rows[state].status if rows[state].status == "belligerent" else v.status
            )
            assert (status, duty, events, judgements) == (
                status_,
                v.duty,
                v.distance.events,
                v.distance.judgements,
            ), (
                state,
                reading.id,
            )


@pytest.mark.parametrize(
    ("reading", "suppose"),
    [
        ("", {"lawful-defence:ukraine>north-korea": False}),
        ("shen-dingli", {"rule:belligerents-may-strike": False}),
        (
            "text",
            {
                "lawful-defence:ukraine>russia": True,
                "armed-attack:ukraine>north-korea": False,
            },
        ),
    ],
)
def test_what_is_supposed_is_taken_alike(
    reading: str, suppose: dict[str, bool], seed: Answer
) -> None:
    data = Payload(seed).data
    known = {q[0] for q in data["questions"]}
    suppose = {q: v for q, v in suppose.items() if q in known}
    assert suppose
    answer = ask(SEED, suppose={q: "yes" if v else "no" for q, v in suppose.items()})
    answer = answer.under(reading) if reading else answer
    for state, status, duty, events, judgements, *_ in told_by(data)(reading, suppose):
        row = answer[state]
        assert (status, duty, events, judgements) == (
            row.status,
            row.duty,
            row.events,
            row.judgements,
        ), state


OWING = """
(chosen, mine) => {
  const reading = D.readings.find((r) => r.id === chosen) || null, value = settle(reading, new Map(mine.map(([q, v]) => [QI.get(q), v])));
  return JSON.stringify(D.states.map((s) => [s.id, s.belligerent, owing(s, standingOf(s, reading, value), reading, value).owed]).map(([s, p, v]) => [s, p, v.status, v.duty]));
}
"""


def test_who_is_at_war_already_and_bound_is_told(seed: Answer) -> None:
    told = told_by(Payload(seed).data, OWING)
    at_war = {
        s: (status, duty) for s, principal, status, duty in told("", {}) if principal
    }
    assert at_war["russia"] == ("contested", "fight")
    assert at_war["ukraine"] == ("not-triggered", None)
    turned = told(
        "",
        {
            "lawful-defence:ukraine>north-korea": False,
            "state-of-war:ukraine>north-korea": True,
        },
    )
    assert ["russia", True, "bound", "fight"] in turned


def calls_of(answer: Answer) -> set[tuple[object, ...]]:
    """Part, article, standing and state of all that is called at once."""
    found = called(answer)
    return {
        (
            part,
            c.treaty.id,
            c.clause.obligation.article,
            v.status,
            v.duty,
            v.distance.events,
            v.distance.judgements,
            s,
        )
        for part in ("asked", "attackers", "aside", "below", "neutral")
        for c in (c for i in getattr(found, part) for c in i.calls)
        for v in [c.verdict]
        for s in c.states
    }


def test_what_is_called_at_once_follows_the_answers(asked: Answer) -> None:
    """Before anything is turned, and under two readings."""
    data = Payload(asked).data
    told = told_by(data, CALLED)
    assert {tuple(x) for x in told("", {})} == calls_of(asked)
    for reading in [r["id"] for r in data["readings"] if r["moves"]][:2]:
        assert {tuple(x) for x in told(reading, {})} == calls_of(asked.under(reading))


@pytest.mark.parametrize("yes", [True, False])
def test_what_is_called_follows_what_is_supposed(yes: bool, seed: Answer) -> None:
    suppose = {"lawful-defence:ukraine>north-korea": yes}
    answer = ask(SEED, suppose=dict.fromkeys(suppose, "yes" if yes else "no"))
    told = {tuple(x) for x in told_by(Payload(seed).data, CALLED)("", suppose)}
    assert told == calls_of(answer)
    assert told != calls_of(seed)
