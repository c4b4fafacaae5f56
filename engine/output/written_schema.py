"""Models of an answer's JSON, from which its JSON Schema is generated; they follow from the types of its values and from
`written.toml`.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from inspect import getattr_static, isclass
from types import UnionType
from typing import Any, ForwardRef, Union, get_args, get_origin, get_type_hints

from pydantic import Field, create_model

from engine.forms.json_parts import Shape
from engine.output import answer_json as parts
from engine.output.written import MADE, fields_of, written
from engine.record.questions import Literal

ROOTS = (parts.AnswerDocument, parts.StateProof)
"""The types of whole documents."""


@cache
def models() -> dict[str, type[Shape]]:
    """Return the model of every type of value in an answer's JSON, by the name of the type.

    >>> models()["Owed"].model_fields["since"].description
    'The day from which the treaty is in force.'
    """
    made: dict[str, type[Shape]] = {}
    todo: list[type] = list(ROOTS)
    while todo:
        kind = todo.pop()
        if kind.__name__ not in made:
            made[kind.__name__] = _model(kind, todo)
    for model in made.values():
        model.model_rebuild(_types_namespace=made)
    return made


def _model(kind: type, todo: list[type]) -> type[Shape]:
    """Make the model of a kind of value; the kinds that it has fields of are added to those to be done."""
    fields: dict[str, Any] = {}
    for field in fields_of(kind.__name__):
        made = MADE.get((kind.__name__, field.name))
        hint = get_type_hints(made)["return"] if made else _hint(kind, field.path)
        name = "schema_" if field.name == "schema" else field.name
        text = Field(
            None if field.full else ...,
            alias=field.name,
            description=field.text or None,
        )
        fields[name] = (_written_as(hint, todo), text)
    about = " ".join((kind.__doc__ or "").partition("\n\n")[0].split())
    made_model: type[Shape] = create_model(
        kind.__name__, __base__=Shape, __doc__=about, **fields
    )
    return made_model


def _hint(kind: type, path: str) -> Any:
    """Find the type of an attribute of a kind of value, by its path."""
    hint: Any = kind
    for name in path.split("."):
        own = getattr_static(hint, name, None)
        getter = getattr(own, "fget", getattr(own, "func", None))
        hint = (
            get_type_hints(getter)["return"] if getter else get_type_hints(hint)[name]
        )
    return hint


def _written_as(hint: Any, todo: list[type]) -> Any:
    """Give the type of what JSON writes for a type; the kinds of value in it are added to those to be done."""
    if hint == Literal:
        return str
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return Union[tuple(_written_as(a, todo) for a in args)]  # noqa: UP007
    if origin in (tuple, list, Sequence):
        return list[_written_as(args[0], todo)]  # type: ignore[misc]
    if origin in (dict, Mapping):
        return dict[str, _written_as(args[1], todo)]  # type: ignore[misc]
    if hint is Any or not isclass(hint):
        return hint
    if issubclass(hint, StrEnum):
        return typing.Literal[tuple(map(str, hint))]
    writer = written.dispatch(hint)
    if writer is written.dispatch(object):  # by its fields
        todo.append(hint)
        return ForwardRef(hint.__name__)
    return str if get_type_hints(writer)["return"] is str else hint
