"""JSON Schemas of the data files, generated from the models, for editors and other programs."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from importlib import import_module
from itertools import pairwise
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from treaties.loading.files import all_models
from treaties.vocabulary.errors import UnknownName

_MODELS = {
    "treaty": ("treaties.models.treaty", "Treaty"),
    "scenario": ("treaties.models.scenario", "Scenario"),
    "reading": ("treaties.models.reading", "Reading"),
    "case": ("treaties.models.case", "Case"),
    "hot-spots": ("treaties.loading.hot_spots", "HotSpots"),
}
KINDS = tuple(_MODELS)
"""The kinds of data file that have a schema."""

_FILLED = {
    "treaty": {"Treaty": "id"},
    "scenario": {"Scenario": "on"},
    "reading": {"Reading": "id"},
    "case": {"Case": "id", "Scenario": "on"},
}
"""Fields that a file leaves out because the loader fills them in: the id from its name, a scenario's day from its case
or from its last move.
"""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of data file: `treaty`, `scenario`, `reading`, `case` or `hot-spots`.

    The schema covers what one file alone can show; `casus check` looks up the names of states, sources and treaties. A
    TOML date appears in the schema as a string of format `date`.

    >>> schema("treaty")["required"]
    ['title', 'parties', 'signed', 'sources']
    """
    if kind not in _MODELS:
        raise UnknownName(
            "kind of file", kind, KINDS, remedy="the kinds are " + ", ".join(KINDS)
        )
    module, called = _MODELS[kind]
    model: type[BaseModel] = getattr(import_module(module), called)
    made = model.model_json_schema(by_alias=True, schema_generator=_AsWritten)
    for name, filled in _FILLED.get(kind, {}).items():
        part = made if name == model.__name__ else made["$defs"].get(name, {})
        required = [r for r in part.pop("required", ()) if r != filled]
        if required:
            part["required"] = required
    _describe(made, model)
    return {"$schema": DIALECT, **_plain(made)}


def _describe(made: dict[str, Any], model: type[BaseModel]) -> None:
    """Put the words that stand under each field in the source to its property; done here, so that start-up need not."""
    parts = {model.__name__: made, **made.get("$defs", {})}
    for called, part in parts.items():
        found = next((m for m in all_models() if m.__name__ == called), None)
        for base in reversed(found.__mro__ if found else ()):
            if (
                base is not BaseModel
                and issubclass(base, BaseModel)
                and base.__module__.startswith("treaties")
            ):
                for name, words in _field_words(base).items():
                    field = base.model_fields.get(name)
                    target = part.get("properties", {}).get(
                        field.alias or name if field else name
                    )
                    if target is not None:
                        target["description"] = words


def _field_words(model: type[BaseModel]) -> dict[str, str]:
    """The text that stands under each field of a class."""
    body = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    assert isinstance(body, ast.ClassDef)
    found = {}
    for field, words in pairwise(body.body):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(words, ast.Expr)
            and isinstance(words.value, ast.Constant)
            and isinstance(words.value.value, str)
        ):
            found[field.target.id] = inspect.cleandoc(words.value.value)
    return found


class _AsWritten(GenerateJsonSchema):
    """The files as people write them: a short form where the model takes one."""

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        inner = super().function_before_schema(schema)
        function = schema["function"]["function"]
        name = getattr(
            function,
            "__name__",
            getattr(getattr(function, "__func__", None), "__name__", ""),
        )
        return _SHORT[name](inner) if name in _SHORT else inner

    def function_wrap_schema(
        self, schema: core_schema.WrapValidatorFunctionSchema
    ) -> JsonSchemaValue:
        return {"anyOf": [super().function_wrap_schema(schema), *_VAGUE]}


_VAGUE: list[JsonSchemaValue] = [
    {"type": "string", "pattern": r"^(\d{4}(-\d\d|~)?|unknown)$"},
    {"type": "integer", "minimum": 1, "maximum": 9998},
    {
        "type": "object",
        "additionalProperties": False,
        "required": ["between"],
        "properties": {
            "between": {
                "type": "array",
                "minItems": 2,
                "maxItems": 2,
                "items": {"type": "string", "format": "date"},
            }
        },
    },
]
"""The ways of writing a day that is not known exactly (`treaties.vocabulary.precision`)."""


def _or_question(inner: JsonSchemaValue) -> JsonSchemaValue:
    """A file names a question, and never writes a judgement out."""
    kinds = [k for k in inner.get("oneOf", ()) if "Judgement" not in k.get("$ref", "")]
    inner.get("discriminator", {}).get("mapping", {}).pop("judgement", None)
    fields: dict[str, Any] = {
        k: {"type": "boolean"} for k in ("bars", "outsiders", "per_attack")
    }
    fields |= {"question": {"type": "string"}, "needs": {"enum": ["yes", "no"]}}
    own = {
        k: {"type": "string"}
        for k in ("text", "claim", "denial", "decider", "why", "nature", "presumed")
    }
    named = {
        "type": "object",
        "additionalProperties": False,
        "required": ["question"],
        "properties": fields | own,
    }
    return {"anyOf": [{"type": "string"}, named, inner | {"oneOf": kinds}]}


def _or_text(inner: JsonSchemaValue) -> JsonSchemaValue:
    return {"anyOf": [{"type": "string"}, inner]}


def _or_table(inner: JsonSchemaValue) -> JsonSchemaValue:
    answers = {"type": "object", "additionalProperties": {"enum": ["yes", "no"]}}
    return {"anyOf": [answers, inner]}


_SHORT: dict[str, Callable[[JsonSchemaValue], JsonSchemaValue]]
_SHORT = dict.fromkeys(("_party", "_named", "many"), _or_text) | {
    "_expand": _or_question,
    "_answered": _or_table,
}
"""What each short form adds, by the validator that expands it."""


def _plain(node: Any, *, named: bool = False) -> Any:
    """The schema without the titles that pydantic makes up from the names of fields."""
    if isinstance(node, dict):
        kept = {
            k: v
            for k, v in node.items()
            if named or k != "title" or not isinstance(v, str)
        }
        return {
            k: _plain(v, named=k in ("properties", "$defs") and not named)
            for k, v in kept.items()
        }
    return [_plain(x) for x in node] if isinstance(node, list) else node
