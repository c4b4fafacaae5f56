"""What an answer turns on: supports, firebreaks, odds, comparisons, pivots, conflicts, ambiguity.

>>> from engine import ask
>>> from engine.turning import supports
>>> len(supports(ask(scenario="shen-chain"), "China"))
1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.turning.ambiguities import ambiguity
    from engine.turning.comparison import compare
    from engine.turning.conflict_list import conflicts, standing_conflicts
    from engine.turning.firebreak_sets import firebreaks
    from engine.turning.pivot_search import pivots
    from engine.turning.probability.odds import odds
    from engine.turning.supports_list import supports

__all__ = ["ambiguity", "compare", "conflicts", "firebreaks", "odds", "pivots", "standing_conflicts", "supports"]

_HOMES = {
    "ambiguity": "ambiguities", "compare": "comparison", "conflicts": "conflict_list", "firebreaks": "firebreak_sets",
    "odds": "probability.odds", "pivots": "pivot_search", "standing_conflicts": "conflict_list", "supports": "supports_list",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is asked for, so that importing the package costs nothing."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"engine.turning.{_HOMES[name]}"), name)
    raise AttributeError(f"module `engine.turning` has no attribute `{name}`")
