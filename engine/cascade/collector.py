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
            if not gc.get_freeze_count():
                # What was made is kept: it joins what is old without being walked through.
                gc.freeze()
                gc.unfreeze()
            gc.enable()
