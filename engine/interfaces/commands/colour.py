"""Colour and bold by the role of a block, where somebody looks on at a terminal."""

from __future__ import annotations

import os
import sys

from engine.output.document import Role
from treaties.vocabulary.errors import CasusError

WHENS = ("auto", "always", "never")
SHADES = {
    Role.FINDING: "1",
    Role.BOUND: "1;31",
    Role.CONTESTED: "33",
    Role.CONDITIONAL: "33",
    Role.RELEASED: "2",
    Role.BROKEN: "35",
    Role.QUIET: "2",
}
"""How a terminal shows the head of a block, by its role."""


class Colour:
    """Whether to paint: `auto` where the output is a terminal and `NO_COLOR` is not set, `always`, or `never`."""

    when = "auto"

    @classmethod
    def choose(cls, when: str) -> None:
        """Take what `--color` says; raises `CasusError` for another word."""
        if when not in WHENS:
            raise CasusError(f"`{when}` is no way to colour", remedy=f"say {', '.join(WHENS)}")
        cls.when = when

    @classmethod
    def wanted(cls) -> bool:
        """Whether the output is to be painted."""
        if cls.when != "auto":
            return cls.when == "always"
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def painted(text: str, role: Role) -> str:
    """The same text in the colour of a role; without its escapes it is equal to what was given.

    >>> painted("Pact, Art. 1", Role.BOUND).replace("\033", "^")
    '^[1;31mPact, Art. 1^[0m'
    """
    return f"\033[{SHADES[role]}m{text}\033[0m" if role in SHADES else text
