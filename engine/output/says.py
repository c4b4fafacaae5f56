"""Words for the values of an answer, which its JSON holds under `says`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engine.findings.calls import TriggeredArticle
from engine.findings.explanation import who_decides
from engine.findings.findings import Findings
from engine.findings.nearest import events_and_judgements
from engine.findings.unbound import NotBinding
from engine.output.blocked_text import no_article
from engine.output.breach_line import breaks, by_treaty
from engine.output.failures import reason
from engine.output.first_lines.duty import DutyClause, conditions_of, judged_by
from engine.output.first_lines.ruled import ruled
from engine.output.first_lines.states import state_line, why_no_help
from engine.output.first_lines.treaties import treaty_line
from engine.output.owing import only_if, owed
from engine.output.reason_text import reason_in_words
from engine.output.ruling_reasons import because_of_treaty
from engine.record.breaches import Breach, ForbiddenForce
from engine.record.facts import FailedCondition
from engine.record.questions import Question
from engine.record.reasons import Reason
from engine.record.rows import TreatyLink
from engine.ruling.ruling import Owed, StateRuling, TreatyRuling


@dataclass(frozen=True)
class RulingWords:
    """A ruling in words, with its reason."""

    ruling: str
    because: str


@dataclass(frozen=True)
class OwedWords:
    """The words for a duty that an article imposes: the duty with its citation, its conditions, and who decides on
    them.
    """

    duty: str
    only_if: list[str]
    decides: str


@dataclass(frozen=True)
class QuestionAsked:
    """An open question in words, with who decides it and the reason for its presumed answer."""

    text: str
    decides: str
    why: str


def _state_ruling(solution: Findings, ruling: StateRuling) -> RulingWords:
    about = ruled(solution)
    because = "" if ruling.holding.may_oblige else why_no_help(about, ruling)
    return RulingWords(state_line(about, [ruling]), because)


def _treaty_ruling(solution: Findings, ruling: TreatyRuling) -> RulingWords:
    because = because_of_treaty(solution, ruling) if ruling.lacking else ""
    return RulingWords(treaty_line(ruled(solution), ruling), because)


def _owed(solution: Findings, duty: Owed) -> OwedWords:
    about = ruled(solution)
    judge = judged_by(about, duty)
    asked = [s for s in duty.states if s in about.topic.states]
    text = DutyClause(about, duty.of(asked)).doing
    decides = judge.in_words() if judge else ""
    return OwedWords(text, conditions_of(about, duty), decides)


def _call(solution: Findings, call: TriggeredArticle) -> str:
    _, judgements = events_and_judgements(solution, call.verdict)
    return f"{owed(solution, call)}{only_if(solution, judgements)}."


def _breach(solution: Findings, breach: Breach) -> str:
    (what,) = by_treaty([breach.clause])
    return breaks(solution.setting, [breach.state], what, breach.excused)


def _force(solution: Findings, force: ForbiddenForce) -> str:
    rule = force.rule.law_in_line
    return breaks(solution.setting, [force.state], rule, force.excused)


def _question(solution: Findings, question: Question) -> QuestionAsked:
    decides = who_decides(solution, question)
    return QuestionAsked(question.text, decides, question.why)


def _failed(solution: Findings, failed: FailedCondition) -> str:
    return reason(solution.setting, failed)


def _link(_: Findings, link: TreatyLink) -> str:
    return no_article(link)


def _proof(_: Findings, node: Reason) -> str:
    return node.text


SAYS: dict[type, Callable[[Findings, Any], Any]] = {
    StateRuling: _state_ruling,
    TreatyRuling: _treaty_ruling,
    Owed: _owed,
    TriggeredArticle: _call,
    NotBinding: reason_in_words,
    Breach: _breach,
    ForbiddenForce: _force,
    TreatyLink: _link,
    FailedCondition: _failed,
    Question: _question,
    Reason: _proof,
}
"""The function that writes the words for each type of value."""
