"""What an answer turns on: supports, firebreaks, odds, comparisons, pivots, conflicts, ambiguity."""
