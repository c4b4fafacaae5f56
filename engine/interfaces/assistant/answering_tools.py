"""Tools that answer a question: ask, explain, compare, supports, firebreaks, odds. Each gives its proof or an error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from engine.interfaces.assistant.answer_lines import shown
from engine.interfaces.assistant.notes import clauses, named_in, open_questions
from engine.interfaces.assistant.reply import Item, Listed, Reply
from engine.interfaces.assistant.tool_arguments import answer_of, asked_of, undated
from engine.interfaces.assistant.tool_fields import Ask, Chances, Compare, Explain, Fields, Ways
from engine.interfaces.assistant.tool_records import (
    asked_in,
    failed,
    failing,
    limits,
    proof,
    proof_lines,
    proved,
    state,
    told_of,
)
from engine.interfaces.assistant.tool_shapes import HEAD, AskResult
from engine.output.prose import standing
from engine.verdicts.explanation import explain
from engine.world import World
from treaties.models.edition import edition_of
from treaties.vocabulary.errors import CasusError, See, UnknownName

if TYPE_CHECKING:
    from engine.answer import Answer
    from engine.verdicts.rows import StateVerdict

OTHERS = 8
"""Further proofs of a state that are named."""
LINKS = 3
"""Duties gained or lost that a change is told with."""


def ask(world: World, q: Ask) -> Reply:
    """Who is drawn in: the bottom line, what is called, and on request the states one by one."""
    answer = answer_of(world, q)
    brief = shown(answer)
    fields = [f for f in AskResult.model_fields if f not in ("states", "offset", "of")]
    rows = answer.rows[q.offset : q.offset + q.limit] if q.detail else ()
    items = [_state(answer, r) for r in rows]
    text = "\n".join(brief.lines if not q.detail else (*brief.lines, "", "STATES, each with its nearest proof"))
    reply = Reply(answer.corpus, text, told_of(answer, *fields), brief.articles)
    reply.contested = open_questions(answer, brief.questions)
    reply.caveats = [undated(q), *limits(answer)]
    reply.listed = Listed("states", items, q.offset, len(answer.rows), "states")
    if not q.detail:
        left = f", and {brief.left} more article{'s' * (brief.left != 1)}" if brief.left else ""
        reply.more.append(f"`detail` gives {len(answer.rows)} states with their proofs{left}")
    return reply


def _state(answer: Answer, row: StateVerdict) -> Item:
    data = state(answer, row)
    lines = [f"{row.name} ({data['standing']})", *proof_lines(data["because"], row.name)]
    lines += [f"  read otherwise: {r['standing']}: {', '.join(r['by'][:4])}" for r in data["read_otherwise"][:2]]
    held = proved(answer, explain(answer, row))
    questions = open_questions(answer, asked_in(data["because"]), row.state)
    return Item(data, "\n".join(lines), held, questions)


def explain_state(world: World, q: Explain) -> Reply:
    """One proof that a state is drawn in, the nearest or the one named; the ids of the others; what failed."""
    answer = answer_of(world, q)
    row = answer[q.state]
    why = explain(answer, row)
    known = [str(g.fact) for g, *_ in why.proofs]
    if q.proof is not None and q.proof not in known:
        raise UnknownName(f"proof of {row.name}", q.proof, known, remedy="`explain` without `proof` gives the ids")
    number = known.index(q.proof) if q.proof is not None else 0
    told = proof(answer, why, number)
    others = [f"{k}: {standing(v)}" for k, (_, v, _) in zip(known, why.proofs, strict=True) if k != told["proof"]]
    fails = failed(answer, row, None if q.detail else 4)
    data = state(answer, row)
    lines = [f"{row.name}: {standing(row.verdict)}. {answer.heading}", "", *proof_lines(told, row.name)]
    if told["steps"] and fails:
        lines += ["", "CONDITIONS THAT FAILED", *(f"  {f}" for f in fails)]
    if others:
        named = others if q.detail else others[:OTHERS]
        more = [f"  and {len(others) - len(named)} more (`detail`)"] if len(others) > len(named) else []
        lines += ["", "OTHER PROOFS, by id", *(f"  {o}" for o in named), *more]
    result = told_of(answer, *HEAD) | {"state": data, "proof": told, "other_proofs": others, "failed": fails}
    held = proved(answer, why, number) | proved(answer, why) | failing(answer, row, None if q.detail else 4)
    reply = Reply(answer.corpus, "\n".join(lines), result, held, close=True)
    reply.contested = open_questions(answer, asked_in(told), row.state)
    reply.caveats = [undated(q), *limits(answer)]
    return reply


def compare(world: World, q: Compare) -> Reply:
    """What changes between two questions, state by state, with the articles gained and lost."""
    from engine.analysis.comparison import compare as found
    from engine.analysis.what_if import what_if

    first = answer_of(world, q)
    if not (
        q.then_on or q.then_scenario or q.then_by or q.then_at or q.then_without or q.then_suppose or q.then_reading
    ):
        raise CasusError("there is nothing to compare with", remedy=See.COMPARED)
    if q.then_scenario is not None and not q.then_scenario.replace("-", "").isalnum():
        raise CasusError("`then_scenario` is not the id of a shipped scenario", remedy=See.SCENARIOS)
    other = what_if(
        first,
        on=q.then_on,
        scenario=q.then_scenario,
        by=q.then_by,
        at=q.then_at,
        without=q.then_without,
        suppose=q.then_suppose,
        reading=q.then_reading,
    )
    compared = found(first, other)
    data = compared.to_dict()
    del data["schema"]
    changes = data.pop("changes")
    data["second"]["law"] = edition_of(other.corpus)
    items = [_change((first, other), c, compared) for c in changes[q.offset : q.offset + q.limit]]
    one, two = compared.titles
    text = f"First:  {one}\nSecond: {two}" + ("" if changes else "\n\nNothing changed.")
    reply = Reply(first.corpus, text, data)
    reply.listed = Listed("changes", items, q.offset, len(changes), "changes")
    reply.caveats = [undated(q), *limits(first)]
    if other.corpus.hash != first.corpus.hash:
        reply.caveats.append(f"The second question was asked of another state of the law, hash {other.corpus.hash}.")
    return reply


def _change(answers: tuple[Answer, Answer], data: dict[str, Any], compared: Any) -> Item:
    """One change with the proofs of both sides, the duties gained and lost cut to a few."""
    change = compared[data["state"]]
    lines = [f"{change.name}: {standing(change.after)}; before: {standing(change.before)}"]
    for sign, key, links in (("+", "gained", change.gained), ("-", "lost", change.lost)):
        lines += [f"  {sign} {compared.told_link(x, gained=sign == '+')}" for x in links[:LINKS]]
        if len(data[key]) > LINKS:
            lines.append(f"  {sign} and {len(data[key]) - LINKS} more")
            data[key] = data[key][:LINKS]
    held, because = {}, {}
    for when, answer in zip(("first", "second"), answers, strict=True):
        found = explain(answer, answer[data["state"]])
        told = proof(answer, found)
        told["steps"] = told["steps"][:3]
        because[when] = told
        held.update(clauses(answer.corpus, named_in(data)) | proved(answer, found))
        said = "; because ".join(s["text"] for s in told["steps"]) or "; ".join(told["failed"])
        lines.append(f"  {when}: {said}" + (f" [proof {told['proof']}]" if told["proof"] else ""))
    data["because"] = because
    questions = [x for a in answers for x in open_questions(a, asked_in(because))]
    return Item(data, "\n".join(lines), held, questions)


def supports(world: World, q: Ways) -> Reply:
    """Every minimal set of events and judgements that draws a state in, nearest first."""
    from engine.analysis.supports_list import supports as found

    return _ways(world, q, found, "supports")


def firebreaks(world: World, q: Ways) -> Reply:
    """The minimal sets of answers that keep a state out, by who decides."""
    from engine.analysis.firebreak_sets import firebreaks as found

    return _ways(world, q, found, "together")


def odds(world: World, q: Chances) -> Reply:
    """The probability that a state is drawn in, on the user's own probabilities and no others."""
    from engine.analysis.probability.odds import odds as found
    from engine.analysis.probability.priors import Priors

    given = Priors.of(q.probabilities)
    given.possible(world.under(asked_of(q)).corpus)
    answer = answer_of(world, q, bare=True)
    reckoned = found(answer, q.state, priors=given, bounds=q.bounds, duty=q.duty)
    reply = _with_proof(world, q, str(reckoned), reckoned.to_dict(), q.state)
    told = ", ".join(f"{k} = {v}" for k, v in q.probabilities.items()) or "none"
    reply.result["given"] = {str(k): str(v) for k, v in q.probabilities.items()}
    reply.caveats.append(f"The odds are arithmetic on these probabilities, which are the asker's own: {told}.")
    if q.bounds:
        reply.caveats.append("Questions without a probability may have any: the result is an interval.")
    return reply


def _ways(world: World, q: Ways, found: Any, key: str) -> Reply:
    answer = answer_of(world, q, bare=True)
    ways = found(answer, q.state, q.duty, shown=q.limit)
    data = ways.to_dict()
    of = len(data[key])
    data[key] = data[key][: q.limit]
    reply = _with_proof(world, q, str(ways), data, q.state)
    if of > q.limit:
        reply.more.append(f"{of - q.limit} more sets: a larger `limit`")
    return reply


def _with_proof(world: World, q: Fields, text: str, data: dict[str, Any], who: str) -> Reply:
    """A result about one state, with the state's nearest proof and its articles beside it."""
    answer = answer_of(world, q)
    row = answer[who]
    why = explain(answer, row)
    named = list(_questions_in(data))
    data["because"] = proof(answer, why)
    told = "\n".join([text, "", *proof_lines(data["because"], row.name)])
    held = proved(answer, why) | clauses(answer.corpus, named_in(data))
    return Reply(
        answer.corpus, told, data, held, open_questions(answer, named, row.state), [undated(q), *limits(answer)]
    )


def _questions_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("question"), str):
            yield value["question"]
        for v in value.values():
            yield from _questions_in(v)
    elif isinstance(value, list | tuple):
        for v in value:
            yield from _questions_in(v)
