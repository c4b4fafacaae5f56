"""A time longer than a day, as spans within which the same is owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class TimeSpan:
    """Days on which the same is owed, with what is owed on the first of them, and of a later span what changes."""

    since: date
    until: date
    says: tuple[str, ...]


@dataclass(frozen=True)
class OverTime:
    """A time that was asked about, its spans, and the day of it that is answered whole."""

    words: str
    spans: tuple[TimeSpan, ...]
    day: date
    case: str = ""
    """The documented case of that day."""
