"""The site, built once and served under a sub-path by the standard library's plainest server."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.interfaces.site.site_build import build
from tests.support.shared import in_turn


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Files of a folder; keeps the paths that were asked for."""

    asked: list[str]

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.asked.append(self.path)
        super().do_GET()


def serving(folder: Path) -> tuple[http.server.ThreadingHTTPServer, list[str]]:
    asked: list[str] = []
    handler = type("Handler", (Quiet,), {"asked": asked})
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, asked


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a host on which the site stands under `/some/where/`."""
    for tool in ("npm", "node"):
        if not shutil.which(tool):
            pytest.skip(
                f"no {tool} here, and Python for the browser comes through it: on Debian, apt-get install npm"
            )
    with in_turn(tmp_path_factory, "host") as root:
        if not (root / "whole").exists():
            (root / "some").mkdir(exist_ok=True)
            build(root / "some" / "where")
            (root / "whole").touch()
    return root


@pytest.fixture(scope="session")
def elsewhere(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, list[str]]]:
    """Another host that answers, and what it was asked: nothing, if all is well."""
    server, asked = serving(tmp_path_factory.mktemp("elsewhere"))
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    server.server_close()
