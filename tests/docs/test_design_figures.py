"""The figures of docs/design.md are no better than those of the code."""

from __future__ import annotations

import re

from tests import HOME
from tests.test_architecture import BRANCHED
from tools import complexity

ROWS = dict(
    re.findall(
        r"^\| (.+) \| [\d,]+ \| ([\d,]+) \|$",
        (HOME / "docs" / "design.md").read_text(encoding="utf-8"),
        re.M,
    )
)
"""By what is counted the figure that was measured."""
LAW = ("engine.cascade.", "engine.labels.", "engine.verdicts.", "engine.question.")


def said(begins: str) -> int:
    """The figure of the one row that begins with these words."""
    (found,) = (value for name, value in ROWS.items() if name.startswith(begins))
    return int(found.replace(",", ""))


def reached(begins: str, count: int) -> bool:
    """Whether the code is no worse than the page says; the last fiftieth is left to changes of the day."""
    return count <= said(begins) * 1.02


def test_tangled_functions_are_as_many_as_the_page_says() -> None:
    found = complexity.tangled()
    assert reached("functions above 15", len(found))
    assert reached("of these in", sum(name.startswith(LAW) for name in found))
    assert reached("functions that `C901`", len(BRANCHED))


def test_output_is_as_large_and_imports_as_much_as_the_page_says() -> None:
    assert reached("syntax nodes", complexity.rooms()["engine/output"]["python"])
    files = (HOME / "engine" / "output").rglob("*.py")
    imports = sum(
        len(
            re.findall(
                r"^\s*from engine\.(?:cascade|labels|verdicts)\b",
                p.read_text(encoding="utf-8"),
                re.M,
            )
        )
        for p in files
    )
    assert reached("imports from `output`", imports)
