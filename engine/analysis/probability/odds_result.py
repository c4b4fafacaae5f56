"""The odds of one state and duty, as text, table, page and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Annotated

from pydantic import Field

from engine.analysis.answer_sets import ASKED, asked_row
from engine.analysis.inquiry import Asked, Inquiry
from engine.forms.charts import Bar, bars
from engine.forms.result import Part, Unwritten, written_as
from engine.forms.shown import Shown
from engine.forms.table import Framed, Tables, columns, table
from engine.output.answer_tables import about
from engine.output.prose import para
from treaties.support.budget import LATE

SHOWN = 12
DIGITS = 40
"""Digits of a denominator up to which the text form gives the fraction."""
ASSUMED = "Answers are assumed independent of each other. The probabilities are yours, not the law's."
WHAT_WEIGHS = "Probability if yes less odds if no, one question at a time."
AT_LEAST = (
    "The ways are too many to be reckoned exactly: this counts the nearest alone, so that the odds are at least so "
    "much. `casus export --as problog` writes them all."
)


@dataclass(frozen=True)
class Share(Part):
    """A probability as a decimal number, and as a fraction if it is exact."""

    decimal: float
    fraction: str | None

    @classmethod
    def of(cls, value: Fraction | float) -> Share:
        """Return a probability as a share."""
        return cls(float(value), str(value) if isinstance(value, Fraction) else None)


@dataclass(frozen=True)
class Importance(Part):
    """The influence of a question: `birnbaum` is the odds if the answer is yes, minus the odds if it is no."""

    question: str
    text: str
    prior: Annotated[float, Field(description="The probability given for yes.")]
    birnbaum: float


@dataclass(frozen=True)
class Odds(Asked, Framed, Shown):
    """The probability that a duty is due, given the user's probabilities for the open questions."""

    inquiry: Unwritten[Inquiry] = field(repr=False)
    value: Annotated[Fraction | float, written_as(Share, Share.of)]
    exact: Annotated[
        bool,
        Field(description="Whether every way was counted; else it is a lower bound."),
    ]
    importance: tuple[Importance, ...] = ()
    late: Unwritten[bool] = False
    """Whether a time limit cut the computation short."""

    def __float__(self) -> float:
        return float(self.value)

    @property
    def span(self) -> str:
        """The odds in words, with `at least` for a lower bound."""
        return number(self.value) if self.exact else f"at least {_down(self.value)}"

    def _lines(self) -> Iterator[str]:
        i = self.inquiry
        yield para(i.answer.title)
        yield ""
        if i.settled is not None:
            how = "holds on settled facts" if i.settled else "can't come about"
            yield para(
                f"The odds that {i.claim}: {self.value}, because it {how}, under any answers."
            )
            if i.principal and not i.settled:
                yield para(
                    f"{i.name} is a belligerent: it attacks or is attacked in the scenario itself."
                )
            return
        yield para(f"The odds that {i.claim}: {self.span}")
        yield from i.cut()
        if not self.exact and i.near is None:
            yield para(AT_LEAST)
        if self.importance:
            yield ""
            yield "WHAT WEIGHS: odds given yes less odds given no"
            for x in self.importance[:SHOWN]:
                yield para(f"{x.birnbaum:+.4f}  {x.text} ({x.prior:g})", 2, 11)
            if len(self.importance) > SHOWN:
                yield f"  and {len(self.importance) - SHOWN} more that weigh less"
        yield ""
        if self.late:
            yield para(LATE)
        yield para(ASSUMED)

    _note = ""  # the text ends on one of its own

    def _picture(self) -> str:
        top = [
            Bar(x.text, x.birnbaum, f"{x.birnbaum:+.3f}")
            for x in self.importance[:SHOWN]
        ]
        title = f"The odds that {self.inquiry.claim}: {self.span}: what weighs"
        return bars(title, top, WHAT_WEIGHS) if top else ""

    def _tables(self) -> Tables:
        ends = {"odds": float(self.value), "exact": self.exact}
        head = {**asked_row(self.inquiry), **ends}
        rows = [
            {
                **head,
                "question": x.question,
                "prior": x.prior,
                "birnbaum": x.birnbaum,
            }
            for x in self.importance
        ]
        return {
            "odds": lambda: table(ODDS, rows or [head], **about(self.inquiry.answer))
        }


ODDS = ASKED | columns("odds:float exact:flag question prior:float birnbaum:float")
"""Columns of odds, with one row for each influential question; `odds` repeats the result. A settled duty has one row
without a question.
"""


def number(value: Fraction | float) -> str:
    """Return a probability as a decimal, followed by the fraction if that is short.

    >>> number(Fraction(9, 200)), number(0.25)
    ('0.045 (9/200 exactly)', '0.25')
    """
    decimal = f"{float(value):.6g}"
    if (
        isinstance(value, Fraction)
        and value.denominator > 1
        and len(str(value.denominator)) <= DIGITS
    ):
        return f"{decimal} ({value} exactly)"
    return decimal


def _down(x: Fraction | float) -> str:
    """Six places, rounded down so that a lower bound still holds."""
    return f"{floor(x * 10**6) / 10**6:g}"
