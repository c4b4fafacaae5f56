"""JSON Schemas of the data files, generated from the models, for editors and other programs."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from treaties.errors import UnknownName

_MODELS = {
    "treaty": ("treaties.model", "Treaty"),
    "scenario": ("treaties.scenarios", "Scenario"),
    "reading": ("treaties.readings", "Reading"),
}
KINDS = tuple(_MODELS)
"""The kinds of data file that have a schema."""

_FILLED = {"Treaty": ("id",), "Reading": ("id",), "Case": ("id",), "Scenario": ()}
"""Fields that a file leaves out because the loader fills them in: the id from the file's name."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of data file (`treaty`, `scenario`, `reading`, `case`).

    It says what one file alone can show; names of states, sources and treaties are looked up by `casus check`. A day
    is a TOML date, which the schema calls a string of the format `date`.

    >>> schema("treaty")["required"]
    ['title', 'parties', 'signed', 'sources']
    """
    if kind not in _MODELS:
        raise UnknownName("kind of file", kind, KINDS, remedy="the kinds are " + ", ".join(KINDS))
    module, called = _MODELS[kind]
    model: type[BaseModel] = getattr(import_module(module), called)
    made = model.model_json_schema(by_alias=True, schema_generator=_AsWritten)
    for name, fields in _FILLED.items():
        part = made if name == model.__name__ else made["$defs"].get(name, {})
        if required := [r for r in part.get("required", ()) if r not in fields]:
            part["required"] = required
    return {"$schema": DIALECT, **_plain(made)}


class _AsWritten(GenerateJsonSchema):
    """The files as people write them: a short form where the model takes one."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        inner = super().function_before_schema(schema)
        function = schema["function"]["function"]
        name = getattr(function, "__name__", getattr(getattr(function, "__func__", None), "__name__", ""))
        return _SHORT[name](inner) if name in _SHORT else inner


def _or_text(inner: JsonSchemaValue) -> JsonSchemaValue:
    return {"anyOf": [{"type": "string"}, inner]}


def _or_table(inner: JsonSchemaValue) -> JsonSchemaValue:
    answers = {"type": "object", "additionalProperties": {"enum": ["yes", "no"]}}
    return {"anyOf": [answers, inner]}


_SHORT: dict[str, Callable[[JsonSchemaValue], JsonSchemaValue]] = {
    "_party": _or_text,
    "_expand": _or_text,
    "_many": _or_text,
    "_answered": _or_table,
}
"""What each short form adds, by the validator that expands it."""


def _plain(node: Any, *, named: bool = False) -> Any:
    """The schema without the titles that pydantic makes up from the names of fields."""
    if isinstance(node, dict):
        kept = {k: v for k, v in node.items() if named or k != "title" or not isinstance(v, str)}
        return {k: _plain(v, named=k in ("properties", "$defs") and not named) for k, v in kept.items()}
    return [_plain(x) for x in node] if isinstance(node, list) else node
