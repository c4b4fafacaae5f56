"""Export to clingo: a ground program whose answer sets are the answer's duties and supports."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from engine.record.facts import Fact, Step
from engine.verdicts.goals import all_goals
from treaties.vocabulary.kinds_of_duty import HELP

if TYPE_CHECKING:
    from engine.answer import Answer

HEADER = Path(__file__).with_suffix(".lp").read_text(encoding="utf-8")


def to_clingo(answer: Answer, *, duty: str = HELP, most: int | None = None) -> str:
    """Return the whole derivation of an answer as a clingo program.

    Presumptions, the answers of the chosen reading and suppositions are settled; all other answers may be yes, no or
    open.

    Args:
        answer: the answer.
        duty: the kind of duty whose obligors count as drawn in.
        most: the largest number of open answers in a solution; None for any.

    Raises `CasusError` in a world too crowded for a complete derivation.
    """
    answer = answer.entire
    literals = answer.labels.literals
    stance = answer.assignments.under(answer.asked)
    settled = dict(literals.decode(stance.true))
    made = program(
        answer.record.steps,
        literals.ids,
        settled,
        all_goals(answer, duty),
        title=answer.title,
    )
    return (
        made
        if most is None
        else made
        + f":- #count {{ Q : yes(Q), open(Q) ; Q : no(Q), open(Q) }} > {most}.\n"
    )


def program(
    steps: Iterable[Step],
    questions: Iterable[str],
    settled: Mapping[str, bool],
    goals: Mapping[str, Iterable[Fact]],
    *,
    title: str = "",
) -> str:
    """Return a clingo program made of derivation steps.

    Args:
        steps: the steps of the derivation.
        questions: the ids of all questions.
        settled: the settled answers, by question.
        goals: for each state, the facts that each draw it in.
        title: the subject, for the first line.
    """
    return (
        HEADER.format(title=" ".join(title.split()))
        + "\n".join(_lines(steps, questions, settled, goals))
        + "\n"
    )


def _lines(
    steps: Iterable[Step],
    questions: Iterable[str],
    settled: Mapping[str, bool],
    goals: Mapping[str, Iterable[Fact]],
) -> Iterator[str]:
    for q in questions:
        yield f"{literal((q, settled[q]))}." if q in settled else f"open({quoted(q)})."
    for step in steps:
        body = [atom(f) for f in step.body] + [literal(x) for x in step.literals]
        yield f"{atom(step.head)}{' :- ' + ', '.join(body) if body else ''}."
    for state, facts in goals.items():
        for fact in facts:
            yield f"drawn_in({quoted(state)}) :- {atom(fact)}."
    if not any(True for facts in goals.values() for _ in facts):
        yield "#defined drawn_in/1."


def quoted(text: str) -> str:
    """Return a text as a string constant of clingo.

    >>> quoted('a "b"')
    '"a \\\\"b\\\\""'
    """
    return json.dumps(text, ensure_ascii=False)


def atom(fact: Fact, quote: Callable[[str], str] = quoted) -> str:
    """Return a fact as an atom of a logic program.

    Args:
        fact: the fact.
        quote: a function that quotes arguments for the language.

    >>> atom(Fact("attacked", ("a", "b")))
    'attacked("a", "b")'
    """
    return f"{fact.kind.replace('-', '_')}({', '.join(map(quote, fact.args))})"


def literal(given: tuple[str, bool], quote: Callable[[str], str] = quoted) -> str:
    """Return an answer to a question as an atom of a logic program.

    Args:
        given: the id of the question, and whether the answer is yes.
        quote: a function that quotes arguments for the language.

    >>> literal(("strikes:a>b", False))
    'no("strikes:a>b")'
    """
    return f"{'yes' if given[1] else 'no'}({quote(given[0])})"
