"""A record: a flat, read-only mapping of scalars that data frames take as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn


class Record(Mapping[str, Any]):
    """Column names and scalars of one thing; its other properties are attributes.

    A mapping and no dataclass, because pandas takes dataclasses apart field by field; `dict(record)` is a copy that may
    be changed.
    """

    _columns: dict[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self._columns[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def _fixed(self, *_: object) -> NoReturn:
        raise TypeError("a record is read only; `dict(record)` is a copy that may be changed")

    __setattr__ = __delattr__ = _fixed

    def __copy__(self) -> Record:
        return self

    def __deepcopy__(self, _: object) -> Record:
        return self
