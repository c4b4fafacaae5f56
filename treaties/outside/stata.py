"""Stata's .dta files, through pandas, which is the extra `stata`."""

from __future__ import annotations

import warnings
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from treaties.vocabulary.errors import CasusError

NEEDS = "reading Stata files needs pandas, which is not installed"
REMEDY = "`pip install 'casus-foederis[stata]'`, or bring the .csv file"


def is_stata(path: Path, head: bytes) -> bool:
    """Whether the file is Stata's, by its name or by its first bytes.

    >>> is_stata(Path("atop5_1m.bin"), b"<stata_dta><header>")
    True
    """
    return path.suffix.lower() == ".dta" or head.startswith(b"<stata_dta>")


def read(path: Path, content: bytes) -> tuple[list[str], list[list[str]]]:
    """The columns and the cells as text, as a .csv file would hold them; a missing value is an empty cell."""
    try:
        pandas = import_module("pandas")
    except ImportError:
        raise CasusError(NEEDS, remedy=REMEDY) from None
    try:
        with warnings.catch_warnings():  # what pandas thinks of a bad file is said below, or nobody's concern
            warnings.simplefilter("ignore")
            frame = pandas.read_stata(BytesIO(content), convert_categoricals=False, convert_dates=False)
    except Exception as problem:
        raise CasusError(f"`{path}` is not a readable Stata file: {problem}", remedy="export it anew") from None
    columns = [str(c) for c in frame.columns]
    cells = [_column(frame[c]) for c in frame.columns]
    return columns, [list(row) for row in zip(*cells, strict=True)]


def _column(series: Any) -> list[str]:
    missing = series.isna().tolist()
    return ["" if gone else _text(value) for value, gone in zip(series.to_numpy(), missing, strict=True)]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    number = float(value)
    return str(int(number)) if number.is_integer() else str(value)
