"""Sources of an answer: the instruments, readings, rules and wars on which it rests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from engine.findings.explanation import explain
from engine.findings.findings import Findings
from engine.record.question_ids import PERFORMS, QuestionId, kind_of
from engine.record.rows import StateVerdict
from engine.record.verdict import same
from treaties.models.bibliography import Source
from treaties.models.corpus import Corpus
from treaties.models.general_law import LawRule
from treaties.models.reading import Reading
from treaties.models.scenario import RunningWar
from treaties.models.treaty import Treaty

SELF_DEFENCE, LAWFUL = "self-defence", "lawful-defence"


BEST = ("text", "official", "archive")
"""The kinds of source preferred in a reference to an instrument."""


@dataclass(frozen=True)
class UsedInstrument:
    """A treaty with the articles whose conditions are met in an answer (`met`), and those with a failed condition."""

    treaty: Treaty
    met: tuple[str, ...]
    failed: tuple[str, ...]

    @property
    def sources(self) -> list[str]:
        """The ids of the instrument's sources, those of the articles used first."""
        articles = {*self.met, *self.failed}
        read = [
            o.source
            for o in self.treaty.obligations
            if o.source and (not articles or o.article in articles)
        ]
        return [*read, *self.treaty.sources]


@dataclass(frozen=True)
class Used:
    """The sources on which an answer, or the row of one state, rests. Binding instruments whose articles apply come
    first.
    """

    instruments: tuple[UsedInstrument, ...]
    readings: tuple[Reading, ...]
    rules: tuple[LawRule, ...]
    wars: tuple[RunningWar, ...]


def used(answer: Findings, state: str | int | None = None) -> Used:
    """Return the treaties, readings, rules and wars on which an answer rests; with a `state`, only those behind that
    state's row and proofs.

    An instrument counts as used if one of its articles gives a ground, stands in a proof, or has a failed condition. A
    reading counts if the user chose it, or if it changes the verdict of a row and concerns that row's treaties or
    general law.
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
    instruments = []
    for i in {**met, **failed}:
        holding, tried = (
            sorted(met.get(i, ())),
            sorted(set(failed.get(i, ())) - set(met.get(i, ()))),
        )
        instruments.append(
            UsedInstrument(answer.corpus.treaty(i), tuple(holding), tuple(tried))
        )
    instruments.sort(key=lambda i: (not i.treaty.rank.binding, not i.met))
    wars = _wars(answer) if rows else ()
    return Used(tuple(instruments), _readings(answer, rows), _rules(answer), wars)


def _proved(answer: Findings, row: StateVerdict) -> list[str]:
    """The clauses that stand anywhere in the proofs of a row."""
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


def _readings(answer: Findings, rows: Iterable[StateVerdict]) -> tuple[Reading, ...]:
    if answer.asked:
        return (answer.asked,)
    found: dict[str, Reading] = {}
    for row in rows:
        mine = {g.treaty for g in row.grounds} | {
            row.articles[b.clause][0] for b in row.blocked
        }
        for r in answer.readings:
            if not same(row.by_reading[r.id], row.verdict) and (
                not r.treaties or mine & set(r.treaties)
            ):
                found[r.id] = r
    return tuple(found[i] for i in sorted(found))


def _rules(answer: Findings) -> tuple[LawRule, ...]:
    """The rules of general law and of the cascade that the derivation put as questions."""
    put = {q.id for q in answer.posed}
    defence = any(kind_of(q) == LAWFUL for q in put)
    return tuple(
        r
        for r in answer.corpus.rules
        if r.holds_on(answer.setting.on)
        and (f"rule:{r.id}" in put or (defence and r.id == SELF_DEFENCE))
    )


def _wars(answer: Findings) -> tuple[RunningWar, ...]:
    given = {(e.by, e.against, e.on) for e in answer.setting.events if e.background}
    return tuple(
        w
        for w in answer.corpus.wars
        if any((e.by, e.against, e.on or w.since) in given for e in w.events)
    )


def best_source(law: Corpus, i: UsedInstrument) -> Source:
    """Return the source in which the articles used were read, or else the best source of the instrument's text."""
    articles = {*i.met, *i.failed}
    read = [
        o.source for o in i.treaty.obligations if o.source and o.article in articles
    ]
    found = [law.source(s) for s in dict.fromkeys([*read, *i.treaty.sources])]
    ranked = sorted(
        found,
        key=lambda s: (not s.seen, s.kind not in BEST, s.quality or "Z", not s.address),
    )
    return found[0] if read and found[0].seen else ranked[0]
