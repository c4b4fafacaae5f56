"""Comparison of the engine with documented cases: expected and derived duties, and scores beside a baseline.

Only duties are compared. Invocation and conduct are shown but decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Annotated, Any

from pydantic import BaseModel, Field

from engine.forms.result import (
    DayText,
    Part,
    Result,
    Standing,
    Unwritten,
    standing_of,
    written_as,
)
from engine.output.failures import reason
from engine.record.grounds import Judged
from engine.record.rows import StateVerdict
from engine.record.verdict import Status, Verdict
from engine.setting.graph import ObligationGraph
from engine.verdicts.grounds import strongest
from engine.verdicts.solution import Solution, solve
from treaties.change import changed
from treaties.models.case import Case, Coded, Invocation
from treaties.models.corpus import Corpus
from treaties.models.expected import EVERY_PARTY, KINDS, Expected
from treaties.models.scenario import UNNAMED, Conduct


@dataclass(frozen=True)
class Failed(Part):
    """A condition that failed, and the reason."""

    condition: str
    reason: str


@dataclass(frozen=True)
class Finding(Standing):
    """The result derived for one of the states of an expectation, and every respect in which it differs from the
    expected one.
    """

    state: str
    ground: Annotated[str, Field(description="Treaty and article, or nothing.")]
    questions: tuple[str, ...]
    """The ids of the questions in its nearest support."""
    failed: tuple[Failed, ...]
    """The conditions that failed, if nothing is due."""
    faults: Annotated[
        tuple[str, ...],
        Field(description="Every respect in which it is not what is expected."),
    ]
    verdict: Unwritten[Verdict]
    joins: Unwritten[bool]
    """Whether the baseline says that the state fights."""


def _data(item: BaseModel) -> dict[str, Any]:
    return item.model_dump(mode="json", by_alias=True, exclude_defaults=True)


AsFiled = written_as(dict[str, Any], _data)
"""Marks a value that JSON shows as in the case file."""


@dataclass(frozen=True)
class Line(Part):
    """An expectation with the result for each of its states; right if all results are right."""

    kind: str
    expected: Annotated[
        Expected, AsFiled, Field(description="As the file of the case has it.")
    ]
    findings: Annotated[tuple[Finding, ...], Field(alias="derived")]
    right: bool
    """Whether the engine agrees with the key."""
    baseline_right: bool
    """Whether the baseline agrees with the key. It has no doubts, so it never meets a contested answer."""


@dataclass(frozen=True)
class CaseRun(Part):
    """The results of one case, with the invocations and conduct on record, which decide nothing."""

    code: str
    id: str
    title: str
    date: DayText
    group: str
    right: bool
    """Whether every line is right."""
    lines: tuple[Line, ...]
    invocation: tuple[Annotated[Invocation, AsFiled], ...]
    conduct: tuple[Annotated[Conduct, AsFiled], ...]
    coded: tuple[Annotated[Coded, AsFiled], ...]
    case: Unwritten[Case]


@dataclass(frozen=True)
class Counted(Part):
    """The number of expectations of one kind, and how many the engine and the baseline meet."""

    kind: str
    lines: int
    engine: int
    baseline: int


@dataclass(frozen=True)
class Honoured(Part):
    """The number of duties for which conduct is recorded, and how many were performed."""

    duties: int
    honoured: int


@dataclass(frozen=True)
class Cases(Result):
    """Cases with their results, and their score beside the baseline."""

    cases: tuple[CaseRun, ...]
    score: tuple[Counted, ...]
    baseline: Annotated[str, Field(description="What the baseline has every ally do.")]
    conduct: Honoured


def run(case: Case, corpus: Corpus, answer: Solution | None = None) -> CaseRun:
    """Run a case, and compare the result with its key.

    Args:
        case: the case.
        corpus: the law.
        answer: the answer to its scenario; None to derive it.
    """
    answer = answer or answer_of(case, corpus)
    lines = tuple(_line(e, case, answer) for e in case.expected)
    right, own = (
        all(line.right for line in lines),
        (case.invocation, case.conduct, case.coded),
    )
    return CaseRun(
        case.code, case.id, case.title, case.date, case.group, right, lines, *own, case
    )


def answer_of(case: Case, corpus: Corpus) -> Solution:
    """Solve the scenario of a case. The law is that of its day, with the changes of the law that the case makes."""
    law = case.scenario.law
    corpus = changed(corpus, without=law.without, with_=law.with_, on=case.scenario.on)
    asked = dict.fromkeys(e.reading for e in case.expected if e.reading)
    return solve(
        corpus,
        case.scenario,
        readings=[corpus.reading(r) for r in asked],
        rounds=case.depth,
    )


def _line(expected: Expected, case: Case, answer: Solution) -> Line:
    states: Sequence[str] = expected.state
    if EVERY_PARTY in states and expected.treaty:
        involved = {
            *answer.setting.belligerents,
            *(s for o in answer.setting.occurrences for s in (o.actor, o.object)),
        }
        bound = answer.corpus.parties_on(
            answer.corpus.treaty(expected.treaty), case.scenario.on
        )
        states = [s for s in bound if s not in involved]
    allies = _allies(expected, answer)
    found, kind = (
        tuple(_finding(expected, s, answer, s in allies) for s in states),
        expected.kind,
    )
    right = bool(found) and not any(f.faults for f in found)
    baseline = kind != "contested" and all(
        f.joins == (kind == "help due") for f in found
    )
    return Line(kind, expected, found, right, baseline)


def _allies(expected: Expected, answer: Solution) -> set[str]:
    """Every state that owes help in arms to somebody who is hit, on paper, on the day."""
    graph: ObligationGraph = answer.graph
    hit = {
        o.object
        for o in answer.setting.occurrences
        if o.kind.forcible and o.object and o.object != UNNAMED
    }
    hit = {expected.beneficiary} if expected.beneficiary else hit
    return {
        obligor
        for victim in hit
        for clause, obligors in graph.owed_to(victim)
        if clause.obligation.duty.drawn_in
        and expected.treaty in (None, clause.treaty.id)
        for obligor in obligors
    }


def finding(expected: Expected, state: str, answer: Solution) -> Finding:
    """Return the derived result for one state, compared with an expectation.

    Args:
        expected: the expectation.
        state: the id of the state.
        answer: the answer.
    """
    return _finding(expected, state, answer, joins=False)


def _finding(expected: Expected, state: str, answer: Solution, joins: bool) -> Finding:
    row = answer[state]
    verdict, where = _verdict(expected, row, answer)
    questions = (
        tuple(q for q, _ in row.literals.decode(verdict.supports[0]))
        if verdict.supports
        else ()
    )
    failed = () if verdict.duty else _failed(expected, row, answer)
    every = {q for m in verdict.supports for q, _ in row.literals.decode(m)}
    faults = (
        *_other_status(expected, verdict),
        *_other_distance(expected, verdict),
        *_other_reasons(expected, verdict, every, {f.condition for f in failed}),
    )
    s = standing_of(verdict)
    found = state, where, questions, failed, faults, verdict, joins
    return Finding(s.status, s.duty, s.events, s.judgements, *found)


def _failed(
    expected: Expected, row: StateVerdict, answer: Solution
) -> tuple[Failed, ...]:
    """The conditions that failed of the articles that an expectation speaks of."""
    mine = [b for b in row.blocked if _names(expected, *row.articles[b.clause])]
    found = [Failed(b.condition, reason(answer.setting, b)) for b in mine]
    return tuple(dict.fromkeys(found))


def _other_status(expected: Expected, verdict: Verdict) -> Iterator[str]:
    """Say that the status or the duty is another than expected."""
    if str(verdict.status) not in expected.status:
        yield f"status {verdict.status}, not {' or '.join(expected.status)}"
    elif expected.duty and verdict.duty and verdict.duty is not expected.duty:
        yield f"duty {verdict.duty}, not {expected.duty}"


def _other_distance(expected: Expected, verdict: Verdict) -> Iterator[str]:
    """Say how much farther or nearer the duty is than expected."""
    for key in ("events", "judgements"):
        wanted, got = getattr(expected, key), getattr(verdict.distance, key)
        if wanted is not None and wanted != got:
            yield f"{got} {key} away, not {wanted}"


def _other_reasons(
    expected: Expected, verdict: Verdict, asked: set[str], failed: set[str]
) -> Iterator[str]:
    """Name what was expected to be asked or to fail, and is not."""
    for pattern in expected.contested_by:
        if verdict.duty and not any(fnmatchcase(q, pattern) for q in asked):
            yield f"no question {pattern}"
    for kind in expected.failed:
        if verdict.duty is None and kind not in failed:
            yield f"condition {kind} is not given as the reason"


def _names(expected: Expected, treaty: str, article: str, duty: str) -> bool:
    if expected.treaty and treaty != expected.treaty:
        return False
    if expected.duty and expected.treaty and duty != expected.duty:
        return False
    return fnmatchcase(article, expected.article)


def _verdict(
    expected: Expected, row: StateVerdict, answer: Solution
) -> tuple[Verdict, str]:
    """The verdict that an expectation speaks of, and the article it rests on."""
    at = row
    if expected.reading:
        reading = answer.corpus.reading(expected.reading)
        at = answer.under(reading.id)[row.state]
    meant = [j for j in at.judged if _is_meant(expected, j)]
    if expected.treaty:
        return _under_treaty(expected, meant, row, answer)
    verdict = at.at_once if expected.at_once else at.verdict
    if expected.beneficiary:
        verdict = _towards(expected.beneficiary, meant, at, answer)
    return verdict, _article_behind(verdict, meant)


def _is_meant(expected: Expected, judged: Judged) -> bool:
    """Whether an expectation speaks of a ground, by its round, beneficiary and article."""
    ground = judged.ground
    if expected.at_once and ground.round > 1:
        return False
    if expected.beneficiary and ground.beneficiary != expected.beneficiary:
        return False
    return not expected.treaty or _names(
        expected, ground.treaty, ground.article, str(ground.duty)
    )


def _under_treaty(
    expected: Expected, meant: Sequence[Judged], row: StateVerdict, answer: Solution
) -> tuple[Verdict, str]:
    """The strongest verdict under the treaty that the key names, which counts even if it does not bind in law."""
    best = min(meant, key=_strength, default=None)
    if best is not None and best.verdict.duty is not None:
        return best.verdict, f"{best.ground.treaty}:{best.ground.article}"
    owed = {c.treaty.id for c in answer.graph.owed_by(row.state)}
    owed |= {b.treaty for b in row.blocked if b.links}
    party = bool(meant) or expected.treaty in owed
    return Verdict(Status.NOT_TRIGGERED if party else Status.NO_TREATY), ""


def _strength(judged: Judged) -> tuple[bool, int, int]:
    """A key that sorts the strongest verdict first."""
    verdict = judged.verdict
    return verdict.duty is None, verdict.status.order, verdict.distance.total


def _towards(
    beneficiary: str, meant: Sequence[Judged], at: StateVerdict, answer: Solution
) -> Verdict:
    """The verdict on what is owed to one beneficiary."""
    linked = bool(meant) or any(
        b.beneficiary == beneficiary and b.clause in answer.graph.clauses
        for b in at.blocked
    )
    return strongest(
        [j.ground for j in meant], [j.verdict for j in meant], linked=linked
    )


def _article_behind(verdict: Verdict, meant: Sequence[Judged]) -> str:
    """The first article with the given verdict, where anything is owed."""
    if not verdict.duty:
        return ""
    for judged in meant:
        v, ground = judged.verdict, judged.ground
        if (v.supports, v.duty, v.status) == (
            verdict.supports,
            verdict.duty,
            verdict.status,
        ):
            return f"{ground.treaty}:{ground.article}"
    return ""


BASELINE = "an ally always joins"
"""The name of the baseline: every state that owes the victim help in arms on paper fights; no other state does."""


def score(outcomes: Iterable[CaseRun]) -> list[Counted]:
    """Return the number of expectations met by the engine and by the baseline, by kind and in total."""
    lines = [line for o in outcomes for line in o.lines]
    kinds = [
        (kind, [x for x in lines if kind in ("all", x.kind)])
        for kind in (*KINDS, "all")
    ]
    return [
        Counted(
            k,
            len(mine),
            sum(x.right for x in mine),
            sum(x.baseline_right for x in mine),
        )
        for k, mine in kinds
    ]


def honoured(outcomes: Iterable[CaseRun]) -> Honoured:
    """Return how often recorded conduct performed a duty. This is no score of the engine, which predicts no conduct."""
    found = [
        c.honoured for o in outcomes for c in o.case.conduct if c.honoured is not None
    ]
    return Honoured(len(found), sum(found))


def cases_to_dict(outcomes: Sequence[CaseRun]) -> dict[str, Any]:
    """Return cases and scores as JSON data."""
    return Cases(
        tuple(outcomes), tuple(score(outcomes)), BASELINE, honoured(outcomes)
    ).to_dict()
