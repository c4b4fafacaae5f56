"""Who could strike whose home: by COW's direct contiguity, where the user brings it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from os import PathLike
from typing import Self

from treaties.outside.registers import Border, read_contiguity


@dataclass(frozen=True)
class Borders:
    """Borders by land and over at most 400 miles of water, between homelands."""

    borders: dict[tuple[int, int], tuple[Border, ...]]
    known: dict[int, tuple[Border, ...]]

    @classmethod
    def of(cls, borders: Iterable[Border]) -> Self:
        """Gather the rows of the file."""
        pairs: defaultdict[tuple[int, int], list[Border]] = defaultdict(list)
        known: defaultdict[int, list[Border]] = defaultdict(list)
        for b in borders:
            if b.kind:
                pairs[b.state, b.neighbour].append(b)
                known[b.state].append(b)
        return cls({k: tuple(v) for k, v in pairs.items()}, {k: tuple(v) for k, v in known.items()})

    @classmethod
    def read(cls, path: str | PathLike[str]) -> Self:
        """Read COW's direct contiguity."""
        return cls.of(read_contiguity(path))

    def far_off(self, one: int, other: int, day: date) -> bool:
        """Whether two states of which the file knows neighbours on that day do not border on each other.

        >>> wide = (date(1816, 1, 1), date(2016, 12, 31))
        >>> reach = Borders.of(Border(a, b, 1, *wide) for a, b in [(1, 2), (2, 1), (2, 3), (3, 2)])
        >>> reach.far_off(1, 3, date(1900, 1, 1)), reach.far_off(1, 2, date(1900, 1, 1)), reach.far_off(1, 9, date(1900, 1, 1))
        (True, False, False)
        """
        if not all(_on(self.known.get(s, ()), day) for s in (one, other)):
            return False
        return not _on(self.borders.get((one, other), ()), day) and not _on(self.borders.get((other, one), ()), day)


def _on(borders: Iterable[Border], day: date) -> bool:
    return any(b.first <= day <= b.last for b in borders)
