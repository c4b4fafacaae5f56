"""Cells of a CSV file, so that a spreadsheet shows what is written and works out nothing."""

from __future__ import annotations

from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a text begins with that a spreadsheet takes for a formula."""


def cell_safe(value: Any) -> Any:
    """A value as it is written: text that a spreadsheet would take for a formula begins with an apostrophe.

    Numbers stay numbers.

    >>> cell_safe("=1+1"), cell_safe("a=b"), cell_safe(-9)
    ("'=1+1", 'a=b', -9)
    """
    return f"'{value}" if isinstance(value, str) and value[:1] in FORMULA else value
