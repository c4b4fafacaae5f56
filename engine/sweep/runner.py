"""Running a sweep: chunks handed to any executor with `submit`, rows coming back as they are done, parts kept on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Protocol

from engine.sweep.pieces import PART, Part
from engine.sweep.plan import Chunk, Plan
from engine.sweep.work import StateVerdict, run_chunk
from treaties.vocabulary.extras import needed

Progress = Callable[[int, int], None]
"""Called with the attackers done and the attackers to do, over all days."""


class Executor(Protocol):
    """Whatever takes a function and its arguments and gives a future back: a process pool, a Dask client, …"""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """A future with `result()` and `add_done_callback()`."""


def sweep(
    plan: Plan,
    *,
    executor: Executor | None = None,
    part: Part | None = None,
    progress: Progress | None = None,
    window: int = 16,
) -> Iterator[tuple[Chunk, list[StateVerdict]]]:
    """The work of a sweep, piece by piece with its rows, in the order in which they are done.

    Without an executor the work is done here, chunk by chunk. With one, no more than `window` pieces are out at once.
    With a `part`, what it holds is not done again, and each piece is written and seen onto the disk before it is given
    out; pieces then are single attackers and never more are out than make one chunk, so that whoever kills the run, with
    however many workers, loses at most one chunk's worth of rows in all.
    """
    chunks = list(plan.chunks())
    held = part.done if part is not None else frozenset[str]()
    size = 1 if part is not None and executor is not None else plan.block
    pieces = [p for c in chunks for p in c.pieces(size, held)]
    whole = sum(len(c.units) for c in chunks)
    finished = whole - sum(len(p.units) for p in pieces)
    if progress:
        progress(finished, whole)
    for piece, rows in _worked(plan, pieces, executor, min(window, plan.block) if part is not None else window):
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


def _taken(done: SimpleQueue[tuple[Chunk, Any]], out: dict[str, Any]) -> tuple[Chunk, list[StateVerdict]]:
    chunk, future = done.get()
    out.pop(chunk.id, None)
    rows: list[StateVerdict] = future.result()
    return chunk, rows


@contextmanager
def workers(jobs: int = 1, scheduler: str = "") -> Iterator[Executor | None]:
    """The executor for so many processes, or for the Dask scheduler at an address; None where one process is enough."""
    if scheduler:
        distributed = needed("distributed", "dask")
        from treaties.vocabulary.errors import CasusError

        try:
            client = distributed.Client(scheduler, timeout="10s")
        except (OSError, ValueError, TimeoutError) as error:
            raise CasusError(
                f"no Dask scheduler answers at `{scheduler}`", remedy="start one with `dask scheduler`"
            ) from error
        with client:
            yield client
    elif jobs > 1:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            yield pool
    else:
        yield None


def part_of(folder: Path, plan: Plan) -> Part:
    """The part of a sweep in a folder, opened to go on where it stopped."""
    return Part(folder / PART, plan.key)
