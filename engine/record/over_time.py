"""Periods: a month or year of a question, split into spans with the same duties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class TimeSpan:
    """Consecutive days with the same duties. `says` lists the duties of the first span; for a later span, what changes."""

    since: date
    until: date
    says: tuple[str, ...]


@dataclass(frozen=True)
class OverTime:
    """The period that a question names, its spans, and the one day for which the answer is given in full."""

    words: str
    spans: tuple[TimeSpan, ...]
    day: date
    case: str = ""
    """The id of the documented case to which that day belongs; empty if there is none."""
