"""The explorer on this machine: a form, the page, and a JSON API. Standard library only, 127.0.0.1 only.

What it refuses: another `Host` than its own (a foreign name that resolves here), requests that another site's page
makes (`Origin`, `Sec-Fetch-Site`), other methods, long requests, slow clients, and any word of files.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlsplit

from engine.doors.page.form import form
from engine.doors.page.query_fields import asked
from engine.forms.report.report_page import report
from engine.world import World
from treaties.errors import CasusError

HOST = "127.0.0.1"
LONGEST = 16_384
"""Bytes of a request's target or body that are still read."""
PATIENCE = 15
"""Seconds to wait for a client that says nothing."""


class Refused(Exception):
    """A request that is not answered, with its HTTP status and one line."""

    def __init__(self, status: HTTPStatus, text: str) -> None:
        super().__init__(text)
        self.status = status


class Handler(BaseHTTPRequestHandler):
    """One request. Every fault ends in one line of JSON or a page with one line, never in a traceback."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "casus"
    timeout = PATIENCE

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
        api = self.path.startswith("/api/")
        given: dict[str, list[str]] = {}
        try:
            self._guard()
            target = _target(self.path)
            api = target.path.startswith("/api/")
            given = self._fields(target.query)
            status, kind, content = self._content(target.path, given)
        except Refused as refused:
            self.close_connection = True
            status, kind, content = refused.status, *self._fault(str(refused), api, given)
        except CasusError as error:
            status, kind, content = HTTPStatus.BAD_REQUEST, *self._fault(str(error), api, given)
        except Exception as error:
            print(f"casus: {type(error).__name__}: {error}", file=sys.stderr)
            text = "this question could not be worked out"
            status, kind, content = HTTPStatus.INTERNAL_SERVER_ERROR, *self._fault(text, api, given)
        self._send(status, kind, content.encode(), body=body)

    def _guard(self) -> None:
        if len(self.path) > LONGEST:
            raise Refused(HTTPStatus.REQUEST_URI_TOO_LONG, "the request is too long")
        names = {f"{h}:{self.server.server_port}" for h in (HOST, "localhost")}
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or hosts[0].lower() not in names:
            raise Refused(HTTPStatus.MISDIRECTED_REQUEST, f"this server answers to {HOST} alone")
        origin = self.headers.get("Origin")
        if origin is not None and origin.lower() not in {f"http://{n}" for n in names}:
            raise Refused(HTTPStatus.FORBIDDEN, "a request from another site is refused")
        if self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            raise Refused(HTTPStatus.FORBIDDEN, "a request from another site is refused")

    def _fields(self, query: str) -> dict[str, list[str]]:
        if self.command != "POST":
            try:
                return parse_qs(query, max_num_fields=200, errors="strict")
            except ValueError:
                raise Refused(HTTPStatus.BAD_REQUEST, "the query is not understood") from None
        if self.headers.get_content_type() != "application/json":
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "post JSON, as application/json")
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            raise Refused(HTTPStatus.LENGTH_REQUIRED, "say the length of the body")
        if len(length) > 9 or int(length) > LONGEST:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the request is too long")
        try:
            data = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            raise Refused(HTTPStatus.BAD_REQUEST, "the body is not JSON") from None
        return _flat(data)

    def _content(self, path: str, given: dict[str, list[str]]) -> tuple[HTTPStatus, str, str]:
        world = self.server.world
        if self.command == "POST" and path not in ("/api/ask", "/api/why"):
            raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "this is read with GET")
        if path == "/":
            if not any(v.strip() for vs in given.values() for v in vs):
                return HTTPStatus.OK, "text/html", form(world, {}, whole=True)
            answer = self._ask(given)
            return HTTPStatus.OK, "text/html", report(answer, served=form(world, given))
        if path == "/api/ask":
            return HTTPStatus.OK, "application/json", _json(self._ask(given).to_dict())
        if path == "/api/why":
            given = dict(given)
            state = given.pop("state", [""])[-1]
            if not state:
                raise CasusError("no `state` is named", remedy="say of whom: ?state=NAME")
            return HTTPStatus.OK, "application/json", _json(self._ask(given).why(state).to_dict())
        if path == "/api/readings":
            rows = [{"id": r.id, "name": r.name, "gist": r.gist} for r in world.readings]
            return HTTPStatus.OK, "application/json", _json({"schema": 1, "rows": rows})
        raise Refused(HTTPStatus.NOT_FOUND, "nothing is here; try /, /api/ask, /api/why or /api/readings")

    def _ask(self, given: dict[str, list[str]]) -> Any:
        # One question at a time: a large one takes seconds and a good part of the memory.
        with self.server.turn:
            return asked(self.server.world, given)

    def _fault(self, text: str, api: bool, given: dict[str, list[str]]) -> tuple[str, str]:
        if api:
            return "application/json", _json({"schema": 1, "error": text})
        return "text/html", form(self.server.world, given, fault=text, whole=True)

    def _send(self, status: HTTPStatus, kind: str, content: bytes, *, body: bool) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            for name, value in HEADERS.items():
                self.send_header(name, value)
            if self.close_connection:
                self.send_header("Connection", "close")
            self.end_headers()
            if body:
                self.wfile.write(content)
        except OSError:
            self.close_connection = True

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """What the library itself refuses: unknown methods, garbage on the wire. One line, like all faults."""
        self.close_connection = True
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
        if any(isinstance(v, dict | list) for v in values):
            raise CasusError(f"`{key}` is not a text or a list of texts")
        said = [("yes" if v else "") if isinstance(v, bool) else str(v) for v in values if v is not None]
        if any(said):
            found[key] = said
    return found


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, default=str) + "\n"


class Server(ThreadingHTTPServer):
    """The server of one world."""

    daemon_threads = True

    def __init__(self, world: World, port: int) -> None:
        self.world = world
        self.turn = threading.Lock()
        super().__init__((HOST, port), Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """A client that breaks off is no fault of ours."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            print(f"casus: {type(error).__name__}: {error}", file=sys.stderr)


def serve(world: World, port: int = 0) -> Server:
    """A server bound to 127.0.0.1, not yet running; port 0 takes any free one. Call `serve_forever()`.

    Raises `CasusError` where the port is taken.
    """
    try:
        return Server(world, port)
    except (OSError, OverflowError, socket.gaierror) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CasusError(
            f"port {port} can't be used: {reason.lower()}", remedy="choose another with `--port`"
        ) from None
