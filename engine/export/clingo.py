"""The ground program of an answer in the language of clingo: its answer sets are our duties and supports."""

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
    """Write the whole derivation of an answer as a clingo program: every step, settled and open answers, who is drawn
    in.

    Presumptions, the reading asked for and suppositions are settled; everything else may be answered either way or left
    open.

    Args:
        answer: the answer.
        duty: the kind of duty whose obligors are drawn in.
        most: leave out what needs more open answers than that; None for nothing.

    Raises `CasusError` in a world too crowded to be derived to its end.
    """
    answer = answer.entire
    literals = answer.labels.literals
    stance = answer.stances.under(answer.asked)
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
    """Write a clingo program of any steps.

    Args:
        steps: the steps of the derivation.
        questions: the ids of all questions.
        settled: by question the answer that is settled.
        goals: by state the facts that draw it in, each alone.
        title: what the program is about, for its first line.
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
    """Write a string constant.

    >>> quoted('a "b"')
    '"a \\\\"b\\\\""'
    """
    return json.dumps(text, ensure_ascii=False)


def atom(fact: Fact, quote: Callable[[str], str] = quoted) -> str:
    """Write a fact as an atom, with its arguments quoted as the language asks.

    >>> atom(Fact("attacked", ("a", "b")))
    'attacked("a", "b")'
    """
    return f"{fact.kind.replace('-', '_')}({', '.join(map(quote, fact.args))})"


def literal(given: tuple[str, bool], quote: Callable[[str], str] = quoted) -> str:
    """Write an answer to a question as an atom.

    >>> literal(("strikes:a>b", False))
    'no("strikes:a>b")'
    """
    return f"{'yes' if given[1] else 'no'}({quote(given[0])})"
