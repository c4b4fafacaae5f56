"""The table of what is seen: every test that it names exists."""

from __future__ import annotations

import re
from pathlib import Path

from tests import HOME

TABLE = Path(__file__).with_name("README.md")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_row_names_a_test_that_exists() -> None:
    rows = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [row for row in rows if row.startswith("| ")][1:]
    assert len(rows) > 30
    missing = []
    for row in rows:
        named = NAMED.findall(row)
        assert named, row
        for file, test in named:
            path = HOME / file
            if not path.is_file() or f"def {test}(" not in path.read_text("utf-8"):
                missing.append(f"{file}::{test}")
    assert missing == []
