"""The title of a picture: who must do what for whom, with the question and its day below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.forms.style import block
from engine.output.asked_case import behind_title
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
    """Return the title as SVG and its height: the ruling in bold, and below it the question with its day, and what the
    title of a case leaves unsaid.
    """
    read = [f"Read as {answer.asked.name}."] if answer.asked else []
    asked = " ".join([answer.heading, *read, *behind_title(answer)])
    size = "title" if wide > 600 else "title-narrow"
    ruling, y = block(finding(answer), 16, 8, wide - 32, size)
    question, end = block(asked, 16, y + 3, wide - 32, "asked")
    return [words.drawn() for words in (*ruling, *question)], end + 14
