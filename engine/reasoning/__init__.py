"""What an answer turns on: supports, firebreaks, odds, comparisons, pivots, conflicts, ambiguity.

>>> from engine import ask
>>> from engine.reasoning import supports
>>> len(supports(ask(scenario="shen-chain"), "China"))
1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.reasoning.ambiguities import ambiguity
    from engine.reasoning.chances import odds
    from engine.reasoning.comparison import compare
    from engine.reasoning.conflicting import conflicts, standing_conflicts
    from engine.reasoning.firebreak_sets import firebreaks
    from engine.reasoning.pivoting import pivots
    from engine.reasoning.supports_list import supports

__all__ = ["ambiguity", "compare", "conflicts", "firebreaks", "odds", "pivots", "standing_conflicts", "supports"]

_HOMES = {
    "ambiguity": "ambiguities", "compare": "comparison", "conflicts": "conflicting", "firebreaks": "firebreak_sets",
    "odds": "chances", "pivots": "pivoting", "standing_conflicts": "conflicting", "supports": "supports_list",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is asked for, so that importing the package costs nothing."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"engine.reasoning.{_HOMES[name]}"), name)
    raise AttributeError(f"module `engine.reasoning` has no attribute `{name}`")
