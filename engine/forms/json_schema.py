"""The JSON Schemas that `casus schema` prints: of an answer, off the models that write it, and of the data files."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from engine.forms.json_models import AnswerJson
from treaties.errors import UnknownName
from treaties.schema import DIALECT, KINDS
from treaties.schema import schema as of_files


class _Named(GenerateJsonSchema):
    """The schema speaks of a `Ground`, not of the class that writes one."""

    def normalize_name(self, name: str) -> str:
        return super().normalize_name(name.removesuffix("Json"))


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of an `answer` as `casus ask --json` prints it, or of a kind of data file (`treaties.schema`).

    >>> "law" in schema("answer")["required"]
    True
    """
    if kind == "answer":
        return {"$schema": DIALECT, **AnswerJson.model_json_schema(by_alias=True, schema_generator=_Named)}
    if kind not in KINDS:
        kinds = (*KINDS, "answer")
        raise UnknownName("kind of file", kind, kinds, remedy="the kinds are " + ", ".join(kinds))
    return of_files(kind)
