"""Execution of sweeps: chunks are submitted to any executor, rows come in the plan's order, and finished days are kept."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

from engine.output.picture import saving
from engine.sweep import store
from engine.sweep.plan import Chunk, Plan
from engine.sweep.work import SweepRow, run_chunk
from treaties.vocabulary.errors import CasusError, needed, reason

Progress = Callable[[int, int], None]
"""A function called with the number of attackers done and the number of all, over all days."""


class Executor(Protocol):
    """An object that accepts a function with arguments and returns a future, such as a process pool or a Dask client."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Submit a call, and return a future whose `result()` waits for the call.

        Args:
            fn: the function.
            args: its arguments.
            kwargs: its keyword arguments.
        """


def sweep(
    plan: Plan,
    *,
    executor: Executor | None = None,
    folder: Path | None = None,
    progress: Progress | None = None,
    window: int = 16,
) -> Iterator[SweepRow]:
    """Run a sweep, and yield its rows in the plan's order.

    Args:
        plan: the sweep.
        executor: the executor; None to work in this process.
        folder: a folder for finished days, one file each; days with a file are loaded instead of computed.
        progress: a function called with the number of attackers done and the number of all.
        window: the number of chunks submitted at once.

    Raises `CasusError` for a folder of another sweep, or one that cannot be written.
    """
    kept = {} if folder is None else _kept(folder, plan)
    chunks = list(plan.chunks())
    todo = [c for c in chunks if c.day not in kept]
    whole = sum(c.attackers for c in chunks)
    count = whole - sum(c.attackers for c in todo)
    made = groupby(_worked(plan, todo, executor, window), key=lambda pair: pair[0].day)

    def counted(done: Iterable[tuple[Chunk, list[SweepRow]]]) -> Iterator[SweepRow]:
        nonlocal count
        for chunk, rows in done:
            yield from rows
            count += chunk.attackers
            if progress:
                progress(count, whole)

    if progress:
        progress(count, whole)
    for day in dict.fromkeys(c.day for c in chunks):
        if day in kept:
            yield from _read(kept[day])
        elif folder is None:
            yield from counted(next(made)[1])
        else:
            path = folder / f"{day}.jsonl"
            store.write(counted(next(made)[1]), path, "jsonl")
            yield from _read(path)


MARK = "sweep.json"
"""The file that identifies the sweep of a folder."""


def _kept(folder: Path, plan: Plan) -> dict[str, Path]:
    """The finished days of a folder, which is begun where it is new."""
    mark, about = folder / MARK, json.dumps({"sweep": plan.key}) + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CasusError(
            f"`{folder}` cannot be written: {reason(error)}",
            remedy="name another folder",
        ) from error
    if not mark.exists():
        saving.write(mark, about)
    elif mark.read_text(encoding="utf-8", errors="replace") != about:
        raise CasusError(
            f"`{folder}` belongs to another sweep",
            remedy="name another folder, or the same options",
        )
    return {path.stem: path for path in folder.glob("*.jsonl")}


def _read(path: Path) -> Iterator[SweepRow]:
    try:
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    except ValueError as error:
        raise CasusError(
            f"`{path}` is not as it was written", remedy="delete it, and ask again"
        ) from error


def _worked(
    plan: Plan, chunks: Iterable[Chunk], executor: Executor | None, window: int
) -> Iterator[tuple[Chunk, list[SweepRow]]]:
    """Each chunk with its rows, in order."""
    if executor is None:
        for chunk in chunks:
            yield chunk, run_chunk(plan, chunk)
        return
    waiting: deque[tuple[Chunk, Any]] = deque()
    for chunk in chunks:
        waiting.append((chunk, executor.submit(run_chunk, plan, chunk)))
        if len(waiting) >= window:
            first, future = waiting.popleft()
            yield first, future.result()
    for chunk, future in waiting:
        yield chunk, future.result()


@contextmanager
def workers(jobs: int = 1, scheduler: str = "") -> Iterator[Executor | None]:
    """Start an executor with a number of processes, or for a Dask scheduler; None if one process suffices.

    Args:
        jobs: the number of processes.
        scheduler: the address of a Dask scheduler; empty for none.

    Raises `CasusError` if the scheduler does not answer, or a worker dies and no other can do its work.
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
        with client, _death_as_one_line(distributed.KilledWorker):
            yield client
    elif jobs > 1:
        from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
        from multiprocessing import get_context

        with (
            _death_as_one_line(BrokenExecutor),
            ProcessPoolExecutor(
                jobs, mp_context=get_context("spawn"), initializer=_follow
            ) as pool,
        ):
            yield pool
    else:
        yield None


@contextmanager
def _death_as_one_line(died: type[Exception]) -> Iterator[None]:
    """Tell in one line that a worker died, where that is what an error says."""
    try:
        yield
    except died as error:
        raise CasusError(
            "a worker process ended before its work was done: it was killed, or memory ran out",
            remedy="ask again with fewer `-j`; with `--parts DIR` finished days are kept",
        ) from error


def _follow() -> None:
    """Ends this worker once its parent is gone, which may have been killed without a word."""
    from multiprocessing import connection, parent_process
    from threading import Thread

    if parent := parent_process():
        Thread(
            target=lambda: os._exit(len(connection.wait([parent.sentinel]))),
            daemon=True,
        ).start()
