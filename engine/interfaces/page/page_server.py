"""The local server of the front page, with a JSON API, on 127.0.0.1 only and with the standard library only.

It refuses foreign `Host` names, requests from other sites' pages (`Origin`, `Sec-Fetch-Site`), other methods, and file
names. Full answers are computed by a few processes with a time limit; when the queue is full, the reply is 503 with
`Retry-After`.
"""

from __future__ import annotations

import io
import os
import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import Any
from urllib.parse import parse_qs

from engine.interfaces.page.replies import MUCH, Reply, fault, is_heavy, prepared, reply
from engine.interfaces.page.workers import Busy, TooMuch, Workers
from engine.world import World, shipped
from treaties.vocabulary.errors import CasusError, reason

HOST = "127.0.0.1"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True)
class Limits:
    """Limits for one client and for all clients together. Times are in seconds."""

    patience: float = 15.0
    """The time in which a client must send its request and read the reply."""
    hurry: float = 1.0
    """The same when few places are free."""
    clients: int = 64
    """The number of connections served at once; others queue."""
    spare: int = 8
    """The number of free places below which clients must hurry."""
    processes: int = 2
    """The number of heavy questions computed at once."""
    waiting: int = 8
    """The number of heavy questions that may wait for a process."""
    work: float = 60.0
    """The time limit for one heavy question."""


class Server(ThreadingHTTPServer):
    """A server that answers questions about one world."""

    request_queue_size = 128

    def __init__(self, world: World, port: int, limits: Limits) -> None:
        self.world = world
        self.limits = limits
        self.turn, self.door = threading.Lock(), threading.Lock()
        self.counting, self.present = threading.Lock(), 0
        super().__init__((HOST, port), Handler)
        self.threads = ThreadPoolExecutor(limits.clients)
        # The shipped law each process loads for itself, as it was compiled; another is handed over.
        given = None if world is shipped() else world
        count = min(limits.processes, os.cpu_count() or 1)
        self.pool = Workers(
            prepared,
            reply,
            (given,),
            count=count,
            seconds=limits.work,
            waiting=limits.waiting,
        )

    def process_request(self, request: Any, client_address: Any) -> None:
        """Pass a request to one of the server's threads."""
        with self.counting:
            self.present += 1
        self.threads.submit(self.process_request_thread, request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """End a connection, and free its place among the clients served at once."""
        super().shutdown_request(request)
        with self.counting:
            self.present -= 1

    @property
    def patience(self) -> float:
        """The present time limit for a client's request, in seconds."""
        limits = self.limits
        crowded = self.present > limits.clients - limits.spare
        return min(limits.hurry, limits.patience) if crowded else limits.patience

    def server_close(self) -> None:
        """Close the server and end its processes."""
        super().server_close()
        if hasattr(self, "pool"):
            self.threads.shutdown(wait=False, cancel_futures=True)
            self.pool.close()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """Print an internal error; ignore clients that disconnect."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            print(f"casus: {type(error).__name__}: {error}", file=sys.stderr)


class Incoming(io.RawIOBase):
    """The bytes that a client sends, with a time limit for the whole request instead of each read.

    The first read is always tried: on a busy machine it may come late, and the client is not to blame for that.
    """

    TICK = 0.25
    """Seconds without a byte after which the time limit is checked again."""
    GLANCE = 0.01
    """Seconds that the first read takes at least."""

    def __init__(self, connection: socket.socket, server: Server) -> None:
        self.connection, self.server = connection, server
        self.since = monotonic()
        self.looked = False

    def readable(self) -> bool:
        """Return True: these bytes can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read some bytes.

        Raises `TimeoutError` when the time limit is reached.
        """
        while (left := self._left()) > 0:
            self.looked = True
            self.connection.settimeout(min(left, self.TICK))
            try:
                return self.connection.recv_into(buffer)
            except TimeoutError:
                continue
        raise TimeoutError("the request took too long")

    def _left(self) -> float:
        """The seconds that are left for the request."""
        left = self.since + self.server.patience - monotonic()
        return left if self.looked else max(left, self.GLANCE)


class Handler(BaseHTTPRequestHandler):
    """One connection with one request. Errors are one line, never a traceback."""

    server: Server
    server_version, sys_version, default_request_version = "casus", "", "HTTP/1.0"
    error_message_format, error_content_type = "%(message)s\n", "text/plain"

    def setup(self) -> None:
        """Prepare to read the request within the time limit."""
        super().setup()
        self.rfile.close()
        self.rfile = io.BufferedReader(Incoming(self.connection, self.server))

    def do_GET(self) -> None:
        """Reply with the front page, an answer as a page, or JSON."""
        path, _, query = self.path.partition("?")
        self.retry = 0
        status, kind, text = self._reply(path, query)
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        if self.retry:
            self.send_header("Retry-After", str(self.retry))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_HEAD = do_GET

    def _reply(self, path: str, query: str) -> Reply:
        """Answer a request; heavy ones go to the worker pool, so that nobody else waits."""
        if refused := self._refused():
            return fault(*refused)
        try:
            given = parse_qs(query, max_num_fields=200, errors="strict")
        except ValueError:
            return fault(HTTPStatus.BAD_REQUEST, "the query is not understood")
        if not is_heavy(path, given):
            # The front and its files wait for nobody who asks something.
            with self.server.turn if path.startswith("/api/") else self.server.door:
                return reply(self.server.world, path, given)
        try:
            found: Reply = self.server.pool.do(path, given)
        except TooMuch:
            return fault(HTTPStatus.UNPROCESSABLE_ENTITY, MUCH)
        except Busy as busy:
            self.retry = busy.after
            return fault(HTTPStatus.SERVICE_UNAVAILABLE, str(busy))
        return found

    def _refused(self) -> tuple[HTTPStatus, str] | None:
        """Why this client gets nothing: a name that is not ours, or another site's page behind it."""
        names = {f"{h}:{self.server.server_port}" for h in (HOST, "localhost")}
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or hosts[0].lower() not in names:
            return (
                HTTPStatus.MISDIRECTED_REQUEST,
                f"this server answers to {HOST} alone",
            )
        origins = [o.lower() for o in self.headers.get_all("Origin") or []]
        sites = self.headers.get_all("Sec-Fetch-Site") or []
        if set(origins) - {f"http://{n}" for n in names} or set(sites) - {
            "none",
            "same-origin",
        }:
            return HTTPStatus.FORBIDDEN, "a request from another site is refused"
        return None

    def end_headers(self) -> None:
        """Add the security headers to every reply, including errors, and set the time limit for reading the reply."""
        self.connection.settimeout(self.server.limits.patience)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Log no requests; errors are printed where they happen."""


def serve(world: World, port: int = 0, limits: Limits | None = None) -> Server:
    """Return a server bound to 127.0.0.1, not yet running; call `serve_forever()`.

    Args:
        world: the law and the readings.
        port: the port; 0 for any free one.
        limits: limits for clients; None for the usual ones.

    Raises `CasusError` if the port cannot be used.
    """
    try:
        return Server(world, port, limits or Limits())
    except (OSError, OverflowError, socket.gaierror) as error:
        raise CasusError(
            f"port {port} can't be used: {reason(error)}",
            remedy="choose another with `--port`",
        ) from None
