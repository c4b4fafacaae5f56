"""Odds: the probability that a state is drawn in, given the user's own probabilities for the open questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from heapq import heappop, heappush
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.analysis.firebreak_search import supports_without
from engine.analysis.inquiry import Inquiry
from engine.analysis.probability.bounds import bounds as bounded
from engine.analysis.probability.bounds import nearest
from engine.analysis.probability.by_supports import circuit_of
from engine.analysis.probability.odds_result import Importance, LikelyWay, Odds
from engine.analysis.probability.priors import Priors, lacking
from engine.analysis.probability.reckoning import Reckoner
from engine.labels.labelling import Labelling, labels
from engine.labels.masks import bits
from engine.labels.program import Program
from engine.verdicts.goals import kind_of_duty
from treaties.support.budget import budgeted, current_budget
from treaties.support.garbage import gc_paused
from treaties.support.limits import NODES, ODDS_SETS
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.keywords import keywords

if TYPE_CHECKING:
    from engine.answer import Answer
CROWDED = 10_000
"""Steps of an answer that was cut, from which on it is not followed further only to say that nothing is known."""
EXACT, REST = 0.7, 0.5
"""The part of the budget, and of a time that was given, which the exact method may take; and each of the bounds."""


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
    bounds: bool = False,
    seconds: float = inf,
    paths: bool = True,
) -> Odds:
    """Compute the probability that `state` is drawn in (or owes `duty`), exact wherever that is within reach.

    Answers are independent but for common causes. The work is counted and bounded, so that the same question has the
    same answer everywhere: beyond it the result is an interval.

    Args:
        answer: the answer to start from.
        state: the state, by any name or code.
        p: probabilities of yes by question id or pattern: `0.7`, `7/10`, or an interval `0.2..0.5`.
        duty: one kind of duty; `help` (fight, assist or act) where left out.
        priors: a TOML file of the same, which may name common causes.
        bounds: whether a question without a probability may have any, and the exact interval is given.
        seconds: bounds the time too; the result says if that cut it.
        paths: how many ways in are listed at most; beyond them the result is bounded.

    Raises `CasusError` for what is not known, and, without `bounds`, for questions that lack a probability: all of
    them.

    >>> from engine import ask
    >>> chain = ask("Russia", by="Ukraine", on="2025-06-01", background=False)
    >>> odds(chain, "China", {"performs:*": "9/10", "strikes:*": 0.1, "state-of-war:*": 0.5}).value
    Fraction(9, 200)
    """
    current_budget().within(seconds)
    given = priors if isinstance(priors, Priors) else Priors.of(p, priors)
    given.possible(answer.corpus)
    if bounds and not given and (certain := _without_numbers(answer, state, duty)):
        return certain
    inquiry = Inquiry.of(answer, state, duty)
    given.check([q.id for q in inquiry.answer.stances.questions])
    _unsettled(answer, given.named)
    if inquiry.settled is not None:
        sure = Fraction(int(inquiry.settled))
        return Odds(inquiry, sure, sure, True, "settled", **inquiry.head())
    questions = inquiry.program.questions
    if not questions:  # no way is near enough to be followed, and nobody can say what the others are worth
        return Odds(
            inquiry, Fraction(0), Fraction(1), False, "bounds", **inquiry.head()
        )
    missing = tuple(
        q for q in questions if given.cause(q) is None and given.chance(q) is None
    )
    if missing and not bounds:
        raise lacking(missing)
    used = inquiry.program.used
    if len(missing) == len(questions) and inquiry.program.literals.consistent(used):
        # Each question may be answered so that it holds, or so that it does not: nothing need be reckoned to say so.
        near = inquiry.near is None
        return Odds(
            inquiry,
            Fraction(0),
            Fraction(1),
            near,
            "anything",
            missing=missing,
            **inquiry.head(),
        )
    reckoner = Reckoner(inquiry, given)
    with budgeted(EXACT):
        found = labels(inquiry.program, sets=ODDS_SETS)
        circuit = circuit_of(found.goal) if found.complete else None
    exact, weights = False, tuple[Importance, ...]()
    if circuit is None:
        low, high = _bounded(reckoner, found)
    else:
        low, high, exact = reckoner.ends(circuit)
        weights = reckoner.importance(circuit)
        if (
            inquiry.near is not None
        ):  # what was followed is certain; what was not may add anything
            high, exact = type(low)(1), False
    ways = _ways(reckoner, found) if paths else ()
    late = current_budget().late and (
        circuit is None or not all(w is not None and w.proved for w in ways)
    )
    method = "bounds" if circuit is None or inquiry.near is not None else "supports"
    rest = (
        *(ways or (None, None)),
        missing,
        reckoner.causes,
        reckoner.assumption,
        late,
    )
    return Odds(inquiry, low, high, exact, method, weights, *rest, **inquiry.head())


def _without_numbers(answer: Answer, state: str | int, duty: str | None) -> Odds | None:
    """What is certain without any number, in a world so crowded that it takes seconds to follow it; None elsewhere."""
    if not answer.record.partial or len(answer.record.steps) < CROWDED:
        return None
    inquiry = Inquiry(
        answer,
        answer.corpus.states.resolve(state, answer.setting.on).id,
        kind_of_duty(duty),
    )
    if inquiry.whole.holds:
        return Odds(
            inquiry, Fraction(1), Fraction(1), True, "settled", **inquiry.head()
        )
    missing = inquiry.whole.questions
    return Odds(
        inquiry,
        Fraction(0),
        Fraction(1),
        False,
        "anything",
        missing=missing,
        **inquiry.head(),
    )


def _unsettled(answer: Answer, named: Iterable[str]) -> None:
    """Raise `CasusError` where somebody typed a probability for a question that is settled: it would change nothing."""
    settled = dict(
        answer.labels.literals.decode(answer.stances.under(answer.asked).true)
    )
    for ident in named:
        if ident in settled:
            word = "yes" if settled[ident] else "no"
            raise CasusError(
                f"`{ident}` is settled, as {word}: by presumption, by the reading or because it is supposed",
                remedy="leave out its probability",
            )


def _bounded(reckoner: Reckoner, found: Labelling) -> tuple[Any, Any]:
    """Guaranteed bounds: from the nearest supports and, where every way was followed, from the most probable cases.

    Where ways were not followed nothing bounds the odds from above, and cases tell less than the supports.
    """
    inquiry = reckoner.inquiry
    with budgeted(REST):
        low, _, _ = reckoner.ends(nearest(inquiry.program, found.goal))
    high = 1.0
    if inquiry.near is None:
        nodes = min(NODES, reckoner.affordable_nodes)
        with budgeted(REST):
            under, over = bounded(inquiry.program, reckoner.middle, nodes=nodes)
        low = max(low, reckoner.ends(under)[0])
        high = reckoner.ends(over)[1]
    return low, max(low, high)  # the last digit of a sum of floats may cross


def _ways(
    reckoner: Reckoner, found: Labelling
) -> tuple[LikelyWay | None, LikelyWay | None]:
    """The most probable support found, and the most probable firebreak, each answer taken by itself."""
    i = reckoner.inquiry
    out = cheapest_break(i.program, reckoner.cost)
    way_out = (
        None
        if out is None
        else reckoner.way(i.program.literals.contrary(out), proved=True)
    )
    likeliest = min(
        found.goal, key=lambda m: (sum(map(reckoner.cost, bits(m))), m), default=None
    )
    return None if likeliest is None else reckoner.way(
        likeliest, proved=found.complete
    ), way_out


def cheapest_break(program: Program, price: Callable[[int], float]) -> int | None:
    """Find the answers of least cost without which nothing brings the goal about; None where the work runs out, or
    where it can't be kept out.

    Sets grow by one answer of a support that they leave, the cheapest set first, so that the first that leaves none is
    the cheapest (Reiter 1987).

    Args:
        program: the rules of the goal.
        price: gives the cost of the contrary of an answer, by its bit; an infinite one is never taken.

    >>> from engine.labels.labels import Literals
    >>> program = Program(((0, 0, 0b1010), (0, 0, 0b100010)), Literals(["p", "q", "r"]), ())
    >>> cheapest_break(program, lambda b: {0: 5.0, 2: 1.0, 4: 1.0}[b])
    40
    """
    known: list[int] = []
    work = current_budget()
    heap = [(0.0, 0, 0)]
    while heap and work.spend(1 + len(known)):
        total, taken, barred = heappop(heap)
        left = [m & ~barred for m in known if not m & taken]
        if not left:
            around = supports_without(program, taken)
            if around is None:
                return None
            if not around:
                for b in bits(taken):  # one that costs nothing may be one too many
                    if supports_without(program, taken ^ 1 << b) == []:
                        taken ^= 1 << b
                return taken
            known += around
            left = [m & ~barred for m in around]
        for b in sorted(
            bits(min(left, key=int.bit_count)), key=lambda b: (price(b ^ 1), b)
        ):
            if not taken >> (b ^ 1) & 1 and price(b ^ 1) < inf:
                heappush(heap, (total + price(b ^ 1), taken | 1 << b, barred))
            barred |= 1 << b
    return None
