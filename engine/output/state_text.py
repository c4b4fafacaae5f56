"""The answer for one state: yes, no, or its conditions, with the proof."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.findings.explanation import (
    Explanation,
    explain,
    settlement,
    who_decides,
)
from engine.findings.extent import DetailOptions
from engine.findings.findings import Findings
from engine.findings.further import further
from engine.output.blocked_text import no_article
from engine.output.document import Block, Role
from engine.output.failures import failed_of
from engine.output.owing import reference
from engine.output.prose import number, para, standing, the
from engine.record.question_ids import QuestionId, kind_of
from engine.record.verdict import Status, same
from engine.ruling.states import proved_duty

if TYPE_CHECKING:
    from engine.record.reasons import Reason


def proof_of(solution: Findings, state: str, extent: DetailOptions) -> Iterator[Block]:
    """Yield the proof of the verdict on a state, or every condition that failed.

    Args:
        solution: the answer.
        state: the name, code or id of the state.
        extent: how much is shown, and the duty to which it is limited.
    """
    row = solution[state]
    explained = explain(solution, row)
    shown = proved_duty(solution, row.state, extent.chains(further(solution)))
    if shown is None:
        yield from _failed(solution, explained)
        return
    ground, verdict = shown
    proof = solution.proof(
        ground.proved(verdict), verdict.supports[0] if verdict.supports else 0
    )
    for line in proof_tree(solution, proof, {}, "  ", "  "):
        yield Block(line, role=Role.PROOF)


def _failed(solution: Findings, explained: Explanation) -> Iterator[Block]:
    failed = list(
        dict.fromkeys(
            (label, reason) for label, _, reason in failed_of(solution, explained.row)
        )
    )
    yield from (
        Block(para(f"{label}: {reason}", 2, 4), role=Role.PROOF)
        for label, reason in failed[:6]
    )
    if len(failed) > 6:
        yield Block(
            f"  and {number(len(failed) - 6)} more conditions that failed (`casus why`)",
            role=Role.PROOF,
        )


def tell_why(e: Explanation) -> str:
    """Return the proofs of a state's duties as trees, with each shared reason shown once, then every condition that
    failed.
    """
    row, answer = e.row, e.answer
    none = no_article(row.link) if row.status is not Status.BELLIGERENT else ""
    lines = [
        para(answer.title),
        "",
        para(f"{row.name}: {none or by_now(e)}."),
    ]
    if not none and not same(row.verdict, row.at_once):
        lines.append(para(f"If it goes on: {standing(row.verdict)}."))
    shown: dict[object, int] = {}
    for g, v, proof in e.proofs:
        lines.append("")
        lines.append(para(f"{standing(v)} — {reference(g.clause)}"))
        lines.append(para(g.clause.obligation.gist, 2))
        source = answer.corpus.source(g.clause.source).title
        lines.append(para(f"source: {source}", 2))
        lines += proof_tree(answer, proof, shown, "  ", "  ")
    if e.further:
        who = ", ".join(
            dict.fromkeys(answer.setting.name(g.beneficiary) for g, _ in e.further)
        )
        lines += [
            "",
            para(f"The same articles may be called for others too, further on: {who}."),
        ]
    if e.failed:
        lines += ["", "Conditions that failed"]
        failed = failed_of(answer, row)
        lines += [
            para(f"{article} ({condition}): {why}", 2, 4)
            for article, condition, why in failed
        ]
    return "\n".join(lines)


def by_now(e: Explanation) -> str:
    """Return the verdict on a state on the given events alone, in words: what it owes the attacked states, or else what
    it owes other states, by name.
    """
    due = [(g, v) for g, v, _ in e.proofs if v in [j.at_once for j in e.row.judged]]
    if not due or e.row.status is Status.BELLIGERENT:
        return standing(e.row.at_once)
    g, v = due[0]
    setting = e.answer.setting
    if g.beneficiary in setting.attacked:
        return standing(v)
    return f"{standing(v)}, toward {the(setting, g.beneficiary)}"


def _answers(solution: Findings, r: Reason) -> Iterator[str]:
    """The answers on which a conclusion rests, and how each is settled."""
    for literal in r.answers:
        if kind_of(literal[0]) == "rule":
            continue
        question, wanted, how = settlement(solution, literal, r.treaty)
        line = f"{how}: {question.text} — {wanted}"
        if how == "open":
            line += f" (decides: {who_decides(solution, question, r.obligor)})"
        if how == "presumed" and question.why:
            line += f" ({question.why})"
        yield line


def _rules(solution: Findings, r: Reason) -> Iterator[str]:
    """The rules of general law by which a conclusion follows."""
    asked = (ident for ident, _ in r.answers if kind_of(ident) == "rule")
    applied = {QuestionId.parse(ident).about for ident in asked}
    for rule in solution.corpus.rules:
        if rule.id in applied:
            yield f"by the rule that {rule.name}"


def proof_tree(
    solution: Findings, r: Reason, shown: dict[object, int], lead: str, below: str
) -> Iterator[str]:
    """Yield the lines of a proof, drawn as a tree.

    Args:
        solution: the answer, which supplies names and questions.
        r: the conclusion with its reasons.
        shown: the number under which each fact was already shown; facts shown here are added.
        lead: the text before the first line.
        below: the text before every later line.
    """
    if r.fact in shown and r.because:
        yield para(f"{lead}{r.text} (as shown at [{shown[r.fact]}])", 0, len(below) + 2)
        return
    if r.because:
        shown[r.fact] = len(shown) + 1
    mark = f"[{shown[r.fact]}] " if r.because else ""
    given = " — given" if r.rule == "event" else ""
    yield para(f"{lead}{mark}{r.text}{given}", 0, len(below) + 2)
    under: list[str | Reason] = [*_answers(solution, r), *r.because]
    under += _rules(solution, r)
    for i, child in enumerate(under):
        last = i == len(under) - 1
        sign, next_below = ("└ ", below + "  ") if last else ("├ ", below + "│ ")
        if isinstance(child, str):
            yield para(f"{below}{sign}{child}", 0, len(below) + 4)
        else:
            yield from proof_tree(solution, child, shown, below + sign, next_below)
