"""Exact numbers: probabilities parsed as fractions."""

from __future__ import annotations

import re
from fractions import Fraction

from treaties.support.limits import CHANCE

_WRITTEN = re.compile(r"[+-]?(?:\d+/\d+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?)")
"""`7/10`, `0.7` or `7e-1`; an exponent has two digits, because an exact number has as many digits as its exponent
says."""


def exact(given: object) -> Fraction:
    """Parse a probability as an exact fraction.

    Raises `ValueError` for anything else; very long numbers are refused before any computation.

    >>> exact("7/10"), exact(0.7)
    (Fraction(7, 10), Fraction(7, 10))
    """
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
