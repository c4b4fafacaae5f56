"""What `engine.turning` offers, in one list."""

from engine.turning.ambiguities import ambiguity
from engine.turning.chronicle import chronicle
from engine.turning.comparison import compare
from engine.turning.conflict_list import conflicts, standing_conflicts
from engine.turning.firebreak_sets import firebreaks
from engine.turning.pivot_search import pivots
from engine.turning.probability.odds import odds
from engine.turning.supports_list import supports

__all__ = [
    "ambiguity",
    "chronicle",
    "compare",
    "conflicts",
    "firebreaks",
    "odds",
    "pivots",
    "standing_conflicts",
    "supports",
]
