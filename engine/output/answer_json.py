"""The JSON of an answer and of a proof: their parts, and how far the short form shortens them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from engine.findings.explanation import Explanation
from engine.findings.extent import DetailOptions
from engine.findings.findings import Findings
from engine.findings.gathered import GatheredFindings, findings_of
from engine.forms.json_parts import LawJson
from engine.output.blocked_text import not_known
from engine.output.bottom_line import bottom_line
from engine.output.written import SCHEMA, answers_in, keys_in, written
from engine.question.topic import Topic
from engine.record.grounds import Ground
from engine.record.over_time import TimeSpan
from engine.record.reasons import Reason
from engine.record.rows import StateVerdict
from engine.record.verdict import Verdict
from engine.ruling.attack import ruling_of
from engine.ruling.ruling import Ruling
from engine.setting.graph import Clause
from treaties.models.bibliography import Source
from treaties.models.edition import edition_of
from treaties.models.reading import Reading
from treaties.vocabulary.errors import UnknownName


@dataclass(frozen=True)
class Measure:
    """The largest numbers of items that a short form of the JSON shows: chains, breaches and unbound states (`failed`
    of each), and instruments, for the states asked about (`asked`) and for others (`beside`).
    """

    chains: int
    failed: int
    asked: int
    beside: int


SHORT = Measure(chains=4, failed=6, asked=6, beside=2)
"""The measure of the short form."""


@dataclass(frozen=True)
class QuestionWords:
    """The question in words."""

    title: str
    understood: str


@dataclass(frozen=True)
class AskedQuestion:
    """The question as it was understood."""

    on: date
    spans: tuple[TimeSpan, ...]
    reading: Reading | None
    topic: Topic
    scenario: dict[str, Any]
    says: QuestionWords


@dataclass(frozen=True)
class ArticleText:
    """An article that the answer names, with the source of its words."""

    clause: Clause
    source: Source

    @property
    def unverifiable(self) -> str:
        """The reason why the article cannot be checked; empty if it was checked."""
        clause = self.clause
        why = clause.obligation.unverifiable or clause.treaty.unverifiable
        return "" if clause.verified else why


@dataclass(frozen=True)
class LeftOut:
    """The number of entries of each part that the short form of an answer's JSON leaves out. The full form leaves out
    nothing.
    """

    instruments: int
    chains: int
    broken: int
    unbound: int
    questions: int
    grounds: int
    supports: int


@dataclass(frozen=True)
class AnswerFindings(GatheredFindings):
    """The findings of an answer in the order of its text, with the articles that they name, as JSON."""

    articles: Sequence[ArticleText] = ()
    left_out: LeftOut | None = None


@dataclass(frozen=True)
class AnswerWords:
    """The answer as a whole, in words."""

    answer: tuple[str, ...]
    not_known: list[str]


@dataclass(frozen=True)
class AnswerDocument:
    """The whole answer as JSON: the question, the ruling, the findings, and both in words."""

    schema: int
    question: AskedQuestion
    ruling: Ruling
    findings: AnswerFindings
    says: AnswerWords
    law: LawJson


@dataclass(frozen=True)
class StateProofPart:
    """The proof of one duty, as JSON."""

    ground: Ground
    verdict: Verdict
    reason: Reason


@dataclass(frozen=True)
class StateProof:
    """Why a state is drawn in, or why not, as JSON: a proof for each duty, and every condition that failed."""

    schema: int
    law: LawJson
    row: StateVerdict
    proofs: Sequence[StateProofPart]


def answer_to_dict(
    solution: Findings,
    *,
    full: bool = False,
    fields: Iterable[str] = (),
    only: Sequence[str] = (),
    understood: str = "",
) -> dict[str, Any]:
    """Return an answer as a dictionary ready for JSON.

    Args:
        solution: the answer.
        full: include every duty and every reading.
        fields: the names of the only parts or findings to include; by default all.
        only: the ids of the only states to include; by default all.
        understood: how a question in words was understood; empty if there was none.

    Raises `UnknownName` for a field that an answer does not have.
    """
    data = measured_answer(solution, None if full else SHORT, understood)
    if only:
        rows = data["findings"]["states"]
        data["findings"]["states"] = [s for s in rows if s["state"] in only]
    return picked(data, list(fields)) if fields else data


def picked(data: dict[str, Any], wanted: Sequence[str]) -> dict[str, Any]:
    """Return only the named parts of an answer's JSON. If a single finding is named, it is returned inside `findings`.

    Raises `UnknownName` for a field that the answer does not have.

    >>> picked({"schema": 3, "law": {}, "findings": {"states": [], "called": {}}}, ["states"])
    {'schema': 3, 'findings': {'states': []}}
    """
    findings = data["findings"]
    known = [*data, *findings]
    for name in wanted:
        if name not in known:
            raise UnknownName(
                "field of an answer",
                name,
                known,
                remedy="the fields are " + ", ".join(known),
            )
    made = {n: data[n] for n in data if n in ("schema", *wanted)}
    some = {n: findings[n] for n in findings if n in wanted}
    return made | ({"findings": some} if some and "findings" not in wanted else {})


def measured_answer(
    solution: Findings, measure: Measure | None, understood: str = ""
) -> dict[str, Any]:
    """Return an answer as a dictionary ready for JSON, shortened to a measure.

    Args:
        solution: the answer.
        measure: how much is included; None for everything.
        understood: how a question in words was understood; empty if there was none.
    """
    whole = findings_of(solution)
    found = _shortened(whole, measure) if measure else whole
    document = _document(solution, understood, found)
    data: dict[str, Any] = written(document, solution, measure is None)
    findings = data["findings"]
    if measure:  # only the questions that the short form depends on are written
        named = {*answers_in([data["ruling"], findings])}
        found = replace(found, questions=[q for q in whole.questions if q.id in named])
        left_out = _left_out(whole, found)
        findings |= written(
            {"questions": found.questions, "left_out": left_out}, solution
        )
    findings["articles"] = articles_of(solution, data)
    return data


def _document(
    solution: Findings, understood: str, found: GatheredFindings
) -> AnswerDocument:
    """Gather all of an answer; its articles are named afterwards."""
    return AnswerDocument(
        SCHEMA,
        _question(solution, understood),
        ruling_of(solution),
        AnswerFindings(**vars(found)),
        AnswerWords(bottom_line(solution), not_known(solution, DetailOptions())),
        LawJson(**edition_of(solution.corpus)),
    )


def _question(solution: Findings, understood: str) -> AskedQuestion:
    """Gather what was asked."""
    setting = solution.setting
    events = {"events": setting.events}
    scenario = solution.scenario.model_copy(update=events).model_dump(
        mode="json", by_alias=True, exclude_defaults=True
    )
    return AskedQuestion(
        on=setting.on,
        spans=solution.over.spans if solution.over else (),
        reading=solution.asked,
        topic=solution.topic,
        scenario=scenario,
        says=QuestionWords(solution.title, understood),
    )


def articles_of(solution: Findings, data: Any) -> list[dict[str, Any]]:
    """Return every article that JSON data name, each once.

    Args:
        solution: the answer.
        data: the JSON data.
    """
    keys = dict.fromkeys(keys_in(data))
    return [article_json(solution, solution.graph.clause(key)) for key in keys]


def article_json(solution: Findings, clause: Clause) -> dict[str, Any]:
    """Return an article that an answer names, as JSON data."""
    article = ArticleText(clause, solution.corpus.source(clause.source))
    data: dict[str, Any] = written(article, solution)
    return data


def _shortened(found: GatheredFindings, measure: Measure) -> GatheredFindings:
    """Cut findings to a measure; the questions that they still need are added afterwards."""
    called = found.called
    return replace(
        found,
        called=replace(
            called,
            asked=called.asked[: measure.asked],
            attackers=called.attackers[: measure.beside],
            aside=called.aside[: measure.beside],
            below=called.below[: measure.beside],
            neutral=called.neutral[: measure.beside],
        ),
        unbound=found.unbound[: measure.failed],
        broken=found.broken[: measure.failed],
        chains=found.chains[: measure.chains],
        questions=(),
    )


def _left_out(whole: GatheredFindings, short: GatheredFindings) -> LeftOut:
    """Count what a short form of findings leaves out."""
    rows = whole.states
    return LeftOut(
        instruments=_instruments(whole) - _instruments(short),
        chains=len(whole.chains) - len(short.chains),
        broken=len(whole.broken) - len(short.broken),
        unbound=len(whole.unbound) - len(short.unbound),
        questions=len(whole.questions) - len(short.questions),
        grounds=sum(len(r.judged) - (r.ground is not None) for r in rows),
        supports=sum(max(len(r.verdict.supports) - 1, 0) for r in rows),
    )


def _instruments(found: GatheredFindings) -> int:
    """The number of instruments that are called."""
    return sum(map(len, found.called.parts))


def why_to_dict(found: Explanation) -> dict[str, Any]:
    """Return a proof as a dictionary ready for JSON: the verdict on the state, a proof for each duty, and every
    condition that failed.
    """
    law = LawJson(**edition_of(found.answer.corpus))
    proofs = [StateProofPart(*each) for each in found.proofs]
    proof = StateProof(SCHEMA, law, found.row, proofs)
    data: dict[str, Any] = written(proof, found.answer)
    return data
