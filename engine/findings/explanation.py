"""Explanations: proof trees and failed conditions, as data taken from the derivation record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.findings.findings import Findings
from engine.record.facts import FailedCondition
from engine.record.grounds import Ground, Judged, precedence
from engine.record.questions import Literal, Question
from engine.record.rows import StateVerdict
from engine.record.verdict import Status, Verdict
from treaties.models.reading import reading_for

if TYPE_CHECKING:
    from engine.record.reasons import Reason


@dataclass(frozen=True)
class Explanation:
    """The proofs of a state's duties, nearest first, and its failed conditions.

    `further` lists grounds (duties that the state may owe) under clauses that `proofs` already covers; their proofs
    would differ only in the beneficiary.
    """

    answer: Findings = field(repr=False)
    row: StateVerdict
    proofs: tuple[tuple[Ground, Verdict, Reason], ...]
    failed: tuple[FailedCondition, ...]
    further: tuple[tuple[Ground, Verdict], ...] = ()


def explain(answer: Findings, row: StateVerdict) -> Explanation:
    """Return the proofs of every duty that a state may owe, and its failed conditions. The duty that decides the
    verdict is proved first, then duties that the given events make due.
    """
    proofs = []
    further = []
    live = [
        i
        for i, j in enumerate(row.judged)
        if j.verdict.status is not Status.NOT_TRIGGERED
    ]
    shown: set[str] = set()
    lead = sorted(live, key=lambda i: _lead(answer, row.judged[i]))[:1]
    near = sorted(live, key=lambda i: _near(answer, row.judged[i]))
    for i in dict.fromkeys([*lead, *near]):
        g, v = row.judged[i].ground, row.judged[i].first
        if g.clause.key in shown:
            further.append((g, v))
            continue
        shown.add(g.clause.key)
        support = v.supports[0] if v.supports else 0
        proofs.append((g, v, answer.proof(g.proved(v), support)))
    return Explanation(answer, row, tuple(proofs), row.blocked, tuple(further))


def _lead(answer: Findings, j: Judged) -> tuple[object, ...]:
    """Rank a ground for the first proof: the strongest first, of equals one that is owed to the attacked states."""
    group, *strength = precedence(j.ground.duty, j.first)
    owed_aside = j.ground.beneficiary not in answer.setting.attacked
    founded = (j.ground.round, *j.ground.clause.weight)
    binding = j.ground.binding
    return *_war(answer, j), not binding, group, owed_aside, *strength, *founded


def _near(answer: Findings, j: Judged) -> tuple[object, ...]:
    """Rank a ground for the proofs after it: the nearest to being due."""
    return *_war(answer, j), j.first.status.order, j.first.distance.total


def _war(answer: Findings, j: Judged) -> tuple[bool, bool]:
    """What is due by now comes before what further acts may bring, and this war before another."""
    setting = answer.setting
    ours = j.ground.beneficiary in (*setting.attacked, *setting.attacking)
    return j.at_once.duty is None, not ours


def settlement(
    answer: Findings, literal: Literal, treaty: str = ""
) -> tuple[Question, str, str]:
    """Return a question, the answer that the solution assumes, and who settled it: `presumed`, a reading's name,
    `supposed` (by the user) or `open`.

    Args:
        answer: the solution.
        literal: the id of the question, and whether the assumed answer is yes.
        treaty: the id of the instrument in whose proof the question stands. A reading about other instruments does not
            settle the question there.
    """
    ident, yes = literal
    question = answer.posed[ident]
    reading = reading_for(answer.asked, treaty)
    stance = answer.settled_under(reading)
    settled = bool(stance.true & answer.literals.bit(literal))
    if any(a.settles(ident) for a in answer.supposed):
        how = "supposed"
    elif reading and (reading.answer_to(ident) or reading.leaves_unasked(ident)):
        how = reading.name
    elif settled:
        how = "presumed"
    else:
        how = "open"
    return question, "yes" if yes else "no", how


def who_decides(
    answer: Findings, question: Question, obligor: str | None = None
) -> str:
    """Return the name of the state or body that decides a question. Where each obligor decides for itself, this is the
    given obligor, or the only one concerned, or `each for itself`.

    Args:
        answer: the solution.
        question: the question.
        obligor: the id of the state whose duty is at issue; None if no particular duty is at issue.
    """
    if question.decider == "obligor" and obligor:
        return answer.setting.name(obligor)
    if question.decider != "obligor":
        decider = question.decider
        return (
            answer.setting.name(decider) if decider in answer.corpus.states else decider
        )
    concerned = answer.concerned.get(question.id, ())
    if len(concerned) == 1:
        return answer.setting.name(concerned[0])
    return "each for itself" if concerned else "the obligor"
