"""The explorer on this machine: a form, the page, and a JSON API. Standard library only, 127.0.0.1 only.

What it refuses: another `Host` than its own (a foreign name that resolves here), requests that another site's page
makes (`Origin`, `Sec-Fetch-Site`), other methods, long requests, slow clients, and any word of files. Whole answers are
worked out by a few processes of their own, for a bounded time; who comes when too many wait is told when to come back.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from typing import Any

from engine.doors.page.handler import HOST, Doorman, Handler
from engine.doors.page.pool import Pool
from engine.doors.page.replies import prepared, reply
from engine.world import World, shipped
from treaties.errors import CasusError


@dataclass(frozen=True)
class Limits:
    """What one client and all of them may take. Times are seconds."""

    header: float = 15.0
    """For the whole of a request's header, and to wait for the next request of a connection."""
    body: float = 15.0
    """For the whole of a body."""
    clients: int = 64
    """Connections that are served at once; as many again are told to come back, others are closed."""
    processes: int = 2
    """Heavy questions worked at together."""
    waiting: int = 8
    """Heavy questions that wait for a process."""
    work: float = 60.0
    """For one heavy question."""


class Server(ThreadingHTTPServer):
    """The server of one world."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, world: World, port: int, limits: Limits) -> None:
        self.world = world
        self.limits = limits
        self.turn = threading.Lock()
        self._clients = 0
        self._count = threading.Lock()
        super().__init__((HOST, port), Handler)
        # The shipped law each process loads for itself, as it was compiled; another is handed over.
        given = None if world is shipped() else world
        count = min(limits.processes, os.cpu_count() or 1)
        self.pool = Pool(prepared, reply, (given,), count=count, seconds=limits.work, waiting=limits.waiting)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Give each client a thread, up to twice the bound."""
        with self._count:
            self._clients += 1
            many = self._clients > 2 * self.limits.clients
        if many:
            self._left()
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve a client, and count it out."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._left()

    def finish_request(self, request: Any, client_address: Any) -> None:
        """A place, or a word at the door."""
        full = self._clients > self.limits.clients
        (Doorman if full else Handler)(request, client_address, self)

    def _left(self) -> None:
        with self._count:
            self._clients -= 1

    def server_close(self) -> None:
        """Close the door and end the processes."""
        super().server_close()
        if hasattr(self, "pool"):
            self.pool.close()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """A client that breaks off is no fault of ours."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            print(f"casus: {type(error).__name__}: {error}", file=sys.stderr)


def serve(world: World, port: int = 0, limits: Limits | None = None) -> Server:
    """A server bound to 127.0.0.1, not yet running; port 0 takes any free one. Call `serve_forever()`.

    `limits` bounds what clients may take. Raises `CasusError` where the port is taken.
    """
    try:
        return Server(world, port, limits or Limits())
    except (OSError, OverflowError, socket.gaierror) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CasusError(
            f"port {port} can't be used: {reason.lower()}", remedy="choose another with `--port`"
        ) from None
