"""The plain cascade with NumPy: all victims of a day at once, as matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.sweep.extras import needed
from engine.sweep.plain import PlainLaw

if TYPE_CHECKING:
    import numpy as np_
    import numpy.typing as npt


def adjacency(law: PlainLaw) -> npt.NDArray[np_.float32]:
    """`a[b, o]` is 1 where o owes help to b."""
    np: Any = needed("numpy", "fast")
    n = len(law)
    width = (n + 7) // 8
    raw = b"".join(mask.to_bytes(width, "little") for mask in law.owing)
    table = np.frombuffer(raw, dtype=np.uint8).reshape(n, width)
    out: npt.NDArray[np_.float32] = np.unpackbits(table, axis=1, count=n, bitorder="little").astype(np.float32)
    return out


def sizes(law: PlainLaw) -> npt.NDArray[np_.int32]:
    """`sizes(law)[victim, attacker]`: how many join; -1 on the diagonal. Equal to `PlainLaw.sizes`.

    The safe states of every victim (see `PlainLaw.reach`) come from counting, by one matrix product a round, how
    many safe states each state owes; the few attackers that may dominate somebody are traversed together.
    """
    np: Any = needed("numpy", "fast")
    n = len(law)
    if not n:
        return np.zeros((0, 0), dtype=np.int32)  # type: ignore[no-any-return]
    a = adjacency(law)
    eye = np.eye(n, dtype=bool)
    owed = a > 0
    safe = owed | eye
    count = 0
    while count != (count := int(safe.sum())):
        others = (safe & ~eye).astype(np.float32) @ a
        safe |= others >= 2
    full = safe
    count = 0
    while count != (count := int(full.sum())):
        full = full | (full.astype(np.float32) @ a > 0)
    unsafe = full & ~safe
    out = full.sum(axis=1, dtype=np.int32)[:, None] - 1 - full.astype(np.int32)
    victims, attackers = np.nonzero(full & ~eye & (unsafe.astype(np.float32) @ a.T > 0))
    if len(victims):
        rows = np.arange(len(victims))
        seen = eye[victims]
        count = 0
        while count != (count := int(seen.sum())):
            seen = seen | (seen.astype(np.float32) @ a > 0)
            seen[rows, attackers] = False
        out[victims, attackers] = seen.sum(axis=1) - 1
    np.fill_diagonal(out, -1)
    return out  # type: ignore[no-any-return]
