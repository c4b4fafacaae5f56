"""The kernel of `machine`, as functions that Numba compiles. Arguments are the tuples that `machine` lays out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def build(numba: Any, np: Any) -> SimpleNamespace:
    """The functions `first`, which puts in what follows at once, and `run`."""
    one, zero, low6 = np.uint64(1), np.uint64(0), 63
    m1, m2, m4 = (np.uint64(int(x, 16)) for x in ("5" * 16, "3" * 16, "0f" * 8))
    h01, two, four, s56 = np.uint64(int("01" * 8, 16)), np.uint64(2), np.uint64(4), np.uint64(56)
    USED, FREE, SIZE, LOOKED, PENDING, KEPT, GOALS, LIMIT, EVERY = range(9)
    DONE, BUSY, FULL, ENOUGH = range(4)
    GOAL = 0

    @numba.njit(inline="always")  # type: ignore[untyped-decorator]
    def pop(x: Any) -> Any:
        x = x - ((x >> one) & m1)
        x = (x & m2) + ((x >> two) & m2)
        x = (x + (x >> four)) & m4
        return np.int64((x * h01) >> s56)

    @numba.njit(inline="always")  # type: ignore[untyped-decorator]
    def trailing(x: Any) -> Any:
        return pop((x & (~x + one)) - one)

    @numba.njit  # type: ignore[untyped-decorator]
    def absorbed(masks: Any, c: int, firsts: Any, nexts: Any) -> bool:
        """Whether a label, chained by its lowest bit, is a subset of candidate `c`."""
        width = masks.shape[1]
        if firsts[64 * width] >= 0:
            return True
        for w in range(width):
            x = masks[c, w]
            while x:
                i = firsts[64 * w + trailing(x)]
                x &= x - one
                while i >= 0:
                    inside = True
                    for k in range(width):
                        if masks[i, k] & ~masks[c, k]:
                            inside = False
                            break
                    if inside:
                        return True
                    i = nexts[i]
        return False

    @numba.njit  # type: ignore[untyped-decorator]
    def slot(store: Any, register: Any) -> Any:
        """A free place in the pool, -1 where there is none."""
        c = register[FREE]
        if c >= 0:
            register[FREE] = store[3][c]
            return c
        c = register[USED]
        if c >= store[0].shape[0]:
            return -1
        register[USED] = c + 1
        return c

    @numba.njit  # type: ignore[untyped-decorator]
    def chain(c: int, tops: Any, store: Any) -> None:
        """Candidate `c` into the chain of its size."""
        size = 0
        for w in range(store[0].shape[1]):
            size += pop(store[0][c, w])
        store[3][c] = tops[0][size]
        tops[0][size] = c

    @numba.njit  # type: ignore[untyped-decorator]
    def first(i: int, law: Any, tops: Any, store: Any, register: Any) -> None:
        c = slot(store, register)
        for w in range(store[0].shape[1]):
            store[0][c, w] = law[1][i, w]
        for w in range(store[1].shape[1]):
            store[1][c, w] = zero
        store[2][c] = law[0][i]
        chain(c, tops, store)

    @numba.njit  # type: ignore[untyped-decorator]
    def join(rule: int, chosen: Any, count: int, law: Any, tops: Any, store: Any, register: Any) -> bool:
        """The candidate that a rule makes of chosen labels of its body; false where the pool is full."""
        masks, through = store[0], store[1]
        width, over = masks.shape[1], through.shape[1]
        head = law[0][rule]
        for k in range(count):
            if (through[chosen[k], head >> 6] >> np.uint64(head & low6)) & one:
                return True
        d = slot(store, register)
        if d < 0:
            return False
        clash = False
        carry = zero
        for w in range(width):
            x = law[1][rule, w]
            for k in range(count):
                x |= masks[chosen[k], w]
            masks[d, w] = x
            # Both answers to one question stand side by side; a pair may lie across two words.
            if x & (x >> one) & law[6][w]:
                clash = True
            if w and carry & x & one:
                clash = True
            carry = (x & law[6][w]) >> np.uint64(63)
        for w in range(over):
            x = zero
            for k in range(count):
                x |= through[chosen[k], w]
            through[d, w] = x
        if clash:
            store[3][d] = register[FREE]
            register[FREE] = d
            return True
        store[2][d] = head
        chain(d, tops, store)
        return True

    @numba.njit  # type: ignore[untyped-decorator]
    def spread(c: int, law: Any, tops: Any, store: Any, register: Any, sets: int, chosen: Any) -> bool:
        """What follows from a new label with those that are there; false where the pool is full."""
        body_of, bodies, use_of, uses = law[2], law[3], law[4], law[5]
        head = store[2][c]
        for u in range(use_of[head], use_of[head + 1]):
            rule = uses[u]
            start, end = body_of[rule], body_of[rule + 1]
            count, empty = end - start, False
            for k in range(count):
                f = bodies[start + k]
                chosen[k] = c if f == head else tops[1][f]
                if chosen[k] < 0:
                    empty = True
            while not empty:
                register[LOOKED] += 1
                if not join(rule, chosen, count, law, tops, store, register):
                    return False
                if register[LOOKED] > sets:
                    return True
                empty = True
                for k in range(count):
                    f = bodies[start + k]
                    if f == head:
                        continue
                    chosen[k] = store[4][chosen[k]]
                    if chosen[k] >= 0:
                        empty = False
                        break
                    chosen[k] = tops[1][f]
        return True

    @numba.njit  # type: ignore[untyped-decorator]
    def run(law: Any, tops: Any, store: Any, register: Any, stop: int, sets: int) -> int:
        masks, through, heads, by_size, by_head, by_low, order = store
        width = masks.shape[1]
        widest = 1
        for i in range(law[2].shape[0] - 1):
            widest = max(widest, law[2][i + 1] - law[2][i])
        chosen = np.empty(widest, np.int64)
        if register[PENDING] >= 0:
            if not spread(register[PENDING], law, tops, store, register, sets, chosen):
                return FULL
            register[PENDING] = -1
        while register[SIZE] < tops[0].shape[0]:
            if register[LOOKED] > stop:
                return BUSY
            c = tops[0][register[SIZE]]
            if c < 0:
                register[SIZE] += 1
                continue
            tops[0][register[SIZE]] = by_size[c]
            register[LOOKED] += 1
            head = heads[c]
            if absorbed(masks, c, tops[2][head], by_low) or (
                not register[EVERY] and head != GOAL and absorbed(masks, c, tops[2][GOAL], by_low)
            ):
                by_size[c] = register[FREE]
                register[FREE] = c
                continue
            through[c, head >> 6] |= one << np.uint64(head & low6)
            by_head[c] = tops[1][head]
            tops[1][head] = c
            low = 64 * width
            for w in range(width):
                if masks[c, w]:
                    low = 64 * w + trailing(masks[c, w])
                    break
            by_low[c] = tops[2][head, low]
            tops[2][head, low] = c
            order[register[KEPT]] = c
            register[KEPT] += 1
            if head == GOAL:
                register[GOALS] += 1
                if register[GOALS] == register[LIMIT]:
                    return ENOUGH
            if not spread(c, law, tops, store, register, sets, chosen):
                register[PENDING] = c
                return FULL
        return DONE

    return SimpleNamespace(first=first, run=run)
