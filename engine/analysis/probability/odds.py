"""Odds: the probability that a state is drawn in, given the user's probabilities for the open questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.analysis.inquiry import Inquiry
from engine.analysis.probability.by_supports import circuit_of
from engine.analysis.probability.circuit import Circuit
from engine.analysis.probability.odds_result import Importance, Odds
from engine.analysis.probability.priors import Priors
from engine.labels.labelling import labels
from treaties.support.budget import budgeted, current_budget
from treaties.support.garbage import gc_paused
from treaties.support.limits import EXACT, ODDS_SETS
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.keywords import keywords

if TYPE_CHECKING:
    from engine.answer import Answer

SHARE = 0.7
"""The share of the budget, and of a time limit, for the exact method."""
COUNTS = (1_000, 300, 100, 30, 10)
"""Numbers of nearest supports to try if all are too many."""
TRY = 0.5
"""The share of the budget for each of these tries."""


@keywords
@budgeted()
@gc_paused()
def odds(
    answer: Answer,
    state: str | int,
    p: Mapping[str, object] | Iterable[str] = (),
    *,
    duty: str | None = None,
    priors: str | Path | Priors | None = None,
    seconds: float = inf,
) -> Odds:
    """Compute the probability that a state is drawn in, or owes a duty; exactly, if possible.

    Answers are treated as independent. The work is limited, so that every machine gives the same result; if it does not
    suffice, the result is marked as a lower bound.

    Args:
        answer: the answer to start from.
        state: the state, by any name or code.
        p: probabilities of yes by question id or pattern: `0.7` or `7/10`.
        duty: a kind of duty; `help` (fight, assist or act) by default.
        priors: a TOML file of such probabilities.
        seconds: a time limit; the result says if it was reached.

    Raises `CasusError` for unknown names, and for questions without a probability, listing them all.

    >>> from engine import ask
    >>> chain = ask("Russia", by="Ukraine", on="2025-06-01", background=False)
    >>> odds(chain, "China", {"performs:*": "9/10", "strikes:*": 0.1, "state-of-war:*": 0.5}).value
    Fraction(9, 200)
    """
    current_budget().within(seconds)
    given = priors if isinstance(priors, Priors) else Priors.of(p, priors)
    given.possible(answer.corpus)
    inquiry = Inquiry.of(answer, state, duty)
    given.check([q.id for q in inquiry.answer.assignments.questions])
    _unsettled(answer, given.named)
    if inquiry.settled is not None:
        return Odds(inquiry, Fraction(inquiry.settled), True, **inquiry.head())
    chances = given.settle(inquiry.program.questions)
    with budgeted(SHARE):
        found = labels(inquiry.program, sets=ODDS_SETS)
        whole = circuit_of(found.goal) if found.complete else None
    circuit = _nearest(found.goal) if whole is None else whole
    return Odds(
        inquiry,
        _value(inquiry, circuit, chances),
        whole is not None and inquiry.near is None,
        () if whole is None else _importance(inquiry, whole, chances),
        late=whole is None and current_budget().late,
        **inquiry.head(),
    )


def _unsettled(answer: Answer, named: Iterable[str]) -> None:
    """Raise `CasusError` where somebody typed a probability for a question that is settled: it would change nothing."""
    settled = dict(
        answer.labels.literals.decode(answer.assignments.under(answer.asked).true)
    )
    for ident in named:
        if ident in settled:
            word = "yes" if settled[ident] else "no"
            raise CasusError(
                f"`{ident}` is settled, as {word}: by presumption, by the reading or because it is supposed",
                remedy="leave out its probability",
            )


def _nearest(supports: Sequence[int]) -> Circuit:
    """Make a circuit of the nearest supports, as many as are soon gone through: it is never above the whole."""
    tries = (circuit_of(supports[:n], TRY) for n in COUNTS)
    return next((c for c in tries if c is not None), Circuit())


def _value(
    inquiry: Inquiry, circuit: Circuit, chances: Mapping[str, Fraction]
) -> Fraction | float:
    """The probability of a circuit: a fraction where the circuit is small, else a float."""
    ids = inquiry.program.literals.ids
    number: Callable[[Fraction], Any] = Fraction if len(circuit) <= EXACT else float
    found: Fraction | float = number(circuit.value(lambda i: number(chances[ids[i]])))
    return found


def _importance(
    inquiry: Inquiry, circuit: Circuit, chances: Mapping[str, Fraction]
) -> tuple[Importance, ...]:
    """Weigh every question, heaviest first: Birnbaum's measure, the derivative of the odds by its probability."""
    literals = inquiry.program.literals
    _, slopes = circuit.slopes(lambda i: float(chances[literals.ids[i]]))
    found = [
        Importance(q, inquiry.question(q).text, float(p), slopes.get(i, 0.0))
        for q, p in chances.items()
        for i in [literals.index[q]]
    ]
    return tuple(sorted(found, key=lambda x: (-abs(x.birnbaum), x.question)))
