"""Cases held against the engine: expected and derived duties side by side, and counted beside a baseline.

Only duties are compared. Invocation and conduct are carried along in their own columns and decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from engine.cascade.graph import ObligationGraph
from engine.output.failures import reason
from engine.output.result import standing_of
from engine.verdicts.grounds import strongest
from engine.verdicts.rows import StateVerdict
from engine.verdicts.solution import Solution, solve
from engine.verdicts.verdict import Status, Verdict
from treaties.change import changed
from treaties.models.case import EVERY_PARTY, KINDS, Case, Expected
from treaties.models.corpus import Corpus
from treaties.models.scenario import UNNAMED
from validation.cases.json_cases import CaseJson, CasesJson, CountedJson, Failed, Finding, HonouredJson, LineJson

if TYPE_CHECKING:
    from pydantic import BaseModel


@dataclass(frozen=True)
class Line:
    """One expectation with its findings; right if every state of it is."""

    expected: Expected
    findings: tuple[Finding, ...]

    @property
    def right(self) -> bool:
        """Whether the engine says what the key says."""
        return bool(self.findings) and not any(f.faults for f in self.findings)

    @property
    def baseline_right(self) -> bool:
        """Whether the baseline does. It knows no doubt, so it never gets a contested answer right."""
        kind = self.expected.kind
        if kind == "contested":
            return False
        return all(f.joins == (kind == "help due") for f in self.findings)


@dataclass(frozen=True)
class CaseRun:
    """One case that was run."""

    case: Case
    lines: tuple[Line, ...]

    @property
    def right(self) -> bool:
        """Whether every line is."""
        return all(line.right for line in self.lines)

    def to_json(self) -> CaseJson:
        """The case in the model of its JSON: expected, derived and difference; invocation and conduct apart."""
        c = self.case
        return CaseJson(
            code=c.code,
            id=c.id,
            title=c.title,
            date=c.date.isoformat(),
            group=c.group,
            right=self.right,
            lines=[
                LineJson(
                    kind=line.expected.kind,
                    expected=_data(line.expected),
                    derived=list(line.findings),
                    right=line.right,
                    baseline_right=line.baseline_right,
                )
                for line in self.lines
            ],
            invocation=[_data(i) for i in c.invocation],
            conduct=[_data(x) for x in c.conduct],
            coded=[_data(x) for x in c.coded],
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return self.to_json().data()


def _data(item: BaseModel) -> dict[str, Any]:
    return item.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def run(case: Case, corpus: Corpus, answer: Solution | None = None) -> CaseRun:
    """Run one case and hold it against its key; `answer` is its answer where it is at hand."""
    answer = answer or answer_of(case, corpus)
    return CaseRun(case, tuple(_line(e, case, answer) for e in case.expected))


def answer_of(case: Case, corpus: Corpus) -> Solution:
    """The answer to a case, under the law of its day and any change of law that it makes."""
    law = case.scenario.law
    corpus = changed(corpus, without=law.without, with_=law.with_, on=case.scenario.on)
    asked = dict.fromkeys(e.reading for e in case.expected if e.reading)
    return solve(corpus, case.scenario, readings=[corpus.reading(r) for r in asked], rounds=case.depth)


def _line(expected: Expected, case: Case, answer: Solution) -> Line:
    states: Sequence[str] = expected.state
    if EVERY_PARTY in states and expected.treaty:
        involved = {*answer.setting.principals, *(s for o in answer.setting.occurrences for s in (o.actor, o.object))}
        bound = answer.corpus.parties_on(answer.corpus.treaty(expected.treaty), case.scenario.on)
        states = [s for s in bound if s not in involved]
    allies = _allies(expected, answer)
    return Line(expected, tuple(_finding(expected, s, answer, s in allies) for s in states))


def _allies(expected: Expected, answer: Solution) -> set[str]:
    """Every state that owes help in arms to somebody who is hit, on paper, on the day."""
    graph: ObligationGraph = answer.graph
    hit = {o.object for o in answer.setting.occurrences if o.kind.forcible and o.object and o.object != UNNAMED}
    hit = {expected.beneficiary} if expected.beneficiary else hit
    return {
        obligor
        for victim in hit
        for clause, obligors in graph.owed_to(victim)
        if clause.obligation.duty.drawn_in and expected.treaty in (None, clause.treaty.id)
        for obligor in obligors
    }


def _finding(expected: Expected, state: str, answer: Solution, joins: bool) -> Finding:
    row = answer[state]
    verdict, where = _verdict(expected, row, answer)
    questions = tuple(q for q, _ in row.literals.decode(verdict.supports[0])) if verdict.supports else ()
    every = {q for m in verdict.supports for q, _ in row.literals.decode(m)}
    failed: tuple[Failed, ...] = ()
    if verdict.duty is None:
        mine = [b for b in row.blocked if _names(expected, *row.articles[b.clause])]
        failed = tuple(dict.fromkeys(Failed(b.condition, reason(answer.setting, b)) for b in mine))
    faults = []
    if str(verdict.status) not in expected.status:
        faults.append(f"status {verdict.status}, not {' or '.join(expected.status)}")
    elif expected.duty and verdict.duty and verdict.duty is not expected.duty:
        faults.append(f"duty {verdict.duty}, not {expected.duty}")
    for key in ("events", "judgements"):
        wanted, got = getattr(expected, key), getattr(verdict.distance, key)
        if wanted is not None and wanted != got:
            faults.append(f"{got} {key} away, not {wanted}")
    for pattern in expected.contested_by:
        if verdict.duty and not any(fnmatchcase(q, pattern) for q in every):
            faults.append(f"no question {pattern}")
    for kind in expected.failed:
        if verdict.duty is None and kind not in {f.condition for f in failed}:
            faults.append(f"condition {kind} is not given as the reason")
    standing = vars(standing_of(verdict))
    return Finding(
        **standing,
        state=state,
        ground=where,
        questions=questions,
        failed=failed,
        faults=tuple(faults),
        verdict=verdict,
        joins=joins,
    )


def _names(expected: Expected, treaty: str, article: str, duty: str) -> bool:
    if expected.treaty and treaty != expected.treaty:
        return False
    if expected.duty and expected.treaty and duty != expected.duty:
        return False
    return fnmatchcase(article, expected.article)


def _verdict(expected: Expected, row: StateVerdict, answer: Solution) -> tuple[Verdict, str]:
    """The verdict that an expectation speaks of: on the whole row, or on the grounds under one treaty."""
    reading = answer.corpus.reading(expected.reading) if expected.reading else None
    at = answer.under(reading.id)[row.state] if reading else row
    chosen = [(g, v) for g, v in ((j.ground, j.verdict) for j in at.judged) if g.round <= 1 or not expected.at_once]
    if expected.beneficiary:
        chosen = [(g, v) for g, v in chosen if g.beneficiary == expected.beneficiary]
    if expected.treaty:
        chosen = [(g, v) for g, v in chosen if _names(expected, g.treaty, g.article, str(g.duty))]
        # Named by the key, an instrument counts here even if it does not bind in law.
        best = min(chosen, key=lambda x: (x[1].duty is None, x[1].status.order, x[1].distance.total), default=None)
        if best is not None and best[1].duty is not None:
            return best[1], f"{best[0].treaty}:{best[0].article}"
        owed = {c.treaty.id for c in answer.graph.owed_by(row.state)} | {b.treaty for b in row.blocked if b.links}
        return Verdict(Status.NOT_TRIGGERED if chosen or expected.treaty in owed else Status.NO_TREATY), ""
    if expected.beneficiary:
        linked = bool(chosen) or any(
            b.beneficiary == expected.beneficiary and b.clause in answer.graph.clauses for b in at.blocked
        )
        v = strongest([g for g, _ in chosen], [v for _, v in chosen], linked=linked)
    else:
        v = at.at_once if expected.at_once else at.verdict
    ground = next(
        (g for g, w in chosen if w.supports == v.supports and w.duty == v.duty and w.status == v.status), None
    )
    return v, f"{ground.treaty}:{ground.article}" if ground and v.duty else ""


BASELINE = "an ally always joins"
"""Every state that owes a victim any help in arms on paper that day fights; every other state does not."""


def score(outcomes: Iterable[CaseRun]) -> list[dict[str, Any]]:
    """Lines right by kind of expectation, for the engine and for the baseline, and in all."""
    lines = [line for o in outcomes for line in o.lines]
    rows = []
    for kind in (*KINDS, "all"):
        mine = [x for x in lines if kind in ("all", x.expected.kind)]
        rows.append(
            {
                "kind": kind,
                "lines": len(mine),
                "engine": sum(x.right for x in mine),
                "baseline": sum(x.baseline_right for x in mine),
            }
        )
    return rows


def honoured(outcomes: Iterable[CaseRun]) -> dict[str, int]:
    """How often conduct met a duty that the texts gave: not a score of the engine, which predicts no conduct."""
    said = [c.honoured for o in outcomes for c in o.case.conduct if c.honoured is not None]
    return {"duties": len(said), "honoured": sum(said)}


def cases_to_dict(outcomes: Sequence[CaseRun]) -> dict[str, Any]:
    """Cases and scores as JSON data."""
    return CasesJson(
        cases=[o.to_json() for o in outcomes],
        score=[CountedJson(**row) for row in score(outcomes)],
        baseline=BASELINE,
        conduct=HonouredJson(**honoured(outcomes)),
    ).data()
