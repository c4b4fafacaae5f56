"""Running a sweep: chunks handed to any executor with `submit`, rows coming back as they are done, parts kept on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Protocol

from engine.sweep.extras import needed
from engine.sweep.parts import Part, held
from engine.sweep.plan import Chunk, Plan
from engine.sweep.work import Row, run_chunk

Progress = Callable[[int, int], None]
"""Called with the chunks done and the chunks to do."""


class Executor(Protocol):
    """Whatever takes a function and its arguments and gives a future back: a process pool, a Dask client, …"""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """A future with `result()` and `add_done_callback()`."""


def sweep(
    plan: Plan, *, shard: tuple[int, int] = (1, 1), executor: Executor | None = None, part: Part | None = None,
    progress: Progress | None = None, window: int = 16,
) -> Iterator[tuple[Chunk, list[Row]]]:  # fmt: skip
    """Each chunk of a shard with its rows, in the order in which they are done.

    With a `part`, chunks that it holds are not done again, and each one is written to it before it is given out.
    Without an executor the work is done here. No more than `window` chunks are out at once.
    """
    chunks = list(plan.chunks(shard))
    todo = [c for c in chunks if part is None or c.id not in part.done]
    finished = len(chunks) - len(todo)
    if progress:
        progress(finished, len(chunks))
    for chunk, rows in _worked(plan, todo, executor, window):
        if part is not None:
            part.write(chunk, rows)
        finished += 1
        if progress:
            progress(finished, len(chunks))
        yield chunk, rows


def _worked(
    plan: Plan, chunks: Iterable[Chunk], executor: Executor | None, window: int
) -> Iterator[tuple[Chunk, list[Row]]]:
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


def _taken(done: SimpleQueue[tuple[Chunk, Any]], out: dict[str, Any]) -> tuple[Chunk, list[Row]]:
    chunk, future = done.get()
    out.pop(chunk.id, None)
    rows: list[Row] = future.result()
    return chunk, rows


@contextmanager
def workers(jobs: int = 1, scheduler: str = "") -> Iterator[Executor | None]:
    """The executor for so many processes, or for the Dask scheduler at an address; None where one process is enough."""
    if scheduler:
        distributed = needed("distributed", "dask")
        from treaties.errors import CasusError

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


def part_of(folder: Path, plan: Plan, shard: tuple[int, int]) -> Part:
    """The part of a shard in a folder, opened to go on where it stopped. What other parts hold counts as done."""
    part = Part(folder / f"part-{shard[0]}-of-{shard[1]}.jsonl", plan.key)
    part.done |= held(folder, plan)
    return part
