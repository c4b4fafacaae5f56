"""The JSON form of an answer, schema 2: short by default, with everything where it is asked for; the same everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from engine.findings.calls import TriggeredArticles, called
from engine.findings.explanation import Explanation
from engine.findings.further import Chain, further
from engine.findings.unbound import Unbound, unbound
from engine.output.blocked_text import not_known
from engine.output.bottom_line import bottom_line
from engine.output.extent import DetailOptions
from engine.output.json_calls import (
    BreachJson,
    ChainJson,
    ForbiddenForceJson,
    InstrumentJson,
    UnboundJson,
    UnverifiedJson,
)
from engine.output.json_models import (
    SCHEMA,
    AnswerJson,
    ExplanationJson,
    LawJson,
    LeftOutJson,
    ProofJson,
    ReasonJson,
)
from engine.output.json_parts import VerdictJson
from engine.output.json_ruling import RulingJson
from engine.output.json_states import (
    BlockedJson,
    ReadingJson,
    StateJson,
    TreatyLinkJson,
)
from engine.output.result import QuestionJson, question_fields
from engine.record.questions import Question
from engine.record.rows import StateVerdict
from engine.setting.graph import Clause
from treaties.models.edition import edition_of
from treaties.vocabulary.errors import UnknownName

if TYPE_CHECKING:
    from engine.findings.findings import Findings

SIZE = 40_000
"""Bytes of JSON that the short form stays under, not counting the states, which are all there."""


@dataclass(frozen=True)
class Measure:
    """How much is shown: chains, breaches, states bound to nothing, and instruments, for the states asked about and
    for others."""

    chains: int
    failed: int
    asked: int
    beside: int


MEASURES = (
    Measure(6, 10, 8, 3),
    Measure(4, 6, 6, 2),
    Measure(2, 3, 4, 1),
    Measure(1, 1, 2, 1),
)
"""How much the short form gives, from ample to scant: the first that is short enough is taken."""


def answer_json(
    solution: Findings,
    understood: str = "",
    measures: Sequence[Measure | None] = MEASURES,
) -> AnswerJson:
    """Make the model of an answer by the first of some measures that is short enough.

    Args:
        solution: the answer.
        understood: what a sentence was taken to ask; empty where there was none.
        measures: how much of everything is given, the fullest first; None for all of it.
    """
    readings, unmoved = ReadingJson.each(solution, solution.rows)
    whole: dict[str, Any] = {
        "understood": understood,
        "bottom_line": list(bottom_line(solution)),
        "ruling": RulingJson.of(solution),
        "not_known": not_known(solution, DetailOptions()),
        "states": [],
        "readings": readings,
        "unmoved": unmoved,
    }
    free = [*unbound(solution)]
    for measure in measures:
        short = _measured(solution, measure, free, whole)
        if (
            not measure
            or len(json.dumps(short.data(), ensure_ascii=False).encode()) < SIZE
        ):
            break
    states = [
        StateJson.of_row(solution.setting, r, full=None in measures)
        for r in solution.rows
    ]
    return short.model_copy(update={"states": states})


def _clauses_of_rows(rows: Iterable[StateVerdict], *, every: bool) -> Iterator[Clause]:
    """The clauses of the strongest ground of each row, or of every ground."""
    for row in rows:
        grounds = row.grounds if every else (row.ground,)
        yield from (ground.clause for ground in grounds if ground)


def _other_grounds(row: StateVerdict) -> int:
    """Count the grounds of a row beside the strongest."""
    return len(row.judged) - (row.ground is not None)


def _other_supports(row: StateVerdict) -> int:
    """Count the ways to the verdict of a row beside the nearest."""
    return max(len(row.verdict.supports) - 1, 0)


def _is_complete(solution: Findings) -> bool:
    """Whether nothing was left out of the search."""
    if solution.completeness.truncated or solution.completeness.further_off:
        return False
    return solution.completeness.rounds


def _measured(
    solution: Findings,
    measure: Measure | None,
    free: list[Unbound],
    whole: dict[str, Any],
) -> AnswerJson:
    """As much of an answer as a measure says; all of it without one. `whole` are the fields that are never cut,
    `free` the states bound to nothing.
    """
    found, chains, rows = called(solution), further(solution), solution.rows
    full = measure is None
    shown, going_on, broken, rest = found, chains, solution.broken, free
    if measure:
        shown = _foremost(found, measure)
        going_on = chains[: measure.chains]
        broken, rest = broken[: measure.failed], free[: measure.failed]
    questions = solution.questions if full else _needed(solution, shown, going_on, rows)
    clauses = [c.clause for c in shown.everything]
    clauses += [c.clause for c in going_on]
    clauses += [b.clause for b in broken]
    clauses += _clauses_of_rows(rows, every=full)
    names = "instruments", "for_attackers", "aside", "below", "neutral"
    called_by = {
        n: InstrumentJson.each(solution, part)
        for n, part in zip(names, shown.parts, strict=True)
    }
    left_out = LeftOutJson(
        instruments=sum(map(len, found.parts)) - sum(map(len, shown.parts)),
        chains=len(chains) - len(going_on),
        broken=len(solution.broken) - len(broken),
        unbound=len(free) - len(rest),
        questions=len(solution.questions) - len(questions),
        grounds=sum(map(_other_grounds, rows)),
        supports=sum(map(_other_supports, rows)),
    )
    return AnswerJson(
        schema_=SCHEMA,
        title=solution.title,
        on=solution.setting.on.isoformat(),
        spans=list(solution.over.spans) if solution.over else [],
        reading=solution.asked.id if solution.asked else None,
        scenario=_scenario(solution),
        unbound=UnboundJson.each(solution, rest),
        forbidden=[ForbiddenForceJson.of_force(f) for f in solution.forbidden],
        broken=[BreachJson.of_breach(b) for b in broken],
        chains=[ChainJson.of_chain(c) for c in going_on],
        questions=[QuestionJson(**question_fields(solution, q)) for q in questions],
        unverified=UnverifiedJson.each(clauses, full=full),
        far=2 if solution.completeness.far is None else solution.completeness.far,
        complete=_is_complete(solution),
        truncated=bool(solution.completeness.truncated),
        left_out=None if full else left_out,
        law=LawJson(**edition_of(solution.corpus)),
        **whole,
        **called_by,
    )


def _foremost(found: TriggeredArticles, measure: Measure) -> TriggeredArticles:
    """The foremost called articles."""
    beside = {
        part: getattr(found, part)[: measure.beside]
        for part in ("attackers", "aside", "below", "neutral")
    }
    return replace(found, asked=found.asked[: measure.asked], **beside)


def _needed(
    solution: Findings,
    found: TriggeredArticles,
    chains: Iterable[Chain],
    rows: Iterable[StateVerdict],
) -> list[Question]:
    """The questions in the nearest supports of what is shown, in the order of the answer's."""
    masks = [c.verdict.supports[0] for c in found.everything if c.verdict.supports]
    masks += [r.verdict.supports[0] for r in rows if r.verdict.supports]
    ids = {q for m in masks for q, _ in solution.literals.decode(m)}
    ids |= {q for c in chains for q, _ in (*c.acts, *c.judgements)}
    return [q for q in solution.questions if q.id in ids]


def answer_to_dict(
    solution: Findings,
    *,
    full: bool = False,
    fields: Iterable[str] = (),
    only: Sequence[str] = (),
    understood: str = "",
) -> dict[str, Any]:
    """Make the JSON data of an answer.

    Args:
        solution: the answer.
        full: give every ground and every reading.
        fields: the only fields to give; all where left out.
        only: the ids of the only states to give; all where left out.
        understood: what a sentence was taken to ask; empty where there was none.

    Raises `UnknownName` for a field that an answer does not have.
    """
    wanted = list(fields)
    known = [f.alias or n for n, f in AnswerJson.model_fields.items()]
    for name in wanted:
        if name not in known:
            raise UnknownName(
                "field of an answer",
                name,
                known,
                remedy="the fields are " + ", ".join(known),
            )
    data = answer_json(solution, understood, (None,) if full else MEASURES).data()
    if only:
        data["states"] = [s for s in data["states"] if s["state"] in only]
    return {n: data[n] for n in wanted} if wanted else data


def explanation_to_dict(found: Explanation) -> dict[str, Any]:
    """Give a proof as JSON data: the state's verdict, a proof for each ground, and every condition that failed."""
    row = found.row
    return ExplanationJson.filled(
        row,
        schema_=SCHEMA,
        law=LawJson(**edition_of(found.answer.corpus)),
        at_once=VerdictJson.filled(row.at_once),
        link=TreatyLinkJson.of_link(row.link),
        proofs=[
            ProofJson.filled(g, v, id=str(g.fact), proof=ReasonJson.of_reason(r))
            for g, v, r in found.proofs
        ],
        blocked=[
            BlockedJson.of_failed(found.answer.setting, row, b) for b in row.blocked
        ],
    ).data()


def _scenario(solution: Findings) -> dict[str, Any]:
    """The question as it was understood."""
    scenario: dict[str, Any] = solution.scenario.model_dump(
        mode="json", by_alias=True, exclude_defaults=True
    )
    events = [
        e.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        for e in solution.setting.events
    ]
    return scenario | {"title": solution.title, "events": events}
