"""The server: answers on this machine, refuses others, survives garbage."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import quote

import pytest

from engine.doors.page.page_server import LONGEST, Server, serve
from engine.world import shipped
from treaties.errors import CasusError

ASK = "/api/ask?victim=Serbia&by=Austria-Hungary&on=1914-07-28"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    found = serve(shipped())
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield found
    found.shutdown()
    thread.join()
    found.server_close()


def get(server: Server, path: str, method: str = "GET", body: str | None = None, **headers: str) -> tuple[int, str]:
    link = HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    try:
        link.request(method, path, body=body, headers={k.replace("_", "-"): v for k, v in headers.items()})
        reply = link.getresponse()
        return reply.status, reply.read().decode()
    finally:
        link.close()


def raw(server: Server, sent: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as link:
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
    assert (status, json.loads(text)) == (200, json.loads(json.dumps(answer.to_dict(), default=str)))
    posted = json.dumps({"victim": "Serbia", "by": ["Austria-Hungary"], "on": "1914-07-28", "isolated": False})
    assert get(server, "/api/ask", "POST", posted, Content_Type="application/json") == (200, text)
    status, text = get(server, "/api/why?state=Montenegro&" + ASK.split("?")[1])
    assert (status, json.loads(text)["state"]) == (200, "montenegro")


def test_the_page_and_its_form(server: Server) -> None:
    status, text = get(server, "/")
    assert status == 200
    assert "<form" in text
    status, text = get(server, "/?victim=" + quote("If Serbia is attacked by Austria-Hungary on 1914-07-28, who?"))
    assert status == 200
    assert "<form" in text
    assert 'id="picture"' in text
    status, text = get(server, "/?victim=" + quote("<script>alert(1)</script>"))
    assert status == 400
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
def test_other_hosts_and_sites_are_refused(server: Server, headers: dict[str, str], status: int) -> None:
    assert get(server, ASK, **headers)[0] == status


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/ask?victim=Estonya", 400),
        ("/api/ask", 400),
        ("/api/ask?victim=Estonia&on=yesterday", 400),
        ("/api/ask?victim=Estonia&rounds=%C2%B2", 400),
        ("/api/ask?victim=Estonia&with=/etc/passwd", 400),
        ("/api/ask?scenario=../../etc/passwd.toml", 400),
        ("/api/ask?victim=%ff", 400),
        ("/api/why?victim=Estonia", 400),
        ("/etc/passwd", 404),
        ("/" + "a" * (LONGEST + 1), 414),
    ],
)
def test_a_bad_question_is_one_line(server: Server, path: str, status: int) -> None:
    found, text = get(server, path)
    assert found == status
    assert "Traceback" not in text
    if path.startswith("/api/"):
        assert set(json.loads(text)) == {"schema", "error"}


@pytest.mark.parametrize("body", ["[[[", "[]", "{", '{"victim": {"a": 1}}', '{"victim": null}', "[" * 5000, '"x"', ""])
def test_a_bad_body_is_one_line(server: Server, body: str) -> None:
    status, text = get(server, "/api/ask", "POST", body, Content_Type="application/json")
    assert status == 400
    assert set(json.loads(text)) == {"schema", "error"}


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
def test_it_survives_garbage(server: Server, sent: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    raw(server, sent)
    assert get(server, ASK)[0] == 200
    assert "Traceback" not in capfd.readouterr().err


def test_cross_site_json_needs_its_type(server: Server) -> None:
    assert get(server, "/api/ask", "POST", "{}", Content_Type="text/plain")[0] == 415


def test_a_taken_port_is_one_line(server: Server) -> None:
    with pytest.raises(CasusError, match="can't be used"):
        serve(shipped(), server.server_port)
