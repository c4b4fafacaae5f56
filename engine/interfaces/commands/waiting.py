"""A line for those who wait at a terminal: on stderr, after a second, gone when the work is done."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

AFTER = 1.0
"""Seconds before anything is said."""
LINE = "working it out …"


@contextmanager
def waiting() -> Iterator[None]:
    """Say that work goes on, where somebody looks on and it takes more than a second; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    timer = Timer(AFTER, _say, (LINE,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        _say(" " * len(LINE) + "\r")


def _say(text: str) -> None:
    sys.stderr.write(f"\r{text}")
    sys.stderr.flush()
