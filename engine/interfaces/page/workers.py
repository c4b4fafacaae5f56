"""A pool of processes for heavy questions, with a time limit and a bounded queue."""

from __future__ import annotations

import multiprocessing
import queue
import threading
from collections.abc import Callable
from multiprocessing.pool import Pool
from typing import Any

Task = Callable[..., Any]


class Busy(Exception):
    """Raised when all processes are busy and the queue is full. `after` is the time after which to try again, in seconds."""

    def __init__(self, after: int) -> None:
        super().__init__(f"others are being answered; come back in {after} seconds")
        self.after = after


class TooMuch(Exception):
    """Raised when a question exceeds the limits of time or memory."""


class Workers:
    """A number of processes that each run `task` for one caller at a time.

    `prepare(*given)` is called once in each process; `task` gets its result and the caller's arguments. A call that
    takes longer than `seconds` ends with its process, which is replaced. At most `waiting` callers wait.
    """

    def __init__(
        self,
        prepare: Task,
        task: Task,
        given: tuple[Any, ...] = (),
        *,
        count: int = 2,
        seconds: float = 60.0,
        waiting: int = 8,
        memory: int = 2 << 30,
    ) -> None:
        self.seconds = seconds
        self._made = (prepare, task, given, memory)
        self._idle: queue.LifoQueue[Pool] = queue.LifoQueue()
        self._all = {self._new() for _ in range(count)}
        for process in self._all:
            self._idle.put(process)
        self._places = threading.BoundedSemaphore(count + waiting)
        self._closed = False
        self._changing = threading.Lock()

    def _new(self) -> Pool:
        # A fresh interpreter: a copy of this one would have its threads' locks without its threads.
        return multiprocessing.get_context("spawn").Pool(1, _begin, self._made)

    def do(self, *asked: Any) -> Any:
        """Run the task with the given arguments in one of the processes, and return its result.

        Raises `Busy` or `TooMuch`.
        """
        if not self._places.acquire(blocking=False):
            raise Busy(max(1, round(self.seconds / 4)))
        process = self._idle.get()
        try:
            return process.apply_async(_do, asked).get(self.seconds)
        except (multiprocessing.TimeoutError, MemoryError):
            process = self._anew(process)
            raise TooMuch from None
        finally:
            self._idle.put(process)
            self._places.release()

    def _anew(self, process: Pool) -> Pool:
        """End a process and begin another in its place; none once all were ended, for nobody would end that."""
        with self._changing:
            if self._closed:
                return process
            process.terminate()
            self._all.remove(process)
            process = self._new()
            self._all.add(process)
            return process

    def close(self) -> None:
        """End the processes."""
        with self._changing:
            self._closed = True
            for process in self._all:
                process.terminate()
                process.join()


_READY: list[Any] = []
"""In a process: the task, and what it was prepared with."""


def _begin(prepare: Task, task: Task, given: tuple[Any, ...], memory: int) -> None:
    """Prepare a process, and bound its memory where the system lets it."""
    try:
        import resource
    except ImportError:
        pass
    else:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(
            resource.RLIMIT_AS, (memory if hard < 0 else min(memory, hard), hard)
        )
    _READY[:] = [task, prepare(*given)]


def _do(*asked: Any) -> Any:
    task, ready = _READY
    return task(ready, *asked)
