"""Tools of the assistant: functions whose signatures define their arguments and whose docstrings their purpose."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engine.forms.result import adapter
from engine.interfaces.assistant import tool_arguments as arguments
from engine.interfaces.assistant.reply import Reply, ToolResult
from engine.interfaces.assistant.tool_fields import Fields
from engine.interfaces.json_schema import schema
from engine.world import World


@dataclass(frozen=True)
class Tool:
    """A tool of the assistant: its name, purpose, arguments, published results, and function."""

    name: str
    title: str
    purpose: str
    takes: type[Fields]
    gives: tuple[str, ...]
    does: Callable[[World, Any], Reply]

    @property
    def input_schema(self) -> dict[str, Any]:
        """The JSON Schema of the arguments. Fields of a question are described only for the tool `ask`."""
        return arguments.published(self.takes, explained=self.name == "ask")

    @property
    def output_schema(self) -> dict[str, Any]:
        """The JSON Schema of the structured result; `result` has fields of the verb's JSON, with its list possibly cut
        into pages.
        """
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
    """Return a decorator that makes a tool of a function, from its name, docstring and arguments.

    Args:
        title: the title shown to users.
        gives: the results whose schemas describe the tool's result.
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
