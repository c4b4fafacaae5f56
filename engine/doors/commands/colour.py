"""Colour and bold for the words of a status and for headings, where somebody looks on at a terminal."""

from __future__ import annotations

import os
import re
import sys

from treaties.errors import CasusError

WHENS = ("auto", "always", "never")
BOLD, RED, YELLOW, GREEN, BLUE, DIM = "1", "31", "33", "32", "34", "2"
STATUSES = {
    "already at war": "1;35",
    "bound": "1;31",
    "must": BOLD,
    "contested": "1;33",
    "depends": "1;33",
    "conditional": YELLOW,
    "released": BLUE,
    "permitted": GREEN,
    "not called": DIM,
    "broken": "1;35",
}
"""What stands out in a line, each with its colour; the first that a line has is the one that is painted."""

_STATUS = re.compile(r"(?<= — )(" + "|".join(STATUSES) + r")\b")
_HEADING = re.compile(r"^[A-Z][A-Z ,'’-]{3,}\b.*$")


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


def painted(text: str) -> str:
    """The same text; without its escapes it is equal to what was given.

    >>> print(painted("AT ONCE\\n  France — bound: must fight").replace("\\033", "^"))
    ^[1mAT ONCE^[0m
      France — ^[1;31mbound^[0m: must fight
    """
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    if _HEADING.match(line):
        return _in(BOLD, line)
    return _STATUS.sub(lambda found: _in(STATUSES[found.group()], found.group()), line)


def _in(colour: str, text: str) -> str:
    return f"\033[{colour}m{text}\033[0m"
