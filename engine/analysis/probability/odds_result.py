"""The odds of one state and duty: what was found, and its text, table, page and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Annotated

from pydantic import Field

from engine.analysis.answer_sets import ASKED, asked_row
from engine.analysis.inquiry import Asked, Inquiry, Need
from engine.analysis.probability.chance import Chance
from engine.analysis.probability.priors import CommonCause
from engine.output.answer_tables import about
from engine.output.charts import Bar, bars
from engine.output.page import Shown
from engine.output.prose import para
from engine.output.result import Part, Unwritten, written_as
from engine.output.table import Framed, Tables, columns, table
from treaties.support.budget import LATE

SHOWN = 12
DIGITS = 40
"""Digits of a fraction's denominator up to which the text form gives it."""
ASSUMED = "Answers are assumed independent of each other"
YOURS = "The probabilities are yours, not the law's."
WHAT_WEIGHS = "Probability if yes less odds if no, one question at a time."
BOUNDED = (
    "The ways are too many to be reckoned exactly: these are guaranteed bounds, from the nearest supports and the most "
    "probable cases; those not looked at count as no in the one and as yes in the other."
)
WIDER = "The bounds hold, but may be wider than need be: too many intervals touch questions asked both ways."
NOTHING_GIVEN = "No question that it turns on was given a probability, so nothing is known: give some with `--p`."


@dataclass(frozen=True)
class Share(Part):
    """A number: its nearest float, and as a fraction where it is exact."""

    decimal: float
    fraction: str | None

    @classmethod
    def of(cls, value: Fraction | float) -> Share:
        """Write a number in all its forms."""
        return cls(
            float(value), str(value) if isinstance(value, Fraction | int) else None
        )


@dataclass(frozen=True)
class LikelyWay(Part):
    """The likeliest set of answers that brings it about, or keeps it out."""

    mask: Unwritten[int]
    chance: float
    proved: Annotated[
        bool,
        Field(
            description="Whether none is likelier; else it is the likeliest of those found."
        ),
    ]
    answers: list[Need]


@dataclass(frozen=True)
class Importance(Part):
    """How much depends on one question: `birnbaum` is the odds given yes less those given no."""

    question: str
    text: str
    prior: Annotated[
        Chance,
        written_as(tuple[float, float], lambda c: (float(c.low), float(c.high))),
        Field(description="Lowest and highest probability given for yes."),
    ]
    birnbaum: float


@dataclass(frozen=True)
class Cause(Part):
    """A common cause that answers several questions at once."""

    name: str
    chance: float
    questions: tuple[str, ...]

    @classmethod
    def of(cls, cause: CommonCause) -> Cause:
        """Write a common cause as data."""
        return cls(cause.name, float(cause.p), cause.questions)


End = Annotated[Fraction | float, written_as(Share, Share.of)]


@dataclass(frozen=True)
class Odds(Asked, Framed, Shown):
    """The probability that the duty is due, on the probabilities given."""

    # `low` and `high` differ where a prior is an interval or the sum was only bounded. `exact` says that the ends are
    # exact for the priors given; `method` how they were found.
    inquiry: Unwritten[Inquiry] = field(repr=False)
    low: End
    high: End
    exact: bool
    method: str
    importance: tuple[Importance, ...] = ()
    way_in: LikelyWay | None = None
    way_out: LikelyWay | None = None
    missing: Annotated[
        tuple[str, ...],
        Field(description="Questions without a probability, which may have any."),
    ] = ()
    causes: tuple[Annotated[CommonCause, written_as(Cause, Cause.of)], ...] = ()
    assumption: str = ASSUMED
    late: Unwritten[bool] = False
    """Whether it was the time given that cut it."""

    @property
    def value(self) -> Fraction | float:
        """The odds as one number; raises `ValueError` where they are an interval."""
        if self.low != self.high:
            raise ValueError(
                f"the odds are an interval, from {float(self.low):.6g} to {float(self.high):.6g}"
            )
        return self.low

    def __float__(self) -> float:
        return float(self.value)

    def _lines(self) -> Iterator[str]:
        i = self.inquiry
        yield para(i.answer.title)
        yield ""
        if self.method == "settled":
            how = (
                "holds on settled facts"
                if self.low == 1
                else "can't come about, whatever is answered"
            )
            yield para(f"The odds that {i.claim}: {self.low}, because it {how}.")
            if i.principal and not self.low:
                yield para(
                    f"{i.name} is a belligerent: it attacks or is attacked in the scenario itself."
                )
            return
        yield from self._figure()
        if self.importance:
            yield ""
            middle = (
                " (at the middle of the intervals)"
                if any(x.prior.point is None for x in self.importance)
                else ""
            )
            yield f"WHAT WEIGHS{middle}: odds given yes less odds given no"
            for x in self.importance[:SHOWN]:
                yield para(f"{x.birnbaum:+.4f}  {x.text} ({prior(x.prior)})", 2, 11)
            if len(self.importance) > SHOWN:
                yield f"  and {len(self.importance) - SHOWN} more that weigh less"
        yield from self._way(self.way_in, "THE MOST PROBABLE WAY IN")
        yield from self._way(self.way_out, "THE MOST PROBABLE WAY OF STAYING OUT")
        yield ""
        if self.late:
            yield para(LATE)
        for c in self.causes:
            why = f": {c.why}" if c.why else ""
            yield para(
                f"Common cause `{c.name}` ({float(c.p):g}) behind {len(c.questions)} questions{why}"
            )
        yield para(f"{self.assumption}. {YOURS}")

    def _figure(self) -> Iterator[str]:
        """The odds, and how far they can be relied on."""
        i, low, high = self.inquiry, self.low, self.high
        span = number(low)
        if low != high:
            ends = (
                f"{_down(low)} to {_down(1 - high, of=1)}"
                if self.method == "bounds"
                else f"{span} to {number(high)}"
            )
            span = f"{'exactly' if self.exact else 'somewhere'} from {ends}"
        yield para(f"The odds that {i.claim}: {span}")
        yield from i.cut()
        if self.method == "bounds" and i.near is None:
            yield para(BOUNDED)
        elif not self.exact and self.method not in ("bounds", "anything"):
            yield para(WIDER)
        if self.method == "anything":
            yield para(NOTHING_GIVEN)
        if count := len(self.missing):
            yield para(
                f"Over all values of {count} question{'s' * (count != 1)} without a probability."
            )

    def _way(self, way: LikelyWay | None, title: str) -> Iterator[str]:
        if way is None:
            return
        yield ""
        yield f"{title}{'' if way.proved else ', of those found'}: {way.chance:.4g}"
        i = self.inquiry
        judges = i.judges([way.mask]) if way is self.way_in else {}
        order = i.in_order(way.mask) or i.decode(way.mask)
        lines = (
            i.answer_lines(way.mask, judges)
            if len(order) > 8
            else (i.answer_line(x, judges) for x in order)
        )
        yield from (para(line, 2, 4) for line in lines)

    _note = ""  # the text ends on one of its own

    def _picture(self) -> str:
        top = [
            Bar(x.text, x.birnbaum, f"{x.birnbaum:+.3f}")
            for x in self.importance[:SHOWN]
        ]
        span = (
            number(self.low)
            if self.low == self.high
            else f"{number(self.low)} to {number(self.high)}"
        )
        return (
            bars(
                f"The odds that {self.inquiry.claim}: {span}: what weighs",
                top,
                WHAT_WEIGHS,
            )
            if top
            else ""
        )

    def _tables(self) -> Tables:
        ends = {
            "low": float(self.low),
            "high": float(self.high),
            "exact": self.exact,
            "method": self.method,
        }
        head = {**asked_row(self.inquiry), **ends}
        rows = [
            {
                **head,
                "question": x.question,
                "prior_low": float(low),
                "prior_high": float(high),
                "birnbaum": x.birnbaum,
            }
            for x in self.importance
            for low, high in [(x.prior.low, x.prior.high)]
        ]
        return {
            "odds": lambda: table(ODDS, rows or [head], **about(self.inquiry.answer))
        }


ODDS = ASKED | columns(
    "low:float high:float exact:flag method question prior_low:float prior_high:float birnbaum:float"
)
"""One row a question that weighs, `low` to `high` the odds of the whole in each. Settled: one row, no question."""


def number(value: Fraction | float) -> str:
    """Word a probability: a decimal, with the fraction where it is short.

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


def _down(x: Fraction | float, *, of: int = 0) -> str:
    """Six places, rounded so that a bound still holds: down, or, as the rest to `of`, up."""
    places = floor(x * 10**6)
    return f"{(places if not of else of * 10**6 - places) / 10**6:g}"


def prior(c: Chance) -> str:
    """Word a prior."""
    return (
        f"{float(c.low):g}"
        if c.point is not None
        else f"{float(c.low):g} to {float(c.high):g}"
    )
