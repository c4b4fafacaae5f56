"""Dated models: the period in which something holds, and whether it was checked."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from treaties.models.conditions import Strict
from treaties.support.mending import Faults
from treaties.vocabulary.precision import End, Start, Vague, earliest, latest


class Checked(Strict):
    """A model with a flag that says whether it was checked against a source."""

    verified: bool = True
    unverifiable: str = ""
    """Why it cannot be checked, if somebody tried; otherwise empty."""

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if self.unverifiable and self.verified:
            message = "what is `unverifiable` is not verified: write `verified = false` beside the reason"
            raise Faults((("unverifiable",), message, ""))
        return self


class Dated(Strict):
    """A model that holds from the day `since` until the day before `until`.

    A day known only within a period (`1961-09`, `1961`, `"1961~"`, `{ between = [a, b] }`, `"unknown"`) is never
    replaced by a guess: within the period, it is open whether the model holds (`doubtful_on`).
    """

    since: Start | None = None
    until: End | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Dated:
        if self.since and self.until and self.since >= self.until:
            raise Faults(
                (
                    ("until",),
                    f"`until` ({self.until}) is not after `since` ({self.since})",
                    None,
                )
            )
        return self

    def holds_on(self, day: date) -> bool:
        """Return whether the model holds, or may hold, on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )

    def doubtful_on(self, day: date) -> bool:
        """Return whether it is unknown that the model holds on a day, because its first or last day is vague.

        >>> pact = Dated(since="1961-09", until="unknown")
        >>> [pact.holds_on(d) and pact.doubtful_on(d) for d in (date(1961, 8, 31), date(1961, 9, 1))]
        [False, True]
        """
        if not self.holds_on(day):
            return False
        return bool(
            (self.since and day < latest(self.since))
            or (self.until and day >= earliest(self.until))
        )

    @property
    def span(self) -> str:
        """The vague first and last day in words; empty if neither is vague.

        >>> Dated(since="1961-09", until=date(1970, 1, 1)).span
        'it began on a day in September 1961'
        """
        known = (("began", self.since), ("ended", self.until))
        return " and ".join(
            f"it {what} on {day}" for what, day in known if isinstance(day, Vague)
        )

    @property
    def edges(self) -> frozenset[date]:
        """The days on which the model begins or ends to hold, and those on which this becomes or ceases to be unknown."""
        days = {f(d) for d in (self.since, self.until) if d for f in (earliest, latest)}
        return frozenset(days - {date.min, date.max})

    def _bounded(self, first: date | None) -> None:
        """Take from a span of days what lies before the first day that is possible, and an end from before its
        beginning.
        """
        if isinstance(self.since, Vague):
            self.__dict__["since"] = self.since.within(
                first, latest(self.until) if self.until else None
            )
        if isinstance(self.until, Vague):
            self.__dict__["until"] = self.until.within(self.since or first, None)
