"""Ambiguity: how much of the quarrel between readings each disputed term and question carries, and who could end it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field, PlainSerializer

from engine.analysis.disagreement import Disagreement, Disputed
from engine.answer import Answer
from engine.output.charts import Bar, bars
from engine.output.page import Shown
from engine.output.prose import para
from engine.output.result import DayText, Result, Unwritten
from engine.verdicts.verdict import Status
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.keywords import keywords

SHOWN = 12


Shares = Annotated[
    tuple[tuple[str, float], ...], PlainSerializer(dict, return_type=dict[str, float])
]
"""What each bears of a whole."""


@dataclass(frozen=True)
class Ambiguity(Result, Shown):
    """How the readings of an answer differ."""

    # What an item carries is how much of the variation goes, on the mean, if all readings take it as one of them,
    # drawn at random, does. The shares are of the sum of the variation.
    answer: Unwritten[Answer] = field(repr=False)
    on: DayText
    title: str
    readings: tuple[str, ...]
    variation: Annotated[
        Shares,
        Field(
            description="For each state, the share of pairs of readings that give it another status or duty."
        ),
    ]
    terms: tuple[Disputed, ...]
    duties: Annotated[
        float,
        Field(
            description="The share carried by readings that take a duty to be weaker than its words."
        ),
    ]
    questions: tuple[Disputed, ...]
    deciders: Annotated[
        Shares, Field(description="Whose statement would settle how much, most first.")
    ]

    @property
    def total(self) -> float:
        """The sum of the variation."""
        return sum(v for _, v in self.variation)

    def _lines(self) -> Iterator[str]:
        a = self.answer
        yield from (para(a.title), "")
        if not self.total:
            yield para(
                f"The {len(self.readings)} readings shown agree about every state."
            )
            return
        yield para(
            f"{len(self.readings)} readings; share of pairs of readings that give a state another status or duty:"
        )
        for state, v in self.variation[:SHOWN]:
            yield para(f"{v:6.1%}  {a.setting.name(state)}", 2)
        yield from (
            "",
            "TERMS: how much of it all goes if all take the term as one reading, drawn at random, does",
        )
        for t in self.terms[:SHOWN]:
            yield para(f"{t.carries:6.1%}  {t.ident} ({t.text})", 2, 8)
        if self.duties:
            yield para(f"{self.duties:6.1%}  how strong the duty itself is", 2, 8)
        yield from ("", "QUESTIONS")
        for q in self.questions[:SHOWN]:
            yield para(f"{q.carries:6.1%}  {q.text}", 2, 8)
            for word, names in (("yes", q.yes), ("no", q.no)):
                if names:
                    yield para(f"{word}: {', '.join(names)}", 10, 2)
        if len(self.questions) > SHOWN:
            yield f"  and {len(self.questions) - SHOWN} more that carry less"
        if self.deciders:
            yield from ("", "WHOSE STATEMENT WOULD SETTLE MOST")
            yield from (
                para(f"{v:6.1%}  {name}", 2) for name, v in self.deciders[:SHOWN]
            )

    def _picture(self) -> str:
        drawn = [
            Bar(t.ident, t.carries, f"{t.carries:.0%}") for t in self.terms[:SHOWN]
        ]
        return (
            bars(
                f"{len(self.readings)} readings: which term carries their quarrel",
                drawn,
            )
            if drawn
            else ""
        )


@keywords
def ambiguity(answer: Answer, *states: str | int) -> Ambiguity:
    """Find how the readings of an answer differ over these states (all where none is named), and through what.

    Raises `CasusError` where fewer than two readings are shown.

    >>> from engine.world import shipped
    >>> found = ambiguity(shipped().ask(scenario="shen-chain"), "China")
    >>> found.deciders[0][0]
    'China'
    """
    readings = [r for r in answer.readings if r.answers or r.lowers]
    if len(readings) < 2:
        raise CasusError(
            "fewer than two readings are shown",
            remedy="leave out `reading`, or name several",
        )
    chosen = [answer[s] for s in states] or [
        r for r in answer.rows if r.status is not Status.BELLIGERENT
    ]
    quarrel = Disagreement(answer, readings, chosen)
    found = (
        quarrel.variation(),
        quarrel.terms(),
        quarrel.duties(),
        quarrel.questions(),
        quarrel.deciders(),
    )
    return Ambiguity(
        answer, answer.setting.on, answer.title, tuple(r.id for r in readings), *found
    )
