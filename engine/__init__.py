"""What follows from what was promised. Knows no treaty by name and prints nothing.

>>> from engine import ask
>>> ask("Guam", on="2026-01-01")
Traceback (most recent call last):
    ...
treaties.errors.UnknownName: no state is called `Guam`...
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.answer import Answer
    from engine.sweep.scan import Scan, scan
    from engine.verdicts.grounds import Ground
    from engine.verdicts.rows import Row
    from engine.verdicts.verdict import Status
    from engine.world import World, ask

__all__ = ["Answer", "Ground", "Row", "Scan", "Status", "World", "ask", "scan"]

_HOMES = {
    "Answer": "engine.answer", "Ground": "engine.verdicts.grounds", "Row": "engine.verdicts.rows", "Status": "engine.verdicts.verdict",
    "Scan": "engine.sweep.scan", "World": "engine.world", "ask": "engine.world", "scan": "engine.sweep.scan",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is asked for, so that importing the package costs nothing."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module `engine` has no attribute `{name}`")
