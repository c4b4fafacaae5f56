"""Listening on this machine: a thread for each client up to a bound, and processes for heavy questions."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from socketserver import BaseRequestHandler as Handling
from typing import Any

from engine.interfaces.page.replies import prepared, reply
from engine.interfaces.page.workers import Workers
from engine.world import World, shipped

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Limits:
    """What one client and all of them may take. Times are seconds."""

    patience: float = 15.0
    """To wait for a client that sends or reads nothing."""
    clients: int = 64
    """Connections that are served at once; others wait for their turn."""
    processes: int = 2
    """Heavy questions worked at together."""
    waiting: int = 8
    """Heavy questions that wait for a process."""
    work: float = 60.0
    """For one heavy question."""


class Server(ThreadingHTTPServer):
    """The server of one world: `handler` serves a client."""

    request_queue_size = 128

    def __init__(self, world: World, port: int, limits: Limits, handler: type[Handling]) -> None:
        self.world = world
        self.limits = limits
        self.turn = threading.Lock()
        super().__init__((HOST, port), handler)
        self.threads = ThreadPoolExecutor(limits.clients)
        # The shipped law each process loads for itself, as it was compiled; another is handed over.
        given = None if world is shipped() else world
        count = min(limits.processes, os.cpu_count() or 1)
        self.pool = Workers(prepared, reply, (given,), count=count, seconds=limits.work, waiting=limits.waiting)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Give each client a thread of the pool."""
        self.threads.submit(self.process_request_thread, request, client_address)

    def server_close(self) -> None:
        """Close the door and end the processes."""
        super().server_close()
        if hasattr(self, "pool"):
            self.threads.shutdown(wait=False, cancel_futures=True)
            self.pool.close()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """A client that breaks off is no fault of ours."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            print(f"casus: {type(error).__name__}: {error}", file=sys.stderr)
