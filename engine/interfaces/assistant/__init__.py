"""Tools for an assistant over the Model Context Protocol, whose results always include proofs and caveats.

Only `mcp_server` needs the protocol's library, which is an extra.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.world import World


def serve(world: World, *, port: int | None = None) -> None:
    """Serve an assistant until it disconnects, on standard input and output, or as HTTP on a port of 127.0.0.1.

    Raises `MissingExtra` if the protocol's library is not installed.
    """
    from treaties.vocabulary.errors import needed

    needed("mcp.server.lowlevel", "mcp")
    from engine.interfaces.assistant.mcp_server import run

    run(world, port)
