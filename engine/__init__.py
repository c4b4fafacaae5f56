"""The engine: derives who owes what from the promises that states made. It names no treaty and prints nothing.

>>> from engine import ask
>>> ask("Guam", on="2026-01-01")
Traceback (most recent call last):
    ...
treaties.vocabulary.errors.UnknownName: no state is called `Guam`...
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.public import *  # noqa: F403


def __getattr__(name: str) -> Any:
    """Load the public names when one is asked for, so that importing the package costs nothing."""
    if not name.startswith("_") or name == "__all__":
        listed = import_module("engine.public")
        if name in ("__all__", *listed.__all__):
            return getattr(listed, name)
    raise AttributeError(f"module `engine` has no attribute `{name}`")
