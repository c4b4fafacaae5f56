"""A record: a flat, read-only mapping of scalars that data frames take as it is."""

from __future__ import annotations

from typing import Any, NoReturn


class Record(dict[str, Any]):
    """Column names and scalars of one thing; its other properties are attributes.

    A real `dict`, because frame libraries ask for one, and no dataclass, because pandas takes dataclasses apart field
    by field. `dict(record)` is a copy that may be changed.

    >>> Record(ccode=731)["ccode"]
    731
    >>> Record(ccode=731).clear()
    Traceback (most recent call last):
        ...
    TypeError: a record is read only; `dict(record)` is a copy that may be changed
    """

    def _fixed(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a record is read only; `dict(record)` is a copy that may be changed")

    __setattr__ = __delattr__ = __setitem__ = __delitem__ = __ior__ = update = setdefault = pop = popitem = clear = (
        _fixed
    )

    def __copy__(self) -> Record:
        return self

    def __deepcopy__(self, _: object) -> Record:
        return self
