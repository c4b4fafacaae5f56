"""A few processes for heavy questions: each works at one, for a bounded time; a few more wait, the rest are sent away."""

from __future__ import annotations

import multiprocessing
import queue
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

Task = Callable[..., Any]


class Busy(Exception):
    """All processes are at work and enough wait for them. `after` is when to come back, in seconds."""

    def __init__(self, after: int) -> None:
        super().__init__(f"others are being answered; come back in {after} seconds")
        self.after = after


class TooMuch(Exception):
    """A question took more time or memory than one may have."""


class Workers:
    """`count` processes that each do `task` for one caller at a time.

    `prepare(*given)` is called once in each process; `task` gets what it returned, and the caller's arguments. A call
    that takes longer than `seconds` ends with its process, which is made anew. At most `waiting` callers wait.
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
        self.waiting = waiting
        self._made = (prepare, task, given, memory)
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        self._lock = threading.Lock()
        self._queued = 0
        self._all = [Worker(*self._made) for _ in range(count)]
        for worker in self._all:
            self._idle.put(worker)

    def do(self, *asked: Any) -> Any:
        """What the task gives for these arguments; raises `Busy` or `TooMuch`."""
        worker = self._take()
        try:
            return worker.do(asked, self.seconds)
        except TooMuch:
            with self._lock:
                self._all.remove(worker)
                worker = Worker(*self._made)
                self._all.append(worker)
            raise
        finally:
            self._idle.put(worker)

    def _take(self) -> Worker:
        after = max(1, round(self.seconds / 4))
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            pass
        with self._lock:
            if self._queued >= self.waiting:
                raise Busy(after)
            self._queued += 1
        try:
            return self._idle.get(timeout=self.seconds)
        except queue.Empty:
            raise Busy(after) from None
        finally:
            with self._lock:
                self._queued -= 1

    def close(self) -> None:
        """End the processes."""
        for worker in self._all:
            worker.end()


class Worker:
    """One process and the way to it."""

    def __init__(self, prepare: Task, task: Task, given: tuple[Any, ...], memory: int) -> None:
        # A fresh interpreter: a copy of this one would have its threads' locks without its threads.
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_work, args=(there, prepare, task, given, memory), daemon=True)
        self._process.start()
        there.close()

    def do(self, asked: tuple[Any, ...], seconds: float) -> Any:
        """Have the task done, within so many seconds."""
        end = time.monotonic() + seconds
        try:
            self._here.send(asked)
            if self._here.poll(max(0.0, end - time.monotonic())):
                return self._here.recv()
        except (EOFError, OSError):
            pass
        self.end()
        raise TooMuch

    def end(self) -> None:
        """Stop the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self._here.close()


def _work(way: Connection, prepare: Task, task: Task, given: tuple[Any, ...], memory: int) -> None:
    _bound(memory)
    ready = prepare(*given)
    try:
        while True:
            way.send(task(ready, *way.recv()))
    except (EOFError, OSError, KeyboardInterrupt):
        return


def _bound(memory: int) -> None:
    """No more than so many bytes of memory, where the system lets a process bound itself."""
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (memory if hard < 0 else min(memory, hard), hard))
