"""The data of the page: parts of the answer's JSON, and what the page alone shows, such as each state under a reading.

Every verdict is computed here by the engine; the page computes none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.findings.readings import most_disputed, moved_by, moving
from engine.forms.result import pick_attributes
from engine.forms.style import DUTY_LOOKS, LEADS, LOOKS
from engine.output.answer_json import article_json
from engine.output.blocked_text import no_article
from engine.output.citing.references import web
from engine.output.failures import failed_of
from engine.output.owing import mark
from engine.output.state_text import proof_tree
from engine.output.written import answers_in, written
from engine.record.grounds import Ground
from engine.record.rows import StateVerdict
from engine.record.verdict import Status
from engine.setting.graph import Clause
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:
    from engine.findings.findings import Findings

READING = ("id", "name", "who", "when", "gist", "treaties", "sources")
"""The fields of a reading that the page receives."""


def payload(answer: Findings) -> dict[str, Any]:
    """Return the data of the page of an answer, ready for JSON."""
    shown = _shown(answer)
    views = _views(answer, shown)
    articles = _articles(answer, shown)
    readings = [pick_attributes(READING, r) for r in answer.readings if r.id in views]
    return {
        "title": answer.heading,
        "asked": answer.asked.id if answer.asked else "",
        "first": most_disputed(answer),
        "views": views,
        "questions": [_question(answer, q) for q in dict.fromkeys(answers_in(views))],
        "readings": readings,
        "heard": len(answer.readings),
        "states": [_state(answer, row) for row in shown.values()],
        "out": [
            [row.name, failed_of(answer, row)]
            for row in answer.rows
            if row.blocked and row.state not in shown
        ],
        "articles": articles,
        "sources": _sources(answer, [*readings, *articles.values()]),
        "duties": [_duty(d) for d in Duty],
        "statuses": [_status(s) for s in Status],
    }


def _shown(answer: Findings) -> dict[str, StateVerdict]:
    """The states that a reader of the page can choose, in the display order, each with its row without a reading."""
    order = answer.display_order
    rows = sorted(answer.read_by(None).rows, key=lambda r: order.key(r.state))
    fights = Status.BELLIGERENT
    return {r.state: r for r in rows if r.grounds or r.status is fights}


def _views(
    answer: Findings, shown: dict[str, StateVerdict]
) -> dict[str, dict[str, Any]]:
    """Every state without a reading; under each reading those that it changes."""
    plain, changing = answer.read_by(None), moving(answer)
    first = {state: _view(plain, row) for state, row in shown.items()}
    views = {"": first}
    for reading in answer.readings:
        if reading.id in changing:
            read = answer.read_by(reading)
            moved = moved_by(plain, reading, shown)
            changed = {state: _view(read, read[state]) for state in moved}
            views[reading.id] = {s: v for s, v in changed.items() if v != first[s]}
    return views


def _view(read: Findings, row: StateVerdict) -> Any:
    """The verdicts on a state and on each of its duties, in the end and at once, with the place of the duty that each
    verdict on the state rests on.
    """
    view = {
        "verdict": row.verdict,
        "rests": row.verdict.ground,
        "rests_at_once": row.at_once.ground,
        "judged": [j.verdict for j in row.judged],
        "at_once": [j.at_once for j in row.judged],
    }
    return written(view, read)


def _question(answer: Findings, ident: str) -> dict[str, Any]:
    """The JSON of a question, with the readings by which the text does not ask it."""
    unasked = [r.id for r in answer.readings if r.leaves_unasked(ident)]
    return {**written(answer.posed[ident], answer), "unasked": unasked}


def _state(answer: Findings, row: StateVerdict) -> dict[str, Any]:
    return {
        "id": row.state,
        "name": row.name,
        "link": no_article(row.link),
        "grounds": [_ground(answer, g) for g in row.grounds],
        "blocked": failed_of(answer, row),
        "proof": _proof(answer.read_by(None), row),
    }


def _proof(plain: Findings, row: StateVerdict) -> str:
    """The proof of the verdict on a state without a reading; empty if it has none."""
    if row.ground is None or not row.verdict.supports:
        return ""
    found = plain.proof(row.ground.proved(row.owing), row.verdict.supports[0])
    return "\n".join(proof_tree(plain, found, {}, ""))


def _ground(answer: Findings, ground: Ground) -> dict[str, Any]:
    name = answer.setting.name
    return {
        "clause": ground.clause.key,
        "to": ground.beneficiary,
        "beneficiary": name(ground.beneficiary),
        "adversaries": list(map(name, ground.adversaries)),
        "cut": ground.truncated,
    }


def _articles(
    answer: Findings, shown: dict[str, StateVerdict]
) -> dict[str, dict[str, Any]]:
    """The article of every duty that is shown, by its key."""
    clauses = {g.clause.key: g.clause for row in shown.values() for g in row.grounds}
    return {key: _article(answer, clause) for key, clause in clauses.items()}


def _article(answer: Findings, clause: Clause) -> dict[str, Any]:
    """The JSON of an article, with what its card and its place in the table need."""
    treaty = clause.treaty
    return article_json(answer, clause) | {
        "name": treaty.name,
        "english": clause.obligation.english,
        "signed": str(treaty.signed),
        "since": str(treaty.since or ""),
        "mark": mark(clause),
        "binds": treaty.rank.binding,
        "weight": clause.weight,
        "sources": list(dict.fromkeys((clause.source, *treaty.sources))),
    }


def _sources(answer: Findings, parts: list[dict[str, Any]]) -> dict[str, Any]:
    """The title and the address of every source of some readings and articles, by its id."""
    found = {s: answer.corpus.source(s) for part in parts for s in part["sources"]}
    return {i: {"title": s.title, "url": web(s.address)} for i, s in found.items()}


def _duty(duty: Duty) -> dict[str, Any]:
    width = DUTY_LOOKS[duty].width
    return {"id": duty, "says": duty.meaning, "helps": duty.drawn_in, "width": width}


def _status(status: Status) -> dict[str, str]:
    look = pick_attributes(("mark", "dash"), LOOKS[status])
    return {"id": status, "says": status.meaning, "lead": LEADS.get(status, "")} | look
