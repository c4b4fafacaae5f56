"""Colour and bold for the words of a status and for headings, where somebody looks on at a terminal."""

from __future__ import annotations

import os
import re
import sys

from treaties.vocabulary.errors import CasusError

WHENS = ("auto", "always", "never")
BOLD, DIM, RED, GREEN, YELLOW, BLUE, MAGENTA = "1", "2", "1;31", "32", "33", "34", "35"
WORDS = {
    r"must not(?: \w+)?": BLUE,
    r"must(?: (?:give|help|act|mobilise))?": RED,
    r"may help|free to choose": GREEN,
    r"contested|conditional": YELLOW,
    r"if the text[^;:.)]*?(?:reported|says so)": YELLOW,
    r"breaks|already at war": MAGENTA,
    r"nobody is bound[^.]*": BOLD,
    r"not called|not triggered|no treaty": DIM,
}
"""What stands out in a line: a duty, a doubt, a breach, a way out; each pattern with its colour."""

_WORDS = re.compile(r"\b(?:" + "|".join(f"(?P<w{n}>{words})" for n, words in enumerate(WORDS)) + r")\b", re.I)
_COLOURS = list(WORDS.values())
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

    >>> print(painted("AT ONCE\\n  Pact, Art. 1: A must help — contested, on [a].").replace("\\033", "^"))
    ^[1mAT ONCE^[0m
      Pact, Art. 1: A ^[1;31mmust help^[0m — ^[33mcontested^[0m, on [a].
    """
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    if _HEADING.match(line):
        return _in(BOLD, line)
    return _WORDS.sub(lambda found: _in(_COLOURS[int(found.lastgroup[1:])], found.group()), line)  # type: ignore[index]


def _in(colour: str, text: str) -> str:
    return f"\033[{colour}m{text}\033[0m"
