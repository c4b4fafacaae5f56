"""Every kind of failure that the engine finds has its words, and every wording belongs to one that it finds."""

from __future__ import annotations

import re

from engine.output.failures import wordings
from engine.record.facts import OTHER_ENEMY
from tests import HOME


def test_kinds_and_wordings_are_the_same() -> None:
    sources = [
        *(HOME / "engine" / "cascade").glob("*.py"),
        *(HOME / "engine" / "findings").glob("*.py"),
        HOME / "engine" / "verdicts" / "failed_links.py",
        HOME / "engine" / "ruling" / "failed_articles.py",
    ]
    found = {
        kind
        for p in sources
        for kind in re.findall(
            r'(?:failed|Failure)\(\s*"([a-z-]+)"', p.read_text(encoding="utf-8")
        )
    }
    assert found | {OTHER_ENEMY} == set(wordings())
