"""One client of the served page: what it may ask, how long it may take, and what it gets."""

from __future__ import annotations

import json
import socket
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlsplit

from engine.interfaces.page.listening import HOST, Server
from engine.interfaces.page.page_words import in_words
from engine.interfaces.page.replies import JSON, MUCH, Reply, fault, is_heavy, reply
from engine.interfaces.page.workers import Busy, TooMuch
from treaties.vocabulary.errors import CasusError

LONGEST = 16_384
"""Bytes of a request's target or body that are still read."""
POSTED = ("/api/ask", "/api/why")
"""Addresses that a question may be posted to."""


class Refused(Exception):
    """A request that is not answered, with its HTTP status and one line."""

    def __init__(self, status: HTTPStatus, text: str) -> None:
        super().__init__(text)
        self.status = status


class Handler(BaseHTTPRequestHandler):
    """One connection. Every fault ends in one line of JSON or a page with one line, never in a traceback."""

    server: Server
    protocol_version = "HTTP/1.1"
    default_request_version = "HTTP/1.1"  # else what names no version would be answered without a status line
    server_version = "casus"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        """Wait no longer for a client than the server's patience."""
        super().setup()
        self.connection.settimeout(self.server.limits.patience)
        self.retry = 0
        self.unread = False

    def handle(self) -> None:
        """One request; who wants another connects again."""
        self.close_connection = True
        self.handle_one_request()

    def parse_request(self) -> bool:
        """Take a request of HTTP 1 alone: what says no version, or an older one, is refused."""
        if not super().parse_request():
            return False
        said, self.request_version = self.request_version, self.default_request_version
        if len(self.requestline.split()) == 3 and said.startswith("HTTP/1."):
            return True
        unknown = said != self.default_request_version
        self.send_error(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED if unknown else HTTPStatus.BAD_REQUEST)
        return False

    def finish(self) -> None:
        """Close so that the client can read what it was told."""
        try:
            super().finish()
        finally:
            if self.unread:
                linger(self.connection)

    def do_GET(self) -> None:
        """The page, or an answer as JSON."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """As GET, without the body."""
        self._answer(body=False)

    def do_POST(self) -> None:
        """`POST /api/ask` with a JSON object of the same fields."""
        self._answer(body=True)

    def _answer(self, *, body: bool) -> None:
        path, given = self.path, dict[str, list[str]]()
        world = self.server.world
        try:
            self._guard()
            target = _target(self.path)
            path, given = target.path, self._fields(target.query)
            if self.command == "POST" and path not in POSTED:
                raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "this is read with GET")
            told = self._told(path, given)
        except Refused as refused:
            self.unread = True
            told = fault(world, refused.status, str(refused), path, given)
        except CasusError as error:
            told = fault(world, HTTPStatus.BAD_REQUEST, in_words(error), path, given)
        status, kind, text = told
        self._send(status, kind, text.encode(), body=body)

    def _told(self, path: str, given: dict[str, list[str]]) -> Reply:
        """The reply: what is heavy by another process, so that nobody else waits for it."""
        if not is_heavy(path, given):
            with self.server.turn:
                return reply(self.server.world, path, given)
        try:
            found: Reply = self.server.pool.do(path, given)
        except TooMuch:
            return fault(self.server.world, HTTPStatus.UNPROCESSABLE_ENTITY, MUCH, path, given)
        except Busy as busy:
            self.retry = busy.after
            return fault(self.server.world, HTTPStatus.SERVICE_UNAVAILABLE, str(busy), path, given)
        return found

    def _guard(self) -> None:
        if len(self.path) > LONGEST:
            raise Refused(HTTPStatus.REQUEST_URI_TOO_LONG, "the request is too long")
        names = {f"{h}:{self.server.server_port}" for h in (HOST, "localhost")}
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or hosts[0].lower() not in names:
            raise Refused(HTTPStatus.MISDIRECTED_REQUEST, f"this server answers to {HOST} alone")
        origins = self.headers.get_all("Origin") or []
        if any(o.lower() not in {f"http://{n}" for n in names} for o in origins):
            raise Refused(HTTPStatus.FORBIDDEN, "a request from another site is refused")
        if any(s not in ("none", "same-origin") for s in self.headers.get_all("Sec-Fetch-Site") or []):
            raise Refused(HTTPStatus.FORBIDDEN, "a request from another site is refused")
        if "Transfer-Encoding" in self.headers:
            raise Refused(HTTPStatus.LENGTH_REQUIRED, "say the length of the body")
        if self.command != "POST" and any(n != "0" for n in self.headers.get_all("Content-Length") or []):
            raise Refused(HTTPStatus.BAD_REQUEST, "this is asked without a body")

    def _fields(self, query: str) -> dict[str, list[str]]:
        if self.command != "POST":
            try:
                return parse_qs(query, max_num_fields=200, errors="strict")
            except ValueError:
                raise Refused(HTTPStatus.BAD_REQUEST, "the query is not understood") from None
        if self.headers.get_content_type() != JSON:
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "post JSON, as application/json")
        try:
            data = json.loads(self._body())
        except (ValueError, RecursionError):
            raise Refused(HTTPStatus.BAD_REQUEST, "the body is not JSON") from None
        return _flat(data)

    def _body(self) -> bytes:
        lengths = self.headers.get_all("Content-Length") or [""]
        length = lengths[0]
        if len(lengths) > 1 or not (length.isascii() and length.isdigit()):
            raise Refused(HTTPStatus.LENGTH_REQUIRED, "say the length of the body")
        if len(length) > 9 or int(length) > LONGEST:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the request is too long")
        try:
            return self.rfile.read(int(length))
        except TimeoutError:
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, "the body took too long") from None

    def _send(self, status: HTTPStatus, kind: str, content: bytes, *, body: bool) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            for name, value in HEADERS.items():
                self.send_header(name, value)
            if self.retry:
                self.send_header("Retry-After", str(self.retry))
            self.send_header("Connection", "close")
            self.end_headers()
            if body:
                self.wfile.write(content)
        except OSError:
            self.unread = False

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """What the library itself refuses: unknown methods, garbage on the wire. One line, like all faults."""
        self.unread = True
        status = HTTPStatus(code)
        self._send(status, "text/plain", f"{status.phrase.lower()}\n".encode(), body=True)

    def version_string(self) -> str:
        """Only our own name."""
        return self.server_version

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are nobody's business; faults are told where they happen."""


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def linger(link: socket.socket, seconds: float = 1.0, most: int = 1 << 20) -> None:
    """Say that no more is sent, and let what the client still sends go by, so that it reads the reply and no reset."""
    end = time.monotonic() + seconds
    try:
        link.shutdown(socket.SHUT_WR)
        while most > 0 and (left := end - time.monotonic()) > 0:
            link.settimeout(left)
            got = len(link.recv(65_536))
            if not got:
                return
            most -= got
    except OSError:
        return


def _target(path: str) -> SplitResult:
    try:
        return urlsplit(path)
    except ValueError:
        raise Refused(HTTPStatus.BAD_REQUEST, "the address is not understood") from None


def _flat(data: Any) -> dict[str, list[str]]:
    if not isinstance(data, dict):
        raise CasusError("the body is not an object", remedy='post {"victim": "…"}')
    found: dict[str, list[str]] = {}
    for key, value in data.items():
        values = value if isinstance(value, list) else [value]
        if not all(_is_text(t) for t in (key, *values)):
            raise Refused(HTTPStatus.BAD_REQUEST, "the body holds half a character")
        if any(isinstance(v, dict | list) for v in values):
            raise CasusError(f"`{key}` is not a text or a list of texts")
        said = [("yes" if v else "") if isinstance(v, bool) else str(v) for v in values if v is not None]
        if any(said):
            found[key] = said
    return found


def _is_text(value: Any) -> bool:
    """Whether a text can be written: JSON may hold halves of characters, which no text is made of."""
    return not (isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value))
