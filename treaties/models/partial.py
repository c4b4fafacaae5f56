"""A model written down in parts, each read when it is first asked for: a question needs no cases and no bibliography."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from pydantic import BaseModel, PrivateAttr, TypeAdapter

from treaties.models.conditions import Strict
from treaties.vocabulary.errors import CasusError


class Parts:
    """The fields of a model as JSON, one on a line, under a line that names them.

    What is read is validated, as any other input is; what is not asked for is not read.

    >>> from treaties.models.parties import Party
    >>> Parts.of(Parts.written(Party(state="chile", note="as an observer"))).names
    ('state', 'note')
    """

    def __init__(self, lines: Mapping[str, bytes]) -> None:
        self._lines = lines

    @classmethod
    def of(cls, content: bytes) -> Parts | None:
        """Read the index of the stored fields from bytes; None for bytes of another form."""
        first, *lines = content.split(b"\n")
        try:
            names = json.loads(first)
        except (ValueError, RecursionError):
            return None
        if not isinstance(names, list) or len(names) != len(lines):
            return None
        return cls(dict(zip(map(str, names), lines, strict=True)))

    @staticmethod
    def written(model: BaseModel) -> bytes:
        """Write every field of a model that was set as bytes, in the form that `Parts.of` reads back."""
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
        """Read one field as a value of its type; raises `CasusError` where its content is of another type."""
        try:
            return TypeAdapter[Any](kind).validate_json(self._lines[name])
        except ValueError:
            raise CasusError(
                f"the compiled corpus has no `{name}` that can be read",
                remedy="delete it from the cache folder",
            ) from None


class Partly(Strict):
    """A model whose fields may load lazily from the cache; otherwise an ordinary model."""

    _parts: Parts | None = PrivateAttr(default=None)
    """The source of fields that are not read yet."""

    @classmethod
    def unread(cls, parts: Parts) -> Self:
        """Make a model from its stored parts; each part is read, and validated, when it is first asked for."""
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
            # What another thread read in the meantime stays: one instrument is one value.
            return self.__dict__.setdefault(
                name, parts.read(name, type(self).model_fields[name].annotation)
            )

    def whole(self) -> Self:
        """Read all parts that are not read yet, and give the same model."""
        for name in type(self).model_fields:
            getattr(self, name)
        return self

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """Give every field as plain data, as the base class does; unread parts are read first."""
        return super(Partly, self.whole()).model_dump(**options)

    def model_dump_json(self, **options: Any) -> str:
        """Write every field as JSON, as the base class does; unread parts are read first."""
        return super(Partly, self.whole()).model_dump_json(**options)

    def __eq__(self, other: object) -> bool:
        """Whether every field says the same."""
        return type(other) is type(self) and all(
            getattr(self, n) == getattr(other, n) for n in type(self).model_fields
        )
