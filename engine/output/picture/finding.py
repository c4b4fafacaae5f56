"""The title of a picture: who must do what for whom, with the question and its day below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.forms.style import text_line, wrapped
from engine.output.bottom_line import bottom_line
from engine.output.first_lines.helpers import NOBODY_FOR_CERTAIN
from engine.output.prose import BRACKETS

if TYPE_CHECKING:
    from engine.findings.findings import Findings

LINES = 2
"""The number of lines within which further clauses must fit."""
JUDGEMENT = re.compile(
    r"^Only if (?:.*?\. Then |[^:]*: )|^If .*? asks for help, |, (?:but |and )?only if .*"
)
"""A pattern for the judgement on which a clause depends, before or after it."""
CONDITIONAL = re.compile(r", (?:but|and) only if ")
"""A pattern for the condition of a duty that opens an answer: it hangs on that condition alone."""
FOUND = re.compile(r"^Only if (.*?) finds that .*?\. Then it ")
"""A pattern for the judgement of a state on which its own duty, told in a sentence behind it, depends."""
AMONG = re.compile(r", among them [^;]*?,(?= must| may| and the )")
"""A pattern for the members of a group that a clause names."""

NAMED_AFTER = re.compile(r"(?<=\.) The conditions?: .*")
"""A pattern for conditions listed after a sentence that only counts them."""
TWICE = re.compile(r"^(.+?) and \1(?= must| may| need)")
"""A pattern for a state that is named twice because two treaties bind it; without the treaties it is named once."""


def finding(answer: Findings, room: float, size: float) -> list[str]:
    """Return the first line of the ruling, shortened to lines that fit: without its articles, its first clause and further
    clauses that fit in two lines.

    If the first clause does not fit in two lines, its condition is left out, which the page shows instead; if it has
    none, the named members of its group are left out.

    Args:
        answer: the answer.
        room: the width of a line, in px.
        size: the font size, in px.
    """
    sentences = (BRACKETS.sub("", line) for line in bottom_line(answer))
    first, *rest = (NAMED_AFTER.sub("", TWICE.sub(r"\1", line)) for line in sentences)
    if first.startswith(NOBODY_FOR_CERTAIN) and rest:
        return _contested(rest[0], room, size)
    if CONDITIONAL.search(first):
        return _contested(first, room, size)
    parts = first.removesuffix(".").split("; ")
    while (
        len(lines := wrapped("; ".join(parts) + ".", room, size, bold=True)) > LINES
        and len(parts) > 1
    ):
        parts.pop()
    if len(lines) > LINES:
        owed = JUDGEMENT.sub("", FOUND.sub(r"\1 ", parts[0]))
        shorter = (
            f"Contested: {re.sub('^The ', 'the ', owed)}."
            if owed != parts[0]
            else AMONG.sub("", owed) + "."
        )
        lines = wrapped(shorter, room, size, bold=True)
    return lines


def _contested(line: str, room: float, size: float) -> list[str]:
    """Shorten the line on what is open to who may have to help, where nobody must for certain."""
    owed = JUDGEMENT.sub("", line.removesuffix(".")).split("; ")[0]
    wholes = (f"{NOBODY_FOR_CERTAIN}. Contested: {owed}.", f"{NOBODY_FOR_CERTAIN}.")
    each = [wrapped(text, room, size, bold=True) for text in wholes]
    return next((lines for lines in each if len(lines) <= LINES), each[-1])


def titled(answer: Findings, wide: float) -> tuple[list[str], float]:
    """Return the title as SVG and its height: the ruling in bold, and the question with its day below."""
    size, y, parts = (17.0 if wide > 600 else 14.0), 8.0, []
    for line in finding(answer, wide - 32, size):
        y += size * 1.28
        parts.append(text_line(line, 16, y, size, weight=700))
    asked = f" Read as {answer.asked.name}." if answer.asked else ""
    y += 3
    for line in wrapped(answer.heading + asked, wide - 32, 13):
        y += 17
        parts.append(text_line(line, 16, y, 13, "quiet"))
    return parts, y + 14
