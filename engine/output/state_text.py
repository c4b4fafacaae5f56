"""The answer for one state: yes, no, or its conditions, with the proof."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.findings.explanation import (
    Explanation,
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
from engine.output.prose import para, standing, the
from engine.record.question_ids import QuestionId, kind_of
from engine.record.verdict import Status, same
from engine.ruling.states import proved_duty

if TYPE_CHECKING:
    from engine.record.grounds import Ground
    from engine.record.reasons import Reason
    from engine.record.rows import StateVerdict
    from engine.record.verdict import Verdict


Shown = dict[object, int]
"""The number under which each fact was shown."""


def proof_of(solution: Findings, state: str, extent: DetailOptions) -> Iterator[Block]:
    """Yield the proof of the verdict on a state, or every condition that failed.

    Args:
        solution: the answer.
        state: the name, code or id of the state.
        extent: how much is shown, and the duty to which it is limited.
    """
    row = solution[state]
    shown = proved_duty(solution, row.state, extent.chains(further(solution)))
    if shown is None:
        lines = _failed(solution, row)
    else:
        ground, verdict = shown
        support = verdict.supports[0] if verdict.supports else 0
        lines = proof_tree(
            solution, solution.proof(ground.proved(verdict), support), {}
        )
    for line in lines:
        yield Block(line, role=Role.PROOF)


def _failed(solution: Findings, row: StateVerdict) -> Iterator[str]:
    """The conditions that failed, each with its article and the reason."""
    for article, condition, why in failed_of(solution, row):
        yield para(f"{article} ({condition}): {why}", 2, 4)


def tell_why(e: Explanation) -> str:
    """Return the proofs of a state's duties as trees, with each shared reason shown once, then every condition that
    failed.
    """
    row, answer = e.row, e.answer
    shown: Shown = {}
    parts = [
        [para(answer.title)],
        _standing(e),
        *([*_proved(answer, *proved, shown)] for proved in e.proofs),
    ]
    if e.further:
        owed = dict.fromkeys(answer.setting.name(g.beneficiary) for g, _ in e.further)
        others = f"The same articles may be called for others too, further on: {', '.join(owed)}."
        parts.append([para(others)])
    if e.failed:
        parts.append(["Conditions that failed", *_failed(answer, row)])
    return "\n\n".join("\n".join(part) for part in parts)


def _standing(e: Explanation) -> list[str]:
    """The verdict on a state at once, and if the war goes on."""
    row = e.row
    none = no_article(row.link) if row.status is not Status.BELLIGERENT else ""
    lines = [para(f"{row.name}: {none or by_now(e)}.")]
    if not none and not same(row.verdict, row.at_once):
        lines.append(para(f"If it goes on: {standing(row.verdict)}."))
    return lines


def _proved(
    answer: Findings, ground: Ground, verdict: Verdict, proof: Reason, shown: Shown
) -> Iterator[str]:
    """A duty with its article, its gist and its source, and the proof."""
    clause = ground.clause
    yield para(f"{standing(verdict)} — {reference(clause)}")
    yield para(clause.obligation.gist, 2)
    yield para(f"source: {answer.corpus.source(clause.source).title}", 2)
    yield from proof_tree(answer, proof, shown)


def by_now(e: Explanation) -> str:
    """Return the verdict on a state on the given events alone, in words: what it owes the attacked states, or else what
    it owes other states, by name.
    """
    setting, at_once = e.answer.setting, [j.at_once for j in e.row.judged]
    for ground, verdict, _ in e.proofs:
        if verdict in at_once and e.row.status is not Status.BELLIGERENT:
            others = ground.beneficiary not in setting.attacked
            toward = f", toward {the(setting, ground.beneficiary)}" if others else ""
            return f"{standing(verdict)}{toward}"
    return standing(e.row.at_once)


def _answers(solution: Findings, r: Reason) -> Iterator[str]:
    """The answers on which a conclusion rests, and how each is settled."""
    for literal in r.answers:
        if kind_of(literal[0]) == "rule":
            continue
        question, wanted, how = settlement(solution, literal, r.treaty)
        more = ""
        if how == "open":
            more = f" (decides: {who_decides(solution, question, r.obligor)})"
        elif how == "presumed" and question.why:
            more = f" ({question.why})"
        yield f"{how}: {question.text} — {wanted}{more}"


def _rules(solution: Findings, r: Reason) -> Iterator[str]:
    """The rules of general law by which a conclusion follows."""
    asked = (ident for ident, _ in r.answers if kind_of(ident) == "rule")
    applied = {QuestionId.parse(ident).about for ident in asked}
    for rule in solution.corpus.rules:
        if rule.id in applied:
            yield f"by the rule that {rule.name}"


def proof_tree(
    solution: Findings, r: Reason, shown: Shown, margin: str = "  "
) -> Iterator[str]:
    """Yield the lines of a proof, drawn as a tree.

    Args:
        solution: the answer, which supplies names and questions.
        r: the conclusion with its reasons.
        shown: the number under which each fact was already shown; facts shown here are added.
        margin: the space before every line.
    """
    for line in _tree(solution, r, shown):
        branches = len(line) - len(line.lstrip("│├└ "))
        yield para(f"{margin}{line}", 0, len(margin) + branches + 2)


def _tree(solution: Findings, r: Reason | str, shown: Shown) -> Iterator[str]:
    """A conclusion with its reasons below it, or a reason that has none."""
    if isinstance(r, str):
        yield r
        return
    if r.because and r.fact in shown:
        yield f"{r.text} (as shown at [{shown[r.fact]}])"
        return
    mark = ""
    if r.because:
        shown[r.fact] = len(shown) + 1
        mark = f"[{shown[r.fact]}] "
    yield f"{mark}{r.text} — given" if r.rule == "event" else f"{mark}{r.text}"
    under: list[Reason | str] = [*_answers(solution, r), *r.because]
    under += _rules(solution, r)
    for left, child in zip(reversed(range(len(under))), under, strict=True):
        branch, trunk = ("├ ", "│ ") if left else ("└ ", "  ")
        first, *below = _tree(solution, child, shown)
        yield f"{branch}{first}"
        yield from (f"{trunk}{line}" for line in below)
