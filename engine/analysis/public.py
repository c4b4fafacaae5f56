"""What `engine.analysis` offers, in one list."""

from engine.analysis.ambiguities import ambiguity
from engine.analysis.chronicle import chronicle
from engine.analysis.comparison import compare
from engine.analysis.conflict_list import conflicts, standing_conflicts
from engine.analysis.firebreak_sets import firebreaks
from engine.analysis.pivot_search import pivots
from engine.analysis.probability.odds import odds
from engine.analysis.supports_list import supports

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
