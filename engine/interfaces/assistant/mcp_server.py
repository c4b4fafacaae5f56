"""The Model Context Protocol server around the tools. Errors are one line, never a traceback."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

import anyio
import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from engine.interfaces.assistant import prompts, resources
from engine.interfaces.assistant.tool import Tool
from engine.interfaces.assistant.tools import TOOLS, call, in_detail
from engine.world import World
from treaties.loading.corpus_files import release
from treaties.support.budget import stoppable
from treaties.vocabulary.errors import CasusError, reason

R = TypeVar("R")
PAGE = 100
"""The number of resources in one page of their list."""
HOST = "127.0.0.1"


def server_of(world: World) -> Server[Any]:
    """Return a server for one world, not yet connected."""
    served = _Served(world)
    return Server(
        "casus-foederis",
        version=release(),
        title="Casus Foederis",
        instructions=prompts.INSTRUCTIONS,
        on_list_tools=_list_tools,
        on_call_tool=served.call_tool,
        on_list_resources=served.list_resources,
        on_list_resource_templates=_list_templates,
        on_read_resource=served.read_resource,
        on_list_prompts=_list_prompts,
        on_get_prompt=_get_prompt,
    )


class _Served:
    """What the server answers from one world: one question at a time, since a large one takes much of the memory."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.turn = anyio.CapacityLimiter(1)

    async def call_tool(
        self, _: Any, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        """Call a tool; what the asker did wrong is a result that says so."""
        try:
            text, data = await _worked(
                lambda: call(self.world, params.name, params.arguments), self.turn
            )
        except CasusError as error:
            return types.CallToolResult(
                content=[types.TextContent(type="text", text=str(error))], is_error=True
            )
        content = [types.TextContent(type="text", text=text)]
        return types.CallToolResult(
            content=content,
            structured_content=data if in_detail(params.arguments) else None,
        )

    async def list_resources(
        self, _: Any, params: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        """List one page of the resources, and where the next begins."""
        start = _start((params.cursor if params else None) or "0")
        found = resources.listed(self.world.corpus)
        page = [
            types.Resource(**vars(r), mime_type="text/plain")
            for r in found[start : start + PAGE]
        ]
        more = str(start + PAGE) if start + PAGE < len(found) else None
        return types.ListResourcesResult(resources=page, next_cursor=more)

    async def read_resource(
        self, _: Any, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        """Read a resource by its address."""
        address = str(params.uri)
        try:
            resource = await _worked(
                lambda: resources.read(self.world, address), self.turn
            )
        except CasusError as error:
            raise refused(error) from None
        contents = [
            types.TextResourceContents(uri=address, mime_type=kind, text=text)
            for kind, text in resource
        ]
        return types.ReadResourceResult(contents=contents)


async def _worked(does: Callable[[], R], turn: anyio.CapacityLimiter) -> R:
    """Call a function; a fault of our own goes to the log, and to the asker in one line."""
    try:
        return await until_cancelled(does, turn)
    except CasusError:
        raise
    except Exception as error:
        print(f"casus: {type(error).__name__}: {error}", file=sys.stderr)
        raise CasusError(
            "this could not be worked out", remedy="ask it more simply"
        ) from None


def _start(cursor: str) -> int:
    """Where the page of a cursor begins; raises the protocol's error for one that was never given."""
    if cursor.isascii() and cursor.isdigit() and len(cursor) < 7:
        return int(cursor)
    raise refused(
        CasusError("the cursor is not one that was given", remedy="start without one")
    )


async def _list_tools(
    _: Any,
    params: types.PaginatedRequestParams | None,  # noqa: ARG001
) -> types.ListToolsResult:
    return types.ListToolsResult(tools=[_tool(t) for t in TOOLS])


async def _list_templates(
    _: Any,
    params: types.PaginatedRequestParams | None,  # noqa: ARG001
) -> types.ListResourceTemplatesResult:
    found = [
        types.ResourceTemplate(
            uri_template=u, name=n, description=d, mime_type="text/plain"
        )
        for u, n, d in resources.TEMPLATES
    ]
    return types.ListResourceTemplatesResult(resource_templates=found)


async def _list_prompts(
    _: Any,
    params: types.PaginatedRequestParams | None,  # noqa: ARG001
) -> types.ListPromptsResult:
    return types.ListPromptsResult(prompts=[_prompt(p) for p in prompts.PROMPTS])


async def _get_prompt(
    _: Any, params: types.GetPromptRequestParams
) -> types.GetPromptResult:
    try:
        text = prompts.filled(params.name, params.arguments or {})
    except CasusError as error:
        raise refused(error) from None
    message = types.PromptMessage(
        role="user", content=types.TextContent(type="text", text=text)
    )
    return types.GetPromptResult(
        description=prompts.prompt(params.name).purpose, messages=[message]
    )


async def until_cancelled(does: Callable[[], R], turn: anyio.CapacityLimiter) -> R:
    """Run a function in a thread. If the call is cancelled, its work stops, and its place among running calls is freed
    afterwards.

    Args:
        does: the function.
        turn: the limit on running calls.
    """
    stop, done = threading.Event(), anyio.Event()
    outcome: list[R | Exception] = []

    def work() -> R:
        with stoppable(stop):
            return does()

    async def watch() -> None:
        try:
            await done.wait()
        finally:
            stop.set()

    async with anyio.create_task_group() as group:
        group.start_soon(watch)
        # A fault is passed on outside, where it is no group of faults.
        try:
            outcome.append(await anyio.to_thread.run_sync(work, limiter=turn))
        except Exception as error:
            outcome.append(error)
        done.set()
    (found,) = outcome
    if isinstance(found, Exception):
        raise found
    return found


QUIET = types.ToolAnnotations(
    read_only_hint=True,
    idempotent_hint=True,
    open_world_hint=False,
    destructive_hint=False,
)


def _tool(t: Tool) -> types.Tool:
    return types.Tool(
        name=t.name,
        title=t.title,
        description=t.purpose,
        input_schema=t.input_schema,
        annotations=QUIET,
    )


def _prompt(p: prompts.Prompt) -> types.Prompt:
    arguments = [
        types.PromptArgument(name=n, description=d, required=needed)
        for n, d, needed in p.arguments
    ]
    return types.Prompt(
        name=p.name, title=p.title, description=p.purpose, arguments=arguments
    )


def refused(error: CasusError) -> MCPError:
    """Return a user's error as a one-line error of the protocol, for calls whose results have no place for errors."""
    return MCPError(code=types.INVALID_PARAMS, message=str(error))


def run(world: World, port: int | None = None) -> None:
    """Serve the assistant's tools until the client disconnects, or until Ctrl-C."""
    server = server_of(world)
    try:
        if port is None:
            anyio.run(_on_stdio, server)
        else:
            _on_http(server, port)
    except KeyboardInterrupt:
        print(file=sys.stderr)


async def _on_stdio(server: Server[Any]) -> None:
    async with stdio_server() as (inward, outward):
        await server.run(inward, outward, server.create_initialization_options())


def _on_http(server: Server[Any], port: int) -> None:
    """Streamable HTTP at `/mcp` on this machine alone; other hosts and origins are refused by the library."""
    import socket

    import uvicorn

    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
        except OSError as error:
            raise CasusError(
                f"port {port} can't be used: {reason(error)}", remedy="choose another"
            ) from None
        print(f"http://{HOST}:{port}/mcp  (Ctrl-C ends it)", file=sys.stderr)
        config = uvicorn.Config(
            server.streamable_http_app(host=HOST), log_level="error"
        )
        uvicorn.Server(config).run(sockets=[listening])
