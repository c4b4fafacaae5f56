"""A proof told: a tree with one line for each inference, or every condition that failed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.cascade.question_ids import QuestionId, kind_of
from engine.output.blocked_text import no_article
from engine.output.failures import failed_of
from engine.output.owing import reference
from engine.output.prose import para, standing
from engine.verdicts.explanation import said, who_decides
from engine.verdicts.verdict import Status

if TYPE_CHECKING:
    from engine.verdicts.explanation import Explanation, Reason


def tell_why(e: Explanation) -> str:
    """Every proof as a tree, each shared reason told once, then every condition that failed."""
    row, answer = e.row, e.answer
    none = no_article(row.link) if row.status is not Status.BELLIGERENT else ""
    lines = [para(answer.title), "", para(f"{row.name}: {none or standing(row.verdict)}.")]
    told: dict[object, int] = {}
    for g, v, reason in e.proofs:
        lines.append("")
        lines.append(para(f"{standing(v)} — {reference(g.clause)}"))
        lines.append(para(g.clause.obligation.gist, 2))
        source = g.clause.obligation.source or g.clause.treaty.sources[0]
        lines.append(para(f"source: {answer.corpus.source(source).title}", 2))
        lines += proof_tree(e, reason, told, "  ", "  ")
    if e.further:
        who = ", ".join(dict.fromkeys(answer.setting.name(g.beneficiary) for g, _ in e.further))
        lines += ["", para(f"The same articles may be called for others too, further on: {who}.")]
    if e.failed:
        lines += ["", "Conditions that failed"]
        failed = failed_of(answer, row)
        lines += [para(f"{article} ({condition}): {why}", 2, 4) for article, condition, why in failed]
    return "\n".join(lines)


def proof_tree(e: Explanation, r: Reason, told: dict[object, int], lead: str, below: str) -> Iterator[str]:
    """A proof as lines; `told` numbers what was shown before, so that it is told once."""
    if r.fact in told and r.because:
        yield para(f"{lead}{r.text} (as shown at [{told[r.fact]}])", 0, len(below) + 2)
        return
    mark = ""
    if r.because:
        told[r.fact] = len(told) + 1
        mark = f"[{told[r.fact]}] "
    given = " — given" if r.rule == "event" else ""
    yield para(f"{lead}{mark}{r.text}{given}", 0, len(below) + 2)
    under: list[str | Reason] = []
    for q, wanted, how in (said(e.answer, x, r.treaty) for x in r.answers if kind_of(x[0]) != "rule"):
        who = f" (decides: {who_decides(e.answer, q, r.obligor)})" if how == "open" else ""
        why = f" ({q.why})" if q.why and how == "presumed" else ""
        under.append(f"{how}: {q.text} — {wanted}{who}{why}")
    under += list(r.because)
    for ident, _ in r.answers:
        if kind_of(ident) == "rule":
            rule = QuestionId.parse(ident).about
            under += [f"by the rule that {r.name}" for r in e.answer.corpus.rules if r.id == rule]
    for i, child in enumerate(under):
        last = i == len(under) - 1
        sign, next_below = ("└ ", below + "  ") if last else ("├ ", below + "│ ")
        if isinstance(child, str):
            yield para(f"{below}{sign}{child}", 0, len(below) + 4)
        else:
            yield from proof_tree(e, child, told, below + sign, next_below)
