"""Forty questions of history as they were answered before a round of new law, as they are answered now, and why.

`python -m tests.validation.asked_again` writes the table into the page of the decision.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tests import HOME

ROWS = Path(__file__).with_suffix(".toml")
PAGE = HOME / "docs" / "decisions" / "034-forty-answers-asked-again.md"
FIRST, LAST = "<!-- asked -->\n", "<!-- end of asked -->\n"


class Asked(NamedTuple):
    """A question with its two answers; `why` is empty where they are the same."""

    victim: str
    attacker: str
    day: date
    before: str
    now: str
    names: tuple[str, ...]
    why: str


def asked() -> list[Asked]:
    """Give the forty, in the order of the page."""
    rows = tomllib.loads(ROWS.read_text(encoding="utf-8"))["asked"]
    return [
        Asked(
            *row["question"],
            row["before"],
            row["now"],
            tuple(row["names"]),
            row.get("why", ""),
        )
        for row in rows
    ]


def table() -> str:
    """Write the forty as the rows of a table."""
    rows = [
        f"| {a.victim} by {a.attacker}, {a.day} | {a.before} | {a.now} | {a.why or 'the same'} |"
        for a in asked()
    ]
    return "\n".join(["| asked | before | now | why |", "|---|---|---|---|", *rows, ""])


if __name__ == "__main__":
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(FIRST)
    _, _, tail = rest.partition(LAST)
    PAGE.write_text(head + FIRST + table() + LAST + tail, encoding="utf-8")
