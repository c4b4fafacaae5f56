"""Firefox under selenium without geckodriver, which Debian does not package: selenium's commands in Firefox's own protocol.

Firefox listens with `--marionette` on a port of this machine. A message is its length, a colon, and a JSON list: kind,
number, name and arguments to Firefox; kind, number, error and value back
(https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html).
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.browser import opened

NAMES = {
    "newSession": "NewSession",
    "get": "Navigate",
    "getCurrentUrl": "GetCurrentURL",
    "setWindowRect": "SetWindowRect",
    "executeScript": "ExecuteScript",
    "w3cExecuteScript": "ExecuteScript",
    "executeAsyncScript": "ExecuteAsyncScript",
    "w3cExecuteScriptAsync": "ExecuteAsyncScript",
    "findElement": "FindElement",
    "findElements": "FindElements",
    "findChildElement": "FindElement",
    "findChildElements": "FindElements",
    "w3cGetActiveElement": "GetActiveElement",
    "clickElement": "ElementClick",
    "sendKeysToElement": "ElementSendKeys",
    "getElementText": "GetElementText",
    "getElementTagName": "GetElementTagName",
    "printPage": "Print",
    "setTimeouts": "SetTimeouts",
    "screenshot": "TakeScreenshot",
}
"""Selenium's names of commands, and the protocol's."""
PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    # Whatever asks for an address outside this machine meets a proxy that nobody runs.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "ui.prefersReducedMotion": 1,
}
WAIT = 60
"""Seconds that Firefox has to open its port, and to answer a command."""
FAULTS = """
return Services.console.getMessageArray().filter(m => m instanceof Ci.nsIScriptError && !(m.flags & 1))
  .filter(m => (m.sourceName || '').startsWith(arguments[0])).map(m => m.errorMessage);
"""


class Marionette:
    """What selenium takes for its connection to a driver."""

    def __init__(self, port: int) -> None:
        self.socket = _connected(port)
        self.file = self.socket.makefile("rb")
        self._read()
        self._sent = 0

    def execute(self, command: str, params: dict[str, Any]) -> dict[str, Any]:
        """A command of selenium's."""
        given = {k: v for k, v in params.items() if k != "sessionId"}
        if command == "newSession":
            given = {}
        if command.startswith("findChild"):
            given["element"] = given.pop("id")
        return self.send(f"WebDriver:{NAMES[command]}", given)

    def send(self, name: str, given: dict[str, Any]) -> dict[str, Any]:
        """A command by the protocol's name, with its value or its error as selenium reads them."""
        self._sent += 1
        message = json.dumps([0, self._sent, name, given]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, value = self._read()
        if error:
            return {"status": 500, "value": json.dumps(error)}
        return {
            "value": value["value"]
            if isinstance(value, dict) and set(value) == {"value"}
            else value
        }

    def _read(self) -> Any:
        length = b""
        while (byte := self.file.read(1)) not in (b":", b""):
            length += byte
        return json.loads(self.file.read(int(length)))

    def close(self) -> None:
        """Lets go of the connection."""
        self.file.close()
        self.socket.close()


def _connected(port: int) -> socket.socket:
    until = time.monotonic() + WAIT
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=WAIT)
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def faults(driver: Any, of: str) -> list[str]:
    """Errors that Firefox's console holds from scripts of an address."""
    connection = driver.command_executor
    connection.send("Marionette:SetContext", {"value": "chrome"})
    found = connection.send("WebDriver:ExecuteScript", {"script": FAULTS, "args": [of]})
    connection.send("Marionette:SetContext", {"value": "content"})
    return list(found["value"])


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Any]]:
    """A headless Firefox, light or dark, under selenium; skipped, saying why, where there is none."""
    webdriver = pytest.importorskip(
        "selenium.webdriver", reason="selenium is not installed (extra `dev`)"
    )
    binary = shutil.which("firefox-esr") or shutil.which("firefox")
    if not binary:
        pytest.skip("no Firefox here: on Debian, apt-get install firefox-esr")

    class Inside(webdriver.Remote):  # type: ignore[misc, name-defined]
        """Runs scripts where the page's own `const` are seen: by the page's `eval`, unless elements are handed over."""

        def execute_script(self, script: str, *args: Any) -> Any:
            if any(not isinstance(a, (str, int, float, list, dict)) for a in args):
                return super().execute_script(script, *args)
            function = f"JSON.stringify((function(){{{script}\n}}).apply(null, {json.dumps(args)}) ?? null)"
            return json.loads(
                super().execute_script("return window.eval(arguments[0])", function)
            )

    running: list[tuple[subprocess.Popen[bytes], Marionette]] = []

    def start(width: int = 1300, height: int = 900, *, dark: bool = False) -> Any:
        profile: Path = tmp_path_factory.mktemp("firefox")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        wanted = PREFERENCES | {
            "marionette.port": port,
            "ui.systemUsesDarkTheme": int(dark),
        }
        lines = [
            f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in wanted.items()
        ]
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        process = subprocess.Popen(
            [
                binary,
                "--headless",
                "--marionette",
                "--remote-allow-system-access",
                "--no-remote",
                "--profile",
                str(profile),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        connection = Marionette(port)
        running.append((process, connection))
        driver = Inside(command_executor=connection, options=webdriver.FirefoxOptions())
        driver.get = opened(driver.get, super(Inside, driver).execute_script)
        driver.set_window_rect(0, 0, width, height)
        return driver

    yield start
    for process, connection in running:
        connection.send("Marionette:Quit", {"flags": ["eForceQuit"]})
        connection.close()
        process.wait(WAIT)
