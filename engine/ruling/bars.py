"""Bars to help that a treaty promises: permitted force, lawful self-defence, Security Council measures, a waiver."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.findings.calls import TriggeredArticle
from engine.findings.findings import Findings
from engine.findings.leave import OF_LEAVE, covering
from engine.record.question_ids import QuestionId
from treaties.models.permissions import Permission

OF_DEFENCE = frozenset({"lawful-defence", "unlawful", "rule"})
"""Kinds of question whose answer may make the force lawful, or its target the aggressor."""


class BarKind(StrEnum):
    """The kind of reason why help that a treaty promises may not be given, or is not due."""

    AUTHORISED = OF_LEAVE[0]
    """The Security Council authorised the force."""
    CONSENTED = "consented"
    """The state in which the force is used consented to it."""
    LAWFUL = "lawful"
    """The force is lawful self-defence, or its target attacked first."""
    MEASURES = "measures"
    """The Security Council took measures, which replace help."""
    WAIVED = "waived"
    """The beneficiary waived the help."""
    OTHER = "other"
    """Another rule or condition stands in the way."""


@dataclass(frozen=True)
class Hindrance:
    """The reason why the help that an article promises may not be given."""

    kind: BarKind
    leave: tuple[Permission, ...] = ()
    """The permissions for the force: authorisations of the Security Council, or requests by the state itself."""
    actors: tuple[str, ...] = ()
    """The ids of the states that have the permission."""

    @property
    def of_leave(self) -> bool:
        """Whether the bar depends on a permission, and ends if the force exceeds it."""
        return bool(self.leave)


def bar_of(solution: Findings, call: TriggeredArticle) -> Hindrance:
    """Return the reason why the help that an article promises is not due.

    Args:
        solution: the answer.
        call: an article whose help is owed on the text but may not be given, either in this answer or in the one for
            force beyond its permission.

    >>> from engine import ask
    >>> from engine.findings.calls import triggered_articles
    >>> answer = ask("Libya", by="France", on="2011-03-19", rounds=1)
    >>> barred = [c for c in triggered_articles(answer).calls if c.helping and not c.live]
    >>> bar_of(answer, barred[0]).leave[0].id
    'unsc-1973-2011'
    """
    contradicted = _contradicted(solution, call)
    of_leave = [q for q in contradicted if q.kind in OF_LEAVE]
    if call.live:
        of_leave = covering(solution)
    if of_leave:
        return _of_leave(solution, of_leave)
    if OF_DEFENCE.intersection(q.kind for q in contradicted):
        return Hindrance(BarKind.LAWFUL)
    given = solution.setting.waivers
    if any(set(call.beneficiaries) & set(w.by) for w in given):
        return Hindrance(BarKind.WAIVED)
    return Hindrance(
        BarKind.MEASURES if solution.setting.measures_taken else BarKind.OTHER
    )


def _of_leave(solution: Findings, covering: list[QuestionId]) -> Hindrance:
    """Make the bar of the leave that some questions are about; authorisations alone where there are any."""
    corpus = solution.corpus
    authorised = [q for q in covering if q.kind == OF_LEAVE[0]]
    kind = BarKind.AUTHORISED if authorised else BarKind.CONSENTED
    named = authorised or covering
    given: tuple[Permission, ...] = (*corpus.authorisations, *corpus.invitations)
    ids = {q.about for q in named}
    actors = solution.display_order.sorted({q.actor for q in named})
    return Hindrance(kind, tuple(p for p in given if p.id in ids), tuple(actors))


def _contradicted(solution: Findings, call: TriggeredArticle) -> list[QuestionId]:
    """List the questions whose answer keeps an article from being due."""
    stance = solution.settled_under(solution.asked)
    literals = solution.literals
    found = (
        ident
        for support in call.judged.ground.due
        for ident, _ in literals.decode(support & stance.false)
    )
    return [QuestionId.parse(ident) for ident in dict.fromkeys(found)]
