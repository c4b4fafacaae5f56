"""The labelling of `labelling` in machine code, by Numba (the extra `numba`): as many words to a mask as it needs.

Candidates lie in one pool, chained by size; a label is a candidate that was kept, chained by head and by its rarest
answer. The kernel returns whenever its share of work is done or the pool is full, so that time and memory are watched
from outside.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from time import monotonic
from typing import Any

from engine.labels.labelling import SECONDS, Labelling, Numbering, in_use, labels
from engine.labels.labelling import SETS as PLAIN_SETS
from engine.labels.program import GOAL, Program, bits
from treaties.extras import needed

SETS = 10_000_000
"""Candidate sets looked at before a search is cut."""
POOL = 512 << 20
"""Bytes for the candidates kept at a time before a search is cut; one takes some seventy in a middling world."""
SHARE = 400_000
"""Candidate sets looked at between two looks at the clock."""
COMPILING = 8.0
"""Seconds that must be left for it to be worth while: Numba takes half of that to compile."""
CHAINS = 5
"""Numbers that stand beside the answers and facts of a candidate."""
USED, FREE, SIZE, LOOKED, PENDING, KEPT, GOALS, LIMIT, EVERY = range(9)
"""Places of the kernel's register."""
DONE, BUSY, FULL, ENOUGH = range(4)
"""What the kernel returns with."""


def available() -> bool:
    """Whether Numba is installed."""
    return find_spec("numba") is not None


def machine_labels(
    program: Program,
    *,
    limit: int | None = None,
    sets: int = SETS,
    seconds: float = SECONDS,
    every: bool = False,
    pool: int = POOL,
) -> Labelling:
    """What `labels` finds, in another order; raises `MissingExtra` where Numba is not installed."""
    np: Any = needed("numpy", "numba")
    if program.holds:
        return Labelling({GOAL: [0]})
    until = monotonic() + seconds
    n, names = Numbering(program), in_use(program)
    facts = len(names)
    width, over = -(-max(1, len(n.old)) // 64), -(-facts // 64)
    heads = np.array([names[r[0]] for r in program.rules], np.int64)
    masks = _words([n.inward(r[2]) for r in program.rules], width, np)
    body_of, bodies = _lists([[names[f] for f in bits(r[1])] for r in program.rules], np)
    users: list[list[int]] = [[] for _ in range(facts)]
    for i, r in enumerate(program.rules):
        for f in bits(r[1]):
            users[names[f]].append(i)
    use_of, uses = _lists(users, np)
    law = heads, masks, body_of, bodies, use_of, uses, _words([n.pairs], width, np)[0]
    tops = (
        np.full(64 * width + 1, -1, np.int64),
        np.full(facts, -1, np.int64),
        np.full((facts, 64 * width + 1), -1, np.int64),
    )
    room, most = 4096, pool // (8 * (width + over + CHAINS))
    store = _store(room, width, over, np)
    register = np.array([0, -1, 0, 0, -1, 0, 0, -1 if limit is None else limit, every], np.int64)
    kernel = _kernel()
    for i, (_, body, _) in enumerate(program.rules):
        if not body:
            kernel.first(i, law, tops, store, register)
            if register[USED] + 1 >= room:
                room *= 2
                store = _grown(store, room, np)
    while True:
        status = kernel.run(law, tops, store, register, min(sets, int(register[LOOKED]) + SHARE), sets)
        if status == FULL and room < most:
            room = min(2 * room, most)
            store = _grown(store, room, np)
        elif status != BUSY or register[LOOKED] >= sets or monotonic() > until:
            break
    raw, order = store[0], store[6][: register[KEPT]]
    owners = store[2][order]
    found: dict[int, list[int]] = {}
    for head in sorted({r[0] for r in program.rules}) if every else (GOAL,):
        rows = raw[order[owners == names[head]]].astype("<u8").tobytes()
        size = 8 * width
        found[head] = n.outward(int.from_bytes(rows[i : i + size], "little") for i in range(0, len(rows), size))
    if status == DONE:
        return Labelling(found)
    return Labelling(found, False, int(register[SIZE]))


def search(
    program: Program, *, limit: int | None = None, sets: int = PLAIN_SETS, seconds: float = SECONDS, every: bool = False
) -> Labelling:
    """`labels`, and where that is cut for the number of its sets and Numba is there, the same in machine code.

    >>> from engine.labels.labels import Literals
    >>> search(Program(((0, 2, 2), (1, 0, 8)), Literals(["p", "q"]), ())).goal
    [10]
    """
    until = monotonic() + seconds
    found = labels(program, limit=limit, sets=sets, seconds=seconds, every=every)
    enough = limit is not None and len(found.goal) >= limit
    if found.complete or enough or sets < PLAIN_SETS or until - monotonic() < COMPILING or not available():
        return found
    more = machine_labels(program, limit=limit, seconds=until - monotonic(), every=every)
    return more if more.complete or more.sure >= found.sure else found


def _words(masks: list[int], width: int, np: Any) -> Any:
    raw = b"".join(m.to_bytes(8 * width, "little") for m in masks)
    return np.frombuffer(raw, dtype="<u8").astype(np.uint64).reshape(len(masks), width)


def _lists(lists: list[list[int]], np: Any) -> tuple[Any, Any]:
    """Lists end to end, with their starts."""
    starts = np.cumsum([0, *map(len, lists)])
    return starts.astype(np.int64), np.array([x for one in lists for x in one], np.int64)


def _store(room: int, width: int, over: int, np: Any) -> tuple[Any, ...]:
    """Masks, facts on the way, heads, and the chains: by size, by head, by rarest answer; and the order of finding."""
    masks, through = np.zeros((room, width), np.uint64), np.zeros((room, over), np.uint64)
    return masks, through, *(np.full(room, -1, np.int64) for _ in range(CHAINS))


def _grown(store: tuple[Any, ...], room: int, np: Any) -> tuple[Any, ...]:
    new = _store(room, store[0].shape[1], store[1].shape[1], np)
    for a, b in zip(store, new, strict=True):
        b[: len(a)] = a
    return new


@cache
def _kernel() -> Any:
    from engine.labels import numba_kernel as machine_code

    return machine_code.build(needed("numba", "numba"), needed("numpy", "numba"))
