"""The plain cascade with Numba: 64 states to a word, compiled to machine code, for many days in one call."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from engine.sweep.extras import needed
from engine.sweep.plain import PlainLaw

if TYPE_CHECKING:
    import numpy as np_
    import numpy.typing as npt


def words(law: PlainLaw) -> npt.NDArray[np_.uint64]:
    """`words(law)[b]` is the bit set of those that owe help to b, 64 to a word."""
    np: Any = needed("numpy", "fast")
    width = max(1, (len(law) + 63) // 64)
    raw = b"".join(mask.to_bytes(8 * width, "little") for mask in law.owing)
    out: npt.NDArray[np_.uint64] = np.frombuffer(raw, dtype="<u8").astype(np.uint64).reshape(len(law), width)
    return out


def sizes(law: PlainLaw) -> npt.NDArray[np_.int32]:
    """`sizes(law)[victim, attacker]`: how many join; -1 on the diagonal. Equal to `PlainLaw.sizes`."""
    np: Any = needed("numpy", "fast")
    out = np.empty((len(law), len(law)), dtype=np.int32)
    _kernel()(words(law), out)
    return out  # type: ignore[no-any-return]


def many(laws: Sequence[PlainLaw]) -> list[npt.NDArray[np_.int32]]:
    """`sizes` of several days."""
    return [sizes(law) for law in laws]


@cache
def _kernel() -> Any:
    """The compiled kernel: the safe states of `PlainLaw.reach`, then the suspects one by one."""
    numba: Any = needed("numba", "numba")
    np: Any = needed("numpy", "fast")
    one, m1, m2, m4 = np.uint64(1), *(np.uint64(int(x, 16)) for x in ("5" * 16, "3" * 16, "0f" * 8))
    h01, two, four, s56 = np.uint64(int("01" * 8, 16)), np.uint64(2), np.uint64(4), np.uint64(56)
    zero = np.uint64(0)

    @numba.njit(inline="always")  # type: ignore[untyped-decorator]
    def pop(x: Any) -> Any:
        x = x - ((x >> one) & m1)
        x = (x & m2) + ((x >> two) & m2)
        x = (x + (x >> four)) & m4
        return (x * h01) >> s56

    @numba.njit(inline="always")  # type: ignore[untyped-decorator]
    def trailing(x: Any) -> Any:
        return np.int64(pop((x & (~x + one)) - one))

    @numba.njit  # type: ignore[untyped-decorator]
    def close(owing: Any, victim: int, gone: int, seen: Any, todo: Any) -> int:
        width = owing.shape[1]
        for w in range(width):
            seen[w] = zero
            todo[w] = zero
        seen[victim >> 6] |= one << np.uint64(victim & 63)
        todo[victim >> 6] = seen[victim >> 6]
        if gone >= 0:
            seen[gone >> 6] |= one << np.uint64(gone & 63)
        busy = True
        while busy:
            busy = False
            for w in range(width):
                while todo[w]:
                    busy = True
                    i = (w << 6) + trailing(todo[w])
                    todo[w] &= todo[w] - one
                    for k in range(width):
                        fresh = owing[i, k] & ~seen[k]
                        seen[k] |= fresh
                        todo[k] |= fresh
        total = 0
        for w in range(width):
            total += np.int64(pop(seen[w]))
        return total - 1 - (1 if gone >= 0 else 0)

    @numba.njit  # type: ignore[untyped-decorator]
    def sweep(owing: Any, out: Any) -> None:
        n, width = owing.shape
        safe = np.empty(width, np.uint64)
        once = np.empty(width, np.uint64)
        twice = np.empty(width, np.uint64)
        todo = np.empty(width, np.uint64)
        full = np.empty(width, np.uint64)
        unsafe = np.empty(width, np.uint64)
        spare = np.empty(width, np.uint64)
        for v in range(n):
            for w in range(width):
                safe[w] = owing[v, w]
                todo[w] = owing[v, w]
                once[w] = zero
                twice[w] = zero
            safe[v >> 6] |= one << np.uint64(v & 63)
            busy = True
            while busy:
                busy = False
                for w in range(width):
                    while todo[w]:
                        busy = True
                        i = (w << 6) + trailing(todo[w])
                        todo[w] &= todo[w] - one
                        for k in range(width):
                            twice[k] |= once[k] & owing[i, k]
                            once[k] |= owing[i, k]
                            fresh = twice[k] & ~safe[k]
                            safe[k] |= fresh
                            todo[k] |= fresh
            whole = 0
            doubtful = False
            for w in range(width):
                if once[w] & ~safe[w]:
                    doubtful = True
            if doubtful:
                whole = close(owing, v, -1, full, spare)
                for w in range(width):
                    unsafe[w] = full[w] & ~safe[w]
            else:
                for w in range(width):
                    full[w] = safe[w]
                    unsafe[w] = zero
                    whole += np.int64(pop(full[w]))
                whole -= 1
            for a in range(n):
                inside = (full[a >> 6] >> np.uint64(a & 63)) & one
                if not inside:
                    out[v, a] = whole
                    continue
                suspect = False
                if doubtful:
                    for w in range(width):
                        if owing[a, w] & unsafe[w]:
                            suspect = True
                out[v, a] = close(owing, v, a, once, twice) if suspect and a != v else whole - 1
            out[v, v] = -1

    return sweep
