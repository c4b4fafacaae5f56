"""Bit masks as sets of numbers."""

from __future__ import annotations


def bits(mask: int) -> list[int]:
    """Return the positions of the set bits, lowest first.

    >>> bits(0b1010)
    [1, 3]
    """
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found
