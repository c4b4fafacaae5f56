"""What somebody says of a question: a probability, as one exact number or an interval."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from treaties.support.limits import CHANCE

_WRITTEN = re.compile(r"[+-]?(?:\d+/\d+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?)")
"""`7/10`, `0.7` or `7e-1`; an exponent has two digits, for what is reckoned exactly has as many as it says."""


@dataclass(frozen=True)
class Chance:
    """The probability that a question is answered yes: one value, or an interval.

    >>> Chance.read("0.2..0.5"), Chance.read("7/10").point
    (Chance(low=Fraction(1, 5), high=Fraction(1, 2)), Fraction(7, 10))
    """

    low: Fraction
    high: Fraction

    @property
    def point(self) -> Fraction | None:
        """The value, where it is one."""
        return self.low if self.low == self.high else None

    @classmethod
    def read(cls, given: object) -> Chance:
        """Read a probability from `0.7`, `7/10`, `0.2..0.5`, a number, or a pair; raises `ValueError`."""
        if isinstance(given, str) and ".." in given:
            low, _, high = given.partition("..")
            given = [low, high]
        if isinstance(given, list | tuple):
            if len(given) != 2:
                raise ValueError(
                    f"`{given}` is no interval; write two numbers, the lower first"
                )
            found = cls(exact(given[0]), exact(given[1]))
        else:
            value = exact(given)
            found = cls(value, value)
        if found.low > found.high:
            raise ValueError(
                f"the interval from {float(found.low):g} to {float(found.high):g} is upside down"
            )
        return found


def exact(given: object) -> Fraction:
    """Read a probability as an exact fraction; raises `ValueError`, before anything long is reckoned."""
    if isinstance(given, Fraction):
        value, what = given, "the fraction"
    elif isinstance(given, int) and not isinstance(given, bool):
        value, what = (
            Fraction(given),
            f"`{given}`" if abs(given) < 10**CHANCE else "a number so large",
        )
    else:
        text = (
            "" if isinstance(given, bool | dict | list | tuple) else str(given).strip()
        )
        what = f"`{text or given}`"
        if len(text) > CHANCE:
            raise ValueError(
                f"{what} is no probability that is written in {CHANCE} characters"
            )
        if not _WRITTEN.fullmatch(text):
            raise ValueError(f"{what} is no probability")
        try:
            value = Fraction(text)
        except (ValueError, ZeroDivisionError):
            raise ValueError(f"{what} is no probability") from None
    if not 0 <= value <= 1:
        raise ValueError(f"{what} is no probability; it must lie from 0 to 1")
    return value
