"""Exactly what an answer used: the articles met and not met, the readings that change it, the rules, the running wars."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.cascade.question_ids import PERFORMS, QuestionId, kind_of
from treaties.models.general_law import LawRule
from treaties.models.reading import Reading
from treaties.models.scenario import RunningWar
from treaties.models.treaty import Treaty

if TYPE_CHECKING:
    from engine.verdicts.rows import StateVerdict
    from engine.verdicts.solution import Solution

SELF_DEFENCE, LAWFUL = "self-defence", "lawful-defence"


@dataclass(frozen=True)
class UsedInstrument:
    """A treaty with those of its articles that hold in the answer, and those that were tried and failed."""

    treaty: Treaty
    met: tuple[str, ...]
    failed: tuple[str, ...]


@dataclass(frozen=True)
class Used:
    """Everything that an answer, or its row for one state, rests on; what binds and holds comes first."""

    instruments: tuple[UsedInstrument, ...]
    readings: tuple[Reading, ...]
    rules: tuple[LawRule, ...]
    wars: tuple[RunningWar, ...]


def used(answer: Solution, state: str | int | None = None) -> Used:
    """What the answer rests on; with a `state`, what its row and the proofs of it rest on.

    An instrument is used where one of its articles is a ground, stands in a proof, or is named among the conditions
    that failed. A reading is used where it is asked for, or else makes the verdict of a row differ to whose treaties
    (or to the law at large) it speaks.
    """
    rows = answer.rows if state is None else (answer[state],)
    met: dict[str, dict[str, None]] = {}
    failed: dict[str, dict[str, None]] = {}
    for row in rows:
        for ground in (*filter(None, [row.ground]), *row.grounds):
            met.setdefault(ground.treaty, {})[ground.article] = None
        for b in row.blocked:
            treaty, article, _ = row.articles[b.clause]
            failed.setdefault(treaty, {})[article] = None
    if state is not None:
        for key in _proved(answer, rows[0]):
            clause = answer.graph.clauses[key]
            met.setdefault(clause.treaty.id, {})[clause.obligation.article] = None
    instruments = [
        UsedInstrument(
            answer.corpus.treaty(i),
            tuple(sorted(met.get(i, ()))),
            tuple(sorted(a for a in failed.get(i, ()) if a not in met.get(i, ()))),
        )
        for i in {**met, **failed}
    ]
    instruments.sort(key=lambda i: (not i.treaty.rank.binding, not i.met))
    wars = _wars(answer) if rows else ()
    return Used(tuple(instruments), _readings(answer, rows), _rules(answer), wars)


def _proved(answer: Solution, row: StateVerdict) -> list[str]:
    """The clauses that stand anywhere in the proofs of a row."""
    from engine.verdicts.explanation import explain

    found: dict[str, None] = {}
    todo: list[Any] = [reason for *_, reason in explain(answer, row).proofs]
    while todo:
        reason = todo.pop()
        todo += reason.because
        asked = [QuestionId.parse(question) for question, _ in reason.answers]
        named = [q.about for q in asked if q.kind == PERFORMS]
        named += reason.fact.args if reason.fact is not None else ()
        found.update(dict.fromkeys(key for key in named if key in answer.graph.clauses))
    return list(found)


def _readings(answer: Solution, rows: Iterable[StateVerdict]) -> tuple[Reading, ...]:
    if answer.asked:
        return (answer.asked,)
    found: dict[str, Reading] = {}
    for row in rows:
        mine = {g.treaty for g in row.grounds} | {row.articles[b.clause][0] for b in row.blocked}
        for r in answer.readings:
            v = row.by_reading[r.id]
            changes = (v.status, v.duty, v.distance) != (row.verdict.status, row.verdict.duty, row.verdict.distance)
            if changes and (not r.treaties or mine & set(r.treaties)):
                found[r.id] = r
    return tuple(found[i] for i in sorted(found))


def _rules(answer: Solution) -> tuple[LawRule, ...]:
    """The rules of general law and of the cascade that the derivation put as questions."""
    put = {q.id for q in answer.stances.questions}
    defence = any(kind_of(q) == LAWFUL for q in put)
    return tuple(
        r
        for r in answer.corpus.rules
        if r.holds_on(answer.setting.on) and (f"rule:{r.id}" in put or (defence and r.id == SELF_DEFENCE))
    )


def _wars(answer: Solution) -> tuple[RunningWar, ...]:
    given = {(e.by, e.against, e.on) for e in answer.setting.events if e.background}
    return tuple(w for w in answer.corpus.wars if any((e.by, e.against, e.on or w.since) in given for e in w.events))
