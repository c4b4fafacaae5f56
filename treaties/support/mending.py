"""Collection of all faults in a file: faulty parts are removed from the raw data, and the rest is checked again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Loc = tuple[int | str, ...]

ROUNDS = 12
"""The number of times that the rest of a file is checked again."""


class Faults(ValueError):
    """An error with several faults of one table. Each fault has a path, a message, and a replacement value with which
    the other parts can be checked.
    """

    def __init__(self, *found: tuple[Loc, str, Any]) -> None:
        self.found = found
        super().__init__("; ".join(text for _, text, _ in self.found))


class Mended:
    """The raw data of a file, from which faulty parts are removed. Paths refer to the original file."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.raw = _copied(raw)
        self._kept: dict[Loc, list[int]] = {}
        self._gone: set[Loc] = set()

    def original(self, loc: Iterable[int | str]) -> Loc:
        """Return the path in the original file of a path in the remaining data."""
        out: list[int | str] = []
        for part in loc:
            kept = self._kept.get(tuple(out))
            out.append(
                kept[part]
                if kept and isinstance(part, int) and part < len(kept)
                else part
            )
        return tuple(out)

    def follows(self, loc: Loc) -> bool:
        """Return whether a key or list item is missing only because a faulty part was removed."""
        at = self.original(loc)
        return any(gone[: len(at)] == at for gone in (*self._gone, *self._kept))

    def put(self, loc: Loc, value: Any) -> bool:
        """Set a key to a value with which the rest can be checked; return whether that changed anything."""
        table = self._at(loc[:-1])
        if not isinstance(table, dict) or table.get(loc[-1]) == value:
            return False
        table[loc[-1]] = value
        return True

    def lost(self, key: str) -> bool:
        """Return whether anything under a top-level key was removed, so that parts that depend on it cannot be checked."""
        return any(loc[0] == key for loc in (*self._gone, *self._kept))

    def take_out(self, loc: Loc) -> bool:
        """Remove a key, or, if it was removed before, the list item that contains it. Return whether anything was
        removed.
        """
        if not loc:
            return False
        holder = self._at(loc[:-1])
        if isinstance(holder, dict) and loc[-1] in holder:
            del holder[loc[-1]]
            self._gone.add(self.original(loc))
            return True
        return self._take_item(loc)

    def _take_item(self, loc: Loc) -> bool:
        for n in range(len(loc) - 1, -1, -1):
            place, index = loc[:n], loc[n]
            items = self._at(place)
            if (
                isinstance(index, int)
                and isinstance(items, list)
                and index < len(items)
            ):
                kept = self._kept.setdefault(
                    self.original(place), list(range(len(items)))
                )
                del items[index], kept[index]
                return True
        return False

    def _at(self, loc: Loc) -> Any:
        here: Any = self.raw
        for part in loc:
            try:
                here = here[part]
            except (KeyError, IndexError, TypeError):
                return None
        return here


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _copied(v) for k, v in value.items()}
    return [_copied(v) for v in value] if isinstance(value, list) else value
