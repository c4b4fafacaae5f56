"""The bounds that docs/reliability.md names are those of the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.analysis import firebreak_sets, pivot_search
from engine.analysis.probability import bounds, by_supports, chance, odds, priors
from engine.cascade import depth
from engine.labels import labelling
from treaties.loading import consistency, safe_read, toml_lines
from treaties.outside import tables
from treaties.vocabulary import errors

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
ROWS = {
    "a file of law, a scenario": (f"nested {toml_lines.DEEP} deep",),
    "a list in a treaty": (f"{safe_read.ENTRIES} entries",),
    "the duties of one state": (f"{consistency.LEGS:,}",),
    "a table of outside data": (f"{tables.CELLS:,} cells", f"{tables.COLUMNS:,} columns"),
    "a message": (f"{errors.LINE} characters a line", f"{errors.LISTED} faults a file"),
    "a probability": (f"{chance.DIGITS} characters",),
    "patterns of a priors file": (f"{priors.PATTERNS}",),
    "the derivation of an answer": (f"{depth.STRIKES} strikes", f"{depth.STEPS:,} steps"),
    "the candidates of a search": (f"{labelling.SETS:,} made", f"{labelling.ROOM >> 20} MiB"),
    "the whole derivation": (f"{depth.WHOLE:,} strikes", f"{depth.STEPS:,} steps"),
    "what `firebreaks` look for": (f"{firebreak_sets.LOOKS:,} looks",),
    "`pivots`": (f"{pivot_search.LOOKS:,} looks",),
    "`odds`": (
        f"{odds.SETS:,} candidate supports",
        f"{by_supports.EXPANDING:,} sets",
        f"{bounds.LOOKS:,} rules",
        f"{odds.BREAKS:,} looks",
    ),
}
"""By how a row of the table begins, what it has to name."""


@pytest.mark.parametrize("begins", ROWS)
def test_a_bound_is_named_as_it_is(begins: str) -> None:
    section = PAGE.read_text(encoding="utf-8").partition("## Bounds")[2].partition("\n## ")[0]
    [row] = [line for line in section.split("\n") if line.startswith(f"| {begins}")]
    for named in ROWS[begins]:
        assert named in row
