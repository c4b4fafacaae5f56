"""Export to ProbLog: a ground program that computes the answer's odds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from engine.export.clingo import atom, literal
from engine.record.facts import Fact, Step
from engine.verdicts.goals import all_goals
from treaties.vocabulary.kinds_of_duty import HELP

if TYPE_CHECKING:
    from engine.analysis.probability.priors import Priors
    from engine.answer import Answer


def to_problog(
    answer: Answer, priors: Priors, *, state: str | None = None, duty: str = HELP
) -> str:
    """Return the whole derivation of an answer as a ProbLog program with one query for each state.

    Args:
        answer: the answer.
        priors: the probability of every open question.
        state: the only state to query, by any name.
        duty: the kind of duty.

    Raises `CasusError` listing all questions without a probability.
    """
    answer = answer.entire
    literals = answer.labels.literals
    stance = answer.assignments.under(answer.asked)
    settled = dict(literals.decode(stance.true))
    targets = dict(all_goals(answer, duty))
    if state is not None:
        ident = answer.corpus.states.of_day(state, answer.setting.on).id
        targets = {ident: targets.get(ident, ())}
    mattering = _mattering(answer, targets)
    chances = priors.settle(mattering)
    asked = [q for q in literals.ids if q in settled or q in set(mattering)]
    return program(
        answer.record.steps,
        asked,
        settled,
        targets,
        chances,
        title=answer.title,
    )


def _mattering(answer: Answer, targets: Mapping[str, Iterable[Fact]]) -> list[str]:
    """The open questions on which any of the goals turns, in order; answers to others make no difference."""
    from engine.analysis.inquiry import simplest
    from engine.labels.program import ground

    stance = answer.assignments.under(answer.asked)
    found: set[str] = set()
    for facts in targets.values():
        whole = ground(answer.record.steps, facts, answer.labels.literals, stance)
        found |= set(simplest(whole).questions)
    return [q for q in answer.labels.literals.ids if q in found]


def program(
    steps: Iterable[Step],
    questions: Iterable[str],
    settled: Mapping[str, bool],
    goals: Mapping[str, Iterable[Fact]],
    chances: Mapping[str, Fraction],
    *,
    title: str = "",
) -> str:
    """Return a ProbLog program made of derivation steps. Questions without a probability are left out.

    Args:
        steps: the steps of the derivation.
        questions: the ids of the relevant questions.
        settled: the settled answers, by question.
        goals: for each state, the facts that each draw it in.
        chances: the probability of yes, by question.
        title: the subject, for the first line.
    """
    lines = _lines(steps, questions, settled, goals, chances)
    return f"% {' '.join(title.split())}\n" + "\n".join(lines) + "\n"


def _lines(
    steps: Iterable[Step],
    questions: Iterable[str],
    settled: Mapping[str, bool],
    goals: Mapping[str, Iterable[Fact]],
    chances: Mapping[str, Fraction],
) -> Iterator[str]:
    # Every answer that a step names must be defined, also one that the settled answers rule out.
    yield "yes(none) :- fail."
    yield "no(none) :- fail."
    for q in questions:
        name = quoted(q)
        if q in settled:
            yield f"{'yes' if settled[q] else 'no'}({name})."
        elif q in chances:
            yield f"{number(chances[q])}::yes({name})."
            yield f"no({name}) :- \\+ yes({name})."
    heads, needed = (
        set[tuple[str, int]](),
        {_kind(f) for facts in goals.values() for f in facts},
    )
    for step in steps:
        body = [atom(f, quoted) for f in step.body] + [
            literal(x, quoted) for x in step.literals
        ]
        yield f"{atom(step.head, quoted)}{' :- ' + ', '.join(body) if body else ''}."
        heads.add(_kind(step.head))
        needed |= {_kind(f) for f in step.body}
    for kind, arity in sorted(needed - heads):
        # ProbLog knows no predicate without a clause.
        yield f"{kind.replace('-', '_')}({', '.join(['none'] * arity)}) :- fail."
    for state, facts in goals.items():
        yield f"drawn_in({quoted(state)}) :- fail."
        for fact in facts:
            yield f"drawn_in({quoted(state)}) :- {atom(fact, quoted)}."
        yield f"query(drawn_in({quoted(state)}))."


def _kind(fact: Fact) -> tuple[str, int]:
    return fact.kind, len(fact.args)


def number(chance: Fraction) -> str:
    """Return a probability for ProbLog: a decimal if that is exact, otherwise a quotient.

    >>> number(Fraction(7, 10)), number(Fraction(1, 3))
    ('0.7', '1/3')
    """
    if 10**400 % chance.denominator == 0:
        from decimal import Decimal, localcontext

        with localcontext(prec=400):
            return format(Decimal(chance.numerator) / Decimal(chance.denominator), "f")
    return f"{chance.numerator}/{chance.denominator}"


def quoted(text: str) -> str:
    """Return a text as a quoted atom of ProbLog."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
