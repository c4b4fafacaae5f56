"""The page of thirty newspaper sentences, made by the program: `python -m tests.analysis.newspaper` renews it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from engine.analysis.claim_words import Claim
from engine.analysis.claims import claims
from engine.world import World
from tests import HOME

PAGE = HOME / "docs" / "newspaper.md"
HEAD = "| day | sentence | verdict | why | by hand |\n|---|---|---|---|---|\n"
ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__)
    .with_suffix(".jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def judged(row: dict[str, Any], world: World) -> Claim:
    """The claim of a sentence on its day."""
    return claims(world, row["text"], on=row["on"]).claims[0]


def line(row: dict[str, Any], found: Claim) -> str:
    """The line of a sentence: what the program says of it, and what was written by hand."""
    needs = "".join(f" {n.text} ({n.answer})" for n in found.needs[:2])
    cited = f" {found.articles[0].label}." if found.articles else ""
    why = f"{found.why}{needs}{cited}".replace("|", "/")
    hand = (
        "the same"
        if row["verdict"] == found.verdict
        else f"`{row['verdict']}`: {row['why']}"
    )
    return f"| {row['on']} | {row['text']} | `{found.verdict}` | {why} | {hand} |"


if __name__ == "__main__":
    world = World.load()
    before, _, _ = PAGE.read_text(encoding="utf-8").partition(HEAD)
    lines = [line(row, judged(row, world)) for row in ROWS]
    PAGE.write_text(before + HEAD + "\n".join(lines) + "\n", encoding="utf-8")
