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
    leading: int = 0
    """How many of these a reader asks for: changes for great powers, of help that is certain, and of whether any is owed."""


@dataclass(frozen=True)
class OverTime:
    """The month or year that a question names, its spans, and the one day for which the answer is given in full."""

    words: str
    spans: tuple[TimeSpan, ...]
    day: date
    case: str = ""
    """The id of the documented case to which that day belongs; empty if there is none."""

    @property
    def remark(self) -> str:
        """The remark after the day of the law in a title: why the answer is for this day, and whether it holds for the
        whole month or year.
        """
        case = ", the day of a documented case" if self.case else ""
        long = "year" if self.words.isdigit() else f"through {self.words}"
        same = f"the help owed is the same all {long}"
        return f"{case}; {same}" if len(self.spans) == 1 else case
