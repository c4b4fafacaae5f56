"""What the tools say of an answer as data: the question, a state, its verdict, proof and failed conditions, the limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.cascade.graph import Clause
from engine.cascade.questions import kind_of
from engine.doors.assistant.notes import clauses
from engine.forms.divided import reading_groups
from engine.forms.prose import far, standing
from engine.verdicts.explanation import Reason, explain, said, who_decides
from engine.verdicts.rows import Row
from engine.verdicts.verdict import Status, Verdict

if TYPE_CHECKING:
    from engine.answer import Answer

GROUNDS, FAILED, SUPPORTS, STEPS = 4, 8, 5, 40
"""How many grounds, failed conditions, supports and steps of a proof a state is given with."""


def head(answer: Answer) -> dict[str, Any]:
    """The question as it was understood, with what was taken as given."""
    return {
        "title": answer.title,
        "on": answer.setting.on.isoformat(),
        "reading": answer.asked.id if answer.asked else None,
        "given": [
            {
                "what": _told(answer, e),
                "on": str(e.on) if e.on else None,
                "war_already_running": e.background,
            }
            for e in answer.setting.events
        ],
        "supposed": [{"question": a.question, "answer": a.answer} for a in answer.stances.supposed],
    }


def _told(answer: Answer, e: Any) -> str:
    def names(states: Any) -> str:
        return " and ".join(answer.setting.name(s) if s in answer.corpus.states else s for s in states)

    parts = [f"{names(e.by) or 'an unnamed state'}: {str(e.kind).replace('-', ' ')}"]
    parts += [
        f"{word} {names(given)}" for word, given in (("of", e.to), ("for", e.for_), ("against", e.against)) if given
    ]
    return " ".join(parts)


def state(answer: Answer, row: Row) -> dict[str, Any]:
    """One state: verdict, distance, ground, proof, supports, failed conditions, and the readings by verdict."""
    best = row.grounds[row.verdict.ground] if row.verdict.ground >= 0 else None
    proofs = explain(answer, row).proofs
    return {
        "state": row.state,
        "name": row.name,
        "standing": standing(row.verdict),
        "verdict": verdict(row.verdict),
        "at_once": verdict(row.at_once),
        "round": row.round,
        "ground": {"treaty": best.treaty, "article": best.article, "toward": best.toward} if best else None,
        "proof": steps(answer, row, proofs[0][2]) if proofs else [],
        "supports": [
            [{"question": q, "answer": "yes" if yes else "no"} for q, yes in answer.labels.literals.decode(m)]
            for m in row.verdict.supports[:SUPPORTS]
        ],
        "grounds": [
            {"treaty": g.treaty, "article": g.article, "toward": g.toward, "standing": standing(v)}
            for g, v in [(j.ground, j.verdict) for j in row.judged[:GROUNDS]]
        ],
        "failed": failed(row, FAILED),
        "read_otherwise": [{"standing": standing(v), "by": names} for v, names in reading_groups(answer, row)],
    }


def verdict(v: Verdict) -> dict[str, Any]:
    """Status, duty and distance."""
    return {
        "status": str(v.status), "duty": str(v.duty) if v.duty else None, "events": v.distance.events,
        "judgements": v.distance.judgements, "away": far(v),
    }  # fmt: skip


def steps(answer: Answer, row: Row, reason: Reason) -> list[dict[str, Any]]:
    """A proof as lines, each with its depth, its rule, and the answers it rests on."""
    found: list[dict[str, Any]] = []
    todo = [(0, reason)]
    while todo and len(found) < STEPS:
        depth, r = todo.pop()
        found.append(
            {
                "depth": depth, "text": r.text, "rule": r.rule,
                "answers": [_answer(answer, row, x, r.treaty) for x in r.answers if kind_of(x[0]) != "rule"],
            }
        )  # fmt: skip
        todo += [(depth + 1, b) for b in reversed(r.because)]
    return found


def _answer(answer: Answer, row: Row, literal: tuple[str, bool], treaty: str) -> dict[str, Any]:
    q, word, how = said(answer, literal, treaty)
    return {
        "question": q.id, "text": q.text, "answer": word, "how": how, "nature": str(q.nature),
        "decider": who_decides(answer, q, row.state), "event": q.is_event,
    }  # fmt: skip


def failed(row: Row, most: int | None) -> list[dict[str, Any]]:
    """Conditions that failed, each told once."""
    found: dict[tuple[str, ...], None] = {}
    for b in row.blocked:
        treaty, name, duty = row.articles[b.clause]
        found[treaty, name, duty, b.condition, b.reason] = None
    keys = ("treaty", "article", "duty", "condition", "reason")
    return [dict(zip(keys, f, strict=True)) for f in list(found)[:most]]


def played(answer: Answer, rows: Any) -> dict[str, Clause]:
    """The clauses that the told rows rest on, those of the proofs included; far grounds beyond those told left out."""
    found: dict[str, Clause] = {}
    for row in rows:
        best = [row.grounds[row.verdict.ground]] if row.verdict.ground >= 0 else []
        found.update({g.clause.key: g.clause for g in (*best, *row.grounds[:GROUNDS])})
        for *_, reason in explain(answer, row).proofs:
            todo = [reason]
            while todo:
                r = todo.pop()
                todo += r.because
                if r.fact is not None:
                    found.update({a: answer.graph.clauses[a] for a in r.fact.args if a in answer.graph.clauses})
    wanted = [(f["treaty"], f["article"]) for row in rows for f in failed(row, FAILED)]
    return found | {k: c for k, c in clauses(answer.corpus, wanted).items() if k not in found}


def limits(answer: Answer) -> list[str]:
    """What the answer did not look at, and what it took as given."""
    found = []
    if answer.asked:
        found.append(f"Read as {answer.asked.name} reads it; others read it otherwise: {answer.asked.gist}")
    if any(e.background for e in answer.setting.events):
        found.append("A war already running is taken as given; `background` false leaves it out.")
    if not answer.record.complete:
        found.append("Later rounds were not looked at (`rounds`).")
    if answer.labels.exact_below is not None:
        found.append(
            f"Ways of {answer.labels.exact_below} or more open answers may be missing; nearer ones are all here."
        )
    if any(r.status is Status.CONTESTED for r in answer.rows):
        found.append("A contested verdict is open: name the judgement and who makes it, and take no side.")
    return found


def short_proof(answer: Answer, who: str) -> list[dict[str, Any]]:
    """The first steps of the nearest proof of a state, or the conditions that failed."""
    row = answer[who]
    proofs = explain(answer, row).proofs
    return steps(answer, row, proofs[0][2])[:8] if proofs else [
        {"depth": 0, "text": f["reason"], "rule": f["condition"], "answers": []} for f in failed(row, 3)
    ]  # fmt: skip
