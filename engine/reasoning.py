"""What an answer turns on, under the name it had before: see `engine.turning`.

>>> from engine.reasoning import supports
>>> supports.__module__
'engine.turning.supports_list'
"""

from engine.turning import ambiguity, compare, conflicts, firebreaks, odds, pivots, standing_conflicts, supports

__all__ = ["ambiguity", "compare", "conflicts", "firebreaks", "odds", "pivots", "standing_conflicts", "supports"]
