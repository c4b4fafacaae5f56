"""What an answer turns on: supports, firebreaks, odds, comparisons, pivots, conflicts, ambiguity.

>>> from engine import ask
>>> from engine.analysis import supports
>>> len(supports(ask(scenario="shen-chain"), "China"))
1
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.analysis.public import *  # noqa: F403


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is asked for, so that importing the package costs nothing."""
    if not name.startswith("_") or name == "__all__":
        listed = import_module("engine.analysis.public")
        if name in ("__all__", *listed.__all__):
            return getattr(listed, name)
    raise AttributeError(f"module `engine.analysis` has no attribute `{name}`")
