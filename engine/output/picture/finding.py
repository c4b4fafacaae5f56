"""The title of a picture: who must do what for whom, with the question and its day below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.forms.style import text_line, wrapped
from engine.output.bottom_line import bottom_line
from engine.output.prose import BRACKETS

if TYPE_CHECKING:
    from engine.findings.findings import Findings

TWICE = re.compile(r"^(.+?) and \1(?= must| may| need)")
"""A pattern for a state that is named twice because two treaties bind it; without the treaties it is named once."""


def finding(answer: Findings) -> str:
    """Return the first line of the ruling without its articles, which the picture shows.

    >>> from engine import ask
    >>> finding(ask("Albania", by="Yugoslavia", on="1928-06-01", rounds=1))
    'Italy must help.'
    """
    return TWICE.sub(r"\1", BRACKETS.sub("", bottom_line(answer)[0]))


def titled(answer: Findings, wide: float) -> tuple[list[str], float]:
    """Return the title as SVG and its height: the ruling in bold, and the question with its day below."""
    size, y, parts = (17.0 if wide > 600 else 14.0), 8.0, []
    for line in wrapped(finding(answer), wide - 32, size, bold=True):
        y += size * 1.28
        parts.append(text_line(line, 16, y, size, weight=700))
    asked = f" Read as {answer.asked.name}." if answer.asked else ""
    y += 3
    for line in wrapped(answer.heading + asked, wide - 32, 13):
        y += 17
        parts.append(text_line(line, 16, y, 13, "quiet"))
    return parts, y + 14
