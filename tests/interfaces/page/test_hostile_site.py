"""Another site's page in a real browser: it reads nothing of the served page, frames nothing, and asks it nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from engine.interfaces.page import page_server
from engine.world import World
from tests.support.sampling import sampled

pytestmark = sampled(1)

ASKED = "/api/ask?victim=Serbia&by=Austria-Hungary&on=1914-07-28&rounds=1"
TRIES = """
window.got = [];
const keep = (text) => window.got.push(text);
const ways = [
  () => fetch(HOME + ASKED).then((r) => r.text()),
  () => fetch(HOME + ASKED, {mode: 'no-cors', credentials: 'include'}).then((r) => r.text()),
  () => fetch(HOME + '/api/ask', {method: 'POST', mode: 'no-cors', body: '{"victim": "Serbia", "by": "Austria-Hungary"}'})
    .then((r) => r.text()),
  () => new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = HOME + ASKED; script.onload = () => done('script'); script.onerror = failed;
    document.body.append(script);
  }),
  () => new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => done('image'); image.onerror = failed; image.src = HOME + '/';
  }),
  () => new Promise((done) => {
    const frame = document.createElement('iframe');
    frame.onload = () => { let inside = ''; try { inside = frame.contentDocument.body.textContent; } catch { } done(inside); };
    frame.src = HOME + '/?victim=Serbia&by=Austria-Hungary&on=1914-07-28'; document.body.append(frame);
  }),
  () => new Promise((done) => {
    const frame = document.createElement('iframe');
    frame.name = 'hidden'; document.body.append(frame);
    const form = document.createElement('form');
    form.action = HOME + '/api/ask'; form.method = 'POST'; form.enctype = 'text/plain'; form.target = 'hidden';
    document.body.append(form); form.submit(); setTimeout(() => done(''), 1500);
  }),
];
Promise.all(ways.map((way) => way().then(keep, () => keep('')))).then(() => { window.done = true; });
"""
"""What a page may try on a server of the same machine: to read, to send, to load as a script or picture, to frame."""


@pytest.fixture
def told(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The address of a served page, and the status of each of its replies."""
    found: dict[str, Any] = {"statuses": []}
    plain = page_server.Handler.send_response

    def noted(self: Any, code: int, message: str | None = None) -> None:
        found["statuses"].append(int(code))
        plain(self, code, message)

    monkeypatch.setattr(page_server.Handler, "send_response", noted)
    with _running(page_server.serve(world)) as server:
        found["home"] = f"http://127.0.0.1:{server.server_port}"
        yield found


class _running:
    """A server that runs while the block lasts."""

    def __init__(self, server: Any) -> None:
        self.server = server

    def __enter__(self) -> Any:
        self.thread = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.05}
        )
        self.thread.start()
        return self.server

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def test_another_site_gets_nothing(
    browse: Callable[..., Any], told: dict[str, Any]
) -> None:
    script = f"const HOME = {told['home']!r}, ASKED = {ASKED!r};\n{TRIES}"

    class Hostile(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = f"<!doctype html><title>x</title><body><script>{script}</script>"
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    driver = browse()
    with _running(ThreadingHTTPServer(("127.0.0.1", 0), Hostile)) as hostile:
        driver.get(f"http://127.0.0.1:{hostile.server_port}/")
        _until(driver, "window.done === true")
        assert driver.execute_script("return window.got") == [""] * 7
    assert len(told["statuses"]) >= 6
    assert set(told["statuses"]) <= {403, 404, 501}
    # The same browser is served by the page's own address.
    told["statuses"].clear()
    driver.get(told["home"] + "/")
    assert told["statuses"][0] == 200


def _until(driver: Any, what: str) -> None:
    """Wait until something is so in the page."""
    import time

    end = time.monotonic() + 90
    while not driver.execute_script(f"return !!({what})"):
        assert time.monotonic() < end, what
        time.sleep(0.05)
