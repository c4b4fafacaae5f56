"""First lines on why a state must help, or why not: by which promise, in which words, or for which reason."""

from __future__ import annotations

from collections.abc import Iterator

from engine.output.first_lines.besides import besides
from engine.output.first_lines.duty import Citing, DutyClause, citation
from engine.output.first_lines.ruled import Ruled
from engine.output.first_lines.states import state_line, why_no_help
from engine.output.first_lines.treaties import covered_by, treaty_line
from engine.output.prose import the
from engine.output.ruling_reasons import because_of_treaty
from engine.question.topic import Kind
from engine.ruling.ruling import Owed, StateRuling
from treaties.vocabulary.names import instrument_in_line
from treaties.vocabulary.terms import Duty


def why(ruled: Ruled) -> Iterator[str]:
    """Yield sentences that say why a state must help, with a quotation of its promise, or why it need not."""
    if not ruled.ruling.states:
        yield from _why_treaties(ruled)
    for ruling in ruled.ruling.states:
        main = ruling.main
        if main is None or not ruling.holding.may_oblige:
            yield from _why_free(ruled, ruling)
        elif ruled.topic.kind is Kind.WHY_NOT:
            yield _not_free(ruled, ruling, main)
        else:
            yield from _why_bound(ruled, ruling, main)
        yield from besides(ruled, ruling)


def _why_free(ruled: Ruled, ruling: StateRuling) -> Iterator[str]:
    """Write why a state owes no help, and what it owes all the same."""
    asked_why_not = ruled.topic.kind is Kind.WHY_NOT
    begins = "Because" if asked_why_not else "It did not have to:"
    yield f"{begins} {why_no_help(ruled, ruling)}."
    main = ruling.main
    if main and main.call.duty is not Duty.MAY_ASSIST:
        yield DutyClause(ruled, main.of([ruling.state]), "it", joined=" if").sentence


def _not_free(ruled: Ruled, ruling: StateRuling, main: Owed) -> str:
    """Deny that a state need not help, or write on what its help depends.

    Args:
        ruled: the answer with its ruling.
        ruling: the ruling on the state.
        main: its duty.
    """
    if not main.settled:
        return f"Because no duty is certain. {state_line(ruled, [ruling])}"
    name = the(ruled.setting, ruling.state)
    return f"On the contrary: {DutyClause(ruled, main.of([ruling.state]), name).text}."


def _why_bound(ruled: Ruled, ruling: StateRuling, main: Owed) -> Iterator[str]:
    """Write by which promise a state must help, on what that depends, and in which words it promised.

    Args:
        ruled: the answer with its ruling.
        ruling: the ruling on the state.
        main: its duty.
    """
    if main.settled:
        article = instrument_in_line(citation(main)[1:-1])
        name, mine = the(ruled.setting, ruling.state), main.of([ruling.state])
        does = DutyClause(ruled, mine, name, citing=Citing.NONE).text
        yield f"Because of {article}, by which {does}."
    else:
        yield state_line(ruled, [ruling])
    if quoted := main.call.clause.obligation.quotation:
        yield f"Its words: {quoted}."


def _why_treaties(ruled: Ruled) -> Iterator[str]:
    """Write why treaties oblige to help, or why they do not."""
    for ruling in ruled.ruling.treaties:
        if ruling.lacking:
            yield f"Because {because_of_treaty(ruled.solution, ruling)}."
        else:
            yield treaty_line(ruled, ruling)
    if all(r.lacking for r in ruled.ruling.treaties):
        yield covered_by(ruled)
