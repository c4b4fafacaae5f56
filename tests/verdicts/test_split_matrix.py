"""Ten scenarios under ten readings: the duty of China, of Russia or of North Korea, on the events as given.

Y: military aid is due. O: the obligor may help and need not. N: no aid is due. C: no aid is due, consultation is (or
becomes due once it is asked for). X: aid would be unlawful, or the text's own gate of self-defence is shut. A dash:
the instrument of that reading does not speak of the case. A question mark: its author did not speak of what the case
turns on (troops abroad), so that it stays open; Shen Dingli did: what is hit must be the North itself.
"""

from __future__ import annotations

import pytest

from engine.answer import Answer
from engine.record.verdict import Status
from engine.world import World
from tests.support.each import each
from treaties.vocabulary.terms import Duty

READINGS = {
    "C1": "automatic-1961",
    "C2": "ren-xiao",
    "C3": "li-jie",
    "C4": "global-times-2017",
    "C7": "xie-xiuru",
    "C9": "shen-dingli",
    "R1": "alliance-again",
    "R2": "two-buffers",
    "R8": "hwang-2024",
    "R9": "not-yet-in-force",
}

MATRIX = """
full-invasion-of-north-korea    Y  O  N  Y  Y  Y  Y  O  Y  Y
guam-and-the-answer             Y  N  N  N  Y  Y  Y  X  X  N
one-strike-and-stop             C  C  C  C  C  C  C  C  C  C
kursk-troops                    ?  ?  N  N  ?  N  -  -  -  -
strikes-on-a-co-belligerent     Y  O  N  N  Y  Y  Y  X  X  Y
nato-attacks-russia             -  -  -  -  -  -  Y  O  Y  Y
bases-in-the-south              Y  N  N  N  Y  Y  -  O  X  Y
kursk-before-the-treaty         -  -  -  -  -  -  Y  O  X  N
yeonpyeong-reply                N  N  N  N  N  N  C  C  C  C
collapse-of-the-north           Y  O  N  Y  Y  Y  Y  O  Y  Y
"""
ROWS = {line.split()[0]: line.split()[1:] for line in MATRIX.strip().splitlines()}
NORTH_KOREA_OWES = {"nato-attacks-russia", "kursk-before-the-treaty"}

TREATY = {"C": "sino-dprk-1961", "R": "russia-dprk-2024"}
AID = {"C": "II.2", "R": "4"}


@pytest.fixture(scope="module")
def answers(world: World) -> dict[str, Answer]:
    return {row: world.ask(scenario=row, rounds=1) for row in ROWS}


def cell(answer: Answer, row: str, code: str) -> set[str]:
    """The letters that the answer bears out under a reading."""
    state = (
        "china"
        if code[0] == "C"
        else "north-korea"
        if row in NORTH_KOREA_OWES
        else "russia"
    )
    found = answer.under(READINGS[code])[state]
    held = [
        (ground.article, v)
        for ground, v in ((j.ground, j.verdict) for j in found.judged)
        if ground.treaty == TREATY[code[0]]
        and ground.beneficiary in ("north-korea", "russia")
    ]
    aid = [v for article, v in held if article == AID[code[0]]]
    if any(v.status in (Status.CONTESTED, Status.CONDITIONAL) for v in aid):
        return {"?"}
    due = [v for v in aid if v.status is Status.BOUND]
    if any(v.duty is not None and v.duty.drawn_in for v in due):
        return {"Y"}
    if any(v.duty is Duty.MAY_ASSIST for v in due):
        return {"O"}
    consult = any(
        v.duty is Duty.CONSULT and v.status in (Status.BOUND, Status.CONDITIONAL)
        for _, v in held
    )
    return {"N"} | ({"C"} if consult else set()) | ({"X"} if aid else set())


@each("row", ROWS)
def test_each_reading_splits_as_recorded(answers: dict[str, Answer], row: str) -> None:
    told = {
        c: (want, cell(answers[row], row, c))
        for c, want in zip(READINGS, ROWS[row], strict=True)
        if want != "-"
    }
    assert {c: pair for c, pair in told.items() if pair[0] not in pair[1]} == {}


def test_ni_lexiong_lets_the_breach_excuse_china_even_from_an_invasion_by_land(
    answers: dict[str, Answer],
) -> None:
    china = answers["full-invasion-of-north-korea"].under("ni-lexiong")["china"]
    assert (china.status, china.duty) == (Status.BOUND, Duty.CONSULT)


def test_china_owes_russia_consultation_and_no_more(answers: dict[str, Answer]) -> None:
    china = answers["nato-attacks-russia"]["china"]
    assert (china.status, china.duty) == (Status.BOUND, Duty.CONSULT)


@pytest.mark.parametrize(
    ("reading", "status", "duty", "events", "judgements"),
    [
        ("", Status.CONTESTED, Duty.FIGHT, 1, 2),
        ("text", Status.CONTESTED, Duty.FIGHT, 1, 1),
        ("charter", Status.RELEASED, Duty.FIGHT, 1, 1),
        ("shen-dingli", Status.CONDITIONAL, Duty.FIGHT, 1, 0),
        ("ren-xiao", Status.CONDITIONAL, Duty.MAY_ASSIST, 1, 0),
        ("yun-sun", Status.CONTESTED, Duty.FIGHT, 1, 2),
        ("li-jie", Status.NOT_TRIGGERED, None, 0, 0),
        ("zhu-feng", Status.NOT_TRIGGERED, None, 0, 0),
    ],
)
def test_the_chain_of_shen_dingli(
    world: World,
    reading: str,
    status: Status,
    duty: Duty | None,
    events: int,
    judgements: int,
) -> None:
    answer = world.ask(scenario="shen-chain")
    china = (answer.under(reading) if reading else answer)["china"]
    aid = next(
        v
        for g, v in ((j.ground, j.verdict) for j in china.judged)
        if (g.treaty, g.article) == ("sino-dprk-1961", "II.2")
    )
    assert (aid.status, aid.duty, aid.distance.events, aid.distance.judgements) == (
        status,
        duty,
        events,
        judgements,
    )


def test_guam_lies_inside_one_area_and_outside_two(world: World) -> None:
    answer = world.ask(scenario="guam-is-hit", rounds=1)
    assert (answer["south-korea"].status, answer["south-korea"].duty) == (
        Status.BOUND,
        Duty.ACT,
    )
    for state, treaty in (
        ("japan", "us-japan-1960"),
        ("france", "north-atlantic-1949"),
    ):
        assert any(
            b.condition == "in-area" and b.clause.startswith(treaty)
            for b in answer[state].blocked
        )
