"""The server: answers on this machine, refuses others, survives garbage."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from http.client import HTTPConnection
from urllib.parse import quote

import pytest

from engine.interfaces.page.page_server import Incoming, Limits, Server, serve
from engine.world import shipped
from treaties.vocabulary.errors import CasusError

ASK = "/api/ask?victim=Serbia&by=Austria-Hungary&on=1914-07-28"


def running(found: Server) -> Iterator[Server]:
    """Run a server as long as tests need it."""
    thread = threading.Thread(
        target=found.serve_forever, kwargs={"poll_interval": 0.05}
    )
    thread.start()
    yield found
    found.shutdown()
    thread.join()
    found.server_close()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    yield from running(serve(shipped()))


def get(
    server: Server,
    path: str,
    method: str = "GET",
    body: str | None = None,
    **headers: str,
) -> tuple[int, str]:
    link = HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    try:
        link.request(
            method,
            path,
            body=body,
            headers={k.replace("_", "-"): v for k, v in headers.items()},
        )
        reply = link.getresponse()
        return reply.status, reply.read().decode()
    finally:
        link.close()


def raw(server: Server, sent: bytes) -> bytes:
    with socket.create_connection(
        ("127.0.0.1", server.server_port), timeout=10
    ) as link:
        link.sendall(sent)
        link.shutdown(socket.SHUT_WR)
        try:
            return link.recv(4096)
        except ConnectionResetError:
            return b""


def test_it_listens_to_this_machine_alone(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_the_api_gives_the_json_of_the_answer(server: Server) -> None:
    status, text = get(server, ASK)
    answer = shipped().ask("Serbia", by="Austria-Hungary", on="1914-07-28")
    assert (status, json.loads(text)) == (
        200,
        json.loads(json.dumps(answer.to_dict(), default=str)),
    )
    for asked, gives in (
        ("&full=yes", {"full": True}),
        ("&fields=states,law", {"fields": ["states", "law"]}),
    ):
        told = json.loads(get(server, ASK + asked)[1])
        assert told == json.loads(json.dumps(answer.to_dict(**gives), default=str))  # type: ignore[arg-type]
    status, text = get(server, "/api/why?state=Montenegro&" + ASK.split("?")[1])
    assert (status, json.loads(text)["state"]) == (200, "montenegro")


def test_the_front_and_the_page_of_an_answer(server: Server) -> None:
    status, text = get(server, "/")
    assert status == 200
    assert "<form" in text
    for name, kind in re.findall(r'(?:src|href)="(\w+\.(\w+))"', text):
        assert get(server, f"/{name}")[0] == 200, kind
    asked = "victim=" + quote(
        "If Serbia is attacked by Austria-Hungary on 1914-07-28, who is drawn in?"
    )
    status, text = get(server, f"/?{asked}")
    assert status == 200
    assert 'id="picture"' in text
    found = json.loads(get(server, f"/api/page?{asked}")[1])
    assert (found["page"], found["title"]) == (
        text,
        "If Serbia is attacked by Austria-Hungary on 1914-07-28, who is drawn in?",
    )
    assert json.loads(get(server, "/api/page?victim=Taiwan&by=China")[1])[
        "query"
    ].endswith(str(date.today()))
    status, text = get(server, "/?victim=" + quote("<script>alert(1)</script>"))
    assert status == 400
    assert "<form" in text
    assert "<script>alert" not in text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Sec_Fetch_Site": "same-origin"}, 200),
    ],
)
def test_other_hosts_and_sites_are_refused(
    server: Server, headers: dict[str, str], status: int
) -> None:
    assert get(server, ASK, **headers)[0] == status


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/ask?victim=Estonya", 400),
        ("/api/ask", 400),
        ("/api/ask?victim=Estonia&on=someday", 400),
        ("/api/ask?victim=Estonia&rounds=%C2%B2", 400),
        ("/api/ask?victim=Estonia&with=/etc/passwd", 400),
        ("/api/ask?scenario=../../etc/passwd.toml", 400),
        ("/api/ask?victim=%ff", 400),
        ("/api/why?victim=Estonia", 400),
        ("/etc/passwd", 404),
        ("/" + "a" * 70_000, 414),
    ],
)
def test_a_bad_question_is_one_line(server: Server, path: str, status: int) -> None:
    found, text = get(server, path)
    assert found == status
    assert "Traceback" not in text
    if path.startswith("/api/"):
        assert set(json.loads(text)) - {"offered"} == {"schema", "error"}


def test_it_is_asked_and_not_sent_to(server: Server) -> None:
    assert (
        get(server, "/api/ask", "POST", "{}", Content_Type="application/json")[0] == 501
    )


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00\xff\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET http://[::1/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET " + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 300 + b"\r\n",
        b"POST /api/ask HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"DELETE / HTTP/1.1\r\n\r\n",
        b"",
    ],
)
def test_it_survives_garbage(
    server: Server, sent: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    raw(server, sent)
    assert get(server, ASK)[0] == 200
    assert "Traceback" not in capfd.readouterr().err


def test_a_taken_port_is_one_line(server: Server) -> None:
    with pytest.raises(CasusError, match="can't be used"):
        serve(shipped(), server.server_port)


def replies(server: Server, *sent: bytes) -> bytes:
    """All that comes back on one connection."""
    with socket.create_connection(
        ("127.0.0.1", server.server_port), timeout=10
    ) as link:
        for part in sent:
            link.sendall(part)
        return b"".join(iter(lambda: link.recv(65_536), b""))


def head(server: Server, line: str, *headers: str) -> bytes:
    return "\r\n".join(
        [line, f"Host: 127.0.0.1:{server.server_port}", *headers, "", ""]
    ).encode()


def test_every_origin_counts(server: Server) -> None:
    own = f"Origin: http://127.0.0.1:{server.server_port}"
    for origins in (
        (own, "Origin: http://evil.example"),
        ("Origin: http://evil.example", own),
    ):
        assert replies(
            server, head(server, "GET /api/readings HTTP/1.1", *origins)
        ).startswith(b"HTTP/1.0 403")


@pytest.mark.parametrize(
    "header",
    ["Content-Length: {}", "Transfer-Encoding: chunked", "Content-Length: {0}, {0}"],
)
def test_a_body_is_never_the_next_request(server: Server, header: str) -> None:
    inner = head(server, "GET /api/readings HTTP/1.1")
    said = replies(
        server,
        head(server, "GET /api/readings HTTP/1.1", header.format(len(inner))) + inner,
    )
    assert said.count(b"HTTP/1.0") == 1


@pytest.fixture(scope="module")
def strict() -> Iterator[Server]:
    """A server of little patience and two places."""
    limits = Limits(patience=0.3, clients=2, processes=1)
    yield from running(serve(shipped(), limits=limits))


def test_silence_ends_a_connection(strict: Server) -> None:
    assert replies(strict, head(strict, "GET / HTTP/1.1")[:20]) == b""
    assert replies(strict) == b""


def test_who_comes_while_all_places_are_taken_waits(strict: Server) -> None:
    with ExitStack() as held:
        for _ in range(4):
            held.enter_context(
                socket.create_connection(("127.0.0.1", strict.server_port))
            )
        assert replies(strict, head(strict, "GET /api/readings HTTP/1.1")).startswith(
            b"HTTP/1.0 200"
        )


@pytest.fixture(scope="module")
def patient() -> Iterator[Server]:
    """A server of much patience, of which five places are not spare."""
    limits = Limits(patience=600, hurry=0.3, clients=7, spare=2, processes=1)
    yield from running(serve(shipped(), limits=limits))


@contextmanager
def dripping(server: Server, number: int) -> Iterator[list[socket.socket]]:
    """So many clients that send a byte at a time."""
    address, ended = ("127.0.0.1", server.server_port), threading.Event()

    def drip(link: socket.socket) -> None:
        with suppress(OSError):
            while not ended.wait(0.1):
                link.sendall(b"G")

    with ExitStack() as held:
        held.callback(ended.set)
        links = []
        for _ in range(number):
            links.append(held.enter_context(socket.create_connection(address)))
            threading.Thread(target=drip, args=(links[-1],), daemon=True).start()
        yield links


def answered(server: Server) -> bool:
    """Whether a light request is answered before anybody's patience of ten minutes is over."""
    with socket.create_connection(
        ("127.0.0.1", server.server_port), timeout=60
    ) as link:
        link.sendall(head(server, "GET /api/readings HTTP/1.1"))
        return link.recv(15).startswith(b"HTTP/1.0 200")


def test_who_sends_a_byte_at_a_time_keeps_no_place(strict: Server) -> None:
    with dripping(strict, 2):
        assert answered(strict)


def test_what_has_come_in_time_is_read_however_late_it_is_looked_at(
    strict: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy machine may come to it when the time is over; a second look is then too late."""
    monkeypatch.setattr(strict, "limits", Limits(patience=0))
    here, there = socket.socketpair()
    with here, there:
        there.sendall(b"GET / HTTP/1.1")
        incoming, read = Incoming(here, strict), bytearray(100)
        assert incoming.readinto(read) == len(b"GET / HTTP/1.1")
        there.sendall(b"more")
        with pytest.raises(TimeoutError):
            incoming.readinto(read)


def test_who_is_slow_must_hurry_only_where_others_may_have_to_wait(
    patient: Server,
) -> None:
    with dripping(patient, 4) as links:
        assert answered(patient), "two places are spare"
        wait_until(lambda: patient.present == 4)
        assert patient.patience == 600
        with dripping(patient, 6):
            assert answered(patient)
        for link in links:
            link.settimeout(60)
            assert ended(link)


def ended(link: socket.socket) -> bool:
    """Whether the server ends a connection."""
    try:
        return link.recv(1) == b""
    except ConnectionResetError:
        return True


def wait_until(so: Callable[[], bool]) -> None:
    """Wait for what another thread brings about."""
    for _ in range(600):
        if so():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come about in a minute")


@pytest.mark.parametrize("path", ["/", "/front.js"])
def test_the_front_waits_for_nobody_who_asks(server: Server, path: str) -> None:
    with server.turn:
        assert get(server, path)[0] == 200


def test_a_scenario_move_by_move(server: Server) -> None:
    status, text = get(server, "/?scenario=july-1914&moves=yes")
    assert status == 200
    assert text.count('class="next"') == 12
    assert "What happened, and what was done" in text
    status, text = get(server, "/api/ask?scenario=july-1914&moves=yes")
    assert (status, json.loads(text)["moves"][0]["day"]) == (200, "1914-07-23")
    assert get(server, "/api/ask?victim=Serbia&moves=yes")[0] == 400
