"""Probability as data."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any

from pydantic import Field

from engine.analysis.inquiry import Asked, Said
from engine.analysis.probability.odds_text import ASSUMED
from engine.analysis.probability.odds_value import LikelyWay, Probability
from engine.output.result import Part


@dataclass(frozen=True)
class Share(Part):
    """A number: its nearest float, and as a fraction where it is exact."""

    decimal: float
    fraction: str | None


@dataclass(frozen=True)
class LikelyWayJson(Part):
    """The likeliest set of answers that brings it about, or keeps it out."""

    chance: float
    proved: Annotated[bool, Field(description="Whether none is likelier; else it is the likeliest of those found.")]
    answers: list[Said]


@dataclass(frozen=True)
class ImportanceJson(Part):
    """How much hangs on one question."""

    question: str
    text: str
    prior: Annotated[tuple[float, float], Field(description="Lowest and highest probability given for yes.")]
    birnbaum: float | None


@dataclass(frozen=True)
class Cause(Part):
    """A common cause that answers several questions at once."""

    name: str
    chance: float
    questions: tuple[str, ...]


@dataclass(frozen=True)
class OddsJson(Asked):
    """The probability that the duty is due, on the probabilities given."""

    low: Share
    high: Share
    exact: bool
    method: str
    importance: list[ImportanceJson]
    way_in: LikelyWayJson | None
    way_out: LikelyWayJson | None
    missing: Annotated[tuple[str, ...], Field(description="Questions without a probability, which may have any.")]
    causes: list[Cause]
    assumption: str


def odds_to_dict(o: Probability) -> dict[str, Any]:
    """Odds as JSON data; `fraction` is exact, `decimal` its nearest float."""
    i = o.inquiry

    def end(value: Fraction | float) -> Share:
        return Share(float(value), str(value) if isinstance(value, Fraction | int) else None)

    def way(p: LikelyWay | None) -> LikelyWayJson | None:
        if p is None:
            return None
        answers = i.answers(i.in_order(p.mask) or i.decode(p.mask), i.judges([p.mask]))
        return LikelyWayJson(p.chance, p.proved, answers)

    return OddsJson(
        end(o.low),
        end(o.high),
        o.exact,
        o.method,
        [
            ImportanceJson(
                x.question, i.question(x.question).text, (float(x.chance.low), float(x.chance.high)), x.birnbaum
            )
            for x in o.importance
        ],
        way(o.way_in),
        way(o.way_out),
        o.missing,
        [Cause(c.name, float(c.chance), c.questions) for c in o.causes],
        ASSUMED + (", but for the common causes" if o.causes else ""),
        **i.head(),
    ).to_dict()
