"""Calls of the assistant's server for `fuzz.py`: how they are made, sent over the protocol in memory, and held."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from engine.interfaces.assistant.reply import LENGTH, SIZE
from engine.interfaces.assistant.tools import TOOLS
from engine.world import World
from treaties.vocabulary.errors import CONTROL

TREATIES = ("anzus-1951", "north-atlantic-1949", "sino-dprk-1961", "us-rok-1953")
STRANGE = ("__proto__", "law", "with_", "victm", "limit", "")


@dataclass(frozen=True)
class Ended:
    """How a call ended: refused or not, its text, and its data as JSON."""

    refused: bool
    text: str
    data: str


class Client:
    """A client of the protocol and the server of a world, both in this process."""

    def __init__(self, world: World) -> None:
        import mcp
        from anyio.from_thread import start_blocking_portal

        from engine.interfaces.assistant.mcp_server import server_of

        self.world = world
        self._failed = mcp.MCPError
        self._opened = start_blocking_portal()
        self._portal = self._opened.__enter__()
        self._session = self._portal.wrap_async_context_manager(
            mcp.Client(server_of(world), read_timeout_seconds=120)
        )
        self._client = self._session.__enter__()

    def call(self, name: str, given: Any) -> Ended:
        """What comes of one call."""
        try:
            reply = self._portal.call(self._client.call_tool, name, given)
        except self._failed as error:
            return Ended(True, str(error), "null")
        text = "\n".join(c.text for c in reply.content)
        return Ended(bool(reply.is_error), text, json.dumps(reply.structured_content))

    def close(self) -> None:
        """Hang up."""
        self._session.__exit__(None, None, None)
        self._opened.__exit__(None, None, None)


def made(
    r: random.Random,
    *,
    name: Callable[[random.Random, date], str],
    words: Sequence[str],
) -> tuple[str, dict[str, Any]]:
    """A tool and its arguments: what it needs, some of what it takes, at times anything as name or value."""
    tool = r.choice(TOOLS)
    on = date(r.randrange(1815, 2028), r.randrange(1, 13), r.randrange(1, 29))
    likely: dict[str, Any] = {
        "victim": name(r, on),
        "by": [name(r, on)],
        "on": str(on),
        "state": name(r, on),
        "treaty": r.choice(TREATIES),
        "text": f"If {name(r, on)} attacks {name(r, on)} on {on}, {name(r, on)} must help.",
        "probabilities": {"*": r.choice((0.5, "1/3", "0.2..0.4"))},
        "rounds": 1,
    }
    takes = tool.takes.model_fields
    given = {
        k: v
        for k, v in likely.items()
        if k in takes and (takes[k].is_required() or r.random() < 0.85)
    }
    if "question" in takes and r.random() < 0.2:
        given = {k: v for k, v in given.items() if k not in ("victim", "by", "on")}
        given["question"] = (
            f"If {name(r, on)} attacks {name(r, on)} on {on}, who must help?"
        )
    for _ in range(r.choice((0, 0, 1, 1, 2))):
        field = r.choice(tuple(takes) if r.random() < 0.9 else STRANGE)
        given[field] = _anything(r, words, lambda: name(r, on))
    called = tool.name if r.random() < 0.98 else r.choice(words)[:200]
    sent = json.dumps([called, given]).replace(
        "\\ud800", "\\ufffd"
    )  # half a character, which no wire hands on
    return cast("tuple[str, dict[str, Any]]", tuple(json.loads(sent)))


def _anything(
    r: random.Random, words: Sequence[str], name: Callable[[], str], deep: int = 0
) -> Any:
    how = r.randrange(8 if deep < 3 else 5)
    if how == 0:
        return r.choice((True, False, None, 0, 1, 2, -1, 10**30, 0.5, 1e308, 50, 51))
    if how in (1, 2):
        return name()
    if how in (3, 4):
        return r.choice(words)
    if how == 5:
        return {
            name(): _anything(r, words, name, deep + 1)
            for _ in range(r.choice((0, 1, 3)))
        }
    return [_anything(r, words, name, deep + 1) for _ in range(r.choice((0, 1, 2, 30)))]


def hold(end: Ended) -> None:
    """Raise `AssertionError` where a call did not end as all of them have to.

    A refusal is a few lines without a foreign sign; an answer has words, and neither text nor data beyond their sizes.
    """
    assert "Traceback" not in end.text, "a traceback"
    assert "could not be worked out" not in end.text, "a fault of the program"
    assert end.text.strip(), "nothing said"
    assert not CONTROL.search(end.text.replace("\n", " ")), (
        f"control characters: {end.text[:200]!r}"
    )
    if end.refused:
        assert len(end.text) <= 2_000, (
            f"a refusal of {len(end.text)} characters: {end.text[:200]!r}"
        )
        assert end.data == "null", "a refusal with data"
        return
    assert len(end.text) <= LENGTH + 2_000, f"{len(end.text)} characters of text"
    assert len(end.data) <= SIZE * 2, f"{len(end.data)} characters of data"
