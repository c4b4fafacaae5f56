"""The questions of the snapshot and the lines of their answers.

A line stands for every state of which the same is said: its verdict in the end, what is settled, what holds at once, by
which article toward whom and how many ways there are, the nearest of them, every other duty, what failed, and each
reading under which the verdict is another one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path

from engine.answer import Answer
from engine.record.grounds import Judged
from engine.record.rows import StateVerdict
from engine.record.verdict import Status, Verdict, same
from engine.verdicts.solution import Solution
from engine.world import shipped
from validation.cases.findings import answer_of

PAIRS = Path(__file__).with_name("pairs.txt")
"""The day, the attacker, the one attacked, and how many rounds."""
FEW = 2


@dataclass(frozen=True)
class Question:
    """A question of the snapshot: the day it is about, and what answers it."""

    day: date
    ask: Callable[[], Solution | Answer]

    def __call__(self) -> Solution | Answer:
        return self.ask()


def questions() -> dict[str, Question]:
    """Every question by its name."""
    corpus, found = shipped().corpus, {}
    for case in corpus.cases:
        ask = partial(answer_of, case, corpus)
        found[f"case-{case.code.lower()}"] = Question(case.date, ask)
    for scenario in corpus.scenarios:
        asked = partial(shipped().ask, scenario=scenario.id, far=2)
        found[f"scenario-{scenario.id}"] = Question(scenario.on, asked)
    return found | dict(pairs())


def pairs() -> Iterable[tuple[str, Question]]:
    """Sixty attacks over two hundred years, most on a state that had some treaty, some in all rounds."""
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        day, attacker, victim, rounds = line.split()
        asked = partial(
            shipped().ask,
            victim,
            by=attacker,
            on=day,
            **{"far": 2} if rounds == "all" else {"rounds": int(rounds)},
        )
        name = f"pair-{day[:4]}-{attacker}-{victim}"
        yield name, Question(date.fromisoformat(day), asked)


def lines(answer: Solution | Answer) -> list[str]:
    """What is said of the states, those together of which the same is said."""
    said = sorted(((f"{row.round}", told(row)), row.state) for row in answer.rows)
    return [
        f"{', '.join(state for _, state in group)}\n  round {round_} | {text}"
        for (round_, text), group in groupby(said, key=lambda item: item[0])
    ]


def told(row: StateVerdict) -> str:
    """What is said of one state."""
    parts = [
        f"{verdict(row.verdict)} | settled {verdict(row.settled)} | at once {verdict(row.at_once)}{nearest(row)}"
    ]
    parts += [
        f"{said} to {few(toward)}"
        for said, toward in together(
            (duty(j), j.ground.beneficiary) for j in row.judged
        )
    ]
    failed = together(sorted({(b.condition, b.clause) for b in row.blocked}))
    parts += [
        f"{condition} fails in {', '.join(clauses)}" for condition, clauses in failed
    ]
    if row.status is not Status.BELLIGERENT:
        others = together(
            (verdict(v), r)
            for r, v in sorted(row.by_reading.items())
            if not same(v, row.verdict)
        )
        parts += [f"{said} under {', '.join(readings)}" for said, readings in others]
    return "\n    ".join(parts)


def verdict(v: Verdict) -> str:
    """A verdict, with its duty, its events and judgements, and how many ways there are."""
    return (
        f"{v.status} {v.duty} {v.distance.events}+{v.distance.judgements} x{len(v.supports)}"
        if v.duty
        else str(v.status)
    )


def nearest(row: StateVerdict) -> str:
    """The first way to a verdict that is not settled."""
    return (
        f" | by {', '.join(f'{q}={a}' for q, a in row.supports[0])}"
        if row.supports and row.supports[0]
        else ""
    )


def duty(judged: Judged) -> str:
    """A duty that a state may come to owe."""
    g, v = judged.ground, judged.verdict
    cut = " cut" if g.truncated else ""
    once = "" if same(v, judged.at_once) else f", at once {verdict(judged.at_once)}"
    return f"{g.treaty} {g.article}, round {g.round}: {verdict(v)}{cut}{once}"


def together(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """What is said, each once, with those of whom it is said."""
    found: dict[str, list[str]] = {}
    for said, whom in pairs:
        found.setdefault(said, []).append(whom)
    return list(found.items())


def few(states: list[str]) -> str:
    """Some states by name, or how many they are."""
    names = sorted(set(states))
    return ", ".join(names) if len(names) <= FEW else f"{len(names)} states"
