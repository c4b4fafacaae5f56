"""What an answer turns on: supports, firebreaks, odds, comparisons, conflicts."""
