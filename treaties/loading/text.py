"""The text of a data file, to say on which line a fault stands."""

from __future__ import annotations

from dataclasses import dataclass

from treaties.loading.toml_lines import line_of
from treaties.vocabulary.errors import Problem
from treaties.vocabulary.mending import Mended

Loc = tuple[int | str, ...]


@dataclass(frozen=True)
class Text:
    """A data file as written, to find lines in."""

    file: str
    text: str
    left: Mended | None = None
    """What was read of it, where faults were left out."""

    def problem(self, loc: Loc, message: str) -> Problem:
        """A problem at a location of this file."""
        loc = self.left.original(loc) if self.left else loc
        return Problem(self.file, line_of(self.text, loc), ".".join(map(str, loc)), message)
