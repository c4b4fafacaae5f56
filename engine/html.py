"""HTML forms for notebooks: a table first, no script, no outside resource, escaped throughout."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from engine.explanation import Explanation, who_decides
from engine.proof_text import tell_why
from engine.text import far, reading_groups, standing
from engine.verdicts import Status
from treaties.edition import edition_line

if TYPE_CHECKING:
    from engine.answer import Answer
    from engine.rows import Row

_STYLE = (
    "<style>.casus{border-collapse:collapse;font-size:90%}.casus td,.casus th{text-align:left;vertical-align:top;"
    "padding:.25em .6em;border-bottom:1px solid #8884}.casus .g{opacity:.8}</style>"
)


def page(answer: Answer) -> str:
    """An answer as a table: state, when, status, duty, distance, ground, and who reads it otherwise."""
    shown = [r for r in answer.rows if r.status is not Status.PRINCIPAL and r.duty]
    body = "".join(_row(answer, r) for r in shown)
    out = [r for r in answer.rows if r.at_once.duty is None and r.blocked and r.status is not Status.PRINCIPAL]
    why = "".join(f"<li>{escape(r.name)}: {escape(r.blocked[0].reason)}</li>" for r in out)
    asked = f" (read as {escape(answer.asked.name)})" if answer.asked else ""
    questions = "".join(
        f"<li>{escape(q.text)} <span class=g>{escape(str(q.nature))}; decides: {escape(who_decides(answer, q))}</span></li>"
        for q in answer.questions[:12]
    )
    head = "".join(f"<th scope=col>{h}</th>" for h in ("State", "Round", "Status", "Away", "Ground", "Readings"))
    return (
        f"{_STYLE}<p><b>{escape(answer.title)}</b>{asked}</p><table class=casus><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
        + (f"<details><summary>Not called by the events as given</summary><ul>{why}</ul></details>" if why else "")
        + (f"<details><summary>What it turns on</summary><ul>{questions}</ul></details>" if questions else "")
        + f"<p class=g>Duties under law, not predictions of conduct. {escape(edition_line(answer.corpus))}.</p>"
    )


def _row(answer: Answer, row: Row) -> str:
    g = row.grounds[row.verdict.ground] if row.verdict.ground >= 0 else None
    ground = ""
    if g:
        mark = "" if g.verified else " <i>unverified</i>"
        ground = f'<span title="{escape(g.clause.obligation.gist)}">{escape(g.clause.label)}</span>{mark}'
    groups = "<br>".join(f"{escape(standing(v))}: {escape(', '.join(n))}" for v, n in reading_groups(answer, row))
    cells = [
        f"<th scope=row>{escape(row.name)}</th>",
        f"<td>{row.round}</td>",
        f"<td>{escape(str(row.status))}: {escape(str(row.duty))}</td>",
        f"<td>{escape(far(row.verdict)) or '0'}</td>",
        f"<td>{ground}</td>",
        f"<td>{groups}</td>",
    ]
    return f"<tr>{''.join(cells)}</tr>"


def why_page(e: Explanation) -> str:
    """An explanation as preformatted text."""
    return f"<pre>{escape(tell_why(e))}</pre>"
