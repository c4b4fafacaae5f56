"""Where the tests find what they are about."""

from __future__ import annotations

from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
FIXTURES = HOME / "tests" / "fixtures" / "outside"
MADE_UP = HOME / "notebooks" / "made-up"
SEED = "If North Korea is attacked by Ukraine on 2026-01-01, who is drawn in?"
