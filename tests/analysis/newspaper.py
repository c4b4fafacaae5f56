"""Thirty newspaper sentences with a verdict each by hand (`verdict`), and the one that the program gives (`now`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__)
    .with_suffix(".jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
