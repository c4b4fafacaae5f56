"""The explorer on this machine: a form, the page, and a JSON API. Standard library only, 127.0.0.1 only.

What it refuses: another `Host` than its own (a foreign name that resolves here), requests that another site's page
makes (`Origin`, `Sec-Fetch-Site`), other methods, long requests, and any word of files. Whole answers are
worked out by a few processes of their own, for a bounded time; who comes when too many wait is told when to come back.
"""

from __future__ import annotations

import socket

from engine.interfaces.page.handler import Handler
from engine.interfaces.page.listening import Limits, Server
from engine.world import World
from treaties.vocabulary.errors import CasusError

__all__ = ["Limits", "Server", "serve"]


def serve(world: World, port: int = 0, limits: Limits | None = None) -> Server:
    """A server bound to 127.0.0.1, not yet running; port 0 takes any free one. Call `serve_forever()`.

    `limits` bounds what clients may take. Raises `CasusError` where the port is taken.
    """
    try:
        return Server(world, port, limits or Limits(), Handler)
    except (OSError, OverflowError, socket.gaierror) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CasusError(
            f"port {port} can't be used: {reason.lower()}", remedy="choose another with `--port`"
        ) from None
