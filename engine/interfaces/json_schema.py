"""JSON Schemas that `casus schema` prints: of results, derived from their models, and of data files."""

from __future__ import annotations

from dataclasses import field, make_dataclass
from importlib import import_module
from typing import Any, cast

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import DataclassArgsSchema, DataclassSchema

from engine.forms.json_parts import LawJson
from engine.forms.result import adapter
from treaties.loading.schema import DIALECT, KINDS
from treaties.loading.schema import schema as of_files
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import UnknownName

RESULTS: dict[str, list[str]] = sibling_toml(__file__)
"""For each result (mostly a verb), the module and name of its model (`docs/files.md`)."""
LAW_ADDED = ("engine.analysis.", "engine.games.")
"""Packages whose results get the law added by the command line."""


class _Named(GenerateJsonSchema):
    """The schema speaks of a `Ground`, not of the class that writes one."""

    def normalize_name(self, name: str) -> str:
        return super().normalize_name(name.removesuffix("Json"))

    def dataclass_schema(self, schema: DataclassSchema) -> dict[str, Any]:
        """Fields in the order in which they are declared and written, those that only a keyword sets among them."""
        args = cast(DataclassArgsSchema, schema["schema"])
        fields = sorted(args["fields"], key=lambda f: schema["fields"].index(f["name"]))
        return super().dataclass_schema(
            {**schema, "schema": {**args, "fields": fields}}
        )


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a result of the command line (`RESULTS`), or of a kind of data file
    (`treaties.loading.schema`).

    Raises `UnknownName` for any other kind.

    >>> "law" in schema("answer")["required"]
    True
    >>> schema("ways")["properties"]["supports"]["items"]
    {'$ref': '#/$defs/AnswerSet'}
    """
    if kind in RESULTS:
        found = adapter(result_model(kind)).json_schema(
            mode="serialization", by_alias=True, schema_generator=_Named
        )
        return {"$schema": DIALECT, **found}
    if kind not in KINDS:
        kinds = (*KINDS, *RESULTS)
        raise UnknownName(
            "kind of file or result",
            kind,
            kinds,
            remedy="the kinds are " + ", ".join(kinds),
        )
    return of_files(kind)


def result_model(kind: str) -> Any:
    """Return the class that describes the JSON of a result as the command line prints it, with a field for the law if the
    command line adds the law."""
    module, name = RESULTS[kind]
    found = import_module(module)
    made = found.models()[name] if hasattr(found, "models") else getattr(found, name)
    if not module.startswith(LAW_ADDED):
        return made
    return make_dataclass(
        name,
        [("law", LawJson, field(kw_only=True))],
        bases=(made,),
        frozen=True,
        namespace={"__doc__": made.__doc__},
    )
