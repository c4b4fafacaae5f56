"""The plain cascade with Numba: 64 states to a word, compiled to machine code, for many days in one call."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from engine.sweep.reach import PlainLaw
from treaties.extras import needed

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
    """The compiled kernel: `PlainLaw.dominated` with a stack of its own."""
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
    def reached(owing: Any, root: int, scope: Any, seen: Any, todo: Any) -> None:
        """The part of the scope that the root's call reaches, into `seen`."""
        width = owing.shape[1]
        for w in range(width):
            seen[w] = todo[w] = owing[root, w] & scope[w]
        busy = True
        while busy:
            busy = False
            for w in range(width):
                while todo[w]:
                    busy = True
                    i = (w << 6) + trailing(todo[w])
                    todo[w] &= todo[w] - one
                    for k in range(width):
                        fresh = owing[i, k] & scope[k] & ~seen[k]
                        seen[k] |= fresh
                        todo[k] |= fresh

    @numba.njit  # type: ignore[untyped-decorator]
    def sweep(owing: Any, out: Any) -> None:
        n, width = owing.shape
        safe, once, twice, todo, rest, left, seen, suspects = (
            np.empty(width, np.uint64), np.empty(width, np.uint64), np.empty(width, np.uint64),
            np.empty(width, np.uint64), np.empty(width, np.uint64), np.empty(width, np.uint64),
            np.empty(width, np.uint64), np.empty(width, np.uint64),
        )  # fmt: skip
        roots = np.empty(n + 1, np.int64)
        scopes = np.empty((n + 1, width), np.uint64)
        scope = np.empty(width, np.uint64)
        found = np.full(n, -1, np.int64)
        for v in range(n):
            for w in range(width):
                rest[w] = ~zero
            rest[v >> 6] &= ~(one << np.uint64(v & 63))
            reached(owing, v, rest, scopes[0], todo)
            whole = 0
            for w in range(width):
                whole += np.int64(pop(scopes[0, w]))
            for x in range(n):
                out[v, x] = whole - np.int64((scopes[0, x >> 6] >> np.uint64(x & 63)) & one)
            roots[0] = v
            top = 1
            while top:
                top -= 1
                root = roots[top]
                for w in range(width):
                    scope[w] = scopes[top, w]
                    safe[w] = todo[w] = owing[root, w] & scope[w]
                    once[w] = twice[w] = zero
                busy = True
                while busy:
                    busy = False
                    for w in range(width):
                        while todo[w]:
                            busy = True
                            i = (w << 6) + trailing(todo[w])
                            todo[w] &= todo[w] - one
                            for k in range(width):
                                heirs = owing[i, k] & scope[k]
                                twice[k] |= once[k] & heirs
                                once[k] |= heirs
                                fresh = twice[k] & ~safe[k]
                                safe[k] |= fresh
                                todo[k] |= fresh
                for w in range(width):
                    left[w] = scope[w] & ~safe[w]
                    once[w] &= left[w]
                for turn in range(2):
                    for w in range(width):
                        suspects[w] = safe[w] if turn == 0 else left[w]
                        twice[w] = once[w] if turn == 0 else left[w]
                    for w in range(width):
                        while suspects[w]:
                            x = (w << 6) + trailing(suspects[w])
                            suspects[w] &= suspects[w] - one
                            hit = False
                            for k in range(width):
                                if owing[x, k] & twice[k]:
                                    hit = True
                            if not hit or found[x] == v:
                                continue
                            for k in range(width):
                                rest[k] = scope[k]
                            rest[w] &= ~(one << np.uint64(x & 63))
                            reached(owing, root, rest, seen, todo)
                            lost = 0
                            for k in range(width):
                                rest[k] &= ~seen[k]
                                lost += np.int64(pop(rest[k]))
                            if lost:
                                found[x] = v
                                out[v, x] = whole - 1 - lost
                                for k in range(width):
                                    left[k] &= ~rest[k]
                                if lost > 1:
                                    roots[top] = x
                                    for k in range(width):
                                        scopes[top, k] = rest[k]
                                    top += 1
            out[v, v] = -1

    return sweep
