"""The server with the protocol's own client: in memory, over real standard input and output, and as a stranger would start it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from engine.world import World
from tests import HOME
from tests.support.sampling import sampled

pytestmark = sampled(2)

anyio = pytest.importorskip("anyio")
mcp = pytest.importorskip("mcp", reason="the extra `mcp` is not installed")

SEED = {"victim": "North Korea", "by": "Ukraine", "on": "2026-01-01"}
ENV = {
    "PYTHONPATH": str(HOME),
    "CASUS_CACHE": os.environ.get("CASUS_CACHE", str(Path.home() / ".cache" / "casus")),
}


def talk(server: Any, does: Callable[[Any], Awaitable[Any]], **options: Any) -> Any:
    """What a conversation with a server gives."""

    async def whole() -> Any:
        async with mcp.Client(server, read_timeout_seconds=60, **options) as client:
            return await does(client)

    return anyio.run(whole)


def started() -> Any:
    """How a client of any make starts the server."""
    return mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "cli", "mcp"], env=ENV, cwd=HOME
    )


async def conversation(client: Any) -> dict[str, Any]:
    """A user's whole visit: tools, an answer, a proof, an article, a prompt, and faults."""
    tools = {t.name: t for t in (await client.list_tools()).tools}
    ask = await client.call_tool(
        "ask",
        {
            "question": "If North Korea is attacked by Ukraine on 2026-01-01, who is drawn in?"
        },
    )
    why = await client.call_tool("explain", SEED | {"state": "China", "detail": True})
    faults = [
        await client.call_tool(*c)
        for c in (
            ("ask", {"victim": "Polnad"}),
            ("aks", {}),
            ("ask", {"victm": "x"}),
            ("odds", SEED | {"state": "China", "probabilities": {}}),
        )
    ]
    listed, cursor = [], None
    while True:
        page = await client.list_resources(cursor=cursor)
        listed += page.resources
        cursor = page.next_cursor
        if cursor is None:
            break
    article = await client.read_resource("treaty://sino-dprk-1961/article/II.2")
    lost = ""
    try:
        await client.read_resource("treaty://sino-dprk-1962")
    except mcp.MCPError as error:
        lost = str(error)
    templates = (await client.list_resource_templates()).resource_templates
    prompt = await client.get_prompt(
        "is-bound", {"state": "China", "victim": "North Korea"}
    )
    again = await client.call_tool(
        "show_treaty", {"treaty": "anzus-1951", "article": "IV", "detail": True}
    )
    return {
        "tools": tools,
        "ask": ask,
        "why": why,
        "faults": faults,
        "listed": listed,
        "article": article,
        "lost": lost,
        "templates": templates,
        "prompt": prompt,
        "again": again,
    }


def check(found: dict[str, Any], world: World) -> None:
    law = world.corpus
    assert {
        "ask",
        "explain",
        "show_treaty",
        "list_readings",
        "compare",
        "ways",
        "odds",
        "timeline",
        "find_treaties",
    } <= set(found["tools"])
    assert all(t.annotations.read_only_hint for t in found["tools"].values())
    assert (
        sum(
            len(t.model_dump_json(by_alias=True, exclude_none=True))
            for t in found["tools"].values()
        )
        <= 16_000
    )
    assert not found["ask"].is_error
    assert found["ask"].structured_content is None
    assert len(found["ask"].model_dump_json().encode()) < 6_500
    china = found["why"].structured_content["result"]
    verdict = china["verdict"]
    assert (verdict["status"], verdict["duty"]) == ("contested", "fight")
    for reply in (found["ask"], found["why"], found["again"]):
        text = reply.content[0].text
        assert text.endswith(f"hash {law.hash}.")
        assert "not predictions of conduct" in text
    for reply in (found["why"], found["again"]):
        assert reply.structured_content["law"]["hash"] == law.hash
        assert reply.structured_content["articles"]
    assert (
        "immediately render military and other assistance by all means"
        in found["why"].content[0].text
    )
    for fault in found["faults"]:
        assert fault.is_error
        assert fault.structured_content is None
        line = fault.content[0].text
        assert "\n" not in line
        assert "Traceback" not in line
    assert "did you mean `Poland`" in found["faults"][0].content[0].text
    assert {str(r.uri) for r in found["listed"]} >= {
        "casus://treaties",
        *(f"treaty://{t.id}" for t in law.treaties),
    }
    text, as_json = found["article"].contents
    assert "Art. II.2" in text.text
    assert json.loads(as_json.text)["law"]["hash"] == law.hash
    assert "did you mean `sino-dprk-1961`" in found["lost"]
    assert "treaty://{id}/article/{article}" in {
        t.uri_template for t in found["templates"]
    }
    assert "Is China bound" in found["prompt"].messages[0].content.text


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_in_memory_in_the_new_protocol_and_the_old(world: World, mode: str) -> None:
    from engine.interfaces.assistant.mcp_server import server_of

    check(talk(server_of(world), conversation, mode=mode), world)


def test_over_real_standard_input_and_output(world: World) -> None:
    check(talk(started(), conversation), world)


def test_a_fault_of_ours_is_one_line_too(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from engine.interfaces.assistant import mcp_server as server

    def broken(*_: Any) -> Any:
        raise ZeroDivisionError("a secret of the machine")

    monkeypatch.setattr(server, "call", broken)
    reply = talk(
        server.server_of(world), lambda c: c.call_tool("ask", {"victim": "Poland"})
    )
    assert reply.is_error
    assert reply.content[0].text == "this could not be worked out; ask it more simply"
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_call_that_is_cancelled_stops_and_the_next_is_answered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine.interfaces.assistant import mcp_server
    from treaties.support.budget import Stopped, current_budget

    begun, ends = threading.Event(), []

    def endless(*_: object) -> tuple[str, dict[str, Any]]:
        """Work for a minute, or until it is stopped."""
        work, until = current_budget(), time.monotonic() + 60
        begun.set()
        try:
            while time.monotonic() < until:
                work.spend(0)
        except Stopped:
            ends.append("stopped")
            raise
        ends.append("to the end")
        return "", {}

    async def two(client: Any) -> Any:
        async with anyio.create_task_group() as group:
            group.start_soon(client.call_tool, "ask", {"victim": "Poland"})
            await anyio.to_thread.run_sync(begun.wait)
            group.cancel_scope.cancel()
        monkeypatch.undo()
        return await client.call_tool("show_treaty", {"treaty": "anzus-1951"})

    monkeypatch.setattr(mcp_server, "call", endless)
    reply = talk(mcp_server.server_of(world), two)
    assert not reply.is_error
    assert ends == ["stopped"]


def test_garbage_on_the_wire_ends_nothing() -> None:
    """Lines that are no messages, wrong methods, wrong shapes: the next sound request is still answered, and all is JSON."""
    hello = {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "t", "version": "0"},
    }
    lines = [
        json.dumps(
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}
        ),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        "this is not json",
        "{",
        '{"jsonrpc": "2.0"}',
        "[]",
        "null",
        json.dumps({"jsonrpc": "2.0", "id": 2, "method": "no/such/method"}),
        json.dumps(
            {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": 7}}
        ),
        json.dumps(
            {
                "jsonrpc": "2.0",
                "id": 4,
                "method": "tools/call",
                "params": {"name": "ask", "arguments": {"victim": [[]]}},
            }
        ),
        json.dumps(
            {
                "jsonrpc": "2.0",
                "id": 5,
                "method": "resources/list",
                "params": {"cursor": "x' OR 1"},
            }
        ),
        json.dumps(
            {
                "jsonrpc": "2.0",
                "id": 6,
                "method": "tools/call",
                "params": {
                    "name": "show_treaty",
                    "arguments": {"treaty": "anzus-1951", "detail": True},
                },
            }
        ),
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "cli", "mcp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=HOME,
        env=os.environ | ENV,
    )
    with process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write("\n".join(lines) + "\n")
        process.stdin.flush()
        answers: dict[Any, Any] = {}
        while 6 not in answers:
            line = process.stdout.readline()
            assert line, process.stderr.read()
            message = json.loads(line)
            answers[message.get("id")] = message
        process.stdin.close()
        process.wait(timeout=20)
        errors = process.stderr.read()
    assert answers[6]["result"]["structuredContent"]["law"]["hash"]
    assert answers[4]["result"]["isError"] is True
    assert "error" in answers[2]
    assert "error" in answers[3]
    assert "error" in answers[5]
    assert "Traceback" not in json.dumps(list(answers.values()))
    assert "Traceback" not in errors
    assert process.returncode == 0


def test_without_the_extra_one_line_says_what_to_install(tmp_path: Path) -> None:
    code = "import sys; sys.modules['mcp'] = None; sys.argv = ['casus', 'mcp']; import cli; cli.main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | ENV,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == 'casus: this needs `mcp`; pip install "casus-foederis[mcp]"\n'


def test_nobody_else_loads_the_protocol() -> None:
    code = (
        "import sys; sys.argv = ['casus', 'list', '--state', 'Cuba']\nimport cli\n"
        "try: cli.main()\nexcept SystemExit: pass\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'mcp', 'mcp_types', 'anyio', 'starlette', 'uvicorn'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=HOME,
        env=os.environ | ENV,
        check=True,
    )
    assert done.stdout.strip().splitlines()[-1] == "[]"
