"""The bounds that docs/bounds.md names are those of the table in the code, and each of these is named there."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path

from tests.support.each import each
from tests.treaties import test_compiled as caches
from treaties.support import limits

DOCS = Path(__file__).resolve().parents[2] / "docs"
ROWS = {
    "a file of law, a scenario": {
        "FILE": "{} MiB",
        "NESTED": "nested {} deep",
        "LAST_YEAR": "no day after {}",
    },
    "all files of a corpus folder": {"FOLDER": "{} MiB"},
    "a list in a treaty": {"ENTRIES": "{} entries"},
    "the duties of one state": {"LEGS": "{}"},
    "a table of outside data": {
        "TABLE": "{} MiB",
        "CELLS": "{} cells",
        "COLUMNS": "{} columns",
    },
    "a question in words": {"QUESTION": "{} characters"},
    "a text of claims": {"CLAIMS": "{} characters"},
    "a message": {
        "LINE": "{} characters a line",
        "WORDS": "{} of the user's words",
        "LISTED": "{} faults a file",
    },
    "a probability": {"CHANCE": "{} characters"},
    "patterns of a priors file": {"PATTERNS": "{} patterns"},
    "the derivation of an answer": {
        "NEAR": "beyond {} open answers",
        "STRIKES": "{} strikes",
        "STEPS": "{} steps",
    },
    "the labels of an answer": {
        "BUDGET": "{} candidates",
        "LABEL": "{} supports of a fact",
        "HORIZON": "{} open answers",
        "PATIENCE": "after {} times",
        "LAST": "after {} times",
    },
    "the one account of a question": {"WORK": "{} units"},
    "what is drawn on it": {
        "ASKED": "{} for a question",
        "BYTE": "{} for a byte of",
        "STEP": "{} for a step of",
        "CANDIDATE": "{} for a candidate",
        "READ": "{} for a step read into",
        "RULE": "{} for a rule of",
        "SET": "{} for a set of",
        "HIT": "{} for a look for",
        "EXPANSION": "{} for a set gone through",
    },
    "the candidates of a search": {
        "ROOM": "{} MiB",
        "NEAREST": "{} made for the nearest",
        "SIMPLEST": "{} to see",
    },
    "the whole derivation": {"WHOLE": "{} strikes", "WHOLE_STEPS": "{} steps"},
    "what `ways --out` looks for": {"FIREBREAK_SETS": "{} of them"},
    "`odds`": {
        "ODDS_SETS": "{} candidate supports",
        "EXPANDED": "{} sets in expanding",
        "EXACT": "a fraction up to {} nodes",
    },
}
"""By how a row of the table begins, each limit that it has to name, and in what words."""
BYTES = ("FILE", "FOLDER", "TABLE", "ROOM")
"""The limits that are told in MiB."""


@each("begins", ROWS)
def test_a_bound_is_named_as_it_is(begins: str) -> None:
    page = (DOCS / "bounds.md").read_text(encoding="utf-8")
    [row] = [line for line in page.split("\n") if line.startswith(f"| {begins}")]
    for name, words in ROWS[begins].items():
        value = getattr(limits, name)
        told = (
            f"{value >> 20}"
            if name in BYTES
            else f"{value}"
            if name == "LAST_YEAR"
            else f"{value:,}"
        )
        assert words.format(told) in row, name


def test_every_limit_of_the_table_is_on_the_page() -> None:
    assert {name for row in ROWS.values() for name in row} == {*limits.LIMITS}


def test_every_limit_has_value_unit_and_reason() -> None:
    for name, row in limits.LIMITS.items():
        assert {*row} == {"value", "unit", "why"}, name
        assert getattr(limits, name) == row["value"]


def test_the_kinds_of_broken_caches_are_as_many_as_are_tried() -> None:
    tried: list[Callable[..., None]] = [
        caches.test_a_broken_one_is_made_anew_in_silence,
        caches.test_what_others_can_write_is_not_believed,
        caches.test_what_belongs_to_another_is_not_believed,
        caches.test_a_link_is_not_followed,
    ]
    marks = [
        [m for m in f.__dict__["pytestmark"] if m.name == "parametrize"] for f in tried
    ]
    kinds = sum(math.prod(len(m.args[1]) for m in of) for of in marks)
    told = re.findall(
        r"the (\d+) \w+ of `tests/treaties/test_compiled\.py`",
        (DOCS / "reliability.md").read_text(encoding="utf-8"),
    )
    assert told == [str(kinds)]
