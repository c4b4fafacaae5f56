"""Tools that answer a question: ask, explain, compare, supports, firebreaks, odds. Each gives its proof or an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.doors.assistant.notes import QUESTIONS, Reply, clauses, named_in, open_questions
from engine.doors.assistant.tool_fields import Ask, Chances, Compare, Explain, Fields, Ways, answer_of, undated
from engine.doors.assistant.tool_records import (
    failed,
    head,
    limits,
    played,
    short_proof,
    state,
    steps,
    verdict,
)
from engine.forms.prose import standing
from engine.verdicts.explanation import explain
from engine.verdicts.verdict import Status
from engine.world import World
from treaties.edition import edition_of
from treaties.errors import CasusError, See
from treaties.names import article_cited

if TYPE_CHECKING:
    from engine.answer import Answer


def ask(world: World, q: Ask) -> Reply:
    """Who is drawn in: each state with its verdict, proof, failed conditions and who reads it otherwise."""
    answer = answer_of(world, q)
    rows = answer.rows[q.offset : q.offset + q.limit]
    result: dict[str, Any] = head(answer) | {
        "states": [state(answer, r) for r in rows],
        "offset": q.offset,
        "of": len(answer.rows),
        "complete": answer.record.complete,
        "truncated": bool(answer.labels.truncated),
    }
    reply = Reply(
        answer.corpus,
        _told_with_proofs(answer, result["states"]),
        result,
        played(answer, rows),
        open_questions(answer, _near(answer, rows)),
    )
    reply.caveats = [undated(q), *limits(answer)]
    reply.page = ("states", q.offset, len(answer.rows), "states")
    if len(answer.questions) > QUESTIONS:
        reply.more.append(f"{len(answer.questions) - QUESTIONS} more open questions, further away: explain one state")
    return reply


def explain_state(world: World, q: Explain) -> Reply:
    """The proof that one state is drawn in, with every condition that failed."""
    answer = answer_of(world, q)
    row = answer[q.state]
    why = explain(answer, row)
    result = head(answer) | {
        "state": state(answer, row),
        "proofs": [
            {
                "treaty": g.treaty, "article": g.article, "duty": str(g.duty), "toward": g.toward, "against": list(g.against),
                "verdict": verdict(v), "standing": standing(v), "steps": steps(answer, row, reason),
            }
            for g, v, reason in why.proofs
        ],
        "failed": failed(row, None),
    }  # fmt: skip
    asked = [x["question"] for s in result["proofs"] for p in s["steps"] for x in p["answers"] if x["how"] == "open"]
    return Reply(
        answer.corpus, str(why), result, played(answer, [row]), open_questions(answer, asked, others=False, obligor=row.state),
        [undated(q), *limits(answer)],
    )  # fmt: skip


def compare(world: World, q: Compare) -> Reply:
    """What changes between two questions, state by state, with the articles gained and lost."""
    from engine.turning.comparison import compare as found
    from engine.turning.what_if import what_if

    first = answer_of(world, q)
    if not (
        q.then_on or q.then_scenario or q.then_by or q.then_at or q.then_without or q.then_suppose or q.then_reading
    ):
        raise CasusError("there is nothing to compare with", remedy=See.COMPARED)
    if q.then_scenario is not None and not q.then_scenario.replace("-", "").isalnum():
        raise CasusError("`then_scenario` is not the id of a shipped scenario", remedy=See.SCENARIOS)
    other = what_if(
        first, on=q.then_on, scenario=q.then_scenario, by=q.then_by, at=q.then_at, without=q.then_without,
        suppose=q.then_suppose, reading=q.then_reading,
    )  # fmt: skip
    compared = found(first, other)
    data = compared.to_dict()
    data["second"]["law"] = edition_of(other.corpus)
    rows = [r for a in (first, other) for r in a.rows if r.verdict.ground >= 0]
    grounds = {g.clause.key: g.clause for r in rows for g in [r.grounds[r.verdict.ground]]}
    for c in data["changes"]:
        c["proof"] = {when: short_proof(a, c["state"]) for when, a in (("first", first), ("second", other))}
    reply = Reply(first.corpus, f"{compared}\n\n{_proofs_told(data['changes'])}", data)
    reply.articles = clauses(
        other.corpus, [n for n in named_in(data) if any(t.id == n[0] for t in other.corpus.treaties)]
    )
    reply.articles |= clauses(first.corpus, named_in(data)) if other.corpus is not first.corpus else {}
    changed = {c["state"] for c in data["changes"]}
    reply.articles |= {
        k: c
        for k, c in grounds.items()
        if any(r.state in changed and r.grounds[r.verdict.ground].clause.key == k for r in rows)
    }
    both = {q["question"]: q for a in (first, other) for q in open_questions(a)}
    reply.contested = list(both.values())[:QUESTIONS]
    reply.caveats = [undated(q), *limits(first)]
    if other.corpus.hash != first.corpus.hash:
        reply.caveats.append(f"The second question was asked of another state of the law, hash {other.corpus.hash}.")
    return reply


def supports(world: World, q: Ways) -> Reply:
    """Every minimal set of events and judgements that draws a state in, nearest first."""
    from engine.turning.supports_list import supports as found

    return _ways(world, q, found)


def firebreaks(world: World, q: Ways) -> Reply:
    """The minimal sets of answers that keep a state out, by who decides."""
    from engine.turning.firebreak_sets import firebreaks as found

    return _ways(world, q, found)


def odds(world: World, q: Chances) -> Reply:
    """The probability that a state is drawn in, on the user's own probabilities and no others."""
    from engine.turning.probability.odds import odds as found

    answer = answer_of(world, q, bare=True)
    reckoned = found(answer, q.state, q.probabilities, bounds=q.bounds, duty=q.duty, seconds=20.0)
    reply = _with_proof(world, q, str(reckoned), reckoned.to_dict(), q.state)
    given = ", ".join(f"{k} = {v}" for k, v in q.probabilities.items()) or "none"
    reply.result["given"] = {str(k): str(v) for k, v in q.probabilities.items()}
    reply.caveats.append(f"The odds are arithmetic on these probabilities, which are the asker's own: {given}.")
    if q.bounds:
        reply.caveats.append("Questions without a probability may have any: the result is an interval.")
    return reply


def _ways(world: World, q: Ways, found: Any) -> Reply:
    answer = answer_of(world, q, bare=True)
    ways = found(answer, q.state, q.duty, shown=q.limit)
    data = ways.to_dict()
    for key in ("supports", "together"):
        data[key] = data[key][: q.limit] if key in data else []
    if "supports" in ways.to_dict():
        del data["together"]
    else:
        del data["supports"]
    return _with_proof(world, q, str(ways), data, q.state)


def _with_proof(world: World, q: Fields, text: str, data: dict[str, Any], who: str) -> Reply:
    """A result about one state, with the state's proof and articles beside it."""
    answer = answer_of(world, q)
    row = answer[who]
    named = list(dict.fromkeys(_questions_in(data)))
    data["proof"] = state(answer, row)
    told = f"{text}\n\n{_proof_told(data['proof'])}"
    return Reply(
        answer.corpus,
        told,
        data,
        played(answer, [row]),
        open_questions(answer, named, others=False, obligor=row.state),
        [undated(q), *limits(answer)],
    )


def _questions_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        here = [value["question"]] if isinstance(value.get("question"), str) else []
        return here + [n for v in value.values() for n in _questions_in(v)]
    return [n for v in value for n in _questions_in(v)] if isinstance(value, list | tuple) else []


def _told_with_proofs(answer: Answer, states: list[dict[str, Any]]) -> str:
    """The answer in words with the steps of each state's proof, up to the line that names the law: that comes last."""
    text = str(answer).rpartition("\nCorpus ")[0].rstrip()
    lines = ["", "", "PROOFS of the states in the structured result; each holds only on the answers after `if`"]
    for s in states:
        needs = [
            f"{a['text']} {a['answer']} (decides: {a['decider']})"
            for step in s["proof"] for a in step["answers"] if a["how"] == "open"
        ]  # fmt: skip
        told = "; because ".join(step["text"] for step in s["proof"][:6])
        told += " — if: " + " ".join(needs[:4]) if needs else ""
        if not told and s["verdict"]["status"] != str(Status.PRINCIPAL):
            told = "not called: " + ("; ".join(f["reason"] for f in s["failed"][:2]) or "no treaty links it")
        lines.append(f"  {s['name']} ({s['standing']})" + (f": {told}" if told else ""))
    return text + "\n".join(lines)


def _near(answer: Answer, rows: Any) -> list[str]:
    """The questions in the nearest supports of the rows, judgements before decisions."""
    masks = [r.verdict.supports[0] for r in rows if r.verdict.supports]
    found = dict.fromkeys(q for m in masks for q, _ in answer.labels.literals.decode(m))
    return sorted(found, key=lambda q: answer.stances.questions[q].is_event)


def _proofs_told(changes: list[dict[str, Any]]) -> str:
    lines = ["PROOFS"]
    for c in changes:
        for when, told in c["proof"].items():
            lines.append(
                f"  {c['name']}, {when}: " + ("; because ".join(s["text"] for s in told) or "no treaty links it")
            )
    return "\n".join(lines)


def _proof_told(data: dict[str, Any]) -> str:
    lines = [f"PROOF: {data['name']} — {data['standing']}"]
    for s in data["proof"]:
        lines.append("  " + "  " * s["depth"] + s["text"])
        lines += [
            "  "
            + "  " * s["depth"]
            + f"- {a['how']}: {a['text']} — {a['answer']}"
            + (f" (decides: {a['decider']})" if a["how"] == "open" else "")
            for a in s["answers"]
        ]
    lines += [
        f"  failed: {f['treaty']}, {article_cited(f['article'])} ({f['condition']}): {f['reason']}"
        for f in data["failed"]
    ]
    return "\n".join(lines)
