"""What the tools say of an answer as data: the question, a state, its proof, the limits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from engine.cascade.graph import Clause
from engine.cascade.questions import kind_of
from engine.interfaces.assistant.notes import clauses
from engine.output.blocked_text import no_article, not_known
from engine.output.extent import DetailOptions
from engine.output.json_form import answer_to_dict
from engine.output.json_states import state_json
from engine.output.prose import standing
from engine.output.reading_disagreement import reading_groups
from engine.verdicts.calls import called
from engine.verdicts.explanation import Explanation, Reason, explain, said, who_decides
from engine.verdicts.rows import StateVerdict
from engine.verdicts.verdict import Status
from treaties.vocabulary.names import article_cited

if TYPE_CHECKING:
    from engine.answer import Answer

FAILED, STEPS = 4, 12
"""How many failed conditions and steps of a proof are given."""


def told_of(answer: Answer, *fields: str) -> dict[str, Any]:
    """Some fields of the JSON of an answer."""
    understood = answer.understood.told(answer.corpus) if answer.understood else ""
    return answer_to_dict(answer, fields=fields, understood=understood)


def state(answer: Answer, row: StateVerdict) -> dict[str, Any]:
    """One state: its row, its nearest proof or what failed, and the readings by verdict."""
    return state_json(row, full=False).data() | {
        "standing": standing(row.verdict),
        "because": proof(answer, explain(answer, row)),
        "read_otherwise": [{"standing": standing(v), "by": names} for v, names in reading_groups(answer, row)],
    }


def proof(answer: Answer, found: Explanation, number: int = 0) -> dict[str, Any]:
    """One proof of a state by its place among them, the nearest first; else the conditions that failed."""
    if not found.proofs:
        return {"proof": "", "standing": standing(found.row.verdict), "steps": [], "failed": failed(answer, found.row)}
    ground, verdict, reason = found.proofs[number]
    return {
        "proof": str(ground.fact),
        "standing": standing(verdict),
        "steps": steps(answer, reason),
        "failed": [],
    }


def steps(answer: Answer, reason: Reason) -> list[dict[str, Any]]:
    """A proof as lines, each with its depth and the answers it rests on."""
    found: list[dict[str, Any]] = []
    todo = [(0, reason)]
    while todo and len(found) < STEPS:
        depth, r = todo.pop()
        rests = [_answer(answer, r, x) for x in r.answers if kind_of(x[0]) != "rule"]
        found.append({"depth": depth, "text": r.text, "answers": rests})
        todo += [(depth + 1, b) for b in reversed(r.because)]
    return found


def _answer(answer: Answer, reason: Reason, literal: tuple[str, bool]) -> dict[str, Any]:
    q, word, how = said(answer, literal, reason.treaty)
    return {
        "question": q.id,
        "text": q.text,
        "answer": word,
        "how": how,
        "decider": who_decides(answer, q, reason.obligor),
    }


def failed(answer: Answer, row: StateVerdict, most: int | None = FAILED) -> list[str]:
    """Conditions that failed, each told once."""
    found: dict[str, None] = {no_article(row.link): None} if not row.link.answers else {}
    for b in row.blocked:
        treaty, name, _ = row.articles[b.clause]
        found[f"{answer.corpus.treaty(treaty).name}, {article_cited(name)} ({b.condition}): {b.reason}"] = None
    return list(found)[:most]


def failing(answer: Answer, row: StateVerdict, most: int | None = FAILED) -> dict[str, Clause]:
    """The clauses whose failed conditions are told."""
    named: dict[tuple[str, str], None] = {}
    told: set[tuple[str, str, str, str]] = set()
    for b in row.blocked:
        treaty, name, _ = row.articles[b.clause]
        told.add((treaty, name, b.condition, b.reason))
        if most is None or len(told) <= most:
            named[treaty, name] = None
    return clauses(answer.corpus, named)


def proved(answer: Answer, found: Explanation, number: int = 0) -> dict[str, Clause]:
    """The clauses that one proof rests on, or those that failed where there is none."""
    if not found.proofs:
        return failing(answer, found.row)
    ground, _, reason = found.proofs[number]
    held = {ground.clause.key: ground.clause}
    todo = [reason]
    while todo:
        r = todo.pop()
        todo += r.because
        if r.fact is not None:
            held.update({a: answer.graph.clauses[a] for a in r.fact.args if a in answer.graph.clauses})
    return held


def asked_in(value: Any) -> list[str]:
    """The ids of the open questions that a result names, wherever in it."""
    if isinstance(value, dict):
        ident = value.get("question")
        here = [ident] if isinstance(ident, str) and value.get("how", "open") == "open" else []
        return here + [n for v in value.values() for n in asked_in(v)]
    return [n for v in value for n in asked_in(v)] if isinstance(value, list | tuple) else []


def proof_lines(data: dict[str, Any], name: str) -> Iterable[str]:
    """A proof in words: each step, and under it the answers it rests on."""
    yield f"PROOF {data['proof']}" if data["proof"] else f"WHY NOT {name}"
    for s in data["steps"]:
        yield "  " + "  " * s["depth"] + s["text"]
        for a in s["answers"]:
            who = f" (decides: {a['decider']}; id {a['question']})" if a["how"] == "open" else ""
            yield "  " + "  " * s["depth"] + f"- {a['how']}: {a['text']} {a['answer']}{who}"
    yield from (f"  failed: {f}" for f in data["failed"])


def limits(answer: Answer) -> list[str]:
    """What the answer did not look at, and what it took as given."""
    found = []
    if answer.asked:
        found.append(f"Read as {answer.asked.name} reads it; others read it otherwise: {answer.asked.gist}")
    if any(e.background for e in answer.setting.events):
        found.append("A war already running is taken as given; `background` false leaves it out.")
    found += not_known(answer, called(answer), DetailOptions())
    if any(r.status is Status.CONTESTED for r in answer.rows):
        found.append("A contested verdict is open: name the judgement and who makes it, and take no side.")
    return found
