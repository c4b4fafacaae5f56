"""A whole answer in lines: every field of every row, so that one can be held against the law word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.findings.calls import triggered_articles
from engine.record.rows import StateVerdict
from engine.record.verdict import Verdict
from engine.verdicts.solution import Solution
from tests.support.reasons import in_words
from treaties.models.reading import Reading


def reading(
    ident: str,
    answers: Mapping[str, str] | None = None,
    lowers: tuple[tuple[str, str, str], ...] = (),
    *treaties: str,
) -> Reading:
    """An invented reading: what it answers, and which article of which treaty it lowers to which duty."""
    return Reading.model_validate(
        {
            "id": ident,
            "name": ident.title(),
            "kind": "scholar",
            "who": "an author",
            "gist": "An invented reading.",
            "sources": ("design-note",),
            "treaties": treaties,
            "answers": dict(answers or {}),
            "lowers": [{"treaty": t, "article": a, "duty": d} for t, a, d in lowers],
        }
    )


def verdict(v: Verdict) -> str:
    """Status, duty and distance, as events and judgements."""
    far = f" {v.distance.events}+{v.distance.judgements}" if v.distance.total else ""
    return f"{v.status}{f' {v.duty}' if v.duty else ''}{far}"


def ways(answer: Solution, v: Verdict) -> str:
    """The supports of a verdict."""
    decode = answer.labels.literals.decode
    return (
        " | ".join(
            " & ".join(q if yes else f"not {q}" for q, yes in decode(m)) or "settled"
            for m in v.supports
        )
        or "nothing"
    )


def row(answer: Solution, r: StateVerdict) -> Iterator[str]:
    """A row with its grounds and failed conditions."""
    on = f" on {r.verdict.ground}" if r.verdict.ground >= 0 else ""
    yield f"{r.state} r{r.round}: {verdict(r.verdict)}{on}; at once {verdict(r.at_once)}; settled {verdict(r.settled)}"
    apart = {k: verdict(v) for k, v in r.by_reading.items()}
    if apart:
        yield "  " + ", ".join(f"{k}: {v}" for k, v in apart.items())
    for n, j in enumerate(r.judged):
        g = j.ground
        against = ", ".join(g.adversaries)
        yield f"  {n} {g.clause.key} for {g.beneficiary} against {against} r{g.round}: {verdict(j.verdict)} <- {ways(answer, j.verdict)}"
        if (j.at_once.status, j.at_once.supports) != (
            j.verdict.status,
            j.verdict.supports,
        ):
            yield f"    at once: {verdict(j.at_once)} <- {ways(answer, j.at_once)}"
    for b in r.blocked:
        day = f" from {b.binds_from}" if b.binds_from else ""
        yield f"  not {b.clause} for {b.beneficiary} against {b.adversary}: {b.condition}, {in_words(b, answer.setting)}{day}"


def whole(answer: Solution) -> list[str]:
    """All rows, nearest to war first."""
    return [line for r in answer.rows for line in row(answer, r)]


def calls(answer: Solution) -> list[str]:
    """What is called at once, part by part."""
    parts = zip(
        ("asked", "attackers", "aside", "below", "neutral"),
        triggered_articles(answer).parts,
        strict=True,
    )
    return [
        f"{name}: {c.clause.key} {'+'.join(c.states)} for {'+'.join(c.beneficiaries)}: {verdict(c.verdict)}"
        f"{'' if c.verified else ', unverified'}{f', fighting {chr(43).join(c.fighting)}' if c.fighting else ''}"
        for name, part in parts
        for i in part
        for c in i.calls
    ]
