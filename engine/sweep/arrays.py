"""The plain cascade with NumPy: all victims of a day at once, as matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.sweep.reach import PlainLaw
from treaties.extras import needed

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

    `PlainLaw.dominated` for all victims together: a row is a root with its scope, and one matrix product counts, for
    every row, how many safe states each state owes. What a suspect turns out to dominate is a row of the next level.
    The matrices are small: one thread of the linear algebra library (`OPENBLAS_NUM_THREADS=1`) is faster than several.
    """
    np: Any = needed("numpy", "fast")
    n = len(law)
    if not n:
        return np.zeros((0, 0), dtype=np.int32)  # type: ignore[no-any-return]
    a = adjacency(law)
    linked = np.flatnonzero(a.any(axis=0) | a.any(axis=1))
    out = np.zeros((n, n), dtype=np.int32)
    if len(linked):
        inner, whole = _sizes(np, a[np.ix_(linked, linked)])
        out[linked] = whole
        out[np.ix_(linked, linked)] = inner
    np.fill_diagonal(out, -1)
    return out  # type: ignore[no-any-return]


def _sizes(np: Any, a: Any) -> tuple[Any, Any]:
    """The table of the states that owe or are owed anything, and the sizes against anybody else, as a column."""
    n = len(a)
    owed, eye = a > 0, np.eye(n, dtype=bool)
    full = _closed(np, eye.copy(), a, ~np.zeros_like(eye))
    whole = full.sum(axis=1, dtype=np.int32)[:, None] - 1
    out = whole - full
    victim, root, scope = np.arange(n), np.arange(n), full & ~eye
    while len(root):
        safe = owed[root] & scope
        count = -1
        while count != (count := int(safe.sum())):
            safe |= scope & (safe.astype(np.float32) @ a >= 2)
        unsafe = scope & ~safe
        alone = unsafe & (safe.astype(np.float32) @ a > 0)
        left, levels = unsafe, []
        for safely in (True, False):
            base, heirs = (safe, alone) if safely else (left, left)
            rows, suspects = np.nonzero(base & (heirs.astype(np.float32) @ a.T > 0))
            if not len(rows):
                continue
            rest = scope[rows]
            rest[np.arange(len(rows)), suspects] = False
            lost = rest & ~_closed(np, eye[root[rows]], a, rest)
            out[victim[rows], suspects] = whole[victim[rows], 0] - 1 - lost.sum(axis=1)
            gone = np.zeros_like(left)
            np.logical_or.at(gone, rows, lost)
            left = left & ~gone
            deep = lost.sum(axis=1) > 1
            levels.append((victim[rows][deep], suspects[deep], lost[deep]))
        if not levels:
            break
        victim, root, scope = (np.concatenate(x) for x in zip(*levels, strict=True))
    return out, whole


def _closed(np: Any, seen: Any, a: Any, scope: Any) -> Any:
    """Each row with all that its call reaches within its scope."""
    count = -1
    while count != (count := int(seen.sum())):
        seen = seen | (scope & (seen.astype(np.float32) @ a > 0))
    return seen
