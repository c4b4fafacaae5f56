"""A tool of the assistant: a function whose signature is its arguments and whose docstring is what it is for."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engine.interfaces.assistant import tool_arguments as arguments
from engine.interfaces.assistant.reply import Reply, ToolResult
from engine.interfaces.assistant.tool_fields import Fields
from engine.interfaces.json_schema import schema
from engine.output.result import adapter
from engine.world import World


@dataclass(frozen=True)
class Tool:
    """A tool of the assistant: its name, its purpose, its fields, the results whose schema it publishes, and its
    function.
    """

    name: str
    title: str
    purpose: str
    takes: type[Fields]
    gives: tuple[str, ...]
    does: Callable[[World, Any], Reply]

    @property
    def input_schema(self) -> dict[str, Any]:
        """JSON Schema of the arguments, as short as it goes: the fields of a question are explained once, at `ask`."""
        return arguments.published(self.takes, explained=self.name == "ask")

    @property
    def output_schema(self) -> dict[str, Any]:
        """JSON Schema of the structured result; `result` has fields of the verb's own JSON, its list perhaps in pages."""
        whole = adapter(ToolResult).json_schema(mode="serialization", by_alias=True)
        more = {"offset": {"type": "integer"}, "of": {"type": "integer"}}
        more |= {"second": {"type": "object"}} if self.name == "compare" else {}
        more |= {"understood": {"type": "object"}} if self.name == "ask" else {}
        forms = []
        for form in map(schema, self.gives):
            whole["$defs"] |= form.pop("$defs", {})
            parts = [
                whole["$defs"][p["$ref"].rpartition("/")[2]]
                for p in form.get("anyOf", ())
            ] or [form]
            forms += [
                {"type": "object", "properties": p["properties"] | more} for p in parts
            ]
        whole["properties"]["result"] = {"anyOf": forms}
        return whole


def tool(title: str, *gives: str) -> Callable[[Callable[[World, Any], Reply]], Tool]:
    """Make a tool of a function: of its name, its docstring and the fields that it takes.

    Args:
        title: what a user reads above it.
        gives: the results whose published form its own has.
    """

    def made(function: Callable[[World, Any], Reply]) -> Tool:
        takes = inspect.signature(function, eval_str=True).parameters["q"].annotation
        return Tool(
            function.__name__,
            title,
            " ".join((function.__doc__ or "").split()),
            takes,
            gives,
            function,
        )

    return made
