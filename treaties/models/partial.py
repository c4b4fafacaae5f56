"""Lazy models: fields stored as JSON and loaded on first use, since a question needs no cases and no bibliography."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from pydantic import BaseModel, PrivateAttr, TypeAdapter

from treaties.models.conditions import Strict
from treaties.vocabulary.errors import CasusError


class Parts:
    """The fields of a model as JSON, one on each line after a line with their names.

    A field is parsed and validated when it is first used.

    >>> from treaties.models.parties import Party
    >>> Parts.of(Parts.written(Party(state="chile", note="as an observer"))).names
    ('state', 'note')
    """

    def __init__(self, content: bytes, lines: Mapping[str, slice]) -> None:
        self._content = content
        self._lines = lines
        """Where the line of each field lies in the content, so that lines that nobody reads are not copied."""
        self._values: dict[str, Any] = {}
        """The fields read so far, which all copies of a model share."""

    @classmethod
    def of(cls, content: bytes) -> Parts | None:
        """Return the stored fields that bytes contain; at first only their names are read. None if the bytes have
        another form.
        """
        first, *lines = _lines_of(content)
        try:
            names = json.loads(content[first])
        except (ValueError, RecursionError):
            return None
        if not isinstance(names, list) or len(names) != len(lines):
            return None
        return cls(content, dict(zip(map(str, names), lines, strict=True)))

    @staticmethod
    def written(model: BaseModel) -> bytes:
        """Return the fields of a model that were set as bytes, in the form that `Parts.of` reads."""
        given = {
            n: f
            for n, f in type(model).model_fields.items()
            if n in model.model_fields_set
        }
        lines = [
            TypeAdapter[Any](cast("Any", f.annotation)).dump_json(
                getattr(model, n), by_alias=True, exclude_unset=True
            )
            for n, f in given.items()
        ]
        return b"\n".join([json.dumps(list(given)).encode(), *lines])

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the stored fields."""
        return tuple(self._lines)

    def read(self, name: str, kind: Any) -> Any:
        """Load one field as a value of the given type, on first use.

        Raises `CasusError` if the stored value has another type.
        """
        if name in self._values:
            return self._values[name]
        stored = self._content[self._lines[name]]
        try:
            value = TypeAdapter[Any](kind).validate_json(stored)
        except ValueError:
            raise CasusError(
                f"the compiled corpus has no `{name}` that can be read",
                remedy="delete it from the cache folder",
            ) from None
        # What another thread read in the meantime stays: one instrument is one value.
        return self._values.setdefault(name, value)


def _lines_of(content: bytes) -> list[slice]:
    """Where each line of some bytes lies, without the sign that ends it."""
    found: list[slice] = []
    start = 0
    while (end := content.find(b"\n", start)) >= 0:
        found.append(slice(start, end))
        start = end + 1
    return [*found, slice(start, len(content))]


class Partly(Strict):
    """A model whose fields may be loaded lazily from the cache; otherwise an ordinary model."""

    _parts: Parts | None = PrivateAttr(default=None)
    """The stored fields that are not loaded yet."""

    @classmethod
    def unread(cls, parts: Parts) -> Self:
        """Build a model from stored fields, each loaded and validated on first use."""
        made = cast("Self", cls.model_construct({*parts.names}))
        for name in parts.names:
            made.__dict__.pop(name, None)
        made._parts = parts
        return made

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            # While a model is made, pydantic before 2.11 asks for what it has yet to set.
            own = None if name.startswith("__") else self.__pydantic_private__
            parts = own["_parts"] if own else None
            if parts is None or name not in parts.names:
                return super().__getattr__(name)
            return self.__dict__.setdefault(
                name, parts.read(name, type(self).model_fields[name].annotation)
            )

    def whole(self) -> Self:
        """Load all remaining fields, and return the model itself."""
        for name in type(self).model_fields:
            getattr(self, name)
        return self

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """Return every field as plain data, after loading all fields."""
        return super(Partly, self.whole()).model_dump(**options)

    def model_dump_json(self, **options: Any) -> str:
        """Return every field as JSON, after loading all fields."""
        return super(Partly, self.whole()).model_dump_json(**options)

    def __eq__(self, other: object) -> bool:
        """Whether every field says the same."""
        return type(other) is type(self) and all(
            getattr(self, n) == getattr(other, n) for n in type(self).model_fields
        )
