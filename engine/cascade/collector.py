"""The collector of cyclic garbage rests while a derivation grows: nothing in it is garbage, and walking it costs most."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """No collection meanwhile, if there was any before.

    >>> with resting():
    ...     gc.isenabled()
    False
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
