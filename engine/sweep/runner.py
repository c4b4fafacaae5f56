"""Running a sweep: chunks handed to any executor with `submit`, rows coming back as they are done, parts kept on disk.

A part is append-only: one JSON line a row, one marker a finished piece; what follows the last marker is done again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Protocol

from engine.sweep.plan import Chunk, Plan
from engine.sweep.work import StateVerdict, run_chunk
from treaties.vocabulary.errors import CasusError, needed, reason


class Part:
    """The part file of a sweep. A killed run leaves at most the piece being written incomplete; it is cut off.

    `done` names the attackers it holds, day by day. A piece whose rows are not as many as its marker says, or not
    those of its digest, is not held: `spoilt` counts them.
    """

    def __init__(self, path: Path, key: str, *, reading: bool = False) -> None:
        self.path = path
        self.done: set[str] = set()
        self.spoilt = 0
        with _faults(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            good = self._whole_size(key)
            if not reading:
                with path.open("r+b" if path.exists() else "wb") as out:
                    out.truncate(good)
                    out.seek(good)
                    if good == 0:
                        out.write(_line({"sweep": key}))

    def _whole_size(self, key: str) -> int:
        """How far the file is whole; notes the attackers up to there."""
        good = 0
        for chunk, _, end in self._pieces(key):
            good = end
            self.spoilt += chunk is None
            self.done.update(chunk.units if chunk is not None else ())
        return good

    def _pieces(self, key: str) -> Iterator[tuple[Chunk | None, list[bytes], int]]:
        """The header and every piece with its rows as they are written, and where it ends in the file.

        The header is an empty piece; one that is not as it was written has no chunk. What follows the last marker is
        none.
        """
        if not self.path.exists():
            return
        with self.path.open("rb") as lines:
            first = lines.readline()
            if not first.endswith(b"\n"):
                return  # the run was killed as it began
            if (_value(first) or {}).get("sweep") != key:
                raise CasusError(
                    f"`{self.path}` belongs to another sweep",
                    remedy="name another folder, or the same options",
                )
            yield Chunk("", 0, 0), [], lines.tell()
            rows: list[bytes] = []
            for line in iter(lines.readline, b""):
                marker = _value(line) if line.startswith(MARK) else None
                if marker is None:
                    rows.append(line)
                    continue
                whole = marker == _marker(str(marker.get("done")), rows)
                yield Chunk.of(marker["done"]) if whole else None, rows, lines.tell()
                rows = []

    def write(self, chunk: Chunk, rows: list[StateVerdict]) -> None:
        """Append a finished piece and see it onto the disk; raises `CasusError` where it can't be."""
        written = [_line(r) for r in rows]
        with _faults(self.path), self.path.open("ab") as out:
            out.write(b"".join(written) + _line(_marker(chunk.id, written)))
            out.flush()
            os.fsync(out.fileno())
        self.done.update(chunk.units)

    def rows(self, key: str) -> Iterator[tuple[str, list[StateVerdict]]]:
        """List each attacker that is done with its rows, in the order of the file."""
        for chunk, written, _ in self._pieces(key):
            if chunk is not None:
                rows = [json.loads(line) for line in written]
                attacked = [
                    list(found) for _, found in groupby(rows, lambda r: r["attacker"])
                ]
                yield from zip(chunk.units, attacked, strict=True)


PART = "part.jsonl"
"""The name of the file in the folder of a sweep."""
MARK = b'{"done":'
"""How the marker of a finished piece begins."""


def _marker(ident: str, rows: list[bytes]) -> StateVerdict:
    """What stands below the rows of a finished piece: its id, their number, and a digest of all of it."""
    digest = hashlib.sha256(b"".join([ident.encode(), b"\n", *rows])).hexdigest()
    return {"done": ident, "rows": len(rows), "sha256": digest}


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    """A fault of the disk as one line that names the file."""
    try:
        yield
    except OSError as error:
        raise CasusError(
            f"`{path}` cannot be written: {reason(error)}", remedy="name another folder"
        ) from error


def gathered(folder: Path, plan: Plan) -> Iterator[StateVerdict]:
    """List the rows of a plan that the part in the folder holds, in the plan's order; what it holds twice is taken
    once.
    """
    found = dict(Part(folder / PART, plan.key, reading=True).rows(plan.key))
    for chunk in plan.chunks():
        for unit in chunk.units:
            yield from found.get(unit, ())


def _line(value: StateVerdict) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _value(line: bytes) -> StateVerdict | None:
    """The object of a whole line; None for a torn or spoilt one."""
    if not line.endswith(b"\n"):
        return None
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


Progress = Callable[[int, int], None]
"""Called with the attackers done and the attackers to do, over all days."""


class Executor(Protocol):
    """Whatever takes a function and its arguments and gives a future back: a process pool, a Dask client, …"""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Submit a call; returns a future with `result()` and `add_done_callback()`.

        Args:
            fn: the function.
            args: its arguments.
            kwargs: its keywords.
        """


def sweep(
    plan: Plan,
    *,
    executor: Executor | None = None,
    part: Part | None = None,
    progress: Progress | None = None,
    window: int = 16,
) -> Iterator[tuple[Chunk, list[StateVerdict]]]:
    """Do the work of a sweep, piece by piece with its rows, in the order in which they are done.

    Args:
        plan: the sweep.
        executor: who does the work; it is done here, chunk by chunk, where left out.
        part: what earlier runs did, which is not done again. Each piece is written and seen onto the disk before it is
            given out; pieces are single attackers and never more are out than make one chunk, so that whoever kills the
            run loses at most one chunk's worth of rows.
        progress: gets the number of attackers done, and of all.
        window: how many pieces an executor has at once.
    """
    chunks = list(plan.chunks())
    kept = part.done if part is not None else frozenset[str]()
    size = 1 if part is not None and executor is not None else plan.block
    pieces = [p for c in chunks for p in c.pieces(size, kept)]
    whole = sum(len(c.units) for c in chunks)
    finished = whole - sum(len(p.units) for p in pieces)
    if progress:
        progress(finished, whole)
    for piece, rows in _worked(
        plan, pieces, executor, min(window, plan.block) if part is not None else window
    ):
        if part is not None:
            part.write(piece, rows)
        finished += len(piece.units)
        if progress:
            progress(finished, whole)
        yield piece, rows


def _worked(
    plan: Plan, chunks: Iterable[Chunk], executor: Executor | None, window: int
) -> Iterator[tuple[Chunk, list[StateVerdict]]]:
    if executor is None:
        for chunk in chunks:
            yield chunk, run_chunk(plan, chunk)
        return
    done: SimpleQueue[tuple[Chunk, Any]] = SimpleQueue()
    out: dict[str, Any] = {}
    for chunk in chunks:
        if len(out) >= window:
            yield _taken(done, out)
        future = executor.submit(run_chunk, plan, chunk)
        out[chunk.id] = future
        future.add_done_callback(lambda f, c=chunk: done.put((c, f)))
    while out:
        yield _taken(done, out)


def _taken(
    done: SimpleQueue[tuple[Chunk, Any]], out: dict[str, Any]
) -> tuple[Chunk, list[StateVerdict]]:
    chunk, future = done.get()
    out.pop(chunk.id, None)
    rows: list[StateVerdict] = future.result()
    return chunk, rows


@contextmanager
def workers(jobs: int = 1, scheduler: str = "") -> Iterator[Executor | None]:
    """Start the executor for so many processes, or for the Dask scheduler at an address; None where one process is
    enough.
    """
    if scheduler:
        distributed = needed("distributed", "dask")
        try:
            client = distributed.Client(scheduler, timeout="10s")
        except (OSError, ValueError, TimeoutError) as error:
            raise CasusError(
                f"no Dask scheduler answers at `{scheduler}`",
                remedy="start one with `dask scheduler`",
            ) from error
        with client:
            yield client
    elif jobs > 1:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        with ProcessPoolExecutor(
            jobs, mp_context=get_context("spawn"), initializer=_follow
        ) as pool:
            yield pool
    else:
        yield None


def _follow() -> None:
    """Ends this worker once its parent is gone, which may have been killed without a word."""
    from multiprocessing import connection, parent_process
    from threading import Thread

    if parent := parent_process():
        Thread(
            target=lambda: os._exit(len(connection.wait([parent.sentinel]))),
            daemon=True,
        ).start()


def part_of(folder: Path, plan: Plan) -> Part:
    """Open the part of a sweep in a folder, to go on where it stopped."""
    return Part(folder / PART, plan.key)
